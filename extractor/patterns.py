"""Regular expressions: those of the package, compiled when they are first used, and a user's own.

There are some two hundred, which take as long to compile as twenty reports to read, and hardly a
report needs the half of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

from extractor.errors import BadRule

TIMEOUT = 2.0  # seconds for one search: a report is read in a hundredth of it
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


class Timed:
    """A pattern of a user's file: `regex` stops it where it would run away."""

    def __init__(self, text: str, where: str) -> None:
        import regex

        self.pattern, self.flags, self._where = text, 0, where
        self._compiled = regex.compile(text)

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        method = getattr(self._compiled, name)

        def timed(*args: Any, **options: Any) -> Any:
            try:
                found = method(*args, timeout=TIMEOUT, **options)
                return iter(list(found)) if name == "finditer" else found
            except TimeoutError:
                raise BadRule(
                    f"the pattern runs away on this report: {self.pattern[:60]}",
                    where=self._where, hint="write it without repeats inside repeats",
                ) from None

        return timed


def timed_pattern(text: str, where: str) -> re.Pattern[str]:
    """The pattern of a regular expression that a user wrote in the file `where`.

    Errors: `re.error` for one that is none; `BadRule`, when it is used, for one that takes longer
    than `TIMEOUT`.
    """
    re.compile(text)
    return cast(re.Pattern[str], Timed(text, where))
