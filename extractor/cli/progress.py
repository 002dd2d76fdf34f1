"""How far a folder is: a bar on a terminal, a line now and then in a log, nothing if not wanted."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extractor.cli import console

if TYPE_CHECKING:
    from extractor.batch import Tally

    Watch = Callable[[Tally], object]

# A log gets at most ten lines, and none for a folder that is done in a moment.
LOG_LINES = 10
LOG_FILES = 100


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watch]:
    """What shows a tally on standard error each time it is called."""
    if quiet or sys.stderr is None:
        yield lambda tally: None
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bar() as watch:
            yield watch
    else:
        yield _lines()


def _lines() -> Watch:
    told = 0

    def watch(tally: Tally) -> None:
        nonlocal told
        step = max(LOG_FILES, -(-tally.total // LOG_LINES))
        if tally.done // step > told and tally.done < tally.total:
            told = tally.done // step
            console.say(f"{tally.done:,} of {tally.total:,} reports, {tally.failed} failed")

    return watch


@contextmanager
def _bar() -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    progress = Progress(
        TextColumn("reports"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.0f}/s"), TextColumn("{task.fields[failed]} failed"),
        TimeRemainingColumn(),
        console=Console(stderr=True, no_color=bool(os.environ.get("NO_COLOR")) or None),
        # Rich would take standard output for itself, data and all.
        redirect_stdout=False, redirect_stderr=False, transient=True,
    )  # fmt: skip
    with progress:
        task = progress.add_task("", total=None, rate=0.0, failed=0)
        start = time.monotonic()

        def watch(tally: Tally) -> None:
            rate = tally.done / max(time.monotonic() - start, 1e-3)
            progress.update(task, total=tally.total, completed=tally.done, rate=rate,
                            failed=tally.failed)

        yield watch
