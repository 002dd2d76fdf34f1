"""The stages in their order: bytes in, report out. Nothing else calls them."""

from __future__ import annotations

from typing import NamedTuple

from extractor.errors import UnreadableInput
from extractor.linking import Linked, link
from extractor.model import Document, Layout
from extractor.numbers import scan
from extractor.records import Report, assemble
from extractor.rulebook import Rulebook
from extractor.text import furniture_spans, lay_out

# Two million characters of reports have less than half; a figure and its JSON take ten kilobytes.
MOST_NUMBERS = 50_000


class Result(NamedTuple):
    """A report and what it was made from, for explanations."""

    document: Document
    layout: Layout
    linked: Linked
    report: Report


def read(
    document: Document, rulebook: Rulebook, *, trace: bool = False
) -> tuple[Layout, Linked]:
    """Sections and figures of a document, without the record; `trace` keeps readings not taken.

    Errors: UnreadableInput for more than `MOST_NUMBERS`.
    """
    layout = lay_out(document)
    furniture = furniture_spans(document, layout)
    mentions = scan(document.view, furniture, signs=bool(document.noted), most=MOST_NUMBERS)
    if len(mentions) > MOST_NUMBERS:
        raise UnreadableInput(
            f"more than {MOST_NUMBERS} numbers",
            where=document.name,
            hint="a report has some hundreds: split the file, if it holds many",
        )
    return layout, link(document, layout, mentions, rulebook, trace=trace)


def run(document: Document, rulebook: Rulebook, *, trace: bool = False) -> Result:
    """The whole record of a document. Pure: equal input, equal output."""
    layout, linked = read(document, rulebook, trace=trace)
    return Result(document, layout, linked, assemble(document, layout, linked, rulebook))
