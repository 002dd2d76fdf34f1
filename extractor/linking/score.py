"""Which rule a number answers to: every reading with its points, the best one first.

Points, not probabilities: a long head word says more than a short one, a near one more than a far
one (Chinese noun phrases end in their head, so the word that ends nearest the number decides), and
what a cue asks for besides (`with`, `after`, `topic`) confirms it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.linking.frame import Frame, Hit
from extractor.model import Quantity
from extractor.rulebook import Cue, Head, Lexicon, Rule, Rulebook, unit_fit

_WORD, _LETTER, _WEAK = 4.0, 2.0, 1.0
_LONGEST_WORD = 8  # letters that add points
_GAP, _LONGEST_GAP = 0.5, 14
_RIGHT_SIDE = -2.5  # 培训120名调解员: what stands before the number goes first
_NUMBER_FIRST = 2.0  # 对8个镇街、12个部门开展实地督察: nothing stands before it
_SUPPORT_NEAR, _SUPPORT_FAR = 5.0, 3.0
_AFTER, _AFTER_STEP, _MEMORY = 7.0, 2.0, 4
_TOPIC, _TOPIC_STEP = 6.0, 1.5
_HEADING = 1.5
_ROUNDING = 1e-6
_REACH = 90  # characters a head word may stand away from its number


# By rule: the code of what its cue missed, and the word that spoke for it.
Refused = dict[str, tuple[str, Hit]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule that could explain a number, with the word that spoke for it."""

    points: float
    rule: Rule
    hit: Hit
    crossed: float  # what separates word and number
    weak: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """What a number is read in: the sentence and what came before it."""

    frame: Frame
    recent: Sequence[str]  # indicators of the figures before, the last one first
    seen: dict[str, int]  # word → index of the sentence of this section it last stood in
    sentence: int
    heading_categories: frozenset[str]


@dataclass(frozen=True, slots=True)
class Window:
    """Where head words may stand for one number."""

    left: int
    lead: int
    tail: int
    right: int
    number_first: bool = False
    alone: bool = False  # one head of several: what the heads before it say does not block it


def readings(
    quantity: Quantity,
    window: Window,
    scene: Scene,
    rulebook: Rulebook,
    *,
    any_unit: bool = False,
    refused: Refused | None = None,
    best_only: bool = False,
) -> list[Reading]:
    """The best reading of each rule that fits, most points first; ties in rule order.

    `any_unit`: the unit is not asked (a change of 6% may be one of cases). `refused` takes, by
    rule, the code of what was missing and the word that spoke for it. `best_only`: readings that
    cannot come first may be left out.
    """
    best: dict[str, tuple[float, int, Reading]] = {}
    frame, top = scene.frame, -math.inf
    for hit in _hits(frame, window, rulebook.context["filler"] if any_unit else None):
        entries = _entries(rulebook.lexicon, hit, quantity, any_unit, refused)
        place = _place(frame, hit, window, rulebook) if entries else None
        if place is None:
            continue
        nearness, crossed = place
        for head, fit in entries:
            if best_only and nearness + fit + _most(head, hit) < top - _ROUNDING:
                continue
            points = _points(head, hit, fit, window, scene)
            if isinstance(points, str):
                if refused is not None:
                    refused.setdefault(head.rule.id, (points, hit))
                continue
            total = points + nearness
            top = max(top, total)
            known = best.get(head.rule.id)
            if known is None or total > known[0]:
                reading = Reading(total, head.rule, hit, crossed, head.cue.weak)
                best[head.rule.id] = (total, head.order, reading)
    ranked = sorted(best.values(), key=_order)
    return [reading for _, _, reading in ranked]


def _hits(frame: Frame, window: Window, skip: re.Pattern[str] | None) -> list[Hit]:
    """The hits of a window, without those `skip` matches.

    三年累计下降33.5%: 累计 heads hours elsewhere, but says nothing where no unit is asked.
    """
    left = max(window.left, window.lead - _REACH)
    hits = frame.hits_between(left, min(window.right, window.tail + _REACH))
    inside = [hit for hit in hits if hit.end <= window.right]
    return inside if skip is None else [hit for hit in inside if not skip.fullmatch(hit.word)]


def _most(head: Head, hit: Hit) -> float:
    """Points a cue can get at most besides those for unit and nearness."""
    length = _LETTER * min(len(hit.word), _LONGEST_WORD)
    return _WORD + length + _HEADING + _AFTER * head.asks


