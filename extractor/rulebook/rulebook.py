"""All that is known of what figures count and how they are meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.rulebook.context import Context
from extractor.rulebook.lexicon import Lexicon
from extractor.rulebook.model import Rule

if TYPE_CHECKING:
    from extractor.rulebook.list_examples import ListExample


class Rulebook(NamedTuple):
    """All rules, the shared word lists, and what is compiled from them."""

    rules: Mapping[str, Rule]
    context: Context
    checks: Mapping[str, Any]
    sha256: str
    lexicon: Lexicon
    list_examples: tuple[ListExample, ...] = ()
    timed: bool = False  # users wrote some of its patterns
