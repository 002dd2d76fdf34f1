"""A page as lines: what a reader sees, line by line, and which part of the page each stands in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from extractor.errors import UnreadableInput
from extractor.io.web.elements import (
    BLOCKS,
    CELLS,
    ENDS,
    FENCES,
    FRACTION,
    HEADINGS,
    INNER,
    LISTS,
    OF_TABLES,
    OFF_LINE,
    PARTS,
    SCRIPTED,
    SILENT,
    VOID,
    is_hidden,
    names_of,
    telling,
)
from extractor.io.web.sites import Sites
from extractor.io.web.tables import TableLines, WebLine, table_lines, whole
from extractor.io.web.tags import Mark, Tag, attributes
from extractor.text.characters import off_line

MOST_TAGS: Final = 1_000_000
_SPACES = re.compile("[ \t\n\r\f]+")
_BREAKS = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class WebPage:
    """`parents[at]` is the part around part `at`, which comes before it; part 0 is the page.

    `content` and `noise` are the parts that by name hold an article, or never do.
    """

    lines: list[WebLine]
    parents: list[int]
    content: set[int]
    noise: set[int]
    title: str | None
    metas: dict[str, str]


@dataclass(slots=True)
class _Open:
    name: str
    part: int
    hidden: bool
    linked: bool
    pre: bool
    off_line: str = ""  # sup, sub
    parts: int = 0  # of a formula: elements right inside of it


@dataclass(slots=True)
class _Builder:
    """The page as far as it is read."""

    sites: Sites
    stack: list[_Open]
    lines: list[WebLine] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [0])
    content: set[int] = field(default_factory=set)
    noise: set[int] = field(default_factory=set)
    metas: dict[str, str] = field(default_factory=dict)
    title: list[str] = field(default_factory=list)
    standing: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    fences: list[int] = field(default_factory=list)
    tables: list[TableLines] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    linked: int = 0


def read_page(tags: Iterable[Tag], sites: Sites, where: str) -> WebPage:
    """The lines of a page. Errors: `UnreadableInput` for more than `MOST_TAGS` elements."""
    page = _Builder(sites, [_Open("", 0, hidden=False, linked=False, pre=False)])
    opened = 0
    for tag in tags:
        if tag.mark is Mark.TEXT:
            _say(page, tag.inside)
        elif tag.mark is Mark.CLOSE:
            _close(page, tag.name)
        else:
            opened += 1
            if opened > MOST_TAGS:
                raise UnreadableInput(
                    f"more than {MOST_TAGS} elements", where=where,
                    hint="no report is that long: is this the right page?",
                )
            _open(page, tag)
    _pop_to(page, 1)
    _end_line(page)
    title = " ".join("".join(page.title).split()) or None
    return WebPage(page.lines, page.parents, page.content, page.noise, title, page.metas)


def _say(page: _Builder, text: str) -> None:
    inside = page.stack[-1]
    if inside.name == "title":
        page.title.append(text)
    elif inside.pre and _BREAKS.search(text):
        first, *others = _BREAKS.split(text)
        _put(page, first, inside)
        for other in others:
            _end_line(page)
            _put(page, other, inside)
    else:
        _put(page, text, inside)


def _put(page: _Builder, text: str, inside: _Open) -> None:
    if inside.hidden:
        page.unseen.append(text)
        return
    if inside.off_line:
        before = page.words[-1] if page.words else ""
        text = off_line(text, before, above=inside.off_line == "sup")
    page.words.append(text)
    if inside.linked:
        page.linked += len(text.strip())


def _end_line(page: _Builder) -> None:
    """What was said since the last line end becomes a line, and what is hidden one of its own."""
    part = page.stack[-1].part
    for words, hidden in ((page.words, False), (page.unseen, True)):
        if not words:
            continue
        text = _SPACES.sub(" ", "".join(words)).strip()
        words.clear()
        if text:
            linked = 0 if hidden else page.linked
            heading = any(page.standing[name] for name in HEADINGS)
            page.lines.append(WebLine(text, part, linked, hidden, heading))
    page.linked = 0


def _void(page: _Builder, tag: Tag) -> None:
    """An element that holds nothing."""
    if tag.name == "meta":
        _meta(page, attributes(tag.inside))
    elif tag.name in ("br", "hr"):
        _end_line(page)


def _open(page: _Builder, tag: Tag) -> None:
    name = tag.name
    if name in VOID:
        _void(page, tag)
        return
    _end_implied(page, name)
    if name in BLOCKS:
        _end_line(page)
    silent = name in SILENT
    if silent and tag.inside.endswith("/"):
        return  # "<svg/>"
    found = attributes(tag.inside) if telling(tag.inside) else {}
    above = page.stack[-1]
    entry = _Open(
        name, _part(page, name, found, above.part),
        hidden=above.hidden or silent or is_hidden(found),
        linked=above.linked or (name == "a" and "href" in tag.inside.lower()),
        pre=above.pre or name == "pre",
        off_line=name if name in OFF_LINE else _in_formula(page, name, above) or above.off_line,
    )  # fmt: skip
    at = len(page.stack)
    page.stack.append(entry)
    page.standing[name].append(at)
    if name in FENCES:
        page.fences.append(at)
    if name == "table":
        page.tables.append(TableLines(len(page.lines), above.part))
    elif page.tables:
        _open_in_table(page, name, found)


def _in_formula(page: _Builder, name: str, above: _Open) -> str:
    """Sup or sub for what a formula sets so; what parts fraction and number is printed."""
    if name == FRACTION and page.words and page.words[-1][-1:].isdigit():
        _put(page, " ", above)  # 3½ is no 31/2
    above.parts += 1
    if above.parts != 2:
        return ""
    if above.name == FRACTION:
        _put(page, "/", above)
    return SCRIPTED.get(above.name, "")


def _open_in_table(page: _Builder, name: str, found: dict[str, str]) -> None:
    if name == "tr":
        page.tables[-1].open_row()
    elif name in CELLS:
        spans = whole(found.get("colspan", "")), whole(found.get("rowspan", ""))
        page.tables[-1].open_cell(len(page.lines), *spans)


def _meta(page: _Builder, found: dict[str, str]) -> None:
    name = found.get("name") or found.get("property") or ""
    content = " ".join(found.get("content", "").split())
    if name and content:
        page.metas.setdefault(name.lower(), content)


def _part(page: _Builder, name: str, found: dict[str, str], above: int) -> int:
    """The part that an element is, or stands in."""
    sites = page.sites
    names = names_of(found)
    noise = name in sites.noise_tags or not sites.noise.isdisjoint(names)
    if name not in PARTS and not (noise and name in BLOCKS):
        return above
    part = len(page.parents)
    page.parents.append(above)
    if noise:
        page.noise.add(part)
    if not sites.content.isdisjoint(names):
        page.content.add(part)
    return part


def _end_implied(page: _Builder, name: str) -> None:
    """Closes what the opening of `name` ends: a paragraph without its `</p>`, a row, a link."""
    if name == "a":
        _end_link(page)
    elif name in BLOCKS and name not in INNER:
        _end_one(page, ("p",), page.fences)
    if name in ENDS:
        of_table = name[0] == "t"
        bounds = page.standing["table"] if of_table else page.fences
        lists = () if of_table else LISTS
        _end_one(page, ENDS[name], bounds, *(page.standing[each] for each in lists))


def _end_one(page: _Builder, names: tuple[str, ...], *bounds: list[int]) -> None:
    """Pops the outermost of `names` that stands open inside all bounds."""
    bound = max((each[-1] for each in bounds if each), default=0)
    standing = [each[-1] for name in names if (each := page.standing[name]) and each[-1] > bound]
    if standing:
        _end_line(page)
        _pop_to(page, min(standing))


def _end_link(page: _Builder) -> None:
    """`</a>`: what stands open inside of it goes on outside of it."""
    if page.standing["a"]:
        for entry in page.stack[page.standing["a"].pop() :]:
            entry.linked = False


def _close(page: _Builder, name: str) -> None:
    if name in ("html", "body"):
        return  # text behind them is printed, too
    if name == "a":
        _end_link(page)
        return
    if name in BLOCKS or name == "br":
        _end_line(page)
    standing = page.standing[name]
    if not standing:
        return
    bounds = page.standing["table"] if name in OF_TABLES else page.fences
    if name == "table" or not bounds or standing[-1] > bounds[-1]:
        _pop_to(page, standing[-1])


def _pop_to(page: _Builder, at: int) -> None:
    """Closes all elements from stack position `at` on."""
    while len(page.stack) > at:
        entry = page.stack[-1]
        name = entry.name
        if name in BLOCKS:
            _end_line(page)
        page.stack.pop()
        standing = page.standing[name]
        if standing and standing[-1] == len(page.stack):
            standing.pop()
        if name in FENCES:
            page.fences.pop()
        if name in CELLS and page.tables:
            page.tables[-1].close_cell(len(page.lines))
        elif name == "table":
            _end_table(page)


def _end_table(page: _Builder) -> None:
    table = page.tables.pop()
    if page.tables:
        page.tables[-1].holds_table = True
    # One that holds others only sets the page; its lines would be copied once a level.
    if not table.holds_table:
        page.lines[table.start :] = table_lines(table, page.lines[table.start :])
