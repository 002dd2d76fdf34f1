"""Files → documents.

A reader is a module of this folder named after the suffix it reads: `pdf.py` reads `.pdf`. It has
a `VERSION`, the `MEDIA_TYPE` of its files, and one function, `read(data: bytes, where: str)`: what
the file holds as `Content`, or `UnreadableInput`. Its text is the canonical one: all offsets of a
record count in it. A change of `read` that changes any text raises `VERSION`.
"""

from __future__ import annotations

import hashlib
import re
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, BinaryIO, Protocol

from extractor.errors import UnreadableInput
from extractor.io.regular import open_regular, plain_path
from extractor.model import Content, Document
from extractor.text import make_document

# 64 MiB: the longest reports are under 1 MiB, so more is a wrong file.
SIZE_LIMIT = 64 * 1024 * 1024
_PIECE = 1 << 20  # bytes read at once
# Fifty long reports. How many numbers they may hold is `pipeline.MOST_NUMBERS`.
MOST_CHARACTERS = 2_000_000
STDIN_NAME = "stdin"
ALIASES = {
    "": "txt", "text": "txt", "docm": "docx", "wps": "doc", "rtf": "doc", "htm": "html",
    "shtml": "html", "xhtml": "html", "mhtml": "mht", "markdown": "md",
}  # fmt: skip
# How a web page begins, behind blanks, marks of byte order and <!-- saved from … -->.
_PAGE = re.compile(
    rb"[\s\xef\xbb\xbf\xff\xfe]*+(?:<(?:\?xml|!--)[^>]*+>\s*+){0,2}"
    rb"<(?:!doctype\s++html|html|head|body)[\s>]",
    re.IGNORECASE,
)
_HEAD = 600


class Reader(Protocol):
    """What a module of this folder offers."""

    VERSION: str
    MEDIA_TYPE: str

    @staticmethod
    def read(data: bytes, where: str) -> Content: ...


def read_document(path: Path | str, name: str | None = None) -> Document:
    """The document at `path`, under its file name or `name`; `-` reads standard input.

    Links are followed, and what a shell hands over as `<(...)` is read to its end. What has no
    suffix is text, unless it begins as a web page does.
    Errors: `UnreadableInput` for what is missing, no file, closed to us, empty, larger than
    `SIZE_LIMIT`, or refused by its reader.
    """
    if str(path) == "-":
        suffix, where, name = "", "standard input", name or STDIN_NAME
        data = _take(sys.stdin.buffer, where)
    else:
        path = Path(path)
        suffix, where, name = path.suffix, str(path), name or plain_path(path.name)
        data = _read_file(path)
    if not data:
        raise UnreadableInput("the file is empty", where=where, hint="save the report again")
    # `cat page.html | extract -`: tags and scripts are no report.
    if not suffix and _PAGE.match(data[:_HEAD].replace(b"\0", b"")):
        suffix = ".html"
    kind = reader_name(suffix, where=where)
    reader: Any = import_module(f"{__name__}.{kind}")
    content: Content = reader.read(data, where)
    if len(content.text) > MOST_CHARACTERS:
        raise UnreadableInput(
            f"more than {MOST_CHARACTERS} characters",
            where=where,
            hint="a report is far shorter: split the file, if it holds many",
        )
    return make_document(
        name,
        content,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=reader.MEDIA_TYPE,
        reader=(kind, reader.VERSION),
    )


def suffixes() -> tuple[str, ...]:
    """The suffixes that have a reader, sorted: `.txt` and others."""
    names = {module.name for module in iter_modules(__path__)}
    names |= {alias for alias, name in ALIASES.items() if alias and name in names}
    return tuple(sorted(f".{name}" for name in names))


def reader_name(suffix: str, *, where: str = "") -> str:
    """The name of the reader for a suffix; a file without one is taken as text."""
    name = suffix.lower().lstrip(".")
    name = ALIASES.get(name, name)
    if name not in {module.name for module in iter_modules(__path__)}:
        raise UnreadableInput(
            f"no reader for {suffix} files",
            where=where,
            hint=f"save the report as text; readable are {' '.join(suffixes())}",
        )
    return name


def _read_file(path: Path) -> bytes:
    where = str(path)
    try:
        with open_regular(path) as stream:
            return _take(stream, where)
    except FileNotFoundError:
        raise UnreadableInput("no such file", where=where, hint="check the path") from None
    except IsADirectoryError:
        raise UnreadableInput(
            "a folder, not a file", where=where,
            hint="give one of its files; `extract FOLDER -o OUT` reads them all",
        ) from None
    except PermissionError:
        raise UnreadableInput(
            "not readable for you", where=where, hint="change its permissions"
        ) from None
    except (OSError, ValueError) as error:
        # A loop of links, a name too long, a NUL character in the name, a broken disk.
        reason = getattr(error, "strerror", None) or error
        raise UnreadableInput(f"cannot be read: {reason}", where=where,
                              hint="give a file") from error


def _take(stream: BinaryIO, where: str) -> bytes:
    # In pieces: asked for all at once, Python takes room for the limit, however small the file.
    pieces: list[bytes] = []
    left = SIZE_LIMIT + 1
    while left > 0 and (piece := stream.read(min(left, _PIECE))):
        pieces.append(piece)
        left -= len(piece)
    data = b"".join(pieces)
    if not left:
        raise UnreadableInput(
            f"larger than {SIZE_LIMIT // 1024 // 1024} MiB",
            where=where,
            hint="a report is far smaller: is this the right file?",
        )
    return data
