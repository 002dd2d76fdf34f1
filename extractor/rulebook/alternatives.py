"""Alternatives of a regular expression written so that a search can skip to where they may begin.

Python's `re` skips to the possible first characters of a pattern only where each alternative
begins with a plain character. `(?<!列入)计划`, `[上下]半年` and `^多` do not, so they are
written as `计(?<!列入计)划`, `上半年|下半年` and `多(?<=^多)`, which match the same texts in
the same order of preference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SPECIAL = r".^$*+?{}\[\]\\|()"
_QUANTIFIED = r"(?![*+?{])"
_ASKED_BEHIND = r"((?:\(\?<[!=][^()|]+\))+)"
# (?<!列入)(?<!纳入)计 …, (?<=[去上]年)低, (?<=同比)\+
_BEHIND = re.compile(rf"{_ASKED_BEHIND}([^{_SPECIAL}]|\\\W){_QUANTIFIED}")
_BEHIND_ONE = re.compile(r"\(\?<([!=])([^)]+)\)")
# (?<!含)(去年|上年)…
_BEHIND_GROUP = re.compile(rf"{_ASKED_BEHIND}(?=\((?!\?[^:]))")
# ^多
_AT_START = re.compile(rf"\^([^{_SPECIAL}]){_QUANTIFIED}")
# [上下]半年
_CLASS = re.compile(rf"\[([^-^\\\]]+)\]{_QUANTIFIED}")
# (较|比|同比)…, also optional: (今年|本年)?…
_OPENING = re.compile(r"\((\?:|(?!\?))")
_STEP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
# 提?升
_OPTIONAL = re.compile(rf"([^{_SPECIAL}])\?(?![*+?])")
_BACKWARD = re.compile(r"\\[1-9]|\(\?P=")  # to a group, which would have another number
_LONGEST = 1500  # characters that one word may grow to: longer patterns take long to compile


class _Group(NamedTuple):
    """What a word begins with one of, or, if `optional`, none of."""

    choices: list[str]
    optional: bool
    rest: str


def literal_first(words: list[str]) -> list[str]:
    """The words, each beginning with a plain character wherever that can be had."""
    return [
        form for word in words for form in ([word] if _BACKWARD.search(word) else _forms(word))
    ]


def _forms(word: str) -> Iterator[str]:
    if behind := _BEHIND.match(word):
        first = behind[2]
        yield first + _after(behind[1], first) + word[behind.end() :]
    elif opened := _CLASS.match(word):
        for char in opened[1]:
            yield char + word[opened.end() :]
    elif start := _AT_START.match(word):
        yield f"{start[1]}(?<=^{start[1]}){word[start.end() :]}"
    else:
        yield from _multiplied(word)


def _after(behind: str, first: str) -> str:
    """What may or must not stand before a character, as it is asked behind that character."""
    return _BEHIND_ONE.sub(lambda one: f"(?<{one[1]}{one[2]}{first})", behind)


def _multiplied(word: str) -> Iterator[str]:
    """The words that a group at the start makes, one for each of its choices."""
    behind = _BEHIND_GROUP.match(word)
    asked = behind[1] if behind is not None else ""
    group = _group(word[len(asked) :])
    if group is None or len(group.choices) * len(group.rest) > _LONGEST:
        yield word
        return
    for choice in group.choices:
        yield from _forms(asked + choice + group.rest)
    if group.optional:
        yield from _forms(asked + group.rest)


def _group(word: str) -> _Group | None:
    """The group that a word begins with."""
    single = _OPTIONAL.match(word)
    if single is not None:
        return _Group([single[1]], True, word[single.end() :])
    opening = _OPENING.match(word)
    if opening is None:
        return None
    depth, choices, at = 1, [""], opening.end()
    while depth:
        step = _STEP.match(word, at)
        if step is None:  # never closed: whoever compiles it says so
            return None
        at = step.end()
        depth += (step[0] == "(") - (step[0] == ")")
        if depth == 1 and step[0] == "|":
            choices.append("")
        elif depth:
            choices[-1] += step[0]
    optional = word[at : at + 1] == "?"
    at += optional
    return None if word[at : at + 1] in {*"*+?{"} else _Group(choices, optional, word[at:])
