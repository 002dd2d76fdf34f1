"""`extract DIR -o OUT`: a folder of reports in, records and tables out."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import INTERRUPTED, console
from extractor.cli.progress import watching
from extractor.cli.report import Quiet, RuleFolders
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.batch import Batch, Settings, Tally
    from extractor.rulebook import Rulebook

COMMAND = "folder"
SOME_FAILED = 3
FAILURES = "failures.csv"
SEVERITIES = ("error", "warning", "info")
# Failures told one by one; all of them are in failures.csv.
TOLD = 10
_WITH_VALUE = frozenset({"-o", "--output", "--rules", "--format", "--glob", "-j", "--jobs"})


def names_folder(args: Sequence[str]) -> bool:
    """Whether the first argument that is no option, nor the value of one, is a folder."""
    rest = iter(args)
    for arg in rest:
        if arg in _WITH_VALUE:
            next(rest, None)
        elif arg == "-" or not arg.startswith("-"):
            return Path(arg).is_dir()
    return False


Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of reports.")]
Out = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="OUT", help="The folder to write into."),
]
Formats = Annotated[
    str | None,
    typer.Option("--format", metavar="LIST",
                 help="Of json, csv, jsonl, parquet (default: json,csv), and brat, doccano, "
                 "labelstudio, webannotation. Records as JSON are always written: a later run "
                 "goes on from them."),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=0, metavar="N",
                 help="Worker processes (default: one a processor; 0: in this process)."),
]
Globs = Annotated[
    list[str] | None,
    typer.Option("--glob", metavar="PATTERN",
                 help="Which files are reports, as *.txt or 2024/**/*.txt; may recur."),
]
Force = Annotated[bool, typer.Option("--force", help="Read unchanged reports again.")]


def folder(
    reports: Folder,
    out: Out = None,
    formats: Formats = None,
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Short for --format csv.")] = False,
    jobs: Jobs = None,
    globs: Globs = None,
    force: Force = False,
    rules: RuleFolders = None,
    quiet: Quiet = False,
) -> int:
    """Read all reports of a folder; a report that fails does not stop the others."""
    from extractor.batch import DEFAULT, Settings, parse_formats
    from extractor.io.rule_files import load_rulebook

    if out is None:
        raise UsageError("no folder to write into", where=str(reports), hint="give one with -o")
    wanted = formats.split(",") if formats else []
    wanted += [name for name, on in (("json", json), ("csv", csv)) if on]
    forms, tools = parse_formats(wanted or DEFAULT)
    settings = Settings(
        reports, out, forms, tuple(globs or ()), force,
        _processors() if jobs is None else jobs, tools,
    )  # fmt: skip
    rulebook = load_rulebook(*(rules or ()))
    start = time.monotonic()
    batch = _convert(settings, rulebook, quiet=quiet)
    if batch is None:
        return INTERRUPTED
    if not quiet:
        for line in _warnings(batch):
            console.say(line)
        console.say("\n  ".join(["done", *_summary(batch, time.monotonic() - start)]))
    return SOME_FAILED if batch.failures else 0


def _convert(settings: Settings, rulebook: Rulebook, *, quiet: bool) -> Batch | None:
    """The batch; None where Ctrl-C ended it, after a word on what is done."""
    from extractor.batch import convert_folder

    last: Tally | None = None
    try:
        with watching(quiet=quiet) as watch:

            def keep(tally: Tally) -> None:
                nonlocal last
                last = tally
                watch(tally)

            return convert_folder(settings, rulebook, keep)
    except KeyboardInterrupt:
        done = f"{last.done:,} of {last.total:,}" if last else "no"
        console.say(f"interrupted: {done} reports are done; the same command goes on from there")
        return None


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _warnings(batch: Batch) -> Iterator[str]:
    for failure in batch.failures[:TOLD]:
        hint = f" ({failure.hint})" if failure.hint else ""
        yield f"{failure.report}: {failure.message}{hint}"
    if len(batch.failures) > TOLD:
        yield f"and {len(batch.failures) - TOLD:,} more failed, see {batch.out / FAILURES}"
    for path, record in sorted(batch.vanished.items())[:TOLD]:
        yield f"{path}: vanished; {batch.out / record} still stands, but is in no table"
    if len(batch.vanished) > TOLD:
        yield f"and {len(batch.vanished) - TOLD:,} more vanished"
    if batch.outdated:
        yield f"not renewed, as not asked for: {', '.join(batch.outdated)}"


def _summary(batch: Batch, seconds: float) -> Iterator[str]:
    tally = batch.tally
    states = ", ".join(f"{count:,} {state}" for state, count in sorted(tally.states.items()))
    found = ", ".join(f"{tally.findings[s]:,} {s}" for s in SEVERITIES if tally.findings[s])
    passed = ", ".join(f"{count:,} {kind}" for kind, count in sorted(batch.passed.items()))
    rows = (
        ("reports", tally.total, states),
        ("failed", len(batch.failures), f"see {batch.out / FAILURES}"),
        ("vanished", len(batch.vanished), "reports gone since an earlier run"),
        ("passed over", batch.passed.total(), passed),
        ("observations", tally.observations, ""),
        ("findings", tally.findings.total(), found),
        ("seconds", round(seconds, 1), f"{tally.total / seconds:,.0f} reports a second"),
    )
    shown = [(name, f"{number:,}", more) for name, number, more in rows
             if number or name in {"reports", "observations"}]  # fmt: skip
    wide = max(len(number) for _, number, _ in shown)
    for name, number, more in shown:
        yield f"{name:<14}{number:>{wide}}  {more}".rstrip()
    yield f"{'written to':<14}{batch.out}"
