"""Parts of a figure: what 其中, 含, a bracket or …中 opens, and where it ends."""

from __future__ import annotations

from typing import NamedTuple

from extractor.linking.choose import choose
from extractor.linking.draft import Draft, Scope, nearest
from extractor.linking.passage import Item, Passage
from extractor.linking.score import Reading, Window, sure
from extractor.model import Measure, Quantity, Relation, category_of
from extractor.patterns import pattern
from extractor.rulebook import points, unit_fit

# 参加会议(含常务会议)提出意见12条: what a closed bracket contains is no whole.
_CLOSED = pattern(r"\([^()]*\)")
_STOPS = pattern(r"[,;。、]")
_NOUN = 8  # characters of 名人民调解员(
_SHORT = 6  # characters of ,败诉 or 、原告撤诉
_PARENT_BACK, _PARENT_BACK_CLAUSE = 2, 4  # sentences between a total and its 其中, …的案件中


def add_part(passage: Passage, item: Item) -> bool:
    """Add the number as a part of its whole; False if it is none."""
    quantity = item.quantity
    if passage.is_average(quantity):
        return False
    scope = _scope(passage, item)
    if scope is None:
        return _add_lone(passage, item)
    parent = passage.state.drafts[scope.parent]
    if quantity.measure is Measure.RATE and not parent.is_rate:
        return False
    whole = _whole_of(passage, scope.parent, quantity)
    if scope.among and passage.state.drafts[whole].quantity.measure is not quantity.measure:
        return False  # 1.2万余个调解组织中,…年均化解纠纷6800件
    ranked = passage.readings(item, passage.window(item, item.before))
    best = ranked[0] if ranked else None
    twin = _twin_total(passage, scope, best, quantity)
    if twin is not None and best is not None:
        passage.add(item, best.rule.id, Relation.PART, of=twin, reading=best)
        return True
    own = best if best and _stands_alone(passage, best, scope, quantity) else None
    if scope.indicators and not scope.bracket and not _continues(passage, scope, best, own, item):
        passage.scope = None
        return False
    if own is not None:
        indicator = own.rule.id
    elif _same_kind(passage, quantity, parent):
        indicator = parent.indicator
    else:
        indicator = choose(passage, item)[0] or parent.indicator
    scope.indicators.add(indicator)
    if _adds(quantity, parent.quantity):
        scope.told += quantity.value
    passage.add(item, indicator, Relation.PART, of=whole, reading=own)
    return True


def _twin_total(
    passage: Passage, scope: Scope, best: Reading | None, quantity: Quantity
) -> int | None:
    """处罚372件,罚款58万元。其中简易程序201件,罚款2万元: of the total beside the one opened."""
    drafts, parent = passage.state.drafts, passage.state.drafts[scope.parent]
    if best is None or scope.among or quantity.measure is parent.quantity.measure:
        return None
    for index in (scope.parent + 1, scope.parent - 1):
        if 0 <= index < len(drafts) and index != len(drafts) - 1:
            twin = drafts[index]
            beside = twin.sentence == parent.sentence and twin.relation is Relation.TOTAL
            if beside and twin.indicator == best.rule.id and twin.quantity.unit == quantity.unit:
                return index
    return None


def _add_lone(passage: Passage, item: Item) -> bool:
    """审结的复议案件中,维持44件,撤销5件: parts of a whole that is not printed."""
    gap = passage.frame.view[item.before : item.quantity.lead]
    # What opens such parts ends its clause.
    opens = "," in gap and passage.context["among_of"].search(gap) is not None
    if item.quantity.measure is Measure.RATE or not (opens or passage.lone):
        return False
    indicator, reading = choose(passage, item)
    if indicator is None or not (opens or _goes_on(passage, indicator, gap)):
        passage.lone.clear()
        return False
    passage.lone.add(indicator)
    passage.add(item, indicator, Relation.PART, reading=reading)
    return True


