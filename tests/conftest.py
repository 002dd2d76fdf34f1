"""What several tests share: where things are, and one way to run the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Outcome:
    """What one run of `extract` left behind."""

    code: int
    out: str
    err: str


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
