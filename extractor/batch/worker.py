"""The process of a worker: takes tasks from a pipe until the other end is gone."""

from __future__ import annotations

import signal
import traceback
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any

from extractor.batch.task import Blocked, Fault, Ready, Work
from extractor.errors import UsageError


def serve(pipe: Connection) -> None:
    """Works until the pipe closes: so a worker outlives its parent by one task at most."""
    # Ctrl-C goes to every process of a terminal; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    telling = partial(_Telling, pipe)
    try:
        pipe.send(Ready())
        work: Work[Any, Any] = pipe.recv()
        carry_out = work.open()
        while True:
            task = pipe.recv()
            try:
                answer = carry_out(task, telling)
            except UsageError as error:
                answer = Blocked(error)
            pipe.send(answer)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def words_on(error: BaseException) -> str:
    """A fault of ours in one line: what, and where in our code."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    words = f"{type(error).__name__}: {error}".splitlines()[0]
    return f"a fault of this tool: {words} ({Path(place.filename).name}:{place.lineno})"


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
        self._pipe.send(Fault(self._at, words_on(error)))
        raise SystemExit(1)
