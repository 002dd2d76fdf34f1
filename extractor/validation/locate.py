"""Lines of fields in a JSON text: only asked where there is a problem, so found step by step."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from json import JSONDecoder

from extractor.validation.problem import Place

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = JSONDecoder()
_KEEP = 64  # containers of one file whose members are remembered


def line_finder(text: str) -> Callable[[Place], int]:
    """A function from the path of a field to its line; of the deepest one there is on the way."""
    members = lru_cache(maxsize=_KEEP)(partial(_members, text))

    def line(path: Place) -> int:
        entry = value = _past(text, 0)
        for step in path:
            if text[value] not in "{[":
                break
            inside = members(value)
            if step not in inside:
                break
            entry, value = inside[step]
        return text.count("\n", 0, entry) + 1

    return line


def _members(text: str, at: int) -> dict[str | int, tuple[int, int]]:
    """Each key or index of the container at `at`, with where its entry and value start."""
    found: dict[str | int, tuple[int, int]] = {}
    named = text[at] == "{"
    at = _past(text, at + 1)
    while text[at] not in "}]":
        start = at
        key: str | int = len(found)
        if named:
            key, at = _DECODER.raw_decode(text, at)
            at = _past(text, _past(text, at) + 1)
        found[key] = (start, at)
        at = _past(text, _DECODER.raw_decode(text, at)[1])
        if text[at] == ",":
            at = _past(text, at + 1)
    return found


def _past(text: str, at: int) -> int:
    """Where the blanks at `at` end."""
    match = _BLANK.match(text, at)
    return match.end() if match else at
