"""The pages of an OFD document (GB/T 33190-2016): a zip of XML, positions in millimetres."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element

from extractor.errors import UnreadableInput
from extractor.io.archives import Archive, attribute, child, encrypted, local, resolve
from extractor.io.read_pages import COVERED, MOST_GLYPHS, ReadPage
from extractor.text.page_lines import Glyph, Page, Rule
from extractor.text.page_tables import straight_parts

_ENTRY: Final = "OFD.xml"
_POINTS: Final = 72 / 25.4
_A4: Final = (0.0, 0.0, 210.0, 297.0)
_FIGURE, _LETTER = 0.62, 0.95  # how wide digits and letters may be, in shares of the size
_MOST_SHAPES: Final = 2_000  # of a page: text drawn as outlines
_MOST_POINTS: Final = 4_000  # of a shape
_NUMBER = re.compile(r"[-+]?(?:\d{1,12}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][-+]?\d{1,2})?")
_STEP = re.compile(r"[MLSBQAC]|" + _NUMBER.pattern)
_ARGUMENTS: Final = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where an object draws: its corner on the page and its matrix a b c d e f."""

    x: float
    y: float
    matrix: tuple[float, ...]

    def place(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return (self.x + a * x + c * y + e) * _POINTS, (self.y + b * x + d * y + f) * _POINTS


@dataclass(frozen=True, slots=True)
class _Layer:
    """What a page or a template draws; `covered` is the area of its pictures."""

    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    covered: float
    shapes: int


def ofd_pages(archive: Archive) -> Iterator[ReadPage]:
    """The pages in order, each with what stands on its templates.

    Errors: `UnreadableInput` for what is no OFD document, encrypted or damaged.
    """
    for root_name in document_roots(archive):
        root = archive.xml(root_name)
        common = child(root, "CommonData")
        usual = _box(child(common, "PageArea", "PhysicalBox"), _A4)
        templates = {
            attribute(element, "ID"): resolve(root_name, attribute(element, "BaseLoc"))
            for element in (common if common is not None else ())
            if local(element.tag) == "TemplatePage"
        }
        drawn: dict[str, _Layer] = {}
        for element in child(root, "Pages") or ():
            if local(element.tag) == "Page":
                name = resolve(root_name, attribute(element, "BaseLoc"))
                yield _page(archive, archive.xml(name), templates, drawn, usual)


def document_roots(archive: Archive) -> list[str]:
    """The members that describe the documents of an OFD file, mostly one."""
    if any("decryptseed" in name.lower() or "encrypt" in name.lower() for name in archive.names()):
        raise encrypted(archive.where)
    if _ENTRY not in archive:
        raise UnreadableInput(
            "this archive holds no OFD document",
            where=archive.where,
            hint="check its suffix: docx, xlsx and zip are other formats",
        )
    bodies = [body for body in archive.xml(_ENTRY) if local(body.tag) == "DocBody"]
    roots = [child(body, "DocRoot") for body in bodies]
    return [resolve(_ENTRY, (root.text or "").strip()) for root in roots if root is not None]


def title_of(archive: Archive) -> str | None:
    """The title that the properties of an OFD file give it."""
    title = child(archive.xml(_ENTRY), "DocBody", "DocInfo", "Title")
    return " ".join((title.text or "").split()) or None if title is not None else None


def _page(
    archive: Archive,
    page: Element,
    templates: Mapping[str, str],
    drawn: dict[str, _Layer],
    usual: tuple[float, ...],
) -> ReadPage:
    """A page; `drawn` keeps the templates read so far."""
    left, top, width, height = _box(child(page, "Area", "PhysicalBox"), usual)
    layers = [_layer(page)]
    for element in page:
        name = templates.get(attribute(element, "TemplateID"))
        if local(element.tag) == "Template" and name is not None:
            if name not in drawn:
                drawn[name] = _layer(archive.xml(name))
            layers.append(drawn[name])
    covered = sum(layer.covered for layer in layers)
    shapes = sum(layer.shapes for layer in layers)
    printed = Page(
        width * _POINTS,
        height * _POINTS,
        tuple(glyph for layer in layers for glyph in layer.glyphs),
        tuple(rule for layer in layers for rule in layer.rules),
    )
    return ReadPage(
        _moved(printed, left * _POINTS, top * _POINTS),
        covered > COVERED * width * height or shapes > _MOST_SHAPES,
    )


def _moved(page: Page, left: float, top: float) -> Page:
    """The page with its corner at 0, 0, where that of all known files is."""
    if not left and not top:
        return page
    glyphs = tuple(
        replace(glyph, left=glyph.left - left, right=glyph.right - left, base=glyph.base - top)
        for glyph in page.glyphs
    )
    rules = tuple(
        Rule(rule.x0 - left, rule.y0 - top, rule.x1 - left, rule.y1 - top) for rule in page.rules
    )
    return replace(page, glyphs=glyphs, rules=rules)


def _layer(root: Element) -> _Layer:
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    covered = 0.0
    shapes = 0
    for element in root.iter():
        name = local(element.tag)
        if not name.endswith("Object") or attribute(element, "Visible") == "false":
            continue
        if name == "TextObject" and len(glyphs) <= MOST_GLYPHS:
            glyphs += _glyphs(element)
        elif name == "PathObject":
            shapes += 1
            rules += _rules(element) if len(rules) <= _MOST_SHAPES else ()
        elif name == "ImageObject":
            _, _, wide, high = _box(element, (0.0, 0.0, 0.0, 0.0))
            covered += wide * high
    return _Layer(tuple(glyphs), tuple(rules), covered, shapes)


def _glyphs(element: Element) -> Iterator[Glyph]:
    frame = _frame(element)
    a, b, _, d, _, _ = frame.matrix
    size = _number(attribute(element, "Size"), 0.0)
    # What is turned is a watermark or a stamp.
    if size <= 0 or abs(b) > abs(a) / 10:
        return
    scale = _number(attribute(element, "HScale"), 1.0)
    x = y = 0.0
    for code in element:
        if local(code.tag) != "TextCode":
            continue
        x, y = _number(attribute(code, "X"), x), _number(attribute(code, "Y"), y)
        text = code.text or ""
        across = _deltas(attribute(code, "DeltaX"), len(text))
        down = _deltas(attribute(code, "DeltaY"), len(text))
        at, line = x, y
        for order, char in enumerate(text):
            step = across[order] if order < len(across) else 0.0
            width = _width(char, size * scale, step, told=bool(across or down))
            (start, base), (end, _) = frame.place(at, line), frame.place(at + width, line)
            if not char.isspace() or char == " ":
                low, high = sorted((start, end))
                yield Glyph(char, low, high, base, size * abs(d) * _POINTS)
            at += step if across or down else width
            line += down[order] if order < len(down) else 0.0


def _width(char: str, size: float, step: float, *, told: bool) -> float:
    """How far a character reaches: its usual width, or less where the next one stands closer.

    The file has no widths, only the steps from one character to the next, and not always those.
    """
    if not char.isascii():
        natural = size
    elif told:
        natural = size * (_FIGURE if char.isdecimal() else _LETTER)
    else:
        natural = size / 2
    return min(natural, step) if step > 0 else natural


def _deltas(text: str, length: int) -> list[float]:
    """"5 g 3 2.5 4" is 5 2.5 2.5 2.5 4; no more than the characters need."""
    words = text.replace(",", " ").split()[: 3 * length]
    deltas: list[float] = []
    at = 0
    while at < len(words) and len(deltas) < length:
        if words[at] == "g" and at + 2 < len(words):
            count = int(_number(words[at + 1], 0.0))
            deltas += [_number(words[at + 2], 0.0)] * max(0, min(count, length))
            at += 3
        else:
            deltas.append(_number(words[at], 0.0))
            at += 1
    return deltas


def _rules(element: Element) -> Iterator[Rule]:
    data = child(element, "AbbreviatedData")
    steps = _STEP.findall((data.text if data is not None else None) or "")
    frame = _frame(element)
    stroked = attribute(element, "Stroke", "true") != "false"
    for part in _parts(steps[: 4 * _MOST_POINTS]):
        if len(part) > 1:
            yield from straight_parts([frame.place(*p) for p in part], stroked=stroked)


def _parts(steps: Sequence[str]) -> Iterator[list[tuple[float, float]]]:
    """The ends of the lines of an outline, a list for each part of it; curves count as lines."""
    part: list[tuple[float, float]] = []
    starts = [at for at, step in enumerate(steps) if step in _ARGUMENTS]
    for at, end in pairwise([*starts, len(steps)]):
        letter, numbers = steps[at], [float(step) for step in steps[at + 1 : end]]
        if letter in "MS" and part:
            yield part
            part = []
        if letter == "C" and part:
            part.append(part[0])
        elif numbers and len(numbers) == _ARGUMENTS[letter]:
            part.append((numbers[-2], numbers[-1]))
    if part:
        yield part


def _frame(element: Element) -> _Frame:
    x, y, _, _ = _box(element, (0.0, 0.0, 0.0, 0.0))
    matrix = tuple(_numbers(attribute(element, "CTM")))
    return _Frame(x, y, matrix if len(matrix) == 6 else (1, 0, 0, 1, 0, 0))


def _box(element: Element | None, usual: tuple[float, ...]) -> tuple[float, ...]:
    """left, top, width and height, of an attribute or of the text of an element."""
    if element is None:
        return usual
    numbers = _numbers(attribute(element, "Boundary") or element.text or "")
    return tuple(numbers) if len(numbers) == 4 else usual


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text[:400])]


def _number(text: str, usual: float) -> float:
    found = _NUMBER.fullmatch(text.strip()) if text else None
    return float(found[0]) if found else usual
