"""One sentence as the linker sees it: words found, numbers in order, and what lies between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from extractor.model import Mention, Quantity, Sentence
from extractor.patterns import pattern
from extractor.rulebook import Context, Words, points
from extractor.text.characters import (
    BEFORE_NUMBER,
    BEGINS_NUMBER,
    BETWEEN_TIERS,
    DENYING,
    NOT_SUMMED,
    SUMMED,
    UNSUMMED,
)

# A gloss in brackets is no break: 112名村(社区)法律顾问, 78个市(县、区)法律服务中心.
# Quoted clauses in a row need no comma: “整改问题86个”“注销证件12本”.
_MARKS = pattern(
    # The set all begin with stands in front: searched for that way, they cost the half.
    rf"[,;:()、\n”{SUMMED}](?:(?<=\()[^()0-9,;:。{DENYING}]{{1,6}}\)|(?P<tiers>{BETWEEN_TIERS})"
    rf"|(?<={SUMMED})(?<![{NOT_SUMMED}]{SUMMED})(?![{UNSUMMED}])|(?<![”{SUMMED}])|(?=“))"
)
_QUOTED = "”"
# What a title names heads no figure (修订《生产安全事故应急预案》等4个文件) but the one right
# behind it (制发《行政复议意见书》7份, 编印《市民养犬手册》近万册), nor a word that ends outside:
# 《…决策事项目录》列入事项9项.
_TITLES = pattern(rf"《[^》]{{5,200}}+》(?![{BEFORE_NUMBER}]{{0,2}}[{BEGINS_NUMBER}])")
# A clause is not looked for beyond so many marks or characters, so that a list of any length
# reads in time.
_MOST_MARKS = 80
_LONGEST_CLAUSE = 400


class Hit(NamedTuple):
    start: int
    end: int
    word: str


class _Breaks(dict[str, list[int]]):
    """Where the marks of a sentence stand that are among some characters, ascending."""

    def __init__(self, view: str, marks: Sequence[int]) -> None:
        super().__init__()
        self._view, self._marks = view, marks

    def __missing__(self, chars: str) -> list[int]:
        view = self._view
        wanted = f"{chars}{_QUOTED}" if "," in chars else chars
        self[chars] = found = [at for at in self._marks if view[at] in wanted]
        return found


@dataclass(slots=True, eq=False, repr=False)
class Frame:
    """The hits, numbers and marks of one sentence. Offsets count characters of the view."""

    view: str
    start: int
    end: int
    section: int
    starts: Sequence[int]  # of the hits, ascending
    found: Sequence[str]  # the words found there
    words: frozenset[str]  # the words found
    numbers: list[Mention]  # statistics only
    marks: list[int]
    _at: list[int]  # marks and numbers
    _cost: list[float]  # of all before
    _breaks: _Breaks
    _far: bool  # so many marks that a clause is not looked for beyond the next of them
    _places: dict[frozenset[str], list[int]] = field(default_factory=dict)
    _says: dict[str, bool] = field(default_factory=dict)

    def cost(self, at: int) -> float:
        """What all marks and numbers before `at` cost a word, in points."""
        return self._cost[bisect_left(self._at, at)]

    def last_step(self, at: int) -> int:
        """Where the last mark or number before a position stands, or the sentence begins."""
        before = bisect_left(self._at, at)
        return self._at[before - 1] if before else self.start

    def crossing(self, left: int, right: int) -> float:
        """What separates the two positions, in points."""
        return self.cost(right) - self.cost(left)

    def hit(self, at: int) -> Hit:
        start, word = self.starts[at], self.found[at]
        return Hit(start, start + len(word), word)

    def hits_between(self, start: int, end: int) -> Sequence[Hit]:
        """The hits that begin in start..end."""
        return [self.hit(at) for at in self.span_of(start, end)]

    def span_of(self, start: int, end: int) -> range:
        """Which hits begin in start..end."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def clause_start(self, at: int, chars: str) -> int:
        """Where the clause around `at` begins: after the last of `chars`, or the sentence start."""
        breaks = self._breaks[chars]
        before = bisect_left(breaks, at)
        start = breaks[before - 1] + 1 if before else self.start
        if at - start > _LONGEST_CLAUSE:
            start = at - _LONGEST_CLAUSE
        if self._far:
            last = bisect_left(self.marks, at) - 1
            if last >= _MOST_MARKS:
                return max(start, self.marks[last - _MOST_MARKS] + 1)
        return start

    def clause_end(self, at: int, chars: str) -> int:
        """Where the clause around `at` ends: at the next of `chars`, or the sentence end."""
        breaks = self._breaks[chars]
        after = bisect_left(breaks, at)
        end = breaks[after] if after < len(breaks) else self.end
        if end - at > _LONGEST_CLAUSE:
            end = at + _LONGEST_CLAUSE
        if self._far:
            first = bisect_left(self.marks, at)
            if first + _MOST_MARKS < len(self.marks):
                return min(end, self.marks[first + _MOST_MARKS])
        return end

    def next_number(self, quantity: Quantity) -> Quantity | None:
        """The number behind one, None behind the last."""
        after = bisect_right(self.numbers, quantity.start, key=lambda mention: mention.start)
        return self.numbers[after].quantity if after < len(self.numbers) else None

    def item_start(self, at: int) -> int:
        """Where the item of a list around `at` begins: behind the number and mark of the last one.

        审核合同96份、规范性文件3件: the first does not speak for the second.
        """
        i = bisect_left(self.numbers, at, key=lambda mention: mention.start) - 1
        before = self.numbers[i].quantity if i >= 0 else None
        if before is None or before.tail > at or self.view[before.tail : before.tail + 1] != "、":
            return self.start
        return before.tail

    def own_start(self, quantity: Quantity, before: int) -> int:
        """Where the text of a number begins: behind the last number, comma or bracket."""
        return max(before, self.clause_start(quantity.lead, ",;:("))

    def own_text(self, quantity: Quantity, before: int) -> str:
        """The text from the last number, comma or bracket up to the number."""
        return self.view[self.own_start(quantity, before) : quantity.lead]

    def says(self, name: str, context: Context) -> bool:
        """Whether a word of a shared list stands anywhere in the sentence.

        Looked for once: what few sentences say need not be looked for before each number.
        """
        said = self._says.get(name)
        if said is None:
            said = context[name].search(self.view, self.start, self.end) is not None
            self._says[name] = said
        return said

    def places(self, words: frozenset[str]) -> list[int]:
        """Where any of `words` begins, ascending."""
        known = self._places.get(words)
        if known is None:
            known = []
            if not words.isdisjoint(self.words):
                inside = words & self.words
                pairs = zip(self.starts, self.found, strict=True)
                known = [at for at, word in pairs if word in inside]
            self._places[words] = known
        return known


