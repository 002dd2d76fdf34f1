"""Every occurrence of many words in a text.

A table of the words is ready at once. Where the extra `fast` is installed an automaton takes its
place as soon as so much has been read that building it pays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import compress, count
from operator import add, itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from extractor.rulebook.boundaries import SHORTEST, Boundaries, stands

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Hits = list[tuple[int, str]]  # (position, word): by position, the longest word first

# Characters: what some fifty reports are searched for. To build the automaton takes as long as to
# read ten of them, and saves an eighth of each.
SOON: Final = 60_000


class Table(Protocol):
    """Something that finds words at once."""

    @property
    def words(self) -> frozenset[str]: ...

    def find(self, view: str, start: int, end: int) -> Hits: ...

    def whole(self) -> WordTable: ...


class Words:
    """Words to look for; none is found that begins or ends inside a boundary.

    The table holds the boundaries too; `silent` are those that are no word themselves.
    """

    def __init__(self, table: Table, boundaries: Boundaries, silent: frozenset[str]) -> None:
        self.table, self.boundaries, self.silent = table, boundaries, silent
        self._left = SOON
        self._later: Automaton | WordTable | None = None

    def find(self, view: str, start: int, end: int) -> Hits:
        """Every occurrence in `view[start:end]`, overlapping ones too."""
        hits = self._find(view, start, end)
        places = self.boundaries.places(hits)
        if not places:
            return hits
        silent = self.silent
        return [  # `stands`, written out: it is asked of every word of a report
            hit
            for hit in hits
            if (hit[0] not in places and hit[0] + len(hit[1]) not in places
                and hit[1] not in silent) or len(hit[1]) < SHORTEST
        ]  # fmt: skip

    def lost(self, text: str) -> Iterator[tuple[str, str]]:
        """(word, boundary) of what is a word of the table in a text, but for a boundary."""
        hits = self._find(text, 0, len(text))
        bounds = self.boundaries.of_places(hits)
        for at, word in hits:
            if word not in self.silent and not stands(at, word, bounds.keys()):
                yield word, bounds.get(at) or bounds[at + len(word)]

    def _find(self, view: str, start: int, end: int) -> Hits:
        if self._later is not None:
            return self._later.find(view, start, end)
        self._left -= end - start
        if self._left < 0:
            self._later = automaton(self.table.words) or self.table.whole()
        return self.table.find(view, start, end)

    def __reduce__(self) -> tuple[type[Words], tuple[Table, Boundaries, frozenset[str]]]:
        # an automaton travels to no other process
        return Words, (self.table, self.boundaries, self.silent)


class WordTable(NamedTuple):
    """Words found by their first two characters, and the longer ones by three.

    With thousands of words a trie pattern tries its thousand first characters one after the
    other at every position; one set look-up a position is some twenty times faster.
    """

    words: frozenset[str]
    pairs: frozenset[str]  # the first two characters of a word
    longer: Mapping[str, tuple[int, ...]]  # first three characters → lengths, longest first
    single: re.Pattern[str] | None  # the words of one character

    def find(self, view: str, start: int, end: int) -> Hits:
        """Every occurrence in `view[start:end]`, overlapping ones too."""
        words, longer = self.words, self.longer
        text = view[start:end]
        pairs = list(map(add, text, text[1:]))
        found = []
        for at in compress(count(), map(self.pairs.__contains__, pairs)):
            lengths = longer.get(text[at : at + 3])
            if lengths is not None:
                for length in lengths:
                    word = text[at : at + length]
                    if word in words and len(word) == length:
                        found.append((start + at, word))
            elif pairs[at] in words:
                found.append((start + at, pairs[at]))
        if self.single is None:
            return found
        singles = [(match.start(), match[0]) for match in self.single.finditer(view, start, end)]
        if singles:  # behind the longer ones that begin at the same place
            found = sorted(found + singles, key=itemgetter(0))
        return found

    def whole(self) -> WordTable:
        """Itself."""
        return self


class Automaton(NamedTuple):
    """Words found by the algorithm of Aho and Corasick."""

    words: tuple[str, ...]
    compiled: AhoCorasick

    def find(self, view: str, start: int, end: int) -> Hits:
        """Every occurrence in `view[start:end]`, overlapping ones too."""
        matches = self.compiled.find_matches_as_indexes(view[start:end], overlapping=True)
        matches.reverse()  # they come by their ends: now the longest word first
        matches.sort(key=itemgetter(1))
        words = self.words
        return [(start + at, words[which]) for which, at, _ in matches]


def automaton(words: Iterable[str]) -> Automaton | None:
    """The automaton of some words; None where the extra `fast` is not installed."""
    try:
        from ahocorasick_rs import AhoCorasick, Implementation
    except ModuleNotFoundError:
        return None
    known = tuple(words)
    return Automaton(known, AhoCorasick(known, implementation=Implementation.ContiguousNFA))


def bounded_words(words: AbstractSet[str], boundaries: Boundaries) -> Words:
    """Some words, to be looked for with the boundaries."""
    return Words(word_table(words | boundaries.texts), boundaries,
                 frozenset(boundaries.texts - words))


def word_table(words: Iterable[str]) -> WordTable:
    """The table of some words."""
    known = frozenset(words)
    sizes: dict[str, int] = {}  # first three characters → one bit for each length
    for word in known:
        if len(word) > 2:
            three = word[:3]
            sizes[three] = sizes.get(three, 0) | 1 << len(word)
    for three in sizes:
        if three[:2] in known:
            sizes[three] |= 1 << 2
    lengths = {bits: _lengths(bits) for bits in set(sizes.values())}
    singles = sorted(word for word in known if len(word) == 1)
    return WordTable(
        words=known,
        pairs=frozenset([word[:2] for word in known if len(word) > 1]),
        longer={three: lengths[bits] for three, bits in sizes.items()},
        single=re.compile(f"[{re.escape(''.join(singles))}]") if singles else None,
    )


def _lengths(bits: int) -> tuple[int, ...]:
    return tuple(size for size in range(bits.bit_length() - 1, 1, -1) if bits >> size & 1)
