"""Tables printed one cell a line: which value stands under which header, if that can be told."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from extractor.model import Span, TableRow
from extractor.patterns import pattern
from extractor.text.table_lines import Cell, CellKind, joined, spanning
from extractor.text.table_words import TableWords

_YEAR = pattern(r"20\d\d")
_YEARS_APART: Final = 5  # 2015⏎2020⏎2023 head columns
_MOST_LINES: Final = 4  # of one header in a narrow column
_MOST_HEADERS: Final = 60


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table; a row with `columns` None does not align."""

    headers: tuple[Cell, ...]
    group: Cell | None
    rows: tuple[TableRow, ...]
    serials: tuple[Cell, ...]
    above: Cell | None  # a text that stands between the title lines and the headers
    cells: int  # how many there are, headers and labels included
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Texts and the values that follow them, up to the next text; `gaps` marks each text that an
    empty line stands before."""

    texts: tuple[Cell, ...]
    gaps: tuple[bool, ...]
    values: tuple[Cell, ...]
    above: Cell | None = None  # what stands before 序号


@dataclass(frozen=True, slots=True)
class Reader:
    """What the cells of a view say of their place in a table."""

    view: str
    words: TableWords

    def text(self, cell: Cell) -> str:
        return self.view[cell.start : cell.end]

    def has_unit(self, cell: Cell) -> bool:
        return self.words.united.search(self.text(cell)) is not None

    def is_corner(self, cell: Cell) -> bool:
        text = self.text(cell)
        return text in self.words.serial or self.words.corner.search(text) is not None

    def is_serial(self, cell: Cell) -> bool:
        return self.text(cell) in self.words.serial

    def is_total(self, cell: Cell) -> bool:
        return self.text(cell) in self.words.total

    def is_year(self, cell: Cell) -> bool:
        return cell.kind is CellKind.NUMBER and _YEAR.fullmatch(self.text(cell)) is not None

    def years_as_text(self, cells: Sequence[Cell]) -> list[Cell]:
        """The cells, 2022⏎2023 above all values or any year below 年份 as words."""
        first = next((at for at, c in enumerate(cells) if c.kind is CellKind.NUMBER), len(cells))
        last = first
        while last < len(cells) and self.is_year(cells[last]):
            last += 1
        named = next((at for at in range(first) if self.text(cells[at]) in self.words.year), None)
        below = any(cell.kind is CellKind.NUMBER for cell in cells[last:])
        words: Sequence[int] = ()
        if named is not None:
            words = self._year_column(cells, first, first - named)
        elif below and self.head_columns(cells[first:last], cells[:first]):
            words = range(first, last)
        found = list(cells)
        for at in words:
            found[at] = replace(cells[at], kind=CellKind.TEXT)
        return found

    def _year_column(self, cells: Sequence[Cell], first: int, columns: int) -> list[int]:
        """Where the years below 年份 stand: each at the head of a row, if rows can be told."""
        years = [at for at in range(first, len(cells)) if self.is_year(cells[at])]
        heads = [at for at in range(first, len(cells), columns) if self.is_year(cells[at])]
        whole = (len(cells) - first) == columns * len(heads)
        return heads if whole else years

    def head_columns(self, years: Sequence[Cell], above: Sequence[Cell]) -> bool:
        """True for 2022⏎2023: years of one time; false for 2000⏎2000 or 2048⏎2012, which are
        counts, and for what has a unit above each: 检查次数(次)⏎发现问题(个)⏎2012⏎2013."""
        named = sorted({int(self.text(cell)) for cell in years})
        near = all(later - year <= _YEARS_APART for year, later in pairwise(named))
        return len(named) > 1 and near and sum(map(self.has_unit, above)) < len(years)

    def fit(
        self, texts: Sequence[Cell], count: int, labels: int
    ) -> tuple[tuple[Cell, ...], Cell | None] | None:
        """(headers of `count` columns of values, what spans them), or None if they do not align.

        Before them may stand the headers of as many columns of labels, or nothing where the
        corner of the table is blank.
        """
        at = 0
        while at < min(labels, len(texts)) and self.is_corner(texts[at]):
            at += 1
        rest = tuple(texts[at:])
        group = None
        # "行政处罚实施数量(宗)⏎警告⏎罚款⏎…": the first header spans the others.
        if len(rest) == count + 1 and self.has_unit(rest[0]) and not self.has_unit(rest[1]):
            group, rest = rest[0], rest[1:]
        if len(rest) != count or (rest and self.is_corner(rest[0])):
            return None
        return rest, group


def read_cells(reader: Reader, cells: Sequence[Cell], gaps: Sequence[bool]) -> list[Grid]:
    """The tables of a block of lines that hold a cell each; `gaps` as in a run."""
    runs = _runs(*_whole_headers(reader, reader.years_as_text(cells), gaps))
    runs, serials = _without_serials(reader, runs)
    grids: list[Grid] = []
    at = 0
    while at < len(runs):
        found = _plain(reader, runs[at]) or _labelled(reader, runs, at) or _misfit(reader, runs, at)
        grid, used = found
        before = bisect_left(serials, grid.end, key=lambda cell: cell.start)
        grids.append(_with_serials(grid, serials[:before]))
        serials = serials[before:]
        at += used
    return grids


def _whole_headers(
    reader: Reader, cells: Sequence[Cell], gaps: Sequence[bool]
) -> tuple[list[Cell], list[bool]]:
    """没收违法⏎所得、没收⏎非法财物 is one header that a narrow column broke into lines."""
    found: list[Cell] = []
    kept: list[bool] = []
    at = 0
    while at < len(cells):
        length = 1
        for many in range(_MOST_LINES, 1, -1):
            lines = cells[at : at + many]
            if joined(reader.view, lines) in reader.words.whole:
                length = len(lines)
                break
        found.append(spanning(cells[at : at + length]))
        kept.append(gaps[at])
        at += length
    return found, kept


def _runs(cells: Sequence[Cell], gaps: Sequence[bool]) -> list[_Run]:
    runs: list[_Run] = []
    at = 0
    while at < len(cells):
        middle = at
        while middle < len(cells) and cells[middle].kind is CellKind.TEXT:
            middle += 1
        end = middle
        while end < len(cells) and cells[end].kind is not CellKind.TEXT:
            end += 1
        first = max(at, middle - _MOST_HEADERS)
        texts, above = tuple(cells[first:middle]), tuple(gaps[first:middle])
        runs.append(_Run(texts, above, tuple(cells[middle:end])))
        at = end
    if runs and not any(cell.kind is CellKind.NUMBER for cell in runs[-1].values):
        runs.pop()
    return runs


def _without_serials(reader: Reader, runs: list[_Run]) -> tuple[list[_Run], tuple[Cell, ...]]:
    """"1⏎作出维持决定⏎3509⏎2⏎撤销⏎63": the runs without the running numbers, and these."""
    if not runs:
        return runs, ()
    headed = any(map(reader.is_serial, runs[0].texts))
    serials = _serials(reader, runs, headed=headed)
    if serials:
        return _strip(reader, runs, len(serials), headed), serials
    bare = not runs[0].texts  # the header got lost, the table begins with the number of its row
    return (runs[1:] if bare else runs), ()


def _serials(reader: Reader, runs: Sequence[_Run], *, headed: bool) -> tuple[Cell, ...]:
    """The numbers 1, 2, 3 … of the rows, each printed before the label of its row; () if none."""
    count = _numbered(reader, runs)
    if count < (1 if headed else 2) or len(runs[0].values) != 1:
        return ()
    for number, run in enumerate(runs[:count], start=1):
        if not run.values or reader.text(run.values[-1]) != str(number):
            return ()
        if number > 1 and len(run.values) < 2:
            return ()  # labels with the values 1, 2, 3
    return tuple(run.values[-1] for run in runs[:count])


def _numbered(reader: Reader, runs: Sequence[_Run]) -> int:
    """How many rows could have a number of their own: 合计 below the others may have none."""
    count = len(runs) - 1
    if count and reader.is_total(runs[-1].texts[-1]):
        before = runs[-2].values
        if not before or reader.text(before[-1]) != str(count):
            return count - 1
    return count


def _strip(reader: Reader, runs: list[_Run], count: int, headed: bool) -> list[_Run]:
    """The runs without the last value of the first `count`; header and first label become one."""
    stripped = [
        _Run(run.texts, run.gaps, run.values[:-1] if at < count else run.values)
        for at, run in enumerate(runs)
    ]
    first, second = stripped[0], stripped[1]
    texts, gaps = first.texts + second.texts, first.gaps + second.gaps
    above = None
    if headed:
        at = next(at for at, cell in enumerate(texts) if reader.is_serial(cell))
        above = texts[at - 1] if at else None
        texts, gaps = texts[at + 1 :], gaps[at + 1 :]
    return [_Run(texts, gaps, second.values, above), *stripped[2:]]


# --- shapes -------------------------------------------------------------------------------------


def _plain(reader: Reader, run: _Run) -> tuple[Grid, int] | None:
    """Headers and below them one row of values, without a label."""
    count = len(run.values)
    if count < 2:
        return None
    for texts in _openings(reader, run, 0):
        fitted = reader.fit(texts, count, 0)
        if fitted is not None:
            row = _row((), run.values, aligned=True)
            return _grid(*fitted, (row,), texts, [run]), 1
    return None


def _labelled(reader: Reader, runs: Sequence[_Run], at: int) -> tuple[Grid, int] | None:
    """Rows that begin with a label: all runs from `at` on, or up to where a new table begins."""
    ends = [_next_plain(reader, runs, at + 1, 3)]
    if at == 0 and ends[0] < len(runs):
        ends.insert(0, len(runs))  # three labels and three values in each row look alike
    for end in ends:
        grid = _rows_of(reader, runs[at:end])
        if grid is not None:
            return grid, end - at
    return None


def _rows_of(reader: Reader, runs: Sequence[_Run]) -> Grid | None:
    sizes = Counter(len(run.texts) for run in runs[1:] if not reader.is_total(run.texts[-1]))
    labels = sizes.most_common(1)[0][0] if sizes else 1
    counts = Counter(len(run.values) for run in runs)
    for count in sorted(counts, key=lambda size: (-counts[size], -size)):
        for texts in _openings(reader, runs[0], labels):
            heads = texts[:-labels]
            fitted = _heads(reader, heads, count, labels, single=len(runs) == 1)
            if fitted is None:
                continue
            rows = tuple(
                _row(run.texts[-labels:], run.values, aligned=len(run.values) == count,
                     headed=bool(fitted[0]))
                for run in runs
            )
            return _grid(*fitted, rows, texts, runs)
    return None


def _heads(
    reader: Reader, texts: Sequence[Cell], count: int, labels: int, *, single: bool
) -> tuple[tuple[Cell, ...], Cell | None] | None:
    if count == 1 and not single and all(reader.is_corner(cell) for cell in texts):
        return (), None  # 行政许可⏎46件⏎行政处罚⏎16件
    fitted = reader.fit(_once(reader, texts), count, labels)
    if fitted is None or not single:
        return fitted
    # With one row only, 合计 may be its label or one more header whose cell is blank.
    return fitted if texts and reader.is_corner(texts[0]) else None


def _once(reader: Reader, texts: Sequence[Cell]) -> Sequence[Cell]:
    """省份、数量、省份、数量: a table set in several columns repeats its headers."""
    words = [reader.text(cell) for cell in texts]
    for size in range(1, len(words) // 2 + 1):
        if len(words) % size == 0 and words == words[:size] * (len(words) // size):
            return texts[:size]
    return texts


def _misfit(reader: Reader, runs: Sequence[_Run], at: int) -> tuple[Grid, int]:
    """Values that do not align with what stands above them."""
    end = _next_plain(reader, runs, at + 1, 2)
    rows = tuple(_row((), run.values, aligned=False) for run in runs[at:end])
    return _grid(runs[at].texts, None, rows, runs[at].texts, runs[at:end]), end - at


def _next_plain(reader: Reader, runs: Sequence[_Run], at: int, least: int) -> int:
    """Index of the next run from `at` on that is a table of its own, or how many there are."""
    while at < len(runs):
        if len(runs[at].texts) >= least and _plain(reader, runs[at]) is not None:
            break
        at += 1
    return at


def _openings(reader: Reader, run: _Run, labels: int) -> list[tuple[Cell, ...]]:
    """The texts of a run from its first one on, or from where the table may begin instead.

    A name or a date may stand above the table: behind an empty line, or before 序号 or 项目.
    """
    texts = run.texts
    dense = not all(run.gaps[1:])  # else every cell stands behind an empty line
    corners = [labels > 0 and reader.is_corner(cell) for cell in texts]
    starts = [
        at
        for at in range(1, len(texts) - labels)
        if (run.gaps[at] and dense)
        or (corners[at] and not corners[at - 1])
        or (at == 1 and reader.words.caption.search(reader.text(texts[0])))
    ]
    return [texts[at:] for at in (0, *starts)]


def _row(
    labels: Sequence[Cell], values: Sequence[Cell], *, aligned: bool, headed: bool = True
) -> TableRow:
    """The row of some cells; blank ones keep their column and are no values."""
    kept = [(at, cell) for at, cell in enumerate(values) if cell.kind is CellKind.NUMBER]
    columns = tuple(at if headed else -1 for at, _ in kept) if aligned else None
    spans = tuple(Span(cell.start, cell.end) for _, cell in kept)
    return TableRow(tuple(Span(cell.start, cell.end) for cell in labels), spans, columns)


def _grid(
    headers: Sequence[Cell],
    group: Cell | None,
    rows: tuple[TableRow, ...],
    texts: Sequence[Cell],
    runs: Sequence[_Run],
) -> Grid:
    first = texts[0] if texts else runs[0].values[0]
    numbers = [cell for run in runs for cell in run.values if cell.kind is CellKind.NUMBER]
    cells = len(texts) + sum(len(run.texts) for run in runs[1:]) + len(numbers)
    skipped = len(runs[0].texts) - len(texts)
    above = runs[0].texts[skipped - 1] if skipped else runs[0].above
    last = numbers[-1] if numbers else runs[-1].values[-1] if runs[-1].values else first
    return Grid(tuple(headers), group, rows, (), above, cells, first.start, last.end)


def _with_serials(grid: Grid, serials: tuple[Cell, ...]) -> Grid:
    if not serials:
        return grid
    start = min(grid.start, serials[0].start)
    return replace(grid, serials=serials, cells=grid.cells + len(serials), start=start)
