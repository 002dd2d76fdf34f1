"""What a run of digits is when it measures nothing: dates, document numbers, names, ordinals.

One table of alternatives, tried in order at the first digit of a run. Where the words around
decide and cannot be looked behind at a fixed width, functions look: `page_numbers` (浏览次数:1326)
and `outlines` (list numbers at a line start).

Only the alternatives that a character beside the number asks for are tried, and compiled at all:
all of them in one pattern take longer to compile than two reports to read.
"""

from __future__ import annotations

import re

from extractor.model import Kind
from extractor.numbers.mask import ANY, LONG, Mask
from extractor.numbers.mask_dates import DATES
from extractor.numbers.mask_names import NAMES, REFERENCES, UNCOUNTED
from extractor.numbers.units import unit_at
from extractor.patterns import pattern

_ALWAYS = (*REFERENCES, *DATES, *NAMES)
MASKS: tuple[Mask, ...] = (*_ALWAYS, *UNCOUNTED)
_KINDS = tuple(mask.kind for mask in MASKS)
_PATTERNS = tuple(pattern(mask.pattern, re.ASCII) for mask in MASKS)
_FIRST_UNCOUNTED = len(_ALWAYS)


def _asked_for() -> dict[str, int]:
    """The alternatives that each character beside a number asks for, one bit each."""
    asked: dict[str, int] = {}
    for at, mask in enumerate(MASKS):
        for char in mask.beside or [ANY]:
            asked[char] = asked.get(char, 0) | 1 << at
    return asked


_ASKED_FOR = _asked_for()


def mask_at(text: str, start: int, end: int) -> tuple[Kind, int] | None:
    """Kind and end of the number whose first digits are `start:end` if it is no statistic."""
    asked = _ASKED_FOR.get
    waiting = asked(ANY, 0) | asked(text[start - 1 : start], 0) | asked(text[end : end + 1], 0)
    if end - start > 2:
        waiting |= asked(LONG, 0)
    while waiting:
        first = waiting & -waiting
        waiting -= first
        at = first.bit_length() - 1
        match = _PATTERNS[at].match(text, start)
        if match is not None:
            # 24小时服务热线: a number with a measure word is no name of a hotline.
            named = at < _FIRST_UNCOUNTED or unit_at(text, match.end()) is None
            return (_KINDS[at], match.end()) if named else None
    return None
