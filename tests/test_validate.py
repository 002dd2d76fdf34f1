"""Validation: each fault of a record is caught, and no untouched record has one."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from commands import ROOT, Outcome

from extractor import extract, load_rulebook
from extractor.io.writers.json_writer import json_text
from extractor.rulebook import Rulebook
from extractor.validation import Problem, Settings, validate_file

TEXT = (
    "大江街道办事处2024年法治政府建设年度报告\n"
    "2024年，共受理矛盾纠纷88件，调解成功86件，成功率97.7%。\n"
    "全年办理行政复议案件42件，其中维持21件、撤销4件。\n"
    "开展法治讲座15场次，参加人员1200余人次，投入资金12.5万元。\n"
    "无行政诉讼败诉案件。\n"
)
DEV = sorted((ROOT / "tests/gold/dev").glob("*.txt"))[::4]
Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def written(tmp_path: Path, rulebook: Rulebook) -> Path:
    """A record, with its report in `reports`."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/a.txt").write_text(TEXT, "utf-8")
    record = tmp_path / "a.json"
    record.write_text(json_text(extract(TEXT, name="a.txt", rulebook=rulebook)), "utf-8")
    return record


def change(path: Path, edit: Change) -> None:
    record = json.loads(path.read_bytes())
    edit(record)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", "utf-8")


def observation(record: dict[str, Any], text: str) -> dict[str, Any]:
    found: dict[str, Any] = next(o for o in record["observations"] if o["text"] == text)
    return found


def errors(path: Path, rulebook: Rulebook, source: Path | None = None) -> list[Problem]:
    checked = validate_file(path, Settings(rulebook, source))
    return [problem for problem in checked.problems if problem.severity == "error"]


def codes(problems: Sequence[Problem]) -> set[str]:
    return {str(problem.code) for problem in problems}


def edit_value(record: dict[str, Any]) -> None:
    observation(record, "86")["value"] = 68


def edit_both(record: dict[str, Any]) -> None:
    """The headline is edited with the observation."""
    edit_value(record)
    record["mediation"]["handled"]["value"] = 68


def edit_headline(record: dict[str, Any]) -> None:
    record["mediation"]["handled"]["value"] = 68


def edit_zero(record: dict[str, Any]) -> None:
    record["observations"][-1]["value"] = 3
    record["lawsuit"]["lost"]["value"] = 3


def edit_money(record: dict[str, Any]) -> None:
    observation(record, "12.5万")["value"] = 12.5


def edit_qualifier(record: dict[str, Any]) -> None:
    observation(record, "1200余")["qualifier"] = "exact"


def edit_unit(record: dict[str, Any]) -> None:
    observation(record, "86")["unit"] = "起"


def shift(record: dict[str, Any]) -> None:
    row = observation(record, "86")
    row["start"] += 1
    row["end"] += 1


def stretch(record: dict[str, Any]) -> None:
    observation(record, "86")["end"] += 1


def shift_quote(record: dict[str, Any]) -> None:
    quote = observation(record, "86")["quote"]
    quote["start"] -= 1
    quote["end"] -= 1


def shift_mention(record: dict[str, Any]) -> None:
    row = next(m for m in record["mentions"] if m["text"] == "86")
    row["start"] += 1
    row["end"] += 1


def inflate_part(record: dict[str, Any]) -> None:
    """The value, and every place that prints it, so that only the sum tells."""
    retell(record, "4", "9")
    retell(record, "21", "39")


def retell(record: dict[str, Any], old: str, new: str) -> None:
    row = observation(record, old)
    longer = len(new) - len(old)
    at = row["start"]
    row["value"] = int(new)
    for figure in figures(record):
        if row["id"] in figure["observations"][:1]:
            figure["value"] = int(new)
    for quote in [o["quote"] for o in record["observations"]]:
        if quote["start"] <= at < quote["end"]:
            inside = at - quote["start"]
            quote["text"] = quote["text"][:inside] + new + quote["text"][inside + len(old) :]
    for span in (*record["observations"], *record["mentions"],
                 *(o["quote"] for o in record["observations"])):
        span["end"] += longer * (span["end"] > at)
        span["start"] += longer * (span["start"] > at)
        if span["start"] == at and span.get("text") == old:
            span["text"] = new
    for other in record["observations"]:
        if other["of_start"] is not None:
            other["of_start"] += longer * (other["of_start"] > at)
    record["document"]["characters"] += longer


