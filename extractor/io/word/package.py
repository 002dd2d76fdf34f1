"""The parts of a Word document that its text is made from, and its styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from extractor.errors import UnreadableInput
from extractor.io.archives import Archive, attribute, child, local, resolve

_MAIN: Final = "officeDocument"
_USUAL: Final = "word/document.xml"
_FALSE: Final = frozenset({"0", "false", "off"})
_DEEPEST_STYLE: Final = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of numbering and of hidden text; None where it says nothing."""

    based_on: str = ""
    number: str | None = None  # numId
    level: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document; a part that is missing is None or empty."""

    body: Element
    numbering: Element | None
    styles: Mapping[str, Style]
    default_style: str
    notes: Mapping[tuple[str, str], Element] = field(default_factory=dict)
    title: str | None = None


def open_package(data: bytes, where: str) -> Package:
    """Errors: `UnreadableInput` for what is no Word document, encrypted, or hostile."""
    archive = Archive(data, where)
    main = _relations(archive, "").get(_MAIN, _USUAL)
    if main not in archive:
        raise UnreadableInput(
            "this archive holds no Word document",
            where=where,
            hint="check its suffix: ofd, xlsx, wps and zip are other formats",
        )
    body = child(archive.xml(main), "body")
    if body is None:
        raise UnreadableInput(
            f"{main} is no Word document", where=where, hint="save it again as .docx"
        )
    related = _relations(archive, main)

    def part(kind: str) -> Element | None:
        name = related.get(kind, "")
        return archive.xml(name) if name in archive else None

    notes = {
        (kind, attribute(note, "id")): note
        for kind in ("footnote", "endnote")
        for note in part(f"{kind}s") or ()
        if attribute(note, "type", "normal") == "normal"
    }
    styles, default = _styles(part("styles"))
    return Package(body, part("numbering"), styles, default, notes, _title(archive))


def style_chain(styles: Mapping[str, Style], name: str) -> list[Style]:
    """A style and those it is based on, nearest first; a circle of styles ends somewhere."""
    chain: list[Style] = []
    while name in styles and len(chain) < _DEEPEST_STYLE:
        chain.append(styles[name])
        name = styles[name].based_on
    return chain


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a switch like `<w:vanish/>` is on; None where it is not set."""
    switch = child(properties, name)
    return None if switch is None else attribute(switch, "val", "1").lower() not in _FALSE


def value_of(properties: Element | None, *path: str) -> str | None:
    """The `w:val` at the end of a path."""
    found = child(properties, *path)
    return None if found is None else attribute(found, "val")


def whole(text: str | None) -> int | None:
    """A count of an attribute, None for what is none or absurd."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def _relations(archive: Archive, source: str) -> dict[str, str]:
    """The members that `source` refers to, by the last word of their kind."""
    folder, _, name = source.rpartition("/")
    file = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if file not in archive:
        return {}
    return {
        attribute(relation, "Type").rpartition("/")[2]: resolve(
            source, attribute(relation, "Target")
        )
        for relation in archive.xml(file)
        if attribute(relation, "TargetMode") != "External"
    }


def _styles(root: Element | None) -> tuple[dict[str, Style], str]:
    styles: dict[str, Style] = {}
    default = ""
    for style in root if root is not None else ():
        if local(style.tag) != "style":
            continue
        name = attribute(style, "styleId")
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
            default = name
        styles[name] = Style(
            value_of(style, "basedOn") or "",
            value_of(style, "pPr", "numPr", "numId"),
            whole(value_of(style, "pPr", "numPr", "ilvl")),
            is_on(child(style, "rPr"), "vanish"),
        )
    return styles, default


def _title(archive: Archive) -> str | None:
    name = _relations(archive, "").get("core-properties", "docProps/core.xml")
    if name not in archive:
        return None
    title = child(archive.xml(name), "title")
    text = " ".join((title.text or "").split()) if title is not None else ""
    return text or None
