"""Units that headers and titles of tables print in brackets, and the values they are units of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from extractor.model import Measure, Quantity
from extractor.numbers.quantities import arabic_quantity, figure_at
from extractor.patterns import pattern

_BRACKET = pattern(r"\(([^()]*(?:\([^()]*\))?[^()]*)\)")
_BETWEEN = pattern(r"[、,;/]")
_DIGITS = pattern(r"[0-9]+")
_LONGEST_UNIT = 8  # characters of 微克/立方米 and the blanks in it


@dataclass(frozen=True, slots=True)
class TableUnit:
    """A unit with what it multiplies: 万元 is 10,000 元."""

    word: str
    measure: Measure
    scale: Decimal


def parse_units(text: str) -> tuple[TableUnit, ...]:
    """The units a text consists of: 件, 万元, 件、人次; () if it is anything else."""
    whole = _parse(text)
    if whole is not None:
        return (whole,)
    found = [_parse(piece) for piece in _BETWEEN.split(text)]
    return tuple(unit for unit in found if unit) if all(found) else ()


def bracketed_units(text: str) -> tuple[TableUnit, ...]:
    """The units in the brackets of a header or title: 罚没金额(万元); of 增速% the %."""
    for bracket in reversed(_BRACKET.findall(text)):
        units = parse_units(bracket)
        if units:
            return units
    return parse_units(text[-1]) if text.endswith("%") else ()


def without_brackets(text: str) -> str:
    """A header without its unit."""
    return _BRACKET.sub(lambda match: "" if parse_units(match[1]) else match[0], text)


def _parse(text: str) -> TableUnit | None:
    """"万元" read as one of it, so that the numbers room says what it is."""
    if not text or len(text) > _LONGEST_UNIT or _DIGITS.search(text):
        return None
    one = arabic_quantity("1" + text, 0)
    if one.unit is None or one.tail != len(text) + 1 or one.upper is not None:
        return None
    return TableUnit(one.unit, one.measure, one.value)


def pick(units: Iterable[TableUnit], *, money: bool, rate: bool) -> TableUnit | None:
    """The one unit that values of this kind can have, or None."""
    fitting = [
        unit
        for unit in units
        if (unit.measure is Measure.MONEY) == money and (unit.measure is Measure.RATE) == rate
    ]
    return fitting[0] if len(fitting) == 1 else None


def read_value(text: str, start: int) -> Quantity | None:
    """The quantity a cell holds, at position `start` of the view; None if it holds none."""
    digit = _DIGITS.search(text)
    if digit is None:
        return None
    at = digit.start()
    quantity = figure_at(text, at, digit.end())
    if isinstance(quantity, int):
        return None
    if at and text[at - 1] == "-" and quantity.start == at:
        quantity = quantity._replace(start=at - 1, lead=at - 1, value=-quantity.value)
    return quantity._replace(
        start=quantity.start + start,
        end=quantity.end + start,
        lead=quantity.lead + start,
        tail=quantity.tail + start,
    )


def with_unit(quantity: Quantity, unit: TableUnit | None) -> Quantity:
    """The quantity in the unit of its header, unless it has one of its own."""
    if unit is None or quantity.unit is not None:
        return quantity
    upper = None if quantity.upper is None else quantity.upper * unit.scale
    return quantity._replace(
        value=quantity.value * unit.scale, upper=upper, unit=unit.word,
        measure=unit.measure,
    )  # fmt: skip
