"""What several tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from commands import ROOT, SENTENCE, Outcome, json_text
from record_edits import TEXT

if TYPE_CHECKING:
    from extractor.rulebook import Rulebook


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    return sorted((ROOT / "seeds").glob("*.txt"))


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs `extract ARGS` in this process."""
    from extractor.cli.app import run

    def invoke(*args: str | Path) -> Outcome:
        code = run([str(arg) for arg in args])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return invoke


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of one sentence."""
    path = tmp_path / "report.txt"
    path.write_text(SENTENCE, "utf-8")
    return path


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    from extractor.io.rule_files import load_rulebook

    return load_rulebook()


@pytest.fixture
def written(tmp_path: Path, rulebook: Rulebook) -> Path:
    """A record, with its report in `reports`."""
    from extractor import extract

    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/a.txt").write_text(TEXT, "utf-8")
    record = tmp_path / "a.json"
    record.write_text(json_text(extract(TEXT, name="a.txt", rulebook=rulebook)), "utf-8")
    return record


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Three reports that a test may change."""
    from made_folders import put

    folder = tmp_path / "few"
    for name, text in (("a", "开展普法宣传28场。"), ("b", "调解纠纷53起。"), ("c", "培训3次。")):
        put(folder / f"{name}.txt", text)
    return folder
