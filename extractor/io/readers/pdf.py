"""PDF files with a text layer; needs the extra `pdf`."""

from __future__ import annotations

from extractor.io.pdf_pages import pdf_pages
from extractor.io.read_pages import with_text
from extractor.model import Content
from extractor.text.pages import page_text

VERSION = "1"
MEDIA_TYPE = "application/pdf"


def read(data: bytes, where: str) -> Content:
    """The text of all pages, lines joined to paragraphs, without page numbers and headers.

    Errors: `UnreadableInput` for what is encrypted, damaged, too large or, in whole or in part, a
    picture of text; `UsageError` where pdfium is not installed.
    """
    return Content(f"{page_text(with_text(pdf_pages(data, where), where))}\n")
