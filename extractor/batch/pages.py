"""The review pages of a finished run: one a report, and the index that leads to them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from extractor.batch.formats import INDEX
from extractor.batch.manifest import records_of
from extractor.batch.records import read_again
from extractor.errors import BadRecord, UsageError
from extractor.io.regular import head_of
from extractor.io.writers.atomic import atomic_write
from extractor.pipeline import run
from extractor.records import Report
from extractor.review import HEAD, OURS
from extractor.review.entries import entry_of
from extractor.review.index import index_page
from extractor.review.page import page, page_mark
from extractor.rulebook import Rulebook


def write_pages(folder: Path, out: Path, rulebook: Rulebook) -> None:
    """Writes the pages of reports whose record changed since, and the index of all.

    Errors: `UsageError` for a report that changed since its record was written and for a page of
    somebody else in the way, `OSError` of the system.
    """
    entries = []
    for path, place in records_of(out):
        record = (out / place).read_bytes()
        report = _report(record, out / place)
        name = page_name(place, out)
        mark = page_mark(record)
        head = head_of(out / name, HEAD)
        if head is None or mark.encode("ascii") not in head:
            _check_ours(out / name, head)
            document = read_again(folder, path, report)
            made = page(run(document, rulebook, trace=True), rulebook, record=mark)
            atomic_write(out / name, made.encode("utf-8"))
        entries.append(entry_of(name, report, rulebook.rules))
    _check_ours(out / INDEX, head_of(out / INDEX, HEAD))
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


def _check_ours(path: Path, head: bytes | None) -> None:
    if head is not None and OURS not in head:
        raise UsageError("there is a page of somebody else", where=str(path),
                         hint="give another folder with -o, or move it away")
