"""Problems of records on standard output, and the exit code they make. No Typer, no Rich."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from extractor.cli import console
from extractor.cli.severity import FailOn
from extractor.errors import UsageError
from extractor.validation import Checked, Problem, Settings

FAILED = 1
_FAILING = {FailOn.ERROR: {"error"}, FailOn.WARNING: {"error", "warning"}}


def settings(source: Path | None, rules: Sequence[Path]) -> Settings:
    """What to check against. Errors: `UsageError` for a source that is not there."""
    from extractor.io.rule_files import load_rulebook

    if source is not None and not source.exists():
        raise UsageError("no such folder of reports", where=str(source), hint="check --source")
    return Settings(load_rulebook(*rules), source)


def report_problems(
    results: Iterable[Checked], *, fail_on: FailOn, as_json: bool, quiet: bool = False
) -> int:
    """Prints every problem as it is found; 1 if one of them is severe enough."""
    counts: Counter[str] = Counter()
    files = records = 0
    for checked in results:
        files += 1
        records += checked.records
        counts.update(str(problem.severity) for problem in checked.problems)
        lines = (
            _row(checked.file, problem) if as_json else _line(checked.file, problem)
            for problem in checked.problems
        )
        text = "".join(f"{line}\n" for line in lines)
        console.emit(text.encode("utf-8", "surrogateescape"))
    if not quiet:
        console.say(f"{_many(files, 'file')}, {_many(records, 'record')}: " + ", ".join(
            _many(counts[name], name) for name in ("error", "warning", "info")))
    return FAILED if any(counts[name] for name in _FAILING[fail_on]) else 0


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}{'s' * (count != 1 and name != 'info')}"


def _line(file: str, problem: Problem) -> str:
    mark = "" if problem.severity == "error" else f" [{problem.severity}]"
    message = " ".join(problem.message.splitlines())
    return f"{console.one_line(file)}:{problem.line or 1}: {problem.code} {message}{mark}"


def _row(file: str, problem: Problem) -> str:
    row = {
        "file": file, "line": problem.line or 1, "code": problem.code,
        "severity": problem.severity, "message": problem.message,
        "field": ".".join(map(str, problem.path)) or None, "observation": problem.observation,
    }  # fmt: skip
    # A file name that is no UTF-8 holds characters that only an escape can write.
    return json.dumps(row, ensure_ascii=not file.isprintable())
