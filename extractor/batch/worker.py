"""The process of a worker: takes tasks from a pipe until the other end is gone."""

from __future__ import annotations

import signal
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from extractor.batch.task import Done, Task
from extractor.batch.work import Desk, Setup, close_task, open_desk, read_one
from extractor.errors import UsageError


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has started and waits for its setup.

    Given at birth, the rules would fill the pipe a process is born with, and keep the parent from
    starting the next one until this one has read them.
    """


@dataclass(frozen=True, slots=True)
class Fault:
    """A report brought down the worker: its place among all, if one is to blame, and how."""

    at: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """The output folder takes nothing more."""

    error: UsageError


def serve(pipe: Connection) -> None:
    """Works until the pipe closes: so a worker outlives its parent by one task at most."""
    # Ctrl-C goes to every process of a terminal; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pipe.send(Ready())
        setup: Setup = pipe.recv()
        desk = open_desk(setup)
        while True:
            pipe.send(_answer(pipe.recv(), desk, pipe))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _answer(task: Task, desk: Desk, pipe: Connection) -> Done | Blocked:
    reads = []
    try:
        for at, job in enumerate(task.jobs, task.start):
            with _Telling(pipe, at):
                reads.append(read_one(job, desk.setup))
        with _Telling(pipe, None):
            return close_task(task, reads, desk)
    except UsageError as error:
        return Blocked(error)


class _Telling:
    """Tells the parent of a fault of ours before it ends this process.

    A fault that nobody foresaw may have left anything behind, so a fresh process goes on.
    """

    def __init__(self, pipe: Connection, at: int | None) -> None:
        self._pipe = pipe
        self._at = at

    def __enter__(self) -> None:
        return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if error is None or isinstance(error, UsageError):
            return
        place = traceback.extract_tb(trace)[-1]
        words = f"{type(error).__name__}: {error}".splitlines()[0]
        where = f"{Path(place.filename).name}:{place.lineno}"
        self._pipe.send(Fault(self._at, f"a fault of this tool: {words} ({where})"))
        raise SystemExit(1)
