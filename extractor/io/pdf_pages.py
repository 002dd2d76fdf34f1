"""The pages of a PDF as glyphs and rules, by pdfium."""

from __future__ import annotations

import ctypes
import math
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from extractor.errors import UnreadableInput
from extractor.io.archives import encrypted
from extractor.io.extras import require
from extractor.io.read_pages import COVERED, MOST_GLYPHS, MOST_PAGES, ReadPage
from extractor.text.page_lines import Glyph, Page, Rule
from extractor.text.page_tables import straight_parts

TIME_LIMIT: Final = 120.0  # seconds, between pages; a report of 100 pages takes one
_MOST_OBJECTS: Final = 20_000  # of a page: more are a drawing
_DEEPEST: Final = 5  # forms in forms
_MOST_SEGMENTS: Final = 2_000  # of a path
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_STRAIGHT: Final = 0.1  # radians
_PRIVATE: Final = range(0xE000, 0xF900)
_NO_CHARACTER: Final = frozenset({0, 0xFFFE, 0xFFFF, 0xFFFD})
_HYPHEN: Final = 2  # what pdfium makes of one at the end of a line
_QUARTER: Final = math.pi / 2


def pdf_pages(data: bytes, where: str) -> Iterator[ReadPage]:
    """The pages in order.

    Errors: `UnreadableInput` for a file that is damaged or encrypted, larger than `MOST_PAGES` or
    `MOST_GLYPHS`, or not read within `TIME_LIMIT`; `UsageError` where pdfium is not installed.
    """
    pdfium = require("pypdfium2", "pdf")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise encrypted(where) from error
        raise UnreadableInput(
            f"not a whole PDF: {error}", where=where, hint="save or download the report again"
        ) from error
    try:
        yield from _pages(pdfium, document, where)
    finally:
        document.close()


def _pages(pdfium: Any, document: Any, where: str) -> Iterator[ReadPage]:
    if len(document) > MOST_PAGES:
        raise UnreadableInput(
            f"more than {MOST_PAGES} pages", where=where, hint="is this the right file?"
        )
    begun = time.monotonic()
    for at in range(len(document)):
        if time.monotonic() - begun > TIME_LIMIT:
            raise UnreadableInput(
                f"takes more than {TIME_LIMIT:.0f} seconds for {at} of {len(document)} pages",
                where=where, hint="no report does: is this the right file?",
            )
        try:
            page = document[at]
            text = page.get_textpage()
        except pdfium.PdfiumError as error:
            raise UnreadableInput(
                f"page {at + 1} is damaged: {error}", where=where,
                hint="save or download the report again",
            ) from error
        if text.count_chars() > MOST_GLYPHS:
            raise UnreadableInput(
                f"page {at + 1} holds more than {MOST_GLYPHS} characters", where=where,
                hint="is this the right file?",
            )
        yield _page(pdfium.raw, page, text)
        text.close()
        page.close()


@dataclass(frozen=True, slots=True)
class _View:
    """How a page is read: after quarter turns, y downwards, from the upper left corner."""

    turn: int
    x: float = 0
    y: float = 0

    def place(self, x: float, y: float) -> tuple[float, float]:
        across, down = ((x, -y), (-y, -x), (-x, y), (y, x))[self.turn]
        return across - self.x, down - self.y


class _Char(NamedTuple):
    char: str
    left: float
    bottom: float
    right: float
    top: float
    x: float  # where it starts on its base line
    y: float
    turn: int  # quarters of a circle, clockwise


def _page(raw: Any, page: Any, text: Any) -> ReadPage:
    left, bottom, right, top = page.get_bbox()
    chars, unmapped = _chars(raw, text)
    turns = Counter(char.turn for char in chars)
    turn = turns.most_common(1)[0][0] if turns else 0
    corners = (_View(turn).place(left, bottom), _View(turn).place(right, top))
    view = _View(turn, min(x for x, _ in corners), min(y for _, y in corners))
    glyphs = tuple(
        _glyph(char, view)
        for char in chars
        # What is off the page is not printed.
        if char.turn == turn and left <= char.x <= right and bottom <= char.y <= top
    )
    width, height = right - left, top - bottom
    rules, pictured = _drawn(raw, page, view, width * height)
    if turn % 2:
        width, height = height, width
    return ReadPage(Page(width, height, glyphs, tuple(rules)), pictured, unmapped)


