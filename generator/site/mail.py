"""Messages that are prepared for whoever writes to the chapter."""

from __future__ import annotations

from urllib.parse import quote


def mailto(email: str, subject: str, body: str) -> str:
    """A `mailto:` address with a subject and a message (RFC 6068); "" without an address."""
    if not email:
        return ""
    lines = body.replace("\n", "\r\n")
    return f"mailto:{quote(email, safe='@')}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
