"""The sample chapter's pictures, drawn: a module to a picture, in the folders of content/media."""
