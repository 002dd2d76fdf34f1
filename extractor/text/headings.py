"""Headings: numbered lines, the heading that runs into its paragraph, and a few bare ones."""

from __future__ import annotations

from typing import Final, NamedTuple

from extractor.model import Role
from extractor.patterns import pattern
from extractor.text.characters import HAN
from extractor.text.words import SectionWords

_CHINESE: Final = "[一二三四五六七八九十]{1,3}"
_MARKER = pattern(
    rf"(?P<part>第(?:{_CHINESE}|\d{{1,2}})(?:部分|章|篇)[、:.]?)"
    # "四,2020年工作思路": a comma, if the line ends without another mark
    rf"|(?P<first>{_CHINESE}(?:、|\.(?!\d)|,(?=[^,.。;:\n]{{2,24}}$)))"
    # "一)深化改革": the opening bracket gets lost.
    rf"|(?P<second>\(?{_CHINESE}\)[、.]?)"
    r"|(?P<third>\d{1,2}(?:、|\.(?!\d)))"
    r"|(?P<fourth>\(?\d{1,2}\)[、.]?|[①-⑳])"
    r"|(?P<yearbook>【(?=[^】\n]{2,20}】))"
    rf"|(?P<table>(?:附件|附表|表)(?:{_CHINESE}|\d{{1,2}})?[:.、]?(?=[^\n]{{4,50}}$))"
)
_LEVELS: Final = {
    "part": 1, "first": 1, "yearbook": 1, "second": 2, "third": 3, "fourth": 4, "table": 1,
}
_STOP = pattern(rf"[。!?]|\.(?:(?<=[”)]\.)|(?<={HAN}\.))(?=“|{HAN})")
_CLAUSE = pattern(r"[,;:]")
# "完善立体联调机制一是深入推进": the break behind the heading got lost.
_LISTED = pattern(rf"(?<=[^,。;:、第统])一是(?={HAN})")

_LONGEST_LINE: Final = 60
_LONGEST_SENTENCE: Final = 45
_LONGEST_CLAUSE: Final = 30
_LONGEST_BARE: Final = 20

class Heading(NamedTuple):
    """A heading of the view; `topic` is its text without the marker."""

    start: int
    end: int
    level: int
    text: str
    topic: str
    role: Role | None = None  # of a bare heading, which is told by its words

def heading_of(line: str, start: int, words: SectionWords) -> Heading | None:
    """The heading that a line of the view is or starts with."""
    marker = _MARKER.match(line)
    if marker is None or marker.lastgroup is None:
        return _bare(line, start, words)
    if marker.lastgroup == "yearbook":
        end = line.index("】") + 1
        text = line[:end]
        return Heading(start, start + end, 1, text, text.strip("【】"))
    end = marker.end() + _extent(line[marker.end() :])
    text = line[:end].rstrip(":.。")
    level = _LEVELS[marker.lastgroup]
    return Heading(start, start + end, level, text, text[marker.end() :])

def _extent(rest: str) -> int:
    """Length of the heading in what follows its marker on the line."""
    stop = _STOP.search(rest)
    listed = _LISTED.search(rest, 0, _LONGEST_LINE)
    if listed and (stop is None or listed.start() < stop.start()):
        return listed.start()
    if stop is None:
        if len(rest) <= _LONGEST_LINE:
            return len(rest)
    elif stop.start() <= _LONGEST_SENTENCE:
        return stop.start()
    clause = _CLAUSE.search(rest, 0, _LONGEST_CLAUSE)
    return clause.start() if clause else min(len(rest), _LONGEST_CLAUSE)

def _bare(line: str, start: int, words: SectionWords) -> Heading | None:
    """A heading without a number ("存在的主要问题:基层力量不足")."""
    colon = line.find(":", 0, _LONGEST_BARE)
    if colon < 0 and len(line) > _LONGEST_BARE:
        return None
    text = line if colon < 0 else line[:colon]
    for role, headings in words.bare.items():
        if text in headings:
            return Heading(start, start + len(text), 1, text, text, Role(role))
    return None
