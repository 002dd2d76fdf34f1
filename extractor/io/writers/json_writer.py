"""One report as one JSON object."""

from __future__ import annotations

from extractor.records import Report


def json_bytes(report: Report) -> bytes:
    """The report as indented JSON in UTF-8; equal reports give equal bytes.

    As `model_dump_json` makes it, but never as text: of a record with 100,000 figures that would
    be three times as large.
    """
    return report.__pydantic_serializer__.to_json(report, indent=2) + b"\n"
