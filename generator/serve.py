"""Show the site while it is being written.

livereload carries the news to the browser; everything else about it is kept at
arm's length, because a page on the web must not be able to read a site with its
drafts:

* A request must name this machine. A stranger's page can make its own host name
  point at 127.0.0.1 (DNS rebinding), but then the `Host` it sends is its own.
* A reload socket opens only for pages of this site.
* Nothing outside the output folder is served, nothing hidden, nothing kept by a
  cache, nothing to other origins.

What is served is the published tree, byte for byte. Only the response of an HTML
page is longer: by the script that reloads it, and, while the content has slips, by
the same report that the terminal shows. The last whole site stays under it.

A reload is never lost. Each rebuild has a stamp; a page carries the stamp it was
served with, and says it when its socket opens. If that is not the newest, it is
told to reload at once.
"""

from __future__ import annotations

import asyncio
import errno
import json
import mimetypes
import os
import secrets
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from contextlib import aclosing
from html import escape
from pathlib import Path
from socket import AF_INET, AF_INET6, create_server, socket
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError, RequestHandler

from generator.operator import OperatorError, PortTaken

HOST = "127.0.0.1"
PORT = 8000

# The names of this machine that nobody else can make their own.
LOOPBACK = ("127.0.0.1", "localhost", "::1")

# Seconds without a further change after which a burst (a `git pull`, an editor
# that saves all its files) is over, and between two looks at the files.
QUIET = 0.1
LOOK = 0.4
# With notifications from the system a look is only for what they missed.
LOOK_WHEN_NOTIFIED = 1.0

# Folders and files that programs write beside the content.
UNWATCHED_FOLDERS = frozenset({".git", ".hg", ".svn", ".cache", ".venv", "__pycache__", "node_modules"})
UNWATCHED_ENDINGS = ("~", ".swp", ".swx", ".tmp", ".DS_Store")

# What the tables of older systems lack; a host's own answer is set in its configuration.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}


class Rebuilt(NamedTuple):
    """What a rebuild came to."""

    ok: bool
    # The report as the terminal shows it, without color. Shown in the browser unless `ok`.
    report: str = ""
    # The path under which the site stands: `/chapters/chicago/`. Heeded only if `ok`.
    base: str = "/"


# Builds and publishes. Its argument says whether the build has been overtaken by a
# further change: asked before publishing, it saves the work. May raise OperatorError.
Rebuild = Callable[[Callable[[], bool]], Rebuilt]


class Screen:
    """What browsers are shown: the last whole site, and the last rebuild's report.

    The one thing here that changes. Only the event loop's thread touches it.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.base = "/"
        self.rebuilt: Rebuilt | None = None
        # The first part keeps a page of yesterday's server from taking today's first
        # build for its own. The letter keeps livereload.js from reading a number.
        self._server = f"v{secrets.token_hex(4)}"
        self._count = 0

    @property
    def stamp(self) -> str:
        """Names what is shown now."""
        return f"{self._server}-{self._count}"

    def show(self, rebuilt: Rebuilt) -> None:
        """Show a rebuild's outcome from now on."""
        self.rebuilt = rebuilt
        self._count += 1
        if rebuilt.ok:
            self.base = rebuilt.base


# -- serving -----------------------------------------------------------------


def tell(line: str) -> None:
    """Print a line at once, also to a program that reads along."""
    print(line, flush=True)


def serve(
    rebuild: Rebuild,
    *,
    out: Path,
    watched: Iterable[Path],
    ignored: Iterable[Path] = (),
    host: str = HOST,
    port: int = PORT,
    say: Callable[[str], None] = tell,
) -> None:
    """Build, serve `out`, and rebuild on every change, until Ctrl-C.

    `watched` are folders or files, present or not; `ignored` are left out of them.
    `say` is told the address once the port is open, which is before the first build.
    Raises PortTaken, and OperatorError when `host` is not this machine's.
    """
    opened = listen(host, port)
    try:
        asyncio.run(_serving(opened, rebuild, out, tuple(watched), tuple(ignored), host, say))
    except KeyboardInterrupt:
        say("")


