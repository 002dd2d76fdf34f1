"""The forms a folder of reports can be written in, and the files each of them means."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from extractor.errors import UsageError
from extractor.io.writers.annotation import TOOLS
from extractor.records.schema import PACKAGE

MANIFEST = "manifest.json"
FAILURES = "failures.csv"


class Format(StrEnum):
    """JSON is one file a report and always written: a later run goes on from it."""

    JSON = "json"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


INDEX = "index.html"
PAGES = "html"
FILES: dict[str, tuple[str, ...]] = {
    Format.JSON: (),
    Format.CSV: ("observations.csv", "reports.csv", "codebook.csv", PACKAGE),
    Format.JSONL: ("reports.jsonl",),
    Format.PARQUET: ("observations.parquet", "reports.parquet"),
    PAGES: (INDEX,),
    "brat": ("brat",),
    "doccano": ("doccano.jsonl",),
    "labelstudio": ("labelstudio.json", "labelstudio.xml"),
    "webannotation": ("webannotation",),
}
# What a run may write at the top of its output folder, beside the records.
OUTPUTS = frozenset({
    MANIFEST, FAILURES, *(name for names in FILES.values() for name in names if "." in name),
})  # fmt: skip
# Made of the records when all are there: files of annotation tools, and pages to look at.
AFTERWARDS = (*TOOLS, PAGES)
DEFAULT = (Format.JSON, Format.CSV)


def parse_formats(names: Iterable[str]) -> tuple[frozenset[Format], frozenset[str]]:
    """The formats of their names, JSON always among them, and those made of the records.

    Errors: `UsageError`.
    """
    given = {name.strip().lower() for name in names}
    known = {*Format, *AFTERWARDS}
    unknown = sorted(given - known)
    if unknown:
        raise UsageError(f"no format {' '.join(unknown)!r}",
                         hint=f"there are {' '.join((*Format, *AFTERWARDS))}")
    tables = map(Format, given.difference(AFTERWARDS))
    return frozenset({Format.JSON, *tables}), frozenset(given.intersection(AFTERWARDS))
