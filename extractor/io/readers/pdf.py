"""PDF files with a text layer; needs the extra `pdf`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.errors import UnreadableInput
from extractor.io.pdf_pages import PdfPage, pdf_pages
from extractor.text.pages import page_numbers, page_text

VERSION = "1"
_SCAN_HINT: Final = "run it through OCR, or find the report as a web page or Word file"
_UNMAPPED: Final = 20  # one glyph in so many may have no character
_FEW: Final = 12  # glyphs of a scanned page: its number, a stamp


def read(data: bytes, where: str) -> bytes:
    """The text of all pages, lines joined to paragraphs, without page numbers and headers.

    Errors: `UnreadableInput` for what is encrypted, damaged, too large or, in whole or in part, a
    picture of text; `UsageError` where pdfium is not installed.
    """
    pages = list(pdf_pages(data, where))
    _check(pages, where)
    return f"{page_text([page.page for page in pages])}\n".encode()


def _check(pages: Sequence[PdfPage], where: str) -> None:
    glyphs = [sum(not g.char.isspace() for g in page.page.glyphs) for page in pages]
    if not any(glyphs) and not any(page.unmapped for page in pages):
        raise UnreadableInput(
            "the PDF holds pictures of text, no text", where=where, hint=_SCAN_HINT
        )
    unmapped = [
        at for at, page in enumerate(pages, 1) if page.unmapped * _UNMAPPED > glyphs[at - 1]
    ]
    if unmapped:
        raise UnreadableInput(
            f"its fonts do not say which characters they show (pages {page_numbers(unmapped)})",
            where=where,
            hint=_SCAN_HINT,
        )
    scanned = [
        at for at, page in enumerate(pages, 1) if page.pictured and glyphs[at - 1] <= _FEW
    ]
    if scanned:
        raise UnreadableInput(
            f"pages {page_numbers(scanned)} are pictures of text", where=where, hint=_SCAN_HINT
        )
