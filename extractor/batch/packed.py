"""Reports and their records by name, packed: a folder may hold a hundred thousand of them, and the
memory of a run is not to grow with their number."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload


def usual_record(path: str) -> str:
    """`2024/a.json` for `2024/a.txt`."""
    place, slash, name = path.rpartition("/")
    return f"{place}{slash}{Path(name).stem}.json"


@dataclass(frozen=True, slots=True)
class Source:
    """A report and its record, each as a path with slashes below its folder."""

    path: str
    record: str


class Sources(Sequence[Source]):
    """Sources in the order given, most of whose records have the usual names."""

    def __init__(self, sources: Iterable[Source]) -> None:
        names = bytearray()
        self._ends = array("Q")
        self._others: dict[int, str] = {}
        for at, source in enumerate(sources):
            names += os.fsencode(source.path)
            self._ends.append(len(names))
            if source.record != usual_record(source.path):
                self._others[at] = source.record
        self._names = bytes(names)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> Source: ...
    @overload
    def __getitem__(self, at: slice) -> list[Source]: ...
    def __getitem__(self, at: int | slice) -> Source | list[Source]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        start = self._ends[at - 1] if at else 0
        path = os.fsdecode(self._names[start : self._ends[at]])
        return Source(path, self._others.get(at) or usual_record(path))