def find_hits(view: str, start: int, end: int, words: Words) -> list[tuple[int, str]]:
    """(position, word) of the rules' words in a sentence, but for those inside titles."""
    titles = [m.span() for m in _TITLES.finditer(view, start, end)]
    hits = words.find(view, start, end)
    return [hit for hit in hits if not _inside(titles, *hit)] if titles else hits


def build_frame(
    view: str,
    sentence: Sentence,
    start: int,
    hits: Sequence[tuple[int, str]],
    mentions: Sequence[Mention],
) -> Frame:
    """The frame of one sentence; `start` may lie before it (a table cell reads its label)."""
    marks = _marks(view, start, sentence.end, mentions)
    starts, found = zip(*hits, strict=True) if hits else ((), ())
    numbers = [m for m in mentions if m.quantity is not None]
    steps = [(at, points.CROSSING[view[at]]) for at in marks]
    steps += [(m.start, points.NUMBER_CROSSING) for m in numbers]
    steps.sort()
    return Frame(
        view=view,
        start=start,
        end=sentence.end,
        section=sentence.section,
        starts=starts,
        found=found,
        words=frozenset(found),
        numbers=numbers,
        marks=marks,
        _at=[at for at, _ in steps],
        _cost=[0.0, *accumulate(cost for _, cost in steps)],
        _breaks=_Breaks(view, marks),
        _far=len(marks) > _MOST_MARKS,
    )


def _marks(view: str, start: int, end: int, mentions: Sequence[Mention]) -> list[int]:
    """The marks of a sentence but for those inside numbers: 1,260件."""
    marks = []
    waiting = iter(mentions)
    number, tail = next(waiting, None), start
    for mark in _MARKS.finditer(view, start, end):
        at = mark.start()
        if mark.lastgroup or mark.end() > at + 1:
            continue
        while number is not None and number.end <= at:
            tail = number.quantity.tail if number.quantity else number.end
            number = next(waiting, None)
        if view[at] == _QUOTED and tail != at:  # “三进”“双报到” are names
            continue
        if number is None or at < number.start:
            marks.append(at)
    return marks


def _inside(spans: Sequence[tuple[int, int]], at: int, word: str) -> bool:
    i = bisect_right(spans, (at, at + 1 << 60)) - 1
    return i >= 0 and spans[i][0] <= at and at + len(word) <= spans[i][1]

