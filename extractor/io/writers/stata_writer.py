"""Tables as Stata data sets, with the Chinese name of each indicator as variable label."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from extractor.io.extras import require
from extractor.io.writers.arrow_writer import typed
from extractor.records.columns import Cell, Column

EXTRA = "stata"
_VERSION = 118  # Unicode, Stata 14 and later
_LABEL = 80
# Stata stamps a file with the time it was made; equal tables give equal bytes.
_DATE = datetime(1980, 1, 1)


def stata_bytes(columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """A `.dta` file. Missing text is empty, as Stata has no other missing text."""
    pandas = require("pandas", EXTRA)
    listed = list(rows)
    frame = pandas.DataFrame(
        {column.name: _series(pandas, column, listed) for column in columns}, copy=False
    )
    stream = io.BytesIO()
    frame.to_stata(
        stream, write_index=False, version=_VERSION, time_stamp=_DATE,
        variable_labels={column.name: _label(column) for column in columns},
        convert_dates={column.name: "td" for column in columns if column.type == "date"},
    )  # fmt: skip
    return stream.getvalue()


def _series(pandas: Any, column: Column, rows: Sequence[Mapping[str, Cell]]) -> Any:
    cells = [typed(column, row.get(column.name)) for row in rows]
    if column.type == "string":
        # NUL ends a text in Stata.
        return pandas.Series([(cell or "").replace("\0", "\ufffd") for cell in cells], dtype=object)
    if column.type == "date":
        return pandas.Series(cells, dtype="datetime64[s]")
    whole = column.type == "integer" and None not in cells
    return pandas.Series(cells, dtype="int64" if whole else "float64")


def _label(column: Column) -> str:
    return (column.title or column.description)[:_LABEL]
