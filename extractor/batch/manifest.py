"""What an output folder was made from: `manifest.json`, and a journal while a run is under way.

The journal, `.manifest.jsonl`, is there from the first to the last moment of a run and is locked
as long: it says what was done by a run that was killed, and keeps a second run out.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from extractor.batch.formats import MANIFEST
from extractor.batch.sources import Source, source
from extractor.batch.task import Outcome
from extractor.errors import UsageError

JOURNAL = ".manifest.jsonl"
# What JSON that was not written here, or not to its end, runs into.
_NOT_OURS = (ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Maker:
    """What turned reports into records: other rules or another version make other records."""

    extractor: str
    rulebook: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A report that was read: its record, what made that, and the digests of both, joined."""

    source: Source
    digests: bytes
    maker: Maker

    @property
    def record(self) -> str:
        return self.source.record


@dataclass(frozen=True, slots=True)
class Manifest:
    """Reports that were read, by path in sorted order, and the records of those that are gone."""

    maker: Maker
    entries: dict[str, Entry]
    vanished: dict[str, str]


def read_manifest(out: Path) -> Manifest | None:
    """The manifest of a folder, if it has one.

    Errors: `UsageError` for a file of that name that is not ours.
    """
    path = out / MANIFEST
    try:
        # Each line shrinks as it is read: whole, they would take more room than all else.
        data = json.loads(path.read_bytes(), object_hook=_shrunk)
        maker = Maker(data["extractor"], data["rulebook"])
        entries = {name: _entry(name, row, maker) for name, row in data["files"].items() if row}
        return Manifest(maker, entries, dict(data["vanished"]))
    except FileNotFoundError:
        return None
    except (OSError, *_NOT_OURS):
        raise UsageError("not a manifest of this tool", where=str(path),
                         hint="choose another folder, or delete the file") from None


Row = tuple[str, bytes] | None


def _shrunk(row: dict[str, Any]) -> dict[str, Any] | Row:
    """A line on a report as its record and digests, or None if it failed; all else as it is."""
    if "sha256" in row and "failed" in row:
        return None
    if "sha256" in row and "record_sha256" in row:
        return row["record"], bytes.fromhex(row["sha256"] + row["record_sha256"])
    return row


def _entry(path: str, row: tuple[str, bytes], maker: Maker) -> Entry:
    record, digests = row
    return Entry(source(path, record), digests, maker)


class Writer:
    """`manifest.json`, file by file in sorted order, so that no list of them need be kept."""

    def __init__(self, stream: BinaryIO, maker: Maker) -> None:
        self._stream = stream
        self._first = True
        head = f'{{\n"extractor": {_json(maker.extractor)},\n"rulebook": {_json(maker.rulebook)},\n'
        stream.write(f'{head}"files": {{'.encode())

    def add(self, outcome: Outcome) -> None:
        self._stream.write(b"\n" if self._first else b",\n")
        self._stream.write(f"{_json(outcome.path)}: {_json(_fields(outcome))}".encode())
        self._first = False

    def close(self, vanished: dict[str, str]) -> None:
        """Ends the file; `vanished` maps reports that are gone to the records that still stand."""
        lines = ",\n".join(f"{_json(path)}: {_json(vanished[path])}" for path in sorted(vanished))
        self._stream.write(f'\n}},\n"vanished": {{\n{lines}\n}}\n}}\n'.encode())


def note(out: Path, maker: Maker, outcome: Outcome) -> None:
    """Puts an outcome into the journal, for a run that is killed. Any process of a run may."""
    row = {"path": outcome.path, **asdict(maker), **_fields(outcome)}
    # Whole at once, and a line end first: the line before may be half of one.
    with (out / JOURNAL).open("ab", buffering=0) as stream:
        stream.write(f"\n{_json(row)}\n".encode())


@contextmanager
def open_journal(out: Path) -> Iterator[BinaryIO]:
    """The journal, locked; gone when the block ends well, else kept for the next run.

    Errors: `UsageError` if another run holds it.
    """
    path = out / JOURNAL
    with path.open("a+b") as stream:
        if not _lock(stream):
            raise UsageError("another run is writing into this folder", where=str(out),
                             hint="wait for it, or choose another folder")
        yield stream
    path.unlink(missing_ok=True)


def read_journal(stream: BinaryIO) -> dict[str, Entry | None]:
    """What runs that did not come to their end have done: None for reports that failed."""
    entries: dict[str, Entry | None] = {}
    stream.seek(0)
    for line in stream:
        try:
            row = json.loads(line)
            path, told = row["path"], _shrunk(row)
            maker = Maker(row["extractor"], row["rulebook"])
        except _NOT_OURS:
            continue  # an empty line, or half of one
        entries[path] = _entry(path, told, maker) if isinstance(told, tuple) else None
    return entries


def _fields(outcome: Outcome) -> dict[str, Any]:
    if outcome.failure:
        return {"sha256": outcome.sha256, "failed": outcome.failure.code}
    return {"sha256": outcome.sha256, "record": outcome.record,
            "record_sha256": outcome.record_sha256}  # fmt: skip


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # A file name that is no UTF-8 holds characters that only an escape can write.
        return json.dumps(value)
    return text


def _lock(stream: BinaryIO) -> bool:
    """False if another process has locked the file. A system that cannot lock lets all in."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except PermissionError:
        return os.name != "nt"
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
