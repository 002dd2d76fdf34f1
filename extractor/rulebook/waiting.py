"""Lists that wait to be compiled until a text holds the beginning of one of their words.

To compile all lists that one report asks takes a third of the time of reading it in a process of
its own, and a third of them find nothing in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from extractor.rulebook.alternatives import literal_first

_BEHIND = re.compile(r"\(\?<[!=][^()]*\)")
# Plain letters that a match must hold; 高 of 高出?.
_PLAIN = re.compile(r"(?:[^.^$*+?{}\[\]\\|()](?![*?{]))*")
_LETTERS = 2  # that tell a beginning from others
_PATIENCE = 60  # questions: a list that is asked so often is compiled, to answer faster
_NOTHING: dict[str, Callable[[], object]] = {
    "search": lambda: None, "match": lambda: None, "fullmatch": lambda: None,
    "finditer": lambda: iter(()), "findall": list,
}  # fmt: skip


def beginnings(words: list[str]) -> frozenset[str] | None:
    """Of which a text holds one at least if it holds a word of a list; None if nobody can tell."""
    found = set()
    for form in literal_first(words):
        plain = _PLAIN.match(_BEHIND.sub("", form))
        if plain is None or not plain[0] or _parted(form):
            return None
        found.add(plain[0][:_LETTERS])
    return frozenset(found)


def _parted(form: str) -> bool:
    """Whether a form is several, outside of all brackets: 甲|乙."""
    depth = 0
    for sign in form:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            return True
    return False


class Waiting:
    """Answers as a pattern would; `compile` makes it when a text may hold what it looks for."""

    def __init__(self, signs: Iterable[str], compile_: Callable[[], re.Pattern[str]]) -> None:
        self._signs, self._compile = tuple(signs), compile_
        self._made: re.Pattern[str] | None = None
        self._asked = 0

    def __getattr__(self, name: str) -> Any:
        if self._made is not None or name not in _NOTHING:
            return getattr(self._pattern(), name)

        def ask(text: str, start: int = 0, end: int | None = None) -> object:
            self._asked += 1
            held = text[start:end]
            if self._asked <= _PATIENCE and not any(map(held.__contains__, self._signs)):
                return _NOTHING[name]()
            bounds = (start,) if end is None else (start, end)
            return getattr(self._pattern(), name)(text, *bounds)

        return ask

    def _pattern(self) -> re.Pattern[str]:
        if self._made is None:
            self._made = self._compile()
        return self._made
