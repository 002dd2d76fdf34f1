"""What `extract DIR` may mean, a folder or a dataset, and what is told at the end of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.batch import Batch, DatasetRun, Failure, Tally
    from extractor.rulebook import Rulebook

    Run = Callable[[Rulebook, Callable[[Tally], object]], "Ended"]

FAILURES = "failures.csv"
SEVERITIES = ("error", "warning", "info")
# Failures told one by one; all of them are in failures.csv.
TOLD = 10
_PART = re.compile(r"([0-9]+)/([0-9]+)")


class Engine(StrEnum):
    DASK = "dask"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a folder or dataset, beside what goes where."""

    jobs: int
    globs: tuple[str, ...]
    force: bool
    engine: Engine | None
    scheduler: str | None
    part: str | None
    text_column: str | None
    name_column: str | None

    @property
    def shards(self) -> bool:
        return any((self.engine, self.part, self.text_column, self.name_column))


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that came to its end: lines of warning, and rows of the summary with their numbers."""

    out: Path
    failed: int
    warnings: tuple[str, ...]
    rows: tuple[tuple[str, int, str], ...]

    def summary(self, seconds: float) -> Iterator[str]:
        total = self.rows[0][1]
        rate = total / max(seconds, 1e-3)
        speed = f"{rate:,.0f} reports a second" if rate >= 10 else f"{rate:.1f} reports a second"
        shown = [(name, f"{number:,}", more) for name, number, more in self.rows
                 if number or name in {"reports", "observations"}]  # fmt: skip
        shown.append(("seconds", f"{seconds:,.1f}", speed))
        wide = max(len(number) for _, number, _ in shown)
        for name, number, more in shown:
            yield f"{name:<14}{number:>{wide}}  {more}".rstrip()
        yield f"{'written to':<14}{self.out}"


def plan_run(source: Path, out: Path, formats: Sequence[str], asked: Asked) -> Run:
    """What is to be done. Errors: `UsageError` for what does not go together."""
    from extractor.batch import is_dataset

    if asked.scheduler and not asked.engine:
        raise UsageError("a scheduler of no engine", hint="add --engine dask")
    if asked.shards or is_dataset(source):
        if formats:
            raise UsageError("shards are Parquet, and no other format", hint="leave --format away")
        return _dataset_run(source, out, asked)
    return _folder_run(source, out, formats, asked)


def _folder_run(source: Path, out: Path, formats: Sequence[str], asked: Asked) -> Run:
    from extractor.batch import DEFAULT, Settings, convert_folder, parse_formats

    forms, tools = parse_formats(formats or DEFAULT)
    settings = Settings(source, out, forms, asked.globs, asked.force, asked.jobs, tools)
    return lambda rulebook, watch: _of_folder(convert_folder(settings, rulebook, watch))


def _dataset_run(source: Path, out: Path, asked: Asked) -> Run:
    from extractor.batch import DatasetSettings, convert_dataset

    settings = DatasetSettings(
        source, out, asked.text_column, asked.name_column, asked.globs, asked.force, asked.jobs,
        asked.engine is not None, asked.scheduler, _part(asked.part),
    )  # fmt: skip
    return lambda rulebook, watch: _of_dataset(convert_dataset(settings, rulebook, watch))


def _part(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    found = _PART.fullmatch(text)
    number, of = map(int, found.groups()) if found else (0, 0)
    if not 1 <= number <= of:
        raise UsageError(f"no share {text!r}", hint="--shard 3/64 is the third job of 64")
    return number, of


def _of_folder(batch: Batch) -> Ended:
    tally = batch.tally
    vanished = [f"{path}: vanished; {batch.out / record} still stands, but is in no table"
                for path, record in sorted(batch.vanished.items())[:TOLD]]  # fmt: skip
    if len(batch.vanished) > TOLD:
        vanished.append(f"and {len(batch.vanished) - TOLD:,} more vanished")
    if batch.outdated:
        vanished.append(f"not renewed, as not asked for: {', '.join(batch.outdated)}")
    found = ", ".join(f"{tally.findings[s]:,} {s}" for s in SEVERITIES if tally.findings[s])
    where = f"see {batch.out / FAILURES}"
    rows = (
        ("reports", tally.total, _counts(tally.states)),
        ("failed", tally.failed, where),
        ("kept", batch.kept, "of earlier runs, beside --glob"),
        ("vanished", len(batch.vanished), "reports gone since an earlier run"),
        ("passed over", batch.passed.total(), _counts(batch.passed)),
        ("observations", tally.observations, ""),
        ("findings", tally.findings.total(), found),
    )
    failures = _failures(batch.failures, tally.failed, where)
    return Ended(batch.out, tally.failed, (*failures, *vanished), rows)


def _of_dataset(run: DatasetRun) -> Ended:
    tally = run.tally
    where = "their rows say why" if run.part else f"see {run.out / FAILURES}"
    rows = (
        ("reports", tally.total, _counts(tally.states)),
        ("failed", tally.failed, where),
        ("shards", run.shards, ""),
        ("removed", len(run.removed), "shards that are no more"),
        ("observations", tally.observations, ""),
    )
    return Ended(run.out, tally.failed, tuple(_failures(run.failures, tally.failed, where)), rows)


def _failures(failures: Sequence[Failure], count: int, where: str) -> Iterator[str]:
    for failure in failures[:TOLD]:
        hint = f" ({failure.hint})" if failure.hint else ""
        yield f"{failure.report}: {failure.message}{hint}"
    if count > TOLD:
        yield f"and {count - TOLD:,} more failed, {where}"


def _counts(counts: Mapping[Any, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items()) if count)
