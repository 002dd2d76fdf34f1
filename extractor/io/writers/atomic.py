"""Whole files or none."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_BESIDE = re.compile(r"\.[0-9a-f]{12}\.[0-9]+\.tmp")


def atomic_write(path: Path, data: bytes) -> None:
    """Puts `data` at `path`, replacing what is there; a failure leaves the old file as it was.

    Errors: `OSError` of the system, with nothing left behind.
    """
    with growing(path) as stream:
        stream.write(data)


@contextmanager
def growing(path: Path) -> Iterator[BinaryIO]:
    """A file to write piece by piece, which takes its place at `path` when the block ends well.

    It grows beside its place, under a dot-name that no reader of the folder takes for data. A
    link is followed; a device or pipe (/dev/stdout) is written to, not replaced.
    Errors: `OSError` of the system; whatever ends the block, nothing is left behind.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    # A hash, since 80 Chinese characters of a name already fill the 255 bytes a name may have.
    mark = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:12]
    beside = path.with_name(f".{mark}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as stream:
            yield stream
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def is_leftover(name: str) -> bool:
    """Whether a file name is one under which a process that was killed left half a file."""
    return _BESIDE.fullmatch(name) is not None
