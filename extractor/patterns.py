"""Regular expressions: those of the package, compiled when they are first used, and a user's own.

There are some three hundred, which take as long to compile as twenty reports to read, and hardly
a report needs the third of them: one that is not compiled yet is first looked for by the pieces
of text that a match would hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from sys import maxsize
from typing import Any, NamedTuple, cast

from extractor.errors import BadRule

TIMEOUT = 2.0  # seconds for one search: a report is read in a hundredth of it
# What the patterns of the package need, by expression: sets of pieces, and how far they stand.
COMPILED_NEEDS = Path(__file__).with_name("_needs.json")
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
PLAIN = int(re.ASCII | re.MULTILINE)  # flags that do not change which letters match
PATIENCE = 60  # questions: what is asked so often is compiled, to answer faster


class Answering:
    """Answers as a pattern would that is not compiled yet, or not whole."""

    @property
    def reach(self) -> int:
        """How many characters from its beginning on decide whether there is a match."""
        return maxsize

    def pattern_for(self, text: str) -> re.Pattern[str] | None:
        """What finds all in a text that there is; None if there is nothing."""
        raise NotImplementedError

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        made = self.pattern_for(text[start:end])
        return made and made.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        made = self.pattern_for(text[start : min(end, start + self.reach)])
        return made and made.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        made = self.pattern_for(text[start:end])
        return made and made.fullmatch(text, start, end)

    def finditer(
        self, text: str, start: int = 0, end: int = maxsize
    ) -> Iterator[re.Match[str]]:
        made = self.pattern_for(text[start:end])
        return iter(()) if made is None else made.finditer(text, start, end)

    def findall(self, text: str, start: int = 0, end: int = maxsize) -> list[Any]:
        made = self.pattern_for(text[start:end])
        return [] if made is None else made.findall(text, start, end)

    def sub(
        self, new: str | Callable[[re.Match[str]], str], text: str, count: int = 0
    ) -> str:
        made = self.pattern_for(text)
        return text if made is None else made.sub(new, text, count)

    def split(self, text: str, most: int = 0) -> list[Any]:
        made = self.pattern_for(text)
        return [text] if made is None else made.split(text, most)


class Lazy(Answering):
    """A pattern that is not compiled yet; once it is, its methods stand here as its own."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self.flags = text, flags
        self._asked = 0

    def compiled(self) -> re.Pattern[str]:
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return compiled

    def pattern_for(self, text: str) -> re.Pattern[str] | None:
        """Itself, if the text holds a piece of each set."""
        self._asked += 1
        if self._asked < PATIENCE:
            for pieces in self._needs.sets:
                if not any(map(text.__contains__, pieces)):
                    return None
        return self.compiled()

    @property
    def reach(self) -> int:
        return self._needs.reach

    @cached_property
    def _needs(self) -> _Needs:
        known = {} if self.flags & ~PLAIN else _all_needs()
        return _Needs(*known.get(self.pattern, ((), maxsize)))


class _Needs(NamedTuple):
    """A row of `COMPILED_NEEDS`: a text where the pattern matches holds a piece of each set."""

    sets: Sequence[Sequence[str]]
    reach: int


@lru_cache(maxsize=1)
def _all_needs() -> Mapping[str, tuple[Sequence[Sequence[str]], int]]:
    try:
        return cast(Mapping[str, Any], json.loads(COMPILED_NEEDS.read_bytes()))
    except (OSError, ValueError):  # not made yet, or left torn by a merge: it only saves time
        return {}


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
