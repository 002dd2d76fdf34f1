"""Changes: the rise or fall of a figure against an earlier time."""

from __future__ import annotations

from typing import TypeGuard

from extractor.linking.bearing import Bearing
from extractor.linking.compound import shared_end
from extractor.linking.draft import RATES, Draft, nearest
from extractor.linking.passage import ENDS, OTHER, Item, Passage
from extractor.linking.progress import UNPAIRED, Pair
from extractor.linking.score import Window, sure
from extractor.model import Measure, Quantity, Relation, Span, category_of
from extractor.rulebook import points

_STEM = 2  # characters of 立案 in 立案数
_SHORTEST_NOUN = 2  # characters of 律师
_SHORTEST_NEW_NOUN = 4  # characters of a noun, not of 后者 or 同期相


def add_change(passage: Passage, item: Item, found: Bearing) -> None:
    """A rise or fall: of what its own words name, else of the figure before."""
    drafts = passage.state.drafts
    pair = passage.progress.pairs.get(item.order, UNPAIRED)
    head, base = pair.head, pair.base
    own = head_of_change(passage, item, pair, found) or _head_before_bracket(passage, item)
    last = drafts[-1] if len(drafts) > passage.first else None
    again = own is None and head is None and base is None and not goes_on(passage, item)
    if again and _is_again(last, passage, item):
        # 受理量与去年相比减少61件,下降6.2%: the same change in other words
        passage.add(item, last.indicator, Relation.CHANGE, of=last.of, falls=found.falls)
        return
    if own is not None:
        own = _counted_just_now(passage, item, own)
        # 抽检86批次。…合格率提高0.3个百分点: what no rule counts may be anything a sentence back
        start = passage.index if own == OTHER else passage.state.section_start
        base = nearest(drafts, sentence=start, indicator=own, rates=True)
        base = base if base is None else passage.whole(base)  # 来访批次同比下降5%: of all visits
        base = None if base is not None and _other_rate(passage, item, base) else base
        base = base if base is None else _same_head(passage, item, base)
    elif base is None:
        own, base = _what_changed(passage, item, last, found, headed=head is not None)
    if own is None and base is not None:
        own = drafts[base].indicator
    elif own is None and last is not None and last.relation is Relation.PREVIOUS:
        own = last.indicator  # 审查合同较上年185件增长22%
    passage.add(item, own or OTHER, Relation.CHANGE, of=base, falls=found.falls)
    if own is not None and head is not None:
        passage.state.speak_of(own)  # 行政复议受理、办结量分别上升15%、12%: 办结 asks for 复议


def _other_rate(passage: Passage, item: Item, base: int) -> bool:
    """信访办结率100%;热线工单12件,满意率提高1.6个百分点: a rate of what was counted since."""
    drafts = passage.state.drafts
    if not drafts[base].is_rate or drafts[-1].is_rate or not drafts[-1].counts:
        return False
    return ";" in passage.frame.view[drafts[base].quantity.tail : drafts[-1].quantity.lead]


def goes_on(passage: Passage, item: Item) -> bool:
    """比上年减少2批|11人, 同比减少6起、|4人: nothing but a mark, and no noun of its own behind."""
    view, quantity = passage.frame.view, item.quantity
    if item.before == quantity.lead:
        return True
    mark = view[item.before : quantity.lead]
    if len(mark) > 1 or quantity.measure in RATES or not passage.context["join"].match(mark):
        return False
    return view[quantity.tail : min(quantity.tail + 1, passage.frame.end)] in ENDS


def _is_again(last: Draft | None, passage: Passage, item: Item) -> TypeGuard[Draft]:
    if last is None or item.before >= item.quantity.lead:
        return False
    if last.relation is Relation.CHANGE:
        # 败诉率8%,同比减少4件、|下降3个百分点: points are none of cases
        return item.quantity.measure is not Measure.POINTS or last.quantity.measure in RATES
    # 总量比上年的460起|下降10.4%: what the earlier value was held against
    between = passage.frame.view[last.quantity.tail : item.quantity.lead]
    return last.relation is Relation.PREVIOUS and last.of is not None and "," not in between


