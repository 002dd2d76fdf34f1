"""Spans that may overlap, cut so that they nest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Marked(Generic[T]):
    """`text[start:end]` means `what`."""

    start: int
    end: int
    what: T


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A stretch of text with the marks around it, the outermost first."""

    start: int
    end: int
    around: tuple[Marked[T], ...]


def pieces(marks: Sequence[Marked[T]], start: int, end: int) -> Iterator[Piece[T]]:
    """`start:end` cut wherever a mark begins or ends; every character is in exactly one piece.

    Longer marks stand around shorter ones, and of equal ones the first around the next. Marks that
    overlap without nesting are cut: two neighbouring pieces name the same mark.
    """
    order = {id(mark): (mark.start - mark.end, at) for at, mark in enumerate(marks)}
    opening: dict[int, list[Marked[T]]] = {}
    cuts = {start, end}
    for mark in marks:
        if mark.start < end and mark.end > start and mark.start < mark.end:
            opening.setdefault(max(start, mark.start), []).append(mark)
            cuts.update((max(start, mark.start), min(end, mark.end)))
    around: list[Marked[T]] = []
    places = sorted(cuts)
    for here, there in pairwise(places):
        around = [mark for mark in around if mark.end > here] + opening.get(here, [])
        around.sort(key=lambda mark: order[id(mark)])
        yield Piece(here, there, tuple(around))
