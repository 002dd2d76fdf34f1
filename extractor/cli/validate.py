"""`extract validate`: records and tables on disk, against themselves and their reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.report import Quiet, RuleFolders
from extractor.cli.severity import FailOn


def validate(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Records (JSON, JSONL), CSV, folders.")
    ],
    source: Annotated[
        Path | None,
        typer.Option("--source", metavar="DIR", help="The reports, or the one report."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The least severity that fails.")
    ] = FailOn.ERROR,
    rules: RuleFolders = None,
    quiet: Quiet = False,
) -> int:
    """Check records: their schema and arithmetic and, with --source, every word of the report."""
    from extractor.cli.problems import report_problems, settings
    from extractor.validation import validate as check

    results = check(paths, settings(source, rules or ()))
    return report_problems(results, fail_on=fail_on, as_json=json, quiet=quiet)
