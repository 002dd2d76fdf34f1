"""What goes to a worker and what comes back. Small: figures stay in files, not in messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from extractor.records import Report


class State(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """One report to read.

    `known` holds what an earlier run with the same rules and version left: the digests of the
    report and of its record, one behind the other. `fault` says why it must not be tried again.
    """

    path: str
    record: str
    known: bytes | None = None
    seen: bool = False
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Jobs that follow each other; `start` is the place of the first one among all."""

    start: int
    jobs: tuple[Job, ...]
    tries: int = 0

    @property
    def stop(self) -> int:
        return self.start + len(self.jobs)


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read, by its path below the folder, and what to do about it."""

    report: str
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job."""

    path: str
    record: str
    state: State
    sha256: str | None
    record_sha256: str | None = None
    failure: Failure | None = None
    observations: int = 0
    findings: dict[str, int] = field(default_factory=dict)  # by severity


@dataclass(frozen=True, slots=True)
class Done:
    """A task carried out; `tables` holds its lines of every table, by file name."""

    start: int
    outcomes: tuple[Outcome, ...]
    tables: dict[str, bytes]

    @property
    def stop(self) -> int:
        return self.start + len(self.outcomes)


@dataclass(frozen=True, slots=True)
class Read:
    """An outcome with its report, on the way into the tables."""

    outcome: Outcome
    report: Report | None = None
