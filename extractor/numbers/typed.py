"""Numbers as machines and slips write them: 1e6, 10^6, 1'234, 2O24件, 二十5件, .5件, 3*件.

None has a value that is certain, and its digits alone would be a figure that is wrong.
"""

from __future__ import annotations

import re

from extractor.model import Measure
from extractor.numbers import phrases
from extractor.numbers.units import unit_at
from extractor.patterns import pattern
from extractor.text.characters import ENCLOSED, HAN, ROMAN

_DIGITS = "一二两三四五六七八九"
_NUMERALS = f"零〇{_DIGITS}"
_SCALES = "十百千万亿"
_MASKS = "*×xX□■?"  # for a digit that nobody filled in, or that was lost
_OHS = "oOοΟоО"  # of Latin, Greek and Cyrillic script
_BEHIND = frozenset(f"^_eE{_OHS}lISZB'’\u066c\u066b·点又/{_MASKS}{_NUMERALS}")
_NOTED = _BEHIND | frozenset(" .wWkK")  # 1.5e3, 10w, 3 1/2
_BEFORE = frozenset(f"⅟{_OHS}lI.*□■{_SCALES}{_NUMERALS}")
_NOTATION = pattern(
    r"[0-9]++(?:\.[0-9]++)?(?:\^-?[0-9]++|[eE][-+]?[0-9]++(?![0-9A-Za-z])"
    r"|(?:(?:_[0-9]{3})++|(?:['’\u066c][0-9]{3})++)(?![0-9A-Za-z_])"
    # 98点5%, 百分之98点5, 3又1/2; but 9点5名民警 have a time.
    r"|(?<![0-9]{4}) [1-9]/(?:[2-9]|10)(?![0-9/.])|\u066b[0-9]++"
    r"|点[0-9]++(?=[%‰万亿])|又[0-9]++/[0-9]++)"
    r"|(?<=分之)[0-9]++点[0-9]++"
)
# 阅读量10w+, 3K次; but a 5K健康跑 and a 10W灯 are named so.
_LETTERED = pattern(r"[0-9]++(?:\.[0-9]++)?(?:w|([WkK]))(?![0-9A-Za-z])(?=(\+?))")
# A letter for a digit, as text read off a picture has it.
_MISREAD = pattern(
    rf"[0-9]{{1,16}}+[SZB][0-9]{{1,16}}+(?![0-9A-Za-z])"
    rf"|[0-9{_OHS}lI]{{1,16}}+(?:\.[0-9{_OHS}lI]{{1,8}}+)?(?![0-9A-Za-z])"
)
_LETTER = pattern(f"(?<={HAN})[{_OHS}lI]{{1,4}}$")
# 9点5件, 3又2分之1件; but 9点5名民警 have a time.
_SPELT = pattern("(?<![第午晨晚早夜])[0-9]++(?:点[0-9]++|又[0-9]++分之[0-9]++)")
_DIVISIBLE = frozenset((Measure.CASE, Measure.MONEY, Measure.DOCUMENT))
# 二十5件, 一万5千件, 三5件; 第二十5 counts nothing, nor do 统一5件, 初三5名 and 八一5场.
_MIXED = pattern(
    f"(?<![第之其{_NUMERALS}{_SCALES}])(?!(?:[五六七八]|十)一$)"
    f"(?:(?<![统同单唯某划专不每逐初高周期大再])[〇{_DIGITS}]"
    f"|[十{_DIGITS}][{_NUMERALS}{_SCALES}]+)$"
)
_MIXED_END = pattern(
    rf"[0-9][0-9{_NUMERALS}]*+(?:\.[0-9]++)?[{_SCALES}]*+(?![年月日时点])"
)
# 12三件, 1〇5件; 2024三项 is a year and its number.
_MIXED_ON = pattern(rf"(?!20[0-9]{{2}}[{_NUMERALS}])[0-9]{{1,4}}+([{_NUMERALS}][0-9{_NUMERALS}]*+)")
# 3*件, 12①件, 1·5件; of **3** the stars set it in bold.
_GARBLED = pattern(
    rf"[0-9]++(?:\.[0-9]++)?(?:(?<!\*[0-9])[{_MASKS}]{{1,4}}+|[{ENCLOSED}]|·[0-9]++"
    r"|/[0-9]++(?<!^[1-9]/[2-9])(?<!^[1-9]/10))"
)
_NUMBER = pattern(rf"[0-9]++(?:\.[0-9]++)?(?!\*)[{_SCALES}]*+")
# .5件, *3件; 目录......5 only leads to a number.
_LOST = pattern(rf"(?:(?<=[(:、])|(?<={HAN}))(?<![{_NUMERALS}十])(?:\.|[*□■]{{1,4}})$")
_LONGEST = 12  # characters of numerals before the digits
_STRANGE = frozenset(f"^_eE{_OHS}lISZB'’\u066c⅟十\u066b·点又wWkK {_MASKS}{_NUMERALS}")
_BARE_POINT = pattern(r"\.[.万亿]")
_QUARTER = pattern("[1-9]/(?:[2-9]|10)")
_FALLING = pattern(r"([0-9]{1,20}(?:\.[0-9]{1,8})?)--?([0-9]{1,20}(?:\.[0-9]{1,8})?)[万亿]?")
_SIGN = pattern(f"[{ENCLOSED}{ROMAN}]")


