"""Why a reading of a number was not taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.linking.result import Rejection
from extractor.model import Document, Mention
from extractor.rulebook import Rulebook

REASONS = {
    "R-WEAKER": "another word explains the number better",
    "R-NO-CUE": "no word of a rule and no unit stands with it",
    "R-NUMERAL": "a numeral that counts nothing here",
    "R-UNIT": "the unit is not one of the rule (key units)",
    "R-AFTER": "the figure before is none the cue asks for (key after)",
    "R-TOPIC": "no topic word stood before (key topic)",
    "R-WITH": "no supporting word stands in the sentence (key with)",
    "R-NOT": "a word that excludes the rule stands in the clause (keys not, exclude)",
    "R-BOUNDARY": "another word takes it apart (list boundaries)",
}
_CLAUSE = 60  # characters on both sides of a number in which a word may speak for it
_ENDS = ",;。\n"


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


def withheld(mention: Mention, view: str, rulebook: Rulebook) -> Iterator[Refused]:
    """The rules that words in the clause of a number could speak for, stood they not in others."""
    if mention.quantity is None:
        return
    before = view[max(0, mention.start - _CLAUSE) : mention.start]
    behind = view[mention.end : mention.end + _CLAUSE]
    clause = before[max(map(before.rfind, _ENDS)) + 1 :] + behind[: _first_end(behind)]
    unit, measure = mention.quantity.unit, mention.quantity.measure
    for word, boundary in dict.fromkeys(rulebook.lexicon.table.lost(clause)):
        rules = (fit.head.rule.id for fit in rulebook.lexicon.heads.fits(unit, measure)[word])
        for rule in dict.fromkeys(rules):
            yield Refused("R-BOUNDARY", rule, word, boundary)


def _first_end(text: str) -> int:
    return min((at for at in map(text.find, _ENDS) if at >= 0), default=len(text))


def refusals(
    rejections: Sequence[Rejection], document: Document
) -> dict[tuple[int, int], list[Refused]]:
    """The readings not taken of each number, by its span of the source, in text order."""
    found: dict[tuple[int, int], list[Refused]] = {}
    for rejection in rejections:
        span = document.source_span(rejection.mention.start, rejection.mention.end)
        found.setdefault(span, []).append(refused(rejection))
    return dict(sorted(found.items()))
