"""The record for eyes: figures by category, each with the clause it came from."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.cli import console
from extractor.model import Kind, Qualifier, Relation, Status
from extractor.records import Finding, Observation, Report

# Below these widths a column would leave the others no room.
CLAUSE_FROM = 76
STATUS_FROM = 48
BEFORE, AFTER = 22, 14

SIGNS = {
    Qualifier.MORE_THAN: ">",
    Qualifier.AT_LEAST: "≥",
    Qualifier.NEARLY: "≲",
    Qualifier.ABOUT: "≈",
    Qualifier.LESS_THAN: "<",
    Qualifier.AT_MOST: "≤",
}
STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


def render(record: Report, text: str, *, styled: bool) -> str:
    """The table of a record on `text`, as wide as the terminal."""
    screen = Console(
        file=io.StringIO(),
        force_terminal=styled,
        color_system="auto" if styled else None,
        width=console.terminal_width(),
        highlight=False,
        markup=False,
        emoji=False,
    )
    with screen.capture() as capture:
        screen.print(_header(record))
        for category, rows in groupby(
            sorted(record.observations, key=lambda o: o.category), key=lambda o: o.category
        ):
            screen.print(_table(category, list(rows), screen.width))
        screen.print(_ledger(record))
        line_of = console.line_finder(text)
        for finding in record.findings:
            line = None if finding.start is None else line_of(finding.start)
            screen.print(_finding(finding, line))
    return capture.get()


def _header(record: Report) -> Text:
    facts = record.document
    known = [facts.organisation, str(facts.year) if facts.year else None, facts.name]
    return Text(" · ".join(fact for fact in known if fact), style="bold")


def _table(category: str, rows: Sequence[Observation], width: int) -> Table:
    table = Table(title=category, title_justify="left", box=None, pad_edge=False, expand=True)
    table.add_column("indicator", ratio=3, overflow="fold")
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("unit", no_wrap=True)
    if width >= STATUS_FROM:
        table.add_column("status", ratio=2, overflow="fold")
    if width >= CLAUSE_FROM:
        table.add_column("clause", ratio=6, overflow="fold")
    for row in rows:
        cells: list[str | Text] = [row.title, value(row), row.unit or "", meaning(row), clause(row)]
        table.add_row(*cells[: len(table.columns)])
    return table


def value(row: Observation) -> str:
    """`≥ 5,000`, `20–30`, `76.94`: the value with the sign of its qualifier."""
    low = _digits(row.value)
    if row.value_max is not None:
        return f"{low}–{_digits(row.value_max)}"
    sign = SIGNS.get(row.qualifier)
    return f"{sign} {low}" if sign else low


def meaning(row: Observation) -> str:
    """Status and relation, where they are not the usual ones."""
    marks = [
        row.status if row.status is not Status.ACTUAL else "",
        row.relation if row.relation is not Relation.TOTAL else "",
    ]
    return " ".join(mark for mark in marks if mark)


def clause(row: Observation) -> Text:
    """The words around the number, the number itself highlighted."""
    quote, start = row.quote, row.start - row.quote.start
    end = row.end - quote.start
    first, last = max(0, start - BEFORE), min(len(quote.text), end + AFTER)
    left = "…" if first else ""
    right = "…" if last < len(quote.text) else ""
    words = quote.text[first:last].translate(str.maketrans("\r\n\t", "   "))
    shown = Text(f"{left}{words}{right}", style="dim")
    shift = len(left) - first
    shown.stylize("not dim bold cyan", start + shift, end + shift)
    return shown


def _digits(number: float) -> str:
    return f"{Decimal(str(number)):,f}"


def _ledger(record: Report) -> Text:
    kinds = Counter(mention.kind for mention in record.mentions)
    others = [f"{count} {kind}" for kind, count in kinds.most_common() if kind != Kind.STATISTIC]
    told = f"{len(record.observations)} figures"
    return Text(f"{told}; not figures: {', '.join(others)}" if others else told, style="dim")


def _finding(finding: Finding, line: int | None) -> Text:
    place = "" if line is None else f" line {line}"
    told = Text(f"{finding.severity} {finding.code}{place}: {finding.message}")
    told.stylize(STYLES[finding.severity], 0, len(finding.severity))
    return told


def columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A plain aligned table for lists: rules, numbers."""
    screen = Console(
        file=io.StringIO(), color_system=None, width=console.terminal_width(), markup=False,
        emoji=False, highlight=False,
    )  # fmt: skip
    table = Table(box=None, pad_edge=False)
    for name in head:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*row)
    with screen.capture() as capture:
        screen.print(table)
    return capture.get()
