"""Figures that stand to others: totals and parts, changes, shares and earlier values."""

from __future__ import annotations

from typing import TypeGuard

from extractor.linking.choose import add_shared, choose, numeral_counts
from extractor.linking.draft import FAR_BACK, Draft, nearest
from extractor.linking.meaning import Bearing, of_printed_whole
from extractor.linking.parts import add_part
from extractor.linking.passage import OTHER, Item, Passage
from extractor.linking.progress import UNPAIRED
from extractor.linking.score import Window, sure
from extractor.linking.spread import shared_heads
from extractor.model import Measure, Quantity, Relation, Span, category_of
from extractor.rulebook import points, unit_fit


def add_whole(passage: Passage, item: Item, relation: Relation = Relation.TOTAL) -> None:
    """A figure of its own, or a part of one."""
    state, quantity = passage.state, item.quantity
    if quantity.chinese and _denied(passage, quantity):
        state.reject(item.mention, "R-NUMERAL")
        return
    progress = passage.progress
    if progress.pending is not None:
        earlier = state.drafts[progress.pending]
        progress.pending = None
        earlier.of = passage.add(item, earlier.indicator, relation)
        return
    heads = shared_heads(
        passage.frame, quantity.lead, item.before, passage.context,
        rate=quantity.measure is Measure.RATE and item.order not in progress.pairs,
    )
    if heads and relation is Relation.TOTAL:
        add_shared(passage, item, heads)
        return
    if add_part(passage, item):
        return
    indicator, reading = choose(passage, item)
    if quantity.chinese and not numeral_counts(passage, quantity, reading):
        state.reject(item.mention, "R-NUMERAL")
        return
    counted = quantity.unit is not None or quantity.measure is Measure.PLACE
    counted = counted or _in_words(passage.frame.view[quantity.start : quantity.end])
    if indicator is None and not counted:
        state.reject(item.mention, "R-NO-CUE")
        state.keep(item.mention)
        return
    passage.add(item, indicator or OTHER, relation, reading=reading)


def _in_words(number: str) -> bool:
    """注册用户31.6万: who writes a magnitude counts, whatever it is."""
    return len(number) > 1 and number[0].isdecimal() and number[-1].isalpha()


def _denied(passage: Passage, quantity: Quantity) -> bool:
    """没有一件被撤销: the one is none."""
    start = passage.frame.clause_start(quantity.lead, ",;、")
    own = passage.frame.view[start : quantity.lead]
    return quantity.value == 1 and passage.context["denied"].search(own) is not None


def add_change(passage: Passage, item: Item, found: Bearing) -> None:
    """A rise or fall: of what its own words name, else of the figure before."""
    drafts = passage.state.drafts
    head, base = passage.progress.pairs.get(item.order, UNPAIRED)
    own = _head_of_change(passage, item, head, found) or _head_before_bracket(passage, item)
    last = drafts[-1] if len(drafts) > passage.first else None
    if own is None and head is None and base is None and _is_again(last, item):
        # 受理量与去年相比减少61件,下降6.2%: the same change in other words
        passage.add(item, last.indicator, Relation.CHANGE, of=last.of, falls=found.falls)
        return
    if own is not None:
        own = _counted_just_now(passage, item, own)
        start = passage.state.section_start
        base = nearest(drafts, sentence=start, indicator=own, rates=True)
        base = base if base is None else passage.whole(base)  # 来访批次同比下降5%: of all visits
        base = None if base is not None and _other_rate(passage, item, base) else base
    elif base is None:
        own, base = _what_changed(passage, item, last, headed=head is not None)
    if own is None and base is not None:
        own = drafts[base].indicator
    elif own is None and last is not None and last.relation is Relation.PREVIOUS:
        own = last.indicator  # 审查合同较上年185件增长22%
    passage.add(item, own or OTHER, Relation.CHANGE, of=base, falls=found.falls)


def _other_rate(passage: Passage, item: Item, base: int) -> bool:
    """信访办结率100%;热线工单12件,满意率提高1.6个百分点: a rate of what was counted since."""
    drafts = passage.state.drafts
    if not drafts[base].is_rate or drafts[-1].is_rate or not drafts[-1].counts:
        return False
    return ";" in passage.frame.view[drafts[base].quantity.tail : drafts[-1].quantity.lead]


