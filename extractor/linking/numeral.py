"""Whether a Chinese numeral counts something: 两处阵地, but not 三个方面."""

from __future__ import annotations

from bisect import bisect_right

from extractor.linking.passage import Passage
from extractor.linking.score import Reading
from extractor.model import Measure, Qualifier, Quantity
from extractor.numbers.norms import AGES
from extractor.numbers.units import bare_end
from extractor.patterns import pattern
from extractor.rulebook import points

_ABOUT = (Qualifier.NEARLY, Qualifier.MORE_THAN, Qualifier.AT_LEAST)
_COUNTED = (Measure.PEOPLE, Measure.PLACE, Measure.CASE)
_SOME, _MANY, _HUNDRED = 10, 20, 100  # 十余件, 五十个, 一百天
_RATES = ("%", "‰")
_TENTH = 2  # characters of 一成
_SLOGAN_REACH = 7  # from the start of one to the start of the other: 一起、坚决查处
_LONGEST_ABSTRACT = 8  # characters of 重要主阵地 behind 两个, and of 队伍。 behind a noun
_RATE = pattern(r"\d[\d.]{0,12}%")
_LONGEST_HELD = 3  # characters of 召开了


def numeral_counts(passage: Passage, quantity: Quantity, reading: Reading | None) -> bool:
    """True if a Chinese numeral counts something: 两处阵地, not 三个方面."""
    frame, context = passage.frame, passage.context
    if _RATE.match(frame.view, quantity.tail):  # 三个100%
        return False
    if _is_many(quantity) or _is_teen(frame.view, quantity) or _is_rate(quantity):
        return True
    if reading is None or not _is_counted(passage, quantity, reading):
        return False
    sure = reading.points >= points.BOUNDED_NUMERAL
    own = frame.view[frame.clause_start(quantity.lead, ",;") : quantity.lead]
    # 确保每季度不少于一次, 每半年评查一次
    if quantity.qualifier is not Qualifier.EXACT or context["routine"].search(own):
        return sure
    if _plainly_counted(passage, quantity, reading) or (sure and _held(passage, quantity, reading)):
        return True
    if quantity.measure is Measure.CASE and _handled(passage, quantity):
        return reading.points >= points.LEAST
    if reading.points < points.NUMERAL or reading.crossed >= points.CROSSING[","]:
        return False
    if Measure.SESSION in (quantity.measure, reading.rule.measure):  # 年内两次专题学习
        return True
    after = frame.view[quantity.tail : quantity.tail + _LONGEST_ABSTRACT]
    return context["abstract"].match(after) is None


def _is_way_of_working(passage: Passage, quantity: Quantity) -> bool:
    """每个中队配备一名法制员, 一名领导、一个专班的工作机制: how things are done, not how many."""
    if quantity.qualifier is not Qualifier.EXACT:
        return False
    if _is_slogan(passage, quantity):
        return True
    if quantity.measure is Measure.SESSION:
        return False
    frame, context = passage.frame, passage.context
    own = frame.view[frame.clause_start(quantity.lead, ",;") : quantity.lead]
    end = frame.clause_end(quantity.tail, ",;")
    if context["each_body"].search(own):
        return True
    return context["method"].search(frame.view, quantity.tail, end) is not None


def _is_counted(passage: Passage, quantity: Quantity, reading: Reading) -> bool:
    """Whether a numeral tells how many, and not how things are done, or in how many goes."""
    way = _is_way_of_working(passage, quantity)
    return not way and _in_its_unit(passage, quantity, reading)


def _is_slogan(passage: Passage, quantity: Quantity) -> bool:
    """发现一起、查处一起: as many as there are, not one and one."""
    numbers = passage.frame.numbers
    at = bisect_right(numbers, quantity.start, key=lambda mention: mention.start)
    beside = [numbers[i].quantity for i in (at - 2, at) if 0 <= i < len(numbers)]
    return quantity.value == 1 and any(
        other is not None and other.chinese and other.value == 1 and other.unit == quantity.unit
        and abs(other.start - quantity.start) <= _SLOGAN_REACH
        for other in beside
    )


def _in_its_unit(passage: Passage, quantity: Quantity, reading: Reading) -> bool:
    """Whether what is named comes in the unit; 分三批次下放审批事项: batches count no items."""
    units, unit = reading.rule.units, quantity.unit
    batches = unit is not None and passage.context["batch"].fullmatch(unit) is not None
    if batches and reading.hit.start >= quantity.tail:
        return reading.rule.measure is Measure.SESSION
    return quantity.unit is None or "*" in units or quantity.unit in units


def _is_many(quantity: Quantity) -> bool:
    """近百名律师, 问题十余件, 五十个 count whatever they count, but not 二十四小时, 三十日."""
    if quantity.measure is Measure.DURATION:
        return quantity.value >= _HUNDRED
    return quantity.value >= (_SOME if quantity.qualifier in _ABOUT else _MANY)


def _is_rate(quantity: Quantity) -> bool:
    """百分之七点五, 千分之三; 一成 may be a figure of speech."""
    return quantity.unit in _RATES and quantity.end - quantity.start > _TENTH


def _is_teen(view: str, quantity: Quantity) -> bool:
    """抽取十二个部门, 十五名干部, but not 十五条硬措施 and 十二次党代会."""
    if quantity.value <= _SOME or quantity.unit in AGES:
        return False
    return quantity.measure in _COUNTED or bare_end(view, quantity.tail) is not None


def _held(passage: Passage, quantity: Quantity, reading: Reading) -> bool:
    """领导小组召开|两次会议: sessions right behind the verb that holds them."""
    if Measure.SESSION not in (quantity.measure, reading.rule.measure):
        return False
    start = quantity.lead - _LONGEST_HELD
    verbs = passage.context["each_verb"].finditer(passage.frame.view, start, quantity.lead)
    view, filler = passage.frame.view, passage.context["filler"]
    return any(not filler.sub("", view[verb.end() : quantity.lead]) for verb in verbs)


def _handled(passage: Passage, quantity: Quantity) -> bool:
    """成功化解|一起涉及60余名业主的纠纷: a case right behind the verb that handles it."""
    start = passage.frame.clause_start(quantity.lead, ",;、")
    verbs = passage.context["deed"].finditer(passage.frame.view, start, quantity.lead)
    return any(verb.end() == quantity.lead for verb in verbs)


def _plainly_counted(passage: Passage, quantity: Quantity, reading: Reading) -> bool:
    """培训两期 stands glued to its head, 一支40余人的普法队伍 to a number that describes it."""
    if quantity.measure is Measure.SESSION and reading.hit.end <= quantity.lead:
        between = passage.frame.view[reading.hit.end : quantity.lead]
        if not passage.context["filler"].sub("", between):
            return True
    later = passage.frame.next_number(quantity)
    described = later is not None and later.start == quantity.tail
    return described and reading.points >= points.BOUNDED_NUMERAL
