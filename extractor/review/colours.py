"""Which colour and pattern a category has on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Colours = Mapping[str, str]  # class of the page by category
CLASSES = 14


def colours_of(categories: Iterable[str]) -> Colours:
    """A class a category: by name, so that all pages on one rulebook agree."""
    return {name: f"c{at % CLASSES}" for at, name in enumerate(sorted(set(categories)))}
