"""Reports → data frames, for those who go on in Python."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from extractor.errors import UsageError
from extractor.io.extras import require
from extractor.io.rule_files import load_rulebook
from extractor.io.writers.arrow_writer import typed
from extractor.records import Report
from extractor.records.columns import (
    OBSERVATION_COLUMNS,
    Column,
    observation_cells,
    report_cells,
    report_columns,
)
from extractor.rulebook import Rulebook

_POLARS = {"string": "String", "integer": "Int64", "number": "Float64", "date": "Date"}
_PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "date": "datetime64[s]"}


def to_frame(
    reports: Iterable[Report],
    *,
    table: Literal["observations", "reports"] = "observations",
    library: Literal["pandas", "polars"] = "pandas",
    rulebook: Rulebook | None = None,
) -> Any:
    """The rows of `observations.csv` or `reports.csv` as a `DataFrame` of pandas or polars.

    Missing cells are missing values of typed columns. Pass the rulebook the reports were made
    with, if it is not the built-in one. Errors: `UsageError` where the library is not installed.
    """
    if table == "observations":
        columns: tuple[Column, ...] = OBSERVATION_COLUMNS
        rows = [row for report in reports for row in observation_cells(report)]
    elif table == "reports":
        rules = (rulebook or load_rulebook()).rules
        columns = report_columns(rules)
        rows = [report_cells(report, rules) for report in reports]
    else:
        raise UsageError(f"no table {table!r}", hint="there are observations and reports")
    data = {
        column.name: [typed(column, row.get(column.name)) for row in rows] for column in columns
    }
    if library == "polars":
        polars = require("polars", "polars")
        return polars.DataFrame(
            data, schema={column.name: getattr(polars, _POLARS[column.type]) for column in columns}
        )
    pandas = require("pandas", "pandas")
    return pandas.DataFrame(
        {column.name: pandas.Series(data[column.name], dtype=_PANDAS[column.type])
         for column in columns}
    )
