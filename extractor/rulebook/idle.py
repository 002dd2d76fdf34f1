"""Words of a rule that decide nothing, whatever the text, and single letters, which stand in words
of every sort: each is a mistake, dead weight, or has its reason under `letters`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from itertools import permutations
from typing import NamedTuple

from extractor.errors import Key
from extractor.rulebook.boundaries import Boundaries, stands
from extractor.rulebook.model import Cue, Rule

_LEAST = 2  # letters of a word that tells what it means without those beside it
_TITLE = "《"  # words inside a title are not looked for: 持有《执法证 says more than 执法证


class Idle(NamedTuple):
    """What is wrong with a list of a rule; `key` is the list: ("cue", 1, "not")."""

    key: Key
    message: str


def idle_words(rule: Rule, boundaries: Boundaries) -> Iterator[Idle]:
    """Each such word: the list it stands in, why it never decides, and what to do.

    `boundaries` tell which words are not found inside others: 会议室 beside 会议 is not idle.
    """
    yield from _longer(("exclude",), rule.exclude, rule.exclude, boundaries)
    for at, cue in enumerate(rule.cues):
        barred = cue.block | rule.exclude
        words, block, support, topic = (
            ("cue", at, name) for name in ("words", "not", "with", "topic")
        )
        for word in cue.words:
            inner = _inside(word, barred, boundaries)
            if inner is not None:
                yield Idle(words, f"{word!r} never counts, for it holds {inner!r}, which bars it")
        for word in sorted(cue.block & rule.exclude):
            yield Idle(block, f"`not` need not repeat {word!r} of `exclude`")
        yield from _longer(block, cue.block, barred, boundaries)
        yield from _longer(support, cue.support, cue.support, boundaries)
        yield from _longer(topic, cue.topic, cue.topic, boundaries)
    yield from _counted_twice(rule)
    yield from _letters(rule)


def _inside(word: str, others: Collection[str], boundaries: Boundaries) -> str | None:
    """Another word that is found wherever a word is."""
    found = [each for each in sorted(others) if each in word]
    places = boundaries.places_in(word) if found else set()
    return next((each for each in found if _is_found(each, word, places)), None)


def _is_found(inner: str, word: str, places: AbstractSet[int]) -> bool:
    """True if a text stands in a word at one place at least: 培训 in 培训室|培训."""
    at = word.find(inner)
    while at >= 0 and not stands(at, inner, places):
        at = word.find(inner, at + 1)
    return at >= 0


def _longer(
    key: Key, words: Collection[str], known: Collection[str], boundaries: Boundaries
) -> Iterator[Idle]:
    """Words found only where a shorter one of the list is found as well.

    Not beside one of a single character: longer words at its place tell what it means there.
    """
    telling = {word for word in known if len(word) >= _LEAST}
    for word in sorted(words):
        shorter = None if _TITLE in word else _inside(word, telling - {word}, boundaries)
        if shorter is not None:
            yield Idle(key, f"`{key[-1]}` needs no {word!r} beside {shorter!r}")


def _counted_twice(rule: Rule) -> Iterator[Idle]:
    """Words that another cue counts as well wherever this one does."""
    told: set[tuple[int, str]] = set()
    # From the last on: of two cues that ask for the same, the first keeps the word.
    for (at, cue), (other, wider) in permutations(reversed([*enumerate(rule.cues)]), 2):
        both = {*cue.words}.intersection(wider.words)
        if not both or not _covers(wider, cue, rule):
            continue
        for word in sorted(both):
            if (other, word) not in told and (at, word) not in told:
                told.add((at, word))
                yield Idle(("cue", at, "words"), f"{word!r} is counted as well by the cue of "
                                                 f"{wider.words[0]!r}, which asks for no more")


def _covers(wider: Cue, cue: Cue, rule: Rule) -> bool:
    """True if a word of both gives as much as a word of `wider` wherever `cue` takes it."""
    asked = ((wider.support, cue.support), (wider.topic, cue.topic),
             ({*wider.after}, {*cue.after}))  # fmt: skip
    if any(bool(ours) is not bool(theirs) or not ours >= theirs for ours, theirs in asked):
        return False  # what a cue asks for gives points where it stands
    if not wider.block <= cue.block or wider.weak > cue.weak or (wider.units and not cue.units):
        return False
    known = wider.units or rule.units
    return "*" in known or cue.units <= known


def _letters(rule: Rule) -> Iterator[Idle]:
    """Single letters without a reason, each once, and reasons without their letter."""
    told = set(rule.letters)
    for key, words in _lists(rule):
        for letter in sorted(word for word in words if len(word) < _LEAST):
            if letter not in told:
                told.add(letter)
                yield Idle(key, f"`{key[-1]}` holds {letter!r}, which stands in words of every "
                                "sort: list the longer words it is meant for, or say under "
                                "`letters` why none will do")  # fmt: skip
    held = {word for _, words in _lists(rule) for word in words}
    for letter in sorted(rule.letters - held):
        yield Idle(("letters",), f"`letters` need not name {letter!r}: no list holds it")


def _lists(rule: Rule) -> Iterator[tuple[Key, Collection[str]]]:
    yield ("exclude",), rule.exclude
    for at, cue in enumerate(rule.cues):
        yield ("cue", at, "words"), cue.words
        yield ("cue", at, "with"), cue.support
        yield ("cue", at, "not"), cue.block
        yield ("cue", at, "topic"), cue.topic
