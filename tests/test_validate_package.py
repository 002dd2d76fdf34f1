"""The description of a folder's tables: as the rules have it, and as the tables are."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import Outcome

from extractor.records.schema import PACKAGE, package_text
from extractor.rulebook import Rulebook

TEXT = "柳溪镇2024年法治政府建设年度报告\n2024年,共调解矛盾纠纷88件。\n"


@pytest.fixture
def folder(tmp_path: Path, cli: Callable[..., Outcome]) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(TEXT, "utf-8")
    assert cli(tmp_path / "reports", "-o", tmp_path / "out", "--jobs", "0").code == 0
    return tmp_path / "out"


def field(package: Any, table: str, name: str) -> Any:
    (found,) = (row for row in package["resources"] if row["name"] == table)
    return next(row for row in found["schema"]["fields"] if row["name"] == name)


def rename(package: Any) -> None:
    field(package, "reports", "year")["name"] = "jahr"


def retype(package: Any) -> None:
    field(package, "observations", "value")["type"] = "string"


def drop(package: Any) -> None:
    del package["resources"][0]["schema"]["fields"][3]


def move(package: Any) -> None:
    package["resources"][0]["path"] = "../observations.csv"


def forget(package: Any) -> None:
    del package["resources"][1]


def misshape(package: Any) -> None:
    package["resources"][0]["schema"] = 7


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (retype, "type is 'string', but the rulebook gives 'number'"),
        (rename, "there is no column 'jahr' in reports.csv"),
        (rename, "column 'year' of reports.csv is not described"),
        (drop, "of observations.csv is not described"),
        (move, "path is '../observations.csv', but the rulebook gives 'observations.csv'"),
        (forget, "table 'reports' is not described"),
        (misshape, "of observations.csv is not described"),
    ],
)
def test_an_edited_package_shows(
    folder: Path, cli: Callable[..., Outcome], change: Callable[[Any], None], told: str
) -> None:
    path = folder / PACKAGE
    assert cli("validate", folder).code == 0
    package = json.loads(path.read_bytes())
    change(package)
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2), "utf-8")
    for where in (folder, path):
        outcome = cli("validate", where)
        assert outcome.code == 1
        assert all(row.startswith(f"{path}:") for row in outcome.out.splitlines())
        assert told in outcome.out


def test_a_problem_of_a_package_has_the_line_of_its_column(
    folder: Path, cli: Callable[..., Outcome]
) -> None:
    path = folder / PACKAGE
    text = path.read_text("utf-8")
    at = text.index('"type": "integer"')
    path.write_text(f'{text[:at]}"type": "date"{text[at + 17:]}', "utf-8")
    line = text.count("\n", 0, at) + 1
    assert cli("validate", path).out.startswith(f"{path}:{line}: V-TABLE type is 'date'")


@pytest.mark.parametrize("data", [b"", b"{", b'{"resources": {}}', b"[" * 100_000])
def test_a_broken_package_is_not_passed_over(
    folder: Path, cli: Callable[..., Outcome], data: bytes
) -> None:
    (folder / PACKAGE).write_bytes(data)
    outcome = cli("validate", folder)
    assert outcome.code == 1
    assert outcome.out.startswith(f"{folder / PACKAGE}:1: ")


def test_a_package_of_somebody_else_is_none_of_ours(
    tmp_path: Path, cli: Callable[..., Outcome]
) -> None:
    (tmp_path / PACKAGE).write_text('{"resources": [{"name": "trees"}]}', "utf-8")
    assert "no record in this folder" in cli("validate", tmp_path).err


def test_a_package_of_other_rules_is_held_against_its_tables(
    folder: Path, cli: Callable[..., Outcome], rulebook: Rulebook
) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(
        manifest.read_text("utf-8").replace(rulebook.sha256, "0" * 64), "utf-8"
    )
    path = folder / PACKAGE
    outcome = cli("validate", path)
    assert (outcome.code, "V-OUTDATED" in outcome.out) == (0, True)
    path.write_text(package_text({}), "utf-8")
    outcome = cli("validate", path)
    assert outcome.code == 1
    assert "not as in reports.csv" in outcome.out
    (folder / "reports.csv").unlink()
    os.mkfifo(folder / "reports.csv")  # opening it would wait for ever
    assert cli("validate", path).code == 0
