"""Validation of CSV tables: cells, rows and, with the reports, every word."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Outcome

from extractor import extract, load_rulebook
from extractor.io.writers.csv_writer import observations_csv, reports_csv
from extractor.records import Report
from extractor.rulebook import Rulebook
from extractor.validation import Problem, Settings, validate_file

TEXTS = {
    "a.txt": "大江街道办事处2024年法治政府建设年度报告\n2024年,共受理矛盾纠纷88件,"
    "调解成功86件。\n投入资金12.5万元,评分-3分。\n",
    "sub/b.txt": "小河区司法局2024年法治政府建设年度报告\n无行政诉讼败诉案件。\n"
    "=开展法治讲座15场次,参加人员1200余人次。\n",
}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="module")
def records(rulebook: Rulebook) -> list[Report]:
    return [extract(text, name=name, rulebook=rulebook) for name, text in TEXTS.items()]


@pytest.fixture
def table(tmp_path: Path, records: list[Report]) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / "reports" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "reports" / name).write_text(text, "utf-8")
    path = tmp_path / "observations.csv"
    path.write_bytes(observations_csv(records))
    return path


def problems(path: Path, rulebook: Rulebook, *, sources: bool = False) -> list[Problem]:
    source = path.parent / "reports" if sources else None
    return list(validate_file(path, Settings(rulebook, source)).problems)


def edit(path: Path, text: str, column: str, cell: str) -> int:
    """Sets one cell of the row whose number is printed as `text`; the line of that row."""
    lines = io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")
    rows = list(csv.DictReader(lines))
    at = next(at for at, row in enumerate(rows) if row["text"] == text)
    rows[at][column] = cell
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), "utf-8", newline="")
    return at + 2


@pytest.mark.parametrize("sources", [False, True])
def test_untouched_tables_pass(
    table: Path, records: list[Report], rulebook: Rulebook, sources: bool
) -> None:
    assert not problems(table, rulebook, sources=sources)
    reports = table.with_name("reports.csv")
    reports.write_bytes(reports_csv(records, rulebook.rules))
    assert not problems(reports, rulebook, sources=sources)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("value", "68", "V-VALUE"),
        ("value", "eighty", "V-TABLE"),
        ("value", "", "V-TABLE"),
        ("char_start", "1.5", "V-TABLE"),
        ("char_start", "1", "V-SPAN"),
        ("char_start", "-1", "V-TABLE"),
        ("quote_start", "0", "V-SPAN"),
        ("qualifier", "roughly", "V-TABLE"),
        ("published", "2024-13-01", "V-TABLE"),
        ("id", "", "V-TABLE"),
        ("id", "o1", "V-TABLE"),
        ("of", "o77", "V-LINK"),
        ("text", "68", "V-QUOTE"),
    ],
)
def test_faults_show_without_the_reports(
    table: Path, rulebook: Rulebook, column: str, cell: str, code: str
) -> None:
    line = edit(table, "86", column, cell)
    found = problems(table, rulebook)
    assert code in {problem.code for problem in found}
    assert {problem.line for problem in found} == {line}


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("status", "plan", "status is 'plan', but the report gives 'actual'"),
        ("organisation", "别处", "organisation is '别处'"),
        ("value", "86.0", "value is '86.0', but the report gives '86'"),
    ],
)
def test_edits_show_beside_the_reports(
    table: Path, rulebook: Rulebook, column: str, cell: str, told: str
) -> None:
    line = edit(table, "86", column, cell)
    (problem,) = problems(table, rulebook, sources=True)
    assert problem.code == "V-EDITED"
    assert told in problem.message
    assert problem.line == line


def test_rows_are_counted(table: Path, rulebook: Rulebook) -> None:
    lines = table.read_bytes().split(b"\r\n")
    table.write_bytes(b"\r\n".join([*lines[:-2], b""]))
    (problem,) = problems(table, rulebook, sources=True)
    assert (problem.code, "rows" in problem.message) == ("V-EDITED", True)
    table.write_bytes(b"\r\n".join([lines[0], *lines[2:]]))
    assert {p.code for p in problems(table, rulebook)} == {"V-ID"}


def test_a_changed_report_makes_its_rows_stale(table: Path, rulebook: Rulebook) -> None:
    report = table.parent / "reports/sub/b.txt"
    report.write_text(TEXTS["sub/b.txt"].replace("15", "16"), "utf-8")
    assert [p.code for p in problems(table, rulebook, sources=True)] == ["V-STALE"]
    report.unlink()
    assert [p.code for p in problems(table, rulebook, sources=True)] == ["V-SOURCE"]


def test_other_rules_are_no_fault(table: Path, rulebook: Rulebook) -> None:
    edit(table, "86", "status", "plan")
    made = {"extractor": "0", "rulebook": "0"}
    table.with_name("manifest.json").write_text(json.dumps(made), "utf-8")
    (problem,) = problems(table, rulebook, sources=True)
    assert (problem.code, problem.severity) == ("V-OUTDATED", "info")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b",indicator,", b",kind,"),
        (b",char_start,", b","),
        (b"\xef\xbb\xbfreport,", b"\xef\xbb\xbfreport,note,"),
    ],
)
def test_columns_are_those_of_the_schema(
    table: Path, rulebook: Rulebook, old: bytes, new: bytes
) -> None:
    table.write_bytes(table.read_bytes().replace(old, new, 1))
    found = problems(table, rulebook)
    assert found[0].code == "V-TABLE"
    assert found[0].line == 1


@pytest.mark.parametrize("data", [b"\xff\xfe,\r\n", b'report,id\r\n"a', b"name,age\r\nA,1\r\n"])
def test_other_tables_are_none_of_ours(tmp_path: Path, rulebook: Rulebook, data: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    checked = validate_file(path, Settings(rulebook))
    assert len(checked.problems) == 1
    assert checked.ours == (data[0] == 0xFF)


def test_the_folder_of_a_batch_passes(
    table: Path, tmp_path: Path, cli: Callable[..., Outcome]
) -> None:
    out = tmp_path / "out"
    reports = tmp_path / "reports"
    assert cli(reports, "-o", out, "--format", "json,csv,jsonl").code == 0
    outcome = cli("validate", out, "--source", reports)
    assert (outcome.code, outcome.out) == (0, "")
    assert "5 files" in outcome.err
    lines = (out / "reports.jsonl").read_text("utf-8").replace('"value":86,', '"value":68,', 1)
    (out / "reports.jsonl").write_text(lines, "utf-8")
    outcome = cli("validate", out)
    assert outcome.code == 1
    assert "reports.jsonl:1: " in outcome.out
