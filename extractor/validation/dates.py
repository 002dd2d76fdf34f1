"""Dates as records and tables print them."""

from __future__ import annotations

from datetime import date


def is_iso_date(text: str) -> bool:
    """True for a day of the calendar as YYYY-MM-DD; ISO 8601 has other forms, no record has."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
