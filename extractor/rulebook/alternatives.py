"""Alternatives of a regular expression written so that a search can skip to where they may begin.

Python's `re` skips to the possible first characters of a pattern only where each alternative
begins with a plain character. `(?<!列入)计划` and `[上下]半年` do not, so they are written as
`计(?<!列入计)划` and `上半年|下半年`, which match the same texts in the same order of preference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPECIAL = r".^$*+?{}\[\]\\|()"
_QUANTIFIED = r"(?![*+?{])"
# (?<!列入)(?<!纳入)计 …, (?<=[去上]年)低, (?<=同比)\+
_BEHIND = re.compile(rf"((?:\(\?<[!=][^()|]+\))+)([^{_SPECIAL}]|\\\W){_QUANTIFIED}")
_BEHIND_ONE = re.compile(r"\(\?<([!=])([^)]+)\)")
# [上下]半年
_CLASS = re.compile(rf"\[([^-^\\\]]+)\]{_QUANTIFIED}")
# (较|比|同比)…, also optional: (今年|本年)?…
_GROUP = re.compile(r"\((?!\?)([^()\[\]\\]+)\)(\??)(?![*+?{])")
# 提?升
_OPTIONAL = re.compile(rf"([^{_SPECIAL}])\?(?![*+?])")
_LONGEST = 120  # characters that one word may grow to: longer patterns take long to compile


def _after(behind: str, first: str) -> str:
    """What may or must not stand before a character, as it is asked behind that character."""
    return _BEHIND_ONE.sub(lambda one: f"(?<{one[1]}{one[2]}{first})", behind)


def literal_first(words: list[str]) -> list[str]:
    """The words, each beginning with a plain character wherever that can be had."""
    return [form for word in words for form in _forms(word)]


def _forms(word: str) -> Iterator[str]:
    behind = _BEHIND.match(word)
    if behind is not None:
        first = behind[2]
        yield first + _after(behind[1], first) + word[behind.end() :]
        return
    opened = _CLASS.match(word)
    if opened is not None:
        for char in opened[1]:
            yield char + word[opened.end() :]
        return
    grouped = _GROUP.match(word)
    optional = grouped[2] if grouped is not None else ""
    if grouped is None:
        grouped = _OPTIONAL.match(word)
        optional = "?"
    if grouped is None:
        yield word
        return
    rest = word[grouped.end() :]
    choices = grouped[1].split("|")
    if len(choices) * len(rest) > _LONGEST:
        yield word
        return
    for choice in choices:
        yield from _forms(choice + rest)
    if optional:
        yield from _forms(rest)