def _chars(raw: Any, text: Any) -> tuple[list[_Char], int]:
    """The characters pdfium finds, without those it makes up, and how many have no code.

    Watermarks stand askew and are left out.
    """
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    chars = []
    unmapped = 0
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        if code == _HYPHEN:
            code = ord("-")
        if code in _NO_CHARACTER or code in _PRIVATE or not 0 < code < 0x110000:
            unmapped += 1
            continue
        angle = raw.FPDFText_GetCharAngle(text, at)
        turn = round(angle / _QUARTER)
        if code < 0x20 or 0xD800 <= code < 0xE000 or abs(angle - turn * _QUARTER) > _STRAIGHT:
            continue
        raw.FPDFText_GetLooseCharBox(text, at, to_box)
        raw.FPDFText_GetCharOrigin(text, at, to_x, to_y)
        chars.append(_Char(
            chr(code), box.left, box.bottom, box.right, box.top, x.value, y.value, turn % 4
        ))
    return chars, unmapped


def _glyph(char: _Char, view: _View) -> Glyph:
    if view.turn == 0:
        base = -char.y - view.y
        return Glyph(
            char.char, char.left - view.x, char.right - view.x, base, char.top - char.bottom
        )
    first, second = view.place(char.left, char.bottom), view.place(char.right, char.top)
    _, base = view.place(char.x, char.y)
    (x0, x1), (y0, y1) = sorted((first[0], second[0])), sorted((first[1], second[1]))
    return Glyph(char.char, x0, x1, base, y1 - y0)


def _drawn(raw: Any, page: Any, view: _View, area: float) -> tuple[list[Rule], bool]:
    """The straight lines of a page, and whether pictures or shapes cover it."""
    if raw.FPDFPage_CountObjects(page) > _MOST_OBJECTS:
        return [], True
    rules: list[Rule] = []
    covered = 0.0
    shapes = 0
    for drawn in _objects(raw, page):
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            covered += _area(raw, drawn)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            found = list(_rules(raw, drawn, view))
            rules += found
            shapes += not found
    return rules, covered > COVERED * area or shapes > _MOST_SEGMENTS


def _objects(raw: Any, page: Any) -> Iterator[Any]:
    """What a page draws, and what the forms on it draw, as deep as `_DEEPEST`."""
    forms: list[tuple[Any, int]] = []
    for at in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, at)
        yield drawn
        if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_FORM:
            forms.append((drawn, 1))
    seen = 0
    while forms:
        form, depth = forms.pop()
        for at in range(raw.FPDFFormObj_CountObjects(form)):
            seen += 1
            if seen > _MOST_OBJECTS:
                return
            drawn = raw.FPDFFormObj_GetObject(form, at)
            yield drawn
            is_form = raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_FORM
            if is_form and depth < _DEEPEST:
                forms.append((drawn, depth + 1))


def _area(raw: Any, drawn: Any) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, (left, bottom, right, top))):
        return 0.0
    return max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)


def _rules(raw: Any, path: Any, view: _View) -> Iterator[Rule]:
    """Its thin parts, and if it is stroked the straight lines of the others."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    for part in _parts(raw, path):
        points = [view.place(*point) for point in part]
        yield from straight_parts(points, stroked=bool(stroke.value))


def _parts(raw: Any, path: Any) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path, on the page."""
    count = raw.FPDFPath_CountSegments(path)
    if not 0 < count <= _MOST_SEGMENTS:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    part: list[tuple[float, float]] = []
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and part:
            yield part
            part = []
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        part.append((
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        ))
        if raw.FPDFPathSegment_GetClose(segment) and len(part) > 1:
            part.append(part[0])
    if part:
        yield part
