"""Digits with several magnitudes, 1万2千5百 and 3万5, and digits that are written as no number.

What the language says clearly is read. 1.2万5千 and 1,2345 say nothing for certain: they are one
number that has no value.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from math import prod
from typing import NamedTuple

from extractor.model import Measure
from extractor.numbers.numerals import MAGNITUDES, Numeral, loose_qualifier
from extractor.numbers.units import unit_at
from extractor.patterns import pattern
from extractor.text.characters import FRACTIONS, RAISED

LONGEST = 28  # characters of a numeral: arithmetic would round a longer one, and no figure has them

# Of a row of a hundred thousand numbers (1.1.1,1.1.1) not all are gone through at each of them.
_NUMBER = r"[0-9]++(?:[.,][0-9]++){0,16}+"
# 5千克, 2万州: the magnitude begins another word.
HUNDREDS = "[百千](?![分克米瓦卡帕])"
_SCALE = f"(?:[十万亿](?!州)|{HUNDREDS})"
ONES = {char: value for value, char in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_WRITTEN = f"[{''.join(ONES)}]"
# 投入50万2024年: a year, day or hour is a number of its own.
_MORE = rf"{_NUMBER}(?![年月日号时点:])[余多]?{_SCALE}*+|{_WRITTEN}{_SCALE}++"
_SUM = pattern(rf"{_NUMBER}{_SCALE}++(?:零?(?:{_MORE}))+(?:[余多](?!额|部门|部委))?")
_TERM = pattern(rf"(零?)(?:([0-9.,]+)|({_WRITTEN}))([余多]?)([十百千万亿]*)([余多]?)")
_SCALES = pattern("([十百千]?)(万?亿?)")
_PLAIN = pattern(r"[0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
# 5万千瓦: 千 begins the unit.
_SOME_SCALE = f"(?:[万亿]|{HUNDREDS})"
_NO_SCALES = pattern(rf"{_NUMBER}(?![百千]?万?亿?(?!{_SOME_SCALE})){_SOME_SCALE}++")
# 完成3,5,7项 are three numbers, 1,2345 and 1,234,56 are none.
_GROUPS = pattern(rf"[0-9]++(?:,[0-9]++)++(?:\.[0-9]++)?[余多]?{_SCALE}*+")
_LONG_GROUP = pattern("[0-9]{3}")
_NEAR = 64  # characters in which one of three digits must stand
_DIGITS = pattern("[0-9]+")
# 1.2.3, 1..2, 98.5.%
_DOTS = pattern(
    r"[0-9]++\.[0-9]++(?:\.[0-9]++)++|[0-9]++\.\.[0-9]++(?:\.[0-9]++)?+|[0-9]++\.[0-9]++\.(?=[%‰万亿])"
)
_POINT_BEHIND = pattern(rf"{_NUMBER}{_SCALE}++\.[0-9]++{_SCALE}*+")  # 3万.5
# 1.234,5 of other countries, and a point with nothing behind it.
_TURNED = pattern(r"[0-9]{1,3}+(?:\.[0-9]{3}(?![0-9]))++,[0-9]{1,2}+(?![0-9.,])")
_UNENDED = frozenset((Measure.RATE, Measure.CASE, Measure.MONEY, Measure.PEOPLE, Measure.DOCUMENT))
_MIXED = pattern(f"([0-9]++)([{FRACTIONS}])")
_WITH_RAISED = pattern(rf"[0-9]++(?:\.[0-9]++)?[{RAISED}]++")
GOES_ON = frozenset(",.百千万亿" + RAISED)


class _Term(NamedTuple):
    """One number of a sum: 2千 of 1万2千5百."""

    number: Decimal
    digits: int  # before the point
    zero: bool  # 零 or 0 stands before it: the places between are empty
    small: Decimal  # 十 百 千
    large: Decimal  # 万 亿
    loose: str  # 余 多


def read_sum(text: str, start: int) -> tuple[Numeral, int] | None:
    """The sum that begins at `start` and its end, None if there is none that is clear."""
    match = _SUM.match(text, start)
    numeral = _total(match[0]) if match else None
    return (numeral, match.end()) if match and numeral else None


def read_mixed(text: str, start: int) -> tuple[Numeral, int] | None:
    """3½ and its end."""
    match = _MIXED.match(text, start)
    return (Numeral(Decimal(match[1]) + fraction(match[2])), match.end()) if match else None


def fraction(sign: str) -> Decimal:
    """The value of ½."""
    above, _, below = unicodedata.normalize("NFKC", sign).partition("\u2044")
    return Decimal(above) / Decimal(below)


def broken_end(text: str, start: int, run_end: int) -> int | None:
    """Where digits end that are written as no number; `run_end` is the end of the first run.

    None for all others: asked only where one of `GOES_ON` follows.
    """
    sign = text[run_end]
    if sign in RAISED:
        found = _WITH_RAISED.match(text, start)
    elif sign == ",":
        near = _GROUPS.match(text, start, start + _NEAR)
        found = _GROUPS.match(text, start) if near and _LONG_GROUP.search(near[0]) else None
        if found and _well_grouped(found[0]):
            found = None
    else:
        found = _POINT_BEHIND.match(text, start) or _SUM.match(text, start)
        if found and _total(found[0]):
            return None
        found = found or _NO_SCALES.match(text, start) or _TURNED.match(text, start)
        found = found or _DOTS.match(text, start)
        if found is None and sign == ".":
            return run_end + 1 if _ends_in_point(text, run_end) else _scaled_end(text, run_end)
    return found.end() if found else None


def _ends_in_point(text: str, run_end: int) -> bool:
    """满意率98.%"""
    unit = unit_at(text, run_end + 1)
    return unit is not None and unit.measure in _UNENDED


def _scaled_end(text: str, run_end: int) -> int | None:
    """5.万|件"""
    end = run_end + 2
    return end if text[end - 1 : end] in ("万", "亿") and unit_at(text, end) else None


def is_broken(text: str) -> bool:
    """Whether a whole number, its digits folded, is written as none."""
    run = _DIGITS.match(text)
    if run is None or text[run.end() : run.end() + 1] not in GOES_ON:
        return False
    return broken_end(text, 0, run.end()) == len(text)


def _well_grouped(text: str) -> bool:
    return _PLAIN.fullmatch(text.rstrip("余多十百千万亿")) is not None


def _total(text: str) -> Numeral | None:
    """1万2千5百 is 12,500 and 3万5 35,000; None for 1.2万5千 and 1万2万."""
    if len(text) > LONGEST:
        return None
    terms: list[_Term] = []  # the last one first
    large = Decimal(1)
    for match in reversed(list(_TERM.finditer(text))):
        term = _term(match)
        if term is None or (terms and (term.loose or term.number % 1)) or 1 < term.large <= large:
            return None
        # 1千2百万: the 万 at the end of a section holds for all of it.
        large = max(large, term.large)
        terms.append(term._replace(large=large))
    before = terms.pop()
    total = before.number * before.small * before.large
    while terms:
        term = terms.pop()
        value = term.number * term.small * term.large
        if term.small == 1 and (term.large == 1 or before.large == term.large):
            placed = _placed(term, before)
            if placed is None:
                return None
            value = placed
        if not 0 < value < before.small * before.large:
            return None
        total, before = total + value, term
    return Numeral(total, None, loose_qualifier(before.loose))


def _term(match: re.Match[str]) -> _Term | None:
    zero, digits, written, inner, scales, outer = match.groups()
    split = _SCALES.fullmatch(scales)
    if split is None or (digits and _PLAIN.fullmatch(digits) is None):
        return None
    small, large = (
        prod((MAGNITUDES[char] for char in part), start=Decimal(1)) for part in split.groups()
    )
    if written:
        return _Term(Decimal(ONES[written]), 1, bool(zero), small, large, inner or outer)
    number = Decimal(digits.replace(",", ""))
    padded = bool(zero) or (digits[0] == "0" and number >= 1)
    return _Term(number, len(digits.partition(".")[0]), padded, small, large, inner or outer)


def _placed(term: _Term, before: _Term) -> Decimal | None:
    """A number with no 十 百 千 of its own behind another one: 5 in 3万5, 345 in 1万2345."""
    whole = before.small if before.large == term.large else before.large
    places = whole.adjusted()
    if term.zero or places == term.digits or 1 < places - 1 == term.digits:
        return term.number * term.large
    if term.digits > 1 or term.number % 1:
        return None
    # 3万5 is 35,000, but what 3千5万 is nobody knows.
    return term.number * whole / 10 if term.large == 1 else None
