"""Lines of the source text, as an editor counts them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from extractor.patterns import pattern

_RETURNED = pattern(r"\r\n?|\n")


def line_finder(text: str) -> Callable[[int], int]:
    """A function from an offset of `text` to its line, counted from 1."""
    if "\r" in text:
        ends = [match.end() for match in _RETURNED.finditer(text)]
    else:
        ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
    return lambda offset: bisect_right(ends, offset) + 1
