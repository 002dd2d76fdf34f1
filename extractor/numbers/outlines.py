"""Numbers that only order what follows: 1. · 2、 · (3) · 4) · 2.1."""

from __future__ import annotations

import re

from extractor.numbers.mask import DAY_WORDS
from extractor.numbers.units import unit_at
from extractor.patterns import pattern
from extractor.text.characters import HAN

_OPEN = "(（[【"
_DIGITS = 2  # of a list number at most
_MOST_GLUED = 20  # 2优化营商环境 is an item, 50优化 is none
_OUTLINE = pattern(rf"\d{{1,2}}(?:\.\d{{1,2}})+(?=[ 、.]?(?:{HAN}|[“《]))", re.ASCII)
# The next item of a list, and how far off it is looked for.
_ITEM = pattern(r"[;；。\n]\s{0,8}(\d{1,2})、", re.ASCII)
_WORD = pattern(HAN)
_ITEMS, _LONGEST_ITEM = 30, 600
# 比去年同期(97)减少34%: the earlier value, no item of a list.
_EARLIER = ("去年同期", "上年同期", "比去年", "较去年", "比上年", "较上年", "比同期", "较同期")
_MARK = pattern(r"[.．、](?!\d)|[.．、](?=(?:19|20)\d\d年|\d{1,2}月\d)|[.．]? ?[)）]", re.ASCII)


def marker_at(text: str, start: int, end: int) -> int | None:
    """Where the list number that begins with the digits `start:end` ends: 1. · 2、 · (3) · 4)."""
    if end - start > _DIGITS:
        return None
    head = start
    while head and text[head - 1] in " \t\u3000" + _OPEN:
        head -= 1
    before = text[head - 1] if head else "\n"
    if before in "\r\n":
        if _MARK.match(text, end) or _is_glued(text, start, end) or _goes_on(text, start, end):
            return end
        return _outline(text, start)
    if text[start - 1] in _OPEN:
        alone = text[end : end + 1] in (")", "）")
        if alone and _is_filled_in(text, start, end):
            return None
        return end if alone and not text.endswith(_EARLIER, 0, start - 1) else None
    inline = before in "。;；:：!?" and text[end : end + 1] not in (")", "）")
    inline = inline or (before in "、,，" and _is_next_item(text, start, end))
    marked = inline and (_MARK.match(text, end) or _goes_on(text, start, end))
    return end if marked else None


def _is_filled_in(text: str, start: int, end: int) -> bool:
    """调解纠纷(12)件, but not 包括(1)件…(2)…: a form was filled in."""
    if not _WORD.match(text, start - 2) or unit_at(text, end + 1) is None:
        return False
    number = int(text[start:end])
    row = text[max(0, start - _LONGEST_ITEM) : end + _LONGEST_ITEM]
    return not any(f"({each})" in row for each in (number - 1, number + 1))


def _is_glued(text: str, start: int, end: int) -> bool:
    """2优化…: the mark was lost and a word that counts nothing follows at once."""
    after = text[end : end + 1]
    if not "一" <= after <= "龥" or int(text[start:end]) > _MOST_GLUED:
        return False
    return after not in "年月日时点万亿千百余多几号届级至到季周世" and unit_at(text, end) is None


def _goes_on(text: str, start: int, end: int) -> bool:
    """1、8个村没有…;2、…: a number follows the mark, and the list goes on."""
    if text[end : end + 1] != "、" or int(text[start:end]) > _ITEMS:
        return False
    number = int(text[start:end])
    after = _ITEM.search(text, end, end + _LONGEST_ITEM)
    if after is not None and int(after[1]) == number + 1:
        return True
    earlier = _ITEM.findall(text, max(0, start - _LONGEST_ITEM), start)
    return bool(earlier) and int(earlier[-1]) == number - 1


def _is_next_item(text: str, start: int, end: int) -> bool:
    """1. 学法不少于4次、2. 再建3处: the line has the item before, marked alike."""
    mark = text[end : end + 1]
    line = text[max(text.rfind("\n", 0, start) + 1, start - _LONGEST_ITEM) : start].lstrip()
    return mark in (".", "．") and line.startswith(f"{int(text[start:end]) - 1}{mark}")


def _outline(text: str, start: int) -> int | None:
    """1.1 or 2.1.3 before a heading (6.2 “路政宣传月”…), but not 1.5万 or 12.4国家宪法日."""
    match = _OUTLINE.match(text, start)
    if match is None:
        return None
    end = match.end()
    named_day = re.match(DAY_WORDS, text[end:])
    if named_day or text[end] in "万亿千百余多" or unit_at(text, end):
        return None
    return end
