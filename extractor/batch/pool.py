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
from dataclasses import dataclass, field
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic

from extractor.batch.task import Blocked, Fault, Given, Made, Ready, Work
from extractor.batch.worker import serve
from extractor.errors import ExtractorError

# One task to work on and one to go on with, while the answer is on its way.
TASKS_EACH = 2
# How far workers may be ahead of the slowest one: what they hand in is kept in memory as long.
WINDOW_EACH = 6
_PATIENCE = 0.5  # seconds


class WorkersCannotStart(ExtractorError):
    """The first worker to end had not even started."""

    code = "E-WORKER"


@dataclass(slots=True, eq=False)
class _Member(Generic[Given]):
    process: BaseProcess
    pipe: Connection
    tasks: deque[Given] = field(default_factory=deque)
    ready: bool = False
    fault: Fault | None = None


def work_in_processes(
    tasks: Iterator[Given], work: Work[Given, Made], jobs: int
) -> Iterator[Made]:
    """The results of all tasks, in order.

    Errors: `UsageError` where the output folder cannot be written; `WorkersCannotStart`.
    """
    crew = _Crew(tasks, work, jobs)
    try:
        yield from crew.results()
    finally:
        crew.dismiss()


class _Crew(Generic[Given, Made]):
    def __init__(
        self, tasks: Iterator[Given], work: Work[Given, Made], jobs: int
    ) -> None:
        self._fresh = tasks
        self._work = work
        self._again: deque[Given] = deque()
        self._done: dict[int, Made] = {}
        self._open = 0  # tasks taken from the source whose results are still to be handed on
        self._drained = False
        self._window = jobs * WINDOW_EACH
        self._started = False
        self._members: list[_Member[Given]] = []
        with deaf_to_interrupts():
            self._members += (self._hire() for _ in range(jobs))

    def results(self) -> Iterator[Made]:
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

    def _hire(self) -> _Member[Given]:
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

    def _next(self) -> Given | None:
        if self._again:
            return self._again.popleft()
        if self._open >= self._window:
            return None
        task = next(self._fresh, None)
        self._open += task is not None
        self._drained = task is None
        return task

    def _hear(self, member: _Member[Given]) -> None:
        try:
            message = member.pipe.recv()
        except (EOFError, OSError):
            self._replace(member)
            return
        match message:
            case Ready():
                self._started = member.ready = True
                with suppress(OSError):
                    member.pipe.send(self._work)
            case Fault():
                member.fault = message
            case Blocked():
                raise message.error
            case made:
                member.tasks.popleft()
                self._done[made.start] = made

    def _replace(self, member: _Member[Given]) -> None:
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
            self._work.clear_away(member.tasks, member.process.pid or 0)
            suspect, *innocent = member.tasks
            again = self._work.again(suspect, member.fault, member.process.exitcode)
            self._open += len(again) - 1
            self._again.extend([*again, *innocent])
        with deaf_to_interrupts():
            self._members[self._members.index(member)] = self._hire()


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
