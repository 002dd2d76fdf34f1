"""Parts of a figure: whether a number belongs to the list that is open, and what it counts.

`scopes` says which list is open and of which figure; `_in_list` alone decides where it ends.
"""

from __future__ import annotations

from typing import NamedTuple

from extractor.linking.choose import choose, of_its_head
from extractor.linking.draft import Draft, Scope
from extractor.linking.lone import LONGEST_ITEM, LONGEST_KIN, add_lone
from extractor.linking.passage import BOUNDS, OTHER, Item, Passage
from extractor.linking.progress import UNPAIRED
from extractor.linking.scopes import close_scope, done_with_all, is_rest, of_several, scope_of
from extractor.linking.score import Reading
from extractor.model import Measure, Quantity, Relation, category_of
from extractor.rulebook import points, unit_fit

_STEM = 2  # characters by which two names are held alike: 纠纷 in 邻里纠纷
_LONGEST_LEAD_IN = 6  # characters of 全年共查摆, in which the verb of a whole stands
_ADDED_UP = (Measure.COUNT, Measure.CASE, Measure.DOCUMENT)


class _Claim(NamedTuple):
    """A number behind what opened a list of parts, and what decides whether it is one."""

    passage: Passage
    item: Item
    scope: Scope
    opened: Draft  # the figure that the list splits up
    best: Reading | None  # what the words of the number name
    own: Reading | None  # the same, where it is sure enough to be another thing than the whole

    @property
    def quantity(self) -> Quantity:
        return self.item.quantity


def add_part(passage: Passage, item: Item) -> bool:
    """Add the number as a part of its whole; False if it is none."""
    if passage.is_average(item.quantity):
        return False
    scope = scope_of(passage, item)
    if scope is None:
        return add_lone(passage, item)
    drafts = passage.state.drafts
    if scope.bracket and item.quantity.qualifier in BOUNDS:
        return False  # 人均培训72学时(按规定不少于60学时): what is asked for is no part of it
    whole = _counted_alike(passage, scope.parent, item.quantity)
    fits = _divides(item.quantity, scope, drafts[scope.parent], drafts[whole])
    if not fits or _tells_the_total(passage, item, scope):
        return False
    claim = _claim(passage, item, scope)
    twin = _twin_total(claim)
    if twin is not None:
        passage.add(item, drafts[twin].indicator, Relation.PART, of=twin, reading=claim.best)
        return True
    if not _in_list(claim):
        if not _interrupts(claim):
            close_scope(passage)
        return False
    indicator, several = _indicator(claim), of_several(claim.passage, claim.scope, claim.quantity)
    scope.indicators.add(indicator)
    if _adds(item.quantity, claim.opened.quantity):
        scope.told += item.quantity.value
    scope.several = scope.several or several
    of = None if scope.several else whole
    passage.add(item, indicator, Relation.PART, of=of, reading=claim.own)
    return True


def shared_scope(passage: Passage, item: Item, heads: int) -> Scope | None:
    """学法8次,其中宪法、民法典各1次: the list that several heads are parts of, None if of none."""
    quantity = item.quantity
    scope = None if quantity.measure is Measure.RATE else scope_of(passage, item)
    if scope is None:
        return None
    opened = passage.state.drafts[scope.parent].quantity
    gap = passage.frame.view[item.before : quantity.lead]
    ended = scope.told > 0 and not scope.bracket and (";" in gap or "," in gap)
    told = scope.told + quantity.value * heads
    if ended or quantity.unit != opened.unit or told > opened.value:
        return None
    scope.told = told
    return scope


def _divides(quantity: Quantity, scope: Scope, opened: Draft, whole: Draft) -> bool:
    """True if the measure of a number lets it be a part of what the list splits up."""
    if quantity.measure is Measure.RATE and (scope.among or not opened.is_rate):
        return False  # 办理的诉讼案件中,出庭应诉率98%
    # 1.2万余个调解组织中,…年均化解纠纷6800件
    return not scope.among or whole.quantity.measure is quantity.measure


def _tells_the_total(passage: Passage, item: Item, scope: Scope) -> bool:
    """新增服务站3个(总数达26个): how many there are with those that the bracket stands behind."""
    opened, quantity = passage.state.drafts[scope.parent].quantity, item.quantity
    if not scope.bracket or quantity.unit != opened.unit or quantity.value <= opened.value:
        return False
    own = passage.frame.own_text(item.quantity, item.before)
    return bool(own) and not passage.context["filler"].sub("", own)


