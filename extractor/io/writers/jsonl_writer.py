"""Many reports as JSON lines."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.records import Report


def jsonl_line(report: Report) -> str:
    """The report as one line, its end included."""
    return report.model_dump_json() + "\n"


def jsonl_text(reports: Iterable[Report]) -> str:
    """One line a report, in the order given."""
    return "".join(map(jsonl_line, reports))
