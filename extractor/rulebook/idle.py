"""Words of a rule that decide nothing, whatever the text: each is a mistake or dead weight."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from extractor.rulebook.boundaries import Boundaries, stands
from extractor.rulebook.model import Rule


def idle_words(rule: Rule, boundaries: Boundaries) -> Iterator[str]:
    """One line for each such word: where it stands, and why it never decides.

    `boundaries` tell which words are not found inside others: 会议室 beside 会议 is not idle.
    """
    yield from _longer("exclude", rule.exclude, rule.exclude, boundaries)
    for number, cue in enumerate(rule.cues, 1):
        barred = cue.block | rule.exclude
        for word in cue.words:
            inner = _inside(word, barred, boundaries)
            if inner is not None:
                yield f"cue {number}: {word!r} never counts, for it holds {inner!r}, which bars it"
        for word in sorted(cue.block & rule.exclude):
            yield f"cue {number}: `not` need not repeat {word!r} of `exclude`"
        yield from _longer(f"cue {number}: `not`", cue.block, barred, boundaries)
        yield from _longer(f"cue {number}: `with`", cue.support, cue.support, boundaries)
        for word in sorted(cue.topic):
            inner = _inside(word, cue.topic - {word}, boundaries)
            if inner is not None:
                yield f"cue {number}: `topic` needs no {word!r} beside {inner!r}"


def _inside(word: str, others: Collection[str], boundaries: Boundaries) -> str | None:
    found = [each for each in sorted(others) if each in word]
    places = boundaries.places_in(word) if found else set()
    return next((each for each in found if stands(word.find(each), each, places)), None)


def _longer(
    place: str, words: Collection[str], known: Collection[str], boundaries: Boundaries
) -> Iterator[str]:
    """Words found only where a shorter one begins as well.

    Not beside one of a single character: longer words at its place tell what it means there.
    """
    for word in sorted(words):
        heads = [head for size in range(2, len(word)) if (head := word[:size]) in known]
        places = boundaries.places_in(word) if heads else set()
        shorter = next((head for head in heads if stands(0, head, places)), None)
        if shorter is not None:
            yield f"{place} needs no {word!r} beside {shorter!r}"
