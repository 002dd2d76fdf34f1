"""The description of a folder's tables (datapackage.json) against the rules and the tables."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractor.io.regular import open_regular
from extractor.io.writers.csv_writer import BOM
from extractor.records.models import Severity
from extractor.records.schema import package_text
from extractor.validation.beside import made
from extractor.validation.problem import Code, Place, Problem, Problems, error
from extractor.validation.settings import Settings
from extractor.validation.source import differences, shown

_Placed = tuple[Place, Any]
_LONGEST_HEAD = 1024 * 1024  # bytes; that of reports.csv has some seven thousand
_KNOWN = {"observations", "reports"}  # the tables that a package of ours describes


def check_package(path: Path, data: bytes, settings: Settings) -> list[Problem] | None:
    """The problems of a package; None for JSON that describes no tables of ours."""
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        return None
    described = _tables(given)
    if _KNOWN.isdisjoint(described):
        return None
    maker = made(path.parent)
    if maker is None or maker.by(settings.rulebook):
        return list(_compared(given, json.loads(package_text(settings.rulebook.rules))))
    other = "made by other rules or another version: not compared with these rules"
    found = list(_headed(described, path.parent))
    return [*found, replace(error(Code.OUTDATED, other), severity=Severity.INFO, line=1)]


def _tables(package: Any) -> dict[str, _Placed]:
    """Each table of a package by its name, with its place."""
    return _named(package, "resources", ())


def _fields(table: Any, place: Place) -> dict[str, _Placed]:
    """Each column of a table by its name, with its place."""
    return _named(table.get("schema"), "fields", (*place, "schema"))


def _named(value: Any, key: str, place: Place) -> dict[str, _Placed]:
    """The members of a list of an object by their names; what has none is left out."""
    rows = value.get(key) if isinstance(value, dict) else None
    return {
        row["name"]: ((*place, key, at), row)
        for at, row in enumerate(rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and isinstance(row.get("name"), str)
    }


def _compared(given: Any, due: Any) -> Problems:
    """What is not as the rules have it: tables, their columns, and all that is said of them."""
    yield from _same(_bare(given, "resources"), _bare(due, "resources"), ())
    here = _tables(given)
    for name, (place, table) in _tables(due).items():
        if name not in here:
            yield error(Code.TABLE, f"table {name!r} is not described", ("resources",))
            continue
        at, own = here[name]
        fields, wanted = _fields(own, at), _fields(table, place)
        yield from _same(_bare(own, "schema"), _bare(table, "schema"), at)
        yield from _same(_inside(own), _inside(table), (*at, "schema"))
        yield from _columns(name, fields, wanted, at)


def _columns(
    table: str,
    given: Mapping[str, _Placed],
    due: Mapping[str, _Placed],
    place: Place,
) -> Problems:
    for name, (_, field) in due.items():
        if name in given:
            at, own = given[name]
            yield from _same(own, field, at)
        else:
            message = f"column {name!r} of {table}.csv is not described"
            yield error(Code.TABLE, message, (*place, "schema", "fields"))
    for name, (at, _) in given.items():
        if name not in due:
            yield error(Code.TABLE, f"there is no column {name!r} in {table}.csv", at)


def _same(given: Any, due: Any, place: Place) -> Iterator[Problem]:
    for path, is_now, should in differences(given, due):
        name = ".".join(map(str, path)) or "it"
        message = f"{name} is {shown(is_now)}, but the rulebook gives {shown(should)}"
        yield error(Code.TABLE, message, (*place, *path))


def _bare(value: Any, key: str) -> Any:
    """An object without one of its members."""
    return {name: inner for name, inner in value.items() if name != key}


def _inside(table: Any) -> Any:
    """What a schema says besides its columns."""
    schema = table.get("schema")
    return _bare(schema, "fields") if isinstance(schema, dict) else schema


def _headed(described: Mapping[str, _Placed], folder: Path) -> Problems:
    """Columns told that the tables beside the package do not have, or have in another order."""
    for name, (place, table) in described.items():
        names = list(_fields(table, place))
        head = _head(folder / f"{name}.csv") if name in _KNOWN else None
        if head is not None and head != names:
            odd = sorted(set(head).symmetric_difference(names))
            message = f"{', '.join(odd[:3]) or 'the order of columns'}: not as in {name}.csv"
            yield error(Code.TABLE, message, place)


def _head(path: Path) -> Sequence[str] | None:
    """The names of the columns of a table; None where there is none to read."""
    try:
        with open_regular(path) as stream:
            line = stream.readline(_LONGEST_HEAD).decode("utf-8").removeprefix(BOM)
        return next(csv.reader([line]), None)
    except (OSError, ValueError, csv.Error):
        return None
