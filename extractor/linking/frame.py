"""One sentence as the linker sees it: words found, numbers in order, and what lies between."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from extractor.model import Mention, Quantity, Sentence
from extractor.rulebook import WordTable

# A gloss in brackets is no break: 112名村(社区)法律顾问, 2个县(市)获评示范.
_MARKS = re.compile(r"\([^()0-9,;:。、]{1,6}\)|[,;:()、\n]")
# What a title names heads no figure (修订《生产安全事故应急预案》等4个文件) but the one right
# behind it: 制发《行政复议意见书》7份.
_TITLES = re.compile(r"《[^》]{5,}》(?!\d)")
# What it costs a word to reach a number across a mark. A list mark hardly separates (合同232件、
# 文件26个 share a verb), a semicolon nearly always does.
_CROSSING = {"、": 3.0, ",": 7.0, ":": 3.0, "(": 2.0, ")": 2.0, ";": 16.0, "\n": 6.0}
_NUMBER_CROSSING = 4.0
_FAR = 80  # marks: a clause is not looked for beyond, so that a list of any length reads in time


@dataclass(frozen=True, slots=True)
class Hit:
    start: int
    end: int
    word: str


@dataclass(slots=True)
class Frame:
    """The hits, numbers and marks of one sentence. Offsets count characters of the view."""

    view: str
    start: int
    end: int
    section: int
    hits: list[Hit]
    words: Mapping[str, list[int]]  # word → where it starts, ascending
    numbers: list[Mention]  # statistics only
    marks: list[int]
    mark_chars: str
    _starts: list[int] = field(default_factory=list)
    _at: list[int] = field(default_factory=list)
    _cost: list[float] = field(default_factory=list)

    def crossing(self, left: int, right: int) -> float:
        """What separates the two positions: marks and other numbers, in points."""
        return (
            self._cost[bisect_left(self._at, right)] - self._cost[bisect_left(self._at, left)]
        )

    def hits_between(self, start: int, end: int) -> Sequence[Hit]:
        """The hits that begin in start..end."""
        return self.hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def clause_start(self, at: int, chars: str) -> int:
        """Where the clause around `at` begins: after the last of `chars`, or the sentence start."""
        last = bisect_left(self.marks, at) - 1
        for i in range(last, max(last - _FAR, -1), -1):
            if self.mark_chars[i] in chars:
                return self.marks[i] + 1
        return self.start if last < _FAR else self.marks[last - _FAR] + 1

    def clause_end(self, at: int, chars: str) -> int:
        """Where the clause around `at` ends: at the next of `chars`, or the sentence end."""
        first = bisect_left(self.marks, at)
        for i in range(first, min(first + _FAR, len(self.marks))):
            if self.mark_chars[i] in chars:
                return self.marks[i]
        return self.end if first + _FAR >= len(self.marks) else self.marks[first + _FAR]

    def own_text(self, quantity: Quantity, before: int) -> str:
        """The text from the last number, comma or bracket up to the number."""
        return self.view[max(before, self.clause_start(quantity.lead, ",;:(")) : quantity.lead]

    def has_word(self, words: frozenset[str], start: int, end: int) -> bool:
        """True if one of `words` begins in start..end."""
        for word in words & self.words.keys():
            places = self.words[word]
            i = bisect_left(places, start)
            if i < len(places) and places[i] < end:
                return True
        return False


def find_hits(view: str, start: int, end: int, table: WordTable) -> list[Hit]:
    """The words of the rules in a sentence, but for those inside titles."""
    titles = [m.span() for m in _TITLES.finditer(view, start, end)]
    hits = [Hit(at, at + len(word), word) for at, word in table.find(view, start, end)]
    return [hit for hit in hits if not _inside(titles, hit.start)] if titles else hits


def build_frame(
    view: str, sentence: Sentence, start: int, hits: list[Hit], mentions: Sequence[Mention]
) -> Frame:
    """The frame of one sentence; `start` may lie before it (a table cell reads its label)."""
    words: dict[str, list[int]] = {}
    for hit in hits:
        words.setdefault(hit.word, []).append(hit.start)
    covered = [(m.start, m.end) for m in mentions]
    marks = [
        m.start()
        for m in _MARKS.finditer(view, start, sentence.end)
        if m.end() == m.start() + 1 and not _inside(covered, m.start())
    ]
    numbers = [m for m in mentions if m.quantity is not None]
    steps = [(at, _CROSSING[view[at]]) for at in marks]
    steps += [(m.start, _NUMBER_CROSSING) for m in numbers]
    steps.sort()
    return Frame(
        view=view,
        start=start,
        end=sentence.end,
        section=sentence.section,
        hits=hits,
        words=words,
        numbers=numbers,
        marks=marks,
        mark_chars="".join(view[at] for at in marks),
        _starts=[hit.start for hit in hits],
        _at=[at for at, _ in steps],
        _cost=[0.0, *accumulate(cost for _, cost in steps)],
    )


def _inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    i = bisect_right(spans, (at, at + 1 << 60)) - 1
    return i >= 0 and spans[i][0] <= at < spans[i][1]

