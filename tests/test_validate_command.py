"""`extract validate` as a user meets it: lines, JSON, exit codes, files that are no records."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import ROOT, Outcome, json_text
from record_edits import TEXT, change, edit_zero

from extractor import extract
from extractor.rulebook import Rulebook

DEV = sorted((ROOT / "tests/gold/dev").glob("*.txt"))[::4]


def test_untouched_records_pass(
    seeds: list[Path], tmp_path: Path, cli: Callable[..., Outcome], rulebook: Rulebook
) -> None:
    reports = tmp_path / "reports"
    records = tmp_path / "records"
    reports.mkdir()
    records.mkdir()
    for path in (*seeds, *DEV):
        (reports / path.name).write_bytes(path.read_bytes())
        record = extract(path.read_bytes(), name=path.name, rulebook=rulebook)
        (records / f"{path.stem}.json").write_text(json_text(record), "utf-8")
    for options in ((), ("--source", reports)):
        outcome = cli("validate", records, *options)
        assert outcome.code == 0
        assert ": F-" in outcome.out
        assert ": V-" not in outcome.out
        assert f"{len(seeds) + len(DEV)} records: 0 errors" in outcome.err


def test_the_command_prints_lines_and_json(written: Path, cli: Callable[..., Outcome]) -> None:
    assert cli("validate", written).code == 0
    change(written, edit_zero)
    outcome = cli("validate", written)
    assert outcome.code == 1
    assert outcome.out.startswith(f"{written}:")
    assert ": V-VALUE value 3 is not what '无行政诉讼败诉案件' says\n" in outcome.out
    row = json.loads(cli("validate", written, "--json").out)
    assert row["code"] == "V-VALUE"
    assert row["severity"] == "error"
    assert row["file"] == str(written)
    assert row["field"].endswith(".value")
    assert f":{row['line']}:" in outcome.out


def test_severity_decides_the_exit_code(written: Path, cli: Callable[..., Outcome]) -> None:
    text = TEXT + "开展宣传活动*次。\n"
    written.write_text(json_text(extract(text, name="a.txt")), "utf-8")
    assert cli("validate", written).code == 0
    assert cli("validate", written, "--fail-on", "warning").code == 1
    assert "[warning]" in cli("validate", written).out


@pytest.mark.parametrize("args", [(), ("nowhere.json",), ("--source", "nowhere", "a.json")])
def test_usage_errors_are_2(cli: Callable[..., Outcome], args: tuple[str, ...]) -> None:
    assert cli("validate", *args).code == 2


def test_a_folder_without_records_is_a_usage_error(
    tmp_path: Path, cli: Callable[..., Outcome]
) -> None:
    (tmp_path / "package.json").write_text("{}", "utf-8")
    assert cli("validate", tmp_path).code == 2


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", b"\r"])
def test_what_editors_do_to_a_file_is_no_fault(
    written: Path, cli: Callable[..., Outcome], data: bytes
) -> None:
    whole = written.read_bytes()
    written.write_bytes(data + whole if data[0] == 0xEF else whole.replace(b"\n", b"\r\n"))
    outcome = cli("validate", written, "--source", written.parent / "reports")
    assert (outcome.code, outcome.out) == (0, "")
    assert cli("panel", written.parent, "-o", written.with_name("panel.csv")).code == 0


def test_a_record_in_another_encoding_is_told(written: Path, cli: Callable[..., Outcome]) -> None:
    written.write_text(written.read_text("utf-8"), "utf-16")
    outcome = cli("validate", written)
    assert outcome.out == f"{written}:1: V-JSON not UTF-8 (save it as UTF-8)\n"


def test_a_file_that_cannot_be_read_stops_nothing(
    written: Path, cli: Callable[..., Outcome]
) -> None:
    os.mkfifo(written.with_name("pipe.json"))
    written.with_name("gone.json").symlink_to("nowhere.json")
    outcome = cli("validate", written.parent)
    assert outcome.code == 1
    assert outcome.out.splitlines() == [
        f"{written.with_name('gone.json')}:1: V-JSON cannot be read: No such file or directory",
        f"{written.with_name('pipe.json')}:1: V-JSON cannot be read: not a regular file",
    ]
    assert "3 files, 1 record: 2 errors" in outcome.err
