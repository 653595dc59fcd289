"""`chapter serve`, over real sockets."""

from __future__ import annotations

import asyncio
import gc
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from playwright.sync_api import Page
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

from generator import serve as module
from generator.operator import OperatorError, PortTaken
from generator.serve import Rebuilt, listen
from generator.serve.files import find_file
from generator.serve.watch import snapshot

PAGE = (
    '<!doctype html><html lang=en><head><title>Chapter</title><link rel="stylesheet" href="/site.css"></head>'
    "<body><h1>{}</h1><input aria-label=Draft><p style='height: 3000px'></body></html>"
)


class Chapter:
    """A site being written: `content/home.txt` becomes `public/index.html`; pages and style sheets are copied."""

    def __init__(self, folder: Path) -> None:
        self.content, self.out = folder / "content", folder / "public"
        self.content.mkdir()
        self.out.mkdir()
        self.builds: list[str] = []
        self.seconds = 0.0
        self.base = "/"
        self.write("first")

    def write(self, text: str, name: str = "home.txt") -> None:
        (self.content / name).write_text(text)

    async def built(self, times: int) -> None:
        """Wait until so many builds have begun; `scene` says when it takes too long."""
        while len(self.builds) < times:
            await asyncio.sleep(0.01)

    def rebuild(
        self, overtaken: Callable[[], bool], show: Callable[[Rebuilt], None], stirred: frozenset[str]
    ) -> Rebuilt:
        text = (self.content / "home.txt").read_text()
        self.builds.append(text)
        time.sleep(self.seconds)
        if overtaken():
            return Rebuilt(True, base=self.base)
        if text.startswith("no "):
            raise OperatorError(text)
        if text.startswith("bad"):
            return Rebuilt(False, f"error[unknown-company]: no company is called `<{text}>`\n")
        self.publish("index.html", PAGE.format(text))
        for file in (*self.content.glob("*.html"), *self.content.glob("*.css")):
            self.publish(file.name, file.read_text())
        return Rebuilt(True, base=self.base)

    def publish(self, name: str, text: str) -> None:
        """What did not change is left alone, as a build leaves it."""
        file = self.out / name
        if not file.exists() or file.read_text() != text:
            file.write_text(text)


class Visitor:
    """Asks a served site."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.host = self.address.removeprefix("http://")
        self.lines: list[WebSocketClientConnection] = []

    async def get(self, path: str, host: str = "", method: str = "GET") -> HTTPResponse:
        request = HTTPRequest(
            self.address + path,
            method=method,
            headers={"Host": host or self.host},
            follow_redirects=False,
            allow_nonstandard_methods=True,
        )
        return await AsyncHTTPClient().fetch(request, raise_error=False)

    async def raw(self, request_line: str) -> int:
        """The status of a request line that no client would send."""
        reader, writer = await asyncio.open_connection(*self.host.split(":"))
        writer.write(f"{request_line} HTTP/1.1\r\nHost: {self.host}\r\nConnection: close\r\n\r\n".encode("latin-1"))
        answer = await reader.readline()
        writer.close()
        await writer.wait_closed()
        return int(answer.split()[1])

    async def wait_for(self, text: str, path: str = "/") -> HTTPResponse:
        for _ in range(200):
            answer = await self.get(path)
            # A build is on the disk a moment before it is shown: until then, what is missing is yet to come (503).
            if text in answer.body.decode() and (await self.get("/nowhere")).code != 503:
                return answer
            await asyncio.sleep(0.02)
        raise AssertionError(f"{text!r} never came; last: {answer.body.decode()}")

    async def listen(self, stamp: str = "", origin: str = "", host: str = "") -> WebSocketClientConnection:
        """A page's socket, opened the way livereload.js does."""
        headers = {"Origin": origin or self.address, "Host": host or self.host}
        line = await websocket_connect(HTTPRequest(f"ws://{self.host}/livereload", headers=headers))
        self.lines.append(line)
        await line.write_message(json.dumps({"command": "hello", "protocols": [], "snipver": stamp}))
        assert '"hello"' in str(await line.read_message())
        await line.write_message('{"command": "info", "url": "http://x/"}')
        return line


@asynccontextmanager
async def served(chapter: Chapter) -> AsyncIterator[Visitor]:
    opened = listen("127.0.0.1", 0)
    told: asyncio.Queue[str] = asyncio.Queue()
    task = asyncio.create_task(
        module._serving(opened, chapter.rebuild, chapter.out, (chapter.content,), (), "127.0.0.1", told.put_nowait)
    )
    visitor = Visitor(await told.get())
    try:
        yield visitor
    finally:
        for line in visitor.lines:
            line.close()
        await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def chapter(tmp_path: Path) -> Chapter:
    return Chapter(tmp_path)


