"""Tables on disk: their cells against the columns, their rows among themselves and against the
reports."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from pydantic import ValidationError

from extractor.io.writers.csv_writer import BOM, CODEBOOK_HEADER, csv_lines, plain_text
from extractor.model import Document
from extractor.pipeline import run
from extractor.records.columns import (
    OBSERVATION_COLUMNS,
    Cell,
    Column,
    observation_cells,
    report_columns,
)
from extractor.records.models import Observation
from extractor.rulebook import Rule, Rulebook
from extractor.validation.dates import is_iso_date
from extractor.validation.known import known_text
from extractor.validation.observations import printed, structure
from extractor.validation.problem import Code, Problem, Problems, error
from extractor.validation.source import quoted, shown

# Of a number of thousands of digits Python makes none.
_INTEGER = re.compile(r"-?[0-9]{1,300}")
_NUMBER = re.compile(r"-?[0-9]{1,300}(?:\.[0-9]{1,300})?")
# By what columns a table of ours is known, even with others missing or added.
_OBSERVATIONS = {"indicator", "value", "char_start", "char_end", "quote"}
_REPORTS = {"report_title", "observations", "findings", "sha256"}
CODEBOOK_COLUMNS = tuple(Column(name, "string", "") for name in CODEBOOK_HEADER)
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as text, each with its line; `columns` are those the table should have."""

    columns: Sequence[Column]
    names: Sequence[str]
    rows: Sequence[tuple[int, list[str]]]

    @property
    def observed(self) -> bool:
        return self.columns is OBSERVATION_COLUMNS

    @property
    def explains(self) -> bool:
        """Whether its rows say what the columns of `reports.csv` mean."""
        return self.columns is CODEBOOK_COLUMNS

    @property
    def key(self) -> frozenset[str]:
        """The columns that tell its rows apart."""
        return frozenset({"column"} if self.explains else
                         {"report", "id"} if self.observed else {"report"})


def read_table(data: bytes, rules: Mapping[str, Rule], *, ours: bool = True) -> Table | None:
    """The table a CSV file holds; None if it is none of ours.

    Columns are due as `rules` have them, or, of a table that is not `ours` but that of other rules,
    as they stand. Errors: `ValueError` for what is no CSV in UTF-8.
    """
    try:
        text = data.decode("utf-8").removeprefix(BOM)
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        names = next(reader, [])
        columns = _columns(names, rules, ours=ours)
        if columns is None:
            _check_separator(text, rules)
            return None
        rows = []
        line = reader.line_num
        for cells in reader:
            rows.append((line + 1, cells))
            line = reader.line_num
    except csv.Error as problem:
        raise ValueError(f"line {reader.line_num}: {problem}") from None
    return Table(columns, names, rows)


def _check_separator(text: str, rules: Mapping[str, Rule]) -> None:
    """Errors: `ValueError` for a table of ours with another sign between its cells."""
    head = text.partition("\n")[0]
    for sign in (";", "\t"):
        if _columns(head.rstrip("\r").split(sign), rules, ours=False) is not None:
            raise ValueError(f"{sign!r} parts its cells, no comma: save it with commas")


def _columns(
    names: Sequence[str], rules: Mapping[str, Rule], *, ours: bool
) -> Sequence[Column] | None:
    if len(_OBSERVATIONS.intersection(names)) >= len(_OBSERVATIONS) - 1:
        return OBSERVATION_COLUMNS
    if len(_REPORTS.intersection(names)) >= len(_REPORTS) - 1:
        if ours:
            return report_columns(rules)
        known = {column.name: column for column in report_columns(rules)}
        return [known.get(name) or Column(name, "string", "") for name in names]
    if len(set(CODEBOOK_HEADER).intersection(names)) >= len(CODEBOOK_HEADER) - 1:
        return CODEBOOK_COLUMNS
    return None


def check_table(table: Table) -> list[Problem]:
    """All problems the table shows on its face."""
    found = [*_header(table), *_cells(table)]
    if found or not table.observed:
        return found
    for _, group in reports(table):
        found += _group(group)
    return found


def _header(table: Table) -> Problems:
    due = [column.name for column in table.columns]
    for name in due:
        if name not in table.names:
            yield at_line(1, Code.TABLE, f"column {name!r} is missing")
    for at, name in enumerate(table.names):
        if name not in due:
            yield at_line(1, Code.TABLE, f"there is no column {name!r}")
        elif name in table.names[:at]:
            yield at_line(1, Code.TABLE, f"column {name!r} stands twice")


def _cells(table: Table) -> Problems:
    """Cells against the Table Schema: type, enumeration, and a key that is there once."""
    columns = {column.name: column for column in table.columns}
    keys = table.key
    seen = set()
    for line, cells in table.rows:
        if len(cells) != len(table.names):
            yield at_line(line, Code.TABLE, f"{len(cells)} cells, not {len(table.names)}")
            continue
        row = dict(zip(table.names, cells, strict=True))
        for name, cell in row.items():
            column = columns.get(name)
            fault = _fault(column, cell, required=name in keys) if column else None
            if fault:
                yield at_line(line, Code.TABLE, f"{name} {shown(cell)} {fault}", row.get("id"))
        key = tuple(row.get(name, "") for name in sorted(keys))
        if key in seen:
            yield at_line(line, Code.TABLE, f"{' '.join(key)} stands twice", row.get("id"))
        seen.add(key)


