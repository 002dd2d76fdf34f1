"""Checks of rates: in their range, and following from the counts printed beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractor.model import Measure, Relation
from extractor.records.evidence import Evidence, Fact, finding, told
from extractor.records.models import Code, Finding, Severity

PERCENT = "%"
_HUNDRED = Decimal(100)
_NEAR = 40  # figures before a rate that may be its counts
_SLACK = Decimal("0.1")


def rate_range(evidence: Evidence) -> Iterator[Finding]:
    """Rates and shares outside 0 to 100; growth may be anything."""
    free = evidence.lists.get("plausible", {}).get("over_100", ())
    for fact in evidence.facts:
        choice = fact.choice
        if choice.unit != PERCENT or choice.relation is Relation.CHANGE:
            continue
        bound = fact.measure is Measure.RATE or choice.relation is Relation.SHARE
        inside = 0 <= choice.value <= _HUNDRED and (choice.upper or 0) <= _HUNDRED
        if bound and not inside and choice.indicator not in free:
            message = f"{told(fact)} lies outside 0 to 100"
            yield finding(Code.RATE_RANGE, Severity.ERROR, message, (fact,))


def rate_counts(evidence: Evidence) -> Iterator[Finding]:
    """Rates, shares and changes that do not follow from the two counts they are told with."""
    for sentence in evidence.sentences:
        for at, fact in enumerate(sentence):
            if fact.choice.unit != PERCENT or not fact.exact:
                continue
            counts = _counts(evidence, sentence[max(0, at - _NEAR) : at], fact)
            if counts is None:
                continue
            part, total = counts
            if not part.exact or not total.exact or total.choice.value <= 0:
                continue
            follows = _ratio(fact, part.choice.value, total.choice.value)
            if abs(follows - fact.choice.value) > _tolerance(fact.choice.value):
                message = (
                    f"{told(fact)} does not follow from {told(part)} and {told(total)}, "
                    f"which give {follows.quantize(Decimal('0.01'))}%"
                )
                yield finding(Code.RATE_COUNTS, Severity.WARNING, message, (total, part, fact))


def _ratio(fact: Fact, part: Decimal, total: Decimal) -> Decimal:
    ratio = part / total * _HUNDRED
    return ratio - _HUNDRED if fact.choice.relation is Relation.CHANGE else ratio


def _tolerance(rate: Decimal) -> Decimal:
    """0.1 point beyond what rounding explains: 98% may stand for 98.4%, but 100% is all."""
    exponent = rate.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    rounding = Decimal(5).scaleb(-digits - 1)
    return _SLACK if abs(rate) == _HUNDRED else max(_SLACK, rounding + _SLACK / 2)


def _counts(evidence: Evidence, before: Sequence[Fact], rate: Fact) -> tuple[Fact, Fact] | None:
    """The part and the whole of a rate; the new value and the old one of a change."""
    choice = rate.choice
    if choice.relation is Relation.CHANGE:
        return _change(evidence, rate)
    if choice.relation is Relation.SHARE:
        return _share(evidence, rate)
    if not rate.deed:
        return None
    for pair in evidence.lists.get("rate", ()):
        if pair["rate"] == choice.indicator:
            found = _pair(evidence, before, rate, pair)
            if found:
                return found
    return None


def _change(evidence: Evidence, rate: Fact) -> tuple[Fact, Fact] | None:
    # "132件(2023年为79件),同比增长67%": the old value and the change belong to the same figure.
    of = rate.choice.of
    if of is None:
        return None
    old = evidence.earlier.get(of, ())
    now = evidence.facts[of]
    return (now, old[0]) if len(old) == 1 and _alike(now, old[0]) else None


def _share(evidence: Evidence, rate: Fact) -> tuple[Fact, Fact] | None:
    # "审结109件,其中和解46件,占审结总数的42.2%": the share of a part whose whole is known.
    if rate.choice.of is None:
        return None
    part = evidence.facts[rate.choice.of]
    if part.choice.relation is not Relation.PART or part.choice.of is None:
        return None
    total = evidence.facts[part.choice.of]
    return (part, total) if _alike(part, total) else None


def _pair(
    evidence: Evidence, before: Sequence[Fact], rate: Fact, pair: Mapping[str, Any]
) -> tuple[Fact, Fact] | None:
    # "受理88件,调解成功86件,成功率97.7%": the nearest part, and the nearest whole before it.
    if not any(word in evidence.before(rate, 10) for word in pair["words"]):
        return None
    for at in range(len(before) - 1, -1, -1):
        part = before[at]
        if part.indicator not in pair["parts"] or not part.deed:
            continue
        total = next((f for f in reversed(before[:at]) if f.indicator in pair["wholes"]), None)
        if total is None or not total.deed or not _alike(part, total):
            return None
        return (part, total) if total.choice.value >= part.choice.value else None
    return None


def _alike(one: Fact, other: Fact) -> bool:
    return one.choice.unit == other.choice.unit and one.choice.unit != PERCENT
