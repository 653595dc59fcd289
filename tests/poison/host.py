"""A host that serves a published site, with the headers that its own `_headers` asks for."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import unquote, urlsplit


class Rule(NamedTuple):
    """The headers of the files whose path fits a pattern."""

    pattern: str
    headers: dict[str, str]


def rules(text: str) -> list[Rule]:
    """A `_headers` file, read as Netlify documents it: a path, and below it, indented, its headers."""
    found: list[Rule] = []
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[-1].headers[name] = value
        elif line.strip():
            found.append(Rule(line.strip(), {}))
    return found


class _Answer(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        body = self.server.files.get(path)
        plain = "text/html; charset=utf-8" if path.endswith("/") else mimetypes.guess_type(path)[0]
        headers = {"Content-Type": plain or "application/octet-stream", "Content-Length": str(len(body or b""))}
        # A visitor has seen the styles, fonts and scripts before.
        headers |= {"Cache-Control": "max-age=600"} if path.startswith("/assets/") else {}
        for pattern, more in self.server.rules:
            if fnmatchcase(path, pattern):
                headers |= more
        self.send_response(404 if body is None else 200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Nobody listens."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    files: dict[str, bytes]
    rules: list[Rule]

    def handle_error(self, *_: object) -> None:
        """Who leaves before everything has come makes no mistake."""


@contextmanager
def hosted(files: dict[str, bytes], *, with_headers: bool) -> Iterator[str]:
    """Where a site (address -> bytes) stands for as long as it is asked; `localhost`, so that it may decrypt."""
    with _Server(("127.0.0.1", 0), _Answer) as server:
        server.files = files
        server.rules = rules(files["/_headers"].decode()) if with_headers else []
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
