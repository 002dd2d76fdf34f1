"""The body of a Word document as lines: what a reader sees once all changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from extractor.errors import UnreadableInput
from extractor.io.archives import attribute, child, local
from extractor.io.word.fields import is_of_the_page, unprinted
from extractor.io.word.numbering import Counters, load_counters
from extractor.io.word.package import Package, is_on, style_chain, value_of, whole
from extractor.text.characters import off_line
from extractor.text.row_lines import Cell, row_lines

# Deleted text, phonetic guides, properties and instructions: nothing of these is printed.
_SILENT: Final = frozenset({
    "del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "sdtPr",
    "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "fldData", "ctrlPr", "ffData",
})  # fmt: skip
_BREAKS: Final = frozenset({"br", "cr"})
_ASIDE: Final = frozenset({"txbxContent", "footnoteReference", "endnoteReference"})
_PRIVATE: Final = range(0xE000, 0xF900)
_WIDEST: Final = 60  # columns one cell may span


@dataclass(frozen=True, slots=True)
class _Reader:
    package: Package
    counters: Counters
    unprinted: frozenset[int]
    notes: dict[tuple[str, str], Element]  # not printed yet: each is printed once
    where: str


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """`text` without its marker; `runs_on`: its end is deleted or hidden."""

    text: str
    properties: Element | None
    runs_on: bool


def body_lines(package: Package, where: str) -> Iterator[str]:
    """The lines in order: a paragraph, or a row of a table with tabs between its cells.

    Errors: `UnreadableInput` for content that only Word can unfold.
    """
    counters = load_counters(package.numbering, package.styles)
    reader = _Reader(package, counters, unprinted(package.body), dict(package.notes), where)
    yield from _lines(reader, package.body)


def _lines(reader: _Reader, parent: Element) -> Iterator[str]:
    pending = ""
    for element in _blocks(reader, parent):
        if local(element.tag) == "tbl":
            if pending:
                yield pending
            pending = ""
            yield from _table(reader, element)
            continue
        aside: list[Element] = []
        paragraph = _paragraph(reader, element, aside)
        if id(element) in reader.unprinted and not paragraph.text:
            continue
        if paragraph.runs_on:
            pending += paragraph.text
        else:
            text = pending + paragraph.text
            marker = reader.counters.marker(paragraph.properties, _style(reader, element))
            yield from (marker + text if text.strip() else "").split("\n")
            pending = ""
        # Text boxes and notes stand at their anchor, below the line of it.
        for box in aside:
            yield from _lines(reader, box)
    if pending:
        yield pending


def _blocks(reader: _Reader, parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, out of what wraps them."""
    for element in parent:
        name = local(element.tag)
        if name in ("p", "tbl"):
            yield element
        elif name == "AlternateContent":
            chosen = _chosen(element)
            if chosen is not None:
                yield from _blocks(reader, chosen)
        elif name == "altChunk":
            raise UnreadableInput(
                "part of the text is an embedded page that only Word unfolds",
                where=reader.where,
                hint="open the file in Word or LibreOffice and save it again as .docx",
            )
        elif name not in _SILENT and not _is_contents(element):
            yield from _blocks(reader, element)


def _is_contents(element: Element) -> bool:
    """Whether a content control is Word's table of contents."""
    gallery = value_of(element, "sdtPr", "docPartObj", "docPartGallery") or ""
    return "contents" in gallery.lower()


def _paragraph(reader: _Reader, element: Element, aside: list[Element]) -> _Paragraph:
    properties = child(element, "pPr")
    mark = child(properties, "rPr")
    runs_on = child(mark, "del") is not None or bool(is_on(mark, "vanish"))
    styled = _hidden_by(reader, value_of(properties, "pStyle") or reader.package.default_style)
    text = "".join(_inline(reader, element, aside, hidden=styled))
    return _Paragraph(text.strip("\t\n "), properties, runs_on)


def _style(reader: _Reader, paragraph: Element) -> str:
    return value_of(paragraph, "pPr", "pStyle") or reader.package.default_style


def _hidden_by(reader: _Reader, style: str) -> bool:
    chain = style_chain(reader.package.styles, style)
    return next((s.hidden for s in chain if s.hidden is not None), False)


def _inline(
    reader: _Reader, parent: Element, aside: list[Element], last: str = "", *, hidden: bool
) -> Iterator[str]:
    """The text inside a paragraph, behind `last`; text boxes and notes are put `aside`."""
    for element in parent:
        name = local(element.tag)
        if name in _SILENT or _tells_the_page(element, name):
            continue
        if name in _ASIDE:
            aside += _put_aside(reader, element, name)
        elif name == "AlternateContent":
            chosen = _chosen(element)
            if chosen is not None:
                yield from _inline(reader, chosen, aside, hidden=hidden)
        elif len(element):
            read = _OWN_WAYS.get(name, _inline)
            for text in read(reader, element, aside, last, hidden=hidden):
                last = text or last
                yield text
        elif not hidden and id(element) not in reader.unprinted:
            text = _character(element, name)
            last = text or last
            yield text