def _is_again(last: Draft | None, item: Item) -> TypeGuard[Draft]:
    changed = last is not None and last.relation is Relation.CHANGE
    return changed and item.before < item.quantity.lead


def _what_changed(
    passage: Passage, item: Item, last: Draft | None, *, headed: bool
) -> tuple[str | None, int | None]:
    """(indicator, index) of what a change without words of its own is one of; one is None.

    火灾起数、亡人分别下降14%、5%: what stands under 分别 (`headed`) changed nothing said before.
    """
    if last is not None and item.before == item.quantity.lead:
        return None, _twin_whole(passage, last, item.quantity)  # 比上年减少2批11人
    if _of_share(item, last):  # 重复信访占比18%,同比下降4.6个百分点
        return None, len(passage.state.drafts) - 1
    base = _changed(passage, passage.index, item.quantity)
    if base is not None:
        return None, _split_up(passage, base)
    subject = _subject(passage, item)
    if subject is not None:
        return subject, None
    if headed:
        return None, None
    return None, _changed(passage, passage.index - 1, item.quantity)


def _split_up(passage: Passage, base: int) -> int:
    """登记4317户,其中企业1126户、个体户3191户,同比增长5%: of the whole, told part by part."""
    scope, drafts = passage.progress.scope, passage.state.drafts
    if scope is None or scope.bracket or drafts[base].of != scope.parent:
        return base
    whole = drafts[scope.parent].quantity.value
    several = drafts[base].quantity.value < whole
    return scope.parent if several and scope.told == whole else base


def _twin_whole(passage: Passage, last: Draft, quantity: Quantity) -> int | None:
    """Beside the whole of the figure before, the one counted like this number."""
    drafts = passage.state.drafts
    for index in () if last.of is None else (last.of + 1, last.of - 1):
        near = 0 <= index < len(drafts) and drafts[index].sentence == drafts[last.of or 0].sentence
        if near and drafts[index].quantity.unit == quantity.unit:
            return index
    return None


def _of_share(item: Item, last: Draft | None) -> bool:
    share = last is not None and last.relation is Relation.SHARE
    return share and item.quantity.measure is Measure.POINTS


def _changed(passage: Passage, sentence: int, quantity: Quantity) -> int | None:
    """The figure from `sentence` on that a bare 同比增长5% (of its own unit: 减少2批) speaks of."""
    drafts = passage.state.drafts
    if not drafts or drafts[-1].section != passage.frame.section:
        return None
    alike = None
    if quantity.unit is not None and quantity.measure not in (Measure.RATE, Measure.POINTS):
        alike = nearest(drafts, sentence=sentence, unit=quantity.unit, outside=True)
    if alike is None and quantity.measure is Measure.DURATION:  # 办案时长缩短8天 changes no cases
        return nearest(drafts, sentence=sentence, measure=Measure.DURATION, outside=True)
    return nearest(drafts, sentence=sentence, rates=True, outside=True) if alike is None else alike


def _subject(passage: Passage, item: Item) -> str | None:
    """行政复议申请量大幅攀升,同比增幅达113%: what the sentence began with."""
    frame, tail = passage.frame, item.quantity.tail
    end = frame.clause_start(item.quantity.lead, ",;") - 1
    if end <= frame.start:
        return None
    window = Window(frame.clause_start(end, ",;"), end, tail, tail)
    ranked = passage.readings(item, window, any_unit=True)
    best = sure(ranked, points.CHANGED)
    return best.rule.id if best else None


