"""Numbers cut by the end of a line or of a page, and numbers of pages among figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractor.model import Kind, Measure, Quantity
from extractor.numbers.numerals import MAGNITUDES
from extractor.numbers.written import NUMERALS
from extractor.patterns import pattern
from extractor.records.evidence import Evidence, finding, told
from extractor.records.models import Code, Finding, Severity
from extractor.text import fold
from extractor.text.characters import HAN
from extractor.text.page_marks import PAGE_NUMBER
from extractor.text.wrap import opens_block

_PAGE = rf"\n+(?:(?:{PAGE_NUMBER}|[0-9]{{1,4}})\n+)?"
_LARGE = "".join(MAGNITUDES)
# 二百⏎三十件
_ABOVE = pattern(rf"[{NUMERALS}]{_PAGE}$")
_BELOW = pattern(rf"{_PAGE}(?=[{NUMERALS}])")
# 惠及群众3.5⏎万人次
_SCALED = pattern(rf"{_PAGE}[{_LARGE}]")
# …调解纠纷⏎- 3 -⏎28件
_CUT = pattern(rf"(?:{HAN}|,)\n+(?:{PAGE_NUMBER}|[0-9]{{1,4}})\n+$")
_LINE_END = pattern(rf"[.,]?{_PAGE}[.,]?")
_REACH = 40  # characters of a page number with its line ends


def cut_by_lines(evidence: Evidence) -> Iterator[Finding]:
    """Numbers of which a part may stand on the line above or below."""
    view = evidence.document.view
    for fact in evidence.facts:
        quantity = fact.choice.mention.quantity
        if fact.tabled or quantity is None:
            continue
        start, end = fact.choice.mention.start, fact.choice.mention.end
        if view[start - 1 : start] == "\n" and _stands_below(view, start, quantity):
            message = f"{told(fact)} begins its line: it may go on from the line above"
        elif view[end : end + 1] == "\n" and _goes_on(view, end, quantity):
            message = f"{told(fact)} ends its line: it may go on in the line below"
        else:
            continue
        yield finding(Code.DAMAGED, Severity.WARNING, message, (fact,))


def _stands_below(view: str, start: int, quantity: Quantity) -> bool:
    return quantity.chinese and _ABOVE.search(view, max(0, start - _REACH), start) is not None


def _goes_on(view: str, end: int, quantity: Quantity) -> bool:
    if quantity.chinese:
        found = _BELOW.match(view, end, end + _REACH)
        return found is not None and not opens_block(view[found.end() : found.end() + _REACH])
    bare = quantity.measure is Measure.NONE
    return bare and _SCALED.match(view, end, end + _REACH) is not None


def goes_on_below(evidence: Evidence) -> Iterator[Finding]:
    """6⏎073人次: digits that nothing explains end the line above a number."""
    for first, second in pairwise(evidence.report.mentions):
        fact = evidence.at.get(second.start)
        if fact is None or fact.tabled or first.kind is not Kind.UNEXPLAINED:
            continue
        gap = fold(evidence.document.text[first.end : min(second.start, first.end + _REACH)])
        if _LINE_END.fullmatch(gap.replace(" ", "")):
            message = f"{first.text} ends its line and {told(fact)} begins one: they may be one"
            yield finding(Code.DAMAGED, Severity.WARNING, message, (fact,))


def at_pages(evidence: Evidence) -> Iterator[Finding]:
    """Figures right below the number of a page, and such as may be one."""
    view = evidence.document.view
    for fact in evidence.facts:
        start, end = fact.choice.mention.start, fact.choice.mention.end
        if fact.tabled or view[start - 1 : start] != "\n":
            continue
        if _CUT.search(view, max(0, start - _REACH), start):
            message = f"{told(fact)} stands below a page number: what it counts may stand above"
        elif view[end : end + 1] == "\n" and view[start:end].isdigit():
            message = f"{told(fact)} stands alone on its line: it may be the number of a page"
        else:
            continue
        yield finding(Code.DAMAGED, Severity.WARNING, message, (fact,))
