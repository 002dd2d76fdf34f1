"""Checks of observations among themselves: ids, spans, links, and values against their print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.model import Mention, Qualifier, Relation
from extractor.numbers import find_quantities, parse_numeral
from extractor.numbers.numerals import MINUS
from extractor.records.assemble import number
from extractor.records.models import Observation
from extractor.text import fold
from extractor.text.characters import UNPRINTED
from extractor.validation.known import Known
from extractor.validation.problem import Code, Problems, error

_SPACE = re.compile(rf"[\s{UNPRINTED}]+")
# What the head of a table can multiply its numbers by: 百 to 亿.
_SCALES = tuple(Decimal(10) ** power for power in range(1, 9))


def structure(observations: Sequence[Observation], characters: int | None) -> Problems:
    """Ids, spans and links; what else is checked relies on them."""
    ids = {each.id: each for each in observations}
    before = -1
    for at, each in enumerate(observations):
        here = ("observations", at)
        if each.id != f"o{at + 1}":
            yield error(Code.ID, f"id {each.id!r} should be 'o{at + 1}'", (*here, "id"), each.id)
        if each.start < before:
            message = f"{each.id} stands before the observation in front of it"
            yield error(Code.SPAN, message, (*here, "start"), each.id)
        before = each.start
        yield from _spans(each, here, characters)
        yield from _link(each, here, ids)


def _spans(each: Observation, here: tuple[str | int, ...], characters: int | None) -> Problems:
    quote = each.quote
    for name, start, end, text in (
        ("text", each.start, each.end, each.text),
        ("quote", quote.start, quote.end, quote.text),
    ):
        if end - start != len(text) or not text:
            message = f"{name} of {each.id} has {len(text)} characters, its span {end - start}"
            yield error(Code.SPAN, message, (*here, name), each.id)
    if characters is not None and max(each.end, quote.end) > characters:
        message = f"{each.id} stands behind the end of the report ({characters} characters)"
        yield error(Code.SPAN, message, (*here, "end"), each.id)
    inside = quote.text[each.start - quote.start : each.end - quote.start]
    if not quote.start <= each.start or inside != each.text:
        message = f"quote of {each.id} has not {each.text!r} at {each.start}"
        yield error(Code.QUOTE, message, (*here, "quote"), each.id)


def _link(
    each: Observation, here: tuple[str | int, ...], ids: dict[str, Observation]
) -> Problems:
    if each.of is None:
        if each.of_start is not None:
            message = f"{each.id} has of_start {each.of_start} without of"
            yield error(Code.LINK, message, (*here, "of_start"), each.id)
        return
    other = ids.get(each.of)
    if other is None or each.of == each.id:
        message = f"{each.id} belongs to {each.of!r}, which is no other observation"
        yield error(Code.LINK, message, (*here, "of"), each.id)
    elif other.start != each.of_start:
        message = f"of_start of {each.id} is {each.of_start}, but {each.of} starts at {other.start}"
        yield error(Code.LINK, message, (*here, "of_start"), each.id)


def printed(observations: Sequence[Observation], known: Known) -> Problems:
    """Values and qualifiers against the numbers as printed."""
    for at, each in enumerate(observations):
        here = ("observations", at)
        if each.id in known.clashes:
            message = f"quote of {each.id} tells the same place otherwise than another quote"
            yield error(Code.QUOTE, message, (*here, "quote"), each.id)
            continue
        mention = known.mention(each)
        told = _told(each)
        if not _fits(each, mention):
            message = f"value {told} is not what {each.text!r} says"
            yield error(Code.VALUE, message, (*here, "value"), each.id)
        quantity = mention.quantity if mention else None
        if quantity and quantity.qualifier is not each.qualifier:
            message = f"qualifier {each.qualifier!s} is not what is printed ({quantity.qualifier})"
            yield error(Code.VALUE, message, (*here, "qualifier"), each.id)
        if each.qualifier is Qualifier.RANGE and each.value_max is None:
            message = f"{each.id} is a range without value_max"
            yield error(Code.VALUE, message, (*here, "value_max"), each.id)


def _told(each: Observation) -> str:
    return f"{each.value}" if each.value_max is None else f"{each.value} to {each.value_max}"


def _fits(each: Observation, mention: Mention | None) -> bool:
    # A fall is told as a positive number: 减少3件 is -3.
    if each.value < 0 and each.relation is not Relation.CHANGE and not _minus(each.text):
        return False
    ends = (each.value, each.value_max)
    stated = sorted(abs(Decimal(str(end))) for end in ends if end is not None)
    read = (mention.quantity if mention else None) or parse_numeral(
        _SPACE.sub("", fold(each.text))
    )
    if read is None:
        # "未发生一起案件" is a zero, whatever it counts.
        found = {_written(quantity.value) for quantity in find_quantities(fold(each.text))}
        return len(stated) == 1 and stated[0] in found | {Decimal(0)}
    numbers = sorted(abs(end) for end in (read.value, read.upper) if end is not None)
    if stated == list(map(_written, numbers)):
        return True
    tabled = "\n" in each.quote.text
    return tabled and any(
        stated == [_written(each * scale) for each in numbers] for scale in _SCALES
    )


def _written(value: Decimal) -> Decimal:
    """A value as a record holds it: ⅓ has no end, and 0.12345678901234567 too many digits."""
    return abs(Decimal(str(number(value))))


def _minus(text: str) -> bool:
    return fold(text).startswith(MINUS)
