"""Names that are none, and the known ones that they look like."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def near_names(name: str, known: Iterable[str], otherwise: str, *, most: int = 1) -> str:
    """A hint: the known names that look like a misspelt one, `most` of them; else `otherwise`."""
    near = get_close_matches(name, known, n=most)
    return f"did you mean {' or '.join(map(repr, near))}?" if near else otherwise
