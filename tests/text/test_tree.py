"""A folder of content is read whole, from nowhere else, and what is left out is said."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from generator.operator import ProjectNotFound
from generator.text.source import Source
from generator.text.tree import LARGEST_RECORD, Tree, read_tree

FOLDERS = ("events", "pages", "posts")

links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


def lay(root: Path, files: dict[str, str | bytes]) -> Path:
    content = root / "content"
    content.mkdir()
    for name, text in files.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return content


def names(tree: Tree) -> list[str]:
    return [source.file for source in tree.sources]


def said(content: Path) -> list[tuple[str, str, str]]:
    """Code, place and help of each problem."""
    problems = read_tree(content, "content", FOLDERS).problems
    return [(problem.code, problem.where.file if problem.where else "", problem.help) for problem in problems]


def test_records_are_read_and_files_are_listed(tmp_path: Path) -> None:
    content = lay(
        tmp_path,
        {
            "chapter.yaml": "name: A\n",
            "events/2026/b.md": "---\ntitle: B\n---\n",
            "events/a.yml": "title: A\n",
            "media/2026/x.JPG": b"\xff\xd8",
            "media/notes.md": "not a record",
            "static/robots.txt": "",
        },
    )
    tree, problems = read_tree(content, "content", FOLDERS)
    assert problems == ()
    assert tree.sources == (
        Source("content/chapter.yaml", "name: A\n"),
        Source("content/events/2026/b.md", "---\ntitle: B\n---\n"),
        Source("content/events/a.yml", "title: A\n"),
    )
    assert [(file.file, file.size) for file in tree.files] == [
        ("content/media/2026/x.JPG", 2),
        ("content/media/notes.md", 12),
        ("content/static/robots.txt", 0),
    ]
    assert tree.files[0].path.read_bytes() == b"\xff\xd8"


def test_the_folder_is_called_what_people_call_it(tmp_path: Path) -> None:
    content = lay(tmp_path, {"pages/a.md": ""})
    assert names(read_tree(content, "our/content").value) == ["our/content/pages/a.md"]


def test_names_are_composed(tmp_path: Path) -> None:
    content = lay(tmp_path, {"pages/cafe\u0301.md": ""})
    assert names(read_tree(content, "content").value) == ["content/pages/caf\u00e9.md"]


def test_what_editors_leave_behind_is_passed_over(tmp_path: Path) -> None:
    left = [".git/config.yaml", ".DS_Store", "pages/Thumbs.db", "pages/a.md~", "pages/.#a.md", "pages/.a.md.swp"]
    content = lay(tmp_path, dict.fromkeys([*left, "media/.DS_Store", "static/.env"], "x"))
    assert read_tree(content, "content", FOLDERS) == (Tree(), ())


def test_hidden_files_that_servers_want_are_kept(tmp_path: Path) -> None:
    content = lay(tmp_path, {"static/.well-known/security.txt": "", "static/.nojekyll": "", "media/.nojekyll": ""})
    assert [file.file for file in read_tree(content, "content").value.files] == [
        "content/static/.nojekyll",
        "content/static/.well-known/security.txt",
    ]


def test_a_byte_order_mark_is_no_text_and_line_ends_are_kept(tmp_path: Path) -> None:
    content = lay(tmp_path, {"pages/a.yaml": b"\xef\xbb\xbftitle: A\r\n"})
    assert read_tree(content, "content").value.sources[0].text == "title: A\r\n"


def test_a_folder_that_is_not_there_is_the_operators_matter(tmp_path: Path) -> None:
    with pytest.raises(ProjectNotFound, match="no folder"):
        read_tree(tmp_path / "content", "content")


# -- names -------------------------------------------------------------------


def test_an_unknown_folder_is_reported_once_and_not_read(tmp_path: Path) -> None:
    content = lay(tmp_path, {"event/a.yaml": "", "event/b.docx": "", "Pages/a.md": "", "medias/x.jpg": ""})
    assert said(content) == [
        ("unknown-folder", "content/Pages", "did you mean `pages`?"),
        ("unknown-folder", "content/event", "did you mean `events`?"),
        ("unknown-folder", "content/medias", "did you mean `media`?"),
    ]


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("a.yaml.txt", "rename it to `a.yaml`"),
        ("a.md.md", "rename it to `a.md`"),
        ("a.MD", "rename it to `a.md`"),
        ("a.YML", "rename it to `a.yml`"),
        ("a.markdown", "rename it to `a.md`"),
        ("a.docx", "save it as plain text"),
        ("a.jpg", "pictures and documents go below `media`"),
        ("LICENSE", "records end in `.yaml`, `.yml` or `.md`"),
        ("a.csv", "records end in `.yaml`, `.yml` or `.md`"),
    ],
)
def test_an_ending_that_is_not_read_is_reported(tmp_path: Path, name: str, help: str) -> None:
    content = lay(tmp_path, {f"pages/{name}": "x"})
    ((code, file, advice),) = said(content)
    assert (code, file) == ("unexpected-ending", f"content/pages/{name}")
    assert advice.startswith(help)


def test_a_dot_within_a_name_is_fine(tmp_path: Path) -> None:
    content = lay(tmp_path, {"pages/v1.2.md": "x"})
    assert said(content) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux allows any name")
def test_a_name_that_cannot_be_shown_is_reported_without_harm(tmp_path: Path) -> None:
    content = lay(tmp_path, {"pages/a.md": ""})
    os.rename(os.fsencode(content / "pages/a.md"), os.fsencode(content) + b"/pages/\xff.md")
    (content / "pages/b\x1b[2J.md").write_text("")
    assert [code for code, _, _ in said(content)] == ["odd-file-name", "odd-file-name"]
    for _, file, _ in said(content):
        file.encode()


# -- what cannot be read -----------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: 1\nb: caf\xe9\n", "not UTF-8 text: byte 12 of the file, on line 2, which looks like `é` in Windows-1252"),
        (b"a: it\x92s\n", "not UTF-8 text: byte 6 of the file, on line 1, which looks like `’` in Windows-1252"),
        ("a: 1\n".encode("utf-16"), "not UTF-8 text: byte 4 of the file, on line 1, which looks like UTF-16"),
        ("a: 1\n".encode("utf-16-be"), "not UTF-8 text: byte 1 of the file, on line 1, which looks like UTF-16"),
        (b"a: \xed\xa0\x80\n", "not UTF-8 text: byte 4 of the file, on line 1, which looks like `í` in Windows-1252"),
    ],
)
def test_another_encoding_is_recognized(tmp_path: Path, data: bytes, message: str) -> None:
    content = lay(tmp_path, {"pages/a.yaml": data})
    tree, (problem,) = read_tree(content, "content", FOLDERS)
    assert tree.sources == ()
    assert (problem.code, problem.message) == ("not-utf8", message)


def test_a_record_is_at_most_a_mebibyte(tmp_path: Path) -> None:
    content = lay(tmp_path, {"pages/a.md": b"x" * LARGEST_RECORD, "pages/b.md": b"x" * (LARGEST_RECORD + 1)})
    tree, (problem,) = read_tree(content, "content", FOLDERS)
    assert names(tree) == ["content/pages/a.md"]
    assert problem.code == "too-big-record"
    assert problem.message == "1,048,577 bytes is too much for a record; at most 1,048,576 are read"


def test_a_record_is_too_big_on_a_disk_that_does_not_know_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = lay(tmp_path, {"pages/b.md": b"x" * (LARGEST_RECORD + 1)})
    monkeypatch.setattr(os, "fstat", lambda _: os.stat_result([0] * 10))
    (problem,) = read_tree(content, "content", FOLDERS).problems
    assert problem.code == "too-big-record"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_or_a_socket_is_not_opened(tmp_path: Path) -> None:
    content = lay(tmp_path, {"pages/a.md": ""})
    os.mkfifo(content / "pages/pipe.md")
    os.mkfifo(content / "pages/target")
    (content / "pages/linked.md").symlink_to("target")
    with socket.socket(socket.AF_UNIX) as listener:
        # A socket's address is short, so it is bound from within the folder.
        here = Path.cwd()
        os.chdir(content)
        listener.bind("pages/socket.md")
        os.chdir(here)
        assert [code for code, _, _ in said(content)] == ["special-file"] * 4


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    content = lay(tmp_path, {"pages/a.md": "", "events/a.md": ""})
    (content / "pages/a.md").chmod(0)
    (content / "events").chmod(0)
    assert [code for code, _, _ in said(content)] == ["unreadable-file", "unreadable-file"]
    (content / "events").chmod(0o700)


# -- links -------------------------------------------------------------------


@links
def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    content = lay(tmp_path, {"pages/a.md": "A", "events/2026/b.md": "B", "media/x.jpg": "x"})
    (content / "posts").symlink_to("events/2026")
    (content / "pages/c.md").symlink_to(content / "pages/a.md")
    (content / "media/y.jpg").symlink_to("x.jpg")
    tree, problems = read_tree(content, "content", FOLDERS)
    assert problems == ()
    assert names(tree) == [
        "content/events/2026/b.md",
        "content/pages/a.md",
        "content/pages/c.md",
        "content/posts/b.md",
    ]
    assert [file.file for file in tree.files] == ["content/media/x.jpg", "content/media/y.jpg"]


@links
def test_a_root_that_is_a_link_is_followed(tmp_path: Path) -> None:
    content = lay(tmp_path, {"pages/a.md": ""})
    (tmp_path / "linked").symlink_to(content)
    assert names(read_tree(tmp_path / "linked", "content", FOLDERS).value) == ["content/pages/a.md"]


@links
def test_a_link_that_leads_outside_is_not_followed(tmp_path: Path) -> None:
    content = lay(tmp_path, {".git/config.md": "secret", "media/x.jpg": ""})
    (tmp_path / "content-private").mkdir()
    (tmp_path / "content-private/a.md").write_text("secret")
    (content / "events").symlink_to(tmp_path / "content-private")
    (content / "media/a.jpg").symlink_to("/etc/hostname")
    (content / "media/b.jpg").symlink_to("../.git/config.md")
    (content / "pages").mkdir()
    (content / "pages/a.md").symlink_to("../../content-private/a.md")
    (content / "pages/hop").symlink_to("../events")
    tree, problems = read_tree(content, "content", FOLDERS)
    assert names(tree) == []
    assert [file.file for file in tree.files] == ["content/media/x.jpg"]
    assert [(problem.code, problem.where and problem.where.file) for problem in problems] == [
        ("link-outside", "content/events"),
        ("link-outside", "content/media/a.jpg"),
        ("link-outside", "content/media/b.jpg"),
        ("link-outside", "content/pages/a.md"),
        ("link-outside", "content/pages/hop"),
    ]


@links
def test_a_link_that_leads_nowhere_or_in_a_circle_is_reported(tmp_path: Path) -> None:
    content = lay(tmp_path, {"pages/a.md": "", "events/b/c.md": ""})
    (content / "pages/gone.md").symlink_to("nowhere.md")
    (content / "pages/self.md").symlink_to("self.md")
    (content / "pages/up").symlink_to("..")
    (content / "pages/here").symlink_to(".")
    (content / "events/b/again").symlink_to("../../events")
    tree, problems = read_tree(content, "content", FOLDERS)
    assert names(tree) == ["content/events/b/c.md", "content/pages/a.md"]
    assert {problem.code for problem in problems} == {"broken-link"}
    assert len(problems) == 5


@links
def test_folders_linked_to_one_another_are_read_a_few_times_at_most(tmp_path: Path) -> None:
    content = lay(tmp_path, {f"pages/{name}/{name}.md": "" for name in "abcdefgh"})
    for one in "abcdefgh":
        for other in "abcdefgh":
            if one != other:
                (content / f"pages/{one}/to-{other}").symlink_to(f"../{other}")
    tree, problems = read_tree(content, "content", FOLDERS)
    assert 8 <= len(tree.sources) <= 16
    assert {problem.code for problem in problems} == {"broken-link"}


def test_a_name_that_not_every_disk_can_keep_is_told(tmp_path: Path) -> None:
    content = lay(tmp_path, {f"media/{'a' * 176}.png": "", f"media/{'b' * 177}.png": "", f"pages/{'é' * 90}.md": "x"})
    assert [code for code, _, _ in said(content)] == ["long-file-name", "long-file-name"]
