"""Files of records: found, read, checked, and each problem given its line."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from extractor.errors import UnreadableInput, UsageError
from extractor.io.regular import read_regular
from extractor.io.writers.json_writer import json_bytes
from extractor.records.models import Report, Severity
from extractor.records.schema import PACKAGE
from extractor.validation.beside import TABLES, made
from extractor.validation.locate import line_finder
from extractor.validation.package import check_package
from extractor.validation.problem import Checked, Code, Problem, Problems, error
from extractor.validation.record import absent, check_record
from extractor.validation.reports import find_report, open_report
from extractor.validation.settings import Settings
from extractor.validation.source import check_source
from extractor.validation.table_files import check_file

SUFFIXES = (".json", ".jsonl", ".csv")
_ENDLESS = re.compile(rb"[0-9]{4301}")
_OURS = {"document", "observations", "mentions"}  # any of them makes a JSON object a record


def validate(paths: Iterable[Path], settings: Settings) -> Iterator[Checked]:
    """Each file of records; folders are searched, their other files passed over.

    Errors: `UsageError` for a path that is not there or a folder without records.
    """
    for path in paths:
        if not path.is_dir():
            yield validate_file(path, settings)
            continue
        found = False
        for file in sorted(path.rglob("*")):
            hidden = file.name.startswith(".") or file.is_dir()
            if file.suffix.lower() in SUFFIXES and not hidden:
                checked = _one_of_many(file, settings)
                if checked.ours or _is_table_of(file):
                    found = True
                    yield checked
        if not found:
            raise UsageError("no record in this folder", where=str(path),
                             hint="give the folder that `extract REPORTS -o` wrote")


def _is_table_of(path: Path) -> bool:
    """Whether a file has the name and place of a table of ours, whatever it holds."""
    return path.name in {*TABLES, PACKAGE} and made(path.parent) is not None


def _one_of_many(path: Path, settings: Settings) -> Checked:
    """A file of a folder: one that cannot be read is a problem, and stops nothing."""
    try:
        return validate_file(path, settings)
    except UsageError as problem:
        found = replace(error(Code.JSON, problem.message), line=1)
        return Checked(str(path), (found,), records=0)


def validate_file(path: Path, settings: Settings) -> Checked:
    """One file. Errors: `UsageError` where it cannot be read."""
    try:
        # Editors on Windows put the mark in front when they save; nothing is changed by it.
        data = read_regular(path).removeprefix(BOM_UTF8)
    except OSError as problem:
        raise UsageError(f"cannot be read: {problem.strerror or problem}", where=str(path),
                         hint="check the path") from None
    if path.suffix.lower() == ".csv":
        return _table(path, data, settings)
    if path.suffix.lower() == ".jsonl":
        return _lines(path, data, settings)
    problems = _record(path, data, settings)
    if problems is not None:
        return _checked(path, _lined(problems, data))
    described = check_package(path, data, settings) if path.name == PACKAGE else None
    if described is None:
        return _foreign(path, data)
    return _checked(path, _lined(described, data), records=0)


def _checked(path: Path, problems: Iterable[Problem], records: int = 1) -> Checked:
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    return Checked(str(path), tuple(ordered), records)


def _foreign(path: Path, data: bytes) -> Checked:
    message = "holds no record" if data.strip() else "is empty"
    problem = replace(error(Code.SCHEMA, message), line=1)
    return Checked(str(path), (problem,), records=0, ours=not data.strip())


def _lined(problems: Sequence[Problem], data: bytes) -> Iterator[Problem]:
    if not problems:
        return
    if any(problem.line is None for problem in problems):
        find = line_finder(data.decode("utf-8"))
        problems = [
            replace(p, line=find(p.path)) if p.line is None else p for p in problems
        ]
    yield from problems


def _lines(path: Path, data: bytes, settings: Settings) -> Checked:
    found: list[Problem] = []
    count = 0
    ours = False
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            problems = _record(path, line, settings)
            ours = ours or problems is not None
            count += 1
            due = [error(Code.SCHEMA, "holds no record")] if problems is None else problems
            found += [replace(problem, line=number) for problem in due]
    return _checked(path, found, count) if ours else _foreign(path, data)


def _record(path: Path, data: bytes, settings: Settings) -> list[Problem] | None:
    """The problems of one record; None for JSON that is none."""
    try:
        report = Report.model_validate_json(data)
    except ValidationError as problem:
        return _misfits(data, problem.errors(include_url=False))
    found = list(absent(report))
    if json_bytes(report) != data:
        found += list(_twice(data))
    found += check_record(report, settings.rulebook)
    if settings.source is not None:
        # A warning that the record tells of its report says nothing of the record.
        known = {problem.path for problem in found if problem.severity is Severity.ERROR}
        against = _against(path, report, data, settings)
        found += [problem for problem in against if problem.path not in known or not problem.path]
    return found


def _against(path: Path, report: Report, data: bytes, settings: Settings) -> Problems:
    assert settings.source is not None
    name, digest = report.document.name, report.document.sha256
    file = find_report(settings.source, path, name, digest)
    if file is None:
        yield error(Code.SOURCE, f"there is no report {name!r} in {settings.source}",
                    ("document", "name"))
        return
    try:
        document = open_report(file, name)
    except UnreadableInput as problem:
        yield error(Code.SOURCE, str(problem), ("document", "name"))
        return
    yield from check_source(report, data, document, settings.rulebook)


def _misfits(data: bytes, errors: Sequence[ErrorDetails]) -> list[Problem] | None:
    """What the schema says; None if nothing speaks for a record."""
    if errors[0]["type"] == "json_invalid":
        return None if _is_foreign(data) else [_no_json(data, errors[0]["msg"])]
    value = json.loads(data)
    if not is_record(value):
        return None
    found: dict[tuple[str | int, ...], Problem] = {}
    for each in errors:
        path = _known_part(value, each["loc"])
        name = ".".join(map(str, path))
        if each["type"] == "missing":
            message = f"field {'.'.join(map(str, each['loc']))!r} is missing"
            path = each["loc"]
        elif each["type"] == "extra_forbidden":
            message = f"there is no field {name!r}"
        else:
            message = f"{name or 'record'}: {each['msg']}"
        found.setdefault(path, error(Code.SCHEMA, message, path))
    return list(found.values())


def _is_foreign(data: bytes) -> bool:
    """Whether this is JSON of something else with half a character in it, as a manifest has it of
    a file name that is no UTF-8: a strict reader takes none."""
    try:
        return not is_record(json.loads(data))
    except (ValueError, RecursionError):
        return False


def is_record(value: Any) -> bool:
    """Whether a JSON value is meant for a record, be it a broken one."""
    return isinstance(value, dict) and not _OURS.isdisjoint(value)


def _known_part(value: Any, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """As far as a path leads into a value: behind that stand names of types."""
    for at, step in enumerate(path):
        inside = step in value if isinstance(value, dict) else (
            isinstance(value, list) and isinstance(step, int) and step < len(value)
        )
        if not inside:
            return path[:at]
        value = value[step]
    return path


def _no_json(data: bytes, message: str) -> Problem:
    line = 1
    try:
        json.loads(data.decode("utf-8"))
    except json.JSONDecodeError as problem:
        line, message = problem.lineno, f"no JSON: {problem.msg}"
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        message = "not UTF-8 (save it as UTF-8)"
    except RecursionError:
        message = "no JSON of a record: nested too deep"
    except ValueError:  # json reads no such number
        found = _ENDLESS.search(data)
        line = data.count(b"\n", 0, found.start()) + 1 if found else 1
        message = "no JSON of a record: a number with thousands of digits"
    return replace(error(Code.JSON, message), line=line)


def _twice(data: bytes) -> Problems:
    """Keys that stand twice in an object: readers take one value or the other."""
    found: list[str] = []

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(members)) != len(members):
            names = [name for name, _ in members]
            found.extend(sorted({name for name in names if names.count(name) > 1}))
        return dict(members)

    json.loads(data, object_pairs_hook=pairs)
    yield from (error(Code.JSON, f"key {name!r} stands twice in one object") for name in found)


def _table(path: Path, data: bytes, settings: Settings) -> Checked:
    result = check_file(path, data, settings)
    return _foreign(path, data) if result is None else _checked(path, *result)
