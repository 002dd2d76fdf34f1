"""Numbers written in Chinese numerals: 两处, 十余项, 近千人, 九成, 百分之九十八点五, 三分之二.

About one such run in a hundred counts something, so each needs a measure word behind it and must
not be part of a fixed phrase (三项制度, 一件事, 每一次). Whether it counts is decided by linking.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Measure, Qualifier, Quantity, Span
from extractor.numbers import phrases
from extractor.numbers.numerals import Numeral, chinese, per_form, read_range
from extractor.numbers.quantities import assemble, finish
from extractor.numbers.units import NOT_BEFORE, Unit, unit_at
from extractor.patterns import pattern
from extractor.text.characters import HAN

NUMERALS = "一二两三四五六七八九十百千万亿零〇○廿卄卅卌壹贰叁肆伍陆柒捌玖拾佰仟"
# 参 is the 叁 of receipts (參) only within an amount: 参萬, 壹佰参拾, but 参加.
_RUN = pattern(
    rf"[{NUMERALS}几数参](?<!参(?![拾佰仟万亿]))(?:[{NUMERALS}余多来几点]|成(?![{NOT_BEFORE['成']}])"
    r"|(?<=[拾佰仟萬万亿])参(?=[拾佰仟万亿元圆件整])"
    # 三又二分之一小时
    rf"|又(?=[{NUMERALS}]{{1,3}}分之)"
    # 投入三.五万元, where a point is typed; 一.两起 at the start of a line is an item of a list.
    rf"|(?:分之|[至到—–\-~]|(?:(?<={HAN}[{NUMERALS}])|(?<=[零〇]))\.)(?=[{NUMERALS}]))*"
)
# 人数三万五千人, 总数十五件; but 数十件.
_OF_A_NOUN = pattern("数[十百千万亿]?(?=[一二两三四五六七八九])")
# 事故零起, 死亡零人; but 零件, 零人工, 零次品, 零名额.
_NOUGHT = pattern("零(?:[起宗例]次?|人次|人(?=[,。;、)\n]|$))|〇(?![零〇])")
_SHORTEST = 3  # characters of 三万五
_LONGEST = 40  # characters: a longer run is no number
# 二O三件: letters for a nought, of Latin, Greek and Cyrillic script.
_OHS = frozenset("oOοΟоО")
_WITH_OHS = _OHS | frozenset(NUMERALS)
_ORDINAL = 6  # characters of 第二十一、
_TOGETHER = 16  # characters of 与县综合行政执法局, where 一起 follows
_QUOTED = 12  # characters of “高效办成 or 服务”
_DIGIT = frozenset("参一二两三四五六七八九十廿卄卅卌壹贰叁肆伍陆柒捌玖")
# 第二、三批 goes on counting the same row.
_NTH = pattern(rf"第[{NUMERALS}]+、$")
# 三万五, 一百二十: at the end of a clause.
_LARGE = pattern("[一二两三四五六七八九十]{1,3}[百千万亿][一二两三四五六七八九十百千万亿零余多]+")
_CLOSING = frozenset(("", ",", "。", ";", "、", ")", "\n"))
_PER_UNIT = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
_RANGE = pattern("(.+?)[至到—–~\\-](.+)")


def written_numbers(text: str) -> Iterator[Quantity | Span]:
    """All quantities in Chinese numerals, in text order; of numerals that are none (一百百件) the
    place."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        found = _read(text, start + 1 if _OF_A_NOUN.match(text, start) else start, end)
        if found is not None:
            yield found


def _read(text: str, start: int, end: int) -> Quantity | Span | None:
    """The quantity of a run; its span if it counts but is no number; None if it counts nothing."""
    if end - start > _LONGEST:
        return None
    lettered = _with_letters(text, start, end)
    if lettered is not None:
        return lettered
    run = text[start:end]
    if "分" in run or "成" in run or text.startswith("百分百", start):
        return _per_quantity(text, start, end)
    unit = unit_at(text, end)
    if unit is None:
        return _unmeasured(text, start, end)
    several = end - start > 1 and unit.word in phrases.SEVERAL
    if (unit.word in phrases.NOT_COUNTED and not several) or _is_fixed(text, start, end, unit):
        return None
    numeral, whole = _numeral(run), not _DIGIT.isdisjoint(run)
    if numeral is None:
        return Span(start, end) if whole and end - start > 1 else None
    if numeral.value == 0 and not (end - start == 1 and _NOUGHT.match(text, start)):
        return None
    quantity = finish(text, start, end, numeral, is_chinese=True)
    if whole or numeral.value == 0 or quantity.qualifier is not Qualifier.EXACT:
        return quantity
    return _elided(text, quantity)


def _with_letters(text: str, start: int, end: int) -> Span | None:
    """二|O三件, 一二|O件: letters for noughts make no number of it."""
    if text[start - 1 : start] not in _OHS and text[end : end + 1] not in _OHS:
        return None
    first, last = start, end
    while first > max(0, start - _LONGEST) and text[first - 1] in _WITH_OHS:
        first -= 1
    while last < end + _LONGEST and text[last : last + 1] in _WITH_OHS:
        last += 1
    while text[first] in _OHS:
        first += 1
    alone = (first, last) == (start, end)  # 成立CEO三人小组
    return None if alone or unit_at(text, last) is None else Span(first, last)


