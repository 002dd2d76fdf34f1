"""Files → bytes of text.

A reader is a module of this folder named after the suffix it reads: `txt.py` reads `.txt`. Its
one function, `read(data: bytes, where: str) -> bytes`, turns the content of a file into text that
`extractor.text` can decode, or raises `UnreadableInput`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import BinaryIO

from extractor.errors import UnreadableInput

# 64 MiB: the longest reports are under 1 MiB, so more is a wrong file.
SIZE_LIMIT = 64 * 1024 * 1024
STDIN_NAME = "stdin"
ALIASES = {"": "txt", "text": "txt", "md": "txt", "docm": "docx", "wps": "doc", "rtf": "doc"}

Reader = Callable[[bytes, str], bytes]


def read_report(path: Path | str) -> tuple[str, bytes]:
    """The name of a report and its bytes; `-` reads standard input.

    Links are followed and pipes read to their end, up to `SIZE_LIMIT`.
    Errors: `UnreadableInput` for what is missing, no file, closed to us, empty or too large.
    """
    if str(path) == "-":
        reader, where, name = find_reader(""), "standard input", STDIN_NAME
        data = _take(sys.stdin.buffer, where)
    else:
        path = Path(path)
        where, name = str(path), path.name
        data = _read_file(path)
        reader = find_reader(path.suffix, where=where)
    if not data:
        raise UnreadableInput("the file is empty", where=where, hint="save the report again")
    return name, reader(data, where)


def suffixes() -> tuple[str, ...]:
    """The suffixes that have a reader, sorted: `.txt` and others."""
    names = {module.name for module in iter_modules(__path__)}
    names |= {alias for alias, name in ALIASES.items() if alias and name in names}
    return tuple(sorted(f".{name}" for name in names))


def find_reader(suffix: str, *, where: str = "") -> Reader:
    """The reader for a suffix; a file without one is taken as text."""
    name = suffix.lower().lstrip(".")
    name = ALIASES.get(name, name)
    if name not in {module.name for module in iter_modules(__path__)}:
        raise UnreadableInput(
            f"no reader for {suffix} files",
            where=where,
            hint=f"save the report as text; readable are {' '.join(suffixes())}",
        )
    reader: Reader = import_module(f"{__name__}.{name}").read
    return reader


def _read_file(path: Path) -> bytes:
    where = str(path)
    try:
        with path.open("rb") as stream:
            return _take(stream, where)
    except FileNotFoundError:
        raise UnreadableInput("no such file", where=where, hint="check the path") from None
    except IsADirectoryError:
        raise UnreadableInput(
            "a folder, not a file", where=where, hint="give a file, or use a batch for the folder"
        ) from None
    except PermissionError:
        raise UnreadableInput(
            "not readable for you", where=where, hint="change its permissions"
        ) from None
    except (OSError, ValueError) as error:
        # A loop of links, a name too long, a NUL character in the name, a broken disk.
        raise UnreadableInput(f"cannot be read: {error}", where=where, hint="check the path") from (
            error
        )


def _take(stream: BinaryIO, where: str) -> bytes:
    data = stream.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise UnreadableInput(
            f"larger than {SIZE_LIMIT // 1024 // 1024} MiB",
            where=where,
            hint="a report is far smaller: is this the right file?",
        )
    return data
