"""The answers to what browsers ask."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError, RequestHandler

from generator.serve.files import media_type
from generator.serve.report import REPORT_STYLE
from generator.serve.screen import Screen
from generator.serve.shown import news, shown_at

# The names of this machine that nobody else can make their own.
LOOPBACK = ("127.0.0.1", "localhost", "::1")

# Behind the end of the page, where a parser takes it into the body whatever the page
# looks like; and as files, which the strictest content policy allows.
SCRIPTS = '<script src="/livereload-page.js"></script><script src="{}"></script>\n'


def application(screen: Screen, host: str) -> Application:
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
            (r"/livereload-page\.js", Given, {"type": "page.js", "text": PAGE_SCRIPT}),
            (r"/livereload\.css", Given, {"type": "report.css", "text": REPORT_STYLE}),
            (r"/(.*)", SiteFile, {"screen": screen}),
        ],
        log_function=_log_nothing,
    )


PAGE_SCRIPT = (Path(__file__).parent / "page.js").read_text("utf-8")


def bring_news() -> None:
    """Tell each open page what is no longer as it shows it."""
    for waiting in LiveReloadHandler.waiters.copy():
        waiting.bring_news()


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


def _is_possible(path: str) -> bool:
    return not any(ord(character) < 32 or character == "\x7f" for character in path)


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
        return media_type(self.absolute_path or "")

    async def get(self, path: str, include_body: bool = True) -> None:
        if not _is_possible(path):
            raise HTTPError(400)
        if path == "" and self.screen.base != "/":
            self.redirect(self.screen.base)
            return
        file = self.screen.find(path)
        if file is not None and file.suffix != ".html":
            await StaticFileHandler.get(self, file.relative_to(self.screen.out).as_posix(), include_body)
        elif file is None and self.screen.find(f"{path}/"):
            self.redirect(quote(f"/{path}/"))
        else:
            self._send_page(path)

    def _send_page(self, path: str) -> None:
        page = self.screen.page(path)
        port = urlsplit(f"//{self.request.host}").port or 80
        stamp = shown_at(self.screen, path).stamp
        script = escape(f"/livereload.js?port={port}&mindelay=200&maxdelay=2000&snipver={stamp}")
        self.set_status(page.status)
        self.set_header("Content-Type", media_type("index.html"))
        self.finish(f"{page.html}\n{self.screen.report}{SCRIPTS.format(script)}")


class ReloadScript(Answer, LiveReloadJSHandler):
    """livereload.js."""


class Given(Answer):
    """A text of this server's own."""

    def initialize(self, type: str, text: str) -> None:
        self.type, self.text = media_type(type), text

    def get(self) -> None:
        self.set_header("Content-Type", self.type)
        self.finish(self.text)

    head = get


class ReloadSocket(LiveReloadHandler):
    """The socket on which a page waits for news."""

    def initialize(self, screen: Screen) -> None:
        self.screen = screen
        # What the page shows, and its address without the leading slash.
        self.stamp = ""
        self.path = ""

    def check_origin(self, origin: str) -> bool:
        """Only pages of this site may listen."""
        host: str = self.request.host
        return urlsplit(origin).netloc == host

    def on_message(self, message: str | bytes) -> None:
        """Greet, and tell a page at once what is no longer as it shows it."""
        try:
            said = json.loads(message)
            command = said["command"]
            if command == "hello":
                self.stamp = str(said.get("snipver", ""))
            if command == "info":
                self.path = unquote(urlsplit(str(said.get("url", ""))).path)[1:]
        except (ValueError, TypeError, KeyError):
            self.close(1003)
            return
        if command in ("hello", "info"):
            super().on_message(message)
        if command == "info" and _is_possible(self.path):
            self.bring_news()

    def bring_news(self) -> None:
        """Tell the page what is no longer as it shows it."""
        now = shown_at(self.screen, self.path)
        told = news(self.stamp, now)
        self.stamp = now.stamp
        if told:
            self.send_message(told)
