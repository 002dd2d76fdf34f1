"""Organisation by year by indicator, in the formats of those who count with it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import polars
import pyarrow.parquet as pq
import pytest
from commands import Outcome
from made_reports import RULES, Given, report

from extractor.io.writers.arrow_writer import parquet_bytes
from extractor.io.writers.csv_writer import table_csv
from extractor.io.writers.stata_writer import stata_bytes
from extractor.io.writers.xlsx_writer import xlsx_bytes
from extractor.model import Issuer, Qualifier
from extractor.records import Report
from extractor.records.columns import NAME_LIMIT
from extractor.records.panel import Panel, panel

Cli = Callable[..., Outcome]


def made(
    organisation: str | None, year: int | None, name: str, *given: Given,
    published: str | None = None,
) -> Report:  # fmt: skip
    text = ",".join(each.text for each in given) + "。"
    issuer = Issuer(f"{organisation}报告", organisation, "street", year, published)
    made = report(text, *given, issuer=issuer)
    about = made.document.model_copy(update={"name": name})
    return made.model_copy(update={"document": about})


HANDLED = Given("53", "mediation.handled", unit="起", qualifier=Qualifier.AT_LEAST)
AMOUNT = Given("76.5", "mediation.amount", unit="元")
RANGE = Given("3", "outreach.events", unit="场", upper="5", qualifier=Qualifier.RANGE)
REPORTS = [
    made("乙街道", 2023, "b23.txt", HANDLED),
    made("乙街道", 2022, "b22.txt", HANDLED, AMOUNT, published="2023-01-10"),
    made("甲街道", 2023, "a23.txt", Given("0", "petition.items", unit="件"), RANGE),
    made(None, 2023, "nobody.txt", HANDLED),
    made("丙街道", None, "never.txt", HANDLED),
]


def test_one_row_an_organisation_and_year_sorted() -> None:
    table = panel(REPORTS, RULES)
    assert [(row["organisation"], row["year"]) for row in table.rows] == [
        ("乙街道", 2022), ("乙街道", 2023), ("甲街道", 2023),
    ]  # fmt: skip
    first = table.rows[0]
    assert (first["mediation_handled"], first["mediation_handled_q"]) == (53, "at_least")
    assert first["mediation_amount"] == 76.5
    assert table.rows[2]["petition_items"] == 0
    assert "mediation_handled" not in table.rows[2]


def test_columns_are_variables_of_any_program_and_say_what_they_mean() -> None:
    columns = panel(REPORTS, RULES).columns
    names = [column.name for column in columns]
    assert len(set(names)) == len(names) == 11 + 2 * len(RULES)
    assert all(name.isascii() and name.isidentifier() and len(name) <= NAME_LIMIT
               for name in names)
    by_name = {column.name: column for column in columns}
    assert by_name["mediation_handled"].title == RULES["mediation.handled"].title


def test_what_cannot_be_placed_is_named() -> None:
    assert panel(REPORTS, RULES).unplaced == ("nobody.txt", "never.txt")


def test_of_two_reports_on_a_year_the_fuller_one_stands_for_both() -> None:
    full = made("乙街道", 2023, "z.txt", HANDLED, AMOUNT)
    table = panel([REPORTS[0], full], RULES)
    assert [row["report"] for row in table.rows] == ["z.txt"]
    assert table.rows[0]["reports"] == 2
    assert table.doubled == {"z.txt": ("b23.txt",)}
    both = panel([REPORTS[0], full], RULES, all=True)
    assert [row["report"] for row in both.rows] == ["z.txt", "b23.txt"]
    assert both.doubled == {}


def test_of_two_equally_full_reports_the_later_then_the_first_by_name_stands() -> None:
    copies = [made("乙街道", 2023, name, HANDLED) for name in ("b.txt", "a.txt")]
    assert [row["report"] for row in panel(copies, RULES).rows] == ["a.txt"]
    late = made("乙街道", 2023, "c.txt", HANDLED, published="2024-02-01")
    assert [row["report"] for row in panel([*copies, late], RULES).rows] == ["c.txt"]


def test_the_long_form_has_one_row_a_figure() -> None:
    table = panel(REPORTS, RULES, long=True)
    assert [(row["year"], row["indicator"], row["value"], row["value_max"], row["unit"])
            for row in table.rows] == [
        (2022, "mediation.handled", 53, None, "起"),
        (2022, "mediation.amount", 76.5, None, "元"),
        (2023, "mediation.handled", 53, None, "起"),
        (2023, "outreach.events", 3, 5, "场"),
        (2023, "petition.items", 0, None, "件"),
    ]  # fmt: skip


WRITERS: dict[str, Callable[..., bytes]] = {
    "csv": table_csv, "xlsx": xlsx_bytes, "parquet": parquet_bytes, "dta": stata_bytes,
}  # fmt: skip
READERS: dict[str, Callable[[Any], pd.DataFrame]] = {
    "csv": pd.read_csv, "xlsx": pd.read_excel, "parquet": pd.read_parquet, "dta": pd.read_stata,
}  # fmt: skip


@pytest.mark.parametrize("kind", WRITERS)
def test_pandas_reads_back_every_cell(kind: str) -> None:
    table = panel(REPORTS, RULES)
    frame = READERS[kind](io.BytesIO(WRITERS[kind](table.columns, table.rows)))
    assert list(frame.columns) == [column.name for column in table.columns]
    assert frame["organisation"].tolist() == ["乙街道", "乙街道", "甲街道"]
    assert frame["year"].tolist() == [2022, 2023, 2023]
    assert str(frame["published"].tolist()[0])[:10] == "2023-01-10"
    assert frame["mediation_handled"].fillna(-1).tolist() == [53, 53, -1]
    assert frame["mediation_amount"].fillna(-1).tolist() == [76.5, -1, -1]
    assert frame["mediation_handled_q"].fillna("").tolist() == ["at_least", "at_least", ""]
    assert frame["lawsuit_lost"].isna().all()


@pytest.mark.parametrize("kind", WRITERS)
def test_equal_tables_give_equal_bytes(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table = panel(REPORTS, RULES)
    first = WRITERS[kind](table.columns, table.rows)
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert WRITERS[kind](table.columns, table.rows) == first


def test_stata_has_variable_labels() -> None:
    table = panel(REPORTS, RULES)
    with pd.io.stata.StataReader(io.BytesIO(stata_bytes(table.columns, table.rows))) as reader:
        labels = reader.variable_labels()
        frame = reader.read()
    assert labels["mediation_handled"] == "调解(化解)矛盾纠纷数"
    assert labels["mediation_handled_q"] == "调解(化解)矛盾纠纷数 (qualifier)"
    assert all(label for label in labels.values())
    assert all(len(label) <= 80 for label in labels.values())
    assert frame["year"].dtype.kind == "i"


def test_stata_takes_tables_without_a_text_and_texts_that_are_long() -> None:
    long = panel([made("街道" * 1200, 2023, "a\0.txt", HANDLED)], RULES)
    frame = pd.read_stata(io.BytesIO(stata_bytes(long.columns, long.rows)))
    assert frame["organisation"].tolist() == ["街道" * 1200]


def test_excel_gets_text_as_text_and_a_codebook() -> None:
    table = panel([made("=1+1", 2023, "a\x01.txt", HANDLED)], RULES)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table.columns, table.rows)))
    data, about = book.worksheets
    assert (data["A2"].value, data["A2"].data_type) == ("=1+1", "s")
    assert data["E2"].value == "a\ufffd.txt"
    meaning = {row[0].value: row[1].value for row in about.iter_rows()}
    assert meaning["mediation_handled"] == "调解(化解)矛盾纠纷数"


def test_a_workbook_does_not_tell_when_it_was_saved() -> None:
    table = panel(REPORTS, RULES)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table.columns, table.rows)))
    assert book.properties.created == book.properties.modified == datetime(1980, 1, 1)


def test_parquet_columns_carry_their_meaning() -> None:
    table: Panel = panel(REPORTS, RULES)
    schema = pq.read_schema(io.BytesIO(parquet_bytes(table.columns, table.rows)))
    about = schema.field("mediation_handled").metadata
    assert about[b"title"].decode() == "调解(化解)矛盾纠纷数"
    assert about[b"indicator"] == b"mediation.handled"


def test_the_command(tmp_path: Path, cli: Cli) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    head = "某某区人民政府某某街道办事处2023年法治政府建设年度报告\n"
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"{head}调解矛盾纠纷53起。", "utf-8")
    (folder / "c.txt").write_text("调解矛盾纠纷53起。", "utf-8")
    assert cli(folder, "-o", out, "--jobs", "0").code == 0
    for kind in WRITERS:
        done = cli("panel", out, "-o", tmp_path / f"panel.{kind}")
        assert (done.code, done.out) == (0, "")
        assert "left out, no organisation or year: c.txt\n" in done.err
        assert "is there: b.txt (--all keeps them)\n" in done.err
        frame = READERS[kind](tmp_path / f"panel.{kind}")
        assert frame["mediation_handled"].tolist() == [53]
    assert cli("panel", out, "-o", tmp_path / "all.csv", "--all", "--long", "--quiet").err == ""
    assert len(pd.read_csv(tmp_path / "all.csv")) == 2


def test_a_panel_that_cannot_be_made_is_told(tmp_path: Path, cli: Cli) -> None:
    folder, out, other = tmp_path / "in", tmp_path / "out", tmp_path / "other"
    folder.mkdir()
    (folder / "c.txt").write_text("调解矛盾纠纷53起。", "utf-8")
    assert cli(folder, "-o", out, "--jobs", "0").code == 0
    record = (out / "c.json").read_text("utf-8")
    other.mkdir()
    (other / "c.json").write_text(re.sub('"rulebook": "[0-9a-f]{64}"', '"rulebook": "0"', record))
    target = tmp_path / "panel.csv"
    for args, word in (
        ([out, "-o", tmp_path / "panel.sav"], "no panel as .sav"),
        ([tmp_path / "nowhere", "-o", target], "no such folder"),
        ([folder, "-o", target], "no record in this folder"),
        ([out, "-o", target], "no record tells organisation and year"),
        ([other, "-o", target], "c.txt: this record was made with other rules"),
    ):
        done = cli("panel", *args)
        assert done.code == 2
        assert word in done.err
        assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("kind", "module", "extra"),
    [("xlsx", "openpyxl", "xlsx"), ("parquet", "pyarrow", "arrow"), ("dta", "pandas", "stata")],
)
def test_a_missing_extra_is_named(
    kind: str, module: str, extra: str, tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    text = "某某区某某街道办事处2023年法治政府建设年度报告\n调解矛盾纠纷53起。"
    (folder / "a.txt").write_text(text, "utf-8")
    cli(folder, "-o", out, "--jobs", "0")
    monkeypatch.setitem(__import__("sys").modules, module, None)
    done = cli("panel", out, "-o", tmp_path / f"panel.{kind}")
    assert done.code == 2
    assert f"{module} is not installed (pip install 'report-extractor[{extra}]')" in done.err


def test_duckdb_and_polars_read_the_csv(tmp_path: Path) -> None:
    table = panel(REPORTS, RULES)
    path = tmp_path / "panel.csv"
    path.write_bytes(table_csv(table.columns, table.rows))
    rows = duckdb.sql(f"select organisation, mediation_handled from '{path}' order by all")
    assert rows.fetchall() == [("乙街道", 53), ("乙街道", 53), ("甲街道", None)]
    assert polars.read_csv(path)["organisation"].to_list() == ["乙街道", "乙街道", "甲街道"]