def _claim(passage: Passage, item: Item, scope: Scope) -> _Claim:
    window = passage.window(item, item.before)
    told = _rest_told(passage, item.quantity)
    if told is not None:
        window = window._replace(left=told, lead=told)
    pair = passage.progress.pairs.get(item.order, UNPAIRED)
    ranked = of_its_head(passage, item, pair) or passage.readings(item, window)
    best = ranked[0] if ranked else None
    own = best if best and _stands_alone(passage, best, scope, item.quantity) else None
    return _Claim(passage, item, scope, passage.state.drafts[scope.parent], best, own)


def _rest_told(passage: Passage, quantity: Quantity) -> int | None:
    """其余30件|为会议纪要、答复函: where the words begin that name the rest, None if none do."""
    told = passage.context["rest_are"].match(passage.frame.view, quantity.tail)
    return told.end() if told and is_rest(passage, quantity) else None


def _stands_alone(passage: Passage, own: Reading, scope: Scope, quantity: Quantity) -> bool:
    """True if a part has a meaning of its own: 学习24次,其中专题学法3次."""
    if is_rest(passage, quantity) and _rest_told(passage, quantity) is None:
        return False
    opened = passage.state.drafts[scope.parent]
    if opened.indicator == OTHER:  # 公益服务260件,其中参与人民调解152件: a word says more than none
        return own.points >= points.OWN_PART
    foreign = own.rule.category != category_of(opened.indicator)
    alike = quantity.unit == opened.quantity.unit
    if scope.among and own.rule.id != opened.indicator:
        # 1120项事项中,已有1098项实现全程网办: still items
        return own.points >= points.FOREIGN_PART and not (alike and foreign)
    people = alike and quantity.measure is Measure.PEOPLE
    if people and passage.context["attribute"].fullmatch(own.hit.word):
        return False  # 法律明白人126名,其中党员86名
    if not foreign:
        return own.points >= points.OWN_PART
    if alike and passage.context["cases_about"].fullmatch(opened.indicator):
        return False  # 复议申请96件,其中行政处罚案件52件: what they are about
    return own.points >= (points.FOREIGN_PART_ALIKE if alike else points.FOREIGN_PART)


def _in_list(claim: _Claim) -> bool:
    """True if a number still belongs to the list of parts: the first one always does, and all
    that stands in one bracket."""
    passage, item, opened = claim.passage, claim.item, claim.opened
    if claim.scope.bracket or not claim.scope.indicators:
        return True
    alike = claim.quantity.measure is opened.quantity.measure
    more = alike and claim.quantity.value > opened.quantity.value
    if more and not of_several(claim.passage, claim.scope, claim.quantity):
        return False  # 执法人员93人中持证89人,持证率95.7%,协管员145名
    gap = passage.frame.view[item.before : item.quantity.lead]
    mark = max(gap.rfind(","), gap.rfind(";"))
    if mark < 0:
        return True  # 其中民事50起、刑事14起
    if alike and claim.scope.told == opened.quantity.value and claim.own is not None:
        return False  # 386起,其中委派112起、移交274起,调成361起: the parts are all told
    clause = gap[mark + 1 :].lstrip()
    if not alike:
        if _next_level(claim, clause) or _pairs_on(claim, gap):
            return True
        # 公开信息310条,其中征求意见7条,公开文件28件; but 审查18件,其中新增3件,指导完成立法21部
        named = claim.own is not None and claim.own.rule.id == opened.indicator and ";" not in gap
        named = named and claim.scope.told + claim.quantity.value <= opened.quantity.value
        return _adds(claim.quantity, opened.quantity) and (named or _completes(claim))
    again = passage.context["anew"].match(clause) or _told_again(claim, clause)
    if again or done_with_all(passage, claim.scope, claim.quantity, clause):
        return False
    if claim.own is None:
        return _unnamed_goes_on(claim, gap)
    return _named_goes_on(claim, claim.own, gap)


def _told_again(claim: _Claim, clause: str) -> bool:
    """查摆班子问题14个,其中突出问题6个,查摆个人问题12个: more in all, and the verb of the whole."""
    opened, frame = claim.opened.quantity, claim.passage.frame
    if claim.scope.told + claim.quantity.value <= opened.value or len(clause) < _STEM:
        return False
    start = frame.clause_start(opened.lead, ",;")
    return clause[:_STEM] in frame.view[start : min(start + _LONGEST_LEAD_IN, opened.lead)]


def _interrupts(claim: _Claim) -> bool:
    """其中按日计罚8件,罚款90万元;查封扣押12件: money or people between the parts."""
    opened = claim.opened.quantity
    if claim.quantity.measure is opened.measure or _adds(claim.quantity, opened):
        return False
    tail = claim.quantity.tail
    return claim.passage.frame.view[tail : tail + 1] == ";" or _completes(claim)


