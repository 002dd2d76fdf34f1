"""Folders: which files, in which processes, kept where. Knows nothing of what a report says."""

from __future__ import annotations

from extractor.batch.folder import Batch, Settings, Tally, convert_folder
from extractor.batch.formats import DEFAULT, Format, parse_formats
from extractor.batch.records import read_records
from extractor.batch.task import Failure

__all__ = [
    "DEFAULT", "Batch", "Failure", "Format", "Settings", "Tally", "convert_folder",
    "parse_formats", "read_records",
]  # fmt: skip