def scene(play: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(play, 20))


async def heard(line: WebSocketClientConnection, seconds: float = 5) -> str | None:
    try:
        return str(await asyncio.wait_for(asyncio.shield(asyncio.ensure_future(line.read_message())), seconds))
    except TimeoutError:
        return None


def stamp_of(answer: HTTPResponse) -> str:
    return answer.body.decode().partition("snipver=")[2].partition('"')[0]


# -- what is served ------------------------------------------------------------


def test_a_page_is_served_with_the_reload_script_which_the_file_does_not_have(chapter: Chapter) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            answer = await visitor.wait_for("<h1>first</h1>")
            assert answer.code == 200
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert "/livereload.js?" in answer.body.decode()
            script = await visitor.get("/livereload.js")
            assert b"LiveReload" in script.body
        assert (chapter.out / "index.html").read_text() == PAGE.format("first")

    scene(play())


def test_a_page_without_a_head_reloads_too(chapter: Chapter) -> None:
    (chapter.out / "bare.html").write_text("<p>bare")

    async def play() -> None:
        async with served(chapter) as visitor:
            assert "/livereload.js?" in (await visitor.get("/bare.html")).body.decode()

    scene(play())


def test_other_files_are_served_byte_for_byte(chapter: Chapter) -> None:
    (chapter.out / "calendar.ics").write_bytes(b"BEGIN:VCALENDAR\r\n")

    async def play() -> None:
        async with served(chapter) as visitor:
            answer = await visitor.get("/calendar.ics")
            assert answer.body == b"BEGIN:VCALENDAR\r\n"
            assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"

    scene(play())


def test_a_folder_is_its_index_and_gets_its_slash(chapter: Chapter) -> None:
    (chapter.out / "events").mkdir()
    (chapter.out / "events" / "index.html").write_text("<p>Events")

    async def play() -> None:
        async with served(chapter) as visitor:
            assert "Events" in (await visitor.get("/events/")).body.decode()
            answer = await visitor.get("/events")
            assert (answer.code, answer.headers["Location"]) == (302, "/events/")

    scene(play())


def test_a_missing_page_is_the_chapter_s_own_with_status_404_and_reloads(chapter: Chapter) -> None:
    (chapter.out / "404.html").write_text("<p>Lost?")

    async def play() -> None:
        async with served(chapter) as visitor:
            answer = await visitor.get("/nowhere/")
            assert answer.code == 404
            assert "Lost?" in answer.body.decode()
            assert "/livereload.js?" in answer.body.decode()

    scene(play())


def test_a_site_with_a_path_prefix_stands_under_it(chapter: Chapter) -> None:
    chapter.base = "/chapters/chicago/"

    async def play() -> None:
        async with served(chapter) as visitor:
            await visitor.wait_for("<h1>first</h1>", "/chapters/chicago/")
            answer = await visitor.get("/")
            assert (answer.code, answer.headers["Location"]) == (302, "/chapters/chicago/")
            assert (await visitor.get("/index.html")).code == 404

    scene(play())


# -- what is not ---------------------------------------------------------------


