"""Word documents: paragraphs, tables, text boxes, notes and automatic numbering."""

from __future__ import annotations

from extractor.errors import UnreadableInput
from extractor.io.word.body import body_lines
from extractor.io.word.package import open_package
from extractor.model import Content, Hints

VERSION = "1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(data: bytes, where: str) -> Content:
    """The text as it reads with all tracked changes accepted, and the title of its properties.

    Errors: `UnreadableInput` for what is encrypted, damaged, hostile, or holds pictures only.
    """
    package = open_package(data, where)
    text = "\n".join(body_lines(package, where)).strip("\n")
    if not text.strip():
        raise UnreadableInput(
            "the document holds no text, only pictures or nothing",
            where=where,
            hint="run it through OCR, or find the report in another format",
        )
    return Content(f"{text}\n", hints=Hints(title=package.title))
