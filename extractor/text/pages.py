"""Glyphs on pages (PDF, OFD) to text: lines, paragraphs, rows of tables.

Blanks between Chinese characters and digits are left out where the gap is that of the setting,
lines that the page width cut are joined, page numbers and repeated headers are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from extractor.text.fold import fold
from extractor.text.page_furniture import without_furniture
from extractor.text.page_lines import Line, Page, glue, line_of, rows
from extractor.text.page_tables import ruled_tables
from extractor.text.wrap import is_whole, opens_block

# In characters. Marks stand out of full lines, and half-width ones leave them ragged.
_SLACK: Final = 0.8  # between where a line ends and where it could
_LIKELY: Final = 4.0
_RAGGED: Final = 2.5
_DIGIT: Final = 0.6
_INDENT: Final = 0.8
_WIDTH: Final = 0.6  # of the page: text that ends before it was not ended by a margin
_LEADING: Final = 1.35  # of the usual distance of two lines
_SAME_SIZE: Final = 0.15  # of the size of a line, between it and the next
_LARGER: Final = 1.15  # than the text: the size of a title
_TITLE_LEADING: Final = 2.5  # of the size of a title, between its lines
_CLOSED: Final = tuple("。!?:")
_SET_IN: Final = 1.2  # of the size: further right a paragraph begins …
_FAR_IN: Final = 3.0  # … but not beyond it
_TORN: Final = 3.0  # of the usual distance: further apart are parts of a page, not paragraphs
_ENOUGH: Final = 3  # lines of a kind at least …
_ONE_IN: Final = 20  # … and one in so many of all


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the lines of pages of one width start and end; `leading` is their usual distance."""

    left: float
    right: float
    leading: float
    indent: float | None  # where paragraphs start, if further right
    size: float  # of most lines
    spaced: bool  # paragraphs stand further apart than lines


def page_text(pages: Iterable[Page]) -> str:
    """The text of pages, a paragraph or a row of a table a line.

    Positions are in points and grow to the right and downwards; the order of glyphs means nothing.
    """
    drawn = [(_lines_of(page, at), page.width, page.height) for at, page in enumerate(pages)]
    sheets = without_furniture([lines for lines, _, _ in drawn], [high for _, _, high in drawn])
    widths = [round(width) for _, width, _ in drawn]
    frames: dict[int, _Frame] = {}
    for width in set(widths):
        lines = [
            line for sheet, of in zip(sheets, widths, strict=True)
            if of == width for line in sheet if not line.row
        ]
        if lines:
            frames[width] = _frame(lines, width)
    found = [
        (line, frames.get(width))
        for sheet, width in zip(sheets, widths, strict=True) for line in sheet
    ]
    return "\n".join(_paragraphs(found))


def _lines_of(page: Page, number: int) -> list[Line]:
    """All lines of a page, those of ruled tables as rows."""
    tables, rest = ruled_tables(page, number)
    lines = [line for row in rows(rest) if (line := line_of(row, number)) is not None]
    return sorted([*lines, *tables], key=lambda line: (line.base, line.left))


def _paragraphs(lines: Sequence[tuple[Line, _Frame | None]]) -> Iterator[str]:
    if not lines:
        return
    text = lines[0][0].text
    running = False
    for (line, frame), (after, _) in pairwise(lines):
        running = frame is not None and _goes_on(line, after, frame, running=running)
        if frame is not None and running:
            # Setters that cut numbers cut them at the margin.
            room = line.right + _DIGIT * line.size < frame.right
            text = glue(text, after.text, parted=room or line.ends_blank)
        else:
            yield text
            text = after.text
    yield text


def _goes_on(line: Line, after: Line, frame: _Frame, *, running: bool) -> bool:
    """Whether the page width, and not the writer, ended a line; `running`: it goes on itself."""
    if line.row or after.row or abs(line.size - after.size) > _SAME_SIZE * line.size:
        return False
    if _is_title(line, frame) and _is_title(after, frame):
        return line.page == after.page and after.base - line.base < _TITLE_LEADING * line.size
    said = fold(line.text)
    hangs = line.hang is not None and _is_near(after.left, line.hang, line)
    set_in = after.left > line.left + _INDENT * line.size
    if (set_in and not hangs) or _is_apart(line, after, frame):
        return False
    if _had_room(line, after, frame, said) or (is_whole(said) and not running):
        return False
    level = running and _is_near(after.left, line.left, line)
    return _is_same_paragraph(line, after, frame, said, level=level, hangs=hangs)


