"""As much of a report as its record quotes, so that the checks of extraction can run again.

The clauses of a record are put together in text order; what stands between them is unknown.
Clauses that a single comma parts are one sentence, all others are kept apart: what a check finds
on less text than there was, extraction found as well.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.linking.result import Choice
from extractor.model import Document, Issuer, Kind, Layout, Mention, Sentence, Span
from extractor.numbers import scan
from extractor.records.models import DocumentInfo, Observation
from extractor.text.sentences import sentence_spans
from extractor.text.view import make_document

_BREAK = "\n\n"  # a blank line joins no wrapped lines
_STOPS = frozenset("。！？!?…\n")


@dataclass(frozen=True, slots=True)
class Known:
    """`document` holds the quoted text, `starts` where its pieces stood in the report, `places`
    where they stand now; `clashes` are observations whose quotes disagree."""

    document: Document
    starts: Sequence[int]
    places: Sequence[int]
    mentions: Mapping[tuple[int, int], Mention]
    clashes: Sequence[str]

    def place(self, position: int) -> int:
        """The position of the report as one of the quoted text."""
        at = bisect_right(self.starts, position) - 1
        return self.places[at] + position - self.starts[at]

    def mention(self, observation: Observation) -> Mention | None:
        """The number of an observation, read again."""
        return self.mentions.get((self.place(observation.start), self.place(observation.end)))


def known_text(observations: Sequence[Observation]) -> Known:
    """What the quotes tell; their spans must fit their texts."""
    starts, places, pieces, clashes = _pieces(observations)
    document = make_document("", "".join(pieces))
    mentions = {document.source_span(m.start, m.end): m for m in scan(document.view)}
    return Known(document, starts, places, mentions, clashes)


def _pieces(
    observations: Sequence[Observation],
) -> tuple[list[int], list[int], list[str], list[str]]:
    starts: list[int] = []
    places: list[int] = []
    pieces: list[str] = []
    clashes: list[str] = []
    length, end, line, tail = 0, -1, 0, ""
    ordered = sorted(observations, key=lambda each: (each.quote.start, -each.quote.end))
    for each in ordered:
        quote = each.quote
        if quote.start < end:
            shared = min(end, quote.end) - quote.start
            back = len(tail) - (end - quote.start)
            if back < 0 or tail[back : back + shared] != quote.text[:shared]:
                clashes.append(each.id)
                continue
            new = quote.text[shared:]
        else:
            new = _joint(quote.start - end, each.line == line, tail) if pieces else ""
            length += len(new)
            pieces.append(new)
            starts.append(quote.start)
            places.append(length)
            tail = ""
            new = quote.text
        pieces.append(new)
        length += len(new)
        tail += new
        end, line = max(end, quote.end), each.line
    return starts, places, pieces, clashes


def _joint(gap: int, same_line: bool, before: str) -> str:
    """What stands between two quotes: nothing, a comma, or who knows."""
    if gap == 0:
        return ""
    alone = gap == 1 and same_line and "\n" not in before and before[-1:] not in _STOPS
    return "," if alone else _BREAK


def choices(known: Known, observations: Sequence[Observation]) -> list[Choice]:
    """The observations as linking had them; periods are left out but for their being there."""
    order = {each.id: at for at, each in enumerate(observations)}
    found = []
    for each in observations:
        start, end = _in_view(known, each.start), _in_view(known, each.end)
        mention = known.mention(each) or Mention(start, end, Kind.STATISTIC)
        clause = Span(_in_view(known, each.quote.start), _in_view(known, each.quote.end))
        found.append(
            Choice(
                mention, each.indicator, Decimal(str(each.value)),
                None if each.value_max is None else Decimal(str(each.value_max)),
                each.unit, each.qualifier, each.status, each.relation,
                None if each.of is None else order[each.of],
                None if each.period is None else clause,
                0, clause, each.rule,
            )
        )
    return found


def _in_view(known: Known, position: int) -> int:
    place = known.place(position)
    offsets = known.document.offsets
    return place if offsets is None else bisect_left(offsets, place)


def layout(known: Known, document: DocumentInfo) -> Layout:
    """The sentences of the quoted text."""
    issuer = Issuer(
        document.title, document.organisation, document.level, document.year, document.published
    )
    spans = sentence_spans(known.document.view, ())
    return Layout((), tuple(Sentence(start, end, 0) for start, end in spans), issuer)
