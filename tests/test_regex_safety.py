"""No regular expression runs away: on the worst texts, time grows with their length."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from patterns import BOOK, UNITS, hard_texts, searched_patterns

from extractor.errors import BadRule
from extractor.io.rule_files import load_rulebook
from extractor.numbers import scan
from extractor.pipeline import run
from extractor.text import lay_out, make_document

LENGTH, SHORTER = 2000, 4
# Four times the length: in proportion it is 4, with the square it would be 16.
MOST = 10
QUICK = 0.003  # seconds: below, nothing is told by a ratio

PATTERNS = {(each.pattern, each.flags): (place, each) for place, each in searched_patterns()}


def seconds(work: Callable[[str], object], text: str) -> float:
    start = process_time()
    work(text)
    return process_time() - start


def runs_away(work: Callable[[str], object], text: str) -> bool:
    """Whether a text takes out of proportion longer than its first quarter, three times in turn."""
    for _ in range(3):
        taken = seconds(work, text)
        if taken < QUICK:
            return False
        short = text[: len(text) // SHORTER]
        if taken <= MOST * min(seconds(work, short) for _ in range(3)):
            return False
    return True


@pytest.mark.parametrize("key", PATTERNS, ids=[place for place, _ in PATTERNS.values()])
def test_a_pattern_does_not_run_away(key: tuple[str, int]) -> None:
    pattern = PATTERNS[key][1]

    def work(text: str) -> None:
        for _ in pattern.finditer(text):
            pass

    for text in hard_texts(pattern, 24):  # an exponent would be seen here, and not waited for
        assert seconds(work, text) < 1, text[:12]
    bad = [text[:12] for text in hard_texts(pattern, LENGTH) if runs_away(work, text)]
    assert not bad


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_numbers_are_found_in_time(unit: str) -> None:
    assert not runs_away(scan, unit * (2 * LENGTH // len(unit)))


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_a_report_is_read_in_time(unit: str) -> None:
    def work(text: str) -> None:
        document = make_document("made.txt", f"调解{text}")
        lay_out(document)
        run(document, BOOK)

    assert not runs_away(work, unit * (600 // len(unit)))


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("_own.toml", "plan = [\"(甲|甲甲|[甲乙])*丙$\"]"),
        ("_checks.toml", "masked = [{pattern = \"(甲|甲甲|[甲乙])*丙$\"}]"),
    ],
)
def test_a_pattern_of_a_user_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, line: str
) -> None:
    (tmp_path / file).write_text(line, "utf-8")
    book = load_rulebook(tmp_path)
    monkeypatch.setattr("extractor.patterns.TIMEOUT", 0.05)
    document = make_document("made.txt", f"受理{'甲' * 200}案件丙12件。")
    with pytest.raises(BadRule, match=rf"{file}(: list 'plan')?: the pattern runs away"):
        run(document, book)
