"""What stops a command though the content is fine: the machine is not ready."""

from __future__ import annotations


class OperatorError(Exception):
    """One line that says what is in the way and what to do about it. Exit code 2."""


class ProjectNotFound(OperatorError):
    """There is no chapter here."""


class OutputNotWritable(OperatorError):
    """The site cannot be written where it was asked for."""


class PortTaken(OperatorError):
    """Another program answers at this address."""
