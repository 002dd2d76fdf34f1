"""What earlier runs have left in an output folder, and what of it still counts."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, overload

from extractor.batch.manifest import (
    DIGESTS,
    JOURNAL,
    Entry,
    Maker,
    manifest_entries,
    read_journal,
)
from extractor.batch.packed import Source
from extractor.io.writers.atomic import is_leftover


class Before(Sequence[Entry | None]):
    """What an earlier run read of each source, packed; None for what it did not read."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._digests = bytearray(DIGESTS * len(sources))
        self._makers = array("H", bytes(2 * len(sources)))  # 0: not read
        self._kinds: list[Maker] = []
        self._others: dict[int, str] = {}  # records that are not where the source has its own

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, at: int) -> Entry | None: ...
    @overload
    def __getitem__(self, at: slice) -> list[Entry | None]: ...
    def __getitem__(self, at: int | slice) -> Entry | list[Entry | None] | None:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if not self._makers[at]:
            return None
        record = self._others.get(at) or self._sources[at].record
        digests = bytes(self._digests[DIGESTS * at : DIGESTS * (at + 1)])
        return Entry(record, self._kinds[self._makers[at] - 1], digests)

    def put(self, at: int, entry: Entry | None, record: str) -> None:
        """Notes what was read of the source at a place, whose own record is `record`."""
        self._others.pop(at, None)
        self._makers[at] = 0
        if entry is None:
            return
        if entry.maker not in self._kinds:
            self._kinds.append(entry.maker)
        self._makers[at] = self._kinds.index(entry.maker) + 1
        self._digests[DIGESTS * at : DIGESTS * (at + 1)] = entry.digests
        if entry.record != record:
            self._others[at] = entry.record


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
) -> tuple[Before, dict[str, str]]:
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
                earlier.put(at, noted.pop(source.path), source.record)
        standing |= {path: entry.record for path, entry in noted.items() if entry}
        _clear(out)
    for source, entry in zip(sources, earlier, strict=True):
        standing.pop(source.path, None)
        if entry and entry.record != source.record:
            (out / entry.record).unlink(missing_ok=True)
    made_anew = {source.record for source in sources} if standing else set()
    vanished = {path: record for path, record in standing.items()
                if record not in made_anew and (out / record).is_file()}  # fmt: skip
    return earlier, vanished


def _matched(
    out: Path, sources: Sequence[Source]
) -> tuple[Before, dict[str, str]]:
    """The entry of each source in the manifest, and the records of reports that are no sources.

    Both are sorted, so that the manifest need not be in memory.
    """
    earlier = Before(sources)
    others: dict[str, str] = {}
    places = enumerate(sources)
    at, source = next(places, (0, None))
    for path, entry in manifest_entries(out):
        if isinstance(entry, str):
            others[path] = entry
            continue
        while source and source.path < path:
            at, source = next(places, (at, None))
        if source and source.path == path:
            earlier.put(at, entry, source.record)
        else:
            others[path] = entry.record
    return earlier, others


def _clear(out: Path) -> None:
    for root, _, files in os.walk(out):
        for name in filter(is_leftover, files):
            Path(root, name).unlink(missing_ok=True)
