"""The records of an output folder, read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractor.batch.formats import MANIFEST
from extractor.batch.manifest import records_of
from extractor.batch.sources import told_as
from extractor.errors import UnreadableInput, UsageError
from extractor.io.readers import read_document
from extractor.io.record_files import read_record
from extractor.model import Document
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


def read_again(folder: Path, path: str, report: Report) -> Document:
    """The report that a record was just made of.

    Errors: `UsageError` where it changed or vanished since.
    """
    place = folder / path
    try:
        document = read_document(place, told_as(folder, path))
    except UnreadableInput as error:
        raise _changed(place, error.message) from None
    if document.sha256 != report.document.sha256:
        raise _changed(place, "it is another one now")
    return document


def _changed(place: Path, how: str) -> UsageError:
    return UsageError(f"the report changed while the folder was read: {how}", where=str(place),
                      hint="run the same command again")