def _goes_on(passage: Passage, indicator: str, gap: str) -> bool:
    """判决的案件中,胜诉12件,败诉1件: the next part, alike or told as shortly."""
    if ";" in gap:
        return False
    kin = {category_of(each) for each in passage.lone}
    return indicator in passage.lone or (
        len(gap) <= _SHORT and category_of(indicator) in kin
    )


class _Opening(NamedTuple):
    """How a list of parts begins; all False where 其中 says so."""

    bracket: bool  # 7208名调解员(专职1015名)
    among: bool  # 1120项事项中,已有1098项
    clause: bool  # 受理的案件中,: of a whole that stands further back


def _scope(passage: Passage, item: Item) -> Scope | None:
    """The scope that the words before the number open, or the one that is open."""
    frame, quantity = passage.frame, item.quantity
    closed = _leave_scope(passage, item)
    opening = _opening(passage, item, closed)
    if opening is None:
        return passage.scope
    parent = _parent(passage, quantity, opening)
    if parent is None:
        return passage.scope
    if opening.clause:  # …受理1974件,其中市本级742件。受理的案件中,…: of the 1974
        parent = _named_whole(passage, item, passage.whole(parent))
    end = frame.clause_end(quantity.tail, ")") if opening.bracket else frame.end
    nested = passage.scope is not None and passage.scope.bracket
    outer = passage.scope if opening.bracket and not nested else None
    among = opening.among or opening.clause
    passage.scope = Scope(parent, end, opening.bracket, among=among, outer=outer)
    return passage.scope


def _named_whole(passage: Passage, item: Item, parent: int) -> int:
    """立案96件,下达决定88件。立案的案件中,…: of what the opening clause names, not the last."""
    drafts, quantity = passage.state.drafts, item.quantity
    end = passage.frame.clause_start(quantity.lead, ",;")
    best = sure(passage.readings(item, Window(item.before, end, quantity.tail, quantity.tail))[:1])
    if best is None or best.rule.id == drafts[parent].indicator:
        return parent
    start = passage.index - _PARENT_BACK_CLAUSE
    named = nearest(drafts, sentence=start, indicator=best.rule.id, unit=quantity.unit)
    near = named is not None and drafts[named].section == passage.frame.section
    return named if near and named is not None else parent


def _leave_scope(passage: Passage, item: Item) -> int:
    """Leave the scope that ended before the number; how far it reached into the gap before it."""
    scope = passage.scope
    if scope is None or item.quantity.lead < scope.end:
        return 0
    passage.scope = scope.outer
    return max(scope.end - item.before, 0)


def _opening(passage: Passage, item: Item, closed: int) -> _Opening | None:
    """What opens a list of parts in the gap before the number, None if nothing does.

    `closed`: so many characters belong to the list before: (…,其余为租赁类),出具意见书187份.
    """
    context, quantity = passage.context, item.quantity
    gap = passage.frame.view[item.before : quantity.lead]
    open_gap = gap
    if "(" in gap:
        open_gap = _CLOSED.sub(lambda bracket: " " * len(bracket[0]), gap)
    said = context["part"].search(open_gap, max(closed, gap.rfind(";") + 1)) is not None
    bracket = item.order > 0 and gap.rfind("(") > gap.rfind(")")
    bracket = bracket and (gap[0] == "(" or said or _named_bracket(passage, quantity, gap))
    among = item.order > 0 and context["among"].match(gap) is not None
    clause = "," in gap and context["among_clause"].search(gap.lstrip()) is not None
    return _Opening(bracket, among, clause) if bracket or said or among or clause else None


def _named_bracket(passage: Passage, quantity: Quantity, gap: str) -> bool:
    """7208名调解员(专职1015名): between the whole and the bracket only its noun."""
    noun = gap[: gap.find("(")]
    drafts = passage.state.drafts
    beside = len(drafts) > passage.first and len(noun) <= _NOUN and not _STOPS.search(noun)
    return beside and drafts[-1].quantity.unit == quantity.unit


