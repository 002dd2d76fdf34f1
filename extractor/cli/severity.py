"""How severe a problem must be to fail a run."""

from __future__ import annotations

from enum import StrEnum


class FailOn(StrEnum):
    """The least severity that fails a run."""

    ERROR = "error"
    WARNING = "warning"
