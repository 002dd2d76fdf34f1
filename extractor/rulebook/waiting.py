"""Lists compiled of those of their words that the texts they are asked of can hold.

To compile all lists that one report asks whole takes a third of the time of reading it in a
process of its own, and it holds one in ten of their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from sys import maxsize
from typing import Any, NamedTuple, cast

from extractor.patterns import PATIENCE, Answering
from extractor.rulebook.context import SECTIONS, Context, Form
from extractor.rulebook.joined import split_words


class Word(NamedTuple):
    """An alternative of a regular expression, and sets of pieces: of each of them a text that it
    matches in holds one."""

    form: str
    sets: Sequence[Sequence[str]]


class PackedLists:
    """Lists of words as `pack_lists` wrote them: the form of each, and its sets of pieces."""

    def __init__(
        self, rows: Mapping[str, Sequence[Sequence[str]]], reach: Mapping[str, int]
    ) -> None:
        self._rows, self._reach = rows, reach

    def pattern(
        self, name: str, form: Form, settle: Callable[[re.Pattern[str]], None]
    ) -> re.Pattern[str]:
        """What answers as the pattern of a list would, until that is compiled."""
        words = {part: tuple(map(_word, self._rows[part])) for part in form.parts}
        reach = self._reach.get(name, maxsize)
        return cast(re.Pattern[str], Waiting(form, words, settle, reach))

    def words(self, name: str) -> Iterable[str]:
        """The words of a list, as they are searched for."""
        return (row[0] for row in self._rows[name])


def _word(row: Sequence[str]) -> Word:
    return Word(row[0], tuple(map(split_words, row[1:])))


def packed_context(rows: Mapping[str, Any]) -> Context:
    """The patterns of the lists that `pack_lists` wrote."""
    plain = PackedLists(rows[""], rows["reach"])
    topics, tables = (PackedLists(rows[section], {}) for section in SECTIONS)
    return Context(plain, topics, tables, categories=rows["topics"])


class Waiting(Answering):
    """Answers as the pattern of a list would, and gives it to `settle` when it is compiled."""

    def __init__(
        self,
        form: Form,
        words: Mapping[str, Sequence[Word]],
        settle: Callable[[re.Pattern[str]], None],
        reach: int = maxsize,
    ) -> None:
        self._reach = reach
        self._form, self._words, self._settle = form, words, settle
        self._pieces = frozenset(
            piece for word in chain.from_iterable(words.values())
            for each in word.sets for piece in each
        )  # fmt: skip
        self._made: dict[AbstractSet[str], re.Pattern[str] | None] = {}  # by pieces of texts
        self._whole: re.Pattern[str] | None = None
        self._asked = 0

    @property
    def reach(self) -> int:
        return self._reach

    def pattern_for(self, text: str) -> re.Pattern[str] | None:
        """The pattern of all words that may stand in a text; None if there is no such word."""
        if self._whole is not None:
            return self._whole
        self._asked += 1
        if self._asked >= PATIENCE:
            self._whole = self._compiled(self._held_by(self._pieces))
            self._settle(self._whole)
            return self._whole
        met = frozenset(filter(text.__contains__, self._pieces))
        if met not in self._made:
            self._made[met] = self._possible(met)
        return self._made[met]

    def _possible(self, met: AbstractSet[str]) -> re.Pattern[str] | None:
        """The pattern of the words that a text with these pieces may hold, and maybe others."""
        for known, made in tuple(self._made.items()):  # other threads may add to it meanwhile
            if met <= known:
                return made
        held = self._held_by(met)
        return self._compiled(held) if any(map(held.__getitem__, self._form.needed)) else None

    def _held_by(self, met: AbstractSet[str]) -> Mapping[str, Sequence[str]]:
        """The words of each part that a text with these pieces may hold."""
        return {
            part: [word.form for word in words if not any(map(met.isdisjoint, word.sets))]
            for part, words in self._words.items()
        }

    def _compiled(self, words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
        return re.compile(self._form.fill(words))