def _parent(passage: Passage, quantity: Quantity, opening: _Opening) -> int | None:
    """The figure that 其中 or a bracket opens; of stacked ones (142批290人) that of its kind."""
    drafts = passage.state.drafts
    if opening.bracket:
        return nearest(drafts, sentence=passage.index)
    if _is_rest(passage, quantity):
        return _whole_of_rest(passage, quantity)
    back = _PARENT_BACK_CLAUSE if opening.clause else _PARENT_BACK
    rates = quantity.measure is Measure.RATE
    # 代办点10个,办结6209件,其中上门143次: 个 and 次 count all sorts of things
    alike = nearest(drafts, sentence=passage.index, unit=quantity.unit, outside=True)
    vague = quantity.measure is Measure.COUNT and alike is None
    measures = (None,) if vague else (quantity.measure, None)
    for sentence in range(passage.index, passage.index - back - 1, -1):
        for measure in measures:
            found = nearest(drafts, sentence=sentence, measure=measure, outside=True,
                            rates=rates and measure is None)
            if found is not None and _comparable(drafts[found], quantity):
                section = drafts[found].section
                found = _former(passage, quantity, found)
                near = passage.state.same_chapter(section, passage.frame.section)
                return found if near else None
    return None


def _former(passage: Passage, quantity: Quantity, latter: int) -> int:
    """公开信息312条,互动信息57条,前者含…44条: of the first of two counted alike."""
    drafts, former = passage.state.drafts, latter - 1
    start = passage.frame.clause_start(quantity.lead, ",;")
    own = passage.frame.view[start : quantity.lead]
    if former < passage.first or not passage.context["former"].search(own):
        return latter
    return former if drafts[former].quantity.unit == drafts[latter].quantity.unit else latter


def _comparable(whole: Draft, quantity: Quantity) -> bool:
    """提交不超过10分钟。对其中8项提出建议: no items are part of minutes."""
    spans = Measure.DURATION
    return (whole.quantity.measure is spans) is (quantity.measure is spans)


def _is_rest(passage: Passage, quantity: Quantity) -> bool:
    start = passage.frame.clause_start(quantity.lead, ",;、")
    own = passage.frame.view[start : quantity.lead]
    return passage.context["rest"].search(own) is not None


def _whole_of_rest(passage: Passage, quantity: Quantity) -> int | None:
    """反馈问题46个,完成整改44个,其余2个: the figure that the two before add up to."""
    drafts = passage.state.drafts
    alike = [
        index
        for index in passage.own_drafts()
        if drafts[index].counts and drafts[index].quantity.unit == quantity.unit
    ]
    known = sum(drafts[index].quantity.value for index in alike)
    for whole in alike:
        value, last = drafts[whole].quantity.value, drafts[alike[-1]].quantity.value
        known -= value
        if value - quantity.value in (known, last):
            return whole
    return alike[-1] if alike else nearest(drafts, sentence=passage.index - 1)


def _stands_alone(passage: Passage, own: Reading, scope: Scope, quantity: Quantity) -> bool:
    """True if a part has a meaning of its own: 学习24次,其中专题学法3次."""
    if _is_rest(passage, quantity):
        return False
    parent = passage.state.drafts[scope.parent]
    foreign = own.rule.category != category_of(parent.indicator)
    if scope.among and own.rule.id != parent.indicator:
        # 1120项事项中,已有1098项实现全程网办: still items
        return own.points >= points.FOREIGN_PART and (
            quantity.unit != parent.quantity.unit or not foreign
        )
    if foreign and quantity.unit == parent.quantity.unit:
        return own.points >= points.FOREIGN_PART_ALIKE
    return own.points >= (points.FOREIGN_PART if foreign else points.OWN_PART)


def _whole_of(passage: Passage, parent: int, quantity: Quantity) -> int:
    """Of stacked wholes (156批239人次,其中…批…人次) the one counted like the part."""
    drafts = passage.state.drafts
    whole = drafts[parent]
    if whole.quantity.unit == quantity.unit:
        return parent
    for index in (parent - 1, parent + 1):
        if not 0 <= index < len(drafts):
            continue
        twin = drafts[index]
        beside = twin.sentence == whole.sentence and twin.relation is whole.relation
        if beside and twin.of == whole.of and twin.quantity.unit == quantity.unit:
            return index
    return parent


