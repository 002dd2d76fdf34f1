"""Which elements end a line, which are never printed, and what attributes say of an element."""

from __future__ import annotations

import re
from typing import Final


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS: Final = _names("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav
    ol option p pre section summary table tbody td tfoot th thead title tr ul
""")
# Of these none ends a paragraph that stands open around it.
INNER: Final = _names("body caption html legend option tbody td tfoot th thead title tr")
# Parts of a page that may be its article. A paragraph or a list item is none.
PARTS: Final = _names("""
    article aside body center div dl fieldset footer form header main nav ol section table td th ul
""")
VOID: Final = _names("""
    area base br col embed hr img input link meta param source track wbr
""")
HEADINGS: Final = ("h1", "h2", "h3")
CELLS: Final = _names("td th")
OF_TABLES: Final = _names("tbody td tfoot th thead tr")
LISTS: Final = ("ul", "ol", "dl", "menu", "dir")
# Within these nothing that stands outside is ended.
FENCES: Final = _names("table td th")
# Opening one ends another one that stands open in the same table or list.
ENDS: Final = {
    "p": ("p",), "li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt"), "option": ("option",),
    "td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr"),
    "tbody": ("td", "th", "tr"), "thead": ("td", "th", "tr"), "tfoot": ("td", "th", "tr"),
}  # fmt: skip
OFF_LINE: Final = ("sup", "sub")
# Parts of formulas, with how the second element inside stands to the first: ½ is no 12.
FRACTION: Final = "mfrac"
SCRIPTED: Final = {"msup": "sup", "msub": "sub"}
# What is struck out is no part of the report either.
SILENT: Final = _names("""
    script style noscript template textarea iframe object applet svg canvas audio video select
    button rt rp xml noembed noframes del s strike
    annotation annotation-xml
""")
_HIDING = re.compile(
    r"(?:^|[;\s])(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden|font-size\s*+:\s*+0(?![.\d])"
    r"|text-decoration(?:-line)?\s*+:[^;]{0,40}line-through)",
    re.IGNORECASE,
)
_WORTH = re.compile(r"style|hidden|class|id|span", re.IGNORECASE)


def telling(inside: str) -> bool:
    """Whether attributes as written may say anything of their element."""
    return bool(inside) and _WORTH.search(inside) is not None


def is_hidden(found: dict[str, str]) -> bool:
    """Whether an element with these attributes is not printed."""
    if found.get("hidden", "until-found").lower() != "until-found":
        return True
    style = found.get("style", "")
    return bool(style) and _HIDING.search(style) is not None


def names_of(found: dict[str, str]) -> list[str]:
    """Id and classes of an element, in lower case."""
    return f"{found.get('id', '')} {found.get('class', '')}".lower().split()
