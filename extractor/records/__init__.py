"""Records: the typed output of an extraction, put together, checked and described by schemas."""

from __future__ import annotations

from extractor.records.assemble import assemble
from extractor.records.checks import check
from extractor.records.models import (
    RECORDS,
    SCHEMA_VERSION,
    Code,
    Figure,
    Finding,
    Mention,
    Observation,
    Report,
    Severity,
)

__all__ = [
    "RECORDS", "SCHEMA_VERSION", "Code", "Figure", "Finding", "Mention", "Observation",
    "Report", "Severity", "assemble", "check",
]  # fmt: skip
