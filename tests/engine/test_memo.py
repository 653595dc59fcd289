"""The memo: a convenience that is never trusted and never remembers people."""

from __future__ import annotations

import os
from collections.abc import Collection
from hashlib import blake2b
from pathlib import Path

import pytest

from generator.engine.memo import Memo, known_digest
from generator.engine.pack import WORTH_A_CREW
from generator.engine.spill import Stored


def key(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def end(memo: Memo, published: Collection[bytes] = ()) -> None:
    """What a build does that has succeeded."""
    memo.put_away_texts()
    memo.forget_unused(published)


def remembered(folder: Path) -> Memo:
    """A memo that a build has left: prose of Ada and Grace, a portrait of each."""
    memo = Memo(folder)
    for name in ("ada", "grace"):
        memo.prose.keep(key(name), f"<p>{name}</p>".encode())
        memo.pictures.keep(key(name), f"portrait of {name}".encode())
    end(memo)
    return Memo(folder)


def test_what_one_build_kept_the_next_one_finds(tmp_path: Path) -> None:
    memo = remembered(tmp_path)
    assert memo.prose.find(key("ada")) == b"<p>ada</p>"
    assert memo.pictures.find(key("grace")) == b"portrait of grace"
    assert memo.prose.find(key("nobody")) is None
    assert memo.pictures.find(key("nobody")) is None


def test_who_is_not_asked_for_any_more_is_forgotten(tmp_path: Path) -> None:
    memo = remembered(tmp_path)
    memo.prose.find(key("ada"))
    memo.pictures.find(key("ada"))
    end(memo)
    assert files(tmp_path)
    assert not [path for path in files(tmp_path) if b"grace" in path.read_bytes()]
    assert Memo(tmp_path).prose.find(key("ada")) == b"<p>ada</p>"


def test_a_build_that_uses_nothing_leaves_nothing(tmp_path: Path) -> None:
    end(remembered(tmp_path))
    assert not [path for path in files(tmp_path) if b"ada" in path.read_bytes()]


def test_a_picture_that_stays_published_is_spared_though_nobody_asked_for_it(tmp_path: Path) -> None:
    end(remembered(tmp_path), published={key("ada")})
    memo = Memo(tmp_path)
    assert memo.pictures.find(key("ada")) == b"portrait of ada"
    assert memo.pictures.find(key("grace")) is None


def test_a_memo_serves_several_builds_in_a_row(tmp_path: Path) -> None:
    memo = remembered(tmp_path)
    for _ in range(3):
        assert memo.prose.find(key("ada"))
        end(memo)
    assert memo.prose.find(key("grace")) is None


def test_fifty_thousand_texts_are_few_files(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    for number in range(2000):
        memo.prose.keep(key(str(number)), b"text")
    end(memo)
    assert len(files(tmp_path)) == 16
    again = Memo(tmp_path)
    assert all(again.prose.find(key(str(number))) == b"text" for number in range(2000))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: content.replace(b"chapterhouse 2", b"chapterhouse 9"),
        lambda content: b"\x80",
        lambda content: content + b"more",
    ],
    ids=["one byte short", "half", "empty", "one bit", "another version", "foreign", "longer"],
)
def test_a_damaged_entry_counts_as_missing_and_is_removed(tmp_path: Path, spoil: object) -> None:
    memo = remembered(tmp_path)
    before = files(tmp_path)
    for path in before:
        path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    for name in ("ada", "grace"):
        assert memo.prose.find(key(name)) is None
        assert memo.pictures.find(key(name)) is None
    assert not files(tmp_path)


def test_an_entry_under_another_ones_name_is_not_believed(tmp_path: Path) -> None:
    memo = remembered(tmp_path)
    ada, grace = (tmp_path / "pictures" / key(name).hex()[:2] / key(name).hex() for name in ("ada", "grace"))
    ada.write_bytes(grace.read_bytes())
    assert memo.pictures.find(key("ada")) is None


def test_a_memo_works_where_no_folder_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "memo").write_text("a file in its place")
    memo = Memo(tmp_path / "memo")
    memo.prose.keep(key("ada"), b"text")
    memo.pictures.keep(key("ada"), b"pixels")
    assert memo.prose.find(key("ada")) == b"text"
    assert memo.pictures.find(key("ada")) is None
    end(memo)


def test_half_written_files_of_a_killed_build_are_cleaned_away(tmp_path: Path) -> None:
    memo = remembered(tmp_path)
    shelf = tmp_path / "pictures" / key("ada").hex()[:2]
    (shelf / f"{key('ada').hex()}.4242").write_bytes(b"half")
    (tmp_path / "prose" / "3.4242").write_bytes(b"half")
    end(memo, published={key("ada")})
    assert [path.name for path in files(tmp_path / "pictures")] == [key("ada").hex()]
    assert not list((tmp_path / "prose").glob("*.4242"))


