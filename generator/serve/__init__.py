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
page is longer: by the scripts that take the news, and, while the content has slips,
by the same report that the terminal shows. The last whole site stays under it.

Of an edit, each open page hears what concerns it (`shown.py`). Where its own text or
pictures changed it reloads, and the browser keeps its place on it. Where only a style
sheet changed, that alone is swapped; where there is a report, that alone appears: what
was typed into the page and how far it was scrolled stays. All other pages are left
alone. Nothing is remembered for this: a page carries a stamp of what it shows, says it
when its socket opens, and is told what is no longer so. So no news is ever lost, over
a restart of the server neither.
"""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Callable, Iterable
from pathlib import Path
from socket import AF_INET, AF_INET6, create_server, socket
from types import SimpleNamespace

from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer

from generator.operator import OperatorError, PortTaken
from generator.serve.answers import LOOPBACK, application, bring_news
from generator.serve.screen import Rebuilt, Screen
from generator.serve.watch import Changed, watch

__all__ = ["Rebuild", "Rebuilt", "address_of", "listen", "serve"]

# Seconds without a further change after which a burst (a `git pull`, an editor that
# saves all its files) is over. A slower burst overtakes the build it has begun.
QUIET = 0.03

# Builds and publishes. Its first argument says whether the build has been overtaken by a
# further change: asked before publishing, it saves the work. Its second may be told of what
# is published already, while there is still something to look after. Its third are the paths that
# were seen to change. May raise OperatorError.
Rebuild = Callable[[Callable[[], bool], Callable[[Rebuilt], None], frozenset[str]], Rebuilt]


def tell(line: str) -> None:
    """Print a line at once, also to a program that reads along."""
    print(line, flush=True)


def serve(
    rebuild: Rebuild,
    *,
    opened: socket,
    host: str,
    out: Path,
    watched: Iterable[Path],
    ignored: Iterable[Path] = (),
    say: Callable[[str], None] = tell,
) -> None:
    """Build, serve `out` at a port that `listen` has opened on `host`, and rebuild on every change, until Ctrl-C.

    `watched` are folders or files, present or not; `ignored` are left out of them.
    `say` is told the address, which is before the first build.
    """
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
    say(address_of(host, opened))
    if host not in LOOPBACK:
        say("Everybody on this network can read the site, drafts included.")
    changed = Changed()
    watching = asyncio.create_task(watch(watched, ignored, changed))
    try:
        await _keep_building(screen, rebuild, changed)
    finally:
        watching.cancel()
        # Tells a build that is under way to give up.
        changed.set()
        server.stop()
        await server.close_all_connections()


async def _keep_building(screen: Screen, rebuild: Rebuild, changed: Changed) -> None:
    """Rebuild after every burst of changes. Builds run in a thread, so that requests are answered meanwhile."""
    loop = asyncio.get_running_loop()

    def show(rebuilt: Rebuilt) -> None:
        # An overtaken build describes files that are no longer so: the next one speaks.
        if not changed.is_set():
            screen.show(rebuilt)
            bring_news()

    def show_soon(rebuilt: Rebuilt) -> None:
        loop.call_soon_threadsafe(show, rebuilt)

    while True:
        building = asyncio.create_task(asyncio.to_thread(rebuild, changed.is_set, show_soon, changed.take()))
        try:
            rebuilt = await _to_its_end(building, changed)
        except OperatorError as error:
            rebuilt = Rebuilt(False, str(error))
        show(rebuilt)
        await changed.wait()
        while changed.is_set():
            changed.clear()
            await asyncio.sleep(QUIET)


async def _to_its_end(building: asyncio.Task[Rebuilt], changed: asyncio.Event) -> Rebuilt:
    """What a build comes to. Whoever is stopped while it runs tells it to give up, and waits until it has.

    asyncio must not cancel it: at the moment in which a thread ends, that leaves a traceback, or waits for ever.
    """
    try:
        return await asyncio.shield(building)
    except asyncio.CancelledError:
        changed.set()
        await asyncio.wait((building,))
        # Asked for, or asyncio says that nobody did.
        building.exception()
        raise


def listen(host: str, port: int) -> socket:
    """Open the port; 0 means any that is free.

    Raises PortTaken, and OperatorError when `host` is not this machine's.
    """
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


def address_of(host: str, opened: socket) -> str:
    """Where a site stands that is served at an open port: `http://127.0.0.1:8000/`.

    IPv6 stands in brackets (RFC 3986, 3.2.2). Every interface has no address of its own, so it is this machine.
    """
    if host in ("0.0.0.0", "::"):  # noqa: S104 - a name for it, not a wish
        host = "localhost"
    return f"http://{f'[{host}]' if ':' in host else host}:{opened.getsockname()[1]}/"
