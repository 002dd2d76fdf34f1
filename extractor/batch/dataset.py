"""Which shards there are: Parquet files of texts, or portions of a folder of reports.

The plan depends on what is there, never on who works on it, so that every engine and every later
run finds the same shards.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from extractor.batch.sources import find_sources
from extractor.errors import UsageError
from extractor.io.readers import suffixes

SUFFIX = ".parquet"
SHARD_REPORTS = 1000


@dataclass(frozen=True, slots=True)
class Shard:
    """One part of the input, and the file its rows go to, by its path below the output folder.

    `input` is a digest of what names and file system say of the input: a file of another size or
    time makes it another shard. `source` is a Parquet file, `reports` are files of a folder.
    """

    start: int
    output: str
    input: str
    source: str = ""
    reports: tuple[str, ...] = ()

    @property
    def stop(self) -> int:
        return self.start + 1

    def at(self, start: int) -> Shard:
        """The same shard in another place among those to work on."""
        return replace(self, start=start)


def is_dataset(path: Path) -> bool:
    """Whether a path is a Parquet file, or a tree with some and with no report."""
    if not path.is_dir():
        return path.suffix.lower() == SUFFIX
    reports = frozenset(suffixes())
    found = False
    for _, _, files in os.walk(path):
        kinds = {PurePath(name).suffix.lower() for name in files if _is_data(name)}
        if not kinds.isdisjoint(reports):
            return False
        found = found or SUFFIX in kinds
    return found


def parquet_shards(path: Path, out: Path, columns: Sequence[str]) -> list[Shard]:
    """A shard for each Parquet file, sorted by path, to read these columns of.

    Errors: `UsageError` where there is none.
    """
    root = path.parent if path.is_file() else path
    names = [path.name] if path.is_file() else sorted(_parquet_files(path, out))
    if not names:
        raise UsageError("no Parquet file there", where=str(path), hint="check the path")
    return [
        Shard(start, name, _digest(root, [name], columns), source=name)
        for start, name in enumerate(names)
    ]


def folder_shards(folder: Path, out: Path, globs: Sequence[str] = ()) -> list[Shard]:
    """Portions of a folder of reports, in the order of their paths.

    Errors: `UsageError` where there is no report.
    """
    paths = [source.path for source in find_sources(folder, out, globs).sources]
    portions = (
        tuple(paths[at : at + SHARD_REPORTS]) for at in range(0, len(paths), SHARD_REPORTS)
    )
    return [
        Shard(start, f"reports-{start:05}{SUFFIX}", _digest(folder, some), reports=some)
        for start, some in enumerate(portions)
    ]


def share(shards: Sequence[Shard], number: int, of: int) -> list[Shard]:
    """The shards of one of `of` jobs, numbered from 1."""
    return list(shards[number - 1 :: of])


def _parquet_files(folder: Path, out: Path) -> Iterator[str]:
    output = os.path.realpath(out)
    for root, folders, files in os.walk(folder):
        folders[:] = [
            name for name in folders
            if not name.startswith(".") and os.path.realpath(Path(root, name)) != output
        ]
        yield from (
            Path(root, name).relative_to(folder).as_posix() for name in files
            if _is_data(name) and name.lower().endswith(SUFFIX)
        )


def _is_data(name: str) -> bool:
    """Names with these in front are no data to any reader of datasets."""
    return not name.startswith((".", "_"))


def _digest(root: Path, paths: Iterable[str], columns: Sequence[str] = ()) -> str:
    digest = hashlib.sha256("\0".join(columns).encode("utf-8", "surrogateescape"))
    for path in paths:
        digest.update(os.fsencode(path) + b"\0")
        try:
            status = Path(root, path).stat()
        except OSError:
            continue  # whoever reads it will say what is wrong
        digest.update(b"%d %d\0" % (status.st_size, status.st_mtime_ns))
    return digest.hexdigest()
