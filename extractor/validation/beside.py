"""Tables against what lies beside them: the records they were made of, or else the other table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor import __version__
from extractor.errors import BadRecord
from extractor.io.record_files import read_record
from extractor.io.writers.csv_writer import codebook_csv
from extractor.records.assemble import figure_rows
from extractor.records.columns import (
    DOCUMENT_COLUMNS,
    Cell,
    Column,
    headline_cells,
    indicators,
    observation_cells,
    report_cells,
)
from extractor.records.models import RECORDS, Report
from extractor.rulebook import Rulebook
from extractor.validation.problem import Code, Problems
from extractor.validation.tables import (
    Group,
    Row,
    Table,
    as_text,
    at_line,
    check_table,
    differing,
    observation_of,
    read_table,
    reports,
    rows_of,
)

OBSERVATIONS = "observations.csv"
REPORTS = "reports.csv"
TABLES = frozenset((OBSERVATIONS, REPORTS, "codebook.csv"))
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Made:
    """What the manifest beside a table says: version, rules, and the records in their order."""

    extractor: str
    rulebook: str
    records: tuple[str, ...]

    def by(self, rulebook: Rulebook) -> bool:
        """Whether this version and these rules made it."""
        return (self.extractor, self.rulebook) == (__version__, rulebook.sha256)


def made(folder: Path) -> Made | None:
    """What is known of the making of the tables in a folder; None without a manifest of ours."""
    try:
        data = json.loads((folder / _MANIFEST).read_bytes())
        rows = data.get("files", {}).values()
        records = tuple(row["record"] for row in rows if "record" in row)
        return Made(data["extractor"], data["rulebook"], records)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def check_records(table: Table, folder: Path, records: Sequence[str]) -> Problems:
    """Rows that are not those of the records."""
    groups = dict(reports(table))
    broken = False
    for name in records:
        try:
            report = read_record(folder / name)
        except BadRecord as problem:
            broken = True
            yield at_line(1, Code.SOURCE, f"its record {problem}")
            continue
        due = _due(table, report)
        group = groups.pop(report.document.name, [])
        if due and not group:
            message = f"there is no row of {report.document.name!r}, whose record is {name}"
            yield at_line(1, Code.EDITED, message)
        else:
            yield from _compared(group, due, report.document.name)
    # A record that cannot be read does not say whose it is.
    if not broken:
        for name, group in groups.items():
            yield at_line(group[0][0], Code.EDITED, f"{name!r} has no record beside the table")


def _due(table: Table, report: Report) -> list[Row]:
    if table.observed:
        return as_text(table.columns, observation_cells(report))
    return as_text(table.columns, [report_cells(report, indicators(report))])


def _compared(group: Group, due: Sequence[Row], name: str) -> Problems:
    for (line, row), expected in zip(group, due, strict=False):
        yield from differing(line, row, expected, "its record")
    if len(group) != len(due):
        message = f"{name} has {len(group)} rows, but its record gives {len(due)}"
        yield at_line(group[-1][0], Code.EDITED, message)


def check_observations(table: Table, folder: Path, rulebook: Rulebook) -> Problems:
    """Rows of `reports.csv` that do not follow from a sound `observations.csv` beside it."""
    try:
        other = read_table((folder / OBSERVATIONS).read_bytes(), rulebook.rules)
    except (OSError, ValueError):
        return
    if other is None or not other.observed or check_table(other):
        return
    figures = dict(reports(other))
    for name, ((line, row), *_) in reports(table):
        due = _follows(figures.pop(name, []), table.columns, rulebook)
        yield from differing(line, row, due, OBSERVATIONS)
    for name in figures:
        yield at_line(1, Code.EDITED, f"there is no row of {name!r}, which is in {OBSERVATIONS}")


def _follows(group: Group, columns: Sequence[Column], rulebook: Rulebook) -> Row:
    """What the rows of a report's figures tell of its own row."""
    cells: dict[str, Cell] = {"observations": len(group)}
    cells |= {column.name: None for column in columns if column.indicator}
    if group:
        year = group[0][1]["year"]
        for indicator, figure in _headlines(group, int(year) if year else None, rulebook):
            cells |= headline_cells(indicator, figure["value"], figure["qualifier"])
    (row,) = as_text([column for column in columns if column.name in cells], [cells])
    about = [column.name for column in DOCUMENT_COLUMNS] if group else []
    return row | {name: group[0][1][name] for name in about}


def _headlines(
    group: Group, year: int | None, rulebook: Rulebook
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    rows = [observation_of(row) for _, row in group]
    due = figure_rows([each.__dict__ | {"quote": each.quote.__dict__} for each in rows], year,
                      rulebook.checks)  # fmt: skip
    yield from due["other"].items()
    for category in RECORDS:
        yield from ((f"{category}.{name}", figure) for name, figure in due[category].items())


def check_codebook(table: Table, folder: Path, rulebook: Rulebook, *, ours: bool) -> Problems:
    """Lines that are not those of the rules, and columns of `reports.csv` without a line."""
    told = {row["column"]: (line, row) for line, row in rows_of(table)}
    if ours:
        written = read_table(codebook_csv(rulebook.rules), rulebook.rules)
        assert written is not None
        due = {row["column"]: row for _, row in rows_of(written)}
        for name, row in due.items():
            if name in told:
                line, given = told[name]
                yield from differing(line, given, row, "the rulebook", Code.TABLE)
        columns: Sequence[str] = list(due)
    else:
        columns = _columns_beside(folder, rulebook)
    for name in columns:
        if name not in told:
            yield at_line(1, Code.TABLE, f"column {name!r} of {REPORTS} has no line")
    for name, (line, _) in told.items():
        if columns and name not in columns:
            yield at_line(line, Code.TABLE, f"there is no column {name!r} in {REPORTS}")


def _columns_beside(folder: Path, rulebook: Rulebook) -> Sequence[str]:
    try:
        table = read_table((folder / REPORTS).read_bytes(), rulebook.rules, ours=False)
    except (OSError, ValueError):
        return ()
    return table.names if table is not None else ()
