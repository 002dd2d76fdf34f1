"""Why a reading of a number was not taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.linking.result import Rejection
from extractor.model import Document

REASONS = {
    "R-WEAKER": "another word explains the number better",
    "R-NO-CUE": "no word of a rule and no unit stands with it",
    "R-NUMERAL": "a numeral that counts nothing here",
    "R-UNIT": "the unit is not one of the rule (key units)",
    "R-AFTER": "the figure before is none the cue asks for (key after)",
    "R-TOPIC": "no topic word stood before (key topic)",
    "R-WITH": "no supporting word stands in the sentence (key with)",
    "R-NOT": "a word that excludes the rule stands in the clause (keys not, exclude)",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A reading that was not taken, the code of the reason, the word that spoke for it or against
    it, and the word of the reading that was taken in its place."""

    code: str
    rule: str | None
    because: str | None
    better: str | None


def refused(rejection: Rejection) -> Refused:
    return Refused(rejection.code, rejection.rule, rejection.word, rejection.better)


def refusals(
    rejections: Sequence[Rejection], document: Document
) -> dict[tuple[int, int], list[Refused]]:
    """The readings not taken of each number, by its span of the source, in text order."""
    found: dict[tuple[int, int], list[Refused]] = {}
    for rejection in rejections:
        span = document.source_span(rejection.mention.start, rejection.mention.end)
        found.setdefault(span, []).append(refused(rejection))
    return dict(sorted(found.items()))
