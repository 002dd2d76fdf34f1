"""HTML as a tree of elements: what a report says can only ever become text in it."""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element, tostring

from extractor.review import GENERATOR

Node = Element | str

# Controls a browser would obey instead of showing: direction, line ends inside a paragraph (which
# the parser of HTML rewrites), and all that has no shape.
_OBEYED = frozenset("\u061c\u200b\u200e\u200f\u2028\u2029\ufeff\ufffe\uffff")
_NAMES = {"\r": "CR", "\0": "NUL", "\x0c": "FF", "\x0b": "VT", "\n": "LF"}


def h(tag: str, *children: Node | None, **attributes: str | bool | None) -> Element:
    """An element. `class_` and `data_at` are the attributes `class` and `data-at`.

    True gives an attribute without a value; None and False give none.
    """
    named = {
        key.rstrip("_").replace("_", "-"): "" if value is True else shown(value)
        for key, value in attributes.items()
        if value is not None and value is not False
    }
    return put(Element(tag, named), *children)


def put(element: Element, *children: Node | None) -> Element:
    """The element with children behind those that it has."""
    for child in children:
        if isinstance(child, Element):
            element.append(child)
        elif child:
            _add_text(element, shown(child))
    return element


def _add_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def is_control(character: str) -> bool:
    """Whether a browser would obey the character, or show nothing for it."""
    if character in "\t\n":
        return False
    return unicodedata.category(character) in {"Cc", "Cf"} or character in _OBEYED


def code_of(character: str) -> str:
    """`CR`, `U+202E`: the name a control is shown by."""
    return _NAMES.get(character, f"U+{ord(character):04X}")


def shown(text: str) -> str:
    """Text outside the report itself, with its controls written out."""
    if text.isprintable():
        return text
    return "".join(f"[{code_of(c)}]" if is_control(c) else c for c in text)


def printed(text: str) -> Iterator[Node]:
    """Text of the report: each control becomes an element that shows its name.

    The element holds no character, so that nothing obeys it when the page is searched or copied;
    `data-code` keeps it for the offsets and for the text that the page gives back.
    """
    start = 0
    if not text.isprintable():
        for at, character in enumerate(text):
            if not is_control(character):
                continue
            yield text[start:at]
            name = code_of(character)
            yield h("span", class_="ctl", data_code=f"{ord(character):X}", data_name=name,
                    title=unicodedata.name(character, name))  # fmt: skip
            start = at + 1
    yield text[start:]


def embedded(data: Any) -> str:
    """JSON that can stand in a script element, where `</script>` and `<!--` would end or open."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def asset(name: str) -> str:
    """A file of `assets/`: style or script, written by hand."""
    return files("extractor.review").joinpath("assets", name).read_text("utf-8")


def document(
    title: str,
    body: Iterable[Element],
    *,
    style: str,
    script: str,
    data: Any,
    record: str | None = None,
) -> str:
    """A whole page that loads nothing: one style, one script, and `data` for the script.

    `record` is the SHA-256 of the record it shows, for those that keep pages up to date.
    """
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    head = h("head", h("meta", charset="utf-8"))
    put(
        head,
        h("meta", name="record", content=record) if record else None,
        h("meta", http_equiv="Content-Security-Policy", content=policy),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", name="referrer", content="no-referrer"),
        h("meta", name="generator", content=GENERATOR),
        h("meta", name="color-scheme", content="light dark"),
        h("title", title),
        _raw("style", style),
    )
    page = h(
        "html", head,
        h("body", *body, _raw("script", embedded(data), type="application/json", id="data"),
          _raw("script", script)),
        lang="zh-Hans",
    )  # fmt: skip
    return f"<!DOCTYPE html>\n{tostring(page, encoding='unicode', method='html')}\n"


def _raw(tag: str, content: str, **attributes: str) -> Element:
    """A style or script, which a browser reads as it stands."""
    element = h(tag, **attributes)
    element.text = content
    return element


def _hash(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
