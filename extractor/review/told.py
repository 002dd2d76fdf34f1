"""What the reports of a folder tell of an indicator, as charts show it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from statistics import median
from typing import NamedTuple

from extractor.linking.passage import OTHER
from extractor.model import Measure
from extractor.numbers.units import unit_at
from extractor.review.entries import Cell, Entry
from extractor.review.scales import Edges, edges

TOP = 8  # organisations by name, the rest in words
_MEASURED = frozenset(
    {Measure.RATE, Measure.POINTS, Measure.TIMES, Measure.MONEY, Measure.DURATION, Measure.AREA,
     Measure.SCORE}
)  # fmt: skip


class Told(NamedTuple):
    """One report's figure of the indicator."""

    entry: Entry
    cell: Cell

    @property
    def number(self) -> Decimal:
        """The value; of a range its lower end."""
        return Decimal(str(self.cell.value))


class Column(NamedTuple):
    """The figures of one indicator. `drawn` share a scale, `other_units` do not."""

    drawn: tuple[Told, ...]
    units: tuple[str, ...]  # of what is drawn, the usual first
    other_units: tuple[str, ...]  # one entry a figure
    missing: int  # reports without the figure

    @property
    def reports(self) -> int:
        return len(self.drawn) + len(self.other_units) + self.missing

    @property
    def about(self) -> int:
        return sum(not each.cell.exact for each in self.drawn)


class Bins(NamedTuple):
    """How many exact and how many approximate figures lie between two edges."""

    edges: Edges
    exact: tuple[int, ...]
    about: tuple[int, ...]


class Spread(NamedTuple):
    """Figures of one year, all exact or all approximate, in ascending order."""

    year: int
    exact: bool
    numbers: tuple[Decimal, ...]

    @property
    def middle(self) -> Decimal:
        return median(self.numbers)


class Ranking(NamedTuple):
    """The newest figure of each organisation, greatest first; `rest` are beyond the `top`."""

    top: tuple[Told, ...]
    rest: tuple[Told, ...]


def columns_of(entries: Sequence[Entry]) -> dict[str, Column]:
    """By indicator, all that tell one quantity; what has no indicator of its own tells many."""
    by_indicator: defaultdict[str, list[Told]] = defaultdict(list)
    for entry in entries:
        for id, cell in entry.figures.items():
            by_indicator[id].append(Told(entry, cell))
    by_indicator.pop(OTHER, None)
    return {id: _column(told, len(entries)) for id, told in by_indicator.items()}


def _column(told: list[Told], reports: int) -> Column:
    scales = Counter(_scale(each.cell.unit) for each in told)
    scale = max(sorted(scales), key=lambda name: scales[name])
    drawn = tuple(each for each in told if _scale(each.cell.unit) == scale)
    others = tuple(each.cell.unit or "" for each in told if _scale(each.cell.unit) != scale)
    return Column(drawn, _usual(each.cell.unit for each in drawn), others, reports - len(told))


@cache
def _scale(unit: str | None) -> str:
    """What figures on one axis share: hours and days do not, cases (件, 起) do."""
    known = unit_at(unit, 0) if unit else None
    return unit or "" if known and known.measure in _MEASURED else ""


def _usual(units: Iterable[str | None]) -> tuple[str, ...]:
    counted = Counter(unit for unit in units if unit)
    return tuple(sorted(sorted(counted), key=lambda unit: -counted[unit]))


def bins_of(drawn: Sequence[Told]) -> Bins:
    bounds = edges([each.number for each in drawn])
    exact, about = ([0] * (len(bounds.at) - 1) for _ in range(2))
    for each in drawn:
        (exact if each.cell.exact else about)[bounds.bin_of(each.number)] += 1
    return Bins(bounds, tuple(exact), tuple(about))


def years_of(drawn: Iterable[Told]) -> list[Spread]:
    """By year, exact figures before approximate ones."""
    found: defaultdict[tuple[int, bool], list[Decimal]] = defaultdict(list)
    for each in drawn:
        if each.entry.year is not None:
            found[each.entry.year, each.cell.exact].append(each.number)
    order = sorted(found, key=lambda key: (key[0], not key[1]))
    return [Spread(*key, tuple(sorted(found[key]))) for key in order]


def ranking_of(drawn: Iterable[Told]) -> Ranking:
    newest: dict[str, Told] = {}
    for each in drawn:
        known = newest.get(each.entry.name)
        if known is None or _age(each) > _age(known):
            newest[each.entry.name] = each
    ranked = sorted(newest.values(), key=lambda each: (-each.number, each.entry.file))
    return Ranking(tuple(ranked[:TOP]), tuple(ranked[TOP:]))


def _age(told: Told) -> tuple[int, int]:
    """Of two reports on one year, the one with more figures stands for both."""
    return told.entry.year or 0, told.entry.observations