def _unnamed_goes_on(claim: _Claim, gap: str) -> bool:
    """受理的案件中,行政处罚类12件;投诉举报类9件 goes on; …;达成书面协议8件 does not."""
    if ";" not in gap:
        return True
    if claim.quantity.unit != claim.opened.quantity.unit:
        return False
    if _shared_in_turn(claim):
        return True
    # 其中变更3件;设立2件、延续5件
    if _completes(claim) or _told_alike(claim):
        return True
    if _names_other(claim):
        return False
    return claim.scope.among or _goes_on_shortly(claim, gap)


def _goes_on_shortly(claim: _Claim, gap: str) -> bool:
    """其中城建类91件,占28.4%;劳动类70件: nothing but a noun, and of no more in all."""
    if claim.quantity.measure is Measure.MONEY or claim.item.order in claim.passage.progress.pairs:
        return False
    if gap[0] != ";" or len(gap) > LONGEST_ITEM:
        return False
    if not claim.quantity.value:  # 其中来访23件;逾期0件
        return False
    if claim.best is not None and not _as_a_noun(claim, gap):
        return False
    return claim.scope.told + claim.quantity.value <= claim.opened.quantity.value


def _as_a_noun(claim: _Claim, gap: str) -> bool:
    """检查单位61家,其中学校12家,整改3家;医院9家, but …;检查商铺9家: the verb tells it anew."""
    if claim.quantity.measure is Measure.PEOPLE:  # 执法人员14人,其中…3人;协管员6人
        return False
    if claim.best is None or claim.best.rule.id != claim.opened.indicator:
        return False
    if claim.passage.context["deed"].match(gap, 1) is not None:
        return False
    frame, lead = claim.passage.frame, claim.opened.quantity.lead
    return gap[1 : 1 + _STEM] not in frame.view[frame.clause_start(lead, ",;") : lead]


def _named_goes_on(claim: _Claim, own: Reading, gap: str) -> bool:
    """受理案件90件,其中行政复议50件,诉讼案件40件 goes on; …,诉讼案件30件 does not."""
    scope = claim.scope
    if own.rule.id not in scope.indicators:
        return _of_kin(claim, own, gap) or _completes(claim)
    if ";" not in gap or scope.among or own.weak:
        return True
    if own.rule.id != claim.opened.indicator and len(gap) - gap.rfind(";") <= LONGEST_KIN:
        return True  # 其中调解9件;直接纠错2件, but …3次;街道依法治街委员会开会2次
    if _shared_in_turn(claim) or _completes(claim) or _told_alike(claim):
        return True
    return own.rule.id == claim.opened.indicator and _goes_on_shortly(claim, gap)


def _told_alike(claim: _Claim) -> bool:
    """其中公安类案件12件,同比下降5%;土地类案件9件: the noun of the part before."""
    if claim.quantity.measure is Measure.MONEY or claim.item.order in claim.passage.progress.pairs:
        return False
    if claim.scope.told + claim.quantity.value > claim.opened.quantity.value:
        return False
    drafts, view = claim.passage.state.drafts, claim.passage.frame.view
    start = claim.passage.frame.clause_start(claim.quantity.lead, ",;")
    if claim.passage.context["done_anew"].match(view, start):
        return False
    for index in reversed(claim.passage.own_drafts()):
        before = drafts[index].quantity
        if drafts[index].relation is Relation.PART and before.unit == claim.quantity.unit:
            last = view[before.lead - _STEM : before.lead]
            noun = view[claim.quantity.lead - _STEM : claim.quantity.lead]
            # 行政处罚类70件;信息公开类30件
            kind = claim.passage.context["kind_of"].match(noun[1:])
            return last == noun or (kind is not None and last[1:] == noun[1:])
    return False


def _shared_in_turn(claim: _Claim) -> bool:
    """其中咨询类12件,占60%;求助类8件,占40%: each part with its share, no more than there are."""
    passage = claim.passage
    before = passage.state.drafts[-1].relation is Relation.SHARE
    shared = passage.context["in_turn"].match(passage.frame.view, claim.quantity.tail) is not None
    fits = claim.scope.told + claim.quantity.value <= claim.opened.quantity.value
    return before and shared and fits


def _next_level(claim: _Claim, clause: str) -> bool:
    """培训5批次,其中省级8人次,市级196人次: people of the next level, as those before."""
    last = claim.passage.state.drafts[-1]
    alike = last.relation is Relation.PART and last.quantity.unit == claim.quantity.unit
    return alike and claim.passage.context["level"].fullmatch(clause) is not None


def _pairs_on(claim: _Claim, gap: str) -> bool:
    """来访320人次,其中集体访4批46人次;重复访3批5人次: the next pair is counted as the last."""
    passage, later = claim.passage, claim.passage.frame.next_number(claim.quantity)
    former, latter = passage.state.drafts[-2:]
    if later is None or later.lead != claim.quantity.tail or len(gap) > LONGEST_ITEM:
        return False
    parts = former.relation is Relation.PART is latter.relation
    alike = (former.quantity.unit, latter.quantity.unit) == (claim.quantity.unit, later.unit)
    return parts and alike and former.quantity.tail == latter.quantity.lead


