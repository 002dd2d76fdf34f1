"""The tables of a whole folder: workers make the lines, the parent puts them behind each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from extractor.batch.formats import Format
from extractor.io.writers.arrow_writer import ParquetFile, arrow_bytes
from extractor.io.writers.atomic import atomic_write, growing
from extractor.io.writers.csv_writer import codebook_csv, csv_head, csv_lines
from extractor.io.writers.jsonl_writer import jsonl_text
from extractor.records import Report
from extractor.records.columns import (
    OBSERVATION_COLUMNS,
    Cell,
    Column,
    observation_cells,
    report_cells,
    report_columns,
)
from extractor.records.schema import PACKAGE, package_text
from extractor.rulebook import Rule

Render = Callable[[Sequence[Report]], bytes]
Add = Callable[[bytes], object]
Rules = Mapping[str, Rule]


def renderers(formats: Collection[Format], rules: Rules) -> dict[str, Render]:
    """For each table that grows, by file name, what makes its lines of some reports."""
    columns = report_columns(rules)

    def figures(reports: Sequence[Report]) -> Iterator[Mapping[str, Cell]]:
        return (row for report in reports for row in observation_cells(report))

    made: dict[str, Render] = {}
    if Format.CSV in formats:
        made["observations.csv"] = lambda some: csv_lines(OBSERVATION_COLUMNS, figures(some))
        made["reports.csv"] = lambda some: csv_lines(
            columns, (report_cells(report, rules) for report in some)
        )
    if Format.JSONL in formats:
        made["reports.jsonl"] = lambda some: jsonl_text(some).encode("utf-8")
    if Format.PARQUET in formats:
        made["observations.parquet"] = lambda some: arrow_bytes(OBSERVATION_COLUMNS, figures(some))
        made["reports.parquet"] = lambda some: arrow_bytes(
            columns, (report_cells(report, rules) for report in some)
        )
    return made


@contextmanager
def open_tables(
    out: Path, formats: Collection[Format], rules: Rules
) -> Iterator[dict[str, Add]]:
    """For each table that grows, by file name, what takes its lines.

    The files take their places when the block ends well, and with them those that no report
    changes: the codebook and the description of the package.
    """
    columns = {"observations": OBSERVATION_COLUMNS, "reports": report_columns(rules)}
    with ExitStack() as stack:
        taking = {
            name: _open(stack, out / name, columns[name.partition(".")[0]])
            for name in renderers(formats, rules)
        }
        yield taking
        if Format.CSV in formats:
            atomic_write(out / "codebook.csv", codebook_csv(rules))
            atomic_write(out / PACKAGE, package_text(rules).encode("utf-8"))


def _open(stack: ExitStack, path: Path, columns: Sequence[Column]) -> Add:
    stream: BinaryIO = stack.enter_context(growing(path))
    if path.suffix == ".parquet":
        parquet = ParquetFile(stream, columns)
        stack.callback(parquet.close)
        return parquet.add
    if path.suffix == ".csv":
        stream.write(csv_head(columns))
    return stream.write
