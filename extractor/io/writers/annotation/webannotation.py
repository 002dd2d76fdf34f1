"""W3C Web Annotation: a page of annotations in JSON-LD (https://www.w3.org/TR/annotation-model)."""

from __future__ import annotations

import json
from typing import Any

from extractor.io.writers.annotation import Tool
from extractor.records import Observation, Report

# Characters around a figure that find it again in a changed text.
_CONTEXT = 32


def render(report: Report, text: str) -> dict[str, str]:
    source = f"urn:sha256:{report.document.sha256}"
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{source}#annotations",
        "type": "AnnotationPage",
        "items": [_annotation(each, text, source) for each in report.observations],
    }
    return {".jsonld": json.dumps(page, ensure_ascii=False, indent=1) + "\n"}


def _annotation(observation: Observation, text: str, source: str) -> dict[str, Any]:
    start, end = observation.start, observation.end
    value = observation.model_dump(
        mode="json",
        include={"value", "value_max", "unit", "qualifier", "status", "relation", "of", "period"},
    )
    return {
        "id": f"{source}#{observation.id}",
        "type": "Annotation",
        "motivation": ["tagging", "describing"],
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": observation.indicator},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json",
             "value": json.dumps(value, ensure_ascii=False)},
        ],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {"type": "TextQuoteSelector", "exact": text[start:end],
                 "prefix": text[max(0, start - _CONTEXT) : start],
                 "suffix": text[end : end + _CONTEXT]},
            ],
        },
    }  # fmt: skip


TOOL = Tool(render)
