"""Tables printed a row a line, cells parted by bars, tabs or blanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.model import Span, TableRow
from extractor.text.table_grids import Grid, Reader
from extractor.text.table_lines import Cell, CellKind, Piece


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows of headers and the rows of values below them."""

    heads: list[Piece]
    body: list[Piece]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The header of each column of the body, None where the table is no grid."""

    headers: tuple[Cell | None, ...] | None
    group: Cell | None


def read_rows(reader: Reader, rows: Sequence[Piece]) -> list[Grid]:
    """The tables of consecutive lines that hold a row each."""
    grids = []
    for block in _blocks(reader, rows):
        block = _years_named(reader, block)
        columns = _columns(reader, block)
        serial = _serial_column(reader, block, columns)
        kept = tuple(cell for cell in columns.headers or () if cell is not None)
        index = {cell: at for at, cell in enumerate(kept)}
        found: list[TableRow] = []
        serials: list[Cell] = []
        for piece in block.body:
            if serial is not None:
                running = piece.cells[serial : serial + 1]
                serials += [cell for cell in running if cell.kind is CellKind.NUMBER]
            found += _read_row(reader, piece, columns, serial, index)
        pieces = [*block.heads, *block.body]
        cells = sum(cell.kind is not CellKind.EMPTY for piece in pieces for cell in piece.cells)
        heads = [cell for piece in block.heads for cell in piece.cells if cell.end > cell.start]
        headers = kept if columns.headers is not None else tuple(heads)
        grids.append(
            Grid(headers, columns.group, tuple(found), tuple(serials), None, cells,
                 pieces[0].start, pieces[-1].end)
        )
    return grids


def _blocks(reader: Reader, rows: Sequence[Piece]) -> Iterator[_Block]:
    block = _Block([], [])
    for piece in rows:
        if _holds_values(piece) and (block.body or not _names_years(reader, piece, block)):
            block.body.append(piece)
            continue
        filled = sum(cell.kind is not CellKind.EMPTY for cell in piece.cells)
        if block.body and filled > 1:
            yield block
            block = _Block([], [])
        if not block.body and filled:
            block.heads.append(piece)
    if block.body:
        yield block


def _holds_values(piece: Piece) -> bool:
    return any(cell.kind is CellKind.NUMBER for cell in piece.cells)


def _names_years(reader: Reader, piece: Piece, block: _Block) -> bool:
    """True for the header 指标|2022|2023; false for the first values 河道|2000|2000 below one."""
    places = [at for at, cell in enumerate(piece.cells) if cell.kind is CellKind.NUMBER]
    years = [piece.cells[at] for at in places]
    if not all(map(reader.is_year, years)):
        return False
    above = block.heads[-1].cells if block.heads else ()
    if len(above) != len(piece.cells):
        return not reader.has_unit(piece.cells[0])  # 检查次数(次)|2000: the header got lost
    headed = [above[at] for at in places]
    if any(cell.kind is CellKind.EMPTY for cell in headed) or reader.is_corner(piece.cells[0]):
        return True
    return reader.head_columns(years, headed)


def _years_named(reader: Reader, block: _Block) -> _Block:
    """The block with bare years below 年份 as words."""
    named = {
        at
        for piece in block.heads
        for at, cell in enumerate(piece.cells)
        if reader.text(cell) in reader.words.year
    }
    if not named:
        return block
    body = [
        replace(
            piece,
            cells=tuple(
                replace(cell, kind=CellKind.TEXT) if at in named and reader.is_year(cell) else cell
                for at, cell in enumerate(piece.cells)
            ),
        )
        for piece in block.body
    ]
    return _Block(block.heads, body)


def _columns(reader: Reader, block: _Block) -> _Columns:
    none = _Columns(None, None)
    if not block.heads:
        return none
    width = Counter(len(piece.cells) for piece in block.body).most_common(1)[0][0]
    head = block.heads[-1].cells
    labelled = all(piece.cells[0].kind is CellKind.TEXT for piece in block.body)
    if len(head) == width - 1 and labelled and head[0].kind is not CellKind.EMPTY:
        head = (Cell(head[0].start, head[0].start, CellKind.EMPTY), *head)  # a blank corner
    if len(head) != width:
        return none
    for piece in block.body:
        for at, cell in enumerate(piece.cells[:width]):
            if cell.kind is CellKind.NUMBER and head[at].kind is CellKind.EMPTY and at > 0:
                return none  # a header above spans several columns, nobody knows which
    above = [
        [cell for cell in piece.cells if cell.kind is not CellKind.EMPTY]
        for piece in block.heads[:-1]
    ]
    group = above[-1][0] if above and len(above[-1]) == 1 else None
    return _Columns(tuple(None if c.kind is CellKind.EMPTY else c for c in head), group)


def _serial_column(reader: Reader, block: _Block, columns: _Columns) -> int | None:
    """The column of running numbers, if there is one."""
    headers = columns.headers
    for at, header in enumerate(headers or ()):
        if header is not None and reader.is_serial(header):
            return at
    if headers is not None and headers[0] is not None:
        return None
    running = [reader.text(piece.cells[0]) for piece in block.body]
    labelled = all(
        len(piece.cells) > 1 and piece.cells[1].kind is CellKind.TEXT for piece in block.body
    )
    counts = labelled and running == [str(at + 1) for at in range(len(running))]
    return 0 if counts and len(running) > 1 else None


def _read_row(
    reader: Reader,
    piece: Piece,
    columns: _Columns,
    serial: int | None,
    index: dict[Cell, int],
) -> Iterator[TableRow]:
    """The row; of one that holds several labels (省份|数量|省份|数量) a part for each of them."""
    labels: list[Span] = []
    values: list[Cell] = []
    at: list[int] = []
    for place, cell in enumerate(piece.cells):
        if place == serial or cell.kind is CellKind.EMPTY:
            continue
        if cell.kind is CellKind.NUMBER:
            values.append(cell)
            at.append(place)
            continue
        if values:
            yield _row(reader, piece, labels, values, at, columns, index)
            labels, values, at = [], [], []
        labels.append(Span(cell.start, cell.end))
    if values:
        yield _row(reader, piece, labels, values, at, columns, index)


def _row(
    reader: Reader,
    piece: Piece,
    labels: list[Span],
    values: list[Cell],
    at: list[int],
    columns: _Columns,
    index: dict[Cell, int],
) -> TableRow:
    spans = tuple(Span(cell.start, cell.end) for cell in values)
    headers = columns.headers
    found: tuple[int, ...] | None = None
    if headers is None:
        found = (-1,) if len(values) == 1 and labels and not columns.group else None
    elif len(piece.cells) == len(headers):
        above = [headers[place] for place in at]
        if not any(cell is None or _is_label_column(reader, cell) for cell in above):
            found = tuple(index[cell] for cell in above if cell is not None)
    return TableRow(tuple(labels), spans, found)


def _is_label_column(reader: Reader, header: Cell) -> bool:
    return reader.is_corner(header) and not reader.has_unit(header)
