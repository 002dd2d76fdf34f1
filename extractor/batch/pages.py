"""The review pages of a finished run: one a report, and the index that leads to them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from extractor.batch.formats import INDEX
from extractor.batch.manifest import records_of
from extractor.batch.records import read_again
from extractor.errors import BadRecord
from extractor.io.writers.atomic import atomic_write
from extractor.pipeline import run
from extractor.records import Report
from extractor.review.entries import entry_of
from extractor.review.index import index_page
from extractor.review.page import page, page_mark
from extractor.rulebook import Rulebook

_HEAD = 400  # bytes in which a page names the record it was made of


def write_pages(folder: Path, out: Path, rulebook: Rulebook) -> None:
    """Writes the pages of reports whose record changed since, and the index of all.

    Errors: `UsageError` for a report that changed since its record was written, `OSError` of the
    system.
    """
    entries = []
    for path, place in records_of(out):
        record = (out / place).read_bytes()
        report = _report(record, out / place)
        name = page_name(place, out)
        mark = page_mark(record)
        if not _is_fresh(out / name, mark):
            document = read_again(folder, path, report)
            made = page(run(document, rulebook, trace=True), rulebook, record=mark)
            atomic_write(out / name, made.encode("utf-8"))
        entries.append(entry_of(name, report, rulebook.rules))
    atomic_write(out / INDEX, index_page(entries, rulebook.rules).encode("utf-8"))


def page_name(record: str, out: Path) -> str:
    """`2024/a.html` for the record `2024/a.json`; the index and a folder keep their names."""
    path = PurePosixPath(record).with_suffix(".html")
    taken = str(path) == INDEX or (out / path).is_dir()
    return str(path.with_stem(f"{path.stem}-report") if taken else path)


def _report(record: bytes, where: Path) -> Report:
    try:
        return Report.model_validate_json(record)
    except ValueError:
        raise BadRecord("not a record of this version", where=str(where),
                        hint="run the same command with --force") from None


def _is_fresh(path: Path, mark: str) -> bool:
    try:
        with path.open("rb") as stream:
            return mark.encode("ascii") in stream.read(_HEAD)
    except OSError:
        return False
