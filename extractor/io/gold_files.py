"""Annotated reports on disk: NAME.txt beside NAME.jsonl."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractor.errors import UnreadableInput
from extractor.evaluation import Gold, parse_gold


def read_gold(folder: Path) -> Iterator[Gold]:
    """The annotated reports of `folder`, in name order.

    Errors: `UnreadableInput` for a folder without any, a missing text or a broken line.
    """
    if not folder.is_dir():
        raise UnreadableInput("no such folder", where=str(folder), hint="check the path")
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise UnreadableInput("no annotated report here", where=str(folder),
                              hint="give a folder that holds NAME.txt and NAME.jsonl")
    for path in paths:
        text = _read(path.with_suffix(".txt"))
        try:
            yield parse_gold(path.stem, text, _read(path))
        except ValueError as error:
            raise UnreadableInput(f"not JSON lines: {error}", where=str(path),
                                  hint="one JSON object a line") from None


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"cannot be read: {error}", where=str(path),
                              hint="an annotated report is NAME.txt and NAME.jsonl") from None
