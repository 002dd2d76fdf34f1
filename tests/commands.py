"""Running `extract` in tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Outcome:
    """What one run of `extract` left behind."""

    code: int
    out: str
    err: str
