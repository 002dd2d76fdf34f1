"""`extract DIR -o OUT`: a folder of reports, or a dataset of texts, in; records or rows out."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import INTERRUPTED, console
from extractor.cli.progress import watching
from extractor.cli.report import Quiet, RuleFolders
from extractor.cli.runs import Asked, Ended, Engine, plan_run
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.cli.runs import Run
    from extractor.rulebook import Rulebook

COMMAND = "folder"
SOME_FAILED = 3
_WITH_VALUE = frozenset({
    "-o", "--output", "--rules", "--format", "--glob", "-j", "--jobs",
    "--engine", "--scheduler", "--shard", "--text-column", "--name-column",
})


def names_folder(args: Sequence[str]) -> bool:
    """Whether the first argument that is no option, nor the value of one, is one, or Parquet."""
    rest = iter(args)
    for arg in rest:
        if arg in _WITH_VALUE:
            next(rest, None)
        elif arg == "-" or not arg.startswith("-"):
            return Path(arg).is_dir() or arg.lower().endswith(".parquet")
    return False


Folder = Annotated[
    Path,
    typer.Argument(metavar="DIR|DATASET",
                   help="The folder of reports; or Parquet files with a column of texts."),
]
Out = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="OUT", help="The folder to write into."),
]
Formats = Annotated[
    str | None,
    typer.Option("--format", metavar="LIST",
                 help="Of json, csv, jsonl, parquet (default: json,csv), and brat, doccano, "
                 "labelstudio, webannotation. Records as JSON are always written: a later run "
                 "goes on from them."),
]
Html = Annotated[
    bool, typer.Option("--html", help="Short for --format html: a page a report, and index.html.")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=0, metavar="N",
                 help="Worker processes (default: one a processor; 0: in this process)."),
]
Globs = Annotated[
    list[str] | None,
    typer.Option("--glob", metavar="PATTERN",
                 help="Which files are reports, as *.txt or 2024/**/*.txt; may recur. Reports that "
                 "earlier runs have read stay in the tables."),
]
Engines = Annotated[
    Engine | None,
    typer.Option("--engine", help="Hand out shards to workers of this engine; the result is one "
                 "Parquet file a shard, as with --shard."),
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS",
                 help="Of the engine, as tcp://host:8786 (default: workers on this machine)."),
]
Part = Annotated[
    str | None,
    typer.Option("--shard", metavar="N/OF", help="Do the share of job N of so many, from 1."),
]
TextColumn = Annotated[
    str | None,
    typer.Option("--text-column", metavar="NAME",
                 help="The column of texts in Parquet files (default: text)."),
]
NameColumn = Annotated[
    str | None,
    typer.Option("--name-column", metavar="NAME",
                 help="The column of what to call them (default: name)."),
]
Force = Annotated[bool, typer.Option("--force", help="Read unchanged reports again.")]


def folder(
    reports: Folder,
    out: Out = None,
    formats: Formats = None,
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Short for --format csv.")] = False,
    html: Html = False,
    jobs: Jobs = None,
    globs: Globs = None,
    force: Force = False,
    rules: RuleFolders = None,
    quiet: Quiet = False,
    engine: Engines = None,
    scheduler: Scheduler = None,
    shard: Part = None,
    text_column: TextColumn = None,
    name_column: NameColumn = None,
) -> int:
    """Read all reports of a folder; a report that fails does not stop the others."""
    from extractor.io.rule_files import load_rulebook

    if not out:
        raise UsageError("no folder to write into", where=str(reports), hint="give one with -o")
    if "" in (globs or ()):
        raise UsageError("an empty pattern", where="--glob", hint="give one, as *.txt")
    wanted = [name for name in (formats or "").split(",") if name.strip()]
    wanted += [name for name, on in (("json", json), ("csv", csv), ("html", html)) if on]
    asked = Asked(_processors() if jobs is None else jobs, tuple(globs or ()), force, engine,
                  scheduler, shard, text_column, name_column)
    run = plan_run(reports, Path(out), wanted, asked)
    rulebook = load_rulebook(*(rules or ()))
    start = time.monotonic()
    ended = _carry_out(run, rulebook, quiet=quiet, force=force)
    if ended is None:
        return INTERRUPTED
    if not quiet:
        for line in ended.warnings:
            console.say(line)
        console.say("done", *ended.summary(time.monotonic() - start))
    return SOME_FAILED if ended.failed else 0


def _carry_out(run: Run, rulebook: Rulebook, *, quiet: bool, force: bool) -> Ended | None:
    """How the run ended; None where Ctrl-C did it, after a word on what is done."""
    from extractor.batch import Interrupted

    go_on = "the same command without --force" if force else "the same command"
    try:
        with watching(quiet=quiet) as watch:
            return run(rulebook, watch)
    except Interrupted as end:
        done = f"{end.done:,} of {end.total:,} reports are done"
    except KeyboardInterrupt:
        done = "no report was read yet"
    console.say(f"interrupted: {done}; {go_on} goes on from there")
    return None


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
