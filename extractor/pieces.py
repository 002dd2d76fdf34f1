"""What a text must hold for a regular expression to match in it.

A match of `(审结|办结)[^,;。]{0,3}的` holds 审结 or 办结, so a text without both need not be
searched, and the expression not be compiled for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import product
from typing import Final, NamedTuple

ANYWHERE: Final = 10_000_000  # characters: more than any text has

Pieces = frozenset[str]

_MOST: Final = 400  # texts that are written out
_FEW: Final = 60  # pieces, more of which are cut short to be fewer
_RARE: Final = 300  # what stands in every text tells nothing
_SETS: Final = 2
_CUTS = (*(cut for size in (4, 3, 2) for cut in (slice(size), slice(-size, None))), slice(1))
_FREQUENT = frozenset("0123456789,。、")
# A class, the head of a group, what a backslash begins, a count of repeats, any other sign.
_TOKEN = re.compile(
    r"\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P<\w+>|u?:|<?[=!]))?|"
    r"\\(?:x\w\w|u\w{4}|U\w{8}|N\{[^}]*\}|\d+|.)|[*+?]|\{(\d*)(?:(,)(\d*))?\}|.",
    re.DOTALL,
)
_REPEATS = frozenset("*+?")
_EMPTY = frozenset({""})
_WIDTHLESS = frozenset(("^", "$", "\\b", "\\B", "\\A", "\\Z"))


class Needs(NamedTuple):
    """Of each of these sets of pieces a text holds one where an expression matches in it, not
    farther from where the match begins than `reach` characters."""

    sets: tuple[Pieces, ...]
    reach: int


class _Told(NamedTuple):
    """What a part of an expression matches: these texts only, if they are known. All that it
    matches holds a piece of each of `sets`; it is `width` characters long at most, and what it
    looks at ends `reach` behind its beginning."""

    texts: Pieces | None
    sets: tuple[Pieces, ...] = ()
    width: int | None = 0
    reach: int | None = 0

    def all_sets(self) -> tuple[Pieces, ...]:
        return self.sets if self.texts is None else (*self.sets, self.texts)


_NOTHING = _Told(_EMPTY)
_ONE = _Told(None, (), 1, 1)


def needs(expression: str) -> Needs:
    """What the texts hold that an expression matches in."""
    tokens = _Tokens(expression)
    told = _alternatives(tokens)
    if tokens.odd or tokens.next is not None:
        return Needs((), ANYWHERE)
    short = sorted(map(_short, told.all_sets()), key=lambda each: (_weight(each), sorted(each)))
    rare = [each for each in dict.fromkeys(short) if _weight(each) <= _RARE]
    return Needs(tuple(rare[:_SETS]), ANYWHERE if told.reach is None else told.reach)


class _Tokens:
    """The tokens of an expression, one at a time."""

    def __init__(self, expression: str) -> None:
        self._left = _TOKEN.finditer(expression)
        self.next: re.Match[str] | None = next(self._left, None)
        self.odd = False  # whether there is something in it that is not known here: (?>…)

    def take(self) -> re.Match[str]:
        assert self.next is not None
        token, self.next = self.next, next(self._left, None)
        return token

    def stand_at(self, *signs: str) -> bool:
        return self.next is not None and self.next[0] in signs


def _alternatives(tokens: _Tokens) -> _Told:
    branches = [_sequence(tokens)]
    while tokens.stand_at("|"):
        tokens.take()
        branches.append(_sequence(tokens))
    if len(branches) == 1:
        return branches[0]
    width = _most(branch.width for branch in branches)
    reach = _most(branch.reach for branch in branches)
    texts = _union(branch.texts for branch in branches)
    if texts is not None and len(texts) <= _MOST:
        return _Told(texts, (), width, reach)
    held = _union(min(branch.all_sets(), key=_weight, default=None) for branch in branches)
    return _Told(None, () if held is None else (held,), width, reach)


def _union(sets: Iterable[Pieces | None]) -> Pieces | None:
    found: set[str] = set()
    for each in sets:
        if each is None:
            return None
        found |= each
    return frozenset(found)


def _most(sizes: Iterable[int | None]) -> int | None:
    known = list(sizes)
    return None if None in known else max(size for size in known if size is not None)


def _sequence(tokens: _Tokens) -> _Told:
    """What one branch matches: its parts behind one another."""
    sets: list[Pieces] = []
    run, whole = _EMPTY, True  # the texts since the last part of which nobody can tell them
    width: int | None = 0
    reach: int | None = 0
    for part in _parts(tokens):
        reach = _most((reach, _sum(width, part.reach)))
        width = _sum(width, part.width)
        sets += part.sets
        if part.texts is not None and len(run) * len(part.texts) <= _MOST:
            run = frozenset(map("".join, product(run, part.texts)))
        else:
            sets.append(run)
            run, whole = part.texts or _EMPTY, False
    if whole:
        return _Told(run, tuple(sets), width, reach)
    return _Told(None, (*sets, run), width, reach)


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _parts(tokens: _Tokens) -> Iterator[_Told]:
    while tokens.next is not None and not tokens.stand_at("|", ")"):
        yield _repeated(_part(tokens), tokens)


def _part(tokens: _Tokens) -> _Told:
    token = tokens.take()[0]
    if token[0] == "(":
        told = _alternatives(tokens)
        if tokens.next is not None:
            tokens.take()
        return _looked_at(told, token)
    if token in _WIDTHLESS:
        return _NOTHING
    if token[0] == "[" and len(token) > 1:
        return _class(token[1:-1])
    tokens.odd |= token in _REPEATS or (token[0] == "\\" and token[1].isdigit())
    if token == "." or (token[0] == "\\" and token[1].isalnum()):
        return _ONE
    return _Told(frozenset({token[-1]}), (), 1, 1)


def _looked_at(told: _Told, head: str) -> _Told:
    """What a group adds to a match, by its head."""
    if head.endswith("?="):
        return _Told(_EMPTY, told.all_sets(), 0, told.reach)
    if head.endswith("?!"):  # what must not follow is read as well
        return _Told(_EMPTY, (), 0, told.reach)
    return _NOTHING if head.endswith(("=", "!")) else told


def _class(inner: str) -> _Told:
    plain = not inner.startswith("^") and "\\" not in inner and "-" not in inner[1:-1]
    return _Told(frozenset(inner), (), 1, 1) if plain else _ONE


def _repeated(told: _Told, tokens: _Tokens) -> _Told:
    """What a part matches as often as the next token says."""
    token = tokens.next
    if token is None or (token[0] not in _REPEATS and token[1] is None):
        return told
    tokens.take()
    if tokens.stand_at("?", "+"):
        tokens.take()
    if token[0] == "?":
        texts = None if told.texts is None else told.texts | _EMPTY
        return _Told(texts, (), told.width, told.reach)
    least = 1 if token[0] == "+" else int(token[1] or 0)
    most = token[3] if token[2] else token[1]
    width = reach = None
    if most and told.width is not None and told.reach is not None:
        width = told.width * int(most)
        reach = width + told.reach
    return _Told(None, told.all_sets() if least else (), width, reach)


def _short(held: Pieces) -> Pieces:
    """The pieces, or what they begin or end with, whichever stands in the fewest texts."""
    forms = [_least(held)] + [_least({each[cut] for each in held}) for cut in _CUTS]
    return min((form for form in forms if len(form) <= _FEW), key=_weight, default=forms[-1])


def _least(held: AbstractSet[str]) -> Pieces:
    """Those that hold no other one."""
    return frozenset(
        each for each in held if not any(other in each for other in held if other != each)
    )


def _weight(held: Pieces) -> int:
    """How often one of some pieces stands in a text, beside others."""
    return sum(map(_frequency, _least(held)))


def _frequency(piece: str) -> int:
    telling = len(piece) - sum(map(piece.count, _FREQUENT))
    if telling > 1:
        return 1
    if not piece:
        return 600
    return (5 if telling else 60) if len(piece) > 1 else (30 if telling else 120)
