"""One report as one JSON object."""

from __future__ import annotations

from extractor.records import Report


def json_text(report: Report) -> str:
    """The report as indented JSON with Chinese as it is; equal reports give equal text."""
    return report.model_dump_json(indent=2) + "\n"
