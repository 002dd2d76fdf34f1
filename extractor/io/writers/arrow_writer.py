"""Tables as Arrow and Parquet: typed columns, so that nobody has to guess what a cell is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO

from extractor.io.extras import require
from extractor.records.columns import Cell, Column

EXTRA = "arrow"
GROUP_ROWS = 10_000


def arrow_schema(columns: Sequence[Column]) -> Any:
    """The columns as a `pyarrow.Schema`, with their meaning as metadata."""
    arrow = require("pyarrow", EXTRA)
    types = {"string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(),
             "date": arrow.date32()}  # fmt: skip
    return arrow.schema(
        [arrow.field(column.name, types[column.type], metadata=_about(column))
         for column in columns]
    )


def arrow_table(columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]]) -> Any:
    """The rows as a `pyarrow.Table`."""
    arrow = require("pyarrow", EXTRA)
    listed = list(rows)
    schema = arrow_schema(columns)
    arrays = [
        arrow.array([typed(column, row.get(column.name)) for row in listed], type=field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return arrow.Table.from_arrays(arrays, schema=schema)


def typed(column: Column, value: Cell) -> Any:
    """A cell as its column has it: an ISO date as a date, a count in a column of numbers a float.

    A whole number that no float holds becomes the nearest one, as in every reader of JSON numbers.
    """
    if value is None:
        return None
    if column.type == "date":
        return date.fromisoformat(str(value))
    return float(value) if column.type == "number" else value


def arrow_bytes(columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """The rows as an Arrow IPC stream, for `ParquetFile.add`."""
    arrow = require("pyarrow", EXTRA)
    table = arrow_table(columns, rows)
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


class ParquetFile:
    """A Parquet file that grows; equal rows give equal bytes however they come in portions."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column]) -> None:
        self._arrow = require("pyarrow", EXTRA)
        parquet = require("pyarrow.parquet", EXTRA)
        self._schema = arrow_schema(columns)
        self._writer = parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._waiting: list[Any] = []
        self._rows = 0

    def add(self, portion: bytes) -> None:
        """Rows of `arrow_bytes`."""
        table = self._arrow.ipc.open_stream(portion).read_all()
        self._waiting.append(table)
        self._rows += table.num_rows
        if self._rows >= GROUP_ROWS:
            self._write(self._rows - self._rows % GROUP_ROWS)

    def close(self) -> None:
        self._write(self._rows)
        self._writer.close()

    def _write(self, rows: int) -> None:
        table = self._arrow.concat_tables([self._schema.empty_table(), *self._waiting])
        for start in range(0, rows, GROUP_ROWS):
            group = table.slice(start, min(GROUP_ROWS, rows - start)).combine_chunks()
            self._writer.write_table(group, row_group_size=GROUP_ROWS)
        self._waiting = [table.slice(rows)]
        self._rows -= rows


def parquet_bytes(columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """A whole Parquet file."""
    arrow = require("pyarrow", EXTRA)
    parquet = require("pyarrow.parquet", EXTRA)
    sink = arrow.BufferOutputStream()
    parquet.write_table(arrow_table(columns, rows), sink, compression="zstd")
    return bytes(sink.getvalue())


def _about(column: Column) -> dict[str, str]:
    about = {"description": column.description, "title": column.title,
             "indicator": column.indicator}  # fmt: skip
    return {key: value for key, value in about.items() if value}
