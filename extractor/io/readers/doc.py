"""Old Office files: .doc, the .wps of WPS Writer, and .rtf, by LibreOffice."""

from __future__ import annotations

import re
from typing import Final

from extractor.errors import UnreadableInput
from extractor.io.archives import OLD_OFFICE, encrypted
from extractor.io.office import to_docx
from extractor.io.readers.docx import read as read_docx
from extractor.model import Content

VERSION = "1"
MEDIA_TYPE = "application/msword"
_RTF: Final = b"{\\rtf"
_ZIP: Final = b"PK\x03\x04"
_SECTOR: Final = 512
# The head of a Word file starts with its mark; flags stand ten bytes on ([MS-DOC] 2.5.2).
_HEAD = re.compile(rb"\xec\xa5.{8}(..)", re.DOTALL)
_ENCRYPTED: Final = 0x0100


def read(data: bytes, where: str) -> Content:
    """The text, as of the .docx that LibreOffice makes of it.

    Errors: `UnreadableInput` where LibreOffice is missing or fails, and for what is encrypted or
    no such file.
    """
    if data.startswith(_ZIP):
        return read_docx(data, where)  # saved as .docx, named .doc
    if data.startswith(_RTF):
        return read_docx(to_docx(data, ".rtf", where), where)
    if not data.startswith(OLD_OFFICE):
        raise UnreadableInput(
            "this is no Word, WPS or RTF file",
            where=where,
            hint="web pages are often saved under this name: try it as .html or .txt",
        )
    if _is_encrypted(data):
        raise encrypted(where)
    return read_docx(to_docx(data, ".doc", where), where)


def _is_encrypted(data: bytes) -> bool:
    heads = (head for head in _HEAD.finditer(data) if head.start() % _SECTOR == 0)
    first = next(heads, None)
    return first is not None and bool(int.from_bytes(first[1], "little") & _ENCRYPTED)
