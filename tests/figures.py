"""What a text gives, in the short form of rule examples, and whether it is what was declared."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from extractor.model import Relation, Status
from extractor.pipeline import read
from extractor.rulebook import Rulebook
from extractor.text import make_document


class Given(NamedTuple):
    """One figure: the number as printed and what it was taken for."""

    number: str
    indicator: str
    value: Decimal
    qualifier: str
    status: str
    relation: str


Wanted = tuple[str, str, Mapping[str, Any]]


def figures(text: str, rulebook: Rulebook) -> list[Given]:
    """The figures of a text, in text order."""
    document = make_document("text", text.encode())
    _, linked = read(document, rulebook)
    found = []
    for choice in linked.choices:
        start, end = document.source_span(choice.mention.start, choice.mention.end)
        found.append(
            Given(document.text[start:end], choice.indicator, choice.value,
                  str(choice.qualifier), str(choice.status), str(choice.relation))
        )
    return found


def matches(wanted: Wanted, given: Given) -> bool:
    """True if a figure is the one declared; status and relation default to actual and total."""
    number, indicator, marks = wanted
    expected = {"status": Status.ACTUAL, "relation": Relation.TOTAL, **marks}
    value = expected.pop("value", None)
    same = number == given.number and indicator == given.indicator
    right = all(getattr(given, key) == str(mark) for key, mark in expected.items())
    return same and right and (value is None or Decimal(value) == given.value)


def differences(wanted: tuple[Wanted, ...], given: list[Given]) -> str:
    """'' if the figures are exactly those declared, else both lists for the reader."""
    if len(wanted) == len(given) and all(map(matches, wanted, given)):
        return ""
    return f"\nwant {[(n, i, dict(m)) for n, i, m in wanted]}\ngot  {given}"
