"""A host that gives out a published site as the web hosts do: its own headers, compressed, over HTTP."""

from __future__ import annotations

import gzip
import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

COMPRESSED = re.compile(r"text/|application/(?:json|javascript|feed\+json|xml|atom\+xml)|image/svg")
TYPES = {".woff2": "font/woff2", ".webp": "image/webp", ".ics": "text/calendar", ".xml": "application/xml"}


@contextmanager
def hosted(files: dict[str, bytes]) -> Iterator[str]:
    """Where a site (address -> bytes) is given out: `http://127.0.0.1:…`. Addresses that it has not get its 404 page."""
    rules = rules_of(files.get("/_headers", b"").decode())
    packed = {url: gzip.compress(body, 9, mtime=0) for url, body in files.items() if COMPRESSED.match(kind_of(url))}

    class Host(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            url = unquote(urlsplit(self.path).path)
            there = url in files
            shown = url if there else "/404.html"
            headers = {"Content-Type": kind_of(shown)} | headers_for(url, rules)
            body = files[shown]
            if shown in packed:
                headers["Vary"] = "Accept-Encoding"
                if "gzip" in self.headers.get("Accept-Encoding", ""):
                    body = packed[shown]
                    headers["Content-Encoding"] = "gzip"
            self.send_response(200 if there else 404)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def kind_of(url: str) -> str:
    """The type of the file at an address."""
    if url.endswith(("/", ".html")):
        return "text/html; charset=utf-8"
    suffix = "." + url.rpartition(".")[2]
    return TYPES.get(suffix) or mimetypes.guess_type(url)[0] or "application/octet-stream"


def rules_of(text: str) -> list[tuple[str, dict[str, str]]]:
    """What a `_headers` file says: patterns of addresses, and the headers of each."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line.strip(), {}))
        elif line.strip() and rules:
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
    return rules


def headers_for(url: str, rules: list[tuple[str, dict[str, str]]]) -> dict[str, str]:
    """The headers of an address: what every pattern that fits it says, the last one last."""
    found: dict[str, str] = {}
    for pattern, headers in rules:
        if fnmatch(url, pattern):
            found |= headers
    return found
