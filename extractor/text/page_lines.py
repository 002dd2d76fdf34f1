"""Glyphs on one base line as a line of text: what its gaps mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

# In shares of the size of a character.
_SAME_LINE: Final = 0.45
_GAP: Final = 0.15  # what parts two numbers; digits of one stand closer
_BLANK: Final = 0.8  # what is a blank between Chinese characters, and not their setting
_COLUMN: Final = 2.2
_EVEN: Final = 0.05
_ENOUGH_GAPS: Final = 3
_TWICE: Final = 0.12  # bold made by printing twice
_LATIN_SIZE: Final = 0.8
_WIDE: Final = "\u2e80"
# Full-width forms among them: these glyphs are not folded yet.
_CLOSING: Final = frozenset(
    ",.;:!?)%\uff0c\uff0e\uff1b\uff1a\uff01\uff1f\uff09\uff05。、》〉】〕」』…‰"
)
_OPENING: Final = frozenset("(\uff08《〈【〔「『")
_QUOTES: Final = frozenset("“”‘’\"'")


_MARKER = re.compile(
    r"[(\uff08]?(?:[一二三四五六七八九十]{1,3}|\d{1,3}(?:\.\d{1,3})*|[ivxIVXa-zA-Z]{1,4})"
    r"[.、)\uff09\uff0e]|\d{1,3}(?:\.\d{1,3})+|[①-⑳•●○▪◆■]"
)
_LONGEST_MARKER: Final = 16


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character: its edges, its base line, its size, in points; y grows downwards."""

    char: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of a page, from its upper or left end."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """`head` is the width of what cannot be parted at its start: "2024年" breaks behind 2024.

    `hang` is where the text behind a list marker starts: further lines may start there, too.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    head: float = 0
    row: bool = False  # of a table: never joined
    ends_blank: bool = False
    hang: float | None = None


def rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs on one base line, from left to right; the lines from the top."""
    row: list[Glyph] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.left)):
        if row and glyph.base - base > _SAME_LINE * max(size, glyph.size):
            yield sorted(row, key=lambda glyph: glyph.left)
            row = []
        if not row:
            base, size = glyph.base, glyph.size
        size = max(size, glyph.size)
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda glyph: glyph.left)


def line_of(row: Sequence[Glyph], number: int) -> Line | None:
    """The line of a row of glyphs, None where nothing is printed."""
    printed = _once([glyph for glyph in row if not glyph.char.isspace()])
    if not printed:
        return None
    size = _size(printed)
    blanks = [glyph.left for glyph in row if glyph.char.isspace()]
    spread = 0.0 if blanks else _spread(printed, size)
    parts = [printed[0].char]
    at = 0
    for before, after in pairwise(printed):
        blank = False
        while at < len(blanks) and blanks[at] < after.left:
            blank = blank or blanks[at] >= before.left
            at += 1
        parts += (_between(before, after, size, spread, blank=blank), after.char)
    text = "".join(parts)
    marker = _MARKER.match(text)
    if marker and text.count("\t") == 1 and text.startswith("\t", marker.end()):
        # A list marker stands off its line; that alone makes no row of a table.
        text = glue(marker[0], text[marker.end() + 1 :], parted=True)
    ends_blank = any(blank >= printed[-1].left for blank in blanks[at:])
    return Line(
        text, printed[0].left, printed[-1].right, printed[0].base, size, number,
        _head(printed), "\t" in text, ends_blank, _hang(printed),
    )  # fmt: skip


def glue(text: str, after: str, *, parted: bool) -> str:
    """Two lines of one paragraph as one; `parted`: a blank was printed at the end of the first."""
    if not text or not after:
        return text + after
    words = is_latin(text[-1]) and is_latin(after[0])
    digits = text[-1].isdecimal() and after[0].isdecimal()
    # Setters cut a number between its digits, but words between words.
    return f"{text} {after}" if words and (parted or not digits) else text + after


def is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _once(printed: list[Glyph]) -> list[Glyph]:
    """Without what is printed over itself. Two dashes on one place are one glyph of both: ——."""
    kept = printed[:1]
    for glyph in printed[1:]:
        last = kept[-1]
        again = glyph.char == last.char and glyph.left - last.left <= _TWICE * glyph.size
        if not again or not glyph.char.isalnum():
            kept.append(glyph)
    return kept


def _size(printed: Sequence[Glyph]) -> float:
    """The size of the characters: the width of a Chinese one, where there is one."""
    wide = sorted(glyph.right - glyph.left for glyph in printed if glyph.char >= _WIDE)
    if wide and wide[len(wide) // 2] > 0:
        return wide[len(wide) // 2]
    sizes = sorted(glyph.size for glyph in printed)
    return _LATIN_SIZE * sizes[len(sizes) // 2] or 1.0


def _spread(printed: Sequence[Glyph], size: float) -> float:
    """The gap between all digits and letters of a line that is set wide: 2 0 2 4 年 度."""
    gaps = [
        after.left - before.right
        for before, after in pairwise(printed)
        if is_latin(before.char) and is_latin(after.char)
    ]
    even = len(gaps) >= _ENOUGH_GAPS and max(gaps) - min(gaps) < _EVEN * size
    return min(gaps) if even and 0 < min(gaps) < _BLANK * size else 0.0


def _between(before: Glyph, after: Glyph, size: float, spread: float, *, blank: bool) -> str:
    gap = after.left - before.right
    if gap >= _COLUMN * size:
        return "\t"
    if is_latin(before.char) and is_latin(after.char):
        return " " if blank or gap - spread >= _GAP * size else ""
    return " " if gap >= _BLANK * size else ""


def _hang(printed: Sequence[Glyph]) -> float | None:
    marker = _MARKER.match("".join(glyph.char for glyph in printed[:_LONGEST_MARKER]))
    if marker is None or marker.end() == len(printed):
        return None
    return printed[marker.end()].left


def _head(printed: Sequence[Glyph]) -> float:
    """Width of what would have had to fit on the line before: a character or a number, with the
    marks that cannot be parted from it."""
    at = 0
    while at + 1 < len(printed) and _holds(printed[at].char, printed[at + 1].char):
        at += 1
    return printed[at].right - printed[0].left


def _holds(before: str, after: str) -> bool:
    """Whether a line never ends between two characters.

    By UAX #14 not on either side of a quotation mark either: 等“N”方 stays on one line.
    """
    if before in _OPENING or after in _CLOSING or before in _QUOTES or after in _QUOTES:
        return True
    return _is_figure(before) and _is_figure(after)


def _is_figure(char: str) -> bool:
    """A letter, a digit or what stands inside of "96.7%", "1+9+N" and "3·15"."""
    return char < _WIDE and char not in _OPENING
