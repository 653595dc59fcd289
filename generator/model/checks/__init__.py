"""What can be wrong with a chapter though every file of it could be read.

One function for each check, named like its code, in a file for each noun. Its
docstring is its manual page (`chapter explain <code>`) and its test: the example is
run, and must give the message shown.
"""

from __future__ import annotations

from generator.model.checks.days import date_contradicts_event, wrong_weekday
from generator.model.checks.duties import event_without_recap, term_ended
from generator.model.checks.groups import unusable_group
from generator.model.checks.hours import (
    date_differs_from_name,
    end_before_start,
    ends_next_morning,
    rsvp_closes_late,
    time_does_not_exist,
    time_happens_twice,
    unknown_rhythm,
)
from generator.model.checks.menu import unknown_menu_entry
from generator.model.checks.pictures import picture_without_alt, unknown_media
from generator.model.checks.privacy import (
    consent_begins_later,
    consent_lapsed,
    consent_review_due,
    photos_await_host,
    picture_held_back,
    withdrawn_name,
)
from generator.model.checks.programs import active_file
from generator.model.checks.selling import booking_link, sales_language
from generator.model.checks.suppliers import coded_address, recommendation_due, tracking_address
from generator.model.checks.twins import same_name_twice
from generator.model.checks.words import Check

# Those that read what bodies say. Beside the record, they look at its series alone; who is named in a text is
# found by `passages.found_in`.
CHECKS_OF_BODIES: tuple[Check, ...] = (
    wrong_weekday,
    date_contradicts_event,
    picture_without_alt,
    coded_address,
    tracking_address,
    sales_language,
    booking_link,
)

# In this order they are told.
CHECKS: tuple[Check, ...] = (
    time_does_not_exist,
    time_happens_twice,
    end_before_start,
    ends_next_morning,
    rsvp_closes_late,
    date_differs_from_name,
    unknown_rhythm,
    wrong_weekday,
    date_contradicts_event,
    event_without_recap,
    term_ended,
    consent_begins_later,
    consent_lapsed,
    consent_review_due,
    withdrawn_name,
    picture_held_back,
    photos_await_host,
    picture_without_alt,
    same_name_twice,
    unknown_media,
    active_file,
    unknown_menu_entry,
    unusable_group,
    coded_address,
    tracking_address,
    recommendation_due,
    sales_language,
    booking_link,
)