def _is_same_paragraph(
    line: Line, after: Line, frame: _Frame, said: str, *, level: bool, hangs: bool
) -> bool:
    """Whether a full line goes on in the next one, told by where paragraphs begin.

    `level`: both begin at one place; `hangs`: the next one begins below the text of an item.
    """
    if frame.indent is None and frame.spaced and line.page == after.page:
        return True  # for a paragraph would stand further down
    at_margin = _is_at_margin(line, after, frame)
    if frame.indent is None or (level and not at_margin):
        return not (said.endswith(_CLOSED) and opens_block(fold(after.text)))
    if at_margin or (hangs and not said.endswith(_CLOSED)):
        return True
    # Both lines stand further right: two paragraphs, or a list that is set in.
    if _is_near(after.left, frame.indent, line):
        return False
    return not said.endswith((*_CLOSED, ";")) and not opens_block(fold(after.text))


def _had_room(line: Line, after: Line, frame: _Frame, said: str) -> bool:
    """Whether the next word would have had room: then the writer broke the line."""
    # Where paragraphs are set in, a line at the margin is hardly ever the first of one.
    likely = frame.indent is not None and _is_at_margin(line, after, frame)
    slack = _LIKELY if likely and not said.endswith(_CLOSED) else _SLACK
    return line.right + after.head <= frame.right - slack * line.size


def _is_at_margin(line: Line, after: Line, frame: _Frame) -> bool:
    return after.left <= frame.left + _INDENT * line.size


def _is_near(one: float, other: float, line: Line) -> bool:
    return abs(one - other) < _INDENT / 2 * line.size


def _is_apart(line: Line, after: Line, frame: _Frame) -> bool:
    """Whether the next line stands further down than lines of one paragraph do."""
    return line.page == after.page and after.base - line.base > _LEADING * frame.leading


def _is_title(line: Line, frame: _Frame) -> bool:
    """Whether a line is larger than the text and set in its middle."""
    middle = (line.left + line.right - frame.left - frame.right) / 2
    return line.size > _LARGER * frame.size and abs(middle) < line.size


def _frame(lines: Sequence[Line], width: int) -> _Frame:
    size = sorted(line.size for line in lines)[len(lines) // 2]
    left = _edge(sorted(line.left for line in lines), size / 2)
    right = max(_right(lines, size), _WIDTH * width)
    steps = sorted(
        after.base - line.base for line, after in pairwise(lines)
        if line.page == after.page and after.base > line.base
    )
    indents = sorted(
        line.left for line in lines if _SET_IN * size < line.left - left < _FAR_IN * size
    )
    enough = max(_ENOUGH, len(lines) // _ONE_IN)
    indent = indents[len(indents) // 2] if len(indents) >= enough else None
    # The lower half of the distances are those of lines, the upper ones of paragraphs.
    leading = steps[len(steps) // 3] if steps else 2 * size
    apart = sum(_LEADING * leading < step < _TORN * leading for step in steps)
    return _Frame(left, right, leading, indent, size, spaced=apart >= enough)


def _right(lines: Sequence[Line], size: float) -> float:
    """Where full lines end: the middle of those that come near to the longest."""
    rights = sorted(line.right for line in lines)
    longest = -_edge([-right for right in reversed(rights)], size)
    full = [right for right in rights if longest - _RAGGED * size <= right <= longest]
    return full[len(full) // 2]


def _edge(places: Sequence[float], near: float) -> float:
    """The first place that another one is near to; a single line may stick out."""
    for place, after in pairwise(places):
        if after - place <= near:
            return place
    return places[0]


def page_numbers(numbers: Sequence[int]) -> str:
    """[1, 2, 3, 7] as "1-3, 7"."""
    parts = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        parts.append(str(found[0]) if len(found) == 1 else f"{found[0]}-{found[-1]}")
    return ", ".join(parts)
