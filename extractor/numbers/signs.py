"""Numbers that are one character of their own: ½件, ① of a list, ² of a footnote, Ⅳ级."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Kind, Measure, Mention
from extractor.numbers.numerals import Numeral
from extractor.numbers.quantities import finish
from extractor.numbers.sums import fraction
from extractor.numbers.units import unit_at
from extractor.patterns import pattern
from extractor.text.characters import FRACTIONS, MOMENTS, NUMBER_SIGNS, RAISED, ROMAN, SUZHOU

_SIGN = pattern(f"[{NUMBER_SIGNS}]")
_RUNS = pattern(f"[{RAISED}]+|[{ROMAN}]+|[{SUZHOU}]+")
_ROMAN = pattern(f"[{ROMAN}]")
_UNUSUAL = pattern(f"[{SUZHOU}⅟]")
_MOMENT = pattern(f"[{MOMENTS}]")
_ITEM = frozenset("\n。;:(")
# 调解Ⅻ件 counts, Ⅲ类 and Ⅱ期 are one of a row.
_COUNTED = frozenset((Measure.CASE, Measure.PEOPLE, Measure.MONEY, Measure.RATE))


def sign_mentions(view: str) -> Iterator[Mention]:
    """Every such number of `view`, in text order, those within other numbers (3½, 5²) as well."""
    known = 0
    for match in _SIGN.finditer(view):
        start = match.start()
        if start < known:
            continue
        before = view[start - 1 : start]
        if match[0] in "²³" and before.isascii() and before.isalpha():
            continue  # 12m²
        run = _RUNS.match(view, start)
        known = run.end() if run else start + 1
        yield _mention(view, match[0], start, known)


def _mention(view: str, sign: str, start: int, end: int) -> Mention:
    if sign in FRACTIONS:
        quantity = finish(view, start, end, Numeral(fraction(sign)))
        return Mention(start, end, Kind.STATISTIC, quantity)
    return Mention(start, end, _kind(view, sign, start, end))


def _kind(view: str, sign: str, start: int, end: int) -> Kind:
    before = view[start - 1 : start]
    if sign in RAISED:
        # CO₂ is a name, else it is a footnote.
        return Kind.NAME if before.isascii() and before.isalpha() else Kind.REFERENCE
    if _ROMAN.match(sign):
        unit = unit_at(view, end)
        if unit is not None and unit.measure in _COUNTED and "一" <= before <= "龥":
            return Kind.UNEXPLAINED
        opens = not before or before in _ITEM or view[end : end + 1] in ("、", ".")
        return Kind.MARKER if opens else Kind.ORDINAL
    if _MOMENT.match(sign):
        return Kind.DATE
    # 调解⑤件 marks no item of a list.
    counts = "一" <= before <= "龥" and unit_at(view, end) is not None
    return Kind.UNEXPLAINED if counts or _UNUSUAL.match(sign) else Kind.MARKER