def typed_span(text: str, start: int, run_end: int, floor: int) -> tuple[int, int] | None:
    """Start and end of such a number, whose first digits are `start:run_end`; None for others.

    It begins behind `floor`.
    """
    after = text[run_end : run_end + 1]
    if after in _NOTED:
        end = _noted_end(text, start)
        if end is not None:
            return start, end
    before = text[start - 1 : start]
    if before == "⅟":
        return max(floor, start - 1), run_end
    if before in _BEFORE or after in _BEHIND or ("①" <= after <= "㊿" and _SIGN.match(after)):
        return _counted(text, start, floor)
    return None


def _noted_end(text: str, start: int) -> int | None:
    """1e6, 10w, 3又2分之1件, 5678.9O元"""
    noted = _NOTATION.match(text, start)
    if noted is not None:
        return noted.end()
    lettered = _LETTERED.match(text, start)
    if lettered is not None and _is_magnitude(text, lettered):
        return lettered.end()
    spelt = _SPELT.match(text, start)
    unit = unit_at(text, spelt.end()) if spelt else None
    if spelt and unit and ("又" in spelt[0] or unit.measure in _DIVISIBLE):
        return spelt.end()
    misread = _misread(text, start)
    return misread.end() if misread and "." in misread[0] else None


def _is_magnitude(text: str, lettered: re.Match[str]) -> bool:
    """Whether a letter stands for 万 or 千."""
    counts = lettered[1] is None or bool(lettered[2])
    return counts or unit_at(text, lettered.end()) is not None


def _counted(text: str, start: int, floor: int) -> tuple[int, int] | None:
    """What is told from a name by the measure word behind it."""
    above = text[max(floor, start - _LONGEST) : start]
    mixed = _mixed(text, start, above)
    if mixed is not None:
        return mixed
    lost = _LOST.search(above)
    if lost is not None and not _is_stop(text, start, floor):
        found = _NUMBER.match(text, start)
        counts = found is not None and unit_at(text, found.end()) is not None
        return (start - len(lost[0]), found.end()) if found and counts else None
    begun = _LETTER.search(above)
    found = _GARBLED.match(text, start) or _MISREAD.match(text, start)
    if begun is not None and found is not None and unit_at(text, found.end()) is not None:
        return start - len(begun[0]), found.end()
    found = _misread(text, start)
    return (start, found.end()) if found else None


def _is_stop(text: str, start: int, floor: int) -> bool:
    """败诉4件.1226个调委会: what stands behind a counted thing is a full stop, no decimal point."""
    unit = unit_at(text, floor) if floor and text[start - 1] == "." else None
    return unit is not None and unit.end == start - 1


def _misread(text: str, start: int) -> re.Match[str] | None:
    """Digits with other signs among them and a measure word behind."""
    found = _GARBLED.match(text, start) or _MISREAD.match(text, start)
    if found is None or found[0].replace(".", "").isdecimal():
        return None
    return None if _is_glued(text, start) or unit_at(text, found.end()) is None else found


def _is_glued(text: str, start: int) -> bool:
    """新上线APP|3个 is a name and its number, CO|2个 none."""
    before = text[start - 1 : start]
    return before.isascii() and before.isalpha()


def _mixed(text: str, start: int, above: str) -> tuple[int, int] | None:
    """Digits and Chinese numerals in one number; 推行12三项制度 has two."""
    head = _MIXED.search(above)
    found = _MIXED_END.match(text, start) if head else _MIXED_ON.match(text, start)
    if found is None:
        return None
    unit = unit_at(text, found.end())
    if unit is None or unit.measure is Measure.DURATION or unit.word in phrases.NOT_COUNTED:
        return None
    if head is None and (_is_glued(text, start) or text.startswith(phrases.FIXED, found.start(1))):
        return None  # SO2三项指标
    return start - len(head[0]) if head else start, found.end()


def is_typed(text: str) -> bool:
    """Whether a number that nothing explains is written so, or in numerals that are none."""
    if not text.isdigit() and ("." in (text[0], text[-1]) or _BARE_POINT.search(text)):
        return True
    if len(text) > 1 and not text.strip("0"):
        return True
    if "/" in text:
        return _QUARTER.fullmatch(text) is None
    fall = _FALLING.fullmatch(text)
    if fall is not None:  # 50-3
        return float(fall[1]) >= float(fall[2])
    return not _STRANGE.isdisjoint(text) or _SIGN.match(text[-1]) is not None
