"""Label Studio: pre-annotated tasks and the labelling interface (https://labelstud.io/guide).

Figures come as predictions, so that a person confirms them; value, unit, qualifier and status
stand in `meta`, relations join the regions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from extractor.io.writers.annotation import Tool
from extractor.records import Observation, Report
from extractor.rulebook import Rule

INTERFACE = """\
<View>
  <Relations>
    <Relation value="part"/>
    <Relation value="change"/>
    <Relation value="previous"/>
    <Relation value="share"/>
  </Relations>
  <Labels name="indicator" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text" granularity="symbol"/>
</View>
"""


def render(report: Report, text: str) -> dict[str, str]:
    document = report.document
    regions = [_region(each) for each in report.observations]
    task = {
        "data": {"text": text, "report": document.name, "sha256": document.sha256},
        "predictions": [
            {
                "model_version": f"extractor {document.extractor}",
                "result": [*regions, *_relations(report)],
            }
        ],
    }
    return {".json": json.dumps(task, ensure_ascii=False)}


def setup(rules: Mapping[str, Rule]) -> dict[str, str]:
    labels = "\n".join(
        f"    <Label value={quoteattr(rule.id)} hint={quoteattr(rule.title)}/>"
        for rule in sorted(rules.values(), key=lambda rule: rule.id)
    )
    return {"labelstudio.xml": INTERFACE.format(labels=labels)}


def _region(observation: Observation) -> dict[str, Any]:
    meta = (
        f"value {observation.value}"
        + (f" to {observation.value_max}" if observation.value_max is not None else "")
        + (f" {observation.unit}" if observation.unit else "")
    )
    return {
        "id": observation.id,
        "from_name": "indicator",
        "to_name": "text",
        "type": "labels",
        "value": {
            "start": observation.start,
            "end": observation.end,
            "text": observation.text,
            "labels": [observation.indicator],
        },
        "meta": {"text": [meta, f"{observation.qualifier}", f"{observation.status}"]},
    }


def _relations(report: Report) -> Iterator[dict[str, Any]]:
    for each in report.observations:
        if each.of is not None:
            yield {
                "type": "relation",
                "from_id": each.id,
                "to_id": each.of,
                "direction": "right",
                "labels": [f"{each.relation}"],
            }


TOOL = Tool(render, setup, "labelstudio.json", ("[\n", ",\n", "\n]\n"))