def _elided(text: str, quantity: Quantity) -> Quantity | None:
    """上千条, 上万份, 收案破千件; but 万人成讼率, 百名法学家 and 通过千件 count nothing."""
    start = quantity.start
    before, second = text[start - 1 : start], text[start - 2 : start - 1]
    if before == "上":
        return quantity._replace(lead=start - 1, qualifier=Qualifier.AT_LEAST)
    if before in ("破", "过") and second not in ("通", "经"):
        return quantity._replace(lead=start - 1, qualifier=Qualifier.MORE_THAN)
    return None


def _unmeasured(text: str, start: int, end: int) -> Quantity | None:
    """A numeral without a measure word: 播放量破百万, 总数达三万五."""
    run = text[start:end]
    if text.endswith(phrases.PASSED, 0, start) and _DIGIT.isdisjoint(run):
        return _passed(text, start, end)
    closed = end - start >= _SHORTEST and text[end : end + 1] in _CLOSING
    return _alone(text, start, end) if closed and _LARGE.fullmatch(run) else None


def _alone(text: str, start: int, end: int) -> Quantity | None:
    """总数达三万五: so large a numeral counts without a measure word, as one in digits does."""
    numeral = _numeral(text[start:end])
    if numeral is None or _is_fixed(text, start, end, Unit("", Measure.NONE, end)):
        return None
    return finish(text, start, end, numeral)


def _passed(text: str, start: int, end: int) -> Quantity | None:
    """播放量破百万: a magnitude alone, where the word before it counts."""
    numeral = _numeral(text[start:end])
    if numeral is None:
        return None
    quantity = finish(text, start, end, numeral, is_chinese=True)
    return quantity._replace(lead=start - 1, qualifier=Qualifier.MORE_THAN)


def _numeral(run: str) -> Numeral | None:
    single = chinese(run)
    if single is not None:
        return single
    ends = _RANGE.fullmatch(run)
    return read_range(ends[1], ends[2]) if ends else None


def _per_quantity(text: str, start: int, end: int) -> Quantity | None:
    """九成, 七成五, 百分之九十八点五, 百分百 in percent; 三分之二 as a bare fraction."""
    if text.startswith("百分百", start):
        end = start + 3
    while end > start and (numeral := per_form(text[start:end])) is None:
        end -= 1
    if end == start or numeral is None or text[start - 1 : start] in phrases.NOT_AFTER:
        return None
    if text[start - 1 : start] == phrases.OF_MANY:
        return None
    word = _PER_UNIT.get(text[start : start + 3])
    if word is None and "分之" not in text[start:end]:
        word = "%"
    unit = Unit(word, Measure.RATE, end) if word else None
    if "又" in text[start:end]:
        unit = unit_at(text, end)
    return assemble(text, start, end, numeral, unit, is_chinese=True)


def _is_fixed(text: str, start: int, end: int, unit: Unit) -> bool:
    """Whether the numeral belongs to a phrase that counts nothing."""
    return (
        _is_bound_before(text, start, end)
        or _is_set_phrase(text, start)
        or _is_bound_behind(text, start, end, unit)
        or _is_quoted(text, start, unit.end)
    )


def _is_bound_before(text: str, start: int, end: int) -> bool:
    """第二、|三批, 统|一次序, 同|一个 (but 合同|一百八十六份), 前|三名, 变成|一堂课."""
    before = text[start - 1 : start]
    if before in phrases.NOT_AFTER or before.isdigit():
        return True
    if before == "、":
        return _NTH.search(text, max(0, start - _ORDINAL), start) is not None
    if text[start:end] == "一" and text.endswith(phrases.TURNED_INTO, 0, start):
        return True
    if before == "同":
        return text[start:end] == "一"
    return before in ("上", "前") and text[start] in _DIGIT


def _is_set_phrase(text: str, start: int) -> bool:
    """三项制度, 一件事, 与村调解组织一起, 跑一次, 综合查一次."""
    if text.startswith(phrases.FIXED, start) or text.startswith("跑一次", start - 1):
        return True
    if text.startswith("一起", start):
        far = max(0, start - _TOGETHER)
        together = phrases.TOGETHER.match(text, start) or phrases.WITH.search(text, far, start)
        return together is not None
    once = text.startswith("查一次", start - 1)
    return once and text[start - 2 : start - 1] not in phrases.CHECKED


def _is_bound_behind(text: str, start: int, end: int, unit: Unit) -> bool:
    """一村|一顾问, 两人|一组, 一个|个, 一件|件, 八次|全会."""
    after = text[unit.end : unit.end + 1]
    if after == "一" or (text[start:end] == "一" and after in ("两", "多", unit.word)):
        return True
    return text.startswith(phrases.MEETINGS, unit.end)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """“高效办成一件事”, “一个窗口”: a short quoted name holds the numeral."""
    opening = text.rfind("“", max(0, start - _QUOTED), start)
    if opening < 0 or text.find("”", opening, start) >= 0:
        return False
    return text.find("”", end, end + _QUOTED) >= 0
