"""The encoding of a page: its byte-order mark, its bytes, then what it says of itself."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from extractor.errors import UnreadableInput
from extractor.text import decode

_DECLARED = re.compile(rb"""charset\s{0,9}=["'\s]{0,9}([a-z0-9_:-]{2,20})""", re.IGNORECASE)
_HEAD: Final = 16_384  # scripts may stand before it
# Pages labelled gb2312 hold characters of GB18030 as often as not.
_LABELS: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "gb18030": "gb18030",
    "x-gbk": "gb18030", "cp936": "gb18030", "big5": "big5", "big5-hkscs": "big5",
    "utf-8": "utf-8", "utf8": "utf-8",
}  # fmt: skip
_DAMAGE: Final = 500  # characters, of which one may be damaged


class Markup(NamedTuple):
    """Decoded markup; `damage` is why it could not be read wholly, with U+FFFD in those places."""

    text: str
    encoding: str
    damage: UnreadableInput | None = None


def decode_page(data: bytes, where: str, label: str | None = None) -> Markup:
    """The markup of a page; `label` is what an envelope says of its encoding.

    UTF-8 comes before the label: pages are saved anew in it, and keep their old label.
    Errors: `UnreadableInput` for what is no text, or damaged all over.
    """
    found = _DECLARED.search(data, 0, _HEAD)
    declared = (label or (found[1].decode("ascii") if found else "")).lower()
    encoding = _LABELS.get(declared)
    try:
        return Markup(*decode(data, name=where, expected=encoding))
    except UnreadableInput as error:
        # A character cut in a footer or at the end of the file is no reason to refuse the report.
        text = data.decode(encoding, "replace") if encoding and b"\0" not in data else ""
        if not 0 < text.count("\ufffd") * _DAMAGE <= len(text):
            raise
        return Markup(text, encoding or "", error)
