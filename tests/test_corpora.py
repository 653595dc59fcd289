"""Whole chapters: the real one, and the sample that a new user sees first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build import compose
from generator.engine.memo import Memo
from generator.project import Project
from generator.site.views import PAGES, InsideView, LockView
from generator.text.diagnostic import Severity
from generator.text.tree import read_tree
from tests.chapter import order
from tests.corpora import REAL, REPOSITORY, SAMPLE, Published, published
from tests.crawl import broken, main_words


def errors(of: Published) -> list[str]:
    return [problem.code for problem in of.outcome.problems if problem.severity is Severity.ERROR]


# -- the real chapter -------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Twelve years of a chapter that exists, as its volunteers wrote them."""
    if not REAL.is_dir():
        pytest.skip("the real chapter's content is not on this machine")
    return published(REAL, tmp_path_factory.mktemp("real"), "2026-07-01")


def below(of: Published, pattern: str) -> list[str]:
    return [url for url in of.files if re.fullmatch(pattern, url)]


def test_the_real_chapter_is_published_whole(real: Published) -> None:
    assert errors(real) == []
    assert len(below(real, r"/events/\d{4}-\d\d-\d\d-[^/]+/")) == 57
    assert len(below(real, "/venues/[^/]+/")) == 23
    assert len(below(real, "/members/[^/]+/")) == 8
    assert {"/about/", "/contact/"} <= real.files.keys()


def test_nothing_in_the_real_chapters_site_leads_nowhere(real: Published) -> None:
    assert broken(real.files, real.root) == []


def test_every_old_address_of_the_real_chapter_is_answered(real: Published) -> None:
    (content, _) = read_tree(REAL, "content")
    old = [
        (found, source)
        for source in content.sources
        for listed in re.findall(r"^aliases:\n((?:- .+\n)+)", source.text, re.MULTILINE)
        for found in re.findall(r"^- (\S+)$", listed, re.MULTILINE)
    ]
    assert len(old) > 50
    table = dict(line.split()[:2] for line in real.text("/_redirects").splitlines())
    for alias, source in old:
        url = alias if alias.endswith((".html", "/")) else f"{alias}/"
        target = table[url]
        assert target in real.files, source.file
        assert f'content="0; url={target}"' in real.text(url)


def test_the_slips_of_the_real_chapter_are_reported(real: Published) -> None:
    report = real.report
    for slip in (
        "the text says July 31, 2025, the event is on July 23, 2025",
        "content/events/2025/2025-07-23-chapter-meeting.md:28:32",
        "an invisible character: U+0080",
        "Mulconry's Irish Pub & Restaurnat",
        "Niixon Peabody",
        "June 17, 2016 is a Friday",
        "the text says March 7, 2022, the event is on March 7, 2023",
        "there is no file `Introduction_to_Threat_Modeling-12_19_2018.pdf` here",
    ):
        assert slip in report


def test_the_meeting_of_a_wrong_weekday_shows_its_own_day(real: Published) -> None:
    assert "Wednesday, July 23, 2025" in main_words(real.text("/events/2025-07-23-chapter-meeting/"))


# -- the sample chapter --------------------------------------------------------------------

DAYS = ("2026-11-23", "2025-06-01", "2029-01-01")
# What a chapter is told as the years go by: whom to ask again, what to look after.
OF_TIME = {
    *(
        "consent-begins-later",
        "consent-lapsed",
        "consent-review-due",
        "event-without-recap",
        "link-to-hidden",
        "photos-await-host",
    ),
    *("picture-held-back", "recommendation-due", "term-ended", "withheld-picture"),
    # A file that is copied as it is goes on naming whoever made it.
    "private-in-site",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample is published, once for each day."""
    return tmp_path_factory.mktemp("sample")


@pytest.fixture(scope="module", params=DAYS)
def sample(request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[str, Published]]:
    """The sample chapter on a day: now, before most of it, long after."""
    yield request.param, published(SAMPLE, folder, request.param)


def test_the_sample_has_no_errors_and_nothing_in_it_leads_nowhere(sample: tuple[str, Published]) -> None:
    _, site = sample
    assert errors(site) == []
    assert broken(site.files, site.root) == []


def test_the_sample_is_without_blemish_on_the_day_it_was_made_for(sample: tuple[str, Published]) -> None:
    day, site = sample
    if day == DAYS[0]:
        assert site.report == ""


def test_years_before_and_after_only_consent_and_time_want_attention(sample: tuple[str, Published]) -> None:
    _, site = sample
    assert set(site.codes) <= OF_TIME


def test_every_kind_of_page_appears_in_the_sample(tmp_path: Path) -> None:
    project = Project(root=REPOSITORY, content=SAMPLE, out=tmp_path / "public", cache=tmp_path / ".cache")
    outputs = compose(project, order(DAYS[0]), Memo(project.cache)).outputs
    assert outputs is not None
    assert {type(output.view) for output in outputs} >= PAGES.keys() - {InsideView, LockView}


def test_the_sample_never_runs_dry(sample: tuple[str, Published]) -> None:
    _, site = sample
    assert "First Thursday" in main_words(site.text("/events/"))
