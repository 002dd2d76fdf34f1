"""Figures of their own and their parts, and the earlier values that wait for them."""

from __future__ import annotations

from extractor.linking.bearing import Bearing
from extractor.linking.changes import first_of_all, head_of_change
from extractor.linking.choose import choose
from extractor.linking.draft import nearest
from extractor.linking.numeral import numeral_counts
from extractor.linking.parts import add_part
from extractor.linking.passage import OTHER, Item, Passage
from extractor.linking.progress import UNPAIRED
from extractor.linking.shared import add_shared
from extractor.linking.spread import shared_heads
from extractor.model import Measure, Quantity, Relation

_JOINED = ("、", ",")  # 2021年86件,2022年72件,2023年61件


def add_whole(passage: Passage, item: Item, relation: Relation = Relation.TOTAL) -> None:
    """A figure of its own, or a part of one."""
    state, quantity = passage.state, item.quantity
    if quantity.chinese and _denied(passage, quantity):
        state.reject(item.mention, "R-NUMERAL")
        return
    progress = passage.progress
    if progress.pending is not None:
        _add_present(passage, item, progress.pending, relation)
        progress.pending = None
        return
    # 负责人、分管领导出庭各12次、36次: a number a head is none of all of them
    heads = () if item.order in progress.pairs else shared_heads(
        passage.frame, quantity.lead, item.before, passage.context,
        rate=quantity.measure is Measure.RATE,
    )
    if heads and relation is Relation.TOTAL:
        add_shared(passage, item, heads)
        return
    if add_part(passage, item):
        return
    like = _of_kinds(passage, item)
    if like is not None:
        passage.add(item, like, relation)
        return
    indicator, reading = choose(passage, item)
    if quantity.measure is Measure.TIMES and quantity.unit is None:
        indicator = _ratio(passage, indicator)
    if quantity.chinese and not numeral_counts(passage, quantity, reading):
        state.reject(item.mention, "R-NUMERAL")
        return
    counted = quantity.unit is not None or quantity.measure is Measure.PLACE
    counted = counted or relation is Relation.SHARE  # 律师办案占96.15, its % lost
    counted = counted or _in_words(passage.frame.view[quantity.start : quantity.end])
    if indicator is None and not (counted or _is_rate(passage, item)):
        state.reject(item.mention, "R-NO-CUE")
        state.keep(item.mention)
        return
    passage.add(item, indicator or OTHER, relation, reading=reading)


def _add_present(passage: Passage, item: Item, pending: int, relation: Relation) -> None:
    """The value that those right before it came to: 2022年、2023年分别受理82件、|105件."""
    drafts, after = passage.state.drafts, passage.state.drafts[pending]
    present = passage.add(item, after.indicator, relation)
    after.of = present
    for earlier in reversed(drafts[passage.first : pending]):
        between = passage.frame.view[earlier.quantity.tail : after.quantity.lead]
        waits = earlier.relation is Relation.PREVIOUS and earlier.of is None
        if not waits or between[:1] not in _JOINED:
            break
        earlier.of, after = present, earlier


def _ratio(passage: Passage, named: str | None) -> str:
    """法官与人口之比1:8200 counts neither of them; 复议与诉讼比1.6:1 is a rate."""
    rule = passage.state.rulebook.rules.get(named or OTHER)
    return rule.id if rule is not None and rule.measure is Measure.RATE else OTHER


def _of_kinds(passage: Passage, item: Item) -> str | None:
    """法律服务事项8类、|18项: what the kinds just counted are kinds of."""
    drafts = passage.state.drafts
    if len(drafts) == passage.first or drafts[-1].named_behind or item.quantity.unit is None:
        return None
    last, unit = drafts[-1], drafts[-1].quantity.unit
    if last.indicator == OTHER or passage.frame.view[item.before : item.quantity.lead] != "、":
        return None
    kinds = unit is not None and passage.context["kind_of"].match(unit) is not None
    return last.indicator if kinds and unit != item.quantity.unit else None


