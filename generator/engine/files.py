"""Files as the engine writes them: whole or not at all, and readable by a web server.

Paths are text here, not `Path`: a build asks about every file of the site, and a
`Path` costs more than the question.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import blake2b
from zlib import crc32

# Whatever the umask says: a site that only its author's account can read is an outage.
FILE_MODE = 0o644
FOLDER_MODE = 0o755

# Bytes read at a time.
CHUNK = 1 << 20

# Windows would otherwise write CR LF for LF.
BINARY = getattr(os, "O_BINARY", 0)

SEAL = b"chapterhouse "
# A changed layout of any sealed file is a new number: old files are then strangers.
LAYOUT = b"2"


def write_new(path: str, content: bytes) -> os.stat_result:
    """Write a file that is not there yet; how it then stands. Raises FileExistsError when it is there."""
    into = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, FILE_MODE)
    try:
        write_all(into, content)
    finally:
        os.close(into)
    return open_to_all(path, FILE_MODE)


def write_all(into: int, content: bytes | bytearray) -> None:
    """Write every byte: a nearly full disk takes some, and says so only the next time."""
    written = os.write(into, content)
    while written < len(content):
        written += os.write(into, memoryview(content)[written:])


def write_whole(path: str, content: bytes, fresh: str = "") -> None:
    """Put a file in place of whatever stood there: readers see all of the old or all of the new.

    `fresh` is where it is written first, for those who do not write alone.
    """
    fresh = fresh or f"{path}.new"
    try:
        with suppress(FileNotFoundError):
            os.unlink(fresh)
        write_new(fresh, content)
        os.replace(fresh, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(fresh)
        raise


def aside(path: str) -> str:
    """Where a file is written first: several builds may share a cache."""
    return f"{path}.{os.getpid()}"


def sweep(folder: str) -> None:
    """Remove what killed processes left of files that they wrote aside."""
    for name in names(folder):
        process = name.rpartition(".")[2]
        if process.isascii() and process.isdigit() and is_gone(int(process)):
            remove(f"{folder}/{name}")


def is_gone(process: int) -> bool:
    """Whether there is no process of that number, as far as can be told without doing anything to it."""
    if os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def make_folder(path: str) -> None:
    """Make one folder that a web server can read."""
    os.mkdir(path, FOLDER_MODE)
    open_to_all(path, FOLDER_MODE)


def open_to_all(path: str, mode: int) -> os.stat_result:
    """Undo what the umask took away, on disks that know of permissions; how a file or folder then stands.

    Its size and times, that is: few umasks take anything away, and to look costs less than to change.
    """
    found = os.lstat(path)
    if stat.S_IMODE(found.st_mode) != mode:
        with suppress(OSError):
            os.chmod(path, mode)
    return found


def remove_tree(path: str, last: str = "") -> None:
    """Remove a folder and all below it, never following a link out of it.

    The file named `last`, directly in the folder, goes last.
    """
    with os.scandir(path) as found:
        entries = [entry for entry in found if entry.name != last]
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            remove_tree(entry.path)
        else:
            os.unlink(entry.path)
    if last:
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(path, last))
    os.rmdir(path)


def remove(path: str) -> None:
    """Remove a file, if that is possible."""
    with suppress(OSError):
        os.unlink(path)


def names(folder: str) -> list[str]:
    """What is in a folder; nothing when it cannot be read."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def is_folder(path: str) -> bool:
    """Whether a folder stands here, and not a link to one."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


def digest_of(path: str) -> str:
    """The digest of a file's bytes: BLAKE2b of 128 bits (RFC 7693), in hexadecimal. Raises OSError."""
    digest = blake2b(digest_size=16)
    with open(path, "rb", buffering=0) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def seal(kind: bytes, content: bytes) -> bytes:
    """`content` with a line before it that tells what it is and whether it is whole."""
    return b"%s%s %s %d %08x\n%s" % (SEAL, LAYOUT, kind, len(content), crc32(content), content)


def unseal(kind: bytes, sealed: bytes) -> memoryview | None:
    """What was sealed, or None when it is damaged, cut short, of another kind or another program's."""
    end = sealed.find(b"\n", 0, 120)
    content = memoryview(sealed)[end + 1 :]
    # CRC-32 (ISO 3309) guards against accidents, four times as fast as a digest would.
    line = b"%s%s %s %d %08x" % (SEAL, LAYOUT, kind, len(content), crc32(content))
    return content if end >= 0 and sealed[:end] == line else None