def _head_of_change(
    passage: Passage, item: Item, head: Span | None, found: Bearing
) -> str | None:
    """Indicator named by the words of the change itself (持证率比上年提高…), if any."""
    quantity = item.quantity
    start = passage.frame.clause_start(quantity.lead, ",;(")
    end = found.because.start if found.because else quantity.lead
    own = passage.frame.view[max(item.before, start) : quantity.lead]
    fewer = passage.context["fewer"].search(own) is not None
    if fewer:  # 减少入企检查频次41%, 减少重复检查380次: what falls follows the verb
        end = quantity.lead
    counted = fewer and quantity.measure is not Measure.RATE  # in its own unit
    span = head or Span(max(item.before, start), end)
    window = Window(span.start, span.end, quantity.tail, quantity.tail, alone=head is not None)
    ranked = passage.readings(item, window, any_unit=not counted)
    best = sure(ranked, points.CHANGED)
    if best is not None:
        return best.rule.id
    shared = passage.progress.last_head
    if head is None or shared is None or shared == head:
        return None
    return _head_of_change(passage, item, shared, found)  # 刑事、治安警情分别下降26%、9%


def _counted_just_now(passage: Passage, item: Item, own: str) -> str:
    """简易程序案件3210件,案件数量同比增长6.2%: 案件 are the ones just counted."""
    text = passage.frame.own_text(item.quantity, item.before)
    if not passage.context["again"].match(text):
        return own
    last = nearest(passage.state.drafts, sentence=passage.index, measure=Measure.CASE)
    known = own if last is None else passage.state.drafts[last].indicator
    return known if category_of(known) == category_of(own) else own


def _head_before_bracket(passage: Passage, item: Item) -> str | None:
    """刑事立案数(同比下降13.4%)、…: the bracket tells how what stands before it changed."""
    frame, tail = passage.frame, item.quantity.tail
    end = frame.clause_start(item.quantity.lead, ",;:(") - 1
    if end <= item.before or frame.view[end] != "(":
        return None
    start = max(item.before, frame.clause_start(end, ",;:()、"))
    if not frame.view[start:end].strip():
        return None
    ranked = passage.readings(item, Window(start, end, tail, tail), any_unit=True)
    best = sure(ranked, points.CHANGED)
    return best.rule.id if best else OTHER


def add_share(passage: Passage, item: Item, found: Bearing) -> None:
    """占…%: of the part before it, or of the whole a list of shares splits up."""
    drafts = passage.state.drafts
    base = _share_base(passage, item)
    last = drafts[-1] if len(drafts) > passage.first else None
    if base is None and last is not None and last.relation is Relation.SHARE:
        # 民事案件占82.6%,刑事案件占17.4%: both of one whole
        passage.add(item, last.indicator, Relation.SHARE, of=last.of)
        return
    if base is not None:
        named = _head_of_change(passage, item, None, found)
        base = _narrowed(passage, item, base, named)
        if base is not None and named is not None and _of_its_own(passage, named, base, found):
            base = None
    if base is not None:
        passage.add(item, drafts[base].indicator, Relation.SHARE, of=base)
        return
    own = _rate(passage, item) or _head_of_change(passage, item, None, found)
    if own is None:
        add_whole(passage, item, relation=Relation.SHARE)
        return
    start = passage.state.section_start
    base = nearest(drafts, sentence=start, category=category_of(own))
    passage.add(item, own, Relation.SHARE, of=base)


def _share_base(passage: Passage, item: Item) -> int | None:
    """The figure that a share seems to be of: its pair under 分别, or what stands before it."""
    pair = passage.progress.pairs.get(item.order)
    if pair is not None and pair.base is not None:
        return pair.base
    base = _shared_out(passage, item)
    return _first_whole(passage) if base is None and pair is not None else base


def _narrowed(passage: Passage, item: Item, base: int, own: str | None) -> int | None:
    """What a share is of by its own words, which name `own`; None if of nothing before it."""
    if of_printed_whole(passage.frame, item.quantity.lead, passage.context):
        base = _before(passage, base)
    if _summed(passage, item):
        return passage.whole(base)
    if item.order in passage.progress.pairs:
        return base
    return base if own is None else _named_before(passage, base, own)


def _shared_out(passage: Passage, item: Item) -> int | None:
    """The figure before that a share is of: 罚款86万元,简易程序占93% shares no money out."""
    drafts = passage.state.drafts
    base = nearest(drafts, sentence=passage.index, outside=not passage.in_bracket(item.quantity))
    if base is None or drafts[base].quantity.measure is not Measure.MONEY:
        return base
    own = passage.frame.own_text(item.quantity, item.before)
    if passage.context["share_money"].search(own):
        return base
    return nearest(drafts, sentence=passage.index, measure=Measure.CASE)


