"""Files of `content/media`, as texts name them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from generator.pattern import pattern

_MEDIA = pattern(r"(?:^media:|(?:^|/)media/)/*(?:media/)?(?P<path>[^?#]+)", re.IGNORECASE)


def media_named(target: str) -> str:
    """The path from `content/media` that a link or a picture leads to, `media:a.png` or `../media/a.png`; or ""."""
    found = _MEDIA.search(target)
    return unquote(found["path"]) if found else ""
