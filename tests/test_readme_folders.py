"""The examples of the section on folders in README.md run as they stand there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from commands import ROOT, Outcome

README = (ROOT / "README.md").read_text("utf-8")
SECTION = README[README.index("## Folders\n") :].partition("\n## ")[0]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", SECTION, re.DOTALL | re.MULTILINE)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_run(
    place: Path, cli: Callable[..., Outcome], capsys: pytest.CaptureFixture[str]
) -> None:
    (commands,) = blocks("sh")
    for line in commands.splitlines():
        command, *args = shlex.split(line, comments=True)
        assert command == "extract"
        assert cli(*args).code == 0
    (code,) = blocks("python")
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert "mediation" in capsys.readouterr().out
    assert len(names["frame"]) > len(names["rates"]) > 0  # type: ignore[arg-type]
    (query,) = blocks("sql")
    assert len(duckdb.sql(query).fetchall()) > 1


def test_the_files_that_are_named_are_those_that_are_written(
    place: Path, cli: Callable[..., Outcome]
) -> None:
    cli("seeds", "-o", "out", "--format", "csv,jsonl,parquet", "--jobs", "0")
    rows = [line for line in SECTION.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([\w.]+)`", row.split("|")[1])}
    records = {f"{path.stem}.json" for path in (ROOT / "seeds").glob("*.txt")}
    assert {path.name for path in Path("out").iterdir()} == named | records
