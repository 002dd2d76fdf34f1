"""What the checks look at: a finished report with what it was made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from extractor.linking.result import Choice
from extractor.model import (
    Document,
    Issuer,
    Layout,
    Measure,
    Qualifier,
    Relation,
    Span,
    Status,
)
from extractor.records.models import Code, Finding, Observation, Report, Severity
from extractor.rulebook import Rule

# A rule with this for a unit takes figures of any kind.
ANY_UNIT = "*"
_REACH = 500  # characters: sentences without an end are looked at no further


class Fact(NamedTuple):
    """An observation with the choice behind it, its sentence, and the rule of its indicator."""

    indicator: str
    seen: Observation
    choice: Choice
    sentence: int
    rule: Rule | None
    tabled: bool = False  # a value of a table: what stands before it is another value

    @property
    def exact(self) -> bool:
        return self.choice.qualifier is Qualifier.EXACT

    @property
    def deed(self) -> bool:
        """A total or a part that was done, not one that is due."""
        choice = self.choice
        own = choice.relation is Relation.TOTAL or choice.relation is Relation.PART
        return own and choice.status is Status.ACTUAL

    @property
    def mixed(self) -> bool:
        """Whether its indicator holds what fits no other: such figures make no sum."""
        return self.rule is None or ANY_UNIT in self.rule.units

    @property
    def measure(self) -> Measure | None:
        return self.rule.measure if self.rule else None


class Evidence(NamedTuple):
    """`sentences` holds the facts of one sentence each, `earlier` the previous values of a fact by
    its index; `ends` are the ends of sentences and `lists` is the data of the checks.
    """

    document: Document
    issuer: Issuer
    report: Report
    facts: Sequence[Fact]
    at: Mapping[int, Fact]  # by where their numbers begin in the source
    sentences: Sequence[Sequence[Fact]]
    earlier: Mapping[int, Sequence[Fact]]
    ends: Sequence[int]
    lists: Mapping[str, Any]
    misaligned: Sequence[Span] = ()  # values of tables that stand under no header for certain
    timed: bool = False  # users wrote some of the patterns in `lists`

    def words(self, first: Fact, last: Fact) -> str:
        """From the clause of one fact to the end of the sentence of another, within `_REACH`."""
        start = max(first.choice.clause.start, first.choice.mention.start - _REACH)
        end = max(self.ends[last.sentence], last.choice.clause.end)
        return self.document.view[start : min(end, last.choice.mention.end + _REACH)]

    def before(self, fact: Fact, length: int) -> str:
        """The characters right before a number and its prefix."""
        mention = fact.choice.mention
        lead = mention.quantity.lead if mention.quantity else mention.start
        return self.document.view[max(0, lead - length) : lead]


def gather(
    report: Report,
    document: Document,
    layout: Layout,
    choices: Sequence[Choice],
    rules: Mapping[str, Rule],
    lists: Mapping[str, Any],
    misaligned: Sequence[Span] = (),
) -> Evidence:
    """The evidence of a report; `choices` are those its observations were made from, in order."""
    # One more than there are, for what stands before the first sentence.
    starts = [0, *(sentence.start for sentence in layout.sentences)]
    ends = [0, *(sentence.end for sentence in layout.sentences)]
    facts = [
        Fact(
            choice.indicator,
            seen,
            choice,
            bisect_right(starts, choice.mention.start) - 1,
            rules.get(choice.indicator),
            layout.table_at(choice.mention.start) is not None,
        )
        for seen, choice in zip(report.observations, choices, strict=True)
    ]
    sentences = [list(group) for _, group in groupby(facts, key=lambda fact: fact.sentence)]
    earlier: dict[int, list[Fact]] = {}
    for fact in facts:
        if fact.choice.of is not None and fact.choice.relation is Relation.PREVIOUS:
            earlier.setdefault(fact.choice.of, []).append(fact)
    at = {fact.seen.start: fact for fact in facts}
    return Evidence(
        document, layout.issuer, report, facts, at, sentences, earlier, ends, lists, misaligned
    )


def finding(code: Code, severity: Severity, message: str, facts: Iterable[Fact]) -> Finding:
    """A finding on some figures; it points at the last of them, where a reader sees the fault."""
    seen = [fact.seen for fact in facts]
    return Finding(
        code=code,
        severity=severity,
        message=message,
        observations=tuple(each.id for each in seen),
        start=seen[-1].start,
        end=seen[-1].end,
    )


def place(code: Code, severity: Severity, message: str, start: int, end: int) -> Finding:
    """A finding on a place of the source."""
    return Finding(
        code=code, severity=severity, message=message, observations=(), start=start, end=end
    )


def whole(code: Code, message: str) -> Finding:
    """A finding on the report as a whole."""
    return Finding(
        code=code, severity=Severity.WARNING, message=message, observations=(), start=None, end=None
    )


def told(fact: Fact) -> str:
    """A figure as a reader knows it: its Chinese name, number and unit."""
    return f"{fact.seen.title} {fact.seen.text}{fact.seen.unit or ''}"
