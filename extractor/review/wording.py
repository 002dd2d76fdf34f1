"""How values are told to readers, on a terminal as on a page."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from extractor.model import Qualifier, Relation, Status
from extractor.records import Observation

SIGNS = {
    Qualifier.MORE_THAN: ">",
    Qualifier.AT_LEAST: "≥",
    Qualifier.NEARLY: "≲",
    Qualifier.ABOUT: "≈",
    Qualifier.LESS_THAN: "<",
    Qualifier.AT_MOST: "≤",
}


class Valued(Protocol):
    """An observation, or the headline of an indicator."""

    @property
    def value(self) -> float: ...
    @property
    def value_max(self) -> float | None: ...
    @property
    def qualifier(self) -> Qualifier: ...


def value(row: Valued) -> str:
    """`≥ 5,000`, `20–30`, `76.94`: the value with the sign of its qualifier."""
    low = digits(row.value)
    if row.value_max is not None:
        return f"{low}–{digits(row.value_max)}"
    sign = SIGNS.get(row.qualifier)
    return f"{sign} {low}" if sign else low


def digits(number: float) -> str:
    return f"{Decimal(str(number)):,f}"


def meaning(row: Observation) -> str:
    """Status and relation, where they are not the usual ones."""
    marks = [
        row.status if row.status is not Status.ACTUAL else "",
        row.relation if row.relation is not Relation.TOTAL else "",
    ]
    return " ".join(mark for mark in marks if mark)