def _in_words(number: str) -> bool:
    """注册用户31.6万: who writes a magnitude counts, whatever it is."""
    return len(number) > 1 and number[0].isdecimal() and number[-1].isalpha()


def _is_rate(passage: Passage, item: Item) -> bool:
    """重新犯罪率为0: the word before it tells a rate, its % is left out."""
    start = passage.frame.own_start(item.quantity, item.before)
    return passage.context["rate_head"].search(
        passage.frame.view, start, item.quantity.lead
    ) is not None


def _denied(passage: Passage, quantity: Quantity) -> bool:
    """没有一件被撤销: the one is none."""
    start = passage.frame.clause_start(quantity.lead, ",;、")
    own = passage.frame.view[start : quantity.lead]
    return quantity.value == 1 and passage.context["denied"].search(own) is not None


def add_previous(passage: Passage, item: Item, found: Bearing) -> None:
    """The value of an earlier time, before (由5天压缩至3天) or after the present one."""
    drafts, quantity = passage.state.drafts, item.quantity
    if found.forward:
        indicator = choose(passage, item)[0] or _named(passage, item, found)
        if quantity.measure is Measure.TIMES and quantity.unit is None:
            indicator = _ratio(passage, indicator)
        earlier = passage.add(item, indicator, Relation.PREVIOUS)
        stops = ";" if found.apart else ",;"
        numbers, end = passage.frame.numbers, passage.frame.clause_end(quantity.tail, stops)
        later = numbers[item.order + 1].start if item.order + 1 < len(numbers) else end
        # 由3天变为当日办结, and no number
        passage.progress.pending = earlier if later < end else None
        return
    rates = quantity.measure is Measure.RATE
    base = nearest(drafts, sentence=passage.index, measure=quantity.measure, rates=rates)
    if base is None:
        base = nearest(drafts, sentence=passage.index, rates=True)
    base = _counted_before(passage, item) if base is None else first_of_all(passage, item, base)
    if base is not None:
        passage.add(item, drafts[base].indicator, Relation.PREVIOUS, of=base)
    elif passage.context["compare"].search(_compared(passage, item)):
        # 审查合同较上一年度185件增长22%: the present value is not printed
        passage.add(item, choose(passage, item)[0] or OTHER, Relation.PREVIOUS)
    else:
        add_whole(passage, item)


def _compared(passage: Passage, item: Item) -> str:
    """The words of an earlier value; before the bracket where it fills one: 较去年(|126件)增长."""
    frame, lead = passage.frame, item.quantity.lead
    if frame.view[lead - 1 : lead] != "(":
        return frame.own_text(item.quantity, item.before)
    return frame.view[max(item.before, frame.clause_start(lead - 1, ",;(")) : lead]


def _counted_before(passage: Passage, item: Item) -> int | None:
    """…6381起,其中毁林1722起、其他294起。案件总数比2020年的7240起减少859起: of the 6381."""
    text = passage.frame.own_text(item.quantity, item.before)
    if not passage.context["again"].match(text):
        return None
    base = nearest(passage.state.drafts, sentence=passage.index - 1, unit=item.quantity.unit)
    return None if base is None else passage.whole(base)


def _named(passage: Passage, item: Item, found: Bearing) -> str:
    """重复信访占比由18%降至12%: what is shared out, else what was counted so before."""
    text = passage.frame.own_text(item.quantity, item.before)
    shared = item.quantity.measure is Measure.RATE and passage.context["share"].search(text)
    own = head_of_change(passage, item, UNPAIRED, Bearing(found.relation)) if shared else None
    return own or _same_unit(passage, item.quantity)


def _same_unit(passage: Passage, quantity: Quantity) -> str:
    """月均由65家次降至38家次: what was counted so before in the sentence."""
    drafts = passage.state.drafts
    base = nearest(drafts, sentence=passage.index, unit=quantity.unit, rates=True)
    return drafts[base].indicator if base is not None else OTHER
