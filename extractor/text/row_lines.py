"""Rows of a table as lines: cells with tabs between them, merged cells where they help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_PROSE: Final = 40
_LONGEST_LABEL: Final = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """`repeats`: its lines are those of the cell above, with which it is merged."""

    lines: tuple[str, ...]
    column: int
    span: int = 1
    repeats: bool = False


def row_lines(cells: Sequence[Cell]) -> Iterator[str]:
    """The row as one line, or the lines of its one cell where it only frames text.

    A cell merged across columns is followed by blank ones. One merged down says its label in
    each row, but never a number twice.
    """
    filled = [cell for cell in cells if cell.lines and not cell.repeats]
    if not filled:
        return
    if len(filled) == 1 and _is_text(filled[0], alone=len(cells) == 1):
        yield from filled[0].lines
        return
    parts = [""] * max(cell.column + cell.span for cell in cells)
    for cell in cells:
        parts[cell.column] = _one_line(cell)
    yield "\t".join(parts)


def _is_text(cell: Cell, *, alone: bool) -> bool:
    return alone or len(cell.lines) > 1 or len(cell.lines[0]) > _PROSE


def _one_line(cell: Cell) -> str:
    if cell.repeats and sum(map(len, cell.lines)) > _LONGEST_LABEL:
        return ""
    # A blank, for "12⏎34" must not become 1234; between Chinese words it is read over.
    text = " ".join(" ".join(line.split()) for line in cell.lines)
    numbered = any(char.isdecimal() for char in text)
    return "" if cell.repeats and numbered else text
