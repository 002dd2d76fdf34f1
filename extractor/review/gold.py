"""The record of a report as rows of its annotation: where reviewing begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractor.records import Mention, Observation, Report

Row = dict[str, Any]


def annotation_head(report: Report) -> Row:
    """The header line of the annotation file."""
    facts = report.document
    return {
        "doc": facts.name.rpartition(".")[0] or facts.name,
        "org": facts.organisation,
        "year": facts.year,
        "published": facts.published,
    }


def annotation_rows(report: Report) -> list[Row]:
    """One row a mention, in text order; `also` names the further heads of a figure."""
    by_id = {observation.id: observation for observation in report.observations}
    return [_row(mention, by_id) for mention in report.mentions]


def _row(mention: Mention, by_id: Mapping[str, Observation]) -> Row:
    row: Row = {
        "start": mention.start, "end": mention.end, "text": mention.text,
        "kind": mention.kind.value,
    }  # fmt: skip
    if not mention.observations:
        return row
    first, *others = (by_id[name] for name in mention.observations)
    row |= {
        "indicator": first.indicator,
        "value": first.value,
        "value_max": first.value_max,
        "unit": first.unit,
        "qualifier": first.qualifier.value,
        "status": first.status.value,
        "relation": first.relation.value,
        "of": first.of_start,
    }
    if others:
        row["also"] = [other.indicator for other in others]
    return row
