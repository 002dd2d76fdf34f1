"""The record for eyes: figures by category, each with the clause it came from."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.cli.visible import visible
from extractor.model import Kind
from extractor.records import Finding, Observation, Report
from extractor.review.wording import meaning, value
from extractor.text.source_lines import line_finder

HEAD = ("indicator", "value", "unit", "status")
GAP = 2
# A clause in less room than this tells nothing.
CLAUSE_ROOM = 24
ELLIPSIS = "…"

STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


def render(record: Report, text: str, width: int, *, styled: bool) -> str:
    """The table of a record on `text`, `width` cells wide."""
    screen = Console(
        file=io.StringIO(),
        force_terminal=styled,
        color_system="auto" if styled else None,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with screen.capture() as capture:
        screen.print(_header(record))
        for part in _figures(record.observations, screen.width):
            screen.print(part)
        screen.print(_ledger(record))
        line_of = line_finder(text)
        for finding in record.findings:
            line = None if finding.start is None else line_of(finding.start)
            screen.print(_finding(finding, line))
    return capture.get()


def _header(record: Report) -> Text:
    facts = record.document
    known = [facts.organisation, str(facts.year) if facts.year else None, facts.name]
    return Text(visible(" · ".join(fact for fact in known if fact)), style="bold")


def _figures(observations: Sequence[Observation], width: int) -> Iterator[Table | str]:
    """One table, so that columns align; where the screen is too narrow for one, lines."""
    if not observations:
        return
    cells = [(f" {o.title}", value(o), o.unit or "", meaning(o)) for o in observations]
    count = len(HEAD) if any(row[-1] for row in cells) else len(HEAD) - 1
    columns = list(zip(HEAD, *cells, strict=True))[:count]
    room = width - sum(max(map(cell_len, column)) + GAP for column in columns)
    rows = sorted(zip(observations, cells, strict=True), key=lambda row: row[0].category)
    if room < -GAP:
        yield from (" ".join(filter(None, plain)).strip() for _, plain in rows)
        return
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
    for name in (*HEAD[:count], "clause")[: count + (room >= CLAUSE_ROOM)]:
        table.add_column(name, justify="right" if name == "value" else "left", no_wrap=True)
    for category, found in groupby(rows, key=lambda row: row[0].category):
        table.add_row(Text(category, style="bold"))
        for o, plain in found:
            shown: tuple[str | Text, ...] = (*plain[:count], clause(o, room))
            table.add_row(*shown[: len(table.columns)])
    yield table


def clause(row: Observation, room: int) -> Text:
    """As many of the words around the number as fit, the number itself highlighted."""
    quote = visible(row.quote.text).translate(str.maketrans("\n\t", "  "))
    start, end = row.start - row.quote.start, row.end - row.quote.start
    before, number, after = quote[:start], quote[start:end], quote[end:]
    rest = max(0, room - cell_len(number))
    # What is counted stands in front of the number; its unit is all that must follow.
    right = _fit(after, max(rest // 4, rest - cell_len(before)))
    left = _fit(before[::-1], rest - cell_len(right))[::-1]
    shown = Text(style="dim")
    shown.append(left)
    shown.append(number, style="not dim bold cyan")
    shown.append(right)
    return shown


def _fit(text: str, room: int) -> str:
    """The beginning of `text` in `room` cells, with a mark where it was cut."""
    if cell_len(text) <= room:
        return text
    used = cell_len(ELLIPSIS)
    for at, character in enumerate(text):
        used += cell_len(character)
        if used > room:
            return text[:at] + ELLIPSIS
    return text


def _ledger(record: Report) -> Text:
    kinds = Counter(mention.kind for mention in record.mentions)
    others = [f"{count} {kind}" for kind, count in kinds.most_common() if kind != Kind.STATISTIC]
    count = len(record.observations)
    told = f"{count} figure{'s' * (count != 1)}"
    return Text(f"{told}; not figures: {', '.join(others)}" if others else told, style="dim")


def _finding(finding: Finding, line: int | None) -> Text:
    place = "" if line is None else f" line {line}"
    told = Text(visible(f"{finding.severity} {finding.code}{place}: {finding.message}"))
    told.stylize(STYLES[finding.severity], 0, len(finding.severity))
    return told


def columns(head: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> str:
    """A plain aligned table for lists: rules, numbers."""
    screen = Console(
        file=io.StringIO(), color_system=None, width=width, markup=False,
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
