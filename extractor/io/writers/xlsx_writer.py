"""Tables as Excel workbooks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from extractor.io.extras import require
from extractor.io.writers.arrow_writer import typed
from extractor.records.columns import Cell, Column

EXTRA = "xlsx"
# The oldest date a zip archive can hold: equal tables give equal bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"
# openpyxl writes the time of saving here, whatever is set.
_SAVED = re.compile(rb"(?<=>)[^<]*(?=</dcterms:modified>)")
# What XML cannot hold at all.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDTH = 16


def xlsx_bytes(columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """A workbook with the rows on one sheet and the meaning of the columns on another."""
    book = require("openpyxl", EXTRA).Workbook(write_only=True)
    book.properties.created = datetime(*_DATE)
    data = book.create_sheet("data")
    data.freeze_panes = "A2"
    data.sheet_format.defaultColWidth = _WIDTH
    data.append([column.name for column in columns])
    for row in rows:
        data.append([_cell(data, typed(column, row.get(column.name))) for column in columns])
    about = book.create_sheet("codebook")
    about.append(["column", "title", "indicator", "description"])
    for column in columns:
        told = (column.name, column.title, column.indicator, column.description)
        about.append([_cell(about, text) for text in told])
    stream = io.BytesIO()
    book.save(stream)
    return _undated(stream.getvalue())


def _cell(sheet: Any, value: Any) -> Any:
    """Text stays text, even where it starts like a formula."""
    if not isinstance(value, str):
        return value
    cell = require("openpyxl.cell", EXTRA).WriteOnlyCell(sheet, _CONTROL.sub("\ufffd", value))
    cell.data_type = "s"
    return cell


def _undated(data: bytes) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            named = zipfile.ZipInfo(entry.filename, _DATE)
            named.compress_type = zipfile.ZIP_DEFLATED
            content = source.read(entry)
            if entry.filename == _PROPERTIES:
                content = _SAVED.sub(datetime(*_DATE).isoformat().encode() + b"Z", content)
            target.writestr(named, content)
    return stream.getvalue()
