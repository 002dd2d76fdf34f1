"""Figures in the making: what linking knows of them before all numbers are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.linking.result import Choice
from extractor.model import Measure, Mention, Quantity, Relation, Span, Status, category_of

# Figures that are looked back over at most, so that a list of any length reads in time.
FAR_BACK = 200
SPLIT_BACK = 3  # sentences between a figure and the one that splits it up

# Measures that say nothing of how many there are.
RATES = (Measure.RATE, Measure.POINTS, Measure.TIMES)


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """A figure whose `of` may still point forward."""

    mention: Mention
    quantity: Quantity
    indicator: str
    status: Status
    relation: Relation
    section: int
    clause: Span
    of: int | None = None
    falls: bool = False
    period: Span | None = None
    sentence: int = 0
    bracketed: bool = False  # (含上年结转2件): no whole for what follows the bracket
    named_behind: bool = False  # 14个乡镇负责人述法: its noun follows
    average: bool = False  # 日均924件: no whole at all

    @property
    def counts(self) -> bool:
        """True for a figure that others can be part, share or change of."""
        whole = self.relation in (Relation.TOTAL, Relation.PART)
        return whole and not self.is_zero and not self.average

    @property
    def is_zero(self) -> bool:
        return self.quantity.value == 0 and self.quantity.unit is None

    @property
    def is_rate(self) -> bool:
        return self.quantity.measure in RATES

    def choice(self) -> Choice:
        quantity = self.quantity
        # 下降-3%: the sign tells the fall a second time.
        value = -abs(quantity.value) if self.falls else quantity.value
        return Choice(
            mention=self.mention,
            indicator=self.indicator,
            value=value if value else Decimal(0),
            upper=-quantity.upper if self.falls and quantity.upper else quantity.upper,
            unit=quantity.unit,
            qualifier=quantity.qualifier,
            status=self.status,
            relation=self.relation,
            of=self.of,
            period=self.period,
            section=self.section,
            clause=self.clause,
            rule=self.indicator,
        )


@dataclass(slots=True, eq=False, repr=False)
class Scope:
    """What 其中, 含 or a bracket opens: the numbers that are parts of `parent`."""

    parent: int
    end: int  # view offset where a bracket closes; the sentence end for 其中
    bracket: bool
    among: bool = False
    indicators: set[str] = field(default_factory=set)
    told: Decimal = Decimal(0)  # what its parts so far add up to
    lines: bool = False  # 其中: at the end of a line: each line below is one of them
    several: bool = False  # 建议26件、提案38件,其中A类48件: of all of them, not of `parent` alone
    outer: Scope | None = None  # 其中正式62人(含借调4人)、聘用34人: open again behind the bracket


def nearest(
    drafts: Sequence[Draft],
    *,
    sentence: int,
    unit: str | None = None,
    measure: Measure | None = None,
    indicator: str | None = None,
    category: str | None = None,
    rates: bool = False,
    outside: bool = False,
) -> int | None:
    """Index of the last figure from `sentence` on that can carry others, or None.

    Restricted to a unit, measure, indicator or category where given; rates only if `rates`, none
    from inside a bracket if `outside`.
    """
    for index in range(len(drafts) - 1, max(len(drafts) - FAR_BACK, 0) - 1, -1):
        draft = drafts[index]
        if draft.sentence < sentence:
            return None
        if not draft.counts or (draft.is_rate and not rates):
            continue
        if outside and draft.bracketed:
            continue
        if unit is not None and draft.quantity.unit != unit:
            continue
        if measure is not None and draft.quantity.measure is not measure:
            continue
        if indicator is not None and draft.indicator != indicator:
            continue
        if category is not None and category_of(draft.indicator) != category:
            continue
        return index
    return None
