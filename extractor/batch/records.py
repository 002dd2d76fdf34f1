"""The records of an output folder, read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractor.batch.formats import MANIFEST
from extractor.batch.manifest import records_of
from extractor.errors import UsageError
from extractor.io.record_files import read_record
from extractor.records import Report


def read_records(out: Path) -> Iterator[Report]:
    """The records of a folder, one at a time, sorted by the paths of their reports.

    Only those the manifest names: a record whose report is gone is none of them. A folder without
    a manifest may hold nothing but records.
    Errors: `UsageError` without a record, `BadRecord` for a file that holds none.
    """
    if not out.is_dir():
        raise UsageError("no such folder", where=str(out), hint="give the folder of an extraction")
    if (out / MANIFEST).exists():
        paths = [out / record for _, record in records_of(out)]
    else:
        paths = sorted(path for path in out.rglob("*.json")
                       if not path.name.startswith(".") and not path.is_dir())  # fmt: skip
    if not paths:
        raise UsageError("no record in this folder", where=str(out),
                         hint="run `extract REPORTS -o` with it first")
    return map(read_record, paths)
