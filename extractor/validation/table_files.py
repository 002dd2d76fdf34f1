"""Files of tables: by themselves, against what lies beside them, and against the reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from extractor.errors import UnreadableInput
from extractor.records.models import Severity
from extractor.validation.beside import (
    Made,
    check_codebook,
    check_observations,
    check_records,
    made,
)
from extractor.validation.problem import Code, Problem, Problems, error
from extractor.validation.reports import find_report, open_report
from extractor.validation.settings import Settings
from extractor.validation.tables import (
    Group,
    Table,
    at_line,
    check_group,
    check_table,
    read_table,
    reports,
)

_OTHERS = "made by other rules or another version: not compared with "


def check_file(path: Path, data: bytes, settings: Settings) -> tuple[list[Problem], int] | None:
    """The problems of a CSV file, with how many reports or figures it tells of.

    None if it is no table of ours.
    """
    maker = made(path.parent)
    ours = maker is None or maker.by(settings.rulebook)
    try:
        table = read_table(data, settings.rulebook.rules, ours=ours)
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        message = "no CSV in UTF-8: in Excel, save it as CSV UTF-8"
        return [replace(error(Code.TABLE, message), line=line)], 1
    except ValueError as problem:
        return [replace(error(Code.TABLE, f"no CSV in UTF-8: {problem}"), line=1)], 1
    if table is None:
        return None
    problems = check_table(table)
    if not problems:
        problems = list(_beside(table, path.parent, maker, settings, ours=ours))
    if not problems and settings.source is not None and table.observed:
        problems = list(_against_reports(table, path, settings, ours=ours))
    return problems, 0 if table.explains else len(table.rows)


def _beside(
    table: Table, folder: Path, maker: Made | None, settings: Settings, *, ours: bool
) -> Problems:
    if table.explains:
        yield from check_codebook(table, folder, settings.rulebook, ours=ours)
    elif maker is not None and maker.records:
        yield from check_records(table, folder, maker.records)
    elif not table.observed:
        yield from check_observations(table, folder, settings.rulebook)
    if not ours and not table.observed:
        yield Problem(Code.OUTDATED, Severity.INFO, f"{_OTHERS}these rules", line=1)


def _against_reports(
    table: Table, path: Path, settings: Settings, *, ours: bool
) -> Iterator[Problem]:
    if not ours:
        yield Problem(Code.OUTDATED, Severity.INFO, f"{_OTHERS}the reports", line=1)
        return
    for name, group in reports(table):
        yield from _group(path, name, group, settings)


def _group(path: Path, name: str, group: Group, settings: Settings) -> list[Problem]:
    assert settings.source is not None
    line, row = group[0]
    file = find_report(settings.source, path, name, row["sha256"])
    if file is None:
        message = f"there is no report {name!r} in {settings.source}"
        return [at_line(line, Code.SOURCE, message)]
    try:
        document = open_report(file, name)
    except UnreadableInput as problem:
        return [at_line(line, Code.SOURCE, str(problem))]
    return check_group(group, document, settings.rulebook)
