"""Statistics tables that were flattened to lines, told from headings, lists and page lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from extractor.model import Document, Span, Table
from extractor.text.lines import Line
from extractor.text.table_grids import Grid, Reader, read_cells
from extractor.text.table_lines import Part, Piece, read_pieces
from extractor.text.table_rows import read_rows
from extractor.text.words import SectionWords

_SMALLEST: Final = 6  # cells of a table that nothing announces
_SMALLEST_TOLD: Final = 4
_MOST_TITLES: Final = 4


@dataclass(frozen=True, slots=True)
class _Block:
    """Consecutive cells or rows with the title lines right above them."""

    titles: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    gaps: tuple[bool, ...]  # whether an empty line stands before a piece


def find_tables(
    document: Document, lines: Sequence[Line], words: SectionWords
) -> tuple[Table, ...]:
    """All tables of a document, in order."""
    reader = Reader(document.view, words.tables())
    found: list[Table] = []
    for block in _blocks(read_pieces(document, lines, reader.words)):
        if block.pieces[0].part is Part.ROW:
            grids = read_rows(reader, block.pieces)
        else:
            cells = [piece.cells[0] for piece in block.pieces]
            grids = read_cells(reader, cells, block.gaps)
        for at, grid in enumerate(grids):
            table = _table(reader, block, grid, first=at == 0)
            if table is not None:
                found.append(table)
    return tuple(found)


def _blocks(pieces: Sequence[Piece]) -> Iterator[_Block]:
    titles: list[Piece] = []
    inside: list[Piece] = []
    gaps: list[bool] = []
    gap = False
    for piece in pieces:
        if piece.part in (Part.BLANK, Part.RULE):
            gap = gap or piece.part is Part.BLANK
            continue
        if inside and piece.part is not inside[-1].part:
            block = _Block(tuple(titles[-_MOST_TITLES:]), tuple(inside), tuple(gaps))
            yield block
            # A single line above the rows: 法律援助情况, or below a title: the name of the office.
            above = piece.part is Part.ROW and len(inside) == 1
            titles = [*titles, *inside] if above else []
            inside, gaps = [], []
        if piece.part is Part.TITLE:
            titles.append(piece)
        elif piece.part is Part.OTHER:
            titles = []
        else:
            inside.append(piece)
            gaps.append(gap)
        gap = False
    if inside:
        yield _Block(tuple(titles[-_MOST_TITLES:]), tuple(inside), tuple(gaps))


def _table(reader: Reader, block: _Block, grid: Grid, *, first: bool) -> Table | None:
    values = [value for row in grid.rows for value in row.values]
    if len(values) < 2:
        return None
    title, unit, stated = _announced(reader, block.titles if first else ())
    if title is None and grid.above is not None:
        title = Span(grid.above.start, grid.above.end)
    texts = [reader.view[value.start : value.end] for value in values]
    measured = sum(reader.words.measured.fullmatch(text) is not None for text in texts)
    heads = [cell for cell in (*grid.headers, grid.group) if cell is not None]
    told = stated or any(map(reader.has_unit, heads)) or 2 * measured >= len(values)
    if not told and not _totals(reader, grid):
        aligned = all(row.columns is not None for row in grid.rows)
        if not aligned or grid.cells < _SMALLEST or _runs_on(texts):
            return None
        if block.pieces[0].part is Part.ROW and (not grid.headers or len(grid.rows) < 2):
            return None
    if grid.cells < _SMALLEST_TOLD:
        return None
    headers = tuple(Span(cell.start, cell.end) for cell in grid.headers)
    group = Span(grid.group.start, grid.group.end) if grid.group else None
    serials = tuple(Span(cell.start, cell.end) for cell in grid.serials)
    return Table(grid.start, grid.end, title, unit, group, headers, grid.rows, serials, told)


def _announced(reader: Reader, titles: Sequence[Piece]) -> tuple[Span | None, Span | None, bool]:
    """Title and unit of a table, and whether they say that it is one of statistics."""
    title: Piece | None = None
    unit: Span | None = None
    stated = False
    for piece in reversed(titles):
        text = reader.view[piece.start : piece.end]
        named = reader.words.unit.match(text)
        titled = None if named else reader.words.titled.search(text)
        if unit is None and (told := named or titled):
            group = told.lastindex or 1
            unit = Span(piece.start + told.start(group), piece.start + told.end(group))
        if named is not None:
            continue
        if titled is not None:
            piece = replace(piece, end=piece.start + titled.start())
            text = text[: titled.start()]
        named = reader.words.title.search(text) or reader.words.lead.search(text)
        stated = stated or named is not None
        if title is not None and _leads_up(reader, text) and _is_caption(reader, title):
            break  # 具体情况如下: / 各乡镇人民调解情况
        title = title or piece
        if named is not None and len(text) > _SMALLEST:  # 表一 alone says nothing
            title = piece
            break
    stated = stated or unit is not None
    return (Span(title.start, title.end) if title else None), unit, stated


def _leads_up(reader: Reader, text: str) -> bool:
    return reader.words.lead.search(text) is not None and not reader.words.title.search(text)


def _is_caption(reader: Reader, title: Piece) -> bool:
    return reader.words.caption.search(reader.view[title.start : title.end]) is not None


def _totals(reader: Reader, grid: Grid) -> bool:
    labels = [span for row in grid.rows for span in row.labels]
    texts = {reader.view[span.start : span.end] for span in labels}
    return not reader.words.total.isdisjoint(texts) or any(map(reader.is_total, grid.headers))


def _runs_on(texts: Sequence[str]) -> bool:
    """Whether values count 1, 2, 3: the numbers of pages to turn to."""
    return all(text.isdigit() for text in texts) and all(
        int(later) == int(earlier) + 1 for earlier, later in pairwise(texts)
    )

