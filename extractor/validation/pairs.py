"""Records and reports that belong together, by where they lie."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractor.io.readers import suffixes
from extractor.io.regular import find_below, read_regular
from extractor.validation.files import is_record, validate_file
from extractor.validation.problem import Checked, Code, error
from extractor.validation.settings import Settings

Layout = tuple[Path, Path]  # the folder of the reports, and that of their records


@dataclass(frozen=True, slots=True)
class Pair:
    record: Path
    report: Path


def pair_of(file: Path, layout: Layout | None) -> Pair | None:
    """The pair that a record or a report is of; None for a file that is neither.

    Without a layout a report and its record lie side by side and share their stem; with one the
    record lies where the report would, in the folder of the records.
    """
    if file.suffix.lower() == ".json":
        name = _report_name(file)
        return None if name is None else Pair(file, _report(file, name, layout))
    if file.suffix.lower() not in suffixes():
        return None
    record = _record(file, layout)
    return None if record is None else Pair(record, file)


def _report_name(record: Path) -> str | None:
    """What the record calls its report; its own stem where it does not say; None for no record."""
    try:
        data: Any = json.loads(read_regular(record).decode("utf-8-sig"))
    except (OSError, ValueError):
        return None
    if not is_record(data):
        return None
    document = data.get("document")
    name = document.get("name") if isinstance(document, dict) else None
    # Of a folder's record the name is the way below it, which the record mirrors.
    return Path(name).name if isinstance(name, str) and name else f"{record.stem}.txt"


def _report(record: Path, name: str, layout: Layout | None) -> Path:
    folder = record.parent
    if layout is not None and _below(folder, layout[1]) is not None:
        folder = layout[0] / (_below(folder, layout[1]) or "")
    return find_below(folder, name) or folder / name


def _record(report: Path, layout: Layout | None) -> Path | None:
    below = report if layout is None else _below(report, layout[0])
    if below is None or (layout and _below(report, layout[1]) is not None):
        return None
    place = below if layout is None else layout[1] / below
    choices = (place.with_suffix(".json"), place.with_name(f"{place.name}.json"))
    found = [path for path in choices if path.is_file()]
    if found or layout is None:
        return found[0] if found else None
    return choices[0]


def _below(path: Path, folder: Path) -> Path | None:
    path, folder = path.absolute(), folder.absolute()
    return path.relative_to(folder) if path.is_relative_to(folder) else None


def check_pair(pair: Pair, settings: Settings) -> Checked:
    """A record against its report. Errors: `UsageError` for a record that cannot be read."""
    if not pair.record.is_file():
        message = f"{pair.report} has no record here: extract it"
        problem = replace(error(Code.SOURCE, message), line=1)
        return Checked(str(pair.record), (problem,), records=0)
    if not pair.report.is_file():
        message = f"its report {pair.report} is not there"
        problem = replace(error(Code.SOURCE, message), line=1)
        return Checked(str(pair.record), (problem,))
    return validate_file(pair.record, replace(settings, source=pair.report))
