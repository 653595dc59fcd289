"""What has become of an event: one word, and all that follows from it.

Every surface asks this table: badge, sign-up, lists, page titles, link previews,
calendars, feeds and structured data. So no two of them can disagree.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.site.views import StatusView


class Standing(NamedTuple):
    """All that follows from an event's `status`."""

    view: StatusView
    # schema.org EventStatusType, and STATUS of RFC 5545 3.8.1.11.
    schema: str = "EventScheduled"
    ics: str = "CONFIRMED"
    # Whether that day still means anything: a postponed event waits for a new one.
    has_day: bool = True
    # Whether there is room for one who wants to come.
    has_room: bool = True
    # Whether nobody has to go anywhere.
    online: bool = False
    # What calendars add to the title: "Coffee (online)".
    suffix: str = ""

    @property
    def takes_place(self) -> bool:
        """Whether it takes place on the day that it gives."""
        return self.view.takes_place


STANDINGS = {
    "tentative": Standing(
        StatusView(word="tentative", label="Tentative", prefix="Tentative: ", tone="notice"), ics="TENTATIVE"
    ),
    "confirmed": Standing(StatusView(word="confirmed")),
    "full": Standing(StatusView(word="full", label="Full", tone="notice"), has_room=False, suffix=" (full)"),
    "postponed": Standing(
        StatusView(word="postponed", label="Postponed", prefix="Postponed: ", tone="warning", takes_place=False),
        schema="EventPostponed", ics="TENTATIVE", has_day=False,
    ),
    "rescheduled": Standing(
        StatusView(word="rescheduled", label="New date", tone="notice"), schema="EventRescheduled"
    ),
    "moved-online": Standing(
        StatusView(word="moved-online", label="Now online", tone="notice"),
        schema="EventMovedOnline", online=True, suffix=" (online)",
    ),
    "cancelled": Standing(
        StatusView(word="cancelled", label="Cancelled", prefix="Cancelled: ", tone="stop", takes_place=False),
        schema="EventCancelled", ics="CANCELLED",
    ),
}  # fmt: skip
