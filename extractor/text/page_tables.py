"""Tables told by their rules: which glyph stands in which cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extractor.text.page_lines import Glyph, Line, Page, Rule, glue, line_of, rows
from extractor.text.row_lines import Cell, row_lines

_NEAR: Final = 2.0  # points: ends that should meet
_SHORTEST: Final = 4.0
_THIN: Final = 3.0
_MOST_RULES: Final = 20_000  # of a page; more are a drawing
_MOST_CROSSINGS: Final = 40_000  # pairs of rules once they are joined to lines
_MOST_FIELDS: Final = 5_000  # of a table


@dataclass(frozen=True, slots=True)
class _Segment:
    """A rule across: its place, and from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class _Grid:
    """`xs` and `ys` are the places of rules; cells may span several of the fields between."""

    xs: list[float]
    ys: list[float]
    across: dict[int, list[_Segment]]  # by index of ys
    down: dict[int, list[_Segment]]  # by index of xs


def ruled_tables(page: Page, number: int) -> tuple[list[Line], list[Glyph]]:
    """The rows of all ruled tables of a page, and the glyphs outside of them."""
    rest = list(page.glyphs)
    lines: list[Line] = []
    for grid in _grids(page.rules):
        inside = [glyph for glyph in rest if _field(grid, glyph) is not None]
        if not inside:
            continue
        taken = set(map(id, inside))
        rest = [glyph for glyph in rest if id(glyph) not in taken]
        lines += _rows(grid, inside, number)
    return lines, rest


def straight_parts(points: Sequence[tuple[float, float]], *, stroked: bool) -> Iterator[Rule]:
    """The rules that a drawn outline is: a thin shape, or the straight sides of a stroked one."""
    box = _bounds(points)
    if min(box.x1 - box.x0, box.y1 - box.y0) <= _THIN:
        yield box
    elif stroked:
        sides = map(_bounds, pairwise(points))
        yield from (side for side in sides if min(side.x1 - side.x0, side.y1 - side.y0) <= _THIN)


def _bounds(points: Sequence[tuple[float, float]]) -> Rule:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rule(min(xs), min(ys), max(xs), max(ys))


def _grids(rules: Sequence[Rule]) -> Iterator[_Grid]:
    """Rules that meet, with at least two columns between them."""
    if len(rules) > _MOST_RULES:
        return
    across = _merged([
        _Segment((r.y0 + r.y1) / 2, r.x0, r.x1) for r in rules if r.x1 - r.x0 >= r.y1 - r.y0
        and r.x1 - r.x0 >= _SHORTEST
    ])
    down = _merged([
        _Segment((r.x0 + r.x1) / 2, r.y0, r.y1) for r in rules if r.y1 - r.y0 > r.x1 - r.x0
        and r.y1 - r.y0 >= _SHORTEST
    ])
    if len(across) * len(down) > _MOST_CROSSINGS:
        return
    for crossing in _groups(across, down):
        level = [segment for segment, upright in crossing if not upright]
        upright = [segment for segment, upright in crossing if upright]
        ys, xs = _places(level), _places(upright)
        if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_FIELDS:
            continue
        yield _Grid(xs, ys, _by_place(level, ys), _by_place(upright, xs))


def _merged(segments: list[_Segment]) -> list[_Segment]:
    """Segments on one line that touch, as one: rules are often drawn cell by cell."""
    merged: list[_Segment] = []
    for segment in sorted(segments, key=lambda s: (round(s.at / _NEAR), s.start)):
        last = merged[-1] if merged else None
        if last and abs(last.at - segment.at) <= _NEAR and segment.start <= last.end + _NEAR:
            merged[-1] = _Segment(last.at, last.start, max(last.end, segment.end))
        else:
            merged.append(segment)
    return merged


def _groups(
    across: list[_Segment], down: list[_Segment]
) -> Iterator[list[tuple[_Segment, bool]]]:
    """Rules that meet directly or by others."""
    parents = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for at, upright in enumerate(down, len(across)):
        for other, level in enumerate(across):
            if (
                level.start - _NEAR <= upright.at <= level.end + _NEAR
                and upright.start - _NEAR <= level.at <= upright.end + _NEAR
            ):
                parents[root(at)] = root(other)
    groups: dict[int, list[tuple[_Segment, bool]]] = {}
    for at, segment in enumerate([*across, *down]):
        groups.setdefault(root(at), []).append((segment, at >= len(across)))
    yield from groups.values()


def _places(segments: Sequence[_Segment]) -> list[float]:
    places: list[float] = []
    for at in sorted(segment.at for segment in segments):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return places


def _by_place(segments: Sequence[_Segment], places: list[float]) -> dict[int, list[_Segment]]:
    found: dict[int, list[_Segment]] = {}
    for segment in segments:
        found.setdefault(bisect_right(places, segment.at + 1e-6) - 1, []).append(segment)
    return found


def _field(grid: _Grid, glyph: Glyph) -> tuple[int, int] | None:
    """(row, column) of the field a glyph stands in, None outside of the table."""
    x = (glyph.left + glyph.right) / 2
    y = glyph.base - glyph.size / 3
    row, column = bisect_right(grid.ys, y) - 1, bisect_right(grid.xs, x) - 1
    inside = 0 <= row < len(grid.ys) - 1 and 0 <= column < len(grid.xs) - 1
    return (row, column) if inside else None


def _rows(grid: _Grid, glyphs: Sequence[Glyph], number: int) -> Iterator[Line]:
    held: dict[tuple[int, int], list[Glyph]] = {}
    cells = _cells(grid)
    for glyph in glyphs:
        field = _field(grid, glyph)
        if field is not None:
            held.setdefault(cells[field], []).append(glyph)
    lines = {field: _cell_text(inside, number) for field, inside in held.items()}
    for row in range(len(grid.ys) - 1):
        found = []
        for column in range(len(grid.xs) - 1):
            top, left = cells[row, column]
            if left == column:
                text = lines.get((top, left), "")
                found.append(Cell((text,) if text else (), column, repeats=top < row))
        base = grid.ys[row + 1]
        for text in row_lines(found):
            yield Line(text, grid.xs[0], grid.xs[-1], base, 1.0, number, row=True)


def _cells(grid: _Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """The first field of the cell that each field belongs to."""
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(grid.ys) - 1):
        y = (grid.ys[row] + grid.ys[row + 1]) / 2
        for column in range(len(grid.xs) - 1):
            x = (grid.xs[column] + grid.xs[column + 1]) / 2
            if column and not _crossed(grid.down.get(column), y):
                cells[row, column] = cells[row, column - 1]
            elif row and not _crossed(grid.across.get(row), x):
                cells[row, column] = cells[row - 1, column]
            else:
                cells[row, column] = row, column
    return cells


def _crossed(segments: Sequence[_Segment] | None, place: float) -> bool:
    return any(segment.start <= place <= segment.end for segment in segments or ())


def _cell_text(glyphs: Sequence[Glyph], number: int) -> str:
    """The lines of a cell as one; numbers on two lines stay two."""
    text = ""
    for row in rows(glyphs):
        line = line_of(row, number)
        if line is not None:
            text = glue(text, " ".join(line.text.split()), parted=True)
    return text
