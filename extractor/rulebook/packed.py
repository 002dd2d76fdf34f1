"""The words of a compiled rulebook, read a few at a time.

A report holds one word in ten, and to put all of them into tables takes twice as long as to read
it. So they are kept by their first two characters, each group in one string, and a group is
looked into when its characters stand in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from operator import add

from extractor.errors import BadRule
from extractor.rulebook.lexicon import Place
from extractor.rulebook.words import Hits, WordTable, find_longer, word_table

_WORDS, _PLACES = "|", "="  # between words, and before the places of one


class PackedWords(Mapping[str, tuple[Place, ...]]):
    """Where each word is a head; `rows` is what `pack` made, `single` finds words of one character.
    """

    def __init__(self, rows: Mapping[str, str], single: re.Pattern[str] | None) -> None:
        self._rows = rows
        self._unread = set(rows)
        self._places: dict[str, tuple[Place, ...]] = {}
        self._words: set[str] = set()
        self._longer: dict[str, tuple[int, ...]] = {}
        self._table = WordTable(self._words, frozenset(rows), self._longer, single)

    @property
    def words(self) -> frozenset[str]:
        """All of them, heads or not."""
        return frozenset(self._read_all().words)

    def find(self, view: str, start: int, end: int) -> Hits:
        """Every occurrence in `view[start:end]`, overlapping ones too."""
        text = view[start:end]
        for pair in self._unread.intersection(map(add, text, text[1:])):
            self._read(pair)
        return self._table.find(view, start, end)

    def whole(self) -> WordTable:
        """A table that looks nothing up any more."""
        return word_table(self.words)

    def __getitem__(self, word: str) -> tuple[Place, ...]:
        if word[:2] in self._unread:
            self._read(word[:2])
        return self._places[word]

    def __iter__(self) -> Iterator[str]:
        self._read_all()
        return iter(self._places)

    def __len__(self) -> int:
        self._read_all()
        return len(self._places)

    def _read_all(self) -> WordTable:
        for pair in tuple(self._unread):
            self._read(pair)
        return self._table

    def _read(self, pair: str) -> None:
        self._unread.discard(pair)
        words = []
        for packed in self._rows[pair].split(_WORDS):
            rest, _, told = packed.partition(_PLACES)
            words.append(word := pair + rest)
            if told:
                self._places[word] = tuple(map(_place, told.split(",")))
        self._words.update(words)
        self._longer.update(find_longer(words))


def pack(words: Iterable[str], places: Mapping[str, Iterable[Place]]) -> dict[str, str]:
    """First two characters → the rest of each word, and where it is a head: 解=3.0,7.2|解员.

    Errors: `BadRule` for a word that holds one of the signs between them.
    """
    rows: dict[str, list[str]] = {}
    for word in sorted(words):
        if _WORDS in word or _PLACES in word:
            raise BadRule(f"a word holds {_WORDS} or {_PLACES}", where=word,
                          hint="write words without them")
        told = ",".join(f"{order}.{at}" for order, at in places.get(word, ()))
        rows.setdefault(word[:2], []).append(word[2:] + (told and _PLACES + told))
    return {pair: _WORDS.join(packed) for pair, packed in rows.items()}


def _place(told: str) -> Place:
    order, _, at = told.partition(".")
    return int(order), int(at)