def figures(record: dict[str, Any]) -> list[dict[str, Any]]:
    tables = ("training", "mediation", "contract_review", "lawsuit", "outreach", "other")
    return [figure for name in tables for figure in record[name].values() if figure]


def drop_field(record: dict[str, Any]) -> None:
    del observation(record, "86")["unit"]


def drop_empty_field(record: dict[str, Any]) -> None:
    del record["training"]["exams"]


def drop_category(record: dict[str, Any]) -> None:
    del record["lawsuit"]


def add_field(record: dict[str, Any]) -> None:
    observation(record, "86")["note"] = "checked"


def retype(record: dict[str, Any]) -> None:
    observation(record, "86")["value"] = "86"


def retype_offset(record: dict[str, Any]) -> None:
    observation(record, "86")["start"] = 60.5


def rename_status(record: dict[str, Any]) -> None:
    observation(record, "86")["status"] = "done"


def repeat_id(record: dict[str, Any]) -> None:
    record["observations"][1]["id"] = "o1"


def drop_observation(record: dict[str, Any]) -> None:
    record["observations"].pop()


def drop_headline(record: dict[str, Any]) -> None:
    record["mediation"]["handled"] = None


def drop_mention(record: dict[str, Any]) -> None:
    record["mentions"] = [m for m in record["mentions"] if m["text"] != "86"]


def lose_total(record: dict[str, Any]) -> None:
    observation(record, "21")["of"] = "o99"


def move_total(record: dict[str, Any]) -> None:
    observation(record, "21")["of_start"] += 1


def lose_finding(record: dict[str, Any]) -> None:
    record["document"]["year"] = None


ALONE: tuple[tuple[Change, str], ...] = (
    (edit_value, "V-VALUE"), (edit_both, "V-VALUE"), (edit_headline, "V-FIGURE"),
    (edit_zero, "V-VALUE"), (edit_money, "V-VALUE"), (edit_qualifier, "V-VALUE"),
    (edit_unit, "V-FIGURE"), (shift, "V-QUOTE"), (stretch, "V-SPAN"), (shift_quote, "V-QUOTE"),
    (shift_mention, "V-MENTION"), (inflate_part, "F-PARTS"), (drop_field, "V-SCHEMA"),
    (drop_empty_field, "V-SCHEMA"), (drop_category, "V-SCHEMA"), (add_field, "V-SCHEMA"),
    (retype, "V-SCHEMA"), (retype_offset, "V-SCHEMA"), (rename_status, "V-SCHEMA"),
    (repeat_id, "V-ID"),
    (drop_observation, "V-MENTION"), (drop_headline, "V-FIGURE"), (drop_mention, "V-MENTION"),
    (lose_total, "V-LINK"), (move_total, "V-LINK"), (lose_finding, "V-FINDING"),
)  # fmt: skip


@pytest.mark.parametrize(("edit", "code"), ALONE, ids=lambda value: getattr(value, "__name__", ""))
def test_a_fault_shows_without_the_report(
    written: Path, rulebook: Rulebook, edit: Change, code: str
) -> None:
    change(written, edit)
    found = errors(written, rulebook)
    assert code in codes(found)
    assert all(problem.line for problem in found)


def test_each_fault_is_told_once(written: Path, rulebook: Rulebook) -> None:
    for edit in (drop_field, add_field, retype, inflate_part, edit_headline):
        original = written.read_text("utf-8")
        change(written, edit)
        assert len(errors(written, rulebook)) == 1
        written.write_text(original, "utf-8")


def reword(record: dict[str, Any]) -> None:
    observation(record, "86")["quote"]["text"] = "调解不成86件"


def set_status(record: dict[str, Any]) -> None:
    observation(record, "15")["status"] = "plan"
    record["outreach"]["lectures"] = None


def set_title(record: dict[str, Any]) -> None:
    record["document"]["organisation"] = "小江街道办事处"


