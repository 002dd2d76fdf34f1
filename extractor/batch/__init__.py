"""Folders: which files, in which processes, kept where. Knows nothing of what a report says."""

from __future__ import annotations

from extractor.batch.dataset import is_dataset
from extractor.batch.dataset_run import DatasetRun, DatasetSettings, convert_dataset
from extractor.batch.folder import Batch, Interrupted, Settings, Tally, convert_folder
from extractor.batch.formats import DEFAULT, Format, parse_formats
from extractor.batch.records import read_records
from extractor.batch.task import Failure

__all__ = [
    "DEFAULT", "Batch", "DatasetRun", "DatasetSettings", "Failure", "Format", "Interrupted",
    "Settings", "Tally", "convert_dataset", "convert_folder", "is_dataset", "parse_formats",
    "read_records",
]  # fmt: skip
