"""Which rule a number answers to: every reading with its points, the best one first."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.linking.frame import Frame, Hit
from extractor.model import Quantity
from extractor.rulebook import Fit, Head, Rule, Rulebook, points, unit_fit

_MEMORY = 4  # figures back that `after` looks
_REACH = 90  # characters a head word may stand away from its number
_FAR = points.GAP * points.LONGEST_GAP


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
    topics: dict[frozenset[str], float | None] = field(default_factory=dict)  # points known


@dataclass(frozen=True, slots=True)
class Window:
    """Where head words may stand for one number."""

    left: int
    lead: int
    tail: int
    right: int
    number_first: bool = False
    alone: bool = False  # one head of several: what the heads before it say does not block it


class _Candidate(NamedTuple):
    """A word that could head the number, and what its place is worth."""

    most: float  # points that its strongest cue can come to
    at: int  # among the hits of the sentence
    hit: Hit
    fits: Sequence[Fit]
    nearness: float  # points, those for a short gap not counted
    crossed: float
    short: bool  # the gap may hold fillers only


def readings(
    quantity: Quantity,
    window: Window,
    scene: Scene,
    rulebook: Rulebook,
    *,
    any_unit: bool = False,
    best_only: bool = False,
) -> list[Reading]:
    """The best reading of each rule that fits, most points first; ties in rule order.

    `any_unit`: the unit is not asked (a change of 6% may be one of cases). `best_only`: readings
    that cannot come first may be left out.
    """
    candidates = _candidates(quantity, window, scene.frame, rulebook, any_unit)
    if best_only:
        candidates.sort(reverse=True)
    best: dict[str, tuple[float, int, int, Head, Reading]] = {}
    top = -math.inf
    for most, at, hit, fits, nearness, crossed, short in candidates:
        if best_only and most < top:
            break
        if short:
            nearness += _gap_points(scene.frame, hit, window, rulebook)
        for fit in fits:
            if best_only and nearness + fit.most < top:
                break
            head = fit.head
            asked = _asked(head, hit, window, scene)
            if isinstance(asked, str):
                continue
            total = nearness + fit.points + asked
            top = max(top, total)
            known = best.get(head.rule.id)
            # Of two as strong the word that stands first, whatever the order of looking.
            if known is None or (total, -at, -fit.place) > known[:3]:
                reading = Reading(total, head.rule, hit, crossed, head.cue.weak)
                best[head.rule.id] = (total, -at, -fit.place, head, reading)
    return [found[-1] for found in sorted(best.values(), key=_order)]


def _order(found: tuple[float, int, int, Head, Reading]) -> tuple[float, int, int]:
    """Most points first; of two as strong the longer word beyond eight letters; rule order."""
    total, _, _, head, reading = found
    return -total, -max(len(reading.hit.word), points.LONGEST_WORD), head.order


def refusals(
    quantity: Quantity, window: Window, scene: Scene, rulebook: Rulebook, *, any_unit: bool = False
) -> Refused:
    """Why rules whose words stand in the window cannot explain a number, for explanations."""
    frame, refused = scene.frame, Refused()
    skip = rulebook.context["filler"] if any_unit else None
    for at in _reach(frame, window):
        hit = frame.hit(at)
        if hit.end > window.right or (skip is not None and skip.fullmatch(hit.word)):
            continue
        fitting = []
        for head in rulebook.lexicon.heads.get(hit.word, ()):
            units = head.cue.units
            if any_unit or unit_fit(head.rule, units, quantity.unit, quantity.measure) is not None:
                fitting.append(head)
            else:
                refused.setdefault(head.rule.id, ("R-UNIT", hit))
        if hit.end <= window.lead or hit.start >= window.tail:
            for head in fitting:
                asked = _asked(head, hit, window, scene)
                if isinstance(asked, str):
                    refused.setdefault(head.rule.id, (asked, hit))
    return refused


def _reach(frame: Frame, window: Window) -> range:
    left = max(window.left, window.lead - _REACH)
    return frame.span_of(left, min(window.right, window.tail + _REACH))


def _candidates(
    quantity: Quantity, window: Window, frame: Frame, rulebook: Rulebook, any_unit: bool
) -> list[_Candidate]:
    """The words of a window that head a cue which counts in the unit of the number."""
    skip: re.Pattern[str] | None = None
    if any_unit:
        # 三年累计下降33.5%: 累计 heads hours elsewhere, but says nothing where no unit is asked.
        fits_of, skip = rulebook.lexicon.fits(None, None), rulebook.context["filler"]
    else:
        fits_of = rulebook.lexicon.fits(quantity.unit, quantity.measure)
    found = []
    for at in _reach(frame, window):
        fits = fits_of[frame.found[at]]
        if not fits or (skip is not None and skip.fullmatch(frame.found[at])):
            continue
        hit = frame.hit(at)
        place = _place(frame, hit, window) if hit.end <= window.right else None
        if place is not None:
            found.append(_Candidate(place[0] + fits[0].most, at, hit, fits, *place))
    return found


def _place(frame: Frame, hit: Hit, window: Window) -> tuple[float, float, bool] | None:
    """(points for nearness, what is crossed, whether a short gap is still to be counted), or None
    where the word cannot reach the number."""
    if hit.end <= window.lead:
        crossed = frame.crossing(hit.end, window.lead)
        gap = window.lead - hit.end
        late = points.NUMBER_FIRST if window.number_first and crossed else 0.0
        if 0 < gap <= points.LONGEST_GAP:
            return -late - crossed, crossed, True
        return _FAR * bool(gap) - late - crossed, crossed, False
    if hit.start >= window.tail:
        crossed = frame.crossing(window.tail, hit.start)
        gap = hit.start - window.tail
        first = points.NUMBER_FIRST if window.number_first else 0.0
        near = points.GAP * min(gap, points.LONGEST_GAP)
        return points.RIGHT_SIDE + first - crossed + near, crossed, False
    return None


def _gap_points(frame: Frame, hit: Hit, window: Window, rulebook: Rulebook) -> float:
    """What a few characters between word and number cost, fillers not counted."""
    text = frame.view[hit.end : window.lead]
    return points.GAP * len(rulebook.context["filler"].sub("", text))


def _asked(head: Head, hit: Hit, window: Window, scene: Scene) -> float | str:
    """Points for what a cue asks for besides word and unit, or the code of what it misses."""
    cue, asked = head.cue, 0.0
    if cue.after:
        bonus = _after(cue.after, scene)
        if bonus is None:
            return "R-AFTER"
        asked += bonus
    if cue.topic:
        bonus = _topic(cue.topic, scene)
        if bonus is None:
            return "R-TOPIC"
        asked += bonus
    if cue.support:
        bonus = _support(cue.support, hit, window, scene.frame)
        if bonus is None:
            return "R-WITH"
        asked += bonus
    if head.blocks and _blocked(head.blocks, hit, window, scene.frame):
        return "R-NOT"
    return asked + (points.HEADING if head.category in scene.heading_categories else 0.0)


def _blocked(words: frozenset[str], hit: Hit, window: Window, frame: Frame) -> bool:
    places = frame.places(words)
    if not places:
        return False
    start = window.left
    if not window.alone:
        start = frame.clause_start(min(hit.start, window.lead), ",;")
    return _begins(places, start, frame.clause_end(max(hit.end, window.tail), ",;、"))


def _support(words: frozenset[str], hit: Hit, window: Window, frame: Frame) -> float | None:
    places = frame.places(words)
    if not places:
        return None
    clause = frame.clause_start(min(hit.start, window.lead), ",;")
    if _begins(places, clause, max(window.tail, hit.end)):
        return points.SUPPORT
    return points.SUPPORT_FAR if places[0] < window.right else None


def _begins(places: Sequence[int], start: int, end: int) -> bool:
    """True if one of `places` lies in start..end."""
    i = bisect_left(places, start)
    return i < len(places) and places[i] < end


def _after(wanted: Sequence[str], scene: Scene) -> float | None:
    for steps, indicator in enumerate(scene.recent[:_MEMORY]):
        if indicator in wanted or indicator.partition(".")[0] in wanted:
            return points.AFTER + points.AFTER_STEP * steps
    return None


def _topic(wanted: frozenset[str], scene: Scene) -> float | None:
    if wanted not in scene.topics:
        known = [scene.seen[word] for word in wanted & scene.seen.keys()]
        age = scene.sentence - max(known) if known else 0
        told = max(points.TOPIC + points.TOPIC_STEP * age, points.LEAST_TOPIC)
        scene.topics[wanted] = told if known else None
    return scene.topics[wanted]
