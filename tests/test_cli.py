"""The command line as a user meets it: outputs, messages, exit codes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import ROOT, SENTENCE, Outcome, one_line

import extractor

Cli = Callable[..., Outcome]
BAD_RATE = "2024年全年调解矛盾纠纷28起,调解成功率达到280%。\n"


def test_json_is_the_whole_record(cli: Cli, seeds: list[Path]) -> None:
    done = cli(seeds[1], "--json")
    record = extractor.Report.model_validate_json(done.out)
    text = seeds[1].read_bytes().decode("utf-8")
    assert record.document.name == seeds[1].name
    assert record.observations
    assert all(text[o.start : o.end] == o.text for o in record.observations)
    assert all(text[m.start : m.end] == m.text for m in record.mentions)


def test_in_a_pipe_json_is_the_default(cli: Cli, report: Path) -> None:
    assert cli(report) == cli(report, "--json") == cli("report", "--json", report)


def test_options_may_stand_before_the_report(cli: Cli, report: Path) -> None:
    assert cli("--json", report) == cli(report, "--json")


def test_the_facade_gives_the_same_record(cli: Cli, report: Path) -> None:
    printed = extractor.Report.model_validate_json(cli(report, "--json").out)
    assert extractor.extract_file(report) == printed
    assert extractor.extract(SENTENCE, name="report.txt") == printed
    assert extractor.extract(SENTENCE.encode(), name="report.txt") == printed


def test_csv_is_one_row_an_observation(cli: Cli, report: Path) -> None:
    record = json.loads(cli(report, "--json").out)
    rows = list(csv.DictReader(io.StringIO(cli(report, "--csv").out.removeprefix("\ufeff"))))
    assert [row["indicator"] for row in rows] == [o["indicator"] for o in record["observations"]]


@pytest.mark.parametrize("columns", ["200", "60", "40", "20"])
def test_the_table_shows_every_figure(
    cli: Cli, report: Path, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    done = cli(report, "--table")
    assert done.code == 0
    assert "28" in done.out
    assert "100" in done.out
    assert "\x1b" not in done.out
    assert max(map(len, done.out.splitlines())) <= int(columns)


@pytest.mark.parametrize(
    ("out", "first"),
    [("a.json", b"{"), ("a.csv", b"\xef\xbb\xbf"), ("a.jsonl", b'{"'), ("a.parquet", b"PAR1")],
)
def test_output_goes_to_a_file(cli: Cli, report: Path, out: str, first: bytes) -> None:
    target = report.with_name(out)
    done = cli(report, "-o", target)
    assert (done.code, done.out) == (0, "")
    assert f"wrote {target}" in done.err
    assert target.read_bytes().startswith(first)


def test_output_into_a_folder_is_named_after_the_report(cli: Cli, report: Path) -> None:
    folder = report.with_name("out")
    folder.mkdir()
    assert cli(report, "--quiet", "-o", folder).err == ""
    assert cli(report, "--csv", "-o", folder).code == 0
    assert {path.name for path in folder.iterdir()} == {
        "report.json", "observations.csv", "reports.csv", "codebook.csv",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["out", "out/", "deep/er/"])
def test_a_name_without_a_suffix_is_a_folder(cli: Cli, report: Path, name: str) -> None:
    assert cli(report, "-o", f"{report.parent}/{name}").code == 0
    assert cli(report, "--format", "parquet", "-o", f"{report.parent}/{name}").code == 0
    assert {path.name for path in (report.parent / name).iterdir()} == {
        "report.json", "observations.parquet", "reports.parquet",
    }  # fmt: skip


def test_one_report_takes_the_formats_of_a_folder(cli: Cli, report: Path) -> None:
    assert json.loads(cli(report, "--format", "jsonl").out)["document"]["name"] == "report.txt"
    done = cli(report, "--format", "html")
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err, "html", "--html FILE", "parquet")


@pytest.mark.parametrize("form", ["csv", "parquet", "doccano"])
def test_one_report_does_not_replace_the_tables_of_a_folder(
    cli: Cli, report: Path, tmp_path: Path, form: str
) -> None:
    reports, out = tmp_path / "reports", tmp_path / "out"
    reports.mkdir()
    (reports / "a.txt").write_text(SENTENCE, "utf-8")
    assert cli(reports, "-o", out, "--format", f"csv,{form}", "-j0").code == 0
    whole = {path.name: path.read_bytes() for path in out.iterdir()}
    done = cli(report, "--format", form, "-o", out)
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err, "the tables of a folder of reports", str(out))
    assert {path.name: path.read_bytes() for path in out.iterdir()} == whole
    assert cli(report, "--json", "-o", out).code == 0


def test_output_never_replaces_the_report(cli: Cli, report: Path) -> None:
    done = cli(report, "-o", report)
    assert (done.code, done.out) == (2, "")
    assert report.read_text("utf-8") == SENTENCE


def test_output_that_cannot_be_written_is_told(cli: Cli, report: Path) -> None:
    done = cli(report, "-o", report.parent / "no" / "such" / "folder.json")
    assert done.code == 2
    assert one_line(done.err, "folder.json")


def test_a_finding_of_severity_error_leaves_with_1(cli: Cli, report: Path) -> None:
    report.write_text(BAD_RATE, "utf-8")
    done = cli(report, "--json")
    assert json.loads(done.out)["findings"]
    assert done.code == 1
    assert one_line(done.err, "report.txt", "error")
    assert cli(report, "--json", "--quiet").err == ""


def test_a_text_without_figures_is_a_record(cli: Cli, report: Path) -> None:
    report.write_text("街道坚持依法行政。\n", "utf-8")
    done = cli(report, "--json")
    assert done.code == 0
    assert json.loads(done.out)["observations"] == []
    assert "no figure found" in done.err


def test_a_missing_report_is_told(cli: Cli, tmp_path: Path) -> None:
    done = cli(tmp_path / "missing.txt", "--json")
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err, "missing.txt", "no such file")


def test_a_message_commands_no_terminal(cli: Cli, tmp_path: Path) -> None:
    done = cli(tmp_path / "a\x1b[2J\x9b2J.txt", "--json")
    assert one_line(done.err, r"a\x1b[2J\x9b2J.txt", "no such file")


def test_a_folder_is_no_report(cli: Cli, tmp_path: Path) -> None:
    done = cli(tmp_path, "--json")
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err, str(tmp_path), "folder")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(bytes(range(256)) * 8, "", id="binary"),
        pytest.param(b"PK\x03\x04" + bytes(64), "zip", id="zip"),
        pytest.param("法治".encode()[:-1] + b"\xff\xff\xfe 28\n", "", id="broken"),
    ],
)
def test_what_is_no_text_is_told(cli: Cli, report: Path, content: bytes, word: str) -> None:
    report.write_bytes(content)
    done = cli(report, "--json")
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err, "report.txt", word)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), ("no report given",)),
        (("",), ("an empty name", "file")),
        (("x.txt", "-o", ""), ("-o",)),
        (("x.txt", "--html", ""), ("--html",)),
        (("pannel", "x"), ("pannel", "panel")),
        (("help",), ("no such file or command", "extract --help")),
        (("年度报告",), ("年度报告: no such file (",)),  # no command is called so
        (("x.txt", "--format", "xml,"), ("'xml'",)),
        (("schema", "--write", "--dir", "/proc/x"), ("/proc/x",)),
        (("nowhere.parquet", "-o", "out"), ("nowhere.parquet", "no such file or folder")),
        (("--jsno",), ("--jsno", "--json")),
        (("x.txt", "--jsno"), ("--jsno", "--json")),
        (("x.txt", "--json", "--csv"), ("json and csv exclude each other",)),
        (("x.txt", "--format", "pdf"), ("pdf", "brat")),
        (("x.txt", "--format", "json,csv"), ("json and csv exclude each other",)),
        (("schema", "--check"), ("schemas", "--dir")),
        (("schema", "--check", "--dir", "/nowhere"), ("/nowhere",)),
        (("a.txt", "b.txt"), ("b.txt",)),
        (("rules",), ("Missing command",)),
        (("rules", "nope"), ("nope",)),
        (("rules", "show", "mediation.handle"), ("mediation.handled",)),
        (("rules", "list", "nope"), ("nope", "mediation")),
        (("rules", "new", "nope", "--title", "x"), ("nope",)),
        (("rules", "new", "mediation.handled", "--title", "调解数"), ("handled.toml",)),
        (("explain", "x.txt", "--indicator", "nope"), ("nope",)),
        (("explain", "x.txt", "--at", "x"), ("--at",)),
        (("eval", "/nowhere"), ("/nowhere", "no such folder")),
        (("x.txt", "--html"), ("--html", "extract report --help")),
        (("panel", "out", "-o"), ("-o", "extract panel --help")),
        (("rules", "new", "--title"), ("--title", "extract rules new --help")),
        (("schema", "--write", "--check"), ("--write and --check",)),
        (("x.txt", "--rules", "/nowhere"), ("/nowhere",)),
    ],
)
def test_usage_errors_are_one_line(
    cli: Cli, tmp_path: Path, args: tuple[str, ...], words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.txt").write_text(SENTENCE, "utf-8")
    done = cli(*args)
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err, *words)


@pytest.mark.parametrize("command", [[], ["report"], ["rules"], ["rules", "new"]])
def test_help_is_short_for_help(cli: Cli, command: list[str]) -> None:
    assert cli(*command, "-h").out.startswith("Usage: extract")


def test_a_choice_that_is_none_is_told_plainly(cli: Cli) -> None:
    done = cli("validate", "x", "--fail-on", "info")
    assert one_line(done.err, "Invalid value for '--fail-on': 'info' is not one of")


def test_version(cli: Cli) -> None:
    assert cli("--version").out == f"extract {extractor.__version__}\n"


def test_help_names_every_command(cli: Cli) -> None:
    done = cli("--help")
    assert done.code == 0
    for name in ("report", "explain", "numbers", "text", "rules", "schema", "eval"):
        assert f"  {name} " in done.out


@pytest.mark.parametrize("command", [[], ["rules"]])
def test_help_says_in_full_what_commands_do(cli: Cli, command: list[str]) -> None:
    assert "..." not in cli(*command, "--help").out.replace("[ARGS]...", "")


def test_text_prints_what_offsets_count_in(cli: Cli, seeds: list[Path]) -> None:
    assert cli("text", seeds[0]).out == seeds[0].read_bytes().decode("utf-8")
    assert "28" in cli("text", "--view", seeds[0]).out


def test_a_text_without_quantities_is_told(cli: Cli) -> None:
    assert one_line(cli("numbers", "没有数字").err, "no quantity found")


def test_numbers_lists_quantities(cli: Cli) -> None:
    rows = [line.split("\t") for line in cli("numbers", "发放资料5000余份").out.splitlines()]
    found = dict(zip(*rows, strict=True))
    assert (found["text"], found["value"], found["unit"]) == ("5000余", "5000", "份")
    assert found["qualifier"] == "more_than"


def test_schema_is_printed_and_the_files_are_fresh(cli: Cli, tmp_path: Path) -> None:
    assert json.loads(cli("schema").out)["$schema"].endswith("2020-12/schema")
    assert cli("schema", "--check", "--dir", tmp_path).code == 1
    assert cli("schema", "--write", "--dir", tmp_path).code == 0
    assert cli("schema", "--check", "--dir", tmp_path).code == 0


def test_eval_counts_agreement(cli: Cli) -> None:
    gold = ROOT / "tests" / "gold" / "seeds"
    done = cli("eval", gold, "--by", "doc", "--errors", "1")
    assert done.code == 0
    assert "offsets.wrong       0" in done.out
    assert "digits.accounted    1.0000" in done.out


def test_a_closed_folder_on_the_way_is_one_line(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # The tests may run as root, whom no mode keeps out.
    usual = Path.is_dir

    def closed(self: Path) -> bool:
        if self.name == "records":
            raise PermissionError(13, "Permission denied", str(self))
        return usual(self)

    monkeypatch.setattr(Path, "is_dir", closed)
    done = cli("validate", tmp_path / "records")
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err, "records", "closed to you")
