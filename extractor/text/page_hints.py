"""What a file says of its report outside the text, where the text does not tell."""

from __future__ import annotations

from typing import NamedTuple

from extractor.model import Hints
from extractor.patterns import pattern
from extractor.text.dates import find_dates
from extractor.text.fold import fold
from extractor.text.header import Printed

_BLANKS = pattern(r"\s+")


class Hinted(NamedTuple):
    """Hints as the rules read them: folded, without blanks; None where there is none."""

    title: Printed | None
    source: Printed | None
    published: str | None  # ISO date


def read_hints(hints: Hints) -> Hinted:
    """The hints of a document, as far as they tell of the issuer.

    The site does not: that of a district holds the reports of its streets and bureaus, too.
    """
    # "2025-01-20T10:00:00+08:00"
    dates = find_dates(fold(hints.published or "").replace("T", " "))
    return Hinted(_printed(hints.title), _printed(hints.source), dates[0].iso if dates else None)


def _printed(hint: str | None) -> Printed | None:
    source = _BLANKS.sub("", hint or "")
    return Printed(fold(source), source) if source else None