STRANGERS = ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.", "8.8.8.8", "["]


@pytest.mark.parametrize("host", STRANGERS)
def test_a_request_that_names_another_machine_is_refused(chapter: Chapter, host: str) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            await visitor.wait_for("first")
            for path in ("/", "/livereload.js", "/livereload", "/nowhere"):
                assert (await visitor.get(path, host)).code == 421
            assert (await visitor.get("/", host, method="POST")).code == 421

    scene(play())


def test_localhost_is_this_machine(chapter: Chapter) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            await visitor.wait_for("first")
            assert (await visitor.get("/", f"localhost:{visitor.host.split(':')[1]}")).code == 200

    scene(play())


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null"])
def test_a_foreign_page_cannot_listen(chapter: Chapter, origin: str) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            with pytest.raises(HTTPClientError) as refused:
                await visitor.listen(origin=origin)
            assert refused.value.code == 403

    scene(play())


def test_only_reading_is_possible_and_nobody_can_force_a_reload(chapter: Chapter) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            await visitor.wait_for("first")
            for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
                assert (await visitor.get("/", method=method)).code == 405
            assert (await visitor.get("/", method="HEAD")).code == 200
            assert (await visitor.get("/forcereload")).code == 404

    scene(play())


def test_answers_are_not_kept_and_not_for_other_origins(chapter: Chapter) -> None:
    (chapter.out / "site.css").write_text("a {}")

    async def play() -> None:
        async with served(chapter) as visitor:
            await visitor.wait_for("first")
            for path in ("/", "/site.css", "/site.css?v=1", "/livereload.css", "/livereload.js", "/nowhere"):
                headers = (await visitor.get(path)).headers
                assert headers["Cache-Control"] == "no-store"
                assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
                assert "Etag" not in headers
                assert "Last-Modified" not in headers
                assert "Server" not in headers

    scene(play())


CLIMBS = [
    "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..\\secret.txt",
    "/..%5csecret.txt", "/%252e%252e/secret.txt", "//secret.txt", "/./../secret.txt", "/a/../../secret.txt",
    "/link.txt", "/folder/secret.txt", "/.git/config", "/.git%2fconfig", "/.manifest", "/C:/secret.txt",
    "/....//secret.txt", "/index.html/../../secret.txt", "/loop/loop/x", "/" + "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("path", CLIMBS)
def test_nothing_outside_the_site_is_served_and_nothing_hidden(chapter: Chapter, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (chapter.out / ".git").mkdir()
    (chapter.out / ".git" / "config").write_text("secret")
    (chapter.out / ".manifest").write_text("secret")
    (chapter.out / "link.txt").symlink_to(tmp_path / "secret.txt")
    (chapter.out / "folder").symlink_to(tmp_path)
    (chapter.out / "loop").symlink_to(chapter.out / "loop")

    async def play() -> None:
        async with served(chapter) as visitor:
            await visitor.wait_for("first")
            assert await visitor.raw(f"GET {path}") in (400, 404)

    scene(play())


@pytest.mark.parametrize("path", ["/%00", "/a%00.html", "/%0a", "/%ff", "/%7f"])
def test_an_impossible_name_is_a_bad_request(chapter: Chapter, path: str) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            assert await visitor.raw(f"GET {path}") == 400

    scene(play())


def test_well_known_files_are_the_only_hidden_ones_served(tmp_path: Path) -> None:
    (tmp_path / ".well-known").mkdir()
    (tmp_path / ".well-known" / "security.txt").write_text("")
    assert find_file(tmp_path, ".well-known/security.txt") == tmp_path / ".well-known" / "security.txt"


# -- rebuilding ----------------------------------------------------------------


def test_an_edit_reaches_the_open_page(chapter: Chapter) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            line = await visitor.listen(stamp_of(await visitor.wait_for("first")))
            chapter.write("second")
            assert '"reload"' in (await heard(line) or "")
            await visitor.wait_for("<h1>second</h1>")

    scene(play())


@pytest.mark.parametrize("installed", [True, False])
def test_files_that_come_go_or_lie_in_a_new_folder_are_noticed(
    chapter: Chapter, monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    if not installed:
        monkeypatch.setitem(__import__("sys").modules, "watchfiles", None)

    async def play() -> None:
        async with served(chapter) as visitor:
            await visitor.wait_for("first")
            (chapter.content / "2026").mkdir()
            await chapter.built(2)
            chapter.write("new", "2026/coffee.yaml")
            await chapter.built(3)
            (chapter.content / "2026" / "coffee.yaml").unlink()
            await chapter.built(4)

    scene(play())


def test_a_burst_of_changes_is_one_rebuild(chapter: Chapter) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            await visitor.wait_for("first")
            for number in range(10):
                chapter.write(str(number), f"{number}.yaml")
                await asyncio.sleep(0.01)
            chapter.write("last")
            await visitor.wait_for("<h1>last</h1>")
            await asyncio.sleep(0.4)
            assert chapter.builds == ["first", "last"]

    scene(play())


def test_requests_are_answered_during_a_build(chapter: Chapter) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            await visitor.wait_for("first")
            chapter.seconds = 1.0
            chapter.write("second")
            await chapter.built(2)
            assert "first" in (await visitor.get("/")).body.decode()

    scene(play())


def test_a_build_that_a_further_change_overtook_is_dropped(chapter: Chapter) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            line = await visitor.listen(stamp_of(await visitor.wait_for("first")))
            chapter.seconds = 0.8
            chapter.write("bad second")
            await chapter.built(2)
            chapter.write("third")
            assert await heard(line)
            assert chapter.builds == ["first", "bad second", "third"]
            assert "bad second" not in (await visitor.wait_for("<h1>third</h1>")).body.decode()
            assert await heard(line, 0.3) is None

    scene(play())


def test_a_page_that_missed_a_rebuild_reloads_when_its_socket_opens(chapter: Chapter) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            old = stamp_of(await visitor.wait_for("first"))
            assert await heard(await visitor.listen(old), 0.3) is None
            chapter.write("second")
            await visitor.wait_for("second")
            while stamp_of(await visitor.get("/")) == old:
                await asyncio.sleep(0.01)
            assert '"reload"' in (await heard(await visitor.listen(old)) or "")
            assert '"reload"' in (await heard(await visitor.listen("v-of-another-server-1")) or "")

    scene(play())


@pytest.mark.parametrize("nonsense", ["", "{", "[]", '"x"', "{}", '{"command": []}', '{"command": "info"}', "null"])
def test_nonsense_on_the_socket_harms_nobody(chapter: Chapter, nonsense: str, caplog: pytest.LogCaptureFixture) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            await visitor.wait_for("first")
            await (await visitor.listen()).write_message(nonsense)
            await visitor.wait_for("first")
        assert not caplog.records

    scene(play())


def test_links_in_the_content_are_not_followed(chapter: Chapter) -> None:
    for name in ("one", "two"):
        (chapter.content / name).symlink_to(chapter.content)
    assert len(snapshot((chapter.content,), ())) == 4


def test_the_output_and_what_editors_leave_behind_are_not_watched(chapter: Chapter) -> None:
    for name in ("public/x.html", ".git/index", "home.txt~", ".home.txt.swp"):
        file = chapter.content / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("")
    seen = snapshot((chapter.content,), (chapter.content / "public",))
    assert {Path(path).name for path in seen} == {"content", "home.txt"}


# -- slips ---------------------------------------------------------------------


def test_a_slip_is_shown_over_the_last_whole_site_until_it_is_mended(chapter: Chapter) -> None:
    async def play() -> None:
        async with served(chapter) as visitor:
            line = await visitor.listen(stamp_of(await visitor.wait_for("first")))
            chapter.write("bad name")
            assert await heard(line)
            page = (await visitor.get("/")).body.decode()
            assert "<h1>first</h1>" in page
            assert "error[unknown-company]: no company is called `&lt;bad name&gt;`" in page
            chapter.write("mended")
            assert await heard(line)
            page = (await visitor.get("/")).body.decode()
            assert "<h1>mended</h1>" in page
            assert "unknown-company" not in page

    scene(play())


def test_a_first_build_that_fails_shows_its_report(chapter: Chapter) -> None:
    chapter.write("bad from the start")

    async def play() -> None:
        async with served(chapter) as visitor:
            answer = await visitor.wait_for("bad from the start")
            assert answer.code == 500
            assert "/livereload.js?" in answer.body.decode()

    scene(play())


def test_until_the_first_build_is_done_the_page_says_so(chapter: Chapter) -> None:
    chapter.seconds = 0.5

    async def play() -> None:
        async with served(chapter) as visitor:
            answer = await visitor.get("/")
            assert answer.code == 503
            assert "is being built" in answer.body.decode()
            await visitor.wait_for("<h1>first</h1>")

    scene(play())


def test_a_machine_that_is_not_ready_is_shown_too(chapter: Chapter) -> None:
    chapter.write("no room on the disk")

    async def play() -> None:
        async with served(chapter) as visitor:
            await visitor.wait_for("no room on the disk")
            chapter.write("room again")
            await visitor.wait_for("<h1>room again</h1>")

    scene(play())


# -- in a browser --------------------------------------------------------------


@contextmanager
def shown(chapter: Chapter) -> Iterator[str]:
    """The address of a site that is served in another thread, while a browser is driven in this one."""
    address: Queue[str] = Queue()
    stop: list[Callable[[], None]] = []

    async def play() -> None:
        stopped, loop = asyncio.Event(), asyncio.get_running_loop()
        stop.append(lambda: loop.call_soon_threadsafe(stopped.set) and None)
        async with served(chapter) as visitor:
            await visitor.wait_for("first")
            address.put(visitor.address)
            await stopped.wait()

    thread = threading.Thread(target=asyncio.run, args=(play(),))
    thread.start()
    try:
        yield address.get(timeout=10)
    finally:
        stop[0]()
        thread.join(10)


def open_page(page: Page, address: str) -> None:
    """Open a page whose socket stands, so that it hears of whatever happens next."""
    page.set_default_timeout(10_000)
    with page.expect_websocket() as opened:
        page.goto(address)
    with opened.value.expect_event("framereceived"):
        pass
    page.evaluate("window.here = true")


def still_here(page: Page) -> bool:
    """Whether a page was not loaded anew since it was opened."""
    return bool(page.evaluate("window.here === true"))


@pytest.mark.browser
def test_in_a_browser_a_slip_appears_and_goes_by_itself(chapter: Chapter, page: Page) -> None:
    with shown(chapter) as address:
        open_page(page, address)
        page.get_by_label("Draft").fill("half a sentence")
        chapter.write("bad name")
        page.get_by_role("alert").get_by_text("no company is called").wait_for()
        assert page.get_by_role("heading", name="first").is_visible()
        chapter.write("first")
        page.get_by_role("alert").wait_for(state="detached")
        assert still_here(page) and page.get_by_label("Draft").input_value() == "half a sentence"
        chapter.write("mended")
        page.get_by_role("heading", name="mended").wait_for()
        assert page.get_by_role("alert").count() == 0


@pytest.mark.browser
def test_in_a_browser_a_style_sheet_is_swapped_and_what_was_typed_and_scrolled_stays(
    chapter: Chapter, page: Page
) -> None:
    chapter.write("h1 { color: rgb(1, 2, 3) }", "site.css")
    with shown(chapter) as address:
        open_page(page, address)
        page.get_by_label("Draft").fill("half a sentence")
        page.evaluate("window.scrollTo(0, 700)")
        for number in (4, 5):
            chapter.write(f"h1 {{ color: rgb({number}, 2, 3) }}", "site.css")
            page.wait_for_function(f"getComputedStyle(document.querySelector('h1')).color == 'rgb({number}, 2, 3)'")
        assert page.locator("link[rel=stylesheet]").count() == 1
        assert still_here(page)
        assert page.evaluate("window.scrollY") == 700
        assert page.get_by_label("Draft").input_value() == "half a sentence"


@pytest.mark.browser
def test_in_a_browser_pages_elsewhere_in_the_site_stay_where_they_are(chapter: Chapter, page: Page) -> None:
    chapter.write(PAGE.format("About"), "about.html")
    with shown(chapter) as address:
        open_page(page, f"{address}/about.html")
        home = page.context.new_page()
        open_page(home, address)
        page.get_by_label("Draft").fill("half a sentence")
        page.evaluate("window.scrollTo(0, 500)")
        chapter.write("second")
        home.get_by_role("heading", name="second").wait_for()
        assert not still_here(home) and still_here(page)
        assert page.evaluate("window.scrollY") == 500
        # It would have heard, had there been anything to hear.
        chapter.write(PAGE.format("About us"), "about.html")
        page.get_by_role("heading", name="About us").wait_for()
        assert not still_here(page)


# -- the port ------------------------------------------------------------------


def test_a_port_that_is_taken_is_one_line_with_a_free_one() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(PortTaken) as refused:
        listen("127.0.0.1", taken.getsockname()[1])
    message = str(refused.value)
    assert "is taken by another program; try --port " in message
    assert "\n" not in message
    listen("127.0.0.1", int(message.rpartition(" ")[2])).close()


@pytest.mark.parametrize(
    ("host", "port", "message"),
    [
        ("192.0.2.1", 0, "cannot serve on 192.0.2.1, port 0: "),
        ("no-such-host.invalid", 0, "cannot serve on no-such-host.invalid, port 0: "),
        ("127.0.0.1", 70_000, "there is no port 70000"),
    ],
)
def test_an_address_that_is_not_this_machine_s_is_one_line(host: str, port: int, message: str) -> None:
    with pytest.raises(OperatorError) as refused:
        listen(host, port)
    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


def test_who_stops_while_a_build_ends_leaves_no_trace() -> None:
    """Ctrl-C in the very moment in which a build ends: nothing is said, and nothing waits for ever."""
    said: list[dict[str, Any]] = []

    async def stop_at(delay: float, fails: bool) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: said.append(context))
        changed, began = asyncio.Event(), threading.Event()

        def rebuild(is_overtaken: Callable[[], bool]) -> Rebuilt:
            began.set()
            time.sleep(0.001)
            if fails:
                raise OperatorError("the disk is full")
            return Rebuilt(True)

        building = asyncio.create_task(asyncio.to_thread(rebuild, changed.is_set))
        waiting = asyncio.create_task(module._to_its_end(building, changed))
        while not began.is_set():
            await asyncio.sleep(0)
        time.sleep(delay)
        waiting.cancel()
        await asyncio.wait((waiting,), timeout=10)
        assert waiting.done() and building.done() and changed.is_set() == waiting.cancelled()
        del building, waiting
        gc.collect()

    for number in range(120):
        asyncio.run(stop_at(0.0008 + number % 40 / 100_000, fails=number % 3 == 0))
    assert not said
