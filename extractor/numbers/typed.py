"""Numbers as machines and slips write them: 1e6, 10^6, 1'234, 2O24件, 二十5件.

None has a value that is certain, and its digits alone would be a figure that is wrong.
"""

from __future__ import annotations

from extractor.numbers.units import unit_at
from extractor.patterns import pattern
from extractor.text.characters import HAN

_DIGITS = "一二两三四五六七八九"
_SCALES = "十百千万亿"
_BEHIND = frozenset("^_eEoOlI'’")
_BEFORE = frozenset(f"⅟oOlI{_SCALES}")
_NOTATION = pattern(
    r"[0-9]++(?:\.[0-9]++)?(?:\^-?[0-9]++|[eE][-+]?[0-9]++(?![0-9A-Za-z])"
    r"|(?:(?:_[0-9]{3})++|(?:['’][0-9]{3})++)(?![0-9A-Za-z_]))"
)
# A letter for a digit, as text read off a picture has it.
_MISREAD = pattern(r"[0-9oOlI]{1,16}+(?![0-9A-Za-z])")
_LETTER = pattern(f"(?<={HAN})[oOlI]$")
# 二十5件, 一万5千件; 第二十5 counts nothing.
_MIXED = pattern(f"(?<![第{_DIGITS}{_SCALES}零])[{_DIGITS}][{_DIGITS}{_SCALES}零]*[{_SCALES}]$")
_MIXED_END = pattern(rf"[0-9]++(?:\.[0-9]++)?[{_SCALES}]*+(?![年月日时点])")
_LONGEST = 12  # characters of numerals before the digits
_STRANGE = frozenset(f"^_eEoOlI'’⅟十{_DIGITS}")


def typed_span(text: str, start: int, run_end: int, floor: int) -> tuple[int, int] | None:
    """Start and end of such a number, whose first digits are `start:run_end`; None for others.

    It begins behind `floor`.
    """
    if text[run_end : run_end + 1] in _BEHIND:
        noted = _NOTATION.match(text, start)
        if noted is not None:
            return start, noted.end()
    before = text[start - 1 : start]
    if before == "⅟":
        return max(floor, start - 1), run_end
    if before in _BEFORE or text[run_end : run_end + 1] in _BEHIND:
        return _counted(text, start, floor)
    return None


def _counted(text: str, start: int, floor: int) -> tuple[int, int] | None:
    """What is told from a name by the measure word behind it."""
    above = text[max(floor, start - _LONGEST) : start]
    mixed = _MIXED.search(above)
    found = _MIXED_END.match(text, start) if mixed else _MISREAD.match(text, start)
    if found is None or unit_at(text, found.end()) is None:
        return None
    begun = mixed or _LETTER.search(above)
    if begun is not None:
        return start - len(begun[0]), found.end()
    # 新上线APP3个 is a name and its number, CO2个 none.
    glued = text[start - 1 : start].isascii() and text[start - 1 : start].isalpha()
    return None if glued or found[0].isdigit() else (start, found.end())


def is_typed(text: str) -> bool:
    """Whether a number that nothing explains is written so, or in numerals that are none."""
    return not _STRANGE.isdisjoint(text)
