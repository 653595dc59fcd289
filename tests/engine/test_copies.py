"""Files that are published as they are."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from generator.engine.copies import Copied, copied
from generator.engine.files import digest_of
from generator.engine.output import Output, check_view_class
from generator.engine.publish import Report, publish


def build(root: Path, digest: str = "") -> Report:
    slides = root / "content/slides.pdf"
    view = Copied(file="content/slides.pdf", digest=digest or digest_of(str(slides)), size=slides.stat().st_size)
    output = Output(url="/media/slides.pdf", recipe=copied(root / "content"), view=view)
    return publish([output], root / "site", root / ".cache")


def chapter(root: Path, content: bytes) -> Path:
    (root / "content").mkdir(exist_ok=True)
    (root / "content/slides.pdf").write_bytes(content)
    return root / "site/media/slides.pdf"


def test_a_file_is_published_byte_for_byte(tmp_path: Path) -> None:
    slides = chapter(tmp_path, os.urandom(3_000_001))
    build(tmp_path)
    assert slides.read_bytes() == (tmp_path / "content/slides.pdf").read_bytes()
    assert build(tmp_path).reused == 1


def test_a_copy_can_be_read_by_a_web_server_whatever_the_umask(tmp_path: Path) -> None:
    slides = chapter(tmp_path, b"slides")
    before = os.umask(0o077)
    try:
        build(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(slides.stat().st_mode) == 0o644


def test_editing_the_published_file_leaves_the_content_alone(tmp_path: Path) -> None:
    slides = chapter(tmp_path, b"slides")
    build(tmp_path)
    assert not os.path.samefile(slides, tmp_path / "content/slides.pdf")
    slides.write_bytes(b"edited")
    assert (tmp_path / "content/slides.pdf").read_bytes() == b"slides"
    build(tmp_path)
    assert slides.read_bytes() == b"slides"


def test_a_file_saved_during_the_build_stops_it(tmp_path: Path) -> None:
    slides = chapter(tmp_path, b"slides")
    build(tmp_path)
    chapter(tmp_path, b"half of the ne")
    report = build(tmp_path, digest="0" * 32)
    assert [problem.code for problem in report.problems] == ["file-changed"]
    assert slides.read_bytes() == b"slides"


def test_the_view_holds_nothing_that_could_hide_a_difference() -> None:
    assert check_view_class(Copied) == ()
