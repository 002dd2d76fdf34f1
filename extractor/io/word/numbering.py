"""Automatic numbering: the markers Word prints before paragraphs but does not store in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from extractor.io.archives import attribute, child, local
from extractor.io.word.package import Style, is_on, style_chain, value_of, whole
from extractor.numbers.markers import UNPRINTED, list_marker

_LEVELS: Final = 9
_PLACE = re.compile(r"%([1-9])")
_LONGEST: Final = 60  # of the text around the numbers of a marker


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    plain: bool = False  # the numbers of the levels above in decimal digits
    restart: int | None = None
    style: str = ""
    parted: bool = True  # a tab or blank follows


@dataclass(frozen=True, slots=True)
class _List:
    counter: str  # lists that count together
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Counters:
    """Where each list of a document has got to; `marker` moves it on."""

    lists: Mapping[str, _List]
    styles: Mapping[str, Style]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def marker(self, properties: Element | None, style: str) -> str:
        """What stands before a paragraph of these `w:pPr`: "一、", "(二)", "3. ", or nothing."""
        number, level = self._place(properties, style)
        found = self.lists.get(number)
        if found is None or level not in found.levels:
            return ""
        counts = self._counts.setdefault(found.counter, [None] * _LEVELS)
        self._move(found, number, level, counts)
        return _printed(found, level, counts)

    def _place(self, properties: Element | None, style: str) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else those of its style."""
        chain = style_chain(self.styles, style)
        number = value_of(properties, "numPr", "numId")
        level = whole(value_of(properties, "numPr", "ilvl"))
        if number is None:
            number = next((s.number for s in chain if s.number is not None), "")
            linked = self._linked(number, style) if number else None
            level = linked if linked is not None else level
        if level is None:
            level = next((s.level for s in chain if s.level is not None), 0)
        return number, level

    def _linked(self, number: str, style: str) -> int | None:
        """The level of a list that belongs to a style."""
        levels = self.lists[number].levels if number in self.lists else {}
        return next((at for at, level in levels.items() if level.style == style), None)

    def _move(self, found: _List, number: str, level: int, counts: list[int | None]) -> None:
        count = counts[level]
        if level in found.starts and (number, level) not in self._begun:
            counts[level] = found.starts[level]
        else:
            counts[level] = found.levels[level].start if count is None else count + 1
        self._begun.add((number, level))
        for below in range(level + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            # Level numbers of restarts count from 1, and 0 says never.
            if restart is None or level < restart:
                counts[below] = None


def load_counters(root: Element | None, styles: Mapping[str, Style]) -> Counters:
    """The lists of `numbering.xml`, none of them begun."""
    abstract: dict[str, Element] = {}
    numbers: dict[str, Element] = {}
    for element in root if root is not None else ():
        if local(element.tag) == "abstractNum":
            abstract[attribute(element, "abstractNumId")] = element
        elif local(element.tag) == "num":
            numbers[attribute(element, "numId")] = element
    lists = {}
    for name, number in numbers.items():
        counter = _abstract(number, abstract, numbers, styles)
        # 0 takes numbering away from a paragraph.
        if counter in abstract and name != "0":
            lists[name] = _list(counter, abstract[counter], number)
    return Counters(lists, styles)


def _abstract(
    number: Element,
    abstract: Mapping[str, Element],
    numbers: Mapping[str, Element],
    styles: Mapping[str, Style],
) -> str:
    """The definition a list follows; one that only names a list style is that of the style."""
    name = value_of(number, "abstractNumId") or ""
    link = value_of(abstract.get(name), "numStyleLink")
    if link is None or link not in styles:
        return name
    linked = numbers.get(styles[link].number or "")
    return value_of(linked, "abstractNumId") or name


def _list(counter: str, definition: Element, number: Element) -> _List:
    levels = {
        at: _level(element)
        for element in definition
        if local(element.tag) == "lvl" and (at := _at(element)) is not None
    }
    starts = {}
    for override in number:
        at = _at(override) if local(override.tag) == "lvlOverride" else None
        if at is None:
            continue
        own = child(override, "lvl")
        if own is not None:
            levels[at] = _level(own)
        start = whole(value_of(override, "startOverride"))
        if start is not None:
            starts[at] = start
    return _List(counter, levels, starts)


def _at(element: Element) -> int | None:
    at = whole(attribute(element, "ilvl"))
    return at if at is not None and at < _LEVELS else None


def _level(element: Element) -> _Level:
    start = whole(value_of(element, "start"))
    form = value_of(element, "numFmt")
    if form is None:
        # Word 2010 wraps the forms it added in mc:AlternateContent.
        form = value_of(element, "AlternateContent", "Fallback", "numFmt")
    return _Level(
        0 if start is None else start,
        form or "decimal",
        (value_of(element, "lvlText") or "")[:_LONGEST],
        bool(is_on(element, "isLgl")),
        whole(value_of(element, "lvlRestart")),
        value_of(element, "pStyle") or "",
        value_of(element, "suff") != "nothing",
    )


def _printed(found: _List, level: int, counts: list[int | None]) -> str:
    own = found.levels[level]
    if own.form in UNPRINTED:
        return ""

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        named = found.levels.get(at)
        if named is None or at > level:
            return ""
        count = counts[at]
        form = "decimal" if own.plain and at < level else named.form
        return list_marker(named.start if count is None else count, form)

    marker = _PLACE.sub(number, own.text)
    # "1" and "2024年…" must not become "12024年…".
    last = marker[-1:]
    return f"{marker} " if own.parted and last.isascii() and last.isalnum() else marker
