"""Sentences of the field, one figure after the other, and the gaps that are known.

A line of tests/sentences/*.tsv: the text (`\\n` for a line end), a tab, and what it gives:
`NUMBER INDICATOR[|INDICATOR] [MARKS]; …`, marks as in rule examples. A sentence that is read
wrongly stands in known_gaps.toml with the reason and fails the test once it is read right.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from figures import Given, figures, matches

from extractor.io.rule_files import load_rulebook
from extractor.rulebook.files import parse_given

HERE = Path(__file__).parent
BOOK = load_rulebook()
GAPS = {
    gap["text"]: gap["why"]
    for gap in tomllib.loads((HERE / "known_gaps.toml").read_text("utf-8")).get("gap", ())
}
LINES = [
    tuple(line.split("\t"))
    for path in sorted((HERE / "sentences").glob("*.tsv"))
    for line in path.read_text("utf-8").splitlines()
    if line.strip()
]


def gives(wanted: str, found: list[Given]) -> bool:
    """True if the figures are those of the second column, in order."""
    items = [item.strip() for item in wanted.split(";") if item.strip()]
    if len(items) != len(found):
        return False
    for item, given in zip(items, found, strict=True):
        number, indicators, *marks = item.split(" ")
        readings = [
            parse_given(" ".join((number, indicator, *marks)), "", where=item)
            for indicator in indicators.split("|")
        ]
        if not any(matches(reading, given) for reading in readings):
            return False
    return True


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            text, wanted, marks=[pytest.mark.xfail(strict=True, reason=GAPS[text])]
            if text in GAPS else [], id=text[:24],
        )
        for text, wanted in LINES
    ],
)  # fmt: skip
def test_a_sentence_gives_its_figures(text: str, wanted: str) -> None:
    found = figures(text.replace("\\n", "\n"), BOOK)
    assert gives(wanted, found), f"want {wanted}\ngot  {found}"


def test_gaps_are_sentences_of_the_bank() -> None:
    assert GAPS.keys() <= {text for text, _ in LINES}
