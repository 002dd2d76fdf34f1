"""Tables of a page: those that hold figures as rows with tabs, those that set the page as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from extractor.text.row_lines import Cell, row_lines

_WIDEST: Final = 60  # columns and rows that one cell may span
_MOST_COLUMNS: Final = 120  # in which merged cells are laid out
_MOST_LINES: Final = 6  # of a cell; more are text that the table only sets
_LONGEST: Final = 400
_PROSE: Final = 40  # a line of so many among others is a paragraph
_REPEATED: Final = 20_000  # characters that merged cells of a table may say again


class WebLine(NamedTuple):
    """`part` indexes `WebPage.parents`; `linked` counts characters inside links."""

    text: str
    part: int
    linked: int = 0
    hidden: bool = False
    heading: bool = False


@dataclass(slots=True)
class _CellLines:
    start: int
    end: int
    columns: int
    rows: int


@dataclass(slots=True)
class TableLines:
    """Where the lines of a table and of its cells stand; `start` and all else index the page's."""

    start: int
    part: int
    rows: list[list[_CellLines]] = field(default_factory=list)
    holds_table: bool = False

    def open_row(self) -> None:
        self.rows.append([])

    def open_cell(self, at: int, columns: int, rows: int) -> None:
        if not self.rows:
            self.open_row()
        self.rows[-1].append(_CellLines(at, at, columns, rows))

    def close_cell(self, at: int) -> None:
        self.rows[-1][-1].end = at


def whole(text: str) -> int:
    """A span as written, 1 for what is none."""
    digits = text.strip()[:4]
    return min(max(int(digits), 1), _WIDEST) if digits.isdecimal() else 1


def table_lines(table: TableLines, lines: Sequence[WebLine]) -> list[WebLine]:
    """The lines of a table, given as they stand: a row a line, where it does not only set text."""
    if all(line.hidden for line in lines):
        return list(lines)
    made: list[WebLine] = []
    at = 0
    for row, merged in zip(table.rows, _merged(table, lines), strict=True):
        # Captions, and what stands between the rows.
        start = row[0].start - table.start if row else at
        made += lines[at:start]
        at = row[-1].end - table.start if row else at
        own = lines[start:at]
        if any(_is_text(_of(table, cell, lines)) for cell in row):
            made += own
            continue
        linked = sum(line.linked for line in own)
        made += [WebLine(text, table.part, linked) for text in row_lines(merged)]
        made += [line for line in own if line.hidden]
    return [*made, *lines[at:]]


def _merged(table: TableLines, lines: Sequence[WebLine]) -> Iterator[list[Cell]]:
    """The cells of each row, with those merged into it from above."""
    above: dict[int, tuple[int, Cell]] = {}  # by column: rows still to come
    left = _REPEATED
    for row in table.rows:
        cells: list[Cell] = []
        below: dict[int, tuple[int, Cell]] = {}
        column = 0
        own = iter(row)
        while column < _MOST_COLUMNS:
            rows, cell = above.pop(column, (0, None))
            if cell is None:
                each = next(own, None)
                if each is None and not above:
                    break
                if each is None:
                    column = min(above)
                    continue
                rows, cell = each.rows, Cell(_texts(table, each, lines), column, each.columns)
            else:
                left -= sum(map(len, cell.lines))
                cell = replace(cell, repeats=True, lines=cell.lines if left > 0 else ())
            cells.append(cell)
            if rows > 1:
                below[column] = rows - 1, cell
            column += cell.span
            above = {at: each for at, each in above.items() if at >= column}
        # What stands further to the right is read as it comes, its spans are not.
        cells += [Cell(_texts(table, each, lines), at) for at, each in enumerate(own, column)]
        above = below
        yield cells


def _texts(
    table: TableLines, cell: _CellLines, lines: Sequence[WebLine]
) -> tuple[str, ...]:
    return tuple(line.text for line in _of(table, cell, lines) if not line.hidden)


def _of(table: TableLines, cell: _CellLines, lines: Sequence[WebLine]) -> Sequence[WebLine]:
    return lines[cell.start - table.start : cell.end - table.start]


def _is_text(lines: Sequence[WebLine]) -> bool:
    lengths = [len(line.text) for line in lines]
    if len(lengths) > _MOST_LINES or sum(lengths) > _LONGEST:
        return True
    return len(lengths) > 1 and max(lengths) > _PROSE
