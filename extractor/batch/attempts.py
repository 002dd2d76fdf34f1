"""Tries at a shard, told on disk report by report: one that dies leaves behind what it was reading.

Whatever starts the next try (a pool, a cluster, a job array, somebody who types the command once
more) finds the traces of those before, and passes over the report that is to blame.
"""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from collections import Counter
from pathlib import Path
from types import TracebackType

from extractor.batch.task import FAULT, TELL_US
from extractor.batch.worker import words_on
from extractor.errors import ExtractorError

# A process may be killed for no fault of the report it is reading, but hardly twice at the same.
TRIES = 2
# Outside any report: while files are opened and closed.
BETWEEN = -1
BETWEEN_TRIES = 3
_HEAD = 21  # bytes: the row and a line end; behind it stand the words on a fault of ours
_TRACE = re.compile(r"\.[0-9a-f]{12}\.[0-9a-f]{32}\.try")


class ShardFault(ExtractorError):
    """A shard that brings down its process whichever report is left out."""

    code = FAULT


class Attempt:
    """A try at the shard that goes to `output`, as a context: all traces go when it ends well.

    `blamed` says of rows, by their place in the shard, why they are not to be tried again.
    Errors: `ShardFault` where earlier tries came to nothing outside of any report.
    """

    def __init__(self, output: Path) -> None:
        self._output = output
        self.blamed = _verdicts(output)
        self._trace = output.with_name(f".{_mark(output)}.{uuid.uuid4().hex}.try")

    def __enter__(self) -> Attempt:
        self._stream = os.open(self._trace, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644)
        self.now_at(BETWEEN)
        return self

    def now_at(self, row: int) -> None:
        """Tells what is read from now on, so that it is known even if the process is killed."""
        os.lseek(self._stream, 0, os.SEEK_SET)
        os.write(self._stream, b"%-20d\n" % row)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        # Other errors than a fault of ours say by themselves what to do, and blame no report.
        ours = isinstance(error, Exception) and not isinstance(error, ExtractorError | OSError)
        if ours and error is not None:
            os.lseek(self._stream, _HEAD, os.SEEK_SET)
            os.write(self._stream, words_on(error).encode("utf-8"))
        os.close(self._stream)
        if not ours:
            self._trace.unlink(missing_ok=True)
        if error is None:
            for old in traces(self._output):
                old.unlink(missing_ok=True)


def traces(output: Path) -> list[Path]:
    """What tries that died, or still run, have left."""
    return sorted(output.parent.glob(f".{_mark(output)}.*.try"))


def is_trace(name: str) -> bool:
    return _TRACE.fullmatch(name) is not None


def _verdicts(output: Path) -> dict[int, str]:
    deaths: Counter[int] = Counter()
    faults: dict[int, str] = {}
    for trace in traces(output):
        head, _, words = trace.read_text("utf-8").partition("\n")
        row = int(head) if head.strip() else BETWEEN
        deaths[row] += 1
        if words:
            faults[row] = words
    for row, times in deaths.items():
        if times >= (BETWEEN_TRIES if row == BETWEEN else TRIES):
            faults.setdefault(row, f"the process reading it died {times} times")
    if BETWEEN in faults:
        raise ShardFault(faults[BETWEEN], hint=TELL_US)
    return faults


def _mark(output: Path) -> str:
    return hashlib.sha256(os.fsencode(output.name)).hexdigest()[:12]
