"""Workers: tasks out, results back in the order of the tasks, whatever happens to a worker.

Of the standard pools, one loses its whole job when a worker is killed and leaves workers behind
when the parent is; here each worker has a pipe of its own, so that it is known what a dead one was
reading, and a worker whose parent is gone sees the pipe end.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from extractor.batch.task import Done, Task
from extractor.batch.work import Setup
from extractor.batch.worker import Blocked, Fault, Ready, serve
from extractor.errors import ExtractorError

# One task to work on and one to go on with, while the answer is on its way.
TASKS_EACH = 2
# How far workers may be ahead of the slowest one: what they hand in is kept in memory as long.
WINDOW_EACH = 6
TRIES = 2
_PATIENCE = 0.5  # seconds


class WorkersCannotStart(ExtractorError):
    """The first worker to end had not even started."""

    code = "E-WORKER"


@dataclass(slots=True, eq=False)
class _Member:
    process: BaseProcess
    pipe: Connection
    tasks: deque[Task] = field(default_factory=deque)
    ready: bool = False
    fault: Fault | None = None


def work_in_processes(tasks: Iterator[Task], setup: Setup, jobs: int) -> Iterator[Done]:
    """The results of all tasks, in order.

    Errors: `UsageError` where the output folder cannot be written; `WorkersCannotStart`.
    """
    crew = _Crew(tasks, setup, jobs)
    try:
        yield from crew.results()
    finally:
        crew.dismiss()


class _Crew:
    def __init__(self, tasks: Iterator[Task], setup: Setup, jobs: int) -> None:
        self._fresh = tasks
        self._setup = setup
        self._again: deque[Task] = deque()
        self._done: dict[int, Done] = {}
        self._open = 0  # tasks taken from the source whose results are still to be handed on
        self._drained = False
        self._window = jobs * WINDOW_EACH
        self._started = False
        self._members: list[_Member] = []
        with deaf_to_interrupts():
            self._members += (self._hire() for _ in range(jobs))

    def results(self) -> Iterator[Done]:
        at = 0
        while True:
            self._hand_out()
            if self._drained and not self._open:
                return
            speaking = wait([member.pipe for member in self._members])
            for member in list(self._members):
                if member.pipe in speaking:
                    self._hear(member)
            while (done := self._done.pop(at, None)) is not None:
                at = done.stop
                self._open -= 1
                yield done

    def dismiss(self) -> None:
        for member in self._members:
            member.pipe.close()
            member.process.terminate()
        for member in self._members:
            member.process.join(_PATIENCE)
            if member.process.is_alive():
                member.process.kill()
                member.process.join()

    def _hire(self) -> _Member:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        return _Member(process, ours)

    def _hand_out(self) -> None:
        for depth in range(1, TASKS_EACH + 1):
            for member in self._members:
                if not member.ready or len(member.tasks) >= depth:
                    continue
                if (task := self._next()) is not None:
                    member.tasks.append(task)
                    # One that has died is found out when its pipe is read.
                    with suppress(OSError):
                        member.pipe.send(task)

    def _next(self) -> Task | None:
        if self._again:
            return self._again.popleft()
        if self._open >= self._window:
            return None
        task = next(self._fresh, None)
        self._open += task is not None
        self._drained = task is None
        return task

    def _hear(self, member: _Member) -> None:
        try:
            message = member.pipe.recv()
        except (EOFError, OSError):
            self._replace(member)
            return
        match message:
            case Ready():
                self._started = member.ready = True
                with suppress(OSError):
                    member.pipe.send(self._setup)
            case Fault():
                member.fault = message
            case Blocked():
                raise message.error
            case Done():
                member.tasks.popleft()
                self._done[message.start] = message

    def _replace(self, member: _Member) -> None:
        """A new worker for one that died; what it was reading is tried again with more care."""
        member.pipe.close()
        member.process.join(_PATIENCE)
        if not self._started:
            # Nobody knows of a document yet: the fault is in how the program was started.
            raise WorkersCannotStart(
                "the worker processes do not start",
                hint='in a script, call from below `if __name__ == "__main__":`',
            )
        if member.tasks:
            clear_away(self._setup.out, member)
            suspect, *innocent = member.tasks
            again = retry(suspect, member.fault, member.process.exitcode)
            self._open += len(again) - 1
            self._again.extend([*again, *innocent])
        with deaf_to_interrupts():
            self._members[self._members.index(member)] = self._hire()


def clear_away(out: Path, member: _Member) -> None:
    """Removes the half of a record that a worker left when it was killed."""
    places = {(out / job.record).parent for task in member.tasks for job in task.jobs}
    for place in places:
        for path in place.glob(f".*.{member.process.pid}.tmp"):
            path.unlink(missing_ok=True)


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes born in the block never hear of Ctrl-C, not even before they can say so."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    # Else it starts with the first process, and lets signals through again when it has.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def retry(task: Task, fault: Fault | None, exit_code: int | None) -> list[Task]:
    """How to go on with a task that brought down its worker, until one report is to blame."""
    if fault is not None and fault.at is not None:
        at = fault.at - task.start
        blamed = replace(task.jobs[at], fault=fault.message)
        return [replace(task, jobs=(*task.jobs[:at], blamed, *task.jobs[at + 1 :]))]
    if len(task.jobs) > 1:
        return [Task(task.start + at, (job,)) for at, job in enumerate(task.jobs)]
    if task.tries + 1 < TRIES:
        return [replace(task, tries=task.tries + 1)]
    message = fault.message if fault else f"the process reading it died ({_death(exit_code)})"
    return [replace(task, jobs=(replace(task.jobs[0], fault=message),))]


def _death(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return f"exit code {exit_code}"
    return signal.Signals(-exit_code).name
