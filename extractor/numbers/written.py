"""Numbers written in Chinese numerals: 两处, 十余项, 近千人, 九成, 百分之九十八点五, 三分之二.

About one such run in a hundred counts something, so each needs a measure word behind it and must
not be part of a fixed phrase (三项制度, 一件事, 每一次). Whether it counts is decided by linking.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model import Measure, Qualifier, Quantity
from extractor.numbers.numerals import Numeral, chinese, per_form, read_range
from extractor.numbers.quantities import assemble, finish
from extractor.numbers.units import NOT_BEFORE, Unit, unit_at
from extractor.patterns import pattern

_NUMERAL = "一二两三四五六七八九十百千万亿零〇○廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_RUN = pattern(
    rf"[{_NUMERAL}几数](?:[{_NUMERAL}余多来几点]|分之(?=[{_NUMERAL}])"
    rf"|[至到—–\-~](?=[{_NUMERAL}])|成(?![{NOT_BEFORE['成']}]))*"
)
_LONGEST = 40  # characters: a longer run is no number
_DIGIT = frozenset("一二两三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖")
# 第三批, 每两月, 统一次序, 同一个, 逐一项, 之一, 这一次, 新一轮, 另一名, 跑一次, 查一次.
_NOT_AFTER = frozenset("第每统唯专任逐首之其划某这那哪该此下新一另头归届")
# Measure words that are mostly something else behind a Chinese numeral: 一行, 三点, 两方, 一度.
_NOT_COUNTED_ROW = (
    "行 声 度 点 步 方 路 头 字 星 把 分 层 段 门 周 具 副 根 角 集 款 章 版 首 顿 班 队 通 "
    "单 案 串 厅 室 站 席 日 台班 大类 小类 平方 立方 课 讲 面 车 成 则 组 袋 盒 桶"
)
_NOT_COUNTED = frozenset(_NOT_COUNTED_ROW.split())
# Names and set phrases: 三项制度, 两个确立, 一件事, 一张网; each begins with its numeral.
_FIXED_ROW = (
    "一件事 一批 一种 一张网 一张表 一张图 一张蓝图 一条龙 一条心 一条线 一次办 一次告知 "
    "一家亲 一个不 一个口 一个标准 一个声音 一个中心 一个窗口 一支队伍管 一本账 一个时期 "
    "一个阶段 一个环节 一个方面 一个层次 一个侧面 一个重要 一项重要 一项长期 一户一 一人一 "
    "一部法 一份力 两个维护 两个确立 两个责任 两个结合 两个大局 两个毫不 两个清单 两件大事 "
    "三个规定 三个务必 三个区分 三个清单 三项制度 三张清单 三个责任 三个转变 三个一 三件实事 "
    "四个意识 四个自信 四个全面 四个亲自 四个最严 四个善于 四个坚持 四张清单 五个一 五个必 "
    "六个一 六个必须 六个坚持 七个一 八个一 八个坚持 十个一 十个明确 十件实事 十一个坚持 "
    "十三个方面 十四个坚持 三轮车 三轮电动 三轮摩托 两轮车 两轮电动 四轮车 四轮电动"
)
_FIXED = tuple(_FIXED_ROW.split())
# 一起 is mostly "together"; before a case or a mark it counts.
_TOGETHER = pattern("一起(?![案事纠信上矛重涉民刑行,。、;])")
# 与村调解组织一起,将…: "together" all the same.
_WITH = pattern("(?:(?<![参给赋])与|(?<![合共协陪])同|跟|连)[^,。;、\n]{1,14}$")
# 第二、三批 goes on counting the same row.
_NTH = pattern(rf"第[{_NUMERAL}]+、$")
_PASSED = tuple(head + word for head in "量数" for word in ("破", "过", "超", "突破", "超过"))
_CHECKED = frozenset("评检督排抽巡核审自互")
# 三万五, 一百二十: at the end of a clause.
_LARGE = pattern("[一二两三四五六七八九十]{1,3}[百千万亿][一二两三四五六七八九十百千万亿零余多]+")
_CLOSING = frozenset(("", ",", "。", ";", "、", ")", "\n"))
_PER_UNIT = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
_RANGE = pattern("(.+?)[至到—–~\\-](.+)")


def written_quantities(text: str) -> Iterator[Quantity]:
    """All quantities in Chinese numerals, in text order."""
    for match in _RUN.finditer(text):
        quantity = _read(text, match.start(), match.end())
        if quantity is not None:
            yield quantity


def _read(text: str, start: int, end: int) -> Quantity | None:
    if end - start > _LONGEST:
        return None
    run = text[start:end]
    if "分" in run or "成" in run or text.startswith("百分百", start):
        return _per_quantity(text, start, end)
    unit = unit_at(text, end)
    if unit is None and text.endswith(_PASSED, 0, start) and _DIGIT.isdisjoint(run):
        return _passed(text, start, end)
    if unit is None:
        closed = end - start > 2 and text[end : end + 1] in _CLOSING
        return _alone(text, start, end) if closed and _LARGE.fullmatch(run) else None
    if unit.word in _NOT_COUNTED or _is_fixed(text, start, end, unit):
        return None
    numeral = _numeral(run)
    if numeral is None or numeral.value == 0:
        return None
    quantity = finish(text, start, end, numeral, is_chinese=True)
    if not _DIGIT.isdisjoint(run) or quantity.qualifier is not Qualifier.EXACT:
        return quantity
    # 上千条, 上万份 are elided numerals; 万人成讼率 and 百名法学家 count nothing.
    if text[start - 1 : start] == "上":
        return quantity._replace(lead=start - 1, qualifier=Qualifier.AT_LEAST)
    if text[start - 1 : start] in ("破", "过") and text[start - 2 : start - 1] not in ("通", "经"):
        return quantity._replace(lead=start - 1, qualifier=Qualifier.MORE_THAN)  # 收案破千件
    return None


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
    if end == start or numeral is None or text[start - 1 : start] in _NOT_AFTER:
        return None
    word = _PER_UNIT.get(text[start : start + 3])
    if word is None and "分之" not in text[start:end]:
        word = "%"
    unit = Unit(word, Measure.RATE, end) if word else None
    return assemble(text, start, end, numeral, unit, is_chinese=True)


def _is_fixed(text: str, start: int, end: int, unit: Unit) -> bool:
    """Whether the numeral belongs to a phrase that counts nothing."""
    before, after = text[start - 1 : start], text[unit.end : unit.end + 1]
    if before == "、" and _NTH.search(text, max(0, start - 6), start):
        return True
    if before in _NOT_AFTER or before.isdigit():
        return True
    if before == "同" and text[start:end] == "一":  # 同一个, but 合同一百八十六份
        return True
    if before in ("上", "前") and text[start] in _DIGIT:
        return True
    if _TOGETHER.match(text, start):
        return True
    if text.startswith("一起", start) and _WITH.search(text, max(0, start - 16), start):
        return True
    if text.startswith(_FIXED, start) or text.startswith("跑一次", start - 1):
        return True
    # 综合查一次, but 每半年评查一次.
    if text.startswith("查一次", start - 1) and text[start - 2 : start - 1] not in _CHECKED:
        return True
    # 一村一顾问, 两人一组, 一个个, 一件件.
    if after == "一" or (text[start:end] == "一" and after in ("两", "多", unit.word)):
        return True
    # 六届七次、八次全会 names meetings.
    if text.startswith(("全会", "全体"), unit.end):
        return True
    return _is_quoted(text, start, unit.end)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """“高效办成一件事”, “一个窗口”: a short quoted name holds the numeral."""
    opening = text.rfind("“", max(0, start - 12), start)
    if opening < 0 or text.find("”", opening, start) >= 0:
        return False
    return text.find("”", end, end + 12) >= 0
