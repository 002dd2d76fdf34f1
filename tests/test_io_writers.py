"""Writing: stable JSON, tables every program opens, whole files or none."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from commands import json_text
from hypothesis import given
from hypothesis import strategies as st
from made_reports import RULES, Given, report

from extractor.io.writers.atomic import atomic_write
from extractor.io.writers.csv_writer import (
    codebook_csv,
    observations_csv,
    plain_text,
    reports_csv,
    safe_text,
)
from extractor.io.writers.jsonl_writer import jsonl_line, jsonl_text
from extractor.model import Qualifier, Relation
from extractor.records import Report
from extractor.records.columns import NAME_LIMIT, column_name, qualifier_name, report_columns

MADE = report(
    '受理"重大"纠纷53起,\n同比下降76.94%。',
    Given("53", "mediation.handled", unit="起", qualifier=Qualifier.AT_LEAST),
    Given("76.94", "mediation.handled", "-76.94", "%", relation=Relation.CHANGE, of=0),
)
# A text file holds no lone surrogates, and no NUL that a table could carry.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_json_is_indented_readable_and_ends_in_a_line_end() -> None:
    text = json_text(MADE)
    assert text.startswith('{\n  "schema_version": "1.0",\n')
    assert text.endswith("}\n")
    assert "调解" in text
    assert json.loads(text)["observations"][1]["value"] == -76.94
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


@given(TEXTS, st.integers(0, 10**20))
def test_json_is_stable_for_any_text(words: str, value: int) -> None:
    made = report(words + "7", Given("7", "mediation.handled", str(value), None))
    text = json_text(made)
    assert json_text(Report.model_validate_json(text)) == text
    assert json.loads(text)["observations"][0]["value"] == value


def test_jsonl_is_one_line_a_report() -> None:
    text = jsonl_text([MADE, MADE])
    assert text == jsonl_line(MADE) * 2
    assert [json.loads(line) for line in text.splitlines()] == [json.loads(json_text(MADE))] * 2


def test_observations_csv_has_document_columns_first() -> None:
    data = observations_csv([MADE])
    assert data.startswith("\ufeffreport,organisation,level,year,published,".encode())
    first, second = rows(data)
    assert first["report"] == "made.txt"
    assert (first["id"], first["indicator"], first["value"]) == ("o1", "mediation.handled", "53")
    assert (second["value"], second["of"]) == ("-76.94", "o1")
    assert first["value_max"] == ""
    assert int(first["char_end"]) - int(first["char_start"]) == 2
    assert first["quote"] == '受理"重大"纠纷53起'


def test_lines_and_quotes_follow_rfc_4180() -> None:
    text = observations_csv([MADE]).decode("utf-8-sig")
    assert text.endswith("\r\n")
    assert '""重大""' in text
    assert text.count("\r\n") == 3


def test_reports_csv_has_a_qualifier_beside_each_value() -> None:
    (row,) = rows(reports_csv([MADE], RULES))
    names = list(row)
    at = names.index("mediation_handled")
    assert names[at + 1] == "mediation_handled_q"
    assert (row["mediation_handled"], row["mediation_handled_q"]) == ("53", "at_least")
    assert row["mediation_received"] == ""
    assert (row["observations"], row["year"]) == ("2", "2024")


def test_a_zero_is_not_an_empty_cell() -> None:
    made = report("无败诉案件", Given("无败诉案件", "lawsuit.lost", "0"))
    assert rows(reports_csv([made], RULES))[0]["lawsuit_lost"] == "0"


def test_the_codebook_explains_every_column_of_reports_csv() -> None:
    book = rows(codebook_csv(RULES))
    assert [row["column"] for row in book] == [column.name for column in report_columns(RULES)]
    (entry,) = [row for row in book if row["column"] == "mediation_handled"]
    assert entry == {
        "column": "mediation_handled",
        "indicator": "mediation.handled",
        "title": "调解(化解)矛盾纠纷数",
        "measure": "case",
        "units": "起 件",
        "definition": "definition of mediation.handled",
    }
    assert all(row["definition"] for row in book)


@given(st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=60))
def test_column_names_are_short_enough(name: str) -> None:
    for named in (column_name, qualifier_name):
        made = named(f"lawsuit.{name}")
        assert len(made) <= NAME_LIMIT
        assert made.isascii()
        assert made.isidentifier()


def test_shortened_column_names_stay_apart() -> None:
    long = "lawsuit.reconsideration_outcome_of_all_kinds"
    assert column_name(long) != column_name(long + "_too")
    assert column_name("mediation.handled") == "mediation_handled"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\uff1d1", "'=1", "''=1"])
def test_no_cell_starts_a_formula(text: str) -> None:
    assert safe_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "受理", "1-2", "'引用'", "a=b"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert safe_text(text) == text


@given(TEXTS)
def test_escaping_can_be_undone(text: str) -> None:
    assert plain_text(safe_text(text)) == text


@given(st.text(st.sampled_from("'=+-@\t\r\n,\"\uff1da务"), max_size=8), TEXTS)
def test_any_text_survives_a_table(head: str, tail: str) -> None:
    made = MADE.model_copy(
        update={"document": MADE.document.model_copy(update={"organisation": head + tail})}
    )
    cell = rows(observations_csv([made]))[0]["organisation"]
    assert cell[:1] not in tuple("=+-@\t\r\n\uff1d")
    assert plain_text(cell) == head + tail


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    atomic_write(target, b"one")
    atomic_write(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    target = tmp_path / ("报" * 83 + ".json")
    atomic_write(target, b"one")
    assert target.read_bytes() == b"one"


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.json"
    atomic_write(target, b"old")

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="disk full"):
        atomic_write(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
