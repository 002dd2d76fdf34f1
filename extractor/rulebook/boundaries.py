"""Where words end: 整改单位 holds no 整改单, and 执法人员 no 法人."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from extractor.errors import BadRule

MARK = "|"  # where a word ends inside a boundary: 执法|人员
_FORM = re.compile(r"\w+(\|\w+)*")
_LEAST = 2  # letters of a word that is guarded: single ones stand everywhere


class Beside(NamedTuple):
    """What stands right before and right behind a word that is none there."""

    before: str
    after: str


class Guard(NamedTuple):
    """All that stands beside one word where it is none: before it, behind it, or both."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    both: tuple[Beside, ...]


class Guards(dict[str, Guard | None]):
    """What stands beside each word that begins or ends inside a boundary, but at no mark of it.

    会议室 guards 会议 before 室, 法|人员 guards 法人 before 员. Worked out when a word is first
    asked for: a report holds one in thirty.
    """

    def __init__(self, boundaries: Sequence[str]) -> None:
        super().__init__()
        self._boundaries = boundaries
        # (text, place) of each place inside a boundary, by the letter before it and that behind it.
        self._ends: dict[str, list[tuple[str, int]]] = {}
        self._begins: dict[str, list[tuple[str, int]]] = {}
        for text, places in map(parts, boundaries):
            for at in places:
                self._ends.setdefault(text[at - 1], []).append((text, at))
                self._begins.setdefault(text[at], []).append((text, at))

    def __missing__(self, word: str) -> Guard | None:
        found = set() if len(word) < _LEAST else {
            *(beside for text, at in self._ends.get(word[-1], ())
              for beside in _ending(word, text, at)),
            *(beside for text, at in self._begins.get(word[0], ())
              for beside in _beginning(word, text, at)),
        }  # fmt: skip
        self[word] = guard = _guard(found) if found else None
        return guard

    def bar(self, view: str, at: int, word: str) -> bool:
        """True if what stands there is no word, but parts of others."""
        guard = self[word]
        if guard is None:
            return False
        before, after, both = guard
        end = at + len(word)
        if view.startswith(after, end) or view.endswith(before, 0, at):
            return True
        return bool(both) and any(
            view.endswith(each.before, 0, at) and view.startswith(each.after, end)
            for each in both
        )

    def __reduce__(self) -> tuple[type[Guards], tuple[Sequence[str]]]:
        return Guards, (self._boundaries,)


def _guard(found: Iterable[Beside]) -> Guard:
    return Guard(
        before=tuple(each.before for each in found if not each.after),
        after=tuple(each.after for each in found if not each.before),
        both=tuple(each for each in found if each.before and each.after),
    )


def check_boundaries(boundaries: Sequence[Any], *, where: str) -> None:
    """Errors: `BadRule` for what is no word, or bounds nothing."""

    def bad(message: str) -> BadRule:
        return BadRule(f"list 'boundaries': {message}", where=where, key=("boundaries",),
                       hint="compare with the head of the built-in _boundaries.toml")

    for each in boundaries:
        if not isinstance(each, str) or not _FORM.fullmatch(each):
            raise bad(f"{each!r} is no plain word")
        if not parts(each)[1]:
            raise bad(f"nothing lies inside {each!r}")


def parts(boundary: str) -> tuple[str, list[int]]:
    """(the text of a boundary, the places inside it where no word begins or ends)."""
    places: list[int] = []
    at = 0
    for piece in boundary.split(MARK):
        places += range(at + 1, at + len(piece))
        at += len(piece)
    return boundary.replace(MARK, ""), places


def _ending(word: str, text: str, at: int) -> Iterator[Beside]:
    """What stands beside a word that ends at a place inside a boundary, if it does."""
    start = at - len(word)
    if start >= 0:
        if text.startswith(word, start):
            yield Beside(text[:start], text[at:])
    elif word.endswith(text[:at]):
        yield Beside("", text[at:])


def _beginning(word: str, text: str, at: int) -> Iterator[Beside]:
    """As `_ending`, for one that begins there."""
    end = at + len(word)
    if end <= len(text):
        if text.startswith(word, at):
            yield Beside(text[:at], text[end:])
    elif word.startswith(text[at:]):
        yield Beside(text[:at], "")
