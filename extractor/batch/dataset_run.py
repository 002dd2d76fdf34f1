"""A dataset in, shards of rows out, by whatever engine; what an earlier run has done stands."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractor import __version__
from extractor.batch.attempts import is_trace
from extractor.batch.dataset import Shard, folder_shards, is_dataset, parquet_shards, share
from extractor.batch.folder import (
    FAILURE_COLUMNS,
    Interrupted,
    Tally,
    Watch,
    check_folders,
    check_places,
)
from extractor.batch.formats import FAILURES, MANIFEST
from extractor.batch.manifest import below, open_journal
from extractor.batch.pool import work_in_processes
from extractor.batch.shards import ShardDone, ShardWork, check_columns, finished, run_shard
from extractor.batch.task import Failure, State
from extractor.batch.work import cannot_write
from extractor.errors import UnreadableInput, UsageError
from extractor.io.extras import require
from extractor.io.record_batches import NAME, TEXT
from extractor.io.writers.arrow_writer import EXTRA
from extractor.io.writers.atomic import atomic_write, growing, is_leftover
from extractor.io.writers.csv_writer import csv_head, csv_lines
from extractor.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class DatasetSettings:
    """What to read, where to write and how.

    `source` is a folder of reports, or of Parquet files, or one of those. `part` is the number of
    one of so many jobs, from 1: it does its share of the shards and leaves the rest alone. With
    `engine` Dask hands them out, at the address of `scheduler` or else to `jobs` local workers.
    """

    source: Path
    out: Path
    text_column: str | None = None
    name_column: str | None = None
    globs: tuple[str, ...] = ()
    force: bool = False
    jobs: int = 0
    engine: bool = False
    scheduler: str | None = None
    part: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class DatasetRun:
    """A run that came to its end; `failures` are the first ones, `removed` what no input has."""

    out: Path
    tally: Tally
    part: bool
    shards: int
    failures: tuple[Failure, ...]
    removed: tuple[str, ...]


FAILURES_KEPT = 100


def convert_dataset(
    settings: DatasetSettings, rulebook: Rulebook, watch: Watch = lambda tally: None
) -> DatasetRun:
    """Makes one Parquet file of rows of each shard that is new or changed.

    Without `part` the run also writes `manifest.json` and `failures.csv` on all of them, and clears
    away what shards that are no more and processes that died have left.
    Errors: `UsageError` for what cannot be used; `ClusterLost` of the engine.
    """
    require("pyarrow", EXTRA)
    texts = settings.text_column is not None or is_dataset(settings.source)
    check_folders(settings.source, settings.out, file=texts)
    root = settings.source if settings.source.is_dir() else settings.source.parent
    work = ShardWork(root, settings.out, rulebook, settings.text_column or TEXT,
                     settings.name_column or NAME)  # fmt: skip
    shards = _plan(settings, work, texts=texts)
    check_places(root, settings.out, (shard.output for shard in shards))
    try:
        settings.out.mkdir(parents=True, exist_ok=True)
        earlier = _earlier(settings.out)
        with open_journal(settings.out) if settings.part is None else nullcontext():
            return _convert(settings, work, shards, earlier, watch)
    except OSError as error:
        raise cannot_write(Path(error.filename or settings.out), error) from None


def _plan(settings: DatasetSettings, work: ShardWork, *, texts: bool) -> list[Shard]:
    if texts:
        columns = (work.text, work.name)
        shards = parquet_shards(settings.source, settings.out, columns)
        _check_first(shards[0], work)
    else:
        shards = folder_shards(settings.source, settings.out, settings.globs)
    return share(shards, *settings.part) if settings.part else shards


def _check_first(shard: Shard, work: ShardWork) -> None:
    """A column that is not there is told before any work; a file that is damaged fails later."""
    arrow = require("pyarrow", EXTRA)
    try:
        place = work.root / shard.source
        with require("pyarrow.parquet", EXTRA).ParquetFile(place) as file:
            check_columns(file, work, place)
    except UnreadableInput as error:
        raise UsageError(error.message, where=error.where, hint=error.hint) from None
    except (OSError, arrow.ArrowException):
        return


def _convert(
    settings: DatasetSettings, work: ShardWork, shards: list[Shard], earlier: set[str], watch: Watch
) -> DatasetRun:
    tally = Tally(sum(_reports(shard, work) for shard in shards))
    made = {} if settings.force else {
        shard.output: done for shard in shards if (done := finished(shard, work))
    }  # fmt: skip
    for done in made.values():
        _count(tally, done)
    watch(tally)
    todo = [shard for shard in shards if shard.output not in made]
    try:
        for done in _work(iter(todo), work, settings, len(todo)):
            made[done.output] = done
            _count(tally, done)
            watch(tally)
    except KeyboardInterrupt:
        standing = [done for shard in shards if (done := finished(shard, work))]
        raise Interrupted(sum(done.reports for done in standing), tally.total) from None
    dones = [made[shard.output] for shard in shards]
    removed = () if settings.part else _close(work, shards, dones, earlier)
    failures = _first(_failures(dones, work.out))
    return DatasetRun(work.out, tally, settings.part is not None, len(shards), failures, removed)


def _work(
    shards: Iterator[Shard], work: ShardWork, settings: DatasetSettings, count: int
) -> Iterator[ShardDone]:
    if not count:
        return iter(())
    if settings.engine:
        require("distributed", "cluster")
        from extractor.batch.dask_engine import work_on_dask

        return work_on_dask(shards, work, settings.jobs, settings.scheduler)
    if settings.jobs:
        numbered = (shard.at(place) for place, shard in enumerate(shards))
        return work_in_processes(numbered, work, min(settings.jobs, count))
    return (run_shard(shard, work) for shard in shards)


def _reports(shard: Shard, work: ShardWork) -> int:
    if not shard.source:
        return len(shard.reports)
    arrow = require("pyarrow", EXTRA)
    try:
        rows = require("pyarrow.parquet", EXTRA).read_metadata(work.root / shard.source).num_rows
    except (OSError, arrow.ArrowException):
        return 1  # it fails as one
    return int(rows)


def _count(tally: Tally, done: ShardDone) -> None:
    tally.states[State.FAILED] += done.failed
    tally.states[State.UNCHANGED if done.unchanged else State.NEW] += max(
        0, done.reports - done.failed
    )
    tally.observations += done.observations


def _close(
    work: ShardWork, shards: Sequence[Shard], dones: Sequence[ShardDone], earlier: set[str]
) -> tuple[str, ...]:
    """The manifest and the failures of all shards; what stands of shards that are no more goes."""
    removed = tuple(sorted(earlier.difference(shard.output for shard in shards)))
    for name in removed:
        (work.out / name).unlink(missing_ok=True)
    for root, _, files in os.walk(work.out):
        for name in files:
            if is_leftover(name) or (is_trace(name) and not any(d.failure for d in dones)):
                Path(root, name).unlink(missing_ok=True)
    with growing(work.out / FAILURES) as stream:
        stream.write(csv_head(FAILURE_COLUMNS))
        for failure in _failures(dones, work.out):
            stream.write(csv_lines(FAILURE_COLUMNS, [asdict(failure)]))
    rows = {
        shard.output: {"input": shard.input, "reports": done.reports, "failed": done.failed,
                       "observations": done.observations}
        for shard, done in zip(shards, dones, strict=True) if not done.failure
    }  # fmt: skip
    data = {"extractor": __version__, "rulebook": work.rulebook.sha256, "shards": rows}
    atomic_write(work.out / MANIFEST, (json.dumps(data, ensure_ascii=False, indent=1) + "\n")
                 .encode("utf-8", "surrogateescape"))
    return removed


def _failures(dones: Sequence[ShardDone], out: Path) -> Iterator[Failure]:
    parquet = require("pyarrow.parquet", EXTRA)
    columns = [column.name for column in FAILURE_COLUMNS]
    for done in dones:
        if done.failure:
            yield done.failure
        elif done.failed:
            table = parquet.read_table(out / done.output, columns=columns)
            yield from (Failure(**row) for row in table.to_pylist() if row["code"])


def _first(failures: Iterator[Failure]) -> tuple[Failure, ...]:
    return tuple(failure for _, failure in zip(range(FAILURES_KEPT), failures, strict=False))


def _earlier(out: Path) -> set[str]:
    """The files of the shards of an earlier run. Errors: `UsageError` for a folder of another."""
    path = out / MANIFEST
    try:
        data: Any = json.loads(path.read_bytes())
        return set(map(below, data["shards"]))
    except FileNotFoundError:
        return set()
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError("the manifest there is not one of shards", where=str(path),
                         hint="choose another folder with -o") from None