def _order(item: tuple[float, int, Reading]) -> tuple[float, int, int]:
    """Most points first; of two as strong the longer word beyond eight letters; rule order."""
    points, order, reading = item
    return -points, -max(len(reading.hit.word), _LONGEST_WORD), order


def _entries(
    lexicon: Lexicon, hit: Hit, quantity: Quantity, any_unit: bool, refused: Refused | None
) -> Sequence[tuple[Head, float]]:
    """The cues of a word that count in the unit of a number, or all of them with `any_unit`."""
    if refused is None and not any_unit:
        return lexicon.fitting(hit.word, quantity.unit, quantity.measure)
    entries = []
    for head in lexicon.heads.get(hit.word, ()):
        fit = unit_fit(head.rule, head.cue.units, quantity.unit, quantity.measure)
        if any_unit:
            entries.append((head, 0.0))
        elif fit is not None:
            entries.append((head, fit))
        elif refused is not None:
            refused.setdefault(head.rule.id, ("R-UNIT", hit))
    return entries


def _place(
    frame: Frame, hit: Hit, window: Window, rulebook: Rulebook
) -> tuple[float, float] | None:
    """(points for nearness, what is crossed), or None where the word cannot reach the number."""
    if hit.end <= window.lead:
        gap = window.lead - hit.end
        crossed = frame.crossing(hit.end, window.lead)
        if 0 < gap <= _LONGEST_GAP:
            gap = len(rulebook.context["filler"].sub("", frame.view[hit.end : window.lead]))
        late = _NUMBER_FIRST if window.number_first and crossed else 0.0
        return -late - crossed - _GAP * min(gap, _LONGEST_GAP), crossed
    if hit.start >= window.tail:
        crossed = frame.crossing(window.tail, hit.start)
        gap = hit.start - window.tail
        side = _RIGHT_SIDE + (_NUMBER_FIRST if window.number_first else 0.0)
        return side - crossed - _GAP * min(gap, _LONGEST_GAP), crossed
    return None


def _points(
    head: Head, hit: Hit, fit: float, window: Window, scene: Scene
) -> float | str:
    """Points of a cue apart from nearness, or the code of what it asks for and misses."""
    cue, rule = head.cue, head.rule
    points = fit + (_WEAK if cue.weak else _WORD + _LETTER * min(len(hit.word), _LONGEST_WORD))
    if cue.after:
        bonus = _after(cue, scene)
        if bonus is None:
            return "R-AFTER"
        points += bonus
    if cue.topic:
        bonus = _topic(cue, scene)
        if bonus is None:
            return "R-TOPIC"
        points += bonus
    if cue.support:
        bonus = _support(cue, hit, window, scene.frame)
        if bonus is None:
            return "R-WITH"
        points += bonus
    if (cue.block or rule.exclude) and _blocked(cue, rule, hit, window, scene.frame):
        return "R-NOT"
    return points + (_HEADING if rule.category in scene.heading_categories else 0.0)


def _blocked(cue: Cue, rule: Rule, hit: Hit, window: Window, frame: Frame) -> bool:
    start = frame.clause_start(min(hit.start, window.lead), ",;")
    end = frame.clause_end(max(hit.end, window.tail), ",;、")
    if window.alone:
        start = window.left
    return frame.has_word(cue.block | rule.exclude, start, end)


def _support(cue: Cue, hit: Hit, window: Window, frame: Frame) -> float | None:
    clause = frame.clause_start(min(hit.start, window.lead), ",;")
    if frame.has_word(cue.support, clause, max(window.tail, hit.end)):
        return _SUPPORT_NEAR
    if frame.has_word(cue.support, frame.start, window.right):
        return _SUPPORT_FAR
    return None


def _after(cue: Cue, scene: Scene) -> float | None:
    for steps, indicator in enumerate(scene.recent[:_MEMORY]):
        if indicator in cue.after or indicator.partition(".")[0] in cue.after:
            return _AFTER - _AFTER_STEP * steps
    return None


def _topic(cue: Cue, scene: Scene) -> float | None:
    known = [scene.seen[word] for word in cue.topic & scene.seen.keys()]
    if not known:
        return None
    return max(_TOPIC - _TOPIC_STEP * (scene.sentence - max(known)), 1.0)


