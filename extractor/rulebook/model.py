"""One indicator as the linker uses it: words, never regular expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from extractor.model import Measure, category_of


class Cue(NamedTuple):
    """A set of head words and what must stand around them.

    `words`: the head of the figure; the one nearest to the number counts.
    `support`: at least one of these must stand in the same sentence (key `with`).
    `after`: the figure before must be one of these indicators or categories.
    `topic`: one of these must stand earlier in the paragraph or in its headings.
    `block`: none of these may stand in the clause (key `not`).
    `units`: only with these units; empty means those of the rule.
    `weak`: a word so common that any other cue beats it.
    """

    words: tuple[str, ...]
    support: frozenset[str] = frozenset()
    after: tuple[str, ...] = ()
    topic: frozenset[str] = frozenset()
    block: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    weak: bool = False


class Example(NamedTuple):
    """A sentence and every figure it must give: `figures` maps the number as printed to an id."""

    text: str
    figures: tuple[tuple[str, str, Mapping[str, Any]], ...]


class Counterexample(NamedTuple):
    text: str
    why: str
    instead: str | None


class Rule(NamedTuple):
    id: str
    title: str
    definition: str
    measure: Measure
    units: frozenset[str]
    cues: Sequence[Cue]
    exclude: frozenset[str] = frozenset()
    zero: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Counterexample, ...] = ()
    printed_units: tuple[str, ...] = ()  # as the file lists them, for catalogues
    letters: frozenset[str] = frozenset()  # single letters that have their reason

    @property
    def category(self) -> str:
        return category_of(self.id)
