"""What comes out of a folder, in the hands of those who go on with it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import polars
import pyarrow.parquet as pq
import pytest
from commands import ROOT, Outcome
from made_folders import make_folder
from made_reports import RULEBOOK, Given, report

from extractor import extract_folder, to_frame
from extractor.batch import Batch, Format
from extractor.errors import UsageError
from extractor.io.writers import arrow_writer
from extractor.io.writers.arrow_writer import ParquetFile, arrow_bytes
from extractor.io.writers.csv_writer import plain_text
from extractor.records.columns import OBSERVATION_COLUMNS, observation_cells

Cli = Callable[..., Outcome]
TEXT = ("string", "date")
MADE = report(
    "=调解53起,知晓率76.94%。",
    Given("53", "mediation.handled", unit="起"),
    Given("76.94", "outreach.rate", unit="%"),
)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    folder = tmp_path_factory.mktemp("in")
    make_folder(folder, 60)
    return extract_folder(folder, tmp_path_factory.mktemp("out"), formats=Format)


@pytest.fixture(scope="module")
def rows(batch: Batch) -> list[dict[str, str]]:
    text = (batch.out / "observations.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_pandas_reads_the_csv_cell_for_cell(batch: Batch, rows: list[dict[str, str]]) -> None:
    frame = pd.read_csv(batch.out / "observations.csv", dtype=str, keep_default_na=False)
    assert frame.to_dict("records") == rows


def test_duckdb_reads_the_csv_cell_for_cell(batch: Batch, rows: list[dict[str, str]]) -> None:
    found = duckdb.sql(f"from read_csv('{batch.out}/observations.csv', all_varchar = true)")
    assert found.columns == list(rows[0])
    assert found.fetchall() == [tuple(cell or None for cell in row.values()) for row in rows]


def test_parquet_holds_the_cells_of_the_csv(batch: Batch, rows: list[dict[str, str]]) -> None:
    table = pq.read_table(batch.out / "observations.parquet")
    assert table.column_names == list(rows[0])
    for column in OBSERVATION_COLUMNS:
        cells = table[column.name].to_pylist()
        assert len(cells) == len(rows)
        for cell, row in zip(cells, rows, strict=True):
            text = row[column.name]
            if cell is None:
                assert text == ""
            elif column.type in TEXT:
                assert str(cell) == plain_text(text)
            else:
                assert cell == float(text)


def test_the_tables_fit_their_schemas(batch: Batch) -> None:
    found = frictionless.validate(str(batch.out / "datapackage.json"))
    assert found.valid, found.flatten(["rowNumber", "fieldName", "note"])[:5]
    package = json.loads((batch.out / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        committed = ROOT / "schemas" / f"{resource['name']}.tableschema.json"
        names = [field["name"] for field in json.loads(committed.read_text("utf-8"))["fields"]]
        assert [field["name"] for field in resource["schema"]["fields"]] == names


def test_the_codebook_explains_every_column_of_the_table_of_reports(batch: Batch) -> None:
    codebook = pd.read_csv(batch.out / "codebook.csv")
    reports = pd.read_csv(batch.out / "reports.csv")
    assert codebook["column"].tolist() == list(reports.columns)


def test_parquet_is_the_same_however_its_rows_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow_writer, "GROUP_ROWS", 7)
    cells = [dict(row, line=number) for number in range(10) for row in observation_cells(MADE)]
    files = []
    for size in (1, 4, 20):
        stream = io.BytesIO()
        parquet = ParquetFile(stream, OBSERVATION_COLUMNS)
        for start in range(0, len(cells), size):
            parquet.add(arrow_bytes(OBSERVATION_COLUMNS, cells[start : start + size]))
        parquet.close()
        files.append(stream.getvalue())
    assert files[0] == files[1] == files[2]
    table = pq.read_table(io.BytesIO(files[0]))
    assert table["line"].to_pylist() == [cell["line"] for cell in cells]
    assert pq.ParquetFile(io.BytesIO(files[0])).num_row_groups == 3


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_have_typed_columns(library: str) -> None:
    frame = to_frame([MADE], library=library)  # type: ignore[arg-type]
    assert list(frame.columns) == [column.name for column in OBSERVATION_COLUMNS]
    assert list(frame["indicator"]) == ["mediation.handled", "outreach.rate"]
    assert list(frame["value"]) == [53.0, 76.94]
    assert list(frame["year"]) == [2024, 2024]
    assert [day.isoformat()[:10] for day in frame["published"]] == ["2025-01-10"] * 2
    # No apostrophe here: a frame runs no formulas.
    assert frame["quote"][0].startswith("=")
    if library == "pandas":
        assert str(frame["char_start"].dtype) == "Int64"
        assert frame["value_max"].isna().all()
    else:
        assert frame.schema["published"] == polars.Date
        assert frame["published"][0] == date(2025, 1, 10)
        assert frame["value_max"].null_count() == 2


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_of_reports_has_a_row_a_report(library: str) -> None:
    frame = to_frame(
        [MADE, MADE], table="reports", library=library, rulebook=RULEBOOK  # type: ignore[arg-type]
    )
    assert list(frame["mediation_handled"]) == [53, 53]
    assert list(frame["outreach_rate_q"]) == ["exact", "exact"]


def test_a_frame_of_nothing_keeps_its_columns() -> None:
    assert list(to_frame([]).columns) == list(to_frame([], library="polars").columns)
    with pytest.raises(UsageError, match="no table"):
        to_frame([], table="mentions")  # type: ignore[arg-type]


def test_a_batch_is_a_frame(batch: Batch, rows: list[dict[str, str]]) -> None:
    assert len(to_frame(batch)) == len(rows)


def test_parquet_without_its_extra_is_told_at_once(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_folder(tmp_path / "in", 1)
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    done = cli(tmp_path / "in", "-o", tmp_path / "out", "--format", "parquet")
    assert done.code == 2
    assert "pyarrow is not installed (pip install 'report-extractor[arrow]')" in done.err
    assert not list((tmp_path / "out").rglob("*.json"))
