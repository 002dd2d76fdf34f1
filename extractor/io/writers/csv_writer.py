"""Reports as tables for Excel, R, Stata and SPSS.

UTF-8 with a byte order mark (Excel on Chinese Windows reads files without one as GBK), lines and
quotes after RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe in front;
`plain_text` takes it off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from extractor.records import Report
from extractor.records.columns import (
    OBSERVATION_COLUMNS,
    Cell,
    Column,
    observation_cells,
    report_cells,
    report_columns,
)
from extractor.rulebook import Rule

BOM = "\ufeff"
CODEBOOK_HEADER = ("column", "indicator", "title", "measure", "units", "definition")
# Full-width signs start formulas in Chinese and Japanese Excel. Apostrophes in front are counted
# in, so that text that already has one comes back with it.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def observations_csv(reports: Iterable[Report]) -> bytes:
    """`observations.csv`: one row an observation."""
    cells = (row for report in reports for row in observation_cells(report))
    return table_csv(OBSERVATION_COLUMNS, cells)


def reports_csv(reports: Iterable[Report], rules: Mapping[str, Rule]) -> bytes:
    """`reports.csv`: one row a report, one column an indicator with its qualifier beside it."""
    return table_csv(report_columns(rules), (report_cells(report, rules) for report in reports))


def codebook_csv(rules: Mapping[str, Rule]) -> bytes:
    """`codebook.csv`: what each column of `reports.csv` means."""
    rows = []
    for column in report_columns(rules):
        rule = rules.get(column.indicator or "")
        value = rule if column.type == "number" else None
        rows.append(
            (
                column.name,
                column.indicator or "",
                rule.title if rule else "",
                value.measure.value if value else "",
                " ".join(value.printed_units) if value else "",
                column.description,
            )
        )
    lines = ([safe_text(cell) for cell in row] for row in rows)
    return _lines([CODEBOOK_HEADER], BOM) + _lines(lines)


def table_csv(columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """A whole table."""
    return csv_head(columns) + csv_lines(columns, rows)


def csv_head(columns: Sequence[Column]) -> bytes:
    """How the file of a table starts: byte order mark and column names."""
    return _lines([[column.name for column in columns]], BOM)


def csv_lines(columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """Rows of a table, for behind its head or behind other rows."""
    names = [column.name for column in columns]
    return _lines([_cell(row.get(name)) for name in names] for row in rows)


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain_text(cell: str) -> str:
    """The text `safe_text` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return str(value)


def _lines(rows: Iterable[Sequence[str]], before: str = "") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return (before + stream.getvalue()).encode("utf-8")