def _continues(
    passage: Passage, scope: Scope, best: Reading | None, own: Reading | None, item: Item
) -> bool:
    """True if a further number still belongs to the list of parts."""
    between = passage.frame.view[item.before : item.quantity.lead]
    parent = passage.state.drafts[scope.parent]
    alike = item.quantity.measure is parent.quantity.measure
    if alike and item.quantity.value > parent.quantity.value:
        return False  # 执法人员93人中持证89人,持证率95.7%,协管员145名
    if "," not in between and ";" not in between:
        return True
    clause = between[max(between.rfind(","), between.rfind(";")) + 1 :].lstrip()
    if not alike:
        if _next_level(passage, item, clause):
            return True
        return _adds(item.quantity, parent.quantity) and _completes(passage, scope, parent, item)
    if passage.context["anew"].match(clause):
        return False
    if own is not None:
        if own.rule.id not in scope.indicators:
            kin = _of_kin(scope, own, parent, item, between)
            return kin or _completes(passage, scope, parent, item)
        loose = scope.among or own.weak or own.rule.id != parent.indicator
        if ";" not in between or loose or passage.state.drafts[-1].relation is Relation.SHARE:
            return True  # 其中咨询类12件,占60%;求助类8件,占40%
        return _completes(passage, scope, parent, item)
    if ";" not in between:
        return True
    # 受理的案件中,行政处罚类12件;投诉举报类9件 goes on; …;达成书面协议8件 does not
    if item.quantity.unit != parent.quantity.unit:
        return False
    if _completes(passage, scope, parent, item):  # 其中变更3件;设立2件、延续5件
        return True
    return scope.among and not (best is not None and _is_other(best, scope, parent))


def _next_level(passage: Passage, item: Item, clause: str) -> bool:
    """培训5批次,其中省级8人次,市级196人次: people of the next level, as those before."""
    last = passage.state.drafts[-1]
    alike = last.relation is Relation.PART and last.quantity.unit == item.quantity.unit
    return alike and passage.context["level"].fullmatch(clause) is not None


def _of_kin(scope: Scope, own: Reading, parent: Draft, item: Item, between: str) -> bool:
    """查处的案件中,按日计罚3起,查封扣押52起: told as shortly, and of the same category."""
    kin = {each.partition(".")[0] for each in scope.indicators}
    short = scope.among and len(between) <= _SHORT
    return short and item.quantity.unit == parent.quantity.unit and own.rule.category in kin


def _completes(passage: Passage, scope: Scope, parent: Draft, item: Item) -> bool:
    """诉讼案件72起,其中民事50起,行政诉讼14起,行政复议8起: the numbers to come complete the sum."""
    told = scope.told
    for mention in passage.frame.numbers[item.order :]:
        quantity = mention.quantity
        if quantity is None or not _adds(quantity, parent.quantity):
            continue
        told += quantity.value
        if told >= parent.quantity.value:
            return told == parent.quantity.value
    return False


def _adds(part: Quantity, whole: Quantity) -> bool:
    """法律意见641份,其中办理事务389件: cases and papers add up as well."""
    counted = (Measure.COUNT, Measure.CASE, Measure.DOCUMENT)
    return part.unit == whole.unit or (part.measure in counted and whole.measure in counted)


def _is_other(best: Reading, scope: Scope, parent: Draft) -> bool:
    kin = best.rule.category == category_of(parent.indicator)
    known = best.rule.id == parent.indicator or best.rule.id in scope.indicators
    return kin and not known and best.points >= points.OWN_PART


def _same_kind(passage: Passage, quantity: Quantity, parent: Draft) -> bool:
    if quantity.unit == parent.quantity.unit or quantity.measure is parent.quantity.measure:
        return True
    rule = passage.state.rulebook.rules.get(parent.indicator)
    if rule is None:
        return False
    return unit_fit(rule, frozenset(), quantity.unit, quantity.measure) is not None
