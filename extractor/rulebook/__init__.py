"""Rules: words in TOML files, validated and compiled. Opens no file itself.

What reads and checks rule files (`extractor.rulebook.files`, `.build`) is imported where it is
used: it needs pydantic, extraction does not.
"""

from extractor.rulebook.context import Context
from extractor.rulebook.lexicon import MANY, Fit, Fits, Head, Lexicon, unit_fit
from extractor.rulebook.model import Counterexample, Cue, Example, Rule
from extractor.rulebook.rulebook import Rulebook
from extractor.rulebook.words import Words

__all__ = [
    "MANY", "Context", "Counterexample", "Cue", "Example", "Fit", "Fits", "Head", "Lexicon", "Rule",
    "Rulebook", "Words", "unit_fit",
]  # fmt: skip
