"""What a worker does with a task: read reports, put records in place, make table lines."""

from __future__ import annotations

import hashlib
import signal
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from extractor import __version__
from extractor.batch.formats import Format
from extractor.batch.manifest import Maker, note
from extractor.batch.sources import told_as
from extractor.batch.tables import Render, renderers
from extractor.batch.task import (
    FAULT,
    TELL_US,
    CarryOut,
    Done,
    Failure,
    Fault,
    Job,
    Outcome,
    Read,
    State,
    Task,
    Telling,
)
from extractor.errors import ExtractorError, UnreadableInput, UsageError
from extractor.io.readers import SIZE_LIMIT, read_document
from extractor.io.writers.atomic import atomic_write
from extractor.io.writers.json_writer import json_bytes
from extractor.pipeline import run
from extractor.records import Report
from extractor.rulebook import Rulebook

TRIES = 2


@dataclass(frozen=True, slots=True)
class Setup:
    """What all tasks of a run share."""

    folder: Path
    out: Path
    formats: frozenset[Format]
    rulebook: Rulebook

    @property
    def maker(self) -> Maker:
        return Maker(__version__, self.rulebook.sha256)

    def open(self) -> CarryOut[Task, Done]:
        """What reads the reports of a task. Errors: those of `read_one`."""
        tables = renderers(self.formats, self.rulebook.rules)

        def carry_out(task: Task, telling: Telling) -> Done:
            reads = []
            for at, job in enumerate(task.jobs, task.start):
                with telling(at):
                    reads.append(read_one(job, self))
            with telling(None):
                return _close_task(task, reads, tables)

        return carry_out

    def again(self, task: Task, fault: Fault | None, exit_code: int | None) -> list[Task]:
        return retry(task, fault, exit_code)

    def clear_away(self, tasks: Sequence[Task], process: int) -> None:
        """Removes the half of a record that a worker left when it was killed."""
        places = {(self.out / job.record).parent for task in tasks for job in task.jobs}
        for place in places:
            for path in place.glob(f".*.{process}.tmp"):
                path.unlink(missing_ok=True)


def _close_task(task: Task, reads: list[Read], renders: Mapping[str, Render]) -> Done:
    """The table lines of what was read for a task."""
    reports = [read.report for read in reads if read.report is not None]
    tables = {name: render(reports) for name, render in renders.items()}
    return Done(task.start, tuple(read.outcome for read in reads), tables)


def read_one(job: Job, setup: Setup) -> Read:
    """The report of one job, its record in place; or why there is none.

    Errors: `UsageError` where the output folder cannot be written.
    """
    target = setup.out / job.record
    name = told_as(setup.folder, job.path)
    sha256 = None
    try:
        if job.fault is not None:
            raise UnreadableInput(job.fault, hint=TELL_US)
        path = setup.folder / job.path
        sha256 = _digest(path)
        unchanged = _unchanged(job, name, sha256, target)
        if unchanged is not None:
            return unchanged
        report = run(read_document(path, name), setup.rulebook).report
    except ExtractorError as error:
        _remove(target)
        code = error.code if job.fault is None else FAULT
        failure = Failure(name, code, error.message, error.hint)
        return Read(Outcome(job.path, job.record, State.FAILED, sha256, failure=failure))
    record = json_bytes(report)
    state = State.CHANGED if job.seen else State.NEW
    outcome = _told(job, state, sha256, hashlib.sha256(record).hexdigest(), report)
    _write(target, record, setup, outcome)
    return Read(outcome, report)


def _told(
    job: Job, state: State, sha256: str | None, record_sha256: str, report: Report
) -> Outcome:
    findings = Counter(finding.severity.value for finding in report.findings)
    return Outcome(job.path, job.record, state, sha256, record_sha256,
                   observations=len(report.observations), findings=dict(findings))  # fmt: skip


def check_file(path: Path) -> int:
    """The size of a file. Errors: `OSError`; `UnreadableInput` for what must not even be opened."""
    status = path.stat()
    if S_ISDIR(status.st_mode):
        raise UnreadableInput("a folder that cannot be entered", hint="change its permissions")
    if not S_ISREG(status.st_mode):
        # Opening a pipe would wait for ever for somebody to write into it.
        raise UnreadableInput("not a regular file", hint="save the report as a file")
    return status.st_size


def _digest(path: Path) -> str | None:
    """SHA-256 of a file that `read_document` would read; None where it will say why it cannot."""
    try:
        if check_file(path) > SIZE_LIMIT:
            return None
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _unchanged(job: Job, name: str, sha256: str | None, target: Path) -> Read | None:
    """What an earlier run read, if neither the file nor its name or record has changed since."""
    if job.known is None or sha256 is None:
        return None
    try:
        record = target.read_bytes()
    except OSError:
        return None
    record_sha256 = hashlib.sha256(record).hexdigest()
    if bytes.fromhex(sha256 + record_sha256) != job.known:
        return None
    report = Report.model_validate_json(record)
    if report.document.name != name:
        return None
    return Read(_told(job, State.UNCHANGED, sha256, record_sha256, report), report)


def _write(target: Path, record: bytes, setup: Setup, outcome: Outcome) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(target, record)
        note(setup.out, setup.maker, outcome)
    except OSError as error:
        raise cannot_write(target, error) from None


def _remove(target: Path) -> None:
    """A record of an earlier run must not outlive the report that it was made from."""
    try:
        target.unlink(missing_ok=True)
    except (NotADirectoryError, FileNotFoundError):
        return
    except OSError as error:
        raise cannot_write(target, error) from None


def cannot_write(path: Path, error: OSError) -> UsageError:
    return UsageError(f"cannot write: {error.strerror or error}", where=str(path),
                      hint="choose another place, or make room; the same command goes on from here")


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
