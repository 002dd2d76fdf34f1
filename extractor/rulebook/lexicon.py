"""All words of all rules in one matcher, and the rules and cues that each word is the head of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from extractor.model import Measure
from extractor.numbers.units import GENERIC, PLAIN, THINGS
from extractor.rulebook import points
from extractor.rulebook.boundaries import Boundaries
from extractor.rulebook.model import Cue, Rule
from extractor.rulebook.words import Words, bounded_words


class Head(NamedTuple):
    """A cue a word is the head of, with its rule."""

    rule: Rule
    cue: Cue
    category: str
    order: int  # rules in id order: ties go to the first, on every machine
    asked: float  # the most that what the cue asks for besides the word can add
    blocks: frozenset[str]  # none of these may stand in the clause


# Where a head stands: the number of its rule, in id order, and that of the cue in the rule.
Place = tuple[int, int]


class Heads(Mapping[str, Sequence[Head]]):
    """The heads of each word, made when they are first asked for: a report needs one in twenty."""

    def __init__(self, rules: Mapping[str, Rule], places: Mapping[str, Sequence[Place]]) -> None:
        self._rules, self._places = rules, places
        self._ids = tuple(rules)
        self._made: dict[Place, Head] = {}
        self._known: dict[str, Sequence[Head]] = {}
        self._fits: dict[str | None, list[Fits]] = {}  # by unit: hardly one has two measures

    def __getitem__(self, word: str) -> Sequence[Head]:
        known = self._known.get(word)
        if known is None:
            places = self._places[word]
            known = [self._made.get(place) or self._make(place) for place in places]
            self._known[word] = known
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def fits(self, unit: str | None, measure: Measure | None) -> Fits:
        """What each word can mean of a number in a unit; of any unit where `measure` is None
        (or duration, and the unit None: then those of time may speak)."""
        alike = self._fits.setdefault(unit, [])
        for known in alike:
            if known.measure is measure:
                return known
        alike.append(fits := Fits(self, unit, measure))
        return fits

    def _make(self, place: Place) -> Head:
        order, at = place
        rule = self._rules[self._ids[order]]
        cue = rule.cues[at]
        blocks = cue.block | rule.exclude
        head = Head(rule, cue, rule.category, order, _most(cue), blocks)
        self._made[place] = head
        return head


class Fit(NamedTuple):
    """A cue whose word and unit fit: the points for both, and the most it can come to."""

    most: float
    points: float
    place: int  # among the heads of the word
    head: Head


NOTHING: Final = -math.inf  # points of a word that cannot count


class Fits(dict[str, tuple[Fit, ...]]):
    """Word → the cues it is the head of that can count in one unit, the strongest first.

    Worked out once for each word: most heads of a word are of other units.
    """

    def __init__(
        self, heads: Mapping[str, Sequence[Head]], unit: str | None, measure: Measure | None
    ) -> None:
        super().__init__()
        self._heads, self._unit, self.measure = heads, unit, measure
        self.most = Most(self)

    def __missing__(self, word: str) -> tuple[Fit, ...]:
        fits = [
            Fit(own + points.HEADING + head.asked, own, place, head)
            for place, head in enumerate(self._heads.get(word, ()))
            if (unit := self._unit_points(head)) is not None
            for own in (unit + _word_points(word, head.cue),)
        ]
        self[word] = found = tuple(sorted(fits, key=lambda fit: (-fit.most, fit.place)))
        return found

    def _unit_points(self, head: Head) -> float | None:
        unasked = self._unit is None and self.measure is Measure.DURATION
        if self.measure is None or unasked:
            # 信访量同比下降18%: words told from the figure before by their unit alone say nothing
            # … nor do words that only an hour or a day makes hours of: 执法人员仅占三成
            lasts = self.measure is None and head.rule.measure is Measure.DURATION
            return None if head.cue.units and (head.cue.after or lasts) else 0.0
        return unit_fit(head.rule, head.cue.units, self._unit, self.measure)


class Most(dict[str, float]):
    """Word → the most that it can come to in one unit, `NOTHING` if it heads no cue that counts."""

    def __init__(self, fits: Fits) -> None:
        super().__init__()
        self._fits = fits

    def __missing__(self, word: str) -> float:
        fits = self._fits[word]
        self[word] = most = fits[0].most if fits else NOTHING
        return most


class Lexicon(NamedTuple):
    """Words of the rules, and the rules by their head words."""

    table: Words
    background: Words  # what sentences without numbers are read for: topics and zeros
    heads: Heads
    zeros: Mapping[str, Sequence[str]]  # ids of the rules whose zero it tells
    topics: frozenset[str]


def _most(cue: Cue) -> float:
    asked = ((cue.after, points.AFTER), (cue.topic, points.TOPIC), (cue.support, points.SUPPORT))
    return sum(most for words, most in asked if words)


def _word_points(word: str, cue: Cue) -> float:
    if cue.weak:
        return points.WEAK
    return points.WORD + points.LETTER * min(len(word), points.LONGEST_WORD)


MANY = Measure.COUNT  # in place of none: a number without a unit that is too great for a rate


def unit_fit(
    rule: Rule, narrow: frozenset[str], unit: str | None, measure: Measure
) -> float | None:
    """Points for a unit under a rule, or None if it cannot be its unit.

    `narrow`, if not empty, are the only units allowed.
    """
    units = narrow or rule.units
    if unit is None and measure is Measure.PLACE:  # 对2市4县开展督察: as if 个 stood there
        unit = GENERIC
    if unit in units or "*" in units:
        return points.EXACT_UNIT
    if unit and (unit in PLAIN or ")" in unit) and _either(unit, units):
        return points.EITHER_UNIT
    if narrow and not (unit is None and rule.measure is Measure.RATE):
        return None  # 纠错率为0: a rate of nothing is often printed without its %
    if unit is None and rule.measure is Measure.RATE:
        return None if measure is MANY else points.BARE_RATE  # 纠错率为0
    if unit is None:
        return points.NO_UNIT if rule.measure is not Measure.MONEY else None
    return points.SAME_MEASURE if measure == rule.measure and unit not in THINGS else None


def _either(unit: str, units: frozenset[str]) -> bool:
    """58批(次), 86辆(艘)次: what the brackets leave open may be the unit; 31回 are 31次."""
    if unit in PLAIN:
        return not units.isdisjoint(PLAIN[unit])
    plain, _, added = unit.partition("(")
    added, _, last = added.partition(")")
    return not units.isdisjoint((plain + last, f"{plain}{added}{last}", added + last))


def compile_lexicon(rules: Mapping[str, Rule], boundaries: Sequence[str]) -> Lexicon:
    """The lexicon of some rules, which stand in id order."""
    zeros: dict[str, list[str]] = {}
    words: set[str] = set()
    topics: set[str] = set()
    for rule in rules.values():
        words |= rule.exclude
        for cue in rule.cues:
            words |= cue.support | cue.block
            topics |= cue.topic
        for word in rule.zero:
            zeros.setdefault(word, []).append(rule.id)
    places = head_places([cue.words for cue in rule.cues] for rule in rules.values())
    words |= topics | places.keys() | zeros.keys()
    bounds = Boundaries(boundaries)
    return Lexicon(
        table=bounded_words(words, bounds),
        background=bounded_words(topics | zeros.keys(), bounds),
        heads=Heads(rules, places),
        zeros=zeros,
        topics=frozenset(topics),
    )


def head_places(rules: Iterable[Iterable[Sequence[str]]]) -> dict[str, tuple[Place, ...]]:
    """Where each word is a head, by the words of each cue of each rule."""
    places: dict[str, tuple[Place, ...]] = {}
    for order, cues in enumerate(rules):
        for at, words in enumerate(cues):
            here = ((order, at),)
            for word in dict.fromkeys(words):
                known = places.get(word)
                places[word] = here if known is None else known + here
    return places
