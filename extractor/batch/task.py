"""What goes to a worker and what comes back. Small: figures stay in files, not in messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeVar

from extractor.errors import UsageError
from extractor.records import Report

FAULT = "E-FAULT"
TELL_US = "please tell the makers of this tool"


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


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has started and waits for its work.

    Given at birth, the rules would fill the pipe a process is born with, and keep the parent from
    starting the next one until this one has read them.
    """


@dataclass(frozen=True, slots=True)
class Fault:
    """Something brought down the worker: its place among all, if one is to blame, and how."""

    at: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """The output folder takes nothing more."""

    error: UsageError


class Span(Protocol):
    """Work from one place among all to another."""

    @property
    def start(self) -> int: ...
    @property
    def stop(self) -> int: ...


Given = TypeVar("Given", bound=Span)
Made = TypeVar("Made", bound=Span)
Made_co = TypeVar("Made_co", bound=Span, covariant=True)
# A context for what is done at one place: a fault of ours inside is told as one of that place.
Telling = Callable[[int | None], AbstractContextManager[None]]
CarryOut = Callable[[Given, Telling], Made]


class Work(Protocol[Given, Made_co]):
    """What a crew of workers is there for. It goes to every worker."""

    def open(self) -> CarryOut[Given, Made_co]:
        """In a worker, once: what carries out its tasks.

        Errors, there and then: `UsageError` where the output folder cannot be written.
        """

    def again(self, task: Given, fault: Fault | None, exit_code: int | None) -> list[Given]:
        """How to go on with a task that brought down its worker."""

    def clear_away(self, tasks: Sequence[Given], process: int) -> None:
        """Removes what a worker that died has left half done."""
