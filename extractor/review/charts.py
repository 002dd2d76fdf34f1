"""Charts of a folder: each indicator by value, by year and by organisation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from importlib.util import find_spec
from statistics import median
from xml.etree.ElementTree import Element

from extractor.review.entries import Entry
from extractor.review.markup import h
from extractor.review.told import (
    Bins,
    Column,
    Ranking,
    Spread,
    bins_of,
    columns_of,
    ranking_of,
    years_of,
)
from extractor.review.wording import digits
from extractor.rulebook import Rule

FEWEST = 3  # reports that tell an indicator which stands in no column of the table
_NEEDED = "leather"


def charts(
    entries: Sequence[Entry], chosen: Sequence[str], rules: Mapping[str, Rule]
) -> Element:
    """A section with a card an indicator: those in the table open, all others on demand."""
    section = h("section", h("h2", f"Charts of all {len(entries):,} reports"), id="charts")
    if find_spec(_NEEDED) is None:
        section.append(h("p", "There are no charts: they need the extra ", h("code", "charts"),
                         ". Install it (", h("code", "pip install 'report-extractor[charts]'"),
                         ") and run the same command again."))  # fmt: skip
        return section
    columns = columns_of(entries)
    section.append(_legend())
    section.append(_cards([id for id in chosen if id in columns], columns, rules))
    others = [id for id in rules if id not in chosen and _told(columns.get(id)) >= FEWEST]
    if others:
        summary = h("summary", f"{len(others)} more indicators that {FEWEST} reports or more tell")
        section.append(h("details", summary, _cards(others, columns, rules), class_="more"))
    return section


def _told(column: Column | None) -> int:
    return column.reports - column.missing if column else 0


def _legend() -> Element:
    return h(
        "p", h("span", class_="key exact"), "exact", h("span", class_="key about"),
        "approximate, drawn at the value printed, a range at its lower end. What a report does "
        "not tell is not drawn, and never zero. Where values lie far apart, each step of a scale "
        "is a multiple of the one before.", class_="legend",
    )  # fmt: skip


def _cards(
    ids: Sequence[str], columns: Mapping[str, Column], rules: Mapping[str, Rule]
) -> Element:
    return h("div", *(_card(rules[id], columns[id]) for id in ids), class_="cards")


def _card(rule: Rule, column: Column) -> Element:
    from extractor.review.drawing import distribution

    bins = bins_of(column.drawn)
    chart = distribution(f"{rule.title}: reports by value", bins, _bins_told(bins))
    more = h("details", h("summary", "By year and organisation"),
             h("div", *_further(rule, column), class_="further"))  # fmt: skip
    first = h("div", h("h3", rule.title, " ", h("code", rule.id)), *_words(column),
              h("figure", h("figcaption", "Reports by value"), chart))  # fmt: skip
    return h("article", first, more, class_="card")


def _words(column: Column) -> Iterator[Element]:
    told = [f"{column.reports - column.missing:,} of {column.reports:,} reports"]
    told += [f"{column.about:,} approximate"] if column.about else []
    told += [f"{column.missing:,} give none"] if column.missing else []
    yield h("p", " · ".join(told))
    numbers = sorted(each.number for each in column.drawn)
    low, high = numbers[0], numbers[-1]
    spread = f" · {_digits(low)} to {_digits(high)}" if low != high else ""
    units = ", ".join(column.units[:4]) + (" …" if len(column.units) > 4 else "")
    yield h("p", "median ", h("b", _digits(median(numbers))), spread, " ", h("small", units))
    if column.other_units:
        names = ", ".join(sorted({unit or "no unit" for unit in column.other_units}))
        yield h("p", f"{len(column.other_units):,} in other units ({names}) are not drawn")


def _digits(number: Decimal) -> str:
    return digits(float(number)) if number % 1 else f"{number:,.0f}"


def _bins_told(bins: Bins) -> str:
    """The numbers of a distribution, for those who do not see it."""
    at, single = bins.edges.at, bins.edges.single
    told = []
    for place, (exact, about) in enumerate(zip(bins.exact, bins.about, strict=True)):
        under = "under " if place < len(bins.exact) - 1 else ""
        span = _digits(at[place])
        if not single:
            span += f" to {under}{_digits(at[place + 1])}"
        if exact or about:
            told.append(f"{span}: {exact + about}" + (f" ({about} approximate)" if about else ""))
    return "; ".join(told)


def _further(rule: Rule, column: Column) -> Iterator[Element]:
    from extractor.review.drawing import by_organisation, by_year

    spreads = years_of(column.drawn)
    undated = _undated(len(column.drawn) - sum(len(spread.numbers) for spread in spreads))
    several = len({spread.year for spread in spreads}) > 1
    if several:
        chart = by_year(f"{rule.title}: by year", spreads, _years_told(spreads))
        yield _figure("By year", chart, undated)
    elif spreads:
        yield _figure("By year", None, f"All are of {spreads[0].year}. {undated}")
    ranking = ranking_of(column.drawn)
    chart = by_organisation(f"{rule.title}: by organisation", ranking, dated=several)
    yield _figure("By organisation" + (", newest report" if several else ""), chart, _rest(ranking))


def _figure(name: str, chart: Element | None, words: str) -> Element:
    return h("figure", h("figcaption", name), chart, h("p", words) if words else None)


def _undated(count: int) -> str:
    return f"{count:,} without a year are not drawn." if count else ""


def _years_told(spreads: Sequence[Spread]) -> str:
    return "; ".join(map(_year_told, spreads))


def _year_told(spread: Spread) -> str:
    low, high, count = spread.numbers[0], spread.numbers[-1], len(spread.numbers)
    look = "" if spread.exact else " approximate"
    if count == 1:
        return f"{spread.year}: {_digits(low)}{look}"
    between = f"{_digits(low)} to {_digits(high)}"
    return f"{spread.year}: {count}{look}, median {_digits(spread.middle)}, {between}"


def _rest(ranking: Ranking) -> str:
    if not ranking.rest:
        return ""
    count, most = len(ranking.rest), _digits(ranking.rest[0].number)
    return f"{count:,} more at {most} or less." if count > 1 else f"One more at {most}."