def _fault(column: Column, cell: str, *, required: bool) -> str | None:
    if not cell:
        return "is empty" if required else None
    if column.values and cell not in column.values:
        return f"is none of {', '.join(column.values)}"
    if column.type == "integer" and not _INTEGER.fullmatch(cell):
        return "is no whole number"
    if column.type == "number" and not _NUMBER.fullmatch(cell):
        return "is no number"
    if column.type == "date" and not is_iso_date(cell):
        return "is no ISO date"
    return None


Group = list[tuple[int, Row]]


def reports(table: Table) -> Iterator[tuple[str, Group]]:
    """The rows of each report."""
    for name, group in groupby(rows_of(table), key=lambda row: row[1]["report"]):
        yield name, list(group)


def rows_of(table: Table) -> Iterator[tuple[int, Row]]:
    """Each row with its line, as text without the marks against formulas."""
    for line, cells in table.rows:
        yield line, {
            name: plain_text(cell) for name, cell in zip(table.names, cells, strict=True)
        }


def _group(group: Group) -> Problems:
    """The checks of observations, on the rows of one report."""
    observations = []
    for line, row in group:
        try:
            observations.append(observation_of(row))
        except ValidationError as problem:
            first = problem.errors(include_url=False)[0]
            message = f"{'.'.join(map(str, first['loc'][:2]))}: {first['msg']}"
            yield at_line(line, Code.TABLE, message, row["id"])
    if len(observations) < len(group):
        return
    found = list(structure(observations, None))
    if not found:
        found = list(printed(observations, known_text(observations)))
    yield from _placed(found, group)


def _placed(problems: Sequence[Problem], group: Group) -> Problems:
    for problem in problems:
        at = problem.path[1] if len(problem.path) > 1 else 0
        yield replace(problem, line=group[int(at)][0], path=())


def observation_of(row: Row) -> Observation:
    """Errors: `ValidationError` for cells no observation can have."""
    cells: dict[str, Any] = {name: row[name] for name in Observation.model_fields if name in row}
    cells |= {"start": row["char_start"], "end": row["char_end"]}
    for name in ("start", "end", "line", "of_start", "value", "value_max"):
        cells[name] = _number(cells[name])
    for name in ("unit", "of", "period"):
        cells[name] = cells[name] or None
    cells["quote"] = {
        "start": _number(row["quote_start"]), "end": _number(row["quote_end"]),
        "text": row["quote"],
    }  # fmt: skip
    return Observation.model_validate_json(json.dumps(cells))


def _number(cell: str) -> int | float | None:
    if not cell:
        return None
    return float(cell) if "." in cell else int(cell)


def check_group(group: Group, document: Document, rulebook: Rulebook) -> list[Problem]:
    """Problems of the rows of one report with the report as it is now."""
    line, first = group[0]
    if first["sha256"] != document.sha256:
        message = (
            f"{document.name} changed after its extraction: sha256 was "
            f"{first['sha256'][:12]}…, is {document.sha256[:12]}…"
        )
        return [at_line(line, Code.STALE, message)]
    found = list(
        _placed(list(quoted([observation_of(row) for _, row in group], document)), group)
    )
    wrong = {problem.line for problem in found}
    fresh = fresh_rows(document, rulebook)
    for (at, row), due in zip(group, fresh, strict=False):
        if at not in wrong:
            found += differing(at, row, due, "the report")
    if len(group) != len(fresh):
        message = f"{document.name} has {len(group)} rows, but the report gives {len(fresh)}"
        found.append(at_line(group[-1][0], Code.EDITED, message))
    return found


def differing(
    line: int, row: Row, due: Row, giver: str, code: Code = Code.EDITED
) -> Problems:
    """Cells that are not what they should be, by whoever says so."""
    for name, value in due.items():
        if row[name] != value:
            message = f"{name} is {shown(row[name])}, but {giver} gives {shown(value)}"
            yield at_line(line, code, message, row.get("id"))


def fresh_rows(document: Document, rulebook: Rulebook) -> list[Row]:
    """The rows a report gives, as text."""
    report = run(document, rulebook).report
    return as_text(OBSERVATION_COLUMNS, observation_cells(report))


def as_text(columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]]) -> list[Row]:
    """Rows as a table written and read again has them, without the marks against formulas."""
    names = [column.name for column in columns]
    written = csv_lines(columns, rows).decode("utf-8")
    return [
        {name: plain_text(cell) for name, cell in zip(names, cells, strict=True)}
        for cells in csv.reader(io.StringIO(written, newline=""))
    ]


def at_line(line: int, code: Code, message: str, observation: str | None = None) -> Problem:
    return replace(error(code, message, (), observation), line=line)
