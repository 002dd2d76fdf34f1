"""Lines of the view, each known as heading, page furniture or text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from extractor.patterns import pattern
from extractor.text.headings import Heading, heading_of
from extractor.text.page_marks import page_lines
from extractor.text.words import SectionWords, holds

# A sentence of the report: long, and closed by a full stop.
_SENTENCE: Final = pattern(r".{25}。")
_LONGEST: Final = 160
_LONGEST_INSIDE: Final = 70


class Line(NamedTuple):
    start: int
    text: str
    heading: Heading | None
    furniture: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read_lines(view: str, words: SectionWords) -> Sequence[Line]:
    """All lines of the view in order, blank ones among them."""
    lines = []
    at = 0
    texts = view.split("\n")
    pages = page_lines(texts)
    for index, text in enumerate(texts):
        furniture = bool(text) and (index in pages or _is_furniture(text, words))
        heading = None if furniture or not text else heading_of(text, at, words)
        lines.append(Line(at, text, heading, furniture))
        at += len(text) + 1
    return [*lines[: (end := _tail(lines, words))], *map(_as_furniture, lines[end:])]


def _tail(lines: Sequence[Line], words: SectionWords) -> int:
    """Index of the first line of the page below the report, the number of lines if there is none.

    Behind the report all below "知识图谱" or "相关链接" is the page's; but what a heading or a
    sentence follows stands in the middle of it.
    """
    headed = [at for at, line in enumerate(lines) if line.heading]
    if not headed:
        return len(lines)
    for at in range(headed[-1] + 1, len(lines)):
        line = lines[at]
        if line.furniture and line.text.startswith(words.furniture_tail):
            told = any(_SENTENCE.search(later.text) for later in lines[at + 1 :])
            if not told:
                return at
    return len(lines)


def _as_furniture(line: Line) -> Line:
    return Line(line.start, line.text, None, bool(line.text))


def _is_furniture(text: str, words: SectionWords) -> bool:
    if text.startswith(words.colophon):
        return True
    if len(text) > _LONGEST or text[-1] in "。;," or "。" in text:
        return False
    bare = text.lstrip("·-*>|")
    if bare.startswith(words.furniture.get(bare[:1], ())):
        return True
    return len(text) <= _LONGEST_INSIDE and holds(text, words.furniture_inside)
