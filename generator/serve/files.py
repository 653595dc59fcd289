"""The files of the site, found by address."""

from __future__ import annotations

import mimetypes
import os
from pathlib import Path

# What the tables of older systems lack; a host's own answer is set in its configuration.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}


def media_type(file: str) -> str:
    """What a file is, for `Content-Type` (RFC 9110, 8.3)."""
    suffix = os.path.splitext(file)[1].lower()
    return TYPES.get(suffix) or mimetypes.guess_type(file)[0] or "application/octet-stream"


def find_file(out: Path, address: str) -> Path | None:
    """The file below `out` that answers an address without its leading slash, or None.

    Never a file outside `out`, wherever links lead, and never a hidden one.
    """
    names = (address + "index.html" if address.endswith("/") or not address else address).split("/")
    if not all(_is_plain(name) for name in names):
        return None
    file = out.joinpath(*names)
    try:
        inside = file.resolve(strict=True).is_relative_to(out.resolve())
    except (OSError, RuntimeError):  # missing, too long, or links in a circle
        return None
    return file if inside and file.is_file() else None


def _is_plain(name: str) -> bool:
    hidden = name.startswith(".") and name != ".well-known"
    return bool(name) and not hidden and not any(character in name for character in "\\:")


def version(file: Path | None) -> str:
    """What differs when a file has been written anew; "" when there is none."""
    try:
        status = os.stat(file) if file else None
    except OSError:
        return ""
    return f"{status.st_mtime_ns:x}{status.st_size:x}" if status else ""
