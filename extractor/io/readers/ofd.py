"""OFD files, the Chinese standard for fixed pages (GB/T 33190-2016)."""

from __future__ import annotations

from extractor.io.archives import Archive
from extractor.io.ofd_pages import ofd_pages, title_of
from extractor.io.read_pages import with_text
from extractor.model import Content, Hints
from extractor.text.pages import page_text

VERSION = "1"
MEDIA_TYPE = "application/ofd"


def read(data: bytes, where: str) -> Content:
    """The text of all pages, lines joined to paragraphs, without page numbers and headers.

    Errors: `UnreadableInput` for what is encrypted, damaged, hostile or, in whole or in part, a
    picture of text.
    """
    archive = Archive(data, where)
    text = page_text(with_text(ofd_pages(archive), where))
    return Content(f"{text}\n", hints=Hints(title=title_of(archive)))
