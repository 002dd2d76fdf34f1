"""Validation of CSV tables: cells, rows and, with the reports, every word."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Outcome

from extractor import extract
from extractor.io.writers.csv_writer import observations_csv, reports_csv
from extractor.records import Report
from extractor.rulebook import Rulebook
from extractor.validation import Problem, Settings, validate_file

TEXTS = {
    "a.txt": "大江街道办事处2024年法治政府建设年度报告\n2024年,共受理矛盾纠纷88件,"
    "调解成功86件。\n投入资金12.5万元,评分为-3分。\n",
    "sub/b.txt": "小河区司法局2024年法治政府建设年度报告\n无行政诉讼败诉案件。\n"
    "=开展法治讲座15场次,参加人员1200余人次。\n",
}


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
        ("value", "9" * 5000, "V-TABLE"),
        ("value", "0." + "9" * 5000, "V-TABLE"),
        ("char_start", "9" * 5000, "V-TABLE"),
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


def test_a_reworded_quote_is_told_once(
    table: Path, records: list[Report], rulebook: Rulebook
) -> None:
    quote = next(o.quote.text for o in records[0].observations if o.text == "86")
    line = edit(table, "86", "quote", quote.replace("成功", "失败"))
    (problem,) = problems(table, rulebook, sources=True)
    assert (problem.code, problem.line) == ("V-TEXT", line)


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
    assert "7 files" in outcome.err
    lines = (out / "reports.jsonl").read_text("utf-8").replace('"value":86,', '"value":68,', 1)
    (out / "reports.jsonl").write_text(lines, "utf-8")
    outcome = cli("validate", out)
    assert outcome.code == 1
    assert "reports.jsonl:1: " in outcome.out


@pytest.mark.parametrize("name", ["observations.csv", "reports.csv", "codebook.csv"])
def test_a_table_that_lost_its_head_is_not_passed_over(
    folder: Path, cli: Callable[..., Outcome], name: str
) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[:8])
    outcome = cli("validate", folder)
    assert outcome.code == 1
    assert outcome.out.endswith(f"{name}:1: V-SCHEMA holds no record\n")
    (folder / name).write_bytes(data)
    (folder / "mine.csv").write_text("name,age\n", "utf-8")
    assert cli("validate", folder).code == 0


@pytest.fixture
def folder(table: Path, tmp_path: Path, cli: Callable[..., Outcome]) -> Path:
    """What a run over the reports has written."""
    assert cli(tmp_path / "reports", "-o", tmp_path / "out", "--jobs", "0").code == 0
    return tmp_path / "out"


@pytest.fixture
def alone(tmp_path: Path, records: list[Report], rulebook: Rulebook) -> Path:
    """The two tables by themselves, without records."""
    place = tmp_path / "alone"
    place.mkdir()
    (place / "observations.csv").write_bytes(observations_csv(records))
    (place / "reports.csv").write_bytes(reports_csv(records, rulebook.rules))
    return place


def edit_cell(path: Path, report: str, column: str, cell: str) -> int:
    """Sets one cell in the first row of a report; the line of that row."""
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    at = next(at for at, row in enumerate(rows) if row[0] == report)
    rows[at][rows[0].index(column)] = cell
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return at + 1


@pytest.mark.parametrize(
    ("column", "cell", "code", "told"),
    [
        ("mediation_handled", "89", "V-EDITED", "mediation_handled is '89', but its record gives"),
        ("mediation_handled_q", "about", "V-EDITED", "mediation_handled_q is 'about'"),
        ("mediation_handled", "many", "V-TABLE", "is no number"),
        ("mediation_handled_q", "roughly", "V-TABLE", "is none of"),
        ("organisation", "别处", "V-EDITED", "organisation is '别处'"),
        ("findings", "7", "V-EDITED", "findings is '7'"),
        ("outreach_events", "3", "V-EDITED", "outreach_events is '3'"),
    ],
)
def test_an_edited_cell_of_the_reports_shows(
    folder: Path, cli: Callable[..., Outcome], column: str, cell: str, code: str, told: str
) -> None:
    line = edit_cell(folder / "reports.csv", "a.txt", column, cell)
    outcome = cli("validate", folder)
    assert outcome.code == 1
    (row,) = outcome.out.splitlines()
    assert row.startswith(f"{folder / 'reports.csv'}:{line}: {code} ")
    assert told in row


def test_an_edited_cell_of_the_observations_shows_beside_the_records(
    folder: Path, cli: Callable[..., Outcome]
) -> None:
    edit_cell(folder / "observations.csv", "a.txt", "status", "plan")
    outcome = cli("validate", folder / "observations.csv")
    assert outcome.code == 1
    assert "V-EDITED status is 'plan', but its record gives 'actual'" in outcome.out


@pytest.mark.parametrize("name", ["reports.csv", "observations.csv"])
def test_tables_have_rows_for_all_records_and_no_others(
    folder: Path, cli: Callable[..., Outcome], name: str
) -> None:
    whole = (folder / name).read_bytes()
    head, *lines = whole.split(b"\r\n")
    kept = [line for line in lines if not line.startswith(b"sub/b.txt")]
    (folder / name).write_bytes(b"\r\n".join([head, *kept]))
    outcome = cli("validate", folder)
    assert outcome.code == 1
    assert f"{name}:1: V-EDITED there is no row of 'sub/b.txt'" in outcome.out
    (folder / name).write_bytes(whole.replace(b"sub/b.txt", b"sub/c.txt"))
    outcome = cli("validate", folder)
    assert "V-EDITED 'sub/c.txt' has no record beside the table" in outcome.out


def test_a_record_that_is_gone_or_broken_is_told_of_its_table(
    folder: Path, cli: Callable[..., Outcome]
) -> None:
    (folder / "sub/b.json").unlink()
    outcome = cli("validate", folder)
    assert outcome.code == 1
    assert "reports.csv:1: V-SOURCE" in outcome.out
    assert "sub/b.json" in outcome.out


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("observations", "9", "V-EDITED observations is '9', but observations.csv gives"),
        ("year", "2023", "V-EDITED year is '2023'"),
        ("mediation_handled", "90", "V-EDITED mediation_handled is '90'"),
        ("training_sessions", "2", "V-EDITED training_sessions is '2'"),
    ],
)
def test_the_reports_follow_from_the_observations(
    alone: Path, cli: Callable[..., Outcome], column: str, cell: str, told: str
) -> None:
    outcome = cli("validate", alone)
    assert (outcome.code, outcome.out) == (0, "")
    edit_cell(alone / "reports.csv", "a.txt", column, cell)
    outcome = cli("validate", alone)
    assert outcome.code == 1
    assert told in outcome.out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("column,indicator,title", "column,indicator,name", "column 'title' is missing"),
        ("mediation_handled,", "mediation_taken,", "there is no column 'mediation_taken'"),
        (",case,", ",kilo,", "measure is 'kilo'"),
        ("Name of the report file", "What it is called", "definition is 'What it is called'"),
    ],
)
def test_the_codebook_is_that_of_the_rules(
    folder: Path, cli: Callable[..., Outcome], old: str, new: str, told: str
) -> None:
    path = folder / "codebook.csv"
    text = path.read_bytes().decode("utf-8-sig")
    assert old in text
    path.write_bytes(("\ufeff" + text.replace(old, new, 1)).encode())
    outcome = cli("validate", folder)
    assert outcome.code == 1
    assert outcome.out.startswith(f"{path}:")
    assert f"V-TABLE {told}" in outcome.out


def test_tables_of_other_rules_are_told_once(
    folder: Path, tmp_path: Path, cli: Callable[..., Outcome]
) -> None:
    rule = tmp_path / "rules"
    assert cli("rules", "new", "outreach.films", "--title", "普法电影", "--rules", rule).code == 0
    assert cli(tmp_path / "reports", "-o", folder, "--rules", rule, "-j0").code == 0
    outcome = cli("validate", folder, "--rules", rule)
    assert (outcome.code, outcome.out) == (0, "")
    outcome = cli("validate", folder)
    assert outcome.code == 0
    assert all("[info]" in line for line in outcome.out.splitlines())
    assert "V-OUTDATED" in outcome.out
    edit_cell(folder / "reports.csv", "a.txt", "mediation_handled", "89")
    assert "mediation_handled is '89'" in cli("validate", folder).out


@pytest.mark.parametrize(
    ("saved", "said"),
    [
        (lambda text: text.encode("gb18030"), "in Excel, save it as CSV UTF-8"),
        (lambda text: text.replace(",", "\t").encode("utf-16"), "in Excel, save it as CSV UTF-8"),
        (lambda text: text.replace(",", ";").encode("utf-8-sig"), "';' parts its cells"),
        (lambda text: text.replace(",", "\t").encode("utf-8"), "'\\t' parts its cells"),
    ],
)
def test_what_a_spreadsheet_saves_otherwise_is_not_passed_over(
    table: Path, cli: Callable[..., Outcome], saved: Callable[[str], bytes], said: str
) -> None:
    table.write_bytes(saved(table.read_bytes().decode("utf-8-sig")))
    for path in (table, table.parent):
        done = cli("validate", path)
        assert (done.code, done.out.count("\n")) == (1, 1)
        assert "observations.csv:" in done.out
        assert said in done.out
