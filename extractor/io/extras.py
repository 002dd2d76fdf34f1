"""Packages that only some outputs need: asked for when used, and named when missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from extractor.errors import UsageError

PROJECT = "report-extractor"


def require(module: str, extra: str) -> Any:
    """A module of an extra of this package. Errors: `UsageError` that says how to install it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name != package:
            raise
        raise UsageError(f"{package} is not installed",
                         hint=f"pip install '{PROJECT}[{extra}]'") from None
