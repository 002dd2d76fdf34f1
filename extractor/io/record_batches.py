"""Texts → rows, batch by batch, for engines that hand out Arrow.

One row a report, whatever becomes of it: a report that cannot be read has its reason in the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from extractor.errors import ExtractorError, UnreadableInput, UsageError
from extractor.io.extras import require
from extractor.io.rule_files import load_rulebook
from extractor.io.writers.arrow_writer import EXTRA, arrow_schema, typed
from extractor.model import Document
from extractor.pipeline import run
from extractor.records.columns import (
    DOCUMENT_COLUMNS,
    FIGURE_COLUMNS,
    Cell,
    Column,
    document_cells,
    figure_cells,
)
from extractor.rulebook import Rulebook
from extractor.text import make_document

TEXT, NAME = "text", "name"
FAILURE_COLUMNS = (
    Column("code", "string", "Kind of the failure, null for a report that was read"),
    Column("message", "string", "What is wrong"),
    Column("hint", "string", "What to do about it"),
)
_FINDINGS = Column("findings", "integer", "Number of findings to check")
_FLAT = (*DOCUMENT_COLUMNS, _FINDINGS, *FAILURE_COLUMNS)

Row = dict[str, Any]


def extract_batches(
    batches: Iterable[Any],
    *,
    text_column: str = TEXT,
    name_column: str = NAME,
    rulebook: Rulebook | None = None,
) -> Iterator[Any]:
    """A `pyarrow.RecordBatch` of `row_schema()` for each one given, row for row.

    The batches hold the texts of reports, as strings or undecoded bytes, and what to call them.
    Fit for `mapInArrow` of Spark, `map_batches` of Ray and the like; loads the built-in rules where
    no rulebook is given. Errors: `UsageError` for a column that is not there.
    """
    book = rulebook or load_rulebook()
    for batch in batches:
        names = _column(batch, name_column, "--name-column").to_pylist()
        texts = _column(batch, text_column, "--text-column").to_pylist()
        yield row_batch(
            report_row(str(name), partial(text_document, str(name), text), book)
            for name, text in zip(names, texts, strict=True)
        )


def text_document(name: str, text: str | bytes | None) -> Document:
    """The document of one cell. Errors: `UnreadableInput`."""
    if text is None:
        raise UnreadableInput("there is no text", hint="fill the column, or leave the row out")
    return make_document(name, text.encode("utf-8") if isinstance(text, str) else text)


def report_row(name: str, document: Callable[[], Document], rulebook: Rulebook) -> Row:
    """The row of the report that `document` reads, or of the error it raises."""
    try:
        report = run(document(), rulebook).report
    except ExtractorError as error:
        return failed_row(name, error)
    return {
        **document_cells(report.document),
        "findings": len(report.findings),
        "observations": [
            _typed(FIGURE_COLUMNS, figure_cells(observation)) for observation in report.observations
        ],
        "record": report.model_dump_json(),
    }


def failed_row(name: str, error: ExtractorError) -> Row:
    """The row of a report that could not be read."""
    return {"report": name, "code": error.code, "message": error.message, "hint": error.hint}


def row_schema() -> Any:
    """The `pyarrow.Schema` of what comes out: the report, its figures, its record as JSON."""
    arrow = require("pyarrow", EXTRA)
    figure = arrow.struct(list(arrow_schema(FIGURE_COLUMNS)))
    return arrow.schema([
        *arrow_schema(_FLAT),
        arrow.field("observations", arrow.list_(figure)),
        arrow.field("record", arrow.string()),
    ])


def row_batch(rows: Iterable[Row]) -> Any:
    """The rows as a `pyarrow.RecordBatch`."""
    arrow = require("pyarrow", EXTRA)
    listed = [
        {**_typed(_FLAT, row), "observations": row.get("observations"), "record": row.get("record")}
        for row in rows
    ]
    return arrow.RecordBatch.from_pylist(listed, schema=row_schema())


def _typed(columns: Iterable[Column], row: Mapping[str, Cell]) -> Row:
    return {column.name: typed(column, row.get(column.name)) for column in columns}


def _column(batch: Any, name: str, option: str) -> Any:
    if name not in batch.schema.names:
        raise UsageError(f"no column {name!r}",
                         hint=f"there are {' '.join(batch.schema.names)}; choose with {option}")
    return batch.column(name)