def _what_changed(
    passage: Passage, item: Item, last: Draft | None, found: Bearing, *, headed: bool
) -> tuple[str | None, int | None]:
    """(indicator, index) of what a change without words of its own is one of; one is None.

    火灾起数、亡人分别下降14%、5%: what stands under 分别 (`headed`) changed nothing said before.
    """
    if last is not None and goes_on(passage, item):
        return None, _twin_whole(passage, last, item.quantity)  # 比上年减少2批11人
    if _of_share(item, last):  # 重复信访占比18%,同比下降4.6个百分点
        return None, len(passage.state.drafts) - 1
    base = _changed(passage, passage.index, item.quantity)
    if base is not None and item.quantity.measure is Measure.RATE:
        base = _not_the_rate(passage, item, base, found)
    if base is not None and _of_another(passage, item, base, found):
        return None, None
    if base is not None and _told_anew(passage, item, base, found):
        return None, None
    if base is not None:
        return None, _split_up(passage, base)
    told = subject(passage, item)
    if told is not None:
        return told, None
    if headed:
        return None, None
    base = _changed(passage, passage.index - 1, item.quantity)
    other = base is not None and _of_another(passage, item, base, found)
    return None, None if other else base


def _not_the_rate(passage: Passage, item: Item, base: int, found: Bearing) -> int | None:
    """分流警情3160件,办结率99%,警情同比下降21%: rates change by points, so what the noun counts."""
    drafts, frame = passage.state.drafts, passage.frame
    if not drafts[base].is_rate or found.because is None:
        return base
    own = frame.view[frame.own_start(item.quantity, item.before) : found.because.start]
    noun = _noun(passage, own)
    if not noun:
        return base
    for index in reversed(passage.own_drafts()):
        told = drafts[index]
        counted = told.counts and not told.is_rate
        if counted and noun in frame.view[told.clause.start : told.clause.end]:
            return index
    return base


def _noun(passage: Passage, own: str) -> str:
    """What changed, in the words before a rise or fall: 警情 of 警情同比."""
    context = passage.context
    return context["filler"].sub("", context["compare"].sub("", own)).strip()


def _of_another(passage: Passage, item: Item, base: int, found: Bearing) -> bool:
    """检查120家次;港口货物吞吐量增长6%: a measure of its own that no rule knows."""
    end = found.because.start if found.because else item.quantity.lead
    frame, tail = passage.frame, passage.state.drafts[base].quantity.tail
    start = max(item.before, frame.clause_start(item.quantity.lead, ",;("))
    own = frame.view[start:end]
    apart = passage.state.drafts[base].sentence < passage.index or ";" in frame.view[tail:start]
    if passage.context["again"].match(frame.view[start : item.quantity.lead]):
        return False
    # 受教育学生2.6万人次,未成年人犯罪下降26%: a noun that nothing before tells of
    noun = _noun(passage, own)
    new = len(noun) >= _SHORTEST_NEW_NOUN and noun.isalpha()
    if new and noun not in frame.view[frame.start : start]:
        return True
    return apart and passage.context["measured_noun"].search(own) is not None


def _told_anew(passage: Passage, item: Item, base: int, found: Bearing) -> bool:
    """工作站增加6个,达到36个;律师增加12名: counted otherwise, and with a noun of its own."""
    quantity, whole = item.quantity, passage.state.drafts[base]
    if quantity.unit is None or quantity.unit == whole.quantity.unit or found.because is None:
        return False
    if quantity.measure in (*RATES, Measure.DURATION, Measure.MONEY):
        return False
    start = passage.frame.own_start(quantity, item.before)
    own = passage.frame.view[start : found.because.start]
    noun = _noun(passage, own)
    told = passage.frame.view[whole.clause.start : start]
    return len(noun) >= _SHORTEST_NOUN and noun not in told


def _split_up(passage: Passage, base: int) -> int:
    """登记4317户,其中企业1126户、个体户3191户,同比增长5%: of the whole, told part by part."""
    scope, drafts = passage.progress.scope, passage.state.drafts
    if scope is None or scope.bracket or drafts[base].of != scope.parent:
        return base
    turns = drafts[scope.parent + 1 : base]
    if any(draft.relation is Relation.CHANGE and draft.of != scope.parent for draft in turns):
        return base  # 其中处罚19件,同比下降6%;检查57件,同比增长4%: each with its own
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


