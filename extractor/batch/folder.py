"""A folder of reports in, a folder of records and tables out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from extractor.batch.annotations import write_annotations
from extractor.batch.earlier import look_back, read_before
from extractor.batch.formats import FAILURES, FILES, MANIFEST, PAGES, Format
from extractor.batch.manifest import Entry, Maker, Writer, open_journal, read_journal
from extractor.batch.packed import Source
from extractor.batch.pool import work_in_processes
from extractor.batch.records import read_records
from extractor.batch.sources import chooser, find_sources
from extractor.batch.tables import open_tables
from extractor.batch.task import Done, Failure, Job, Outcome, State, Task
from extractor.batch.work import Setup, cannot_write
from extractor.errors import UsageError
from extractor.io.writers.atomic import growing
from extractor.io.writers.csv_writer import csv_head, csv_lines
from extractor.records import Report
from extractor.records.columns import Column
from extractor.rulebook import Rulebook

TASK_FILES = 16
Watch = Callable[["Tally"], object]
FAILURE_COLUMNS = (
    Column("report", "string", "Path of the report below the folder"),
    Column("code", "string", "Kind of the failure"),
    Column("message", "string", "What is wrong"),
    Column("hint", "string", "What to do about it"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What to read, where to write and how. With no `jobs` the work is done in this process."""

    folder: Path
    out: Path
    formats: frozenset[Format]
    globs: tuple[str, ...] = ()
    force: bool = False
    jobs: int = 0
    tools: frozenset[str] = frozenset()  # what is made of the records when all are there


@dataclass(slots=True)
class Tally:
    """How far a run is."""

    total: int
    states: Counter[State] = field(default_factory=Counter)
    observations: int = 0
    findings: Counter[str] = field(default_factory=Counter)  # by severity
    failures: list[Failure] = field(default_factory=list)

    @property
    def done(self) -> int:
        return self.states.total()

    @property
    def failed(self) -> int:
        return self.states[State.FAILED]


