"""Tables below the prose of a report, and what is read of them."""

from __future__ import annotations

from extractor.io.rule_files import load_rulebook
from extractor.model import Table
from extractor.pipeline import Result, run
from extractor.records import Code
from extractor.text import lay_out, make_document

BOOK = load_rulebook()
TITLE = "青河县司法局2023年度法治政府建设年度报告\n"
PROSE = "一、主要工作\n全年调解矛盾纠纷1286件,开展普法宣传85场次。\n"
ABOVE = TITLE + PROSE

PENALTIES, PERMITS, FINES = "enforcement.penalties", "enforcement.permits", "enforcement.fines"
CHECKS, FOUND, MENDED = "enforcement.inspections", "enforcement.problems", "enforcement.rectified"
OUTCOME, OTHER = "lawsuit.reconsideration_outcome", "other.statistic"

Figure = tuple[str, str, float, str | None]


def read(table: str) -> Result:
    return run(make_document("report.txt", ABOVE + table), BOOK)


def tables(table: str) -> tuple[Table, ...]:
    return lay_out(make_document("report.txt", ABOVE + table)).tables


def figures(result: Result) -> list[Figure]:
    """(text, indicator, value, unit) of what the table tells."""
    return [
        (seen.text, seen.indicator, seen.value, seen.unit)
        for seen in result.report.observations
        if seen.start >= len(ABOVE)
    ]


def cases(indicator: str, unit: str | None, *numbers: str) -> list[Figure]:
    return [(number, indicator, int(number.replace(",", "")), unit) for number in numbers]


def misaligned(result: Result) -> list[str]:
    text = result.document.text
    return [
        text[found.start : found.end]
        for found in result.report.findings
        if found.code is Code.MISALIGNED and found.start is not None and found.end is not None
    ]
