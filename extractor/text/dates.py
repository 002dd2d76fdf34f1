"""Dates as pages and sign-offs print them, also damaged ones, as ISO dates."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from extractor.patterns import pattern

_DIGITS: Final = {char: at for at, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "0": 0}
_DATE = pattern(
    r"(?<!\d)(?P<y>(?:19|20)\d\d) ?[-/.年] ?(?P<m>[01] \d(?= ?月)|\d{1,2}) ?[-/.月]"
    r" ?(?P<d>[0-3] \d(?= ?日)|\d{1,2})(?!\d) ?日?"  # 12月 2 9 日: torn apart to fill the line
    r"|(?P<cy>[一二][〇零0一二三四五六七八九]{3})年(?P<cm>[元正一二三四五六七八九十]{1,2})月"
    r"(?P<cd>[一二三四五六七八九十]{1,3})日"
    r"|(?<![\d.])(?P<ed>\d\d)\.(?P<em>\d\d)\.(?P<ey>20\d\d)(?!\d)"  # 08.02.2017 of mirrors
    # "20256月3日", "2025730日": the page converter dropped 年 and 月.
    r"|(?<!\d)(?P<ly>20\d\d)(?P<lm>\d{1,2})月(?P<ld>\d{1,2})日"
    r"|(?<!\d)(?P<py>20\d\d)(?P<pmd>\d{2,4})日"
    r"|(?<!\d)(?P<ny>20\d\d)(?P<nm>[01]\d)(?P<nd>[0-3]\d)(?!\d)"
)


class DateSpan(NamedTuple):
    start: int
    end: int
    iso: str


def find_dates(text: str) -> list[DateSpan]:
    """All full dates of folded `text` that the calendar knows."""
    found = []
    for match in _DATE.finditer(text):
        iso = _iso(match)
        if iso is not None:
            found.append(DateSpan(match.start(), match.end(), iso))
    return found


def chinese_year(text: str) -> int:
    """A year written digit by digit: 二〇二四."""
    return int("".join(str(_DIGITS[char]) for char in text))


def _iso(match: re.Match[str]) -> str | None:
    for form in ("", "e", "l", "n"):
        if match[f"{form}y"]:
            year, month, day = (int(match[form + part].replace(" ", "")) for part in "ymd")
            return _valid(year, month, day)
    if match["cy"]:
        return _valid(chinese_year(match["cy"]), _small(match["cm"]), _small(match["cd"]))
    return _split(int(match["py"]), match["pmd"])


def _split(year: int, run: str) -> str | None:
    """The one way to read month and day out of a run of digits, if there is only one."""
    readings = {
        _valid(year, int(run[:at]), int(run[at:]))
        for at in range(1, len(run))
        if run[at] != "0" or len(run) - at > 1
    }
    readings.discard(None)
    return readings.pop() if len(readings) == 1 else None


def _small(text: str) -> int:
    """一 to 三十一; 元 and 正 are the first month."""
    if text in ("元", "正"):
        return 1
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(ones, 0) if len(ones) == 1 else 0
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
