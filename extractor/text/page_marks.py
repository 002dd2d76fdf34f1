"""Lines of a text that only number its pages: - 3 -, 第3页 共12页, and 3 where they count up."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from extractor.patterns import pattern

# Without its blanks.
PAGE_NUMBER: Final = (
    r"(?:[-·]+[0-9]{1,4}[-·]+|第[0-9]{1,4}页(?:[,/]?共[0-9]{1,4}页)?"
    r"|共[0-9]{1,4}页(?:[,/]?第[0-9]{1,4}页)?|Page[0-9]{1,4}(?:of[0-9]{1,4})?)"
)
_MARKED = pattern(PAGE_NUMBER, re.IGNORECASE)
_COUNTING = pattern(r"([0-9]{1,4})(?:/[0-9]{1,4})?")
_LABEL = pattern(r"[^\W\d_a-zA-Z]{2,16}(?:\([^\W\d_a-zA-Z]{1,8}\))?[:]?")
_LONGEST: Final = 24
_LEAST: Final = 3  # pages that are counted, or the numbers are cells of a table
_PAGE: Final = 300  # characters at least between two of them


def page_lines(lines: Sequence[str]) -> Collection[int]:
    """The indices of lines of folded text that are but the number of a page."""
    marked: set[int] = set()
    labelled: set[int] = set()
    counting: list[tuple[int, int, int]] = []  # index, position, number
    position = 0
    for at, line in enumerate(lines):
        position += len(line) + 1
        if not line or len(line) > _LONGEST:
            continue
        bare = line.replace(" ", "").rstrip("\r")
        if _MARKED.fullmatch(bare):
            marked.add(at)
        elif found := _COUNTING.fullmatch(bare):
            counting.append((at, position, int(found[1])))
            if at and _LABEL.fullmatch(lines[at - 1].strip()):
                labelled.add(at)
    pages = list(_counted(counting)) if len(counting) >= _LEAST else []
    # 受理行政复议案件 / 1 / 办结行政复议案件 / 2: values below what they count are no pages.
    return marked if len(labelled.intersection(pages)) * 2 > len(pages) else marked.union(pages)


def _counted(lines: Sequence[tuple[int, int, int]]) -> Iterator[int]:
    """Of lines that hold but a number those that count up, a page or more between them."""
    ends: dict[int, int] = {}  # by number: the line that ends the longest row up to it
    before = [-1] * len(lines)
    size = [1] * len(lines)
    for this, (_, position, number) in enumerate(lines):
        last = ends.get(number - 1, -1)
        if last >= 0 and position - lines[last][1] >= _PAGE:
            before[this], size[this] = last, size[last] + 1
        if number not in ends or size[this] > size[ends[number]]:
            ends[number] = this
    inside: set[int] = set()
    for this in range(len(lines) - 1, -1, -1):
        if size[this] >= _LEAST or this in inside:
            inside.add(before[this])
            yield lines[this][0]
