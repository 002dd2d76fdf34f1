"""What the index of a folder keeps of each report: its headline figures, and little else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from extractor.model import Qualifier
from extractor.records import Figure, Report
from extractor.review.wording import value
from extractor.rulebook import Rule


class Cell(NamedTuple):
    """A headline figure; `shown` has the sign of its qualifier, `place` is its observation."""

    value: float
    shown: str
    unit: str | None
    qualifier: Qualifier
    place: str

    @property
    def exact(self) -> bool:
        return self.qualifier is Qualifier.EXACT


class Entry(NamedTuple):
    """What the index tells of a report; `page` is where its page is, relative to the index."""

    page: str
    file: str
    name: str
    year: int | None
    observations: int
    findings: int
    figures: dict[str, Cell]  # headlines by indicator

    def link(self, cell: Cell | None = None) -> str:
        """The page of the report, at a figure of it."""
        return quote(self.page, errors="surrogateescape") + (f"#{cell.place}" if cell else "")


def entry_of(page: str, report: Report, rules: Mapping[str, Rule]) -> Entry:
    facts = report.document
    figures = {id: _cell(figure) for id in rules if (figure := report.figure(id)) is not None}
    return Entry(page, facts.name, facts.organisation or facts.title or facts.name, facts.year,
                 len(report.observations), len(report.findings), figures)  # fmt: skip


def _cell(figure: Figure) -> Cell:
    return Cell(figure.value, value(figure), figure.unit, figure.qualifier, figure.observations[0])
