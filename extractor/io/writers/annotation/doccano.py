"""doccano, sequence labelling: one JSON line a report (https://doccano.github.io/doccano)."""

from __future__ import annotations

import json

from extractor.io.writers.annotation import Tool
from extractor.records import Report


def render(report: Report, text: str) -> dict[str, str]:
    """`label` holds [start, end, indicator]; all other keys become the example's metadata."""
    row = {
        "text": text,
        "label": [[each.start, each.end, each.indicator] for each in report.observations],
        "report": report.document.name,
        "sha256": report.document.sha256,
    }
    return {".jsonl": json.dumps(row, ensure_ascii=False) + "\n"}


TOOL = Tool(render, collection="doccano.jsonl")