async def _serving(
    opened: socket,
    rebuild: Rebuild,
    out: Path,
    watched: tuple[Path, ...],
    ignored: tuple[Path, ...],
    host: str,
    say: Callable[[str], None],
) -> None:
    screen = Screen(out)
    server = HTTPServer(application(screen, host))
    server.add_socket(opened)
    # What `LiveReloadHandler` would ask of livereload's own watcher, which is not used.
    LiveReloadHandler.watcher = SimpleNamespace(filepath=None)
    say(f"http://{_in_address(host)}:{opened.getsockname()[1]}/")
    if host not in LOOPBACK:
        say("Everybody on this network can read the site, drafts included.")
    changed = asyncio.Event()
    watching = asyncio.create_task(_watch(watched, ignored, changed))
    try:
        await _keep_building(screen, rebuild, changed)
    finally:
        watching.cancel()
        # Tells a build that is under way to give up.
        changed.set()
        server.stop()
        await server.close_all_connections()


async def _keep_building(screen: Screen, rebuild: Rebuild, changed: asyncio.Event) -> None:
    """Rebuild after every burst of changes. Builds run in a thread, so that requests are answered meanwhile."""
    while True:
        try:
            rebuilt = await asyncio.to_thread(rebuild, changed.is_set)
        except OperatorError as error:
            rebuilt = Rebuilt(False, str(error))
        # An overtaken build describes files that are no longer so: the next one speaks.
        if not changed.is_set():
            screen.show(rebuilt)
            LiveReloadHandler.reload_waiters("*")
        await changed.wait()
        while changed.is_set():
            changed.clear()
            await asyncio.sleep(QUIET)


def listen(host: str, port: int) -> socket:
    """Open the port; 0 means any that is free."""
    if not 0 <= port <= 65535:
        raise OperatorError(f"there is no port {port}: ports go from 1 to 65535")
    try:
        opened = create_server((host, port), family=AF_INET6 if ":" in host else AF_INET)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            with listen(host, 0) as free:
                other = free.getsockname()[1]
            raise PortTaken(f"port {port} is taken by another program; try --port {other}") from None
        reason = (error.strerror or "").partition(" (")[0]
        raise OperatorError(f"cannot serve on {host}, port {port}: {reason}") from None
    opened.setblocking(False)
    return opened


