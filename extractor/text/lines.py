"""Lines of the view, each known as heading, page furniture or text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractor.text.headings import Heading, heading_of
from extractor.text.words import SectionWords

_LONGEST: Final = 160
_LONGEST_INSIDE: Final = 70


@dataclass(frozen=True, slots=True)
class Line:
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
    tail = False
    headed = False
    for text in view.split("\n"):
        furniture = bool(text) and (tail or _is_furniture(text, words))
        heading = None if furniture or not text else heading_of(text, at, words)
        headed = headed or heading is not None
        # Behind the report all below "知识图谱" or "相关链接" is the page's.
        tail = tail or (furniture and headed and bool(words.furniture_tail.match(text)))
        lines.append(Line(at, text, heading, furniture))
        at += len(text) + 1
    return lines


def _is_furniture(text: str, words: SectionWords) -> bool:
    if len(text) > _LONGEST or text[-1] in "。;," or "。" in text:
        return False
    if words.furniture.match(text.lstrip("·-*>|")):
        return True
    return len(text) <= _LONGEST_INSIDE and bool(words.furniture_inside.search(text))
