"""Writes tests/known_gaps.toml: the sentences of tests/sentences that are read wrongly, and how.

usage: uv run python tests/write_known_gaps.py
"""

from __future__ import annotations

import json
import sys

from figures import Given, figures
from test_sentences import BOOK, HERE, LINES, gives

HEADING = """\
# Sentences of tests/sentences that are read wrongly, each with what is read instead. They run as
# strict expected failures: one that is read right has to leave this list. Written by
# tests/write_known_gaps.py.
"""
PLAIN = {"actual", "total"}


def main() -> None:
    gaps = []
    for text, wanted in LINES:
        found = figures(text.replace("\\n", "\n"), BOOK)
        if not gives(wanted, found):
            gaps.append(f"\n[[gap]]\ntext = {quoted(text)}\nwhy = {quoted(why(wanted, found))}\n")
    (HERE / "known_gaps.toml").write_text(HEADING + "".join(gaps), "utf-8")
    sys.stdout.write(f"{len(gaps)} gaps in {len(LINES)} sentences\n")


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def why(wanted: str, found: list[Given]) -> str:
    """What is read instead of what is meant, figure by figure."""
    by_number = {given.number: given for given in found}
    items = [item.strip().split(" ") for item in wanted.split(";") if item.strip()]
    told = [
        reason
        for number, indicators, *marks in items
        if (reason := miss(number, indicators, set(marks), by_number.get(number)))
    ]
    meant = {number for number, *_ in items}
    told += [
        f"{given.number} is read as {given.indicator}, it measures nothing"
        for given in found
        if given.number not in meant
    ]
    return "; ".join(told) or "one figure more or less than meant, or another value or qualifier"


def miss(number: str, indicators: str, marks: set[str], given: Given | None) -> str | None:
    meant = indicators.replace("|", " or ")
    if given is None:
        return f"{number} is not read ({meant} is meant)"
    if given.indicator not in indicators.split("|"):
        return f"{number} is read as {given.indicator}, {meant} is meant"
    read = {given.status, given.relation} - PLAIN
    meant_marks = {mark for mark in marks if mark.isalpha()} - PLAIN
    if read == meant_marks:
        return None
    return f"{number} is read as {shown(read)}, {shown(meant_marks)} is meant"


def shown(marks: set[str]) -> str:
    return " ".join(sorted(marks)) or "a plain figure"


if __name__ == "__main__":
    main()
