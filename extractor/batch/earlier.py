"""What earlier runs have left in an output folder, and what of it still counts."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from extractor.batch.manifest import JOURNAL, Entry, manifest_entries, read_journal
from extractor.batch.sources import Source
from extractor.io.writers.atomic import is_leftover


def read_before(out: Path, chosen: Callable[[str], bool]) -> frozenset[str]:
    """Reports of earlier runs, by path, beside those that are `chosen` now.

    They stay reports of the folder as long as they are there: a glob says what to read, and takes
    nothing out of the tables. Errors: as `manifest_entries`.
    """
    paths = {path for path, _ in manifest_entries(out) if not chosen(path)}
    journal = out / JOURNAL
    if journal.is_file():
        with journal.open("rb") as stream:
            noted = read_journal(stream)
        paths.update(path for path, entry in noted.items() if entry and not chosen(path))
    return frozenset(paths)


def look_back(
    out: Path, journal: BinaryIO, sources: Sequence[Source]
) -> tuple[list[Entry | None], dict[str, str]]:
    """For each source what an earlier run read, and the records that still stand of reports now
    gone, by report.

    Clears away what a run that was killed has left half done, and records that go by another name
    now: `a.json` of `a.txt` is `a.txt.json` since `a.md` came beside it.
    """
    earlier, standing = _matched(out, sources)
    if journal.seek(0, os.SEEK_END):
        noted = read_journal(journal)
        for at, source in enumerate(sources):
            if source.path in noted:
                earlier[at] = noted.pop(source.path)
        standing |= {path: entry.record(path) for path, entry in noted.items() if entry}
        _clear(out)
    for source, entry in zip(sources, earlier, strict=True):
        standing.pop(source.path, None)
        if entry and entry.record(source.path) != source.record:
            (out / entry.record(source.path)).unlink(missing_ok=True)
    made_anew = {source.record for source in sources} if standing else set()
    vanished = {path: record for path, record in standing.items()
                if record not in made_anew and (out / record).is_file()}  # fmt: skip
    return earlier, vanished


def _matched(
    out: Path, sources: Sequence[Source]
) -> tuple[list[Entry | None], dict[str, str]]:
    """The entry of each source in the manifest, and the records of reports that are no sources.

    Both are sorted, so that the manifest need not be in memory.
    """
    earlier: list[Entry | None] = [None] * len(sources)
    others: dict[str, str] = {}
    at = 0
    for path, entry in manifest_entries(out):
        if isinstance(entry, str):
            others[path] = entry
            continue
        while at < len(sources) and sources[at].path < path:
            at += 1
        if at < len(sources) and sources[at].path == path:
            earlier[at] = entry
        else:
            others[path] = entry.record(path)
    return earlier, others


def _clear(out: Path) -> None:
    for root, _, files in os.walk(out):
        for name in filter(is_leftover, files):
            Path(root, name).unlink(missing_ok=True)
