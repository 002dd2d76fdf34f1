"""Words as the alternatives of a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternatives(words: Iterable[str]) -> str:
    """The longest first: a short word must not hide the long one that it begins."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
