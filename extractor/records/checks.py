"""What a reader should check before using a report. A finding never changes a value.

One function a kind of fault, each from evidence to findings. What belongs together, and how much
is too much, is data: `rules/_checks.toml`.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from extractor.linking.result import Linked
from extractor.model import Document, Kind, Layout, Qualifier, Relation, Status
from extractor.numbers.sums import LONGEST, is_broken
from extractor.numbers.typed import is_typed
from extractor.patterns import pattern, timed_pattern
from extractor.records.check_digits import (
    circles,
    joined,
    padded,
    parted_by_signs,
    parted_lines,
    shortened,
    signs,
    thousands,
)
from extractor.records.check_lines import at_pages, cut_by_lines, goes_on_below
from extractor.records.check_rates import rate_counts, rate_range
from extractor.records.check_text import unseen
from extractor.records.evidence import Evidence, Fact, finding, gather, place, told, whole
from extractor.records.models import Code, Finding, Report, Severity, lean
from extractor.rulebook import Rulebook
from extractor.text import fold

_SHOWN = 12  # digits in a message of a number without end
_NEAR = 20  # figures between two that are compared
_LOWER_BOUNDS = frozenset((Qualifier.EXACT, Qualifier.MORE_THAN, Qualifier.AT_LEAST))


def check(
    report: Report, document: Document, layout: Layout, linked: Linked, rulebook: Rulebook
) -> list[Finding]:
    """All findings on a report, in text order; those on the whole report come first."""
    evidence = gather(
        report, document, layout, linked.choices, rulebook.rules, rulebook.checks,
        linked.misaligned,
    )._replace(timed=rulebook.timed)  # fmt: skip
    found: list[Finding] = []
    for function in CHECKS:
        for each in function(evidence):
            lean(each)
            found.append(each)
    return sorted(found, key=lambda each: (-1 if each.start is None else each.start, each.code))


def parts(evidence: Evidence) -> Iterator[Finding]:
    """Parts of one kind that exceed their total, or miss it where they should make it up."""
    groups: dict[tuple[int, str, int, str | None, int], list[Fact]] = {}
    for fact in evidence.facts:
        choice = fact.choice
        if choice.of is not None and choice.relation is Relation.PART and fact.deed:
            alone = fact.seen.start if fact.mixed else -1
            key = (choice.of, choice.indicator, fact.sentence, choice.unit, alone)
            groups.setdefault(key, []).append(fact)
    for (of, _, _, unit, _), members in groups.items():
        total = evidence.facts[of]
        if total.choice.unit != unit or not total.exact or total.mixed:
            continue
        named = sum((member.choice.value for member in members), Decimal(0))
        facts = [total, *members]
        if named > total.choice.value and _bounds_below(members):
            message = f"parts make {named}, more than their total {told(total)}"
            yield finding(Code.PARTS, Severity.WARNING, message, facts)
        elif named < total.choice.value and _slips(evidence, members, total, named):
            message = f"parts make {named}, not their total {told(total)}"
            yield finding(Code.PARTS, Severity.INFO, message, facts)


def _bounds_below(members: list[Fact]) -> bool:
    """Whether their sum is a lower bound, so that exceeding the total is a fault."""
    return all(member.choice.qualifier in _LOWER_BOUNDS for member in members)


def _slips(evidence: Evidence, members: list[Fact], total: Fact, named: Decimal) -> bool:
    if len(members) < 2 or not all(member.exact for member in members):
        return False
    lists = evidence.lists.get("parts", {})
    words = evidence.words(total, members[-1])
    if any(word in words for word in lists.get("rest", ())):
        return False
    opening = evidence.document.view[total.choice.mention.end : members[0].choice.mention.start]
    if any(word in opening for word in lists.get("complete", ())):
        return True
    missing = total.choice.value - named
    return missing <= total.choice.value * Decimal(str(lists.get("slip", 0)))


def order(evidence: Evidence) -> Iterator[Finding]:
    """More resolved than received, told in one sentence."""
    told_of = {fact.indicator for fact in evidence.facts}
    for pair in evidence.lists.get("order", ()):
        if told_of.isdisjoint(pair["less"]):
            continue
        for sentence in evidence.sentences:
            for at, less in enumerate(sentence):
                if less.indicator not in pair["less"] or not _lower_bound(less):
                    continue
                more = next(
                    (fact for fact in reversed(sentence[max(at - _NEAR, 0) : at])
                     if fact.indicator in pair["more"]),
                    None,
                )
                if more is None or not _exceeded(more, less):
                    continue
                if any(word in evidence.words(more, less) for word in pair["unless"]):
                    continue
                message = f"{told(less)} is more than {told(more)}"
                yield finding(Code.ORDER, Severity.WARNING, message, (more, less))


def _lower_bound(fact: Fact) -> bool:
    return fact.deed and fact.choice.qualifier in _LOWER_BOUNDS


def _exceeded(more: Fact, less: Fact) -> bool:
    same = more.choice.unit == less.choice.unit
    return same and more.deed and more.exact and less.choice.value > more.choice.value


def implausible(evidence: Evidence) -> Iterator[Finding]:
    """Figures larger than can be, and broken numbers of whole things."""
    lists = evidence.lists
    whole_units = frozenset(lists.get("plausible", {}).get("whole", ()))
    level = evidence.issuer.level
    caps = lists.get("cap", ())
    lowest = min((cap["max"] for cap in caps), default=math.inf)
    for fact in evidence.facts:
        choice = fact.choice
        if choice.relation is Relation.CHANGE or choice.relation is Relation.SHARE:
            continue
        value = fact.seen.value
        if isinstance(value, float) and choice.unit in whole_units and not _averaged(fact):
            message = f"{told(fact)} is no whole number"
            yield finding(Code.IMPLAUSIBLE, Severity.WARNING, message, (fact,))
        if value <= lowest:
            continue
        for cap in caps:
            if value <= cap["max"] or not _capped(fact, cap, level):
                continue
            message = f"{told(fact)} is more than can be (limit {cap['max']})"
            yield finding(Code.IMPLAUSIBLE, Severity.WARNING, message, (fact,))
            break


def _averaged(fact: Fact) -> bool:
    # "平均每户1.5人": averages have no indicator of their own.
    return not fact.deed or fact.mixed


def _capped(fact: Fact, cap: dict[str, list[str]], level: str | None) -> bool:
    return (
        ("indicators" not in cap or fact.indicator in cap["indicators"])
        and ("measures" not in cap or fact.measure in cap["measures"])
        and ("units" not in cap or fact.choice.unit in cap["units"])
        and ("levels" not in cap or level in cap["levels"])
    )


def two_values(evidence: Evidence) -> Iterator[Finding]:
    """One figure told twice with different values: same indicator, unit and words before it."""
    length = evidence.lists.get("headline", {}).get("same_words", 4)
    first: dict[tuple[str, str | None, str], Fact] = {}
    for fact in evidence.facts:
        choice = fact.choice
        plain = choice.relation is Relation.TOTAL and choice.status is Status.ACTUAL
        if not plain or not fact.exact or choice.period is not None or fact.tabled:
            continue
        before = evidence.before(fact, length)
        other = first.setdefault((choice.indicator, choice.unit, before), fact)
        if other.choice.value != choice.value and other.sentence != fact.sentence:
            message = f"{told(other)} (line {other.seen.line}) is also told as {told(fact)}"
            yield finding(Code.HEADLINE, Severity.WARNING, message, (other, fact))


def precision(evidence: Evidence) -> Iterator[Finding]:
    """Values with more digits than the float of a JSON number keeps."""
    for fact in evidence.facts:
        value = fact.seen.value
        if isinstance(value, float) and Decimal(repr(value)) != fact.choice.value:
            message = f"{told(fact)} has more digits than a JSON number holds: use its text"
            yield finding(Code.PRECISION, Severity.WARNING, message, (fact,))


def masked(evidence: Evidence) -> Iterator[Finding]:
    """Figures nobody filled in."""
    for entry in evidence.lists.get("masked", ()):
        for start, end, text in _matches(evidence, entry["pattern"]):
            message = f"masked figure {text!r}: nothing was read here"
            yield place(Code.MASKED, Severity.WARNING, message, start, end)


def damaged(evidence: Evidence) -> Iterator[Finding]:
    """Numbers that lost a character on the way to the page."""
    for entry in evidence.lists.get("damaged", ()):
        for start, end, text in _matches(evidence, entry["pattern"]):
            message = f"damaged number {text!r}: it seems to have lost {entry['lost']}"
            yield place(Code.DAMAGED, Severity.INFO, message, start, end)


def check_patterns(lists: Mapping[str, Any]) -> Iterator[str]:
    """The expressions of what is looked for in the text itself."""
    for name in ("masked", "damaged"):
        yield from (entry["pattern"] for entry in lists.get(name, ()))


def _matches(evidence: Evidence, expression: str) -> Iterator[tuple[int, int, str]]:
    document = evidence.document
    timed = evidence.timed
    sought = timed_pattern(expression, "_checks.toml") if timed else pattern(expression)
    for match in sought.finditer(document.view):
        start, end = document.source_span(match.start(), match.end())
        yield start, end, document.text[start:end]


def misaligned(evidence: Evidence) -> Iterator[Finding]:
    """Tables whose blank cells got lost: as many values as headers no longer stand there."""
    starts = [fact.choice.mention.start for fact in evidence.facts]
    for span in evidence.misaligned:
        start, end = evidence.document.source_span(span.start, span.end)
        seen = evidence.facts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        message = (
            f"{len(seen)} values of a table do not align with its headers: "
            "which stands under which is not known"
        )
        yield Finding(
            code=Code.MISALIGNED, severity=Severity.WARNING, message=message,
            observations=tuple(fact.seen.id for fact in seen), start=start, end=end,
        )  # fmt: skip


def unexplained(evidence: Evidence) -> Iterator[Finding]:
    """Numbers that are neither a figure nor a known kind of non-figure."""
    for mention in evidence.report.mentions:
        if mention.kind is Kind.UNEXPLAINED:
            severity, message = _why_unexplained(mention.text)
            yield place(Code.UNEXPLAINED, severity, message, mention.start, mention.end)


def _why_unexplained(text: str) -> tuple[Severity, str]:
    if len(text) > LONGEST:
        message = f"{text[:_SHOWN]!r} goes on for {len(text)} characters: no figure is so long"
        return Severity.WARNING, message
    folded = fold(text)
    if is_broken(folded) or is_typed(folded):
        return Severity.WARNING, f"{text!r} is written as no number: what it means is not read"
    return Severity.INFO, f"nothing explains the number {text!r}"


def issuer(evidence: Evidence) -> Iterator[Finding]:
    """Year or organisation missing, or told in two ways."""
    if evidence.issuer.year is None:
        yield whole(Code.YEAR, "no year found: which year does the report tell of?")
    if evidence.issuer.organisation is None:
        yield whole(Code.ORGANISATION, "no organisation found: who reports?")
    for conflict in evidence.issuer.conflicts:
        yield whole(Code.ISSUER, conflict)


CHECKS: tuple[Callable[[Evidence], Iterator[Finding]], ...] = (
    parts, order, rate_range, rate_counts, implausible, two_values, precision,
    masked, circles, damaged, unseen, shortened, padded, thousands, joined, parted_lines,
    parted_by_signs, cut_by_lines, goes_on_below, at_pages, signs, misaligned, unexplained, issuer,
)  # fmt: skip