def _of_kin(claim: _Claim, own: Reading, gap: str) -> bool:
    """查处的案件中,按日计罚3起,查封扣押52起: told as shortly, and of the same category."""
    kin = {category_of(each) for each in claim.scope.indicators}
    short = claim.scope.among and len(gap) <= LONGEST_KIN
    return short and claim.quantity.unit == claim.opened.quantity.unit and own.rule.category in kin


def _completes(claim: _Claim) -> bool:
    """诉讼案件72起,其中民事50起,行政诉讼14起,行政复议8起: the numbers to come complete the sum."""
    told, whole = claim.scope.told, claim.opened.quantity
    for mention in claim.passage.frame.numbers[claim.item.order :]:
        quantity = mention.quantity
        if quantity is None or not _adds(quantity, whole):
            continue
        told += quantity.value
        if told >= whole.value:
            return told == whole.value
    return False


def _adds(part: Quantity, whole: Quantity) -> bool:
    """法律意见641份,其中办理事务389件: cases and papers add up as well."""
    return part.unit == whole.unit or (part.measure in _ADDED_UP and whole.measure in _ADDED_UP)


def _names_other(claim: _Claim) -> bool:
    """…;达成书面协议8件: another thing of the same category, though not for sure."""
    best, opened = claim.best, claim.opened.indicator
    if best is None or best.rule.category != category_of(opened):
        return False
    known = best.rule.id == opened or best.rule.id in claim.scope.indicators
    return not known and best.points >= points.OWN_PART


def _indicator(claim: _Claim) -> str:
    """What a part counts: its own words, or the same as its whole."""
    if claim.own is not None:
        return claim.own.rule.id
    opened = claim.opened.indicator
    if _same_kind(claim):
        return _named_alike(claim) or opened
    return choose(claim.passage, claim.item)[0] or opened


def _named_alike(claim: _Claim) -> str | None:
    """其中邻里纠纷9起、虫草纠纷3起: a part with the noun of the one before it is of its kind."""
    passage, item = claim.passage, claim.item
    last = passage.state.drafts[-1]
    view, lead = passage.frame.view, item.quantity.lead
    if last.relation is not Relation.PART or last.quantity.unit != item.quantity.unit:
        return None
    start = last.quantity.lead
    listed = view[item.before : item.before + 1] == "、" and lead - item.before > _STEM
    alike = view[lead - _STEM : lead] == view[start - _STEM : start]
    return last.indicator if listed and alike else None


def _same_kind(claim: _Claim) -> bool:
    """True if the number counts in a unit that what is split up may be counted in."""
    quantity, whole = claim.quantity, claim.opened.quantity
    if quantity.unit == whole.unit or quantity.measure is whole.measure:
        return True
    rule = claim.passage.state.rulebook.rules.get(claim.opened.indicator)
    if rule is None:
        return False
    return unit_fit(rule, frozenset(), quantity.unit, quantity.measure) is not None


def _counted_alike(passage: Passage, opened: int, quantity: Quantity) -> int:
    """Of stacked wholes (156批239人次,其中…批…人次) the one counted like the part."""
    drafts = passage.state.drafts
    whole = drafts[opened]
    if whole.quantity.unit == quantity.unit:
        return opened
    for index in (opened - 1, opened + 1):
        if not 0 <= index < len(drafts):
            continue
        twin = drafts[index]
        beside = twin.sentence == whole.sentence and twin.relation is whole.relation
        if beside and twin.of == whole.of and twin.quantity.unit == quantity.unit:
            return index
    return opened


def _twin_total(claim: _Claim) -> int | None:
    """处罚372件,罚款58万元。其中简易程序201件,罚款2万元: of the total beside the one opened.

    查处案件210起,处罚180人,其中拘留46人;破获案件37起: no list of pairs goes on there.
    """
    drafts, opened, best = claim.passage.state.drafts, claim.opened, claim.best
    quantity, item = claim.quantity, claim.item
    if best is None or claim.scope.among or quantity.measure is opened.quantity.measure:
        return None
    anew = ";" in claim.passage.frame.view[item.before : item.quantity.lead]
    for index in (claim.scope.parent + 1, claim.scope.parent - 1):
        if 0 <= index < len(drafts) - 1:
            twin = drafts[index]
            beside = twin.sentence == opened.sentence and twin.relation is Relation.TOTAL
            beside = beside and not (anew and all(last.of != index for last in drafts[-2:]))
            if beside and twin.indicator == best.rule.id and twin.quantity.unit == quantity.unit:
                return index
    return None
