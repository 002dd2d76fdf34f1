"""A folder in, a folder out: the same bytes however often and with however many processes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Outcome
from made_folders import digests, make_folder, put, states, table

from extractor import extract_folder
from extractor.batch import Format, parse_formats, read_records
from extractor.errors import BadRecord, UsageError
from extractor.io.rule_files import load_rulebook
from extractor.io.writers.csv_writer import observations_csv, reports_csv
from extractor.io.writers.jsonl_writer import jsonl_text
from extractor.rulebook import Rulebook

Cli = Callable[..., Outcome]


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty reports in subfolders; not to be changed."""
    folder = tmp_path_factory.mktemp("reports")
    make_folder(folder, 30)
    return folder


def test_all_tables_hold_what_the_records_hold(
    reports: Path, tmp_path: Path, rulebook: Rulebook
) -> None:
    batch = extract_folder(
        reports, tmp_path / "out", formats=("csv", "jsonl"), rulebook=rulebook
    )
    records = list(batch)
    names = [record.document.name for record in records]
    assert len(records) == len(batch) == 30
    assert names == sorted(path.relative_to(reports).as_posix() for path in reports.rglob("*.txt"))
    expected = {
        "observations.csv": observations_csv(records),
        "reports.csv": reports_csv(records, rulebook.rules),
        "reports.jsonl": jsonl_text(records).encode(),
    }
    assert {name: (tmp_path / "out" / name).read_bytes() for name in expected} == expected
    assert table(tmp_path / "out" / "failures.csv") == []


def test_a_record_is_the_one_of_the_single_command(few: Path, tmp_path: Path, cli: Cli) -> None:
    extract_folder(few, tmp_path / "out")
    assert (tmp_path / "out" / "b.json").read_text("utf-8") == cli(few / "b.txt", "--json").out


def test_a_second_run_skips_all_and_changes_nothing(
    reports: Path, tmp_path: Path, rulebook: Rulebook
) -> None:
    out = tmp_path / "out"
    extract_folder(reports, out, formats=("csv", "jsonl", "parquet"), rulebook=rulebook)
    before = digests(out)
    again = extract_folder(reports, out, formats=("csv", "jsonl", "parquet"), rulebook=rulebook)
    assert states(again) == {"unchanged": 30}
    assert digests(out) == before
    forced = extract_folder(reports, out, formats=Format, force=True, rulebook=rulebook)
    assert states(forced) == {"changed": 30}
    assert digests(out) == before


def test_only_what_changed_is_read_again(few: Path, tmp_path: Path, rulebook: Rulebook) -> None:
    out = tmp_path / "out"
    extract_folder(few, out, rulebook=rulebook)
    put(few / "b.txt", "调解纠纷54起。")
    put(few / "d.txt", "培训4次。")
    # A record that was edited by hand is no longer what the report says.
    record = out / "c.json"
    record.write_text(record.read_text("utf-8").replace('"value": 3', '"value": 4'), "utf-8")
    batch = extract_folder(few, out, rulebook=rulebook)
    assert states(batch) == {"unchanged": 1, "changed": 2, "new": 1}
    fresh = tmp_path / "fresh"
    extract_folder(few, fresh, rulebook=rulebook)
    assert digests(out) == digests(fresh)


def test_other_rules_make_all_records_anew(few: Path, tmp_path: Path, rulebook: Rulebook) -> None:
    rules = tmp_path / "rules"
    put(rules / "_checks.toml", "")
    out = tmp_path / "out"
    extract_folder(few, out, rulebook=rulebook)
    other = load_rulebook(rules, examples=True)
    changed = other._replace(sha256="1" * 64)
    assert states(extract_folder(few, out, rulebook=changed)) == {"changed": 3}
    assert json.loads((out / "manifest.json").read_text("utf-8"))["rulebook"] == "1" * 64


def test_a_report_that_vanished_is_told_as_long_as_its_record_stands(
    few: Path, tmp_path: Path, rulebook: Rulebook
) -> None:
    out = tmp_path / "out"
    extract_folder(few, out, rulebook=rulebook)
    (few / "b.txt").unlink()
    for _ in range(2):
        batch = extract_folder(few, out, rulebook=rulebook)
        assert batch.vanished == {"b.txt": "b.json"}
        assert [record.document.name for record in batch] == ["a.txt", "c.txt"]
        assert {row["report"] for row in table(out / "reports.csv")} == {"a.txt", "c.txt"}
    (out / "b.json").unlink()
    assert extract_folder(few, out, rulebook=rulebook).vanished == {}


def test_the_record_of_a_report_that_broke_does_not_stay(
    few: Path, tmp_path: Path, rulebook: Rulebook
) -> None:
    out = tmp_path / "out"
    extract_folder(few, out, rulebook=rulebook)
    (few / "b.txt").write_bytes(b"")
    batch = extract_folder(few, out, rulebook=rulebook)
    assert [(failure.report, failure.message) for failure in batch.failures] == [
        ("b.txt", "the file is empty")
    ]
    assert not (out / "b.json").exists()
    put(few / "b.txt", "调解纠纷53起。")
    assert states(extract_folder(few, out, rulebook=rulebook)) == {"unchanged": 2, "new": 1}


def test_tables_that_were_not_asked_for_are_told(few: Path, tmp_path: Path, cli: Cli) -> None:
    cli(few, "-o", tmp_path / "out", "--format", "jsonl")
    done = cli(few, "-o", tmp_path / "out", "--csv")
    assert done.code == 0
    assert "not renewed, as not asked for: reports.jsonl" in done.err


def test_the_end_of_a_run_tells_what_came_of_it(few: Path, tmp_path: Path, cli: Cli) -> None:
    put(few / "d.txt", "")
    put(few / "e.css", "")
    done = cli(few, "-o", tmp_path / "out", "--jobs", "0")
    assert done.code == 3
    assert done.out == ""
    first, _, *lines = done.err.splitlines()
    assert first == "extract: d.txt: the file is empty (save the report again)"
    told = {line.split()[0]: line.split()[1:] for line in lines}
    assert told["reports"] == ["4", "1", "failed,", "3", "new"]
    assert told["failed"][0] == "1"
    assert told["passed"] == ["over", "1", "1", ".css"]
    assert told["observations"] == ["3"]
    quiet = cli(few, "-o", tmp_path / "out", "--quiet", "--jobs", "0")
    assert (quiet.code, quiet.out, quiet.err) == (3, "", "")


def test_records_without_a_manifest_are_read_too(few: Path, tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("a", "b"):
        cli(few / f"{name}.txt", "--json", "-o", out)
    assert [record.document.name for record in read_records(out)] == ["a.txt", "b.txt"]
    put(out / "c.json", "{}")
    with pytest.raises(BadRecord, match=r"c\.json: not a record"):
        list(read_records(out))


def test_formats() -> None:
    forms = frozenset({Format.JSON, Format.CSV, Format.PARQUET})
    assert parse_formats(["CSV", " parquet"]) == (forms, frozenset())
    assert parse_formats(["brat"]) == ({Format.JSON}, {"brat"})
    with pytest.raises(UsageError):
        parse_formats([""])
