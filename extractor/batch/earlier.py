"""What earlier runs have left in an output folder, and what of it still counts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from extractor.batch.manifest import Entry, read_journal, read_manifest
from extractor.batch.sources import Source
from extractor.io.writers.atomic import is_leftover


def look_back(
    out: Path, journal: BinaryIO, sources: Sequence[Source]
) -> tuple[list[Entry | None], dict[str, str]]:
    """For each source what an earlier run read, and the records that still stand of reports now
    gone, by report.

    Clears away what a run that was killed has left half done, and records that go by another name
    now: `a.json` of `a.txt` is `a.txt.json` since `a.md` came beside it.
    """
    manifest = read_manifest(out)
    entries: dict[str, Entry | None] = dict(manifest.entries) if manifest else {}
    if journal.seek(0, os.SEEK_END):
        entries.update(read_journal(journal))
        _clear(out)
    standing = dict(manifest.vanished) if manifest else {}
    standing |= {path: entry.record for path, entry in entries.items() if entry}
    earlier = [entries.get(source.path) for source in sources]
    for source, entry in zip(sources, earlier, strict=True):
        standing.pop(source.path, None)
        if entry and entry.record != source.record:
            (out / entry.record).unlink(missing_ok=True)
    made_anew = {source.record for source in sources} if standing else set()
    vanished = {path: record for path, record in standing.items()
                if record not in made_anew and (out / record).is_file()}  # fmt: skip
    return earlier, vanished


def _clear(out: Path) -> None:
    for root, _, files in os.walk(out):
        for name in filter(is_leftover, files):
            Path(root, name).unlink(missing_ok=True)
