"""The charts of an indicator as SVG elements: Leather draws marks and axes, the style colours them.

Needs the extra `charts`. Nothing in a chart has an id or a style of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import ceil
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from leather import Axis, Bars, Columns, Dots, Line, Series

from extractor.patterns import pattern
from extractor.review.markup import h
from extractor.review.markup import shown as visible
from extractor.review.scales import Edges, compact, is_skewed, ticks, wide
from extractor.review.told import Bins, Ranking, Spread, Told

WIDTH, HEIGHT = 340, 172  # of a chart, in units of which text is 12 high
LEFT, TOP, RIGHT, BOTTOM = 44, 10, 14, 22
ROW = 34  # of an organisation: its name above its bar
HALF = Decimal("6.3")  # width of half a Chinese character
MOST_DOTS = 60  # figures told one by one; of more, range and median
_NONE = Decimal(0)
_ASIDE = Decimal("0.22")  # of a year: approximate figures stand beside exact ones
_MIDDLE = Decimal("0.5")
_Point = tuple[Decimal | None, Decimal | None]
_END: _Point = (None, None)  # of a line
_PLACES = frozenset(
    ["x", "y", "width", "height", "x1", "x2", "y1", "y2", "cx", "cy", "r", "d"]
)
_NUMBER = pattern(r"-?[0-9]+(?:\.[0-9]+)?(?:E[-+]?[0-9]+)?")


class Scale(NamedTuple):
    """A scale of Leather that ends where it is told to.

    `fill`: the part of a step of one that its mark takes.
    """

    low: Decimal
    high: Decimal
    fill: tuple[Decimal, Decimal] = (Decimal("0.05"), Decimal("0.95"))

    def project(self, value: Any, start: float, end: float) -> Decimal:
        part = (Decimal(value) - self.low) / (self.high - self.low)
        return Decimal(start) + part * (Decimal(end) - Decimal(start))

    def project_interval(self, value: Any, start: float, end: float) -> tuple[Decimal, Decimal]:
        first, last = self.fill
        return self.project(value + first, start, end), self.project(value + last, start, end)


def distribution(name: str, bins: Bins, told: str) -> Element:
    """Columns of figures by value; approximate ones stand hollow upon exact ones."""
    count = len(bins.exact)
    both = [sum(pair) for pair in zip(bins.exact, bins.about, strict=True)]
    marks = ticks(_NONE, Decimal(max(both)), 3, whole=True)
    across, up = Scale(_NONE, Decimal(count)), Scale(marks[0], marks[-1])
    hollow = [(at, both[at]) for at in range(count) if bins.about[at]]
    solid = [(at, bins.exact[at]) for at in range(count) if bins.exact[at]]
    return _chart(
        name, told,
        _axis(marks, compact, up, "left"),
        _axis(*_edge_labels(bins.edges), across, "bottom"),
        _drawn(Columns, hollow, across, up, "about"),
        _drawn(Columns, solid, across, up, "exact"),
    )  # fmt: skip


def _edge_labels(edges: Edges) -> tuple[list[Decimal], Callable[[Decimal], str]]:
    """Where labels stand below the columns: under each, or at the bounds, as many as fit."""
    aside = _MIDDLE if edges.single else _NONE
    last = len(edges.at) - 1 if edges.single else len(edges.at)
    names = {at + aside: compact(edges.at[at]) for at in range(last)}
    longest = max(map(wide, names.values())) * HALF + 10
    every = ceil(longest * (len(edges.at) - 1) / (WIDTH - LEFT - RIGHT))
    return [at for at in names if (at - aside) % every == 0], names.__getitem__


def by_year(name: str, spreads: Sequence[Spread], told: str) -> Element:
    """Dots by year; where they are many, a line from the least to the greatest, and the median."""
    numbers = [number for spread in spreads for number in spread.numbers]
    first, last = spreads[0].year, spreads[-1].year
    pressed = _pressed if is_skewed(numbers) else _even
    marks = _powers(numbers) if is_skewed(numbers) else ticks(min(numbers), max(numbers))
    up = Scale(pressed(marks[0]), pressed(max(marks[-1], *numbers)))
    across = Scale(_NONE, Decimal(last - first + 1))
    shapes = []
    for look in ("about", "exact"):
        dots: list[_Point] = []
        lines: list[_Point] = []
        for spread in spreads:
            if spread.exact is (look == "about"):
                continue
            at = spread.year - first + _MIDDLE + (0 if spread.exact else _ASIDE)
            many = len(numbers) > MOST_DOTS
            dots += [(at, pressed(each)) for each in ((spread.middle,) if many else spread.numbers)]
            if many and len(spread.numbers) > 1:
                lines += [(at, pressed(spread.numbers[0])), (at, pressed(spread.numbers[-1])), _END]
        shapes += [_drawn(Line, lines, across, up, look), _drawn(Dots, dots, across, up, look)]
    years = range(first, last + 1)
    places = {at + _MIDDLE: str(years[at]) for at in range(0, len(years), -(-len(years) // 8))}
    heights = {pressed(mark): compact(mark) for mark in marks}
    return _chart(
        name, told,
        _axis(list(heights), heights.__getitem__, up, "left"),
        _axis(list(places), places.__getitem__, across, "bottom"),
        *shapes,
    )  # fmt: skip


def _even(number: Decimal) -> Decimal:
    return number


def _pressed(number: Decimal) -> Decimal:
    """Even for powers of ten, with a place for zero."""
    return (1 + number).log10()


def _powers(numbers: Sequence[Decimal]) -> list[Decimal]:
    low, high = min(numbers), max(numbers).adjusted()
    first = low.adjusted() if low >= 1 else 1
    every = -(-max(high - first, 1) // 4)
    powers = [Decimal(1).scaleb(at) for at in range(first, max(high, first) + 1, every)]
    return [_NONE, *powers] if low < 1 else powers


def by_organisation(name: str, ranking: Ranking, *, dated: bool) -> Element:
    """Bars, each a link to the sentence. Names and values are text in it."""
    rows = ranking.top
    height = ROW * len(rows)
    greatest = max(row.number for row in rows)
    across = Scale(_NONE, greatest if greatest > 0 else Decimal(1))
    down = Scale(_NONE, Decimal(len(rows)), fill=(Decimal("0.23"), Decimal("0.41")))
    data = [(max(row.number, _NONE), len(rows) - 1 - at) for at, row in enumerate(rows)]
    bars = Bars("none").to_svg(WIDTH - 2, height, across, down, Series(data), None)
    links = (
        _row(row, bar, ROW * at, dated=dated)
        for at, (row, bar) in enumerate(zip(rows, bars, strict=True))
    )
    return _svg("group", height, h("title", name), *links)


def _row(row: Told, bar: Element, top: int, *, dated: bool) -> Element:
    number = f"{row.cell.shown} {row.cell.unit or ''}".strip()
    year = f" {row.entry.year}" if dated and row.entry.year else ""
    full = visible(row.entry.name)
    name = _cut(full, int(WIDTH / HALF) - wide(number) - wide(year) - 3)
    y = str(top + 14)
    bar = _plain(bar)
    bar.set("class", "exact" if row.cell.exact else "about")
    return h(
        "a",
        h("title", f"{full}{year}: {number}"),
        h("rect", class_="row", y=str(top)),
        h("text", name, h("tspan", year) if year else None, x="1", y=y),
        h("text", number, x=str(WIDTH - 1), y=y, class_="end"),
        bar,
        href=row.entry.link(row.cell),
    )


def _cut(text: str, room: int) -> str:
    if wide(text) <= room:
        return text
    kept = ""
    for character in text:
        if wide(kept + character) >= room:
            break
        kept += character
    return f"{kept}…"


def _axis(
    marks: Sequence[Decimal], label: Callable[[Decimal], str], scale: Any, side: str
) -> Element:
    axis = Axis(list(marks), lambda mark, at, count: label(mark))
    drawn = axis.to_svg(WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM, scale, side)
    parts = [part for tick in drawn for part in tick]
    # lines across suffice
    return h("g", *(part for part in parts if side == "left" or part.tag == "text"),
             class_=f"axis {side}")  # fmt: skip


def _drawn(shape: Any, points: Sequence[Any], across: Any, up: Any, look: str) -> Element | None:
    if not points:
        return None
    size = (WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM)
    group: Element = shape("none").to_svg(*size, across, up, Series(points), None)
    group.set("class", look)
    return group


def _chart(name: str, told: str, *parts: Element | None) -> Element:
    """A picture for those who see it, and its numbers in words for those who do not."""
    plot = h("g", *(part if part is None else _plain(part) for part in parts),
             transform=f"translate({LEFT} {TOP})")  # fmt: skip
    return _svg("img", HEIGHT, h("title", name), h("desc", told), plot)


def _svg(role: str, height: int, *parts: Element) -> Element:
    return h("svg", *parts, role=role, viewBox=f"0 0 {WIDTH} {height}")


def _plain(drawn: Element) -> Element:
    """What Leather drew, with its places in tenths and without its fonts and colours."""
    kept = {key: _tenths(known) for key, known in drawn.attrib.items() if key in _PLACES}
    return h(drawn.tag, drawn.text, *map(_plain, drawn), class_=drawn.get("class"), **kept)


def _tenths(known: str) -> str:
    """Each number of an attribute: `M 12.3456 0E-9` is `M 12.3 0`."""
    return _NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), known)
