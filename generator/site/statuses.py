"""What has become of an event: one word, and all that follows from it.

Every surface asks this table: badge, sign-up, lists, page titles, link previews,
calendars, feeds and structured data. So no two of them can disagree.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.language.language import Language, message
from generator.site.views import StatusView


class Standing(NamedTuple):
    """All that follows from an event's `status`."""

    # In words; "" when it simply takes place. Both are messages of the catalogs.
    label: str = ""
    # What calendars call it.
    calendar_title: str = "{event}"
    # Whether the label goes before the title too: "Cancelled: Coffee".
    leads: bool = False
    tone: str = "calm"
    takes_place: bool = True
    # schema.org EventStatusType, and STATUS of RFC 5545 3.8.1.11.
    schema: str = "EventScheduled"
    ics: str = "CONFIRMED"
    # Whether that day still means anything: a postponed event waits for a new one.
    has_day: bool = True
    # Whether there is room for one who wants to come.
    has_room: bool = True
    # Whether nobody has to go anywhere.
    online: bool = False


STANDINGS = {
    "tentative": Standing(message("Tentative"), leads=True, tone="notice", ics="TENTATIVE"),
    "confirmed": Standing(),
    "full": Standing(message("Full"), message("{event} (full)"), tone="notice", has_room=False),
    "postponed": Standing(
        message("Postponed"), leads=True, tone="warning", takes_place=False,
        schema="EventPostponed", ics="TENTATIVE", has_day=False,
    ),
    "rescheduled": Standing(message("New date"), tone="notice", schema="EventRescheduled"),
    "moved-online": Standing(
        message("Now online"), message("{event} (online)"), tone="notice", schema="EventMovedOnline", online=True,
    ),
    "cancelled": Standing(
        message("Cancelled"), leads=True, tone="stop", takes_place=False,
        schema="EventCancelled", ics="CANCELLED",
    ),
}  # fmt: skip


def status_view(language: Language, status: str) -> StatusView:
    """What a page shows of a status."""
    standing = STANDINGS[status]
    label = language.say(standing.label)
    return StatusView(
        word=status,
        label=label,
        prefix=language.say("{status}: ", status=label) if standing.leads else "",
        tone=standing.tone,
        takes_place=standing.takes_place,
    )
