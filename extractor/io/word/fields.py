"""Fields: which content of a document is an instruction, a page number or a table of contents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from extractor.io.archives import attribute, local

# What these print is of the page, not of the report.
_OF_THE_PAGE: Final = frozenset({
    "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "TOC", "TOA", "INDEX", "FILENAME",
})  # fmt: skip


@dataclass(slots=True)
class _Open:
    begin: int
    separate: int | None = None
    instruction: list[str] = field(default_factory=list)


def is_of_the_page(instruction: str) -> bool:
    """Whether a field prints page numbers or contents: `PAGE \\* MERGEFORMAT`."""
    words = instruction.split(maxsplit=1)
    return bool(words) and words[0].upper() in _OF_THE_PAGE


def unprinted(body: Element) -> frozenset[int]:
    """The `id` of each element that a field keeps off the page.

    A field that never ends hides nothing: it would take the rest of the report with it.
    """
    elements: list[Element] = []
    hidden: list[tuple[int, int]] = []
    stack: list[_Open] = []
    for at, element in enumerate(body.iter()):
        elements.append(element)
        name = local(element.tag)
        if name == "instrText" and stack and stack[-1].separate is None:
            stack[-1].instruction.append(element.text or "")
        elif name == "fldChar":
            kind = attribute(element, "fldCharType")
            if kind == "begin":
                stack.append(_Open(at))
            elif kind == "separate" and stack and stack[-1].separate is None:
                stack[-1].separate = at
            elif kind == "end" and stack:
                hidden.append(_hidden(stack.pop(), at))
    return _ids(elements, hidden)


def _hidden(opened: _Open, end: int) -> tuple[int, int]:
    if opened.separate is None or is_of_the_page("".join(opened.instruction)):
        return opened.begin, end
    return opened.begin, opened.separate


def _ids(elements: list[Element], spans: list[tuple[int, int]]) -> frozenset[int]:
    """The elements inside any of the spans, which may lie in each other."""
    changes = [0] * (len(elements) + 1)
    for begin, end in spans:
        changes[begin] += 1
        changes[end] -= 1
    depth = 0
    found = []
    for element, change in zip(elements, changes, strict=False):
        depth += change
        if depth:
            found.append(id(element))
    return frozenset(found)
