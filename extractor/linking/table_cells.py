"""What header and label say of one value: its unit, and how it stands to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.linking.table_units import TableUnit, bracketed_units, parse_units, pick
from extractor.model import Measure, Quantity, Relation
from extractor.patterns import pattern
from extractor.rulebook import Context

_YEAR = pattern(r"20\d\d")


@dataclass(frozen=True, slots=True)
class CellText:
    """The words that stand above and before a value."""

    header: str
    group: str  # spans the header and others
    label: str


@dataclass(frozen=True, slots=True)
class CellBearing:
    """A relation, and whether the label told it rather than the header."""

    relation: Relation
    by_label: bool = False
    falls: bool = False


def cell_unit(
    text: CellText,
    row_units: Sequence[TableUnit],
    table_units: Sequence[TableUnit],
    context: Context,
) -> TableUnit | None:
    """The unit of a value without one of its own: that of its header, else of its row or table."""
    own = (
        bracketed_units(text.header)
        or bracketed_units(text.label)
        or tuple(row_units)
        or _named(text.header, context)
        or _named(text.label, context)
    )
    if len(own) == 1:
        return own[0]
    money = context.tables["money"].search(f"{text.label}{text.header}") is not None
    # 调解成功率 beside 2023年: each ends for itself
    rate = any(context.tables["rate"].search(words) for words in (text.label, text.header))
    if own:
        return pick(own, money=money, rate=rate)
    # 罚没金额 under 单位:宗 is counted in something else.
    group = bracketed_units(text.group)
    return pick(group or table_units, money=money, rate=rate)


def _named(words: str, context: Context) -> tuple[TableUnit, ...]:
    """参训人数, 场次: the unit that a header names though not in brackets."""
    named = context.tables["named"].search(words)
    return parse_units(named[0]) if named is not None else parse_units(words)


def cell_bearing(
    text: CellText, quantity: Quantity, context: Context, year: int | None
) -> CellBearing:
    """How a value stands to the others of its table, as far as header or label say so."""
    tables = context.tables
    for words, by_label in ((text.header, False), (text.label, True)):
        if not words:
            continue
        if tables["part"].search(words):
            return CellBearing(Relation.PART, by_label)
        if tables["change"].search(words):
            fall = tables["fall"].search(words)
            falls = fall is not None and not tables["change"].search(words[: fall.start()])
            return CellBearing(Relation.CHANGE, by_label, falls and quantity.value > 0)
        # A share of nothing is printed as a mere 0.
        rate = quantity.measure is Measure.RATE or (quantity.unit is None and not quantity.value)
        if rate and tables["share"].search(words):
            return CellBearing(Relation.SHARE, by_label)
        named = _YEAR.search(words)
        earlier = named is not None and year is not None and int(named[0]) < year
        if earlier or tables["previous"].search(words):
            return CellBearing(Relation.PREVIOUS, by_label)
    return CellBearing(Relation.TOTAL)
