"""Which rule a number answers to: every reading with its points, the best one first."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.linking.frame import Frame, Hit
from extractor.linking.topics import Topics
from extractor.model import Measure, Quantity, category_of
from extractor.patterns import pattern
from extractor.rulebook import (
    MANY,
    Context,
    Fits,
    Head,
    Rule,
    Rulebook,
    points,
)

MEMORY = 4  # figures back that `after` looks
_LOWEST = -1000.0  # points: less than any word comes to
HEAD_REACH = 90  # characters a head word may stand away from its number
_LONGEST_KIND_OF = 2  # characters of 类共
_FAR_POINTS = points.GAP * points.LONGEST_GAP
_WHOLE = 100  # per cent
_TITLE = pattern(r"《[^《》]*》")


class Reading(NamedTuple):
    """A rule that could explain a number, with the word that spoke for it."""

    points: float
    rule: Rule
    hit: Hit
    crossed: float  # what separates word and number
    weak: bool


@dataclass(slots=True, eq=False, repr=False)
class Scene:
    """What a number is read in: the sentence and what came before it."""

    frame: Frame
    recent: Sequence[str]  # indicators of the figures before, the last one first
    topics: Topics
    sentence: int
    headed: Mapping[str, bool]  # category → whether the headings speak of it
    context: Context
    _topic_points: dict[frozenset[str], float | None] = field(default_factory=dict)

    def topic(self, wanted: frozenset[str]) -> float | None:
        """Points for the topic word that stood here last, None if none did."""
        if wanted not in self._topic_points:
            seen = self.topics.seen()
            last = max((seen[word] for word in wanted & seen.keys()), default=None)
            self._topic_points[wanted] = None if last is None else max(
                points.TOPIC + points.TOPIC_STEP * (self.sentence - last), points.LEAST_TOPIC
            )  # fmt: skip
        return self._topic_points[wanted]

    def is_placed(self, lead: int) -> bool:
        """深入9个村、|12家企业: whether a number, or the first of its list, says where."""
        frame = self.frame
        start = frame.clause_start(lead, ",;")
        first = bisect_left(frame.numbers, start, key=lambda mention: mention.start)
        at = frame.numbers[first].start if first < len(frame.numbers) else lead
        return self.context["placed"].search(frame.view, start, min(at, lead)) is not None


class Window(NamedTuple):
    """Where head words may stand for one number."""

    left: int
    lead: int
    tail: int
    right: int
    number_first: bool = False
    alone: bool = False  # one head of several: what the heads before it say does not block it
    stop: int | None = None  # heads may not stand behind it, though what supports them may


# A word that could head the number: the points that its strongest cue can come to, its place among
# the hits of the sentence, the points for its nearness (those for the gap not counted), what is
# crossed, and the gap, negative behind the number.
_Candidate = tuple[float, int, float, float, int]


class _Found(NamedTuple):
    """A reading in the making: the most points first, then the first word."""

    points: float
    before: tuple[int, int]
    head: Head
    hit: Hit
    crossed: float

    def order(self) -> tuple[float, int, int]:
        """Most points first; of two as strong the longer word beyond eight letters; rule order."""
        return -self.points, -max(len(self.hit.word), points.LONGEST_WORD), self.head.order

    def reading(self) -> Reading:
        head = self.head
        return Reading(self.points, head.rule, self.hit, self.crossed, head.cue.weak)


def readings(
    quantity: Quantity, window: Window, scene: Scene, rulebook: Rulebook, *, any_unit: bool = False
) -> list[Reading]:
    """The best reading of each rule that fits, most points first; ties in rule order.

    `any_unit`: the unit is not asked (a change of 6% may be one of cases).
    """
    ranking = _Ranking(window, scene, rulebook.context["filler"], strongest=False)
    ranking.fill(quantity, rulebook, any_unit)
    return [each.reading() for each in sorted(ranking.best.values(), key=_Found.order)]


def best_reading(
    quantity: Quantity, window: Window, scene: Scene, rulebook: Rulebook, *, any_unit: bool = False
) -> Reading | None:
    """The first of `readings`, without looking at what cannot come first."""
    ranking = _Ranking(window, scene, rulebook.context["filler"], strongest=True)
    ranking.fill(quantity, rulebook, any_unit)
    found = ranking.best.values()
    if len(found) > 1:
        return min(found, key=_Found.order).reading()
    return next(iter(found)).reading() if found else None


def sure(ranked: Sequence[Reading], least: float = points.LEAST) -> Reading | None:
    """The best of some readings, if it is strong enough to be taken."""
    return ranked[0] if ranked and ranked[0].points >= least else None


@dataclass(slots=True, eq=False, repr=False)
class _Ranking:
    """The best reading of each rule; with `strongest` weaker ones than the best may be missing."""

    window: Window
    scene: Scene
    filler: re.Pattern[str]
    strongest: bool
    least: float = _LOWEST  # what comes to less is not looked at
    best: dict[str, _Found] = field(default_factory=dict)

    def fill(self, quantity: Quantity, rulebook: Rulebook, any_unit: bool) -> None:
        """Weigh the words of the window that head a cue which counts in the unit of the number.

        Those nearest to it first: what lies behind marks and other numbers can hardly be stronger.
        """
        heads, skip = rulebook.lexicon.heads, None
        if any_unit:
            # 三年累计下降33.5%: 累计 heads hours elsewhere, but without a unit it says nothing;
            lasts = quantity.measure is Measure.DURATION  # 平均用时缩短2天 asks for it all the same
            fits_of, skip = heads.fits(None, Measure.DURATION if lasts else None), self.filler
        else:
            fits_of = heads.fits(quantity.unit, measure_of(quantity))
        window, frame = self.window, self.scene.frame
        left = max(window.left, window.lead - HEAD_REACH)
        near = max(left, frame.last_step(window.lead))
        right = min(window.right, window.tail + HEAD_REACH)
        beside = frame.span_of(near, window.lead)
        behind = frame.span_of(max(window.left, window.tail), right)
        farther = range(bisect_left(frame.starts, left), beside.start)
        self._weigh(self._before(beside, fits_of, skip), fits_of)
        self._weigh(self._behind(behind, fits_of, skip), fits_of)
        self._weigh(self._before(farther, fits_of, skip), fits_of)

    def _strong(
        self, reach: range, fits_of: Fits, skip: re.Pattern[str] | None, most: float
    ) -> Sequence[tuple[int, float]]:
        """The words in reach that might be strong enough, with the most that they can come to;
        where they stand adds no more than `most`, and words that `skip` tells say nothing."""
        words, least = self.scene.frame.found, self.least - most
        points_of = map(fits_of.most.__getitem__, words[reach.start : reach.stop])
        found = [each for each in zip(reach, points_of, strict=True) if each[1] >= least]
        return [each for each in found if not skip.fullmatch(words[each[0]])] if skip else found

    def _before(
        self, reach: range, fits_of: Fits, skip: re.Pattern[str] | None
    ) -> list[_Candidate]:
        """The words before the number that might be strong enough, of those in reach."""
        window, frame = self.window, self.scene.frame
        lead, starts, words = window.lead, frame.starts, frame.found
        before_lead = frame.cost(lead)
        apart = points.NUMBER_FIRST if window.number_first else 0.0
        found: list[_Candidate] = []
        for at, most in self._strong(reach, fits_of, skip, points.BESIDE):
            gap = lead - starts[at] - len(words[at])
            if gap < 0:
                continue
            crossed = before_lead - frame.cost(lead - gap)
            nearness = -crossed - apart if crossed else 0.0
            total = most + points.BESIDE + nearness
            if total >= self.least:
                found.append((total, at, nearness, crossed, gap))
        return found

    def _behind(
        self, reach: range, fits_of: Fits, skip: re.Pattern[str] | None
    ) -> list[_Candidate]:
        """The words behind the number that might be strong enough, of those in reach."""
        window, frame = self.window, self.scene.frame
        tail, starts, words = window.tail, frame.starts, frame.found
        stop = window.right if window.stop is None else window.stop
        before_tail = frame.cost(tail)
        first = points.RIGHT_SIDE + (points.NUMBER_FIRST if window.number_first else 0.0)
        found: list[_Candidate] = []
        strong = self._strong(reach, fits_of, skip, first)
        places = {
            starts[at] for at, _ in strong
            if fits_of[words[at]][0].head.rule.measure is Measure.PLACE
        }  # fmt: skip
        for at, most in strong:
            start = starts[at]
            if start + len(words[at]) > stop:
                continue
            crossed = frame.cost(start) - before_tail
            nearness = first - crossed + points.GAP * min(start - tail, points.LONGEST_GAP)
            if start + len(words[at]) in places:
                nearness += points.PLACE_OF
            found.append((most + nearness, at, nearness, crossed, -1))
        return found

    def _weigh(self, candidates: list[_Candidate], fits_of: Fits) -> None:
        scene, window = self.scene, self.window
        if self.strongest:
            candidates.sort(reverse=True)
        for most, at, nearness, crossed, gap in candidates:
            if most < self.least:
                break
            hit = scene.frame.hit(at)
            if gap >= 0:
                nearness += self._gap_points(gap)
            for fit in fits_of[hit.word]:
                if nearness + fit.most < self.least:
                    break
                more = asked(fit.head, hit, window, scene)
                if not isinstance(more, str):
                    total = nearness + fit.points + more
                    self._keep(_Found(total, (-at, -fit.place), fit.head, hit, crossed))

    def _keep(self, found: _Found) -> None:
        if self.strongest and found.points > self.least:
            self.least = found.points
        rule = found.head.rule.id
        known = self.best.get(rule)
        # Of two as strong the word that stands first, whatever the order of looking.
        if known is None or found[:2] > known[:2]:
            self.best[rule] = found

    def _gap_points(self, gap: int) -> float:
        """What the characters between word and number cost, fillers of a short gap not counted."""
        lead = self.window.lead
        if not gap:
            return points.BESIDE
        between = self.scene.frame.view[lead - gap : lead]
        if "》" in between:  # 学习《习近平谈治国理政》26次: the word is near
            between = _TITLE.sub("", between)
        if len(between) > points.LONGEST_GAP:
            return _FAR_POINTS
        counted = len(self.filler.sub("", between))
        total = points.GAP * counted if counted else points.BESIDE
        if gap <= _LONGEST_KIND_OF and self.scene.context["kind_of"].match(between):
            return total + points.KIND
        return total


def compound_reading(
    word: str, quantity: Quantity, window: Window, scene: Scene, rulebook: Rulebook, *,
    any_unit: bool = False,
) -> Reading | None:
    """What a word means that is not printed in one piece: the one that stands at `window`'s left.

    Its letters are not searched for in the sentence, so nothing lies between it and the number.
    """
    heads = rulebook.lexicon.heads
    unit, measure = (None, None) if any_unit else (quantity.unit, measure_of(quantity))
    best: Reading | None = None
    hit = Hit(window.left, window.lead, word)
    for fit in heads.fits(unit, measure)[word]:
        more = asked(fit.head, hit, window, scene)
        if not isinstance(more, str) and (best is None or fit.points + more > best.points):
            head = fit.head
            best = Reading(fit.points + more, head.rule, hit, 0.0, head.cue.weak)
    return best


def measure_of(quantity: Quantity) -> Measure:
    """结案率99%,为1.2万农民工追回工资: without a unit more than a hundred is no rate."""
    bare = quantity.unit is None and quantity.measure is Measure.NONE
    return MANY if bare and quantity.value > _WHOLE else quantity.measure


def asked(head: Head, hit: Hit, window: Window, scene: Scene) -> float | str:
    """Points for what a cue asks for besides word and unit, or the code of what it misses."""
    cue, total = head.cue, 0.0
    if cue.after:
        bonus = _after(cue.after, scene)
        if bonus is None:
            return "R-AFTER"
        total += bonus
    if cue.support:
        bonus = _support(cue.support, hit, window, scene)
        if bonus is None:
            return "R-WITH"
        total += bonus
    if head.blocks and _blocked(head.blocks, hit, window, scene.frame):
        return "R-NOT"
    if cue.topic:  # last: the sentences before are read for their words when one is asked for
        bonus = scene.topic(cue.topic)
        if bonus is None:
            return "R-TOPIC"
        total += bonus
    return total + (points.HEADING if scene.headed[head.category] else 0.0)


def _blocked(words: frozenset[str], hit: Hit, window: Window, frame: Frame) -> bool:
    places = frame.places(words)
    if not places:
        return False
    start = window.left
    if not window.alone:
        start = frame.clause_start(min(hit.start, window.lead), ",;")
        start = max(start, frame.item_start(hit.start))
        if hit.start >= window.tail and frame.view[window.lead - 1 : window.lead] == "、":
            start = max(start, window.lead)  # 32名调解员、|9名网格员
    end = frame.clause_end(max(hit.end, window.tail), ",;、")
    return _begins(places, start, end if window.stop is None else min(end, window.stop))


def _support(words: frozenset[str], hit: Hit, window: Window, scene: Scene) -> float | None:
    frame = scene.frame
    places = frame.places(words)
    if not places:
        return None
    clause = frame.clause_start(min(hit.start, window.lead), ",;")
    if _begins(places, clause, max(window.tail, hit.end)):
        # 发现、整改问题412个、405个: the verb of one head speaks less for another
        own = not window.alone or _begins(places, window.left, max(window.lead, hit.end))
        return points.SUPPORT if own else points.SUPPORT_FAR
    if places[0] >= window.right:
        return points.SUPPORT_FAR if _is_told_of_all(places, window, scene) else None
    # 一是…党委会…;二是…党支部…学习6次: what stands before a semicolon supports less
    item = frame.clause_start(min(hit.start, window.lead), ";")
    beside = _begins(places, item, window.right)
    return points.SUPPORT_FAR if beside else points.SUPPORT_APART


def _is_told_of_all(places: Sequence[int], window: Window, scene: Scene) -> bool:
    """合同62份,|均经法律顾问审核; 走进12家企业,|举办讲座: what was done to all or where they are is
    told behind the comma."""
    frame = scene.frame
    comma = frame.clause_end(window.tail, ",;")
    if frame.view[comma : comma + 1] != ",":
        return False
    told = scene.context["of_all"].match(frame.view, comma, frame.end)
    start = comma + 1 if told is None else told.end()
    if not _begins(places, start, frame.clause_end(start, ",;")):
        return False
    return told is not None or scene.is_placed(window.lead)


def _begins(places: Sequence[int], start: int, end: int) -> bool:
    """True if one of `places` lies in start..end."""
    i = bisect_left(places, start)
    return i < len(places) and places[i] < end


def _after(wanted: Sequence[str], scene: Scene) -> float | None:
    for steps, indicator in enumerate(scene.recent[:MEMORY]):
        if indicator in wanted or category_of(indicator) in wanted:
            return points.AFTER + points.AFTER_STEP * steps
    return None
