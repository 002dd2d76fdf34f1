"""The encoding of a page: its byte-order mark, its bytes, then what it says of itself."""

from __future__ import annotations

import re
from typing import Final

from extractor.text import decode

_DECLARED = re.compile(rb"""charset\s{0,9}=["'\s]{0,9}([a-z0-9_:-]{2,20})""", re.IGNORECASE)
_HEAD: Final = 16_384  # scripts may stand before it
# Pages labelled gb2312 hold characters of GB18030 as often as not.
_LABELS: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "gb18030": "gb18030",
    "x-gbk": "gb18030", "cp936": "gb18030", "big5": "big5", "big5-hkscs": "big5",
}  # fmt: skip


def decode_page(data: bytes, where: str, label: str | None = None) -> tuple[str, str]:
    """The markup and its encoding; `label` is what an envelope says of it.

    UTF-8 comes before the label: pages are saved anew in it, and keep their old label.
    Errors: `UnreadableInput` for what is no text, or damaged.
    """
    found = _DECLARED.search(data, 0, _HEAD)
    declared = label or (found[1].decode("ascii") if found else "")
    return decode(data, name=where, expected=_LABELS.get(declared.lower()))
