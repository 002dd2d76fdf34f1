"""The report a record was made from, on disk."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from extractor.errors import UnreadableInput
from extractor.io.readers import read_document
from extractor.io.regular import find_below
from extractor.model import Document


def find_report(source: Path, record: Path, name: str, sha256: str) -> Path | None:
    """The file of the report `name` at or below `source`.

    A tree of records mirrors that of its reports, so the folders above the record are tried below
    `source`, the longest way first; of several files the one with the digest is meant.
    """
    if source.is_file():
        return source
    given = PurePosixPath(name)
    if given.is_absolute() or ".." in given.parts or not given.parts:
        return None
    above = [part for part in record.parent.parts if part not in (record.anchor, "..")]
    places = (source.joinpath(*above[at:]) for at in range(len(above) + 1))
    found = [path for place in places if (path := find_below(place, name))]
    if len(found) > 1:
        found.sort(key=lambda path: not _has_digest(path, name, sha256))
    return found[0] if found else None


def _has_digest(path: Path, name: str, sha256: str) -> bool:
    try:
        return open_report(path, name).sha256 == sha256
    except UnreadableInput:
        return False


def open_report(path: Path, name: str) -> Document:
    """The document at `path` under the name it was extracted by. Errors: `UnreadableInput`."""
    return read_document(path, name)
