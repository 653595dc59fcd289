"""The chapter as data: what others may build on, and nothing that the pages do not show."""

from __future__ import annotations

import json
from typing import Any

from tests.site.documents import documents


def data(text: str, today: str = "2026-03-01") -> dict[str, Any]:
    return json.loads(documents(text, today)["/chapter.json"])  # type: ignore[no-any-return]


def test_data_and_schema_say_which_version_they_are() -> None:
    found = documents("")
    chapter, schema = json.loads(found["/chapter.json"]), json.loads(found["/chapter.schema.json"])
    assert chapter["version"] == schema["properties"]["version"]["const"] == 1
    assert chapter["$schema"] == schema["$id"] == "https://small.example.org/chapter.schema.json"
    assert {"$schema", "version"} <= set(schema["required"])


# What version 1 has told since it was first published, and may not cease to tell. Names are added here, never taken away.
VERSION_1 = {
    "": "$schema version name url timezone language short_name tagline description founded email city region country "
    "association calendar feed events series recaps posts members companies ideas recommendations",
    "EventData": "id url title kind status start end all_day timezone attendance audience notice summary place online "
    "cost announced host series recap tags",
    "PlaceData": "name url street locality region postal_code country",
    "SeriesData": "id url title kind rhythm",
    "WritingData": "id url title date summary authors event takeaways tags",
    "PersonData": "id url name title company roles",
    "CompanyData": "id url name member website industry city",
    "IdeaData": "id url title status kind purpose event",
    "RecommendationData": "id url vendor recommended_by relationship website what_for",
    "AssociationData": "name url",
}
REQUIRED_1 = {
    "": "$schema version name url timezone language",
    "EventData": "id url title kind status start end all_day timezone attendance audience",
    "PersonData": "id url name",
}


def test_within_a_version_nothing_is_taken_away() -> None:
    schema = json.loads(documents("")["/chapter.schema.json"])
    classes = {"": schema, **schema["$defs"]}
    for name, fields in VERSION_1.items():
        assert set(fields.split()) <= set(classes[name]["properties"]), name
    for name, fields in REQUIRED_1.items():
        assert set(fields.split()) <= set(classes[name]["required"]), name


def test_every_field_says_what_it_is() -> None:
    schema = json.loads(documents("")["/chapter.schema.json"])
    for of in (schema, *schema["$defs"].values()):
        assert of["description"]
        for name, field in of["properties"].items():
            assert field["description"].endswith("."), name


def test_an_event_is_told_as_its_page_tells_it() -> None:
    text = """
        -- companies/harbour-print.yaml --
        name: Harbour Print
        -- events/2026-05-07-tour.yaml --
        title: Plant tour
        kind: tour
        date: 2026-05-07
        start: 8:00
        end: 9:30
        announced: 2026-02-01
        host: harbour-print
        venue: {name: Press hall, address: {locality: Aurora}}
        cost: {amount: 20}
        status: moved-online
        online: {url: "https://meet.example.org/secret"}
        -- events/2026-12-31-retreat.yaml --
        title: Retreat
        date: 2026-12-31
        attendance: online
        online: {url: "https://meet.example.org/open", visibility: public}
    """
    tour, retreat = data(text)["events"]
    assert tour == {
        "id": "2026-05-07-tour",
        "url": "https://small.example.org/events/2026-05-07-tour/",
        "title": "Plant tour",
        "kind": "tour",
        "status": "moved-online",
        "start": "2026-05-07T08:00:00-05:00",
        "end": "2026-05-07T09:30:00-05:00",
        "all_day": False,
        "timezone": "America/Chicago",
        "attendance": "online",
        "audience": "members-and-guests",
        "cost": "$20",
        "announced": "2026-02-01",
        "host": "harbour-print",
    }
    assert (retreat["start"], retreat["end"], retreat["all_day"]) == ("2026-12-31", "2026-12-31", True)
    assert retreat["online"] == "https://meet.example.org/open"


def test_nothing_hidden_is_named() -> None:
    text = """
        -- members/ada.yaml --
        name: Ada Example
        consent: {given: 2026-01-01, directory: public}
        contact: {email: ada@example.org}
        -- members/ben.yaml --
        name: Ben Hidden
        -- series/secret.yaml --
        title: Secret
        draft: true
        -- events/2026-01-15-tour.yaml --
        title: Tour
        date: 2026-01-15
        series: secret
        -- events/2026-06-01-later.yaml --
        title: Concealed
        date: 2026-06-01
        publish_on: 2026-04-01
        -- recaps/2026-01-15-tour.md --
        ---
        authors: [ada, ben]
        takeaways: [{idea: Walk backward., shared_by: ben}]
        ---
        Long.
        -- ideas/next.yaml --
        title: Next
        event: 2026-06-01-later
        proposed_by: ben
        -- recommendations/roofer.yaml --
        vendor: Roofer
        recommended_by: ben
        relationship: client
    """
    found = data(text)
    assert [one["name"] for one in found["members"]] == ["Ada Example"]
    assert found["recaps"][0]["authors"] == ["Ada Example"]
    assert found["recaps"][0]["takeaways"] == ["Walk backward."]
    assert found["recommendations"][0]["recommended_by"] == "a member"
    assert "event" not in found["ideas"][0] and "series" not in found["events"][0]
    told = json.dumps(found)
    assert not [
        word
        for word in ("Hidden", "Secret", "secret", "Concealed", "later", "ada@example.org", '"ben"')
        if word in told
    ]
