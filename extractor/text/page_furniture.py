"""Lines that belong to the page: its number, and headers and footers that come again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from extractor.patterns import pattern
from extractor.text.page_lines import Line

_DASH: Final = r"[-\uff0d—–―─·•~ ]*+"
# — 3 —, -3-, 第3页, 3/12, 第3页共12页, Page 3 of 12
_NUMBERED = pattern(
    rf"{_DASH}(?:第|Page)?{_DASH}\d{{1,4}}{_DASH}页?"
    rf"(?:{_DASH}(?:/|\uff0f|of|[,\uff0c、]?共)?{_DASH}\d{{1,4}}{_DASH}页?)?{_DASH}",
    re.IGNORECASE,
)
_SAID = pattern(r"[-\uff0d—–―─·•~/\uff0f页]|of|Page", re.IGNORECASE)
_DIGITS = pattern(r"\d+")
_LONGEST: Final = 60
_PAGE_DIGITS: Final = 4
# Shares of the height of a page. Headers and footers stand outside the text of any usual margin;
# official documents set page numbers 7 mm below it.
_HEADER: Final = 0.09
_FOOTER: Final = 0.92
_NUMBER_ABOVE: Final = 0.12
_NUMBER_BELOW: Final = 0.88


def without_furniture(
    sheets: Sequence[list[Line]], heights: Sequence[float]
) -> list[list[Line]]:
    """The lines of pages of these heights without page numbers, headers and footers."""
    bare = _without_bare_numbers(sheets, heights)
    numbered = [
        [line for line in sheet if not _is_page_number(line, height)]
        for sheet, height in zip(bare, heights, strict=True)
    ]
    again = Counter(
        key
        for sheet, height in zip(numbered, heights, strict=True)
        for key in {_key(line) for line in sheet if _is_outside(line, height)}
    )
    often = {key for key, count in again.items() if count >= max(2, len(sheets) / 2)}
    return [
        [line for line in sheet if _key(line) not in often or not _is_outside(line, height)]
        for sheet, height in zip(numbered, heights, strict=True)
    ]


def _is_page_number(line: Line, height: float) -> bool:
    """Whether a line is "— 3 —" or its like."""
    return bool(
        _is_at_edge(line, height) and _NUMBERED.fullmatch(line.text) and _SAID.search(line.text)
    )


def _without_bare_numbers(
    sheets: Sequence[list[Line]], heights: Sequence[float]
) -> list[list[Line]]:
    """Without "3" at the same edge of two pages or more, where it counts the pages."""
    found = list(sheets)
    for edge in (0, -1):
        numbers = {
            at: int(sheet[edge].text) - at
            for at, sheet in enumerate(found)
            if sheet and _is_bare_number(sheet[edge]) and _is_at_edge(sheet[edge], heights[at])
        }
        offset, count = Counter(numbers.values()).most_common(1)[0] if numbers else (0, 0)
        if count < 2 and not (len(sheets) == 1 and offset == 1):
            continue
        for at, begins in numbers.items():
            if begins == offset and len(found[at]) > 1:
                found[at] = found[at][1:] if edge == 0 else found[at][:-1]
    return found


def _is_bare_number(line: Line) -> bool:
    return line.text.isdecimal() and len(line.text) <= _PAGE_DIGITS and not line.row


def _is_at_edge(line: Line, height: float) -> bool:
    return not _NUMBER_ABOVE * height <= line.base <= _NUMBER_BELOW * height


def _is_outside(line: Line, height: float) -> bool:
    inside = _HEADER * height <= line.base <= _FOOTER * height
    short = len(line.text) <= _LONGEST and not line.text.isdecimal()
    return not inside and not line.row and short


def _key(line: Line) -> tuple[str, int]:
    """What a header says, apart from numbers, and how far down the page."""
    return _DIGITS.sub("0", line.text), round(line.base / max(line.size, 1.0))
