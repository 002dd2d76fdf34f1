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
from extractor.rulebook.joined import join_rows, join_words, split_rows, split_words
from extractor.rulebook.lexicon import Place
from extractor.rulebook.words import Hits, WordTable, word_table

_KEY = 3  # characters that words are kept by
_PLACES = "="  # before where a word is a head


class PackedWords(Mapping[str, tuple[Place, ...]]):
    """Where each word is a head, by the rows that `unpack` gives."""

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
    """The first characters of all words, and for each the rest of the words that begin with them
    and where those are heads: 调解员=3.0,7.2|队.

    Errors: `BadRule` for a word that holds one of the signs between them.
    """
    rows: dict[str, list[str]] = {}
    for word in sorted(words):
        if _PLACES in word:
            raise BadRule(f"a word holds {_PLACES}", where=word, hint="write words without it")
        told = ",".join(f"{order}.{at}" for order, at in places.get(word, ()))
        rows.setdefault(word[:_KEY], []).append(word[_KEY:] + (told and _PLACES + told))
    return {"keys": join_rows(rows), "rows": join_rows(map(join_words, rows.values()))}


def unpack(packed: Mapping[str, str]) -> dict[str, str]:
    """First characters → the words that begin with them, as `pack` wrote them."""
    return dict(zip(split_rows(packed["keys"]), split_rows(packed["rows"]), strict=True))


def _unpack(key: str, row: str) -> Iterator[tuple[str, str]]:
    """Each word of a row with its places."""
    for packed in split_words(row) or [""]:  # the key itself, which is no head
        rest, _, told = packed.partition(_PLACES)
        yield key + rest, told


def _place(told: str) -> Place:
    order, _, at = told.partition(".")
    return int(order), int(at)
