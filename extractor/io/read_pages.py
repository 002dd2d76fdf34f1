"""Pages as a reader finds them, and whether their text can be had at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from extractor.errors import UnreadableInput
from extractor.text.page_lines import Page
from extractor.text.pages import page_numbers

MOST_PAGES: Final = 2000
MOST_GLYPHS: Final = 1_000_000
COVERED: Final = 0.4  # of a page by pictures: more is a scan
_HINT: Final = "run it through OCR, or find the report as a web page or Word file"
_UNMAPPED: Final = 20  # one glyph in so many may have no character
_FEW: Final = 12  # glyphs of a scanned page: its number, a stamp


@dataclass(frozen=True, slots=True)
class ReadPage:
    """`pictured`: pictures or drawings cover it; `unmapped`: how many glyphs have no character."""

    page: Page
    pictured: bool
    unmapped: int = 0


def with_text(pages: Iterable[ReadPage], where: str) -> Iterator[Page]:
    """The pages, if all that is printed on them is text.

    Errors: `UnreadableInput`, behind the last page, for pages that are pictures of text or whose
    fonts do not say what they show; at once for more than `MOST_PAGES` or `MOST_GLYPHS`.
    """
    total = 0
    unmapped: list[int] = []
    scanned: list[int] = []
    for at, read in enumerate(pages, 1):
        count = sum(not glyph.char.isspace() for glyph in read.page.glyphs)
        total += len(read.page.glyphs)
        if at > MOST_PAGES or total > MOST_GLYPHS:
            raise _refused(
                f"more than {MOST_PAGES} pages or {MOST_GLYPHS} characters", where,
                hint="no report is that long: is this the right file?",
            )
        if read.unmapped * _UNMAPPED > count:
            unmapped.append(at)
        elif read.pictured and count <= _FEW:
            scanned.append(at)
        yield read.page
    if unmapped:
        raise _refused(
            f"its fonts do not say which characters they show (pages {page_numbers(unmapped)})",
            where,
        )
    if not total:
        raise _refused("it holds pictures of text or nothing, but no text", where)
    if scanned:
        raise _refused(f"pages {page_numbers(scanned)} are pictures of text", where)


def _refused(what: str, where: str, *, hint: str = _HINT) -> UnreadableInput:
    return UnreadableInput(what, where=where, hint=hint)