def _below(
    reader: _Reader, part: Element, aside: list[Element], last: str, *, hidden: bool
) -> Iterator[str]:
    """What stands below the line of a fraction in a formula: ½ is no 12."""
    yield "/"
    yield from _inline(reader, part, aside, last, hidden=hidden)


def _fraction(
    reader: _Reader, part: Element, aside: list[Element], last: str, *, hidden: bool
) -> Iterator[str]:
    """3½ is no 31/2."""
    if last[-1:].isdigit():
        yield " "
    yield from _inline(reader, part, aside, hidden=hidden)


def _above(
    reader: _Reader, part: Element, aside: list[Element], last: str, *, hidden: bool
) -> Iterator[str]:
    """A power of a formula."""
    for text in _inline(reader, part, aside, last, hidden=hidden):
        yield off_line(text, last, above=True)


def _run(
    reader: _Reader, run: Element, aside: list[Element], last: str, *, hidden: bool
) -> Iterator[str]:
    unseen = _is_hidden(reader, run, hidden)
    align = value_of(child(run, "rPr"), "vertAlign")
    for text in _inline(reader, run, aside, last, hidden=unseen):
        aligned = align in ("superscript", "subscript")
        yield off_line(text, last, above=align == "superscript") if aligned else text


_OWN_WAYS = {"r": _run, "f": _fraction, "den": _below, "sup": _above}


def _tells_the_page(element: Element, name: str) -> bool:
    return name == "fldSimple" and is_of_the_page(attribute(element, "instr"))


def _put_aside(reader: _Reader, element: Element, name: str) -> tuple[Element, ...]:
    """A text box; or a note, where it is referred to first."""
    if name == "txbxContent":
        return (element,)
    note = reader.notes.pop((name.removesuffix("Reference"), attribute(element, "id")), None)
    return () if note is None else (note,)


def _is_hidden(reader: _Reader, run: Element, inherited: bool) -> bool:
    """Whether a run is hidden text: by itself, else by its style, else by its paragraph."""
    properties = child(run, "rPr")
    if is_on(properties, "strike") or is_on(properties, "dstrike"):
        return True  # struck out
    own = is_on(properties, "vanish")
    if own is not None:
        return own
    style = value_of(properties, "rStyle")
    return inherited or (style is not None and _hidden_by(reader, style))


def _character(element: Element, name: str) -> str:
    if name == "t":
        return " ".join((element.text or "").split("\n")).replace("\t", " ").replace("\r", "")
    if name in ("tab", "ptab"):
        return "\t"
    if name in _BREAKS:
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        return _symbol(attribute(element, "char"))
    return ""


def _symbol(code: str) -> str:
    """A character given by its code; those of symbol fonts mean nothing outside them."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    printed = 0x20 <= point < 0x30000 and point not in _PRIVATE
    return chr(point) if printed and not 0xD800 <= point < 0xE000 else ""


def _chosen(alternatives: Element) -> Element | None:
    """The first alternative that holds text: they say the same, for newer and older programs."""
    for branch in alternatives:
        if any(local(inner.tag) == "t" for inner in branch.iter()):
            return branch
    return None


def _table(reader: _Reader, table: Element) -> Iterator[str]:
    above: dict[int, Cell] = {}
    for row in _inside(table, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is not None or is_on(properties, "hidden"):
            continue
        cells = _cells(reader, row, whole(value_of(properties, "gridBefore")) or 0, above)
        above = {cell.column: cell for cell in cells}
        yield from row_lines(cells)


def _cells(
    reader: _Reader, row: Element, column: int, above: dict[int, Cell]
) -> Sequence[Cell]:
    cells = []
    column = min(column, _WIDEST)
    for element in _inside(row, "tc"):
        properties = child(element, "tcPr")
        if child(properties, "cellDel") is not None:
            continue
        span = min(whole(value_of(properties, "gridSpan")) or 1, _WIDEST)
        merge = child(properties, "vMerge")
        lines = tuple(line for line in _lines(reader, element) if line.strip())
        goes_on = merge is not None and attribute(merge, "val", "continue") == "continue"
        if goes_on and not lines and column in above:
            lines = above[column].lines
            cells.append(Cell(lines, column, span, repeats=True))
        else:
            cells.append(Cell(lines, column, span))
        column += span
    return cells


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, out of content controls and insertions."""
    for element in parent:
        if local(element.tag) == name:
            yield element
        elif local(element.tag) not in _SILENT | {"p", "tbl"}:
            yield from _inside(element, name)
