"""Whether a report may hold a table at all: most hold none, and the room of tables stays shut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.model import Document
from extractor.patterns import pattern
from extractor.text.lines import Line
from extractor.text.words import SectionWords

# "河湖管理<TAB>212", "河湖管理 212 37": numbers that blanks part.
_PARTED = pattern(
    # The set all begin with stands in front: searched for that way, they cost the half.
    r"[\t \u00a0\u3000](?:(?<=\S.)(?:(?<=\t)|[\t \u00a0\u3000])[\t \u00a0\u3000]*\d"
    r"|(?<=[ \u3000])[\d.,%]+[ \u3000]+\d)"
)
_NUMERIC = pattern("[近约超]?[+-]?[0-9]")
_LONGEST_NUMBER: Final = 24


def may_hold_tables(document: Document, lines: Sequence[Line], words: SectionWords) -> bool:
    """True if there are bars, numbers that blanks part, or a line that is only a number."""
    if "|" in document.view or _PARTED.search(document.text):
        return True
    return any(
        len(line.text) <= _LONGEST_NUMBER
        and line.text[-1:] not in "。:;,"
        and _NUMERIC.match(line.text) is not None
        and words.tables().number.fullmatch(line.text) is not None
        for line in lines
    )
