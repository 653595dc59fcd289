"""What a first visit costs: HTML and styles, compressed, before pictures."""

from __future__ import annotations

import gzip
import re
from datetime import datetime
from pathlib import Path

import pytest

from generator.build import build
from generator.order import Order
from generator.project import find_project
from tests.chapter import tree

ROOT = Path(__file__).resolve().parents[1]
# Bytes.
MOST = 14_000
SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
IMAGE = re.compile(r"<img\b[^>]*>")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample chapter's site: address → bytes."""
    start = tmp_path_factory.mktemp("weight")
    (start / "content").symlink_to(ROOT / "content")
    project = find_project(start, None, None)
    build(project, Order(now=datetime(2026, 11, 23), url="https://chicago.example.org/"))
    return tree(project.out)


def pages(sample: dict[str, bytes]) -> dict[str, str]:
    return {url: data.decode() for url, data in sample.items() if url.endswith("/")}


def weight(sample: dict[str, bytes], url: str) -> int:
    page = sample[url]
    sheets = [sample[sheet] for sheet in SHEET.findall(page.decode())]
    assert sheets
    return sum(len(gzip.compress(data, 9)) for data in (page, *sheets))


def test_home_and_every_event_come_in_fourteen_kilobytes(sample: dict[str, bytes]) -> None:
    events = [url for url in pages(sample) if re.fullmatch(r"/events/\d{4}-\d\d-\d\d-[^/]+/", url)]
    assert len(events) > 30
    assert {url: cost for url in ("/", *events) if (cost := weight(sample, url)) > MOST} == {}


def test_every_picture_keeps_its_place_and_only_the_first_is_hurried(sample: dict[str, bytes]) -> None:
    for url, page in pages(sample).items():
        images = IMAGE.findall(page)
        assert all(' width="' in image and ' height="' in image for image in images), url
        hurried = [image for image in images if 'fetchpriority="high"' in image]
        assert len(hurried) <= 1, url
        _, _, main = page.partition("<main")
        shown = IMAGE.findall(main)
        assert all('loading="lazy"' in image for image in shown if image not in hurried), url


def test_no_script_blocks_and_nothing_comes_from_another_origin(sample: dict[str, bytes]) -> None:
    for url, page in pages(sample).items():
        scripts = re.findall(r"<script\b[^>]*\bsrc=[^>]*>", page)
        assert all(" defer" in script or 'type="module"' in script for script in scripts), url
        loaded = re.findall(r'<(?:script|img|source|iframe|video|audio)\b[^>]*?\b(?:src|srcset)="([^"]+)"', page)
        loaded += re.findall(r'<link rel="(?:stylesheet|icon|preload)"[^>]*?href="([^"]+)"', page)
        assert [address for address in loaded if not address.startswith("/")] == [], url
