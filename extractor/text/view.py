"""What the rules read: folded text without the blanks and breaks that only set the page, nor the
了 behind a verb."""

from __future__ import annotations

import re
from hashlib import sha256 as digest
from typing import NamedTuple

from extractor.model import Content, Document, Offsets
from extractor.patterns import pattern
from extractor.text.characters import UNPRINTED
from extractor.text.decode import decode, encode
from extractor.text.fold import fold_noting
from extractor.text.words import default_words
from extractor.text.wrap import soft_breaks

_APART = pattern(r"(?<=[0-9]) +(?=[0-9])")
# Blanks and the return of "\r\n" as well; most texts have but the blanks, which are found at once.
_BLANKS = pattern(f"[ \r{UNPRINTED}]+")
# 20 24年: broken where a line or a box of the page ended.
_YEAR = pattern(r"(?<![0-9])(?:2 +0[0-4][0-9]|20 +[0-4][0-9]|20[0-4] +[0-9])(?= *年)")
_INSIDE = 3  # digits of a year before a blank inside it
_YEAR_END = 8  # characters of 024 年
_SPACES = pattern("  *")  # `re` skips to the first blank of it, but not to that of ` +`


def make_document(
    name: str,
    data: bytes | str | Content,
    *,
    media_type: str = "text/plain",
    sha256: str | None = None,
    reader: tuple[str, str] = ("txt", "1"),
) -> Document:
    """The document of a file's bytes, of a text, or of what a reader made of a file.

    `sha256` is that of the file, if it is passed, else that of the data, text taken as UTF-8.
    Errors: UnreadableInput for bytes that are no text, and for text with lone surrogates.
    """
    if isinstance(data, bytes):
        content = Content(*decode(data, name=name))
    elif isinstance(data, str):
        content = Content(data, "utf-8")
    else:
        content = data
    text = content.text
    encoded = encode(text, name=name)
    view, offsets, noted = build_view(text)
    return Document(
        name=name,
        text=text,
        view=view,
        offsets=offsets,
        sha256=sha256 or digest(data if isinstance(data, bytes) else encoded).hexdigest(),
        encoding=content.encoding,
        media_type=media_type,
        reader=reader,
        hints=content.hints,
        noted=noted,
    )


def without_done(text: str) -> str:
    """`text` without the 了 that views leave out."""
    return default_words().verb_end.sub("", text)


class View(NamedTuple):
    """What the rules read of a text, where it comes from if anything was dropped, and which
    characters were noted in the text."""

    text: str
    offsets: Offsets | None
    noted: frozenset[str]


def build_view(text: str) -> View:
    folded, noted = fold_noting(text)
    folded = _cells_apart(text, folded)
    cuts = _blank_cuts(folded, _BLANKS if noted or "\r" in folded else _SPACES)
    verb_ends = default_words().verb_end.finditer(folded)
    dropped = [*soft_breaks(folded), *(end.start() for end in verb_ends)]
    if dropped:
        cuts = sorted(cuts + [(at, at + 1) for at in dropped])
    if not cuts:
        return View(folded, None, noted)
    runs = []
    start = 0
    for cut, resume in cuts:
        if cut > start:
            runs.append((start, cut))
        start = resume
    if start < len(folded):
        runs.append((start, len(folded)))
    view = "".join([folded[start:end] for start, end in runs])
    return View(view, Offsets(runs), noted)


def _cells_apart(text: str, folded: str) -> str:
    """`folded` with the blanks between two digits as tabs where one of them is a tab.

    "上年\t12\t345" are two cells of a table, "33 939个" is one number.
    """
    if "\t" not in text:
        return folded

    def apart(gap: re.Match[str]) -> str:
        return "\t" * len(gap[0]) if "\t" in text[gap.start() : gap.end()] else gap[0]

    return _APART.sub(apart, folded)


def _blank_cuts(folded: str, blanks: re.Pattern[str]) -> list[tuple[int, int]]:
    """Blanks that divide nothing: all but one between two Latin words or two numbers."""
    cuts = []
    last = len(folded)
    for blank in blanks.finditer(folded):
        start, end = blank.span()
        if start > 0 and end < last and " " in blank[0]:
            before, after = folded[start - 1], folded[end]
            # "2024-12-24 09:15", "5 230家次": the blank says where one number ends.
            apart = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
            if apart and not _in_year(folded, start, end):
                kept = folded.index(" ", start)
                cuts += [cut for cut in ((start, kept), (kept + 1, end)) if cut[0] < cut[1]]
                continue
        cuts.append((start, end))
    return cuts


def _in_year(folded: str, start: int, end: int) -> bool:
    """Whether the blank from `start` to `end` stands between the digits of a year."""
    year = _YEAR.search(folded, max(start - _INSIDE, 0), end + _YEAR_END)
    return year is not None and year.start() < start and end < year.end()
