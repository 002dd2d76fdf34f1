"""Markdown: the text without its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.io.readers import txt
from extractor.io.web.tags import unescape
from extractor.model import Content, Hints
from extractor.text.characters import off_line

VERSION = "1"
MEDIA_TYPE = "text/markdown"

_FRONT = re.compile(r"---[ \t]*\r?\n((?:[^\r\n]*\r?\n){0,50}?)---[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"""^(title|date|source)[ \t]*:[ \t]*["']?([^\r\n"']+)""", re.MULTILINE)
_FENCE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})")
_RULER = re.compile(r"\s{0,3}(?:(?:[-*_]\s*+){3,}+|=++\s*+)$")
_DIVIDER = re.compile(r"\s*+\|?(?:\s*+:?-++:?\s*+\|)*+(?:\s*+:?-++:?\s*+)?$")
_LEAD = re.compile(r"(?:\s{0,3}>\s?)*(?:\s{0,3}#{1,6}(?=\s)\s*|\s*[-*+]\s+)?")
_CLOSING = re.compile(r"(?<!\s)\s+#+\s*$")
_CELLS = re.compile(r"(?<!\\)\|")


def _off_line(found: re.Match[str]) -> str:
    return found[1] + off_line(found[3], found[1], above=found[2] == "p")


_INLINE: Final = (
    (re.compile(r"!\[[^\[\]]*\]\([^()]*\)"), ""),
    (re.compile(r"\[([^\[\]]*)\]\([^()]*\)"), r"\1"),
    (re.compile(r"<(del|s|strike)>[^<>]{0,300}</\1>"), ""),
    (re.compile(r"(.?)<su([pb])>([^<>]{0,60})</su\2>"), _off_line),
    (re.compile(r"</?[a-zA-Z][^<>]{0,500}>"), ""),
    (re.compile(r"`([^`]+)`"), r"\1"),
    # Of the length of a sentence: "**" that nothing ends must not be sought through a whole file.
    (re.compile(r"\*\*(?=\S)([^*]{1,300})(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<![~\d])~~(?=\S)[^~]{1,300}(?<=\S)~~(?!~)"), ""),
    (re.compile(r"(?<![^\W_])(__?)(?=\S)([^_]{1,300})(?<=\S)\1(?![^\W_])"), r"\2"),
    # "共*28*起", but not "*次、*件": masked figures are stars, too.
    (re.compile(r"(?<![\\*])\*([^\W_][\w.%+-]{0,60})\*(?!\*)"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
_MARKED = re.compile(r"[!\[<`*~_\\&]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(data: bytes, where: str) -> Content:
    """The text, a row of a table as a line with tabs. Errors: those of plain text."""
    plain = txt.read(data, where)
    text = plain.text
    front = _FRONT.match(text)
    fields = dict(_FIELD.findall(front[1])) if front else {}
    if front:
        text = text[front.end() :]
    lines = _lines(_without_comments(text))
    hints = Hints(fields.get("title"), fields.get("date"), fields.get("source"))
    return Content("\n".join(lines) + "\n", plain.encoding, hints)


def _without_comments(text: str) -> str:
    """One that never ends is none."""
    kept = []
    at, last = 0, text.rfind("-->")
    while 0 <= (start := text.find("<!--", at)) < last:
        kept.append(text[at:start])
        at = text.find("-->", start) + 3
    return "".join([*kept, text[at:]])


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if _FENCE.match(line) or _RULER.match(line):
            continue
        if "|" in line and _DIVIDER.match(line):
            continue
        for part in _BREAK.split(line):
            yield _row(part) if part.lstrip().startswith("|") else _plain(part)


def _row(line: str) -> str:
    cells = _CELLS.split(line.strip())[1:]
    if cells and not cells[-1].strip():
        cells.pop()
    return "\t".join(_inline(cell).strip() for cell in cells)


def _plain(line: str) -> str:
    lead = _LEAD.match(line)
    if lead and lead.end():
        line = _CLOSING.sub("", line[lead.end() :])
    return _inline(line)


def _inline(text: str) -> str:
    if _MARKED.search(text) is None:
        return text
    for mark, plain in _INLINE:
        text = mark.sub(plain, text)
    return unescape(text)
