"""Regular expressions that are compiled when they are first used.

There are some two hundred, which take as long to compile as twenty reports to read, and hardly a
report needs the half of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class Lazy:
    """A pattern that is not compiled yet; once it is, its methods stand here as its own."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self.flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = self.compiled()
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)

    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a regular expression."""
    return cast(re.Pattern[str], Lazy(text, flags))
