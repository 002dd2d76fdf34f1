"""Which rule a number answers to: every reading with its points, the best one first.

Points, not probabilities: a long head word says more than a short one, a near one more than a far
one (Chinese noun phrases end in their head, so the word that ends nearest the number decides), and
what a cue asks for besides (`with`, `after`, `topic`) confirms it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.linking.frame import Frame, Hit
from extractor.model import Measure, Quantity
from extractor.rulebook import Cue, Head, Rule, Rulebook

_WORD, _LETTER, _WEAK = 4.0, 2.0, 1.0
_EXACT_UNIT, _SAME_MEASURE, _NO_UNIT = 2.0, -3.0, -3.0
_GAP, _LONGEST_GAP = 0.5, 14
_RIGHT_SIDE = -2.5  # 培训120名调解员: what stands before the number goes first
_NUMBER_FIRST = 2.0  # 对8个镇街、12个部门开展实地督察: nothing stands before it
_SUPPORT_NEAR, _SUPPORT_FAR = 5.0, 3.0
_AFTER, _AFTER_STEP, _MEMORY = 7.0, 2.0, 4
_TOPIC, _TOPIC_STEP = 6.0, 1.5
_HEADING = 1.5
_REACH = 90  # characters a head word may stand away from its number


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


def readings(
    quantity: Quantity,
    window: Window,
    scene: Scene,
    rulebook: Rulebook,
    *,
    any_unit: bool = False,
    refused: dict[str, tuple[str, Hit]] | None = None,
) -> list[Reading]:
    """The best reading of each rule that fits, most points first; ties in rule order.

    With `any_unit` the unit is not asked: a change of 6% may be one of cases. `refused` takes, by
    rule, the code of what was missing and the word that spoke for the rule.
    """
    best: dict[str, tuple[float, int, Reading]] = {}
    heads = rulebook.lexicon.heads
    frame = scene.frame
    left = max(window.left, window.lead - _REACH)
    for hit in frame.hits_between(left, min(window.right, window.tail + _REACH)):
        entries = heads.get(hit.word)
        if entries is None or hit.end > window.right:
            continue
        place = _place(frame, hit, window, rulebook)
        if place is None:
            continue
        nearness, crossed = place
        for head in entries:
            points = _points(head, hit, quantity, window, scene, any_unit)
            if isinstance(points, str):
                if refused is not None:
                    refused.setdefault(head.rule.id, (points, hit))
                continue
            total = points + nearness
            known = best.get(head.rule.id)
            if known is None or total > known[0]:
                reading = Reading(total, head.rule, hit, crossed, head.cue.weak)
                best[head.rule.id] = (total, head.order, reading)
    ranked = sorted(best.values(), key=lambda item: (-item[0], item[1]))
    return [reading for _, _, reading in ranked]


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
    head: Head, hit: Hit, quantity: Quantity, window: Window, scene: Scene, any_unit: bool
) -> float | str:
    """Points of a cue apart from nearness, or the code of what it asks for and misses."""
    cue, rule = head.cue, head.rule
    units = cue.units or rule.units
    fit = 0.0 if any_unit else unit_fit(units, rule, quantity, strict=bool(cue.units))
    if fit is None:
        return "R-UNIT"
    points = fit + (_WEAK if cue.weak else _WORD + _LETTER * min(len(hit.word), 8))
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


def unit_fit(
    units: frozenset[str], rule: Rule, quantity: Quantity, *, strict: bool = False
) -> float | None:
    """Points for the unit of a number under a rule, or None if it cannot be its unit."""
    unit = quantity.unit
    if unit in units or "*" in units:
        return _EXACT_UNIT
    if strict and not (unit is None and rule.measure is Measure.RATE):
        return None  # 纠错率为0: a rate of nothing is often printed without its %
    if unit is None:
        return _NO_UNIT if rule.measure is not Measure.MONEY else None
    if quantity.measure == rule.measure:
        return _SAME_MEASURE
    return None


def _blocked(cue: Cue, rule: Rule, hit: Hit, window: Window, frame: Frame) -> bool:
    start = frame.clause_start(min(hit.start, window.lead), ",;")
    end = frame.clause_end(max(hit.end, window.tail), ",;、")
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


