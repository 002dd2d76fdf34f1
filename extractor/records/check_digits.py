"""Numbers that were read though their digits or their sign could be meant in another way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractor.model import Kind, Measure, Relation
from extractor.numbers.numerals import MAGNITUDES
from extractor.patterns import pattern
from extractor.records.evidence import Evidence, Fact, finding, told
from extractor.records.models import Code, Finding, Mention, Severity
from extractor.text import fold
from extractor.text.characters import HAN
from extractor.text.page_marks import PAGE_NUMBER

# What parts the digits of a number: 1，234 and 1, 234, a line end, 1 5.
_APART = pattern(r"[，﹐\s]")
_PARTED = (
    (pattern(r"[，﹐]|,[^\S\r\n]"), "a comma of lists"),
    (pattern(r"(?<=\d)\s*[\r\n]\s*(?=\d)"), "a line end"),
    (pattern(r"^\d(?:\s\d)+\w?$"), "a blank"),
)
# Also across the number of a page; beside a comma three digits go on.
_LINE_END = pattern(
    r"(?:\.?\n+|,\n+(?=[0-9]{3}(?![0-9])))"
    rf"(?:{PAGE_NUMBER}\n+)?(?=[0-9])"
    rf"|\n+(?:{PAGE_NUMBER}\n+)?(?:\.|,(?=[0-9]{{3}}(?![0-9])))"
)
# 12,34件, 1。5万件, 100…200件, 1●2件; 12、34件 and 12(34)件 are two, as are cells and lines.
_BETWEEN = pattern(r"[^\w\s、()/|+:《》“”'\"\-]{0,6}|[a-zA-Z_]")
_FOR_A_POINT = pattern("[:、]")  # 98:5%, 98、5%
_APART_BY = 8  # characters
_RATES = frozenset("%‰")
_AFAR = 20  # characters from it to the numbers
_THOUSANDS = pattern(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_WHOLE = frozenset((
    Measure.CASE, Measure.PEOPLE, Measure.PLACE, Measure.SESSION, Measure.DOCUMENT, Measure.COUNT,
    Measure.MONEY,
))  # fmt: skip
_NOUGHT = pattern("0+[1-9]")
_PARTING = 40  # characters of it
_FALL = 6  # characters of 下降幅度为
_CIRCLES = frozenset("○◯")
_SIGNS = frozenset("-±")
_BEHIND = pattern(HAN)


def shortened(evidence: Evidence) -> Iterator[Finding]:
    """Digits that leave their last magnitude out: they might be two numbers, too."""
    for fact in evidence.facts:
        text = fact.seen.text
        if len(text) > 2 and text[-2] in MAGNITUDES and text[-1] in "123456789":
            message = f"{told(fact)} is read as {fact.choice.value}: its last magnitude is left out"
            yield finding(Code.DAMAGED, Severity.INFO, message, (fact,))


def circles(evidence: Evidence) -> Iterator[Finding]:
    """A circle alone that was read as nought: it may hide a figure."""
    for fact in evidence.facts:
        if fact.seen.text in _CIRCLES:
            message = f"{told(fact)} is read as 0: the circle may hide a figure"
            yield finding(Code.MASKED, Severity.WARNING, message, (fact,))


def joined(evidence: Evidence) -> Iterator[Finding]:
    """Digits read as one number though a blank, a line end or a comma of lists parts them."""
    for fact in evidence.facts:
        text = fact.seen.text
        if text.isalnum() or _APART.search(text) is None:
            continue
        by = next((name for parting, name in _PARTED if parting.search(text)), None)
        if by is not None:
            message = f"{told(fact)} is read as {fact.choice.value}: its digits are parted by {by}"
            yield finding(Code.DAMAGED, Severity.INFO, message, (fact,))


def parted_lines(evidence: Evidence) -> Iterator[Finding]:
    """A number at the end of a line and one at the start of the next that may be one number."""
    view = evidence.document.view
    for one, other in pairwise(evidence.facts):
        first, second = one.choice.mention, other.choice.mention
        if one.choice.unit is not None or one.tabled or other.tabled:
            continue
        if not _BEHIND.match(view, first.start - 1):
            continue
        parted = _LINE_END.match(view, first.end, first.end + _PARTING)
        if parted and parted.end() == second.start:
            message = f"{told(one)} ends its line and {told(other)} begins one: they may be one"
            yield finding(Code.DAMAGED, Severity.WARNING, message, (one, other))


def parted_by_signs(evidence: Evidence) -> Iterator[Finding]:
    """Two numbers with hardly a sign between them, of which only the second counts something."""
    points = evidence.lists.get("signs", {}).get("points", ())
    for first, second in pairwise(evidence.report.mentions):
        if second.start - first.end > _APART_BY:
            continue
        other = evidence.at.get(second.start)
        if other is None or other.tabled:
            continue
        one = evidence.at.get(first.start)
        if one is None and first.kind is not Kind.UNEXPLAINED:
            continue
        if not first.text[-1].isnumeric():
            continue  # 无败诉案件。5个
        sign = fold(evidence.document.text[first.end : second.start]).strip(" ")
        if one is not None and one.choice.unit is not None:
            if sign not in points and not _is_tenth(evidence, first, other, sign):
                continue
        elif _are_two(evidence, first, other, sign):
            continue
        message = f"{sign!r} between {first.text} and {told(other)}: they may be one number"
        yield finding(Code.DAMAGED, Severity.WARNING, message, [one, other] if one else [other])


def _is_tenth(evidence: Evidence, first: Mention, other: Fact, sign: str) -> bool:
    """98、5%, where the first number has its unit from the second."""
    tenth = sign == "、" and len(other.seen.text) == 1 and other.choice.unit in _RATES
    return tenth and not _are_two(evidence, first, other, sign)


def _are_two(evidence: Evidence, first: Mention, other: Fact, sign: str) -> bool:
    """分别达12,34件, 投入30万,3个部门, 12、34件."""
    rate = other.choice.unit in _RATES and _FOR_A_POINT.fullmatch(sign)
    if other.choice.unit is None or not (rate or _BETWEEN.fullmatch(sign)):
        return True
    if sign == "," and not first.text.isdigit():
        return True
    before = evidence.document.text[max(0, first.start - _AFAR) : first.start]
    return any(word in before for word in evidence.lists.get("signs", {}).get("each", ()))


def padded(evidence: Evidence) -> Iterator[Finding]:
    """0012件: with noughts before it a number may be one of a row, or have lost digits."""
    for fact in evidence.facts:
        if _NOUGHT.match(fact.seen.text):
            message = f"{told(fact)} is read as {fact.choice.value}: noughts stand before it"
            yield finding(Code.DAMAGED, Severity.INFO, message, (fact,))


def thousands(evidence: Evidence) -> Iterator[Finding]:
    """38.000人次: the point may part thousands, as in other countries."""
    for fact in evidence.facts:
        quantity = fact.choice.mention.quantity
        if fact.seen.text.isalnum() or quantity is None or quantity.measure not in _WHOLE:
            continue
        if _THOUSANDS.fullmatch(fold(fact.seen.text)):
            message = f"{told(fact)} is read as {fact.choice.value}: its point may part thousands"
            yield finding(Code.DAMAGED, Severity.WARNING, message, (fact,))


def signs(evidence: Evidence) -> Iterator[Finding]:
    """Signs that were read as a dash, or tell what a word before them tells as well."""
    view = evidence.document.view
    for fact in evidence.facts:
        choice = fact.choice
        lead = choice.mention.start
        if choice.unit is None and view[lead - 1 : lead] in _RATES:
            message = f"{view[lead - 1]} stands before {told(fact)}: its unit is not read"
            yield finding(Code.SIGN, Severity.WARNING, message, (fact,))
        if choice.value < 0:
            yield from _below_nought(evidence, fact)
        elif view[lead - 1 : lead] in _SIGNS and lead > 1 and _BEHIND.match(view, lead - 2):
            message = f"the sign before {told(fact)} may be a minus: it is read as a dash"
            yield finding(Code.SIGN, Severity.WARNING, message, (fact,))


def _below_nought(evidence: Evidence, fact: Fact) -> Iterator[Finding]:
    choice, lists = fact.choice, evidence.lists
    if choice.relation is Relation.CHANGE:
        signed = choice.mention.quantity is not None and choice.mention.quantity.value < 0
        before = evidence.before(fact, _FALL)
        if signed and any(word in before for word in lists.get("signs", {}).get("falls", ())):
            message = f"{told(fact)} falls by its word and by its sign: a fall is read"
            yield finding(Code.SIGN, Severity.WARNING, message, (fact,))
    elif choice.unit in lists.get("plausible", {}).get("whole", ()):
        message = f"{told(fact)} is less than nothing"
        yield finding(Code.IMPLAUSIBLE, Severity.WARNING, message, (fact,))
