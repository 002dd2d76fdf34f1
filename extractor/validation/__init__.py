"""Validation: whether records and tables on disk still say what was extracted."""

from __future__ import annotations

from extractor.validation.files import validate, validate_file
from extractor.validation.pairs import Pair, check_pair, pair_of
from extractor.validation.problem import Checked, Problem
from extractor.validation.settings import Settings

__all__ = [
    "Checked", "Pair", "Problem", "Settings", "check_pair", "pair_of", "validate",
    "validate_file",
]  # fmt: skip