def _in_address(host: str) -> str:
    """A host as it stands in an address: IPv6 in brackets, 'every interface' as this machine."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - a name for it, not a wish
        return "localhost"
    return f"[{host}]" if ":" in host else host


# -- answering ---------------------------------------------------------------


def application(screen: Screen, host: str = HOST) -> Application:
    """The web application that shows `screen` to requests for this machine."""

    class Guarded(Application):
        def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
            # Here rather than in a handler: no request comes past it, whatever its address or method.
            if not _names_this_machine(request.host, host):
                return self.get_handler_delegate(request, Misdirected)
            return super().find_handler(request, **kwargs)

    return Guarded(
        [
            (r"/livereload", ReloadSocket, {"screen": screen}),
            (r"/livereload\.js", ReloadScript),
            (r"/livereload\.css", ReportStyle),
            (r"/(.*)", SiteFile, {"screen": screen}),
        ],
        log_function=_log_nothing,
    )


def _names_this_machine(host_header: str, served: str) -> bool:
    try:
        name = urlsplit(f"//{host_header}").hostname or ""
    except ValueError:
        return False
    # Served to the network on purpose, any address in digits will do: rebinding needs a name.
    digits = served not in LOOPBACK and (name.replace(".", "").isdecimal() or ":" in name)
    return name in LOOPBACK or name == served.lower() or digits


def _log_nothing(handler: RequestHandler) -> None:
    """Requests are of no interest; the terminal is for the report."""


class Answer(RequestHandler):
    """An answer to reading: kept by nobody, and for this origin alone."""

    SUPPORTED_METHODS: tuple[str, ...] = ("GET", "HEAD")

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "DENY")
        self.set_header("X-Robots-Tag", "noindex")

    def compute_etag(self) -> None:
        """Nothing is kept, so nothing is compared."""


class Misdirected(Answer):
    """The answer to a request that names another machine (RFC 9110, 15.5.20)."""

    SUPPORTED_METHODS = RequestHandler.SUPPORTED_METHODS

    def prepare(self) -> None:
        raise HTTPError(421)


class SiteFile(Answer, StaticFileHandler):
    """A file of the site."""

    def initialize(self, screen: Screen) -> None:
        super().initialize(str(screen.out))
        self.screen = screen

    def get_modified_time(self) -> None:
        """Nor compared by its age."""

    def get_cache_time(self, *what: object) -> int:
        """Not even what is asked for with `?v=`."""
        return 0

    def get_content_type(self) -> str:
        path = self.absolute_path or ""
        suffix = os.path.splitext(path)[1].lower()
        return TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"

    async def get(self, path: str, include_body: bool = True) -> None:
        if any(ord(character) < 32 or character == "\x7f" for character in path):
            raise HTTPError(400)
        base = self.screen.base
        if path == "" and base != "/":
            self.redirect(base)
            return
        below = f"/{path}".removeprefix(base) if f"/{path}".startswith(base) else None
        file = None if below is None else find_file(self.screen.out, below)
        if file is not None and file.suffix == ".html":
            self._send_page(200, file.read_text("utf-8", "replace"))
        elif file is not None:
            await StaticFileHandler.get(self, file.relative_to(self.screen.out).as_posix(), include_body)
        elif below is not None and find_file(self.screen.out, f"{below}/"):
            self.redirect(quote(f"/{path}/"))
        else:
            self._send_missing()

    def _send_missing(self) -> None:
        page = find_file(self.screen.out, "404.html")
        if page is not None:
            self._send_page(404, page.read_text("utf-8", "replace"))
        elif self.screen.rebuilt is None:
            self._send_page(503, _plain_page("The site is being built", "This page shows it as soon as it is ready."))
        elif self.screen.rebuilt.ok:
            self._send_page(404, _plain_page("No such page", "The site has no page at this address."))
        else:
            self._send_page(500, _plain_page("There is no site yet", "What stands in its way is said below."))

    def _send_page(self, status: int, page: str) -> None:
        rebuilt = self.screen.rebuilt
        report = "" if rebuilt is None or rebuilt.ok else _report(rebuilt.report)
        port = urlsplit(f"//{self.request.host}").port or 80
        # Behind the end of the page, where a parser takes it into the body whatever the
        # page looks like; and as files, which the strictest content policy allows.
        script = f"/livereload.js?port={port}&mindelay=200&maxdelay=2000&snipver={self.screen.stamp}"
        self.set_status(status)
        self.set_header("Content-Type", TYPES[".html"])
        self.finish(f'{page}\n{report}<script src="{escape(script)}"></script>\n')


class ReloadScript(Answer, LiveReloadJSHandler):
    """livereload.js."""


class ReportStyle(Answer):
    """How the report looks, in pages of whatever theme."""

    def get(self) -> None:
        self.set_header("Content-Type", TYPES[".css"])
        self.finish(REPORT_STYLE)

    head = get


class ReloadSocket(LiveReloadHandler):
    """The socket on which a page waits for news."""

    def initialize(self, screen: Screen) -> None:
        self.screen = screen
        self.stamp = ""

    def check_origin(self, origin: str) -> bool:
        """Only pages of this site may listen."""
        host: str = self.request.host
        return urlsplit(origin).netloc == host

    def on_message(self, message: str | bytes) -> None:
        """Greet, and reload at once a page that shows what is no longer so."""
        try:
            said = json.loads(message)
            command = said["command"]
        except (ValueError, TypeError, KeyError):
            self.close(1003)
            return
        if command == "hello":
            self.stamp = said.get("snipver", "")
        if command in ("hello", "info"):
            super().on_message(message)
        if command == "info" and self.stamp != self.screen.stamp:
            self.send_message({"command": "reload", "path": "*", "liveCSS": False, "liveImg": False})


def find_file(out: Path, address: str) -> Path | None:
    """The file below `out` that answers an address without its leading slash, or None.

    Never a file outside `out`, wherever links lead, and never a hidden one.
    """
    names = (address + "index.html" if address.endswith("/") or not address else address).split("/")
    if not all(_is_plain(name) for name in names):
        return None
    file = out.joinpath(*names)
    try:
        inside = file.resolve(strict=True).is_relative_to(out.resolve())
    except (OSError, RuntimeError):  # missing, too long, or links in a circle
        return None
    return file if inside and file.is_file() else None


def _is_plain(name: str) -> bool:
    hidden = name.startswith(".") and name != ".well-known"
    return bool(name) and not hidden and not any(character in name for character in "\\:")


# -- the report in the browser -----------------------------------------------


def _plain_page(title: str, text: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(title)}</title>\n<link rel="stylesheet" href="/livereload.css">\n</head>\n'
        f'<body class="chapter-plain">\n<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>\n</body>\n</html>'
    )


def _report(text: str) -> str:
    return (
        '<link rel="stylesheet" href="/livereload.css">\n'
        '<details id="chapter-report" role="alert" open>\n'
        "<summary>Something needs mending before the site can change</summary>\n"
        "<p>Mend what stands here and save: this page then shows the change by itself.</p>\n"
        f'<pre tabindex="0" role="region" aria-label="Report">{escape(text)}</pre>\n'
        "</details>\n"
    )


# Outside every layer, so that it wins over a theme's.
REPORT_STYLE = """\
#chapter-report, #chapter-report * { all: revert; box-sizing: border-box; }
#chapter-report {
  color-scheme: light dark;
  position: fixed; z-index: 2147483647; inset: auto 0 0 0;
  max-height: 70vh; overflow: auto; padding: 0.75rem 1rem;
  font: 1rem/1.5 system-ui, sans-serif;
  color: light-dark(#1b1b1b, #f4f4f4); background: light-dark(#fff8f6, #2a1a17);
  border-top: 4px solid light-dark(#b3261e, #ff8a80);
  box-shadow: 0 -4px 24px rgb(0 0 0 / 0.25);
}
#chapter-report summary { font-weight: 700; cursor: pointer; }
#chapter-report p { margin: 0.5rem 0; }
#chapter-report pre {
  margin: 0; padding: 0.75rem; overflow-x: auto; white-space: pre; tab-size: 4;
  font: 0.875rem/1.5 ui-monospace, monospace;
  background: light-dark(#fff, #1b1110); border: 1px solid light-dark(#e5c8c4, #5a3a35);
}
#chapter-report :focus-visible { outline: 3px solid light-dark(#0b57d0, #a8c7fa); outline-offset: 2px; }
@media print { #chapter-report { display: none; } }
.chapter-plain {
  color-scheme: light dark; max-width: 40rem; margin: 4rem auto; padding: 0 1rem;
  font: 1.125rem/1.5 system-ui, sans-serif;
}
"""


# -- watching ----------------------------------------------------------------


async def _watch(watched: tuple[Path, ...], ignored: tuple[Path, ...], changed: asyncio.Event) -> None:
    """Set `changed` whenever a watched file has come, gone or changed.

    The files' own state is the truth and the system's notifications only make
    haste: a change that was not notified is seen a moment later.
    """
    seen = await asyncio.to_thread(_snapshot, watched, ignored)
    while True:
        await _stirred(seen)
        now = await asyncio.to_thread(_snapshot, watched, ignored)
        if now != seen:
            seen = now
            changed.set()


# Each folder and file, with what changes when it does.
Snapshot = dict[str, tuple[int, ...]]


def _snapshot(watched: tuple[Path, ...], ignored: tuple[Path, ...]) -> Snapshot:
    left_out = {str(path.absolute()) for path in ignored}
    return {path: state for root in watched for path, state in _walk(str(root.absolute()), left_out)}


def _walk(path: str, left_out: set[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A path and all below it. Links are named, never followed: two of them can make a tree without end."""
    try:
        status = os.lstat(path)
        folder = os.path.isdir(path) and not os.path.islink(path)
        names = os.listdir(path) if folder else []
    except OSError:  # gone since its folder was read, or not for us to read
        return
    yield path, (0,) if folder else (status.st_mtime_ns, status.st_size, status.st_ino)
    for name in names:
        inner = os.path.join(path, name)
        if name not in UNWATCHED_FOLDERS and not name.endswith(UNWATCHED_ENDINGS) and inner not in left_out:
            yield from _walk(inner, left_out)


async def _stirred(seen: Snapshot) -> None:
    """Wait until something may have changed: for the system's word where watchfiles is installed, else a moment."""
    folders = [path for path, state in seen.items() if state == (0,)]
    try:
        from watchfiles import awatch
    except ImportError:
        return await asyncio.sleep(LOOK)
    # Folder by folder, not recursively: watchfiles would follow links.
    notifications: AsyncGenerator[Any, None] = awatch(
        *folders,
        recursive=False,
        watch_filter=None,
        step=20,
        debounce=200,
        rust_timeout=int(LOOK_WHEN_NOTIFIED * 1000),
        yield_on_timeout=True,
    )
    try:
        async with aclosing(notifications):
            await anext(notifications)
    except OSError:  # a folder has gone, or the system has no more watches to give
        await asyncio.sleep(LOOK)
