"""Organisation × year × indicator: the headline figures of many reports, ready for analysis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from extractor.model import Qualifier
from extractor.records.columns import (
    FIGURE_COLUMNS,
    PLACE_COLUMNS,
    Cell,
    Column,
    column_name,
    headline_cells,
    in_order,
    place_cells,
    qualifier_name,
)
from extractor.records.models import Report
from extractor.rulebook import Rule

Row = dict[str, Cell]
_HEAD = (
    Column("organisation", "string", "Organisation that reports"),
    Column("year", "integer", "Year reported on"),
    Column("level", "string", "Level of the organisation"),
    Column("published", "date", "Date of publication"),
    Column("report", "string", "Report the figures are from"),
    Column("reports", "integer", "Reports of this organisation on this year"),
    *PLACE_COLUMNS,
)
_LONG = ("indicator", "category", "title", "value", "value_max", "unit", "qualifier")
LONG_COLUMNS = (*_HEAD, *(column for column in FIGURE_COLUMNS if column.name in _LONG))


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows sorted by organisation and year.

    `unplaced` names reports that do not say who reports on which year; `doubled` maps a report in
    the panel to the others of the same organisation and year, which are not in it.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unplaced: tuple[str, ...]
    doubled: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Told:
    """What one report says, without its text."""

    fullness: tuple[int, str]
    head: Row
    figures: tuple[Row, ...]

    @property
    def name(self) -> str:
        return str(self.head["report"])


def panel(
    reports: Iterable[Report], rules: Mapping[str, Rule], *, long: bool = False, all: bool = False
) -> Panel:
    """One row an organisation and year with two columns an indicator, or, `long`, one a figure.

    Of several reports of an organisation on a year the one with most figures stands for all, the
    latest one if that leaves several; with `all` each has its row.
    """
    unplaced = []
    groups: dict[tuple[str, int], list[_Told]] = defaultdict(list)
    for report in reports:
        about = report.document
        if about.organisation is None or about.year is None:
            unplaced.append(about.name)
        else:
            groups[about.organisation, about.year].append(_told(report, rules))
    rows: list[Row] = []
    doubled = {}
    for key in sorted(groups):
        # The name decides last: equal reports keep the order of their names.
        told = sorted(groups[key], key=lambda each: each.name)
        told.sort(key=lambda each: each.fullness, reverse=True)
        chosen = told if all else told[:1]
        if not all and len(told) > 1:
            doubled[told[0].name] = tuple(each.name for each in told[1:])
        for each in chosen:
            rows += _rows(each, len(told), long=long)
    columns = LONG_COLUMNS if long else wide_columns(rules)
    return Panel(columns, tuple(rows), tuple(unplaced), doubled)


def wide_columns(rules: Mapping[str, Rule]) -> tuple[Column, ...]:
    """Who and when, then a value and a qualifier column for each indicator."""
    columns = list(_HEAD)
    for rule in in_order(rules.values()):
        value = column_name(rule.id)
        columns.append(Column(value, "number", rule.definition, (), rule.id, rule.title))
        columns.append(Column(qualifier_name(rule.id), "string", f"How exactly {value} is meant",
                              tuple(Qualifier), rule.id, f"{rule.title} (qualifier)"))
    return tuple(columns)


def _told(report: Report, rules: Mapping[str, Rule]) -> _Told:
    about = report.document
    head: Row = {
        "organisation": about.organisation, "year": about.year, "level": about.level,
        "published": about.published, "report": about.name, **place_cells(about.place),
    }  # fmt: skip
    figures = tuple(_figures(report, rules))
    return _Told((len(report.observations), about.published or ""), head, figures)


def _figures(report: Report, rules: Mapping[str, Rule]) -> Iterator[Row]:
    for rule in in_order(rules.values()):
        figure = report.figure(rule.id)
        if figure is not None:
            yield {"indicator": rule.id, "category": rule.category,
                   "title": rule.title, "value": figure.value, "value_max": figure.value_max,
                   "unit": figure.unit, "qualifier": figure.qualifier}  # fmt: skip


def _rows(told: _Told, reports: int, *, long: bool) -> Iterator[Row]:
    head = {**told.head, "reports": reports}
    if long:
        yield from ({**head, **figure} for figure in told.figures)
        return
    for figure in told.figures:
        indicator = str(figure["indicator"])
        head |= headline_cells(indicator, figure["value"], figure["qualifier"])
    yield head
