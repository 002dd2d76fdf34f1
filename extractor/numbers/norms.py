"""Numbers of a norm that measures nothing done: 24小时内响应, 公示不少于30日, 50万元以上的合同."""

from __future__ import annotations

from extractor.model import Measure, Qualifier, Quantity
from extractor.numbers import phrases
from extractor.patterns import pattern

AGES = ("岁", "周岁")
_MADE_UP_OF = ("个", "章")
_SHORT_PERIODS = ("分钟", "小时", "个工作日", "工作日")
_HOURS = ("分钟", "小时")
_SIZES = ("米", "吨", "层", "千瓦")
_WAYS = ("米", "公里", "千米", "海里")
_DAYS = ("日", "个工作日", "天", "工作日")
_QUOTES = ("“", "‘")
_BOUNDED = (Qualifier.LESS_THAN, Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.AT_MOST)
_CLAUSES = pattern("[。;\n]")
_CREW = 3  # people at most that the law asks for at an inspection
_BEFORE = 14  # characters of 公示期限原则上不得少于


def is_norm(text: str, quantity: Quantity) -> bool:
    """Whether the quantity only states a service standard, a legal period or a threshold."""
    measure, tail = quantity.measure, quantity.tail
    if measure is Measure.DURATION:
        return _is_standing_period(text, quantity)
    if text.startswith(phrases.MEASURING, tail) or _is_near(text, quantity):
        return True
    if text[quantity.lead - 1 : quantity.lead] == "按" and phrases.RECKONED.match(text, tail):
        return True  # 相同信息按1条计
    if measure is Measure.RATE:
        return phrases.LIMIT.match(text, tail) is not None
    if quantity.unit in _MADE_UP_OF and phrases.MAKE_UP.match(text, tail):
        return True
    if measure is Measure.PEOPLE and _is_few(text, quantity):
        return True
    open_end = text.endswith(phrases.OPEN_END, quantity.end, tail)
    if open_end and phrases.SORTED.match(text, tail):
        return True
    if measure is Measure.SCORE and (open_end or quantity.upper is not None):
        return phrases.WHO.match(text, tail) is not None  # 30000-40000分的人员31名
    return open_end and _is_threshold(text, quantity)


def _is_near(text: str, quantity: Quantity) -> bool:
    """校园周边50米|内: how far something is away."""
    unit = quantity.unit
    return unit in _WAYS and text.startswith(phrases.WITHIN, quantity.end + len(unit))


def _is_few(text: str, quantity: Quantity) -> bool:
    """持证人员不足5人|的占比较高, 由2名以上|执法人员实施."""
    if quantity.value <= _CREW and quantity.qualifier is Qualifier.AT_LEAST:
        return phrases.CREW.match(text, quantity.tail) is not None
    bounded = quantity.qualifier in _BOUNDED and quantity.lead < quantity.start
    return bounded and phrases.FEWER.match(text, quantity.tail) is not None


def _is_threshold(text: str, quantity: Quantity) -> bool:
    """50万元以上|的合同, 20人以上|群体纠纷, 35岁以下."""
    if quantity.measure is Measure.MONEY:
        return phrases.THRESHOLD.match(text, quantity.tail) is not None
    if quantity.measure is Measure.PEOPLE and phrases.CROWD.match(text, quantity.tail):
        return True
    if quantity.unit == "座":  # 7座以上|客车
        return phrases.VEHICLE.match(text, quantity.tail) is not None
    if quantity.unit in _SIZES:  # 攀登7000米以上|山峰
        return text[quantity.tail : quantity.tail + 1].isalpha()
    return quantity.unit in AGES


def _is_standing_period(text: str, quantity: Quantity) -> bool:
    """How long something may take, not how long it took."""
    at, unit = quantity.end + len(quantity.unit or ""), quantity.unit
    before = _CLAUSES.split(text[max(0, quantity.lead - _BEFORE) : quantity.lead])[-1]
    if phrases.ANSWER.match(text, at):
        return True
    if unit in _SHORT_PERIODS and text.startswith(phrases.AT_ONCE, at):
        # 抵押登记1个工作日办结, but the 100 alone counts in 抵押登记1个工作日办结率100%
        rate = text.startswith("率", at + phrases.AT_ONCE_LONG)
        return rate or phrases.MEASURED.search(before) is None
    if unit in _DAYS and phrases.MEASURE.match(text, at):
        return True
    if text.startswith("内", at):
        return phrases.SHORTENED.search(before) is None
    if text.startswith(phrases.LEGAL, at):
        return True
    if before.endswith(phrases.BEFORE_AN_EVENT):
        return phrases.AHEAD.search(before) is None
    if unit in _DAYS and _is_notice(before, bounded=quantity.lead < quantity.start):
        return True
    if _is_quoted(text, quantity) or _is_bound_of_cases(text, quantity, before):
        return True
    return _is_day_long(quantity) and phrases.SPENT.search(before) is None


def _is_notice(before: str, *, bounded: bool) -> bool:
    """公示不少于30日, 公示期30日; …,情况复杂的不少于20日."""
    if bounded and phrases.SOME_CASES.search(before):
        return True
    said = phrases.NOTICE.search(before) is not None
    return said and (bounded or before.endswith(phrases.NOTICE_PERIOD))


def _is_bound_of_cases(text: str, quantity: Quantity, before: str) -> bool:
    """音像资料保存不少于6个月; 继续盘问超过12小时|的案件, 超过3个月或60课时|的行为."""
    bounded = quantity.qualifier in _BOUNDED and quantity.lead < quantity.start
    if bounded and phrases.KEPT.search(before):
        return True
    sorted_out = bounded or phrases.OR_LONGER.search(before) is not None
    return sorted_out and phrases.LONGER.match(text, quantity.tail) is not None


def _is_quoted(text: str, quantity: Quantity) -> bool:
    """“5分钟”响应, 投资项目“最多80天”改革."""
    lead, start = quantity.lead, quantity.start
    if text[lead - 1 : lead] in _QUOTES and text.startswith("最多", lead):
        return True
    return quantity.unit in _HOURS and text[start - 1 : start] in _QUOTES


def _is_day_long(quantity: Quantity) -> bool:
    """24小时值守, but not 近24小时."""
    exact = quantity.start == quantity.lead
    return quantity.unit == "小时" and quantity.value == 24 and exact
