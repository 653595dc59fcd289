"""`python -m generator` is `chapter`."""

from generator.cli import command

command()
