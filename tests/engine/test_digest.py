"""The engine's digest knows the program and its libraries, and no place on a disk."""

from __future__ import annotations

from pathlib import Path

from generator.engine.digest import distributions, sources_digest


def test_the_first_folder_that_has_a_library_wins(tmp_path: Path) -> None:
    for name in ("one/Jinja2-3.1.6", "one/requests-2.0", "two/jinja2-3.1.5", "two/python_dateutil-2.9.0.post0"):
        (tmp_path / f"{name}.dist-info").mkdir(parents=True)
    folders = [str(tmp_path / name) for name in ("one", "none", "two")]
    assert distributions(folders) == ["jinja2-3.1.6", "python_dateutil-2.9.0.post0"]


def test_the_digest_of_sources_follows_text_and_names_but_not_the_place(tmp_path: Path) -> None:
    for root in ("here", "there"):
        (tmp_path / root / "text").mkdir(parents=True)
        (tmp_path / root / "text/a.py").write_text("a = 1\n")
    here = sources_digest(tmp_path / "here")
    assert here == sources_digest(tmp_path / "there")
    (tmp_path / "there/text/a.py").rename(tmp_path / "there/text/b.py")
    assert here != sources_digest(tmp_path / "there")
    (tmp_path / "here/text/a.py").write_text("a = 2\n")
    assert here != sources_digest(tmp_path / "here")