class Interrupted(KeyboardInterrupt):
    """Ctrl-C: how many reports need not be read again, of how many."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(done, total)
        self.done = done
        self.total = total


@dataclass(frozen=True, slots=True)
class Batch:
    """A run that came to its end. Iterating reads the records back, one at a time.

    `passed` counts, by suffix, files that are no reports; `kept` counts reports that only earlier
    runs were told to read, and that are there and in all tables; `vanished` maps reports that are
    gone to the records that still stand; `outdated` names tables of earlier runs that were not
    renewed.
    """

    out: Path
    tally: Tally
    passed: Counter[str]
    kept: int
    vanished: dict[str, str]
    outdated: tuple[str, ...]

    @property
    def failures(self) -> tuple[Failure, ...]:
        return tuple(self.tally.failures)

    def __len__(self) -> int:
        return self.tally.done - len(self.tally.failures)

    def __iter__(self) -> Iterator[Report]:
        return read_records(self.out)


def convert_folder(
    settings: Settings, rulebook: Rulebook, watch: Watch = lambda tally: None
) -> Batch:
    """Reads every report of a folder that is new or changed, and renews the tables of all.

    Equal folders, rules and version give equal bytes, whatever the number of jobs and wherever
    earlier runs were ended. `watch` is called with the tally after each portion of work.
    Errors: `UsageError` for folders that cannot be used.
    """
    check_folders(settings.folder, settings.out)
    globs = settings.globs
    known = read_before(settings.out, chooser(globs)) if globs else frozenset()
    found = find_sources(settings.folder, settings.out, globs, known)
    _check_records(settings, found.sources)
    tally = Tally(len(found.sources))
    try:
        settings.out.mkdir(parents=True, exist_ok=True)
        vanished = _convert(settings, rulebook, found.sources, tally, watch)
        tools = settings.tools - {PAGES}
        write_annotations(settings.folder, settings.out, tools, rulebook.rules)
        if PAGES in settings.tools:
            from extractor.batch.pages import write_pages

            write_pages(settings.folder, settings.out, rulebook)
    except OSError as error:
        raise cannot_write(Path(error.filename or settings.out), error) from None
    made = {name for form in (*settings.formats, *settings.tools) for name in FILES[form]}
    others = sorted({name for files in FILES.values() for name in files} - made)
    outdated = tuple(name for name in others if (settings.out / name).exists())
    return Batch(settings.out, tally, found.passed, found.kept, vanished, outdated)


def check_folders(folder: Path, out: Path, *, file: bool = False) -> None:
    """Errors: `UsageError` for an input that is no folder (or file), or an output that is none."""
    if not folder.is_dir() and not (file and folder.is_file()):
        raise UsageError(f"no such {'file or ' * file}folder", where=str(folder),
                         hint="check the path")
    if out.exists() and not out.is_dir():
        raise UsageError("not a folder", where=str(out), hint="give a folder with -o")
    if out.exists() and out.samefile(folder if folder.is_dir() else folder.parent):
        raise UsageError("the records would go among the reports", where=str(out),
                         hint="give another folder with -o")


def check_places(folder: Path, out: Path, places: Iterable[str]) -> None:
    """Errors: `UsageError` where a place below `out` is one of the folder of the reports.

    Into a folder above that of the reports, `2024/2024/a.html` would go as `2024/a.html`.
    """
    reports, output = (Path(os.path.realpath(each)) for each in (folder, out))
    if reports != output and reports.is_relative_to(output):
        inside = f"{reports.relative_to(output).as_posix()}/".casefold()
        for place in places:
            if place.casefold().startswith(inside):
                raise UsageError("would go among the reports", where=str(out / place),
                                 hint="give another folder with -o")


def _check_records(settings: Settings, sources: Sequence[Source]) -> None:
    """Errors: `UsageError` for records, or files of a tool beside them, among the reports."""
    for above in ("", *(f"{tool}/" for tool in sorted(settings.tools))):
        places = (above + source.record for source in sources)
        check_places(settings.folder, settings.out, places)


def _convert(
    settings: Settings, rulebook: Rulebook, sources: Sequence[Source], tally: Tally, watch: Watch
) -> dict[str, str]:
    """The run itself; returns the records whose report is gone."""
    out = settings.out
    setup = Setup(settings.folder, out, settings.formats, rulebook)
    with ExitStack() as stack:
        journal = stack.enter_context(open_journal(out))
        earlier, vanished = look_back(out, journal, sources)
        # The first to be opened is the last to take its place.
        manifest = Writer(stack.enter_context(growing(out / MANIFEST)), setup.maker)
        failures = stack.enter_context(growing(out / FAILURES))
        failures.write(csv_head(FAILURE_COLUMNS))
        tables = stack.enter_context(open_tables(out, settings.formats, rulebook.rules))
        tasks = _tasks(sources, earlier, setup.maker, settings)
        watch(tally)
        try:
            with closing(_work(tasks, setup, settings.jobs, len(sources))) as work:
                for done in work:
                    for name, portion in done.tables.items():
                        tables[name](portion)
                    for outcome in done.outcomes:
                        manifest.add(outcome)
                        _count(tally, outcome)
                    failed = (outcome.failure for outcome in done.outcomes if outcome.failure)
                    failures.write(csv_lines(FAILURE_COLUMNS, map(asdict, failed)))
                    watch(tally)
        except KeyboardInterrupt:
            standing = _standing(sources, earlier, journal, setup.maker)
            raise Interrupted(standing, len(sources)) from None
        manifest.close(vanished)
    return vanished


def _standing(
    sources: Sequence[Source], earlier: Sequence[Entry | None], journal: BinaryIO, maker: Maker
) -> int:
    """How many reports have a record that the next run need not make again."""
    noted = read_journal(journal)
    entries = (noted.get(source.path, entry)
               for source, entry in zip(sources, earlier, strict=True))  # fmt: skip
    return sum(entry is not None and entry.maker == maker for entry in entries)


def _tasks(
    sources: Sequence[Source], earlier: Sequence[Entry | None], maker: Maker, settings: Settings
) -> Iterator[Task]:
    """Portions of the work; records of `maker` need not be made again, unless they are forced."""
    chosen = chooser(settings.globs)
    # Small portions for few files, so that every worker gets some.
    size = max(1, min(TASK_FILES, len(sources) // (4 * max(1, settings.jobs))))
    for start in range(0, len(sources), size):
        some = slice(start, start + size)
        yield Task(start, tuple(
            _job(source, entry, None if settings.force and chosen(source.path) else maker)
            for source, entry in zip(sources[some], earlier[some], strict=True)
        ))


def _job(source: Source, entry: Entry | None, maker: Maker | None) -> Job:
    if entry is None:
        return Job(source.path, source.record)
    same = entry.maker == maker and entry.record == source.record
    return Job(source.path, source.record, known=entry.digests if same else None, seen=True)


def _work(
    tasks: Iterator[Task], setup: Setup, jobs: int, files: int
) -> Generator[Done, None, None]:
    if jobs:
        # A worker takes as long to start as to read a few dozen reports.
        yield from work_in_processes(tasks, setup, min(jobs, -(-files // TASK_FILES)))
        return
    carry_out = setup.open()
    for task in tasks:
        yield carry_out(task, lambda at: nullcontext())


def _count(tally: Tally, outcome: Outcome) -> None:
    tally.states[outcome.state] += 1
    tally.observations += outcome.observations
    tally.findings.update(outcome.findings)
    if outcome.failure:
        tally.failures.append(outcome.failure)
