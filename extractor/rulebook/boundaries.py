"""Where words end: 整改单位 holds no 整改单, and 执法人员 no 法人."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from extractor.errors import BadRule

MARK = "|"  # where a word ends inside a boundary: 执法|人员
_FORM = re.compile(r"\w+(\|\w+)*")
SHORTEST: Final = 2  # letters of a word that is guarded: single ones stand everywhere


class Boundaries:
    """Where no word begins or ends: 会议室 keeps 会议 out, 法|人员 keeps 法人 out.

    They are looked for with the words themselves: a report holds a few of them, and hundreds of
    words that would have to be asked each.
    """

    def __init__(self, boundaries: Sequence[str]) -> None:
        self._written = boundaries
        inside: dict[str, set[int]] = {}
        for text, places in map(parts, boundaries):
            inside.setdefault(text, set()).update(places)
        self.inside: Mapping[str, AbstractSet[int]] = inside  # text → the places inside it

    @property
    def texts(self) -> AbstractSet[str]:
        """What stands in a text where they bound."""
        return self.inside.keys()

    def places(self, hits: Iterable[tuple[int, str]]) -> set[int]:
        """Where no word begins or ends, by what was found: (position, word or boundary)."""
        inside = self.inside
        held = [hit for hit in hits if hit[1] in inside]
        return {at + place for at, found in held for place in inside[found]}

    def of_places(self, hits: Iterable[tuple[int, str]]) -> dict[int, str]:
        """As `places`, with the boundary that each comes from."""
        inside = self.inside
        return {at + place: found for at, found in hits for place in inside.get(found, ())}

    def places_in(self, text: str) -> set[int]:
        """Where no word begins or ends in a text that nothing was looked for in."""
        found = [each for each in self.inside if each in text]
        hits = ((m.start(), each) for each in found
                for m in re.finditer(f"(?={re.escape(each)})", text))
        return self.places(hits)

    def __reduce__(self) -> tuple[type[Boundaries], tuple[Sequence[str]]]:
        return Boundaries, (self._written,)


def stands(at: int, word: str, places: AbstractSet[int]) -> bool:
    """Whether what begins at `at` is a word, and no parts of others; `places` as told above."""
    return not places or len(word) < SHORTEST or not (at in places or at + len(word) in places)


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
