"""What files of records are checked against."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractor.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Settings:
    """`source` is the folder of the reports, or the one report; without it records are checked
    by themselves."""

    rulebook: Rulebook
    source: Path | None = None