def test_a_file_is_read_again_only_when_its_size_or_one_of_its_times_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "hall.jpg"
    file.write_bytes(b"pixels")
    memo = Memo(tmp_path / "memo")
    first = known_digest(str(file), memo.facts)
    assert first == blake2b(b"pixels", digest_size=16).hexdigest()
    with monkeypatch.context() as unread:
        unread.setattr("generator.engine.memo.digest_of", lambda path: pytest.fail("it was read again"))
        assert known_digest(str(file), memo.facts) == first
    stamp = file.stat().st_mtime_ns
    file.write_bytes(b"PIXELS")
    # Put back: the size and the time of modification are as they were, the time of the change is not.
    os.utime(file, ns=(stamp, stamp))
    assert known_digest(str(file), memo.facts) == blake2b(b"PIXELS", digest_size=16).hexdigest()


def test_what_holds_a_hidden_text_is_forgotten_and_the_rest_is_kept(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    kept = {bytes([number]) * 16: text for number, text in enumerate((b"Ada Example", b"by ADA EXAMPLE.", b"Ben", b""))}
    for key, text in kept.items():
        memo.prose.keep(key, text)
    end(memo)
    later = Memo(tmp_path)
    assert [later.prose.find(key) for key in kept] == list(kept.values())
    later.prose.forget_holding([b"ada Example"])
    end(later)
    assert [Memo(tmp_path).prose.find(key) for key in kept] == [None, None, b"Ben", b""]
    assert not any(b"xample" in path.read_bytes().lower() for path in tmp_path.rglob("*") if path.is_file())


def test_several_processes_leave_the_same_files(tmp_path: Path) -> None:
    names = [f"{'Ada' if number % 7 == 0 else 'Ben'} {number}" for number in range(3 * WORTH_A_CREW)]
    left = []
    for jobs in (1, 2, 4):
        memo = Memo(tmp_path / str(jobs))
        for name in names:
            memo.prose.keep(key(name), name.encode())
        memo.prose.forget_holding([b"ada 7"])
        memo.put_away_texts(jobs)
        left.append({path.name: path.read_bytes() for path in files(tmp_path / str(jobs))})
        again = Memo(tmp_path / str(jobs))
        assert [name for name in names if not again.prose.find(key(name))] == [
            name for name in names if name.startswith("Ada 7")
        ]
    assert left[0] == left[1] == left[2]


def one_damaged(folder: Path) -> None:
    """Damage the value of Ada, and nothing that says what there is."""
    (path,) = [path for path in files(folder) if b"<p>ada</p>" in path.read_bytes()]
    path.write_bytes(path.read_bytes().replace(b"<p>ada</p>", b"<p>eve</p>"))


def test_a_value_is_found_damaged_when_it_is_read(tmp_path: Path) -> None:
    remembered(tmp_path)
    one_damaged(tmp_path)
    memo = Memo(tmp_path)
    assert memo.prose.where(key("ada"))
    assert memo.prose.find(key("ada")) is None
    assert memo.distrusted == 1
    assert memo.prose.where(key("ada")) is None
    assert memo.prose.find(key("grace")) == b"<p>grace</p>"


def test_a_damaged_value_is_made_anew_and_then_whole(tmp_path: Path) -> None:
    remembered(tmp_path)
    one_damaged(tmp_path)
    memo = Memo(tmp_path)
    for name in ("ada", "grace"):
        if memo.prose.find(key(name)) is None:
            memo.prose.keep(key(name), f"<p>{name}</p>".encode())
    end(memo)
    again = Memo(tmp_path)
    assert [again.prose.find(key(name)) for name in ("ada", "grace")] == [b"<p>ada</p>", b"<p>grace</p>"]
    assert not again.distrusted


def test_a_value_found_damaged_after_all_was_put_away_is_not_there_next_time(tmp_path: Path) -> None:
    remembered(tmp_path)
    one_damaged(tmp_path)
    memo = Memo(tmp_path)
    ada = memo.prose.where(key("ada"))
    assert ada
    end(memo)
    assert memo.prose.open(key("ada"), ada) is None
    assert Memo(tmp_path).prose.where(key("ada")) is None


def test_what_is_hidden_today_is_looked_for_in_what_was_kept_when_less_was(tmp_path: Path) -> None:
    memo = remembered(tmp_path)
    for hidden, left in (([], {"ada", "grace"}), ([b"nobody"], {"ada", "grace"}), ([b"nobody", b"Ada"], {"grace"})):
        memo = Memo(tmp_path)
        for name in ("ada", "grace"):
            memo.prose.where(key(name))
        memo.prose.forget_holding(hidden)
        end(memo)
        assert {name for name in ("ada", "grace") if Memo(tmp_path).prose.find(key(name))} == left


def test_what_was_searched_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in (1, 0):
        memo = Memo(tmp_path) if asked == 0 else remembered(tmp_path)
        for name in ("ada", "grace"):
            memo.prose.where(key(name))
        if not asked:
            monkeypatch.setattr(Stored, "read", lambda stored: pytest.fail("it was read"))
        memo.prose.forget_holding([b"nobody"])
        end(memo)