def subject(passage: Passage, item: Item) -> str | None:
    """行政复议申请量大幅攀升,同比增幅达113%: what the clause before speaks of."""
    frame, tail = passage.frame, item.quantity.tail
    end = frame.clause_start(item.quantity.lead, ",;") - 1
    if end <= frame.start:
        return None
    window = Window(frame.clause_start(end, ",;"), end, tail, tail)
    ranked = passage.readings(item, window, any_unit=True)
    best = sure(ranked, points.CHANGED)
    return best.rule.id if best else None


def head_of_change(
    passage: Passage, item: Item, pair: Pair, found: Bearing
) -> str | None:
    """Indicator named by the words of the change itself (持证率比上年提高…), if any."""
    quantity = item.quantity
    start = passage.frame.clause_start(quantity.lead, ",;(")
    end = found.because.start if found.because else quantity.lead
    own = passage.frame.view[max(item.before, start) : quantity.lead]
    fewer = passage.context["fewer"].search(own) is not None
    if fewer:  # 减少入企检查频次41%, 减少重复检查380次: what falls follows the verb
        end = quantity.lead
    # 罚没款同比减少126万元 tells in its own unit what changed, 下降12% in none
    counted = quantity.measure not in RATES and (fewer or quantity.measure is Measure.MONEY)
    span = pair.head or Span(max(item.before, start), end)
    alone = pair.head is not None
    compared = passage.context["compare"].search(passage.frame.view, *span)
    if compared is not None and compared.start() == span.start:  # 较机构改革前|减少36人
        span = Span(compared.end(), max(span.end, compared.end()))
    whole = pair.head and shared_end(
        passage, item, pair.head, pair.last or pair.head, any_unit=not counted
    )
    if whole is not None:
        return whole.rule.id
    window = Window(span.start, span.end, quantity.tail, quantity.tail, alone=alone)
    best = None
    if not counted and quantity.unit is not None and quantity.measure not in RATES:
        # 不予处罚案件增加22件: what is counted so goes first
        best = sure(passage.readings(item, window), points.CHANGED)
    if best is None:
        ranked = passage.readings(item, window, any_unit=not counted)
        best = sure(ranked, points.CHANGED)
    if best is not None:
        return best.rule.id
    if pair.shared is None:
        return None
    return head_of_change(passage, item, Pair(pair.shared), found)  # 刑事、治安警情分别下降26%、9%


def _counted_just_now(passage: Passage, item: Item, own: str) -> str:
    """简易程序案件3210件,案件数量同比增长6.2%: 案件 are the ones just counted."""
    text = passage.frame.own_text(item.quantity, item.before)
    if not passage.context["again"].match(text):
        return own
    last = nearest(passage.state.drafts, sentence=passage.index, measure=Measure.CASE)
    known = own if last is None else passage.state.drafts[last].indicator
    return known if category_of(known) == category_of(own) else own


def first_of_all(passage: Passage, item: Item, base: int) -> int:
    """立案86起,结案80起;案件总量比上年的95起下降9%: the cases, not those closed."""
    drafts = passage.state.drafts
    text = passage.frame.own_text(item.quantity, item.before)
    if drafts[base].relation is not Relation.TOTAL or not passage.context["again"].match(text):
        return base
    alike = drafts[base].indicator, drafts[base].quantity.unit
    for index in passage.own_drafts():
        draft = drafts[index]
        if draft.counts and (draft.indicator, draft.quantity.unit) == alike:
            return index
    return base


def _same_head(passage: Passage, item: Item, base: int) -> int:
    """立案64起,办结61起,立案数同比增长20.8%: of the figure that has the noun of the change."""
    drafts, frame, base = passage.state.drafts, passage.frame, first_of_all(passage, item, base)
    noun = frame.own_text(item.quantity, item.before).lstrip(",;")[:_STEM]
    indicator = drafts[base].indicator
    for index in reversed(passage.own_drafts()):
        draft = drafts[index]
        if index <= base and draft.counts and draft.indicator == indicator:
            lead = draft.quantity.lead
            if noun in frame.view[frame.clause_start(lead, ",;、") : lead]:
                return index
    return base


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
