"""Numbers of a report: numerals, units, the quantity grammar, and what is no quantity."""

from __future__ import annotations

from extractor.numbers.numerals import Numeral, parse_numeral
from extractor.numbers.scanner import find_quantities, scan

__all__ = ["Numeral", "find_quantities", "parse_numeral", "scan"]
