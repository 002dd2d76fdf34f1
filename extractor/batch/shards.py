"""One shard in, one Parquet file out: what every engine does, each in its own processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from extractor import __version__
from extractor.batch.attempts import BETWEEN, Attempt, ShardFault
from extractor.batch.dataset import Shard
from extractor.batch.sources import told_as
from extractor.batch.task import TELL_US, CarryOut, Failure, Fault, Telling
from extractor.batch.work import cannot_write, check_file
from extractor.errors import UnreadableInput
from extractor.io.extras import require
from extractor.io.readers import read_document
from extractor.io.record_batches import (
    Row,
    failed_row,
    report_row,
    row_batch,
    text_document,
)
from extractor.io.writers.arrow_writer import EXTRA
from extractor.io.writers.rows_writer import COUNTED, read_about, write_rows
from extractor.model import Document
from extractor.rulebook import Rulebook

BATCH_ROWS = 32


@dataclass(frozen=True, slots=True)
class ShardDone:
    """What became of a shard: what was counted, or why there is no file."""

    start: int
    output: str
    reports: int = 0
    failed: int = 0
    observations: int = 0
    unchanged: bool = False
    failure: Failure | None = None

    @property
    def stop(self) -> int:
        return self.start + 1


@dataclass(frozen=True, slots=True)
class ShardWork:
    """What all shards of a run share: input and output folder, the columns of text and name."""

    root: Path
    out: Path
    rulebook: Rulebook
    text: str
    name: str

    def open(self) -> CarryOut[Shard, ShardDone]:
        def carry_out(shard: Shard, telling: Telling) -> ShardDone:
            with telling(None):
                return run_shard(shard, self)

        return carry_out

    def again(self, shard: Shard, fault: Fault | None, exit_code: int | None) -> list[Shard]:
        # The traces of the try tell what it died of, and end the tries.
        return [shard]

    def clear_away(self, shards: Sequence[Shard], process: int) -> None:
        for shard in shards:
            for path in (self.out / shard.output).parent.glob(f".*.{process}.tmp"):
                path.unlink(missing_ok=True)


def finished(shard: Shard, work: ShardWork) -> ShardDone | None:
    """What an earlier run made of the shard, if input, rules and version are the same."""
    about = read_about(work.out / shard.output)
    if about is None or not _about(shard, work).items() <= about.items():
        return None
    return replace(_done(shard, about), unchanged=True)


def run_shard(shard: Shard, work: ShardWork) -> ShardDone:
    """Reads a shard and puts its file in place; equal shards give equal rows.

    A report that cannot be read, or that ended the processes of earlier tries, is a row with a
    reason. Errors: `UsageError` where the output folder cannot be written.
    """
    target = work.out / shard.output
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with Attempt(target) as attempt:
            about = write_rows(target, _batches(shard, work, attempt), _about(shard, work))
    except OSError as error:
        raise cannot_write(target, error) from None
    except (ShardFault, UnreadableInput) as error:
        failure = Failure(shard.source or shard.output, error.code, error.message, error.hint)
        return ShardDone(shard.start, shard.output, failed=1, failure=failure)
    return _done(shard, about)


def _about(shard: Shard, work: ShardWork) -> dict[str, str]:
    return {"extractor": __version__, "rulebook": work.rulebook.sha256, "input": shard.input}


def _done(shard: Shard, about: dict[str, str]) -> ShardDone:
    reports, failed, observations = (int(about[key]) for key in COUNTED)
    return ShardDone(shard.start, shard.output, reports, failed, observations)


def _batches(shard: Shard, work: ShardWork, attempt: Attempt) -> Iterator[Any]:
    rows = _rows(shard, work, attempt)
    while some := list(islice(rows, BATCH_ROWS)):
        yield row_batch(some)


def _rows(shard: Shard, work: ShardWork, attempt: Attempt) -> Iterator[Row]:
    documents = _texts(shard, work) if shard.source else _files(shard, work)
    for row, (name, document) in enumerate(documents):
        attempt.now_at(row)
        fault = attempt.blamed.get(row)
        if fault is None:
            yield report_row(name, document, work.rulebook)
        else:
            yield failed_row(name, ShardFault(fault, hint=TELL_US))
        attempt.now_at(BETWEEN)


def _files(shard: Shard, work: ShardWork) -> Iterator[tuple[str, Callable[[], Document]]]:
    for path in shard.reports:
        name = told_as(work.root, path)
        yield name, partial(_read, work.root / path, name)


def _read(path: Path, name: str) -> Document:
    # What is missing or closed to us is told by the reader.
    with suppress(OSError):
        check_file(path)
    return read_document(path, name)


def _texts(shard: Shard, work: ShardWork) -> Iterator[tuple[str, Callable[[], Document]]]:
    arrow = require("pyarrow", EXTRA)
    parquet = require("pyarrow.parquet", EXTRA)
    place = work.root / shard.source
    try:
        with parquet.ParquetFile(place) as file:
            check_columns(file, work, place)
            for batch in file.iter_batches(BATCH_ROWS, columns=[work.name, work.text]):
                names, texts = (batch.column(key).to_pylist() for key in (work.name, work.text))
                for name, text in zip(map(str, names), texts, strict=True):
                    yield name, partial(text_document, name, text)
    except (OSError, arrow.ArrowException) as error:
        raise UnreadableInput(f"cannot be read: {error}", where=str(place),
                              hint="write the file again") from None


def check_columns(file: Any, work: ShardWork, place: Path) -> None:
    """Errors: `UnreadableInput` where a Parquet file has no column of texts, or of names."""
    for name, option in ((work.text, "--text-column"), (work.name, "--name-column")):
        if name not in file.schema_arrow.names:
            raise UnreadableInput(
                f"no column {name!r}", where=str(place),
                hint=f"there are {' '.join(file.schema_arrow.names)}; choose with {option}",
            )
