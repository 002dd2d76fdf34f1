"""All words of all rules as one matcher: every occurrence of every word in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import add

from extractor.model import Measure
from extractor.rulebook.model import Cue, Rule

# Points for the unit of a number under a rule.
_EXACT_UNIT, _SAME_MEASURE, _NO_UNIT = 2.0, -3.0, -3.0
_BARE_RATE = 3.0  # a number without its % behind a word for a rate: no count is printed so bare


@dataclass(frozen=True, slots=True)
class Head:
    """A cue a word is the head of, with its rule."""

    rule: Rule
    cue: Cue
    order: int  # rules in id order: ties go to the first, on every machine
    asks: int  # how many things besides the word the cue asks for


@dataclass(frozen=True, slots=True)
class WordTable:
    """Words found by their first two characters.

    With five thousand words a trie pattern tries its thousand first characters one after the
    other at every position; one dictionary look-up a position is some twenty times faster.
    """

    words: frozenset[str]
    openings: Mapping[str, tuple[int, ...]]  # first two characters → lengths, longest first
    singles: frozenset[str]  # words of one character

    def find(self, view: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        """(position, word) of every occurrence in `view[start:end]`, overlapping ones too."""
        openings, singles, words = self.openings, self.singles, self.words
        text = view[start:end]
        for at, pair in enumerate(map(add, text, text[1:])):
            if pair in openings:
                for length in openings[pair]:
                    word = text[at : at + length]
                    if word in words and len(word) == length:
                        yield start + at, word
            if pair[0] in singles:
                yield start + at, pair[0]
        if text and text[-1] in singles:
            yield end - 1, text[-1]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of the rules, and the rules by their head words."""

    table: WordTable
    background: WordTable  # what sentences without numbers are read for: topics and zeros
    heads: Mapping[str, tuple[Head, ...]]
    zeros: Mapping[str, tuple[Rule, ...]]
    topics: frozenset[str]
    _fitting: dict[tuple[str, str | None, Measure], tuple[tuple[Head, float], ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def fitting(
        self, word: str, unit: str | None, measure: Measure
    ) -> tuple[tuple[Head, float], ...]:
        """The cues a word is the head of that can count in a unit, with the points for it.

        Worked out once for each word and unit: most heads of a word are of other units.
        """
        key = (word, unit, measure)
        known = self._fitting.get(key)
        if known is None:
            fits = ((head, head_fit(head, unit, measure)) for head in self.heads.get(word, ()))
            known = tuple((head, fit) for head, fit in fits if fit is not None)
            self._fitting[key] = known
        return known


def head_fit(head: Head, unit: str | None, measure: Measure) -> float | None:
    """Points for a unit under a cue, or None if the cue does not count in it."""
    return unit_fit(head.rule, head.cue.units, unit, measure)


def unit_fit(
    rule: Rule, narrow: frozenset[str], unit: str | None, measure: Measure
) -> float | None:
    """Points for a unit under a rule, or None if it cannot be its unit.

    `narrow`, if not empty, are the only units allowed.
    """
    units = narrow or rule.units
    if unit in units or "*" in units:
        return _EXACT_UNIT
    if narrow and not (unit is None and rule.measure is Measure.RATE):
        return None  # 纠错率为0: a rate of nothing is often printed without its %
    if unit is None and rule.measure is Measure.RATE:
        return _BARE_RATE  # 纠错率为0
    if unit is None:
        return _NO_UNIT if rule.measure is not Measure.MONEY else None
    return _SAME_MEASURE if measure == rule.measure else None


def compile_lexicon(rules: Iterable[Rule]) -> Lexicon:
    """The lexicon of some rules."""
    heads: dict[str, list[Head]] = {}
    zeros: dict[str, list[Rule]] = {}
    words: set[str] = set()
    topics: set[str] = set()
    for order, rule in enumerate(rules):
        words |= rule.exclude
        for cue in rule.cues:
            words |= cue.support | cue.block
            topics |= cue.topic
            head = Head(rule, cue, order, sum(map(bool, (cue.after, cue.topic, cue.support))))
            for word in cue.words:
                heads.setdefault(word, []).append(head)
        for word in rule.zero:
            zeros.setdefault(word, []).append(rule)
    return Lexicon(
        table=word_table(words | topics | heads.keys() | zeros.keys()),
        background=word_table(topics | zeros.keys()),
        heads={word: tuple(entries) for word, entries in heads.items()},
        zeros={word: tuple(entries) for word, entries in zeros.items()},
        topics=frozenset(topics),
    )


def word_table(words: Iterable[str]) -> WordTable:
    """The table of some words."""
    known = frozenset(words)
    openings: dict[str, set[int]] = {}
    for word in known:
        if len(word) > 1:
            openings.setdefault(word[:2], set()).add(len(word))
    return WordTable(
        words=known,
        openings={pair: tuple(sorted(sizes, reverse=True)) for pair, sizes in openings.items()},
        singles=frozenset(word for word in known if len(word) == 1),
    )
