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
from extractor.batch.task import Outcome
from extractor.errors import UsageError
from extractor.io.regular import open_regular

DIGESTS = 64  # bytes: two times SHA-256
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
    """A report that was read: its record, what made it, and the digests of both, joined."""

    record: str
    maker: Maker
    digests: bytes


def manifest_entries(out: Path) -> Iterator[tuple[str, Entry | str]]:
    """What the manifest of a folder holds, in its order, read line by line.

    First the reports that were read, by path in sorted order, then the records, as strings, of
    those that are gone. Nothing where there is no manifest.
    Errors: `UsageError` for a file of that name that is not ours.
    """
    path = out / MANIFEST
    try:
        with open_regular(path) as stream:
            yield from _parsed(stream)
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror or error}", where=str(path),
                         hint="choose another folder, or make it readable") from None
    except _NOT_OURS:
        raise UsageError("not a manifest of this tool", where=str(path),
                         hint="choose another folder, or delete the file") from None


def records_of(out: Path) -> Iterator[tuple[str, str]]:
    """Each report that was read, with the path of its record. Errors: as `manifest_entries`."""
    for path, entry in manifest_entries(out):
        if isinstance(entry, Entry):
            yield path, entry.record


def _parsed(stream: BinaryIO) -> Iterator[tuple[str, Entry | str]]:
    head: dict[str, str] = {}
    section, maker = "", None
    for line in stream:
        text = line.strip().rstrip(b",")
        if text.endswith(b"{"):
            section = json.loads(text.removesuffix(b"{").rstrip(b": ") or b'""')
            maker = Maker(head["extractor"], head["rulebook"]) if section else None
        elif text not in {b"", b"}"}:
            ((key, value),) = json.loads(b"{" + text + b"}").items()
            if maker is None:
                head[key] = value
            elif section == "vanished":
                yield key, below(value)
            elif "failed" not in value:
                yield key, _entry(value, maker)
    if maker is None:
        raise ValueError("no files")


def _entry(row: dict[str, Any], maker: Maker) -> Entry:
    digests = bytes.fromhex(row["sha256"] + row["record_sha256"])
    if len(digests) != DIGESTS:
        raise ValueError("no digests")
    return Entry(below(row["record"]), maker, digests)


def below(name: str) -> str:
    """The name of a file below the output folder, as a manifest has it; records may be deleted.

    Errors: `ValueError` for one that leads out of the folder.
    """
    if name.startswith("/") or ".." in name.replace("\\", "/").split("/"):
        raise ValueError(f"{name!r} lies outside")
    return name


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
            maker = Maker(row["extractor"], row["rulebook"])
            entries[row["path"]] = None if "failed" in row else _entry(row, maker)
        except _NOT_OURS:
            continue  # an empty line, or half of one
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
