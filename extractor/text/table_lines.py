"""Lines as pieces of a table: a cell, a row of cells, a title, or no part of a table."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from extractor.model import Document
from extractor.patterns import pattern
from extractor.text.lines import Line
from extractor.text.table_words import TableWords

_LONGEST_CELL: Final = 30
_LONGEST_TITLE: Final = 60
_LONGEST_ROW: Final = 400
_LONGEST_BLANK_ROW: Final = 160  # of cells that only blanks part
_PROSE = pattern(r"[。;!?]")
_RULE = pattern(r"[\-:+=]*+\|[|\-:+=]*+|[-=]{5,}")
_GLOSS = pattern(r"\([^()]{10,60}\)")
_BLANK: Final = "[ \u00a0\u2002\u2003\u2009\u202f\u3000]"
_WIDE = pattern(rf"{_BLANK}*\t{_BLANK}*|{_BLANK}{{2,}}")
_NARROW = pattern(f"{_BLANK}+")


class CellKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    EMPTY = "empty"


class Part(StrEnum):
    """What a line is to a table."""

    BLANK = "blank"
    RULE = "rule"  # |---|---| or (本列数据的勾稽关系为:…)
    CELL = "cell"
    ROW = "row"
    TITLE = "title"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Cell:
    start: int
    end: int
    kind: CellKind


@dataclass(frozen=True, slots=True)
class Piece:
    start: int
    end: int
    part: Part
    cells: tuple[Cell, ...] = ()
    parted: bool = False  # a row told by its bars, not by blanks


def read_pieces(document: Document, lines: Sequence[Line], words: TableWords) -> list[Piece]:
    """All lines in order; from the last one up, for a header is told by the row below it."""
    pieces: list[Piece] = []
    below: tuple[Piece, ...] = ()  # the next two that are not blank
    for line in reversed(lines):
        piece = _piece(document, line, words, below)
        pieces.append(piece)
        if piece.part is not Part.BLANK:
            below = (piece, *below[:1])
    pieces.reverse()
    return pieces


def cell_of(view: str, start: int, end: int, words: TableWords) -> Cell:
    """The cell that `view[start:end]` holds."""
    text = view[start:end]
    if not text or text in words.empty:
        return Cell(start, end, CellKind.EMPTY)
    number = words.number.fullmatch(text) is not None
    return Cell(start, end, CellKind.NUMBER if number else CellKind.TEXT)


def _piece(document: Document, line: Line, words: TableWords, below: tuple[Piece, ...]) -> Piece:
    start, end = _trim(document.view, line.start, line.end, " ")
    text = document.view[start:end]
    if not text:
        return Piece(start, end, Part.BLANK)
    if line.furniture:
        return Piece(start, end, Part.OTHER)
    if _RULE.fullmatch(text) or _GLOSS.fullmatch(text):
        return Piece(start, end, Part.RULE)
    row = _row(document, start, end, words, below[0] if below else None)
    if row is not None:
        return row
    start, end = _trim(document.view, start, end, " |")
    text = document.view[start:end]
    if words.lead.search(text):
        marks = [mark.end() for mark in _PROSE.finditer(text[:-1])]
        return Piece(start + (marks[-1] if marks else 0), end, Part.TITLE)
    if _is_title(text, line, words, below):
        return Piece(start, end, Part.TITLE)
    if _is_prose(text) or words.note.match(text):
        return Piece(start, end, Part.OTHER)
    return Piece(start, end, Part.CELL, (cell_of(document.view, start, end, words),))


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST_CELL or text[-1] in ",:、" or _PROSE.search(text) is not None


def _is_title(text: str, line: Line, words: TableWords, below: tuple[Piece, ...]) -> bool:
    if len(text) > _LONGEST_TITLE:
        return False
    if words.unit.match(text) or words.titled.search(text):
        return True
    if _PROSE.search(text[:-1]):
        return False
    if words.title.search(text):
        return True
    if line.heading is None or line.heading.end < line.end:
        return False
    # "一、行政许可⏎46件": a numbered label of a row, not a heading; nor is "(三)不予公开" above
    # the row "1.涉及国家秘密⏎0⏎0".
    last = 0 if line.heading.level == 1 else 1
    return not (_holds(below[:1], CellKind.NUMBER) or _holds(below[last:2], CellKind.NUMBER))


def _holds(pieces: Sequence[Piece], kind: CellKind) -> bool:
    return any(piece.part is Part.CELL and piece.cells[0].kind is kind for piece in pieces)


def _row(
    document: Document, start: int, end: int, words: TableWords, below: Piece | None
) -> Piece | None:
    """The line as a row of at least two cells, or None."""
    view = document.view
    if end - start > _LONGEST_ROW:
        return None
    if "|" not in view[start:end]:
        return _blank_row(document, start, end, words, below)
    spans = _split_bars(view, start, end)
    if len(spans) < 2:
        return None
    cells = tuple(cell_of(view, *span, words) for span in spans)
    return Piece(start, end, Part.ROW, cells, parted=True)


def _blank_row(
    document: Document, start: int, end: int, words: TableWords, below: Piece | None
) -> Piece | None:
    """The line as a row whose cells only blanks part, or None."""
    view = document.view
    if end - start > _LONGEST_BLANK_ROW or _PROSE.search(view, start, end):
        return None
    for separator, least in ((_WIDE, 2), (_NARROW, 3)):
        spans = _split_blanks(document, start, end, separator)
        if len(spans) >= least:
            break
    else:
        return None
    cells = tuple(cell_of(view, *span, words) for span in spans)
    if any(cell.end - cell.start > _LONGEST_CELL for cell in cells):
        return None
    numbers = sum(cell.kind is CellKind.NUMBER for cell in cells)
    heads = below is not None and below.part is Part.ROW and not below.parted
    if below is not None and heads and numbers == 0:
        heads = abs(len(below.cells) - len(cells)) <= 1
    if numbers >= least - 1 or heads:
        return Piece(start, end, Part.ROW, cells)
    return None


def _split_bars(view: str, start: int, end: int) -> list[tuple[int, int]]:
    if view[start] == "|":
        start += 1
    if end > start and view[end - 1] == "|":
        end -= 1
    spans = []
    at = start
    for bar in re.finditer(r"\|", view[start:end]):
        spans.append(_trim(view, at, start + bar.start(), " "))
        at = start + bar.end()
    spans.append(_trim(view, at, end, " "))
    return spans


def _split_blanks(
    document: Document, start: int, end: int, separator: re.Pattern[str]
) -> list[tuple[int, int]]:
    """Spans of the view between the blanks of the source, which the view leaves out."""
    first, last = document.source_span(start, end)
    text = document.text
    # Tabs at the ends of the line part blank cells, blanks there part nothing.
    opens, ends = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    first = opens + text[opens:first].find("\t") if "\t" in text[opens:first] else first
    last += text[last : ends if ends >= 0 else len(text)].rfind("\t") + 1
    source = text[first:last]
    spans = []
    at = 0
    for gap in [*separator.finditer(source), None]:
        stop = gap.start() if gap else len(source)
        spans.append(
            _trim(
                document.view,
                _view_at(document, first + at),
                _view_at(document, first + stop),
                " ",
            )
        )
        at = gap.end() if gap else stop
    return spans


def _view_at(document: Document, source: int) -> int:
    """The first position of the view that was read from `source` or later."""
    return source if document.offsets is None else bisect_left(document.offsets, source)


def _trim(view: str, start: int, end: int, chars: str) -> tuple[int, int]:
    while start < end and view[start] in chars:
        start += 1
    while end > start and view[end - 1] in chars:
        end -= 1
    return start, end


def joined(view: str, cells: Sequence[Cell]) -> str:
    return "".join(view[cell.start : cell.end] for cell in cells)


def spanning(cells: Sequence[Cell]) -> Cell:
    """One cell of several lines."""
    return replace(cells[0], end=cells[-1].end)
