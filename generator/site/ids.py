"""Ids that are for ever: `tag` URIs (RFC 4151), which look like nobody's address."""

from __future__ import annotations

from generator.site.edition import Edition

# The year in every id: the one this program began in. A date of the record's own could be corrected one day.
EPOCH = 2026


def tag(edition: Edition, kind: str, id: str) -> str:
    """An id for ever: `tag:chicago.example.org,2026:event:2026-10-15-tour`."""
    return f"tag:{edition.uid_domain},{EPOCH}:{f'{kind}:{id}' if id else kind}"
