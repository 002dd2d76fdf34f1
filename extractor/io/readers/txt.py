"""Plain text, in any encoding `extractor.text` can decode."""

from __future__ import annotations

from extractor.errors import UnreadableInput
from extractor.model import Content
from extractor.text import decode

VERSION = "1"
MEDIA_TYPE = "text/plain"

# The first bytes of files that are no text, whatever their name says.
_OTHER = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive (docx, xlsx, ofd)",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Office file (doc, wps, xls)",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
}


def read(data: bytes, where: str) -> Content:
    """The text, unchanged. Errors: `UnreadableInput` for what is no text, whatever its name."""
    for magic, kind in _OTHER.items():
        if data.startswith(magic):
            raise UnreadableInput(
                f"this is {kind}, not text", where=where, hint="save the report as plain text"
            )
    return Content(*decode(data, name=where))
