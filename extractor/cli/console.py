"""The edges of a command: standard input, output and error. Data goes out whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.visible import visible
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.model import Document

STDIN = "-"
_WRITTEN_OUT = {code: repr(chr(code))[1:-1] for code in (*range(32), *range(127, 160))}


def open_document(file: str) -> Document:
    """The decoded report at `file`; `-` reads standard input.

    Errors: `UnreadableInput` naming the file and what to do.
    """
    from extractor.io.readers import read_document

    if file == STDIN and sys.stdin is None:
        raise UsageError("standard input is closed", hint="give a file instead of -")
    return read_document(file)


def write_file(path: Path, data: bytes) -> None:
    """Puts a whole file at `path`, or leaves what was there. Errors: `UsageError` naming it."""
    from extractor.io.writers.atomic import atomic_write

    try:
        atomic_write(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"cannot write: {reason}", where=str(path),
                         hint="choose another place") from None


def make_folder(path: Path) -> None:
    """Makes a folder, and those above it. Errors: `UsageError` naming it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder: {error.strerror or error}", where=str(path),
                         hint="choose another place") from None


def on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def terminal_width() -> int:
    return shutil.get_terminal_size(fallback=(100, 24)).columns


def coloured() -> bool:
    """Colour only on a terminal that can, and never against https://no-color.org."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return on_terminal() and not plain


def emit(data: bytes) -> None:
    """Writes data to standard output. Errors: those of `output_failed`."""
    stream = sys.stdout
    if stream is None:
        raise UsageError("standard output is closed", hint="open it, or write a file with -o")
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except OSError as error:
        output_failed(error)


def output_failed(error: OSError) -> None:
    """What a failed write to standard output means: nothing, if its reader has left (`| head`).

    Errors: `UsageError` for all else.
    """
    # Python flushes standard output once more when it ends: let that go nowhere.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        reason = error.strerror or str(error)
        raise UsageError(f"cannot write: {reason}", where="standard output") from None


def emit_text(text: str, *, styled: bool = False) -> None:
    """Writes text for eyes in the encoding of the terminal; what it cannot show becomes `?`.

    `styled`: what commands are in it is meant, and what comes from a report is `visible` in it.
    """
    text = text if styled else visible(text)
    emit(text.encode(getattr(sys.stdout, "encoding", "utf-8"), "replace"))


def emit_rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Aligned columns on a terminal; lines of tab-separated values in a pipe."""
    if on_terminal():
        from extractor.cli.table import columns

        emit_text(columns(head, rows, terminal_width()))
    else:
        emit("".join("\t".join(row) + "\n" for row in (head, *rows)).encode("utf-8"))


def one_line(text: str) -> str:
    """Text with its control characters written out: a file name may hold the end of a line."""
    return text.translate(_WRITTEN_OUT)


def say(message: str, *more: str) -> None:
    """One line on standard error, or several, whatever the names of files hold."""
    if sys.stderr is None:
        return
    with suppress(OSError):
        sys.stderr.write("\n  ".join(map(one_line, (f"extract: {message}", *more))) + "\n")
        sys.stderr.flush()
