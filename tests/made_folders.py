"""Folders of reports as offices have them: subfolders, two encodings, and files that are broken."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from commands import ROOT

from extractor.batch import Batch

SOURCES = sorted((ROOT / "seeds").glob("*.txt")) + sorted((ROOT / "tests/gold/dev").glob("*.txt"))
TOO_LARGE = 64 * 1024 * 1024 + 1


def _too_large(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(TOO_LARGE)


def _holding(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


# Ten ways in which a file of a download is no report, by the suffix it comes under.
BROKEN: dict[str, tuple[str, Callable[[Path], object]]] = {
    "empty": (".txt", _holding(b"")),
    "pdf": (".txt", _holding(b"%PDF-1.7\n1 0 obj\n")),
    "zip": (".txt", _holding(b"PK\x03\x04" + bytes(64))),
    "office": (".txt", _holding(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64))),
    "image": (".txt", _holding(b"\xff\xd8\xff\xe0" + bytes(64))),
    "binary": (".txt", _holding(bytes(range(256)) * 8)),
    "gone": (".txt", lambda path: path.symlink_to("nowhere.txt")),
    "loop": (".txt", lambda path: path.symlink_to(path.name)),
    "pipe": (".txt", os.mkfifo),
    "large": (".txt", _too_large),
}


def make_folder(root: Path, reports: int, broken: int = 0) -> list[str]:
    """Writes a tree of reports copied under new names; the paths of the broken ones among them."""
    sources = cycle(SOURCES)
    for number in range(reports):
        data = next(sources).read_bytes()
        if number % 3 == 1:
            data = data.decode("utf-8").encode("gb18030")
        path = root / f"部门{number % 7}" / f"{2020 + number % 5}" / f"报告{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    failing = []
    for number, (kind, (suffix, make)) in zip(range(broken), cycle(BROKEN.items()), strict=False):
        path = root / f"部门{number % 7}" / f"坏件{number:03}_{kind}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        make(path)
        failing.append(path.relative_to(root).as_posix())
    return sorted(failing)


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a tree, by path below it: hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def put(path: Path, text: str) -> None:
    """Write a report into a folder that need not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def states(batch: Batch) -> dict[str, int]:
    """How many reports of a run came to which end."""
    return {str(state): count for state, count in batch.tally.states.items()}


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file that a run wrote."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