def forget_part(record: dict[str, Any]) -> None:
    """An observation less, with all that refers to it."""
    gone = record["observations"].pop()["id"]
    record["lawsuit"]["lost"] = None
    record["mentions"] = [m for m in record["mentions"] if gone not in m["observations"]]


def set_float(record: dict[str, Any]) -> None:
    observation(record, "86")["value"] = 86.0


@pytest.mark.parametrize(
    ("edit", "code", "told"),
    [
        (edit_value, "V-VALUE", "68"),
        (shift_mention, "V-TEXT", "86"),
        (reword, "V-TEXT", "调解不成86件"),
        (set_status, "V-EDITED", "status is 'plan', but the report gives 'actual'"),
        (set_title, "V-EDITED", "'小江街道办事处', but the report gives '大江街道办事处'"),
        (forget_part, "V-EDITED", "is null, but the report gives 'lawsuit.lost 无行政诉讼败诉案件"),
        (set_float, "V-EDITED", "value is 86.0, but the report gives 86"),
    ],
)
def test_an_edit_shows_beside_the_report(
    written: Path, rulebook: Rulebook, edit: Change, code: str, told: str
) -> None:
    change(written, edit)
    found = errors(written, rulebook, written.parent / "reports")
    assert code in codes(found)
    assert any(told in problem.message for problem in found)


def test_a_changed_report_makes_its_record_stale(written: Path, rulebook: Rulebook) -> None:
    report = written.parent / "reports/a.txt"
    report.write_text(TEXT.replace("86件", "87件"), "utf-8")
    found = errors(written, rulebook, written.parent / "reports")
    assert codes(found) == {"V-STALE"}
    report.unlink()
    assert codes(errors(written, rulebook, written.parent / "reports")) == {"V-SOURCE"}


def test_other_rules_are_no_fault(written: Path, rulebook: Rulebook) -> None:
    def by_others(record: dict[str, Any]) -> None:
        record["document"]["rulebook"] = "0" * 64

    change(written, by_others)
    checked = validate_file(written, Settings(rulebook, written.parent / "reports"))
    assert [(p.code, p.severity) for p in checked.problems] == [("V-OUTDATED", "info")]
    change(written, edit_value)
    assert "V-VALUE" in codes(errors(written, rulebook))


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b'{\n"document": {,\n', "V-JSON", 2),
        (b'{\n"document": "\xff"}', "V-JSON", 2),
        (b'{\n"document": {}}', "V-SCHEMA", 1),
        (b'[]', "V-SCHEMA", 1),
        (b'[' * 10_000, "V-JSON", 1),
        (b'{"document":\n' + b"9" * 5_000 + b"}", "V-JSON", 2),
        (b"", "V-JSON", 1),
    ],
)
def test_what_is_no_record_says_so(
    tmp_path: Path, rulebook: Rulebook, data: bytes, code: str, line: int
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(data)
    found = errors(path, rulebook)
    assert (code, line) in {(str(problem.code), problem.line) for problem in found}


def test_a_key_that_stands_twice_is_no_hiding_place(written: Path, rulebook: Rulebook) -> None:
    text = written.read_text("utf-8")
    written.write_text(text.replace('"value": 86,', '"value": 68,\n"value": 86,', 1), "utf-8")
    assert codes(errors(written, rulebook)) == {"V-JSON"}


def test_lines_are_those_of_the_field(written: Path, rulebook: Rulebook) -> None:
    change(written, edit_zero)
    lines = written.read_text("utf-8").splitlines()
    (problem,) = errors(written, rulebook)
    assert problem.line is not None
    assert lines[problem.line - 1].strip() == '"value": 3,'
    written.write_text(json.dumps(json.loads(written.read_text("utf-8"))), "utf-8")
    (problem,) = errors(written, rulebook)
    assert problem.line == 1


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


def test_values_without_an_end_are_what_they_say(written: Path, rulebook: Rulebook) -> None:
    text = "2024年调解纠纷三分之一件、⅓件、12345678901234567.25件。"
    written.write_text(json_text(extract(text, name="a.txt", rulebook=rulebook)), "utf-8")
    assert errors(written, rulebook) == []


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
