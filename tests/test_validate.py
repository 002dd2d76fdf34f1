"""Validation: each fault of a record is caught, with the report and without."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import record_edits as edits
from commands import json_text
from record_edits import TEXT, Change, change

from extractor import extract
from extractor.rulebook import Rulebook
from extractor.validation import Problem, Settings, validate_file


def errors(path: Path, rulebook: Rulebook, source: Path | None = None) -> list[Problem]:
    checked = validate_file(path, Settings(rulebook, source))
    return [problem for problem in checked.problems if problem.severity == "error"]


def codes(problems: Sequence[Problem]) -> set[str]:
    return {str(problem.code) for problem in problems}


@pytest.mark.parametrize(
    ("edit", "code"), [pytest.param(edit, code, id=edit.__name__) for edit, code in edits.ALONE]
)
def test_a_fault_shows_without_the_report(
    written: Path, rulebook: Rulebook, edit: Change, code: str
) -> None:
    change(written, edit)
    found = errors(written, rulebook)
    assert code in codes(found)
    assert all(problem.line for problem in found)


def test_each_fault_is_told_once(written: Path, rulebook: Rulebook) -> None:
    for edit in (
        edits.drop_field, edits.add_field, edits.retype, edits.inflate_part, edits.edit_headline
    ):  # fmt: skip
        original = written.read_text("utf-8")
        change(written, edit)
        assert len(errors(written, rulebook)) == 1
        written.write_text(original, "utf-8")


@pytest.mark.parametrize(
    ("edit", "code", "told"),
    [
        (edits.edit_value, "V-VALUE", "68"),
        (edits.shift_mention, "V-TEXT", "86"),
        (edits.reword, "V-TEXT", "调解不成86件"),
        (edits.set_status, "V-EDITED", "status is 'plan', but the report gives 'actual'"),
        (edits.set_title, "V-EDITED", "'小江街道办事处', but the report gives '大江街道办事处'"),
        (
            edits.forget_part, "V-EDITED",
            "is null, but the report gives 'lawsuit.lost 无行政诉讼败诉案件",
        ),
        (edits.set_float, "V-EDITED", "value is 86.0, but the report gives 86"),
    ],
)
def test_an_edit_shows_beside_the_report(
    written: Path, rulebook: Rulebook, edit: Change, code: str, told: str
) -> None:
    change(written, edit)
    found = errors(written, rulebook, written.parent / "reports")
    assert code in codes(found)
    assert any(told in problem.message for problem in found)


def test_what_shows_without_the_report_is_told_once_beside_it(
    written: Path, rulebook: Rulebook
) -> None:
    change(written, edits.edit_headline)
    alone = errors(written, rulebook)
    assert codes(alone) == {"V-FIGURE"}
    assert errors(written, rulebook, written.parent / "reports") == alone


def test_a_finding_put_in_shows_beside_the_report(written: Path, rulebook: Rulebook) -> None:
    """The record tells it as a warning, which hides no edit."""
    def add(record: dict[str, Any]) -> None:
        record["findings"].append({"code": "F-PARTS", "severity": "warning", "message": "x",
                                   "observations": [], "start": 0, "end": 1})

    change(written, add)
    assert errors(written, rulebook) == []
    (found,) = errors(written, rulebook, written.parent / "reports")
    assert (found.code, found.path[0]) == ("V-EDITED", "findings")


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
    original = written.read_text("utf-8")
    for edit, code in ((edits.edit_value, "V-VALUE"), (edits.edit_headline, "V-FIGURE")):
        change(written, edit)
        assert code in codes(errors(written, rulebook))
        written.write_text(original, "utf-8")


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
    change(written, edits.edit_zero)
    lines = written.read_text("utf-8").splitlines()
    (problem,) = errors(written, rulebook)
    assert problem.line is not None
    assert lines[problem.line - 1].strip() == '"value": 3,'
    written.write_text(json.dumps(json.loads(written.read_text("utf-8"))), "utf-8")
    (problem,) = errors(written, rulebook)
    assert problem.line == 1


@pytest.mark.parametrize("number", ["为负3", "为-3", "\u22123", "0\f1\u200b00"])
def test_signs_and_what_is_not_seen_are_no_fault(
    written: Path, rulebook: Rulebook, number: str
) -> None:
    text = f"2024年调解纠纷{number}件,受理投诉28起。"
    written.write_text(json_text(extract(text, name="a.txt", rulebook=rulebook)), "utf-8")
    assert errors(written, rulebook) == []


def test_values_without_an_end_are_what_they_say(written: Path, rulebook: Rulebook) -> None:
    text = "2024年调解纠纷三分之一件、⅓件、12345678901234567.25件。"
    written.write_text(json_text(extract(text, name="a.txt", rulebook=rulebook)), "utf-8")
    assert errors(written, rulebook) == []
