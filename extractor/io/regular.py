"""Files that can be read to their end, and the names they are told by."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISFIFO, S_ISREG
from typing import BinaryIO

# What a shell hands over open, as in `extract <(iconv -f gbk a.txt)`: somebody writes into it.
_HANDED = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


def open_regular(path: Path) -> BinaryIO:
    """The file at `path`, open to be read; links are followed.

    Errors: `OSError` of the system, and for a device or a pipe that has a name: opening one would
    wait for ever for somebody to write into it.
    """
    mode = path.stat().st_mode
    handed = S_ISFIFO(mode) and str(path).startswith(_HANDED)
    if not S_ISREG(mode) and not handed and not path.is_dir():
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return path.open("rb")


def read_regular(path: Path) -> bytes:
    """All that is in a file. Errors: as `open_regular`."""
    with open_regular(path) as stream:
        return stream.read()


def head_of(path: Path, size: int) -> bytes | None:
    """What a file begins with; None where none can be read."""
    try:
        with open_regular(path) as stream:
            return stream.read(size)
    except OSError:
        return None


def plain_path(path: str) -> str:
    """A path with slashes as text that every encoding can write.

    Parts that are no UTF-8 are GBK, as old archives unpack on other systems; bytes that are not
    even that are written as `\\xff`.
    """
    return "/".join(map(_plain, path.split("/"))) if _is_odd(path) else path


def escaped_path(path: str) -> str:
    """A path as text, every byte that is no UTF-8 written as `\\xff`: never that of another."""
    return os.fsencode(path).decode("utf-8", "backslashreplace") if _is_odd(path) else path


def find_below(folder: Path, name: str) -> Path | None:
    """The file below a folder that is told as `name`; None if there is none.

    A part that is no UTF-8 is looked for where no file has the name itself.
    """
    place = folder / name
    if place.is_file():
        return place
    place = folder
    for part in name.split("/"):
        if not (place / part).exists():
            entries = (each.name for each in place.iterdir()) if place.is_dir() else ()
            odd = (each for each in entries if _is_odd(each))
            part = next((each for each in odd if part in (_plain(each), escaped_path(each))), part)
        place /= part
    return place if place.is_file() else None


def _plain(part: str) -> str:
    if not _is_odd(part):
        return part
    try:
        return os.fsencode(part).decode("gb18030")
    except UnicodeDecodeError:
        return escaped_path(part)


def _is_odd(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
