"""Chapterhouse: a chapter's content becomes its site."""

__version__ = "0.1.0"
