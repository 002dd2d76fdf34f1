"""The words of a compiled rulebook, read a few at a time.

A report holds one word in thirty, and to put all of them into tables takes longer than to read it.
So they are kept by their first characters, each group in one string, and a group is looked into
when its characters stand in a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import compress, count
from operator import add

from extractor.errors import BadRule
from extractor.rulebook.lexicon import Place
from extractor.rulebook.words import Hits, WordTable, word_table

_KEY = 3  # characters that words are kept by
_WORDS, _PLACES = "|", "="  # between words, and before the places of one


class PackedWords(Mapping[str, tuple[Place, ...]]):
    """Where each word is a head, by the rows that `pack` made."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        self._rows = rows
        self._groups: dict[str, dict[str, str]] = {}

    @property
    def words(self) -> frozenset[str]:
        """All of them, heads or not."""
        rows = self._rows.items()
        return frozenset(word for key, row in rows for word, _ in _unpack(key, row))

    def find(self, view: str, start: int, end: int) -> Hits:
        """Every occurrence in `view[start:end]`, overlapping ones too."""
        text = view[start:end]
        pairs = list(map(add, text, text[1:]))
        found = []
        for keys in (text, pairs, list(map(add, pairs, text[2:]))):
            for at in compress(count(), map(self._rows.__contains__, keys)):
                found += [
                    (start + at, word)
                    for word in self._group(keys[at])
                    if text.startswith(word, at)
                ]
        found.sort(key=lambda hit: (hit[0], -len(hit[1])))
        return found

    def whole(self) -> WordTable:
        """A table that looks nothing up any more."""
        return word_table(self.words)

    def __getitem__(self, word: str) -> tuple[Place, ...]:
        told = self._group(word[:_KEY])[word]
        if not told:
            raise KeyError(word)
        return tuple(map(_place, told.split(",")))

    def __iter__(self) -> Iterator[str]:
        rows = self._rows.items()
        return (word for key, row in rows for word, told in _unpack(key, row) if told)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _group(self, key: str) -> Mapping[str, str]:
        """The words that begin with `key`, or are it where it is shorter, and their places."""
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = dict(_unpack(key, self._rows[key]))
        return group


def pack(words: Iterable[str], places: Mapping[str, Iterable[Place]]) -> dict[str, str]:
    """First characters → the rest of each word, and where it is a head: 调解员=3.0,7.2|队.

    Errors: `BadRule` for a word that holds one of the signs between them.
    """
    rows: dict[str, list[str]] = {}
    for word in sorted(words):
        if _WORDS in word or _PLACES in word:
            raise BadRule(f"a word holds {_WORDS} or {_PLACES}", where=word,
                          hint="write words without them")
        told = ",".join(f"{order}.{at}" for order, at in places.get(word, ()))
        rows.setdefault(word[:_KEY], []).append(word[_KEY:] + (told and _PLACES + told))
    return {key: _WORDS.join(packed) for key, packed in rows.items()}


def _unpack(key: str, row: str) -> Iterator[tuple[str, str]]:
    """Each word of a row with its places."""
    for packed in row.split(_WORDS):
        rest, _, told = packed.partition(_PLACES)
        yield key + rest, told


def _place(told: str) -> Place:
    order, _, at = told.partition(".")
    return int(order), int(at)
