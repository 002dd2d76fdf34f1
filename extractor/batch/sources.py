"""Which files of a folder are reports, and where the record of each goes."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path, PurePosixPath

from extractor.batch.formats import OUTPUTS
from extractor.batch.packed import Source, Sources, usual_record
from extractor.errors import UsageError
from extractor.io.readers import suffixes
from extractor.io.regular import escaped_path, plain_path

# What may well be a report although nothing here reads it: told as failed, not passed over.
_DOCUMENTS = frozenset({
    ".pdf", ".doc", ".docx", ".wps", ".ofd", ".rtf", ".odt", ".htm", ".html", ".mht", ".mhtml",
    ".zip", ".rar", ".7z",
})  # fmt: skip
_NAME_BYTES = 253  # of the 255 that file systems take: .jsonld is longer than .json


@dataclass(frozen=True, slots=True)
class Found:
    """`passed` counts, by suffix, the files that are no reports; `kept` the reports that are only
    known from earlier."""

    sources: Sources
    passed: Counter[str]
    kept: int


def find_sources(
    folder: Path, out: Path, globs: Sequence[str] = (), known: Set[str] = frozenset()
) -> Found:
    """Reports of a tree, sorted by path.

    A file is a report if one of `globs` fits it, or, without them, if it has a suffix of a
    document; and if its path is `known` to be that of a report. Names starting with a dot, lock
    files of Office and the output folder are passed by. A folder that cannot be entered stands
    among the sources, so that it fails like a file. Errors: `UsageError` if there is none.
    """
    passed: Counter[str] = Counter()
    closed: list[str] = []
    found: list[Source] = []
    chosen = chooser(globs)
    kept = 0
    for place, files, folders in _walk(folder, out, closed):
        names = [name for name in files if chosen(place + name)]
        again = [name for name in files if place + name in known and not chosen(place + name)]
        names += again
        kept += len(again)
        linked = [name for name in folders if Path(folder, place, name).is_symlink()]
        passed.update({"linked folders": len(linked)} if linked else {})
        if not globs:
            passed.update(Path(name).suffix.lower() for name in set(files).difference(names))
        taken = {name.casefold() for name in folders} | (set() if place else OUTPUTS)
        beside = _place_of_records(place)
        found += (
            Source(place + name, beside + record) for name, record in _records(names, taken)
        )
    found += (Source(path, f"{path}.json") for path in closed)
    if not found:
        raise UsageError("no report in this folder", where=str(folder),
                         hint="give another, or say with --glob which files are reports")
    return Found(Sources(sorted(found, key=lambda source: source.path)), passed, kept)


def chooser(globs: Sequence[str]) -> Callable[[str], bool]:
    """Whether the file at a path is to be read as a report."""
    if globs:
        return partial(_matches, globs=globs)
    kinds = frozenset({"", *suffixes()}) | _DOCUMENTS
    return lambda path: PurePosixPath(path).suffix.lower() in kinds


def told_as(folder: Path, path: str) -> str:
    """What to call the report at a path below a folder: text, and no other report's name.

    Names that are no UTF-8 are GBK, unless there is a file that has the same name in UTF-8.
    """
    name = plain_path(path)
    return name if name == path or not os.path.lexists(folder / name) else escaped_path(path)


def _walk(
    folder: Path, out: Path, closed: list[str]
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each folder of the tree with its files and subfolders: `2024/`, `[a.txt]`, `[old]`."""
    output = os.path.realpath(out)

    def note(error: OSError) -> None:
        closed.append(Path(error.filename).relative_to(folder).as_posix())

    for root, folders, files in os.walk(folder, onerror=note):
        below = Path(root).relative_to(folder).as_posix()
        folders[:] = [
            name for name in folders
            if not name.startswith(".") and os.path.realpath(Path(root, name)) != output
        ]
        place = "" if below == "." else f"{below}/"
        yield place, [name for name in files if not name.startswith((".", "~$"))], folders


def _place_of_records(place: str) -> str:
    """Where the records of a folder go: `reports.csv/` of reports is not where a table goes."""
    top, slash, below = place.partition("/")
    return f"{top}.reports{slash}{below}" if top.casefold() in OUTPUTS else place


def _records(names: list[str], taken: set[str]) -> Iterator[tuple[str, str]]:
    """Each file name with that of its record.

    `a.html` and `a.txt` cannot both become `a.json`, and `a.json` cannot stand where a folder of
    that name or a file of ours does: then the record is `a.txt.json`.
    """
    for name in sorted(names):
        mark = hashlib.sha256(os.fsencode(name)).hexdigest()[:16]
        choices = (usual_record(name), f"{name}.json", f"{mark}.json")
        record = next(
            choice for choice in choices
            if choice.casefold() not in taken and len(os.fsencode(choice)) <= _NAME_BYTES
        )
        taken.add(record.casefold())
        yield name, record


def _matches(path: str, globs: Sequence[str]) -> bool:
    parts = path.split("/")
    return any(
        _fits(parts, glob.split("/") if "/" in glob else ["**", glob]) for glob in globs
    )


def _fits(parts: list[str], patterns: list[str]) -> bool:
    if not patterns:
        return not parts
    if patterns[0] == "**":
        return any(_fits(parts[at:], patterns[1:]) for at in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], patterns[0]) and _fits(parts[1:], patterns[1:])
