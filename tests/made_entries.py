"""Rows of an index, made without reports."""

from __future__ import annotations

from extractor.model import Qualifier
from extractor.review.entries import Cell, Entry
from extractor.review.wording import digits

HANDLED = "mediation.handled"


def cell(value: float, unit: str | None = "起", about: bool = False) -> Cell:
    qualifier = Qualifier.MORE_THAN if about else Qualifier.EXACT
    return Cell(value, f"> {digits(value)}" if about else digits(value), unit, qualifier, "o3")


def entry(name: str, year: int | None = 2024, **cells: Cell) -> Entry:
    """A report named after its organisation and year; `mediation__handled` is its indicator."""
    figures = {key.replace("__", "."): known for key, known in cells.items()}
    return Entry(f"{name}{year}.html", f"{name}{year}.txt", name, year, 9, 0, figures)


def handled(*values: float, about: bool = False) -> list[Entry]:
    """A report an organisation, of which each handled so many disputes."""
    return [
        entry(f"云岭{at}镇", mediation__handled=cell(value, about=about))
        for at, value in enumerate(values)
    ]
