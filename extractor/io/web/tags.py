"""Markup as a flat run of tags and text, in time linear in the page whatever is broken in it.

`html.parser` takes quadratic time on unclosed tags and comments (200 KB: more than 10 s), libxml2
drops what is nested too deep or stands behind the first `</html>`, lexbor takes 28 s for 100,000
levels, and both hold twenty times the page in memory.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple


class Mark(Enum):
    OPEN = "open"
    CLOSE = "close"
    TEXT = "text"


class Tag(NamedTuple):
    """`name` in lower case; `inside` its attributes as written, or the text, entities decoded."""

    mark: Mark
    name: str
    inside: str


_MARKUP = re.compile("<(?=[a-zA-Z!?/])")
_NAME = re.compile(r"</?([a-zA-Z][^\s/><]{0,40})")
# Possessive: a tag without an end is told by one look at it.
_INSIDE = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?"""
)
# What these hold is no markup.
_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes")
}
# Beyond every plane; `html.unescape` would make a number of all these digits.
_OVERLONG = re.compile(r"&#(?:[0-9]{9,}|[xX][0-9a-fA-F]{9,});?")


def read_tags(page: str) -> Iterator[Tag]:
    """The tags and texts of a page in order; comments and declarations are left out."""
    at = 0
    last_end, last_comment = page.rfind(">"), page.rfind("-->")
    unclosed: set[str] = set()
    while at < len(page):
        found = _MARKUP.search(page, at, last_end) if at < last_end else None
        if found is None:
            yield Tag(Mark.TEXT, "", unescape(page[at:]))
            return
        start = found.start()
        if start > at:
            yield Tag(Mark.TEXT, "", unescape(page[at:start]))
        named = _NAME.match(page, start)
        if named is None:
            at = _unnamed_end(page, start, last_comment)
            continue
        inside = _INSIDE.match(page, named.end())
        # A quote that never ends: the tag goes as far as the next ">".
        at = inside.end() if inside else page.find(">", named.end()) + 1
        name = named[1].lower()
        if page[start + 1] == "/":
            yield Tag(Mark.CLOSE, name, "")
            continue
        yield Tag(Mark.OPEN, name, page[named.end() : at - 1])
        if name in _RAW and name not in unclosed:
            closing = _RAW[name].search(page, at)
            if closing is None:
                unclosed.add(name)
                continue
            if name == "title":
                yield Tag(Mark.TEXT, "", unescape(page[at : closing.start()]))
            at = closing.start()


def _unnamed_end(page: str, start: int, last_comment: int) -> int:
    """Where a comment or declaration ends."""
    # "<!-->" is a whole comment; one that never ends is one tag only.
    if page.startswith("<!--", start) and start + 2 <= last_comment:
        return page.find("-->", start + 2) + 3
    return page.find(">", start) + 1


def attributes(inside: str) -> dict[str, str]:
    """Attributes by lower-case name, entities decoded; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(inside):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def unescape(text: str) -> str:
    """Text with its entities decoded, never to a NUL or half a character."""
    if "&" not in text:
        return text
    return html.unescape(_OVERLONG.sub("\ufffd", text))