def _named_before(passage: Passage, base: int, own: str) -> int | None:
    """收案412件,审结396件,收案占全市1/5: the figure that the words of the share name."""
    drafts = passage.state.drafts
    if own == drafts[base].indicator:
        return base
    named = nearest(drafts, sentence=passage.index, indicator=own, outside=True)
    if named is not None:
        return named
    # 办培训6场,持证人员占比85%: no share of the sessions
    sessions = drafts[base].quantity.measure is Measure.SESSION
    other = category_of(own) != category_of(drafts[base].indicator)
    return None if sessions and other else base


def _of_its_own(passage: Passage, own: str, base: int, found: Bearing) -> bool:
    """辖9个村,农业人口占比72%: 占比 makes a noun with what stands before it."""
    if found.because is None or own == passage.state.drafts[base].indicator:
        return False
    view, whole = passage.frame.view, passage.state.drafts[base].quantity
    if not passage.context["share_noun"].match(view, found.because.start):
        return False
    rule = passage.state.rulebook.rules[own]
    if rule.measure is Measure.MONEY:  # 罚款类处罚占比: no share of the fines
        return False
    return unit_fit(rule, frozenset(), whole.unit, whole.measure) is None


def _before(passage: Passage, whole: int) -> int:
    """一次办成192项,占全部203项事项的94.6%: the part, if it is counted like the whole."""
    drafts = passage.state.drafts
    part = whole - 1
    if part < passage.first or not drafts[part].counts:
        return whole
    return part if drafts[part].quantity.unit == drafts[whole].quantity.unit else whole


def _rate(passage: Passage, item: Item) -> str | None:
    """即办件占比68%: a rate of its own name, where no figure is shared out."""
    start = passage.frame.clause_start(item.quantity.lead, ",;、(")
    ranked = passage.readings(item, passage.window(item, max(item.before, start)))
    best = sure(ranked, points.CHANGED)
    return best.rule.id if best else None


def _summed(passage: Passage, item: Item) -> bool:
    """两类合计占71.7%: of the whole, not of the second kind."""
    own = passage.frame.own_text(item.quantity, item.before)
    return passage.context["summed"].search(own) is not None


def _first_whole(passage: Passage) -> int | None:
    """The first total of the section: 信访总量612件次。…A、B类问题分别占29.4%、18.1%."""
    drafts = passage.state.drafts
    found = None
    for index in range(len(drafts) - 1, max(len(drafts) - FAR_BACK, 0) - 1, -1):
        draft = drafts[index]
        if draft.sentence < passage.state.section_start:
            break
        if draft.counts and not draft.is_rate and draft.relation is Relation.TOTAL:
            found = index
    return found


def add_previous(passage: Passage, item: Item, found: Bearing) -> None:
    """The value of an earlier time, before (由5天压缩至3天) or after the present one."""
    drafts, quantity = passage.state.drafts, item.quantity
    if found.forward:
        indicator = choose(passage, item)[0] or _named(passage, item, found)
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
    if base is not None:
        passage.add(item, drafts[base].indicator, Relation.PREVIOUS, of=base)
    elif passage.context["compare"].search(passage.frame.own_text(quantity, item.before)):
        # 审查合同较上一年度185件增长22%: the present value is not printed
        passage.add(item, choose(passage, item)[0] or OTHER, Relation.PREVIOUS)
    else:
        add_whole(passage, item)


def _named(passage: Passage, item: Item, found: Bearing) -> str:
    """重复信访占比由18%降至12%: what is shared out, else what was counted so before."""
    text = passage.frame.own_text(item.quantity, item.before)
    shared = item.quantity.measure is Measure.RATE and passage.context["share"].search(text)
    own = _head_of_change(passage, item, None, Bearing(found.relation)) if shared else None
    return own or _same_unit(passage, item.quantity)


def _same_unit(passage: Passage, quantity: Quantity) -> str:
    """月均由65家次降至38家次: what was counted so before in the sentence."""
    drafts = passage.state.drafts
    base = nearest(drafts, sentence=passage.index, unit=quantity.unit, rates=True)
    return drafts[base].indicator if base is not None else OTHER
