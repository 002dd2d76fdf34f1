"""One sentence read number by number."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.linking.bearing import TOTAL, Bearing, bearing, leads
from extractor.linking.changes import add_change, goes_on
from extractor.linking.draft import Draft
from extractor.linking.moves import add_moved
from extractor.linking.passage import OTHER, Item, Passage
from extractor.linking.progress import UNPAIRED, Pair
from extractor.linking.relate import add_previous, add_whole
from extractor.linking.scopes import keep_scope, reopen_scope
from extractor.linking.shares import add_share
from extractor.linking.spread import earlier_years, paired_heads, shared_words, told_of_all
from extractor.linking.zeros import Zero, find_zeros
from extractor.model import Measure, Mention, Relation, Span, Status
from extractor.numbers.units import bare_end
from extractor.rulebook import unit_fit

_LONGEST_PLACE = 2  # characters of 市, 地市
_PLACES = (Measure.PLACE, Measure.COUNT)
_LONGEST_LISTED_NOUN = 10  # characters of 县直单位、 between the numbers of a list


def read_sentence(passage: Passage, mentions: Sequence[Mention]) -> None:
    """Add every number and worded zero of a sentence, in text order."""
    zeros = find_zeros(passage.frame, passage.state.rulebook)
    reopen_scope(passage)
    waiting = iter([*zeros, None])
    zero = next(waiting)
    order, before = 0, passage.frame.start
    for mention in mentions:
        while zero is not None and zero.mention.end <= mention.start:
            _add_zero(passage, zero)
            zero = next(waiting)
        inside = zero is not None and zero.mention.start <= mention.start
        quantity = mention.quantity
        if quantity is None:
            if not inside:
                passage.state.keep(mention)
            continue
        if not inside:
            _add_number(passage, Item(order, mention, quantity, before))
        order, before = order + 1, quantity.tail
    while zero is not None:
        _add_zero(passage, zero)
        zero = next(waiting)
    keep_scope(passage)
    _settle(passage)


def _settle(passage: Passage) -> None:
    """按照每季度不少于1次的频次,开展案卷评查5次: the duty counts what the deed counts."""
    drafts = passage.state.drafts
    for at, (duty, deed) in enumerate(pairwise(drafts[passage.first :]), passage.first + 1):
        owed = duty.status is Status.REQUIREMENT and duty.indicator == OTHER
        alike = duty.quantity.measure is deed.quantity.measure is Measure.PEOPLE
        if owed and (alike or duty.quantity.unit == deed.quantity.unit):
            duty.indicator = deed.indicator
        if duty.relation is Relation.CHANGE and duty.of is None and _came_to(passage, duty, deed):
            duty.of = at
    for first, last in reversed(list(pairwise(drafts[passage.first :]))):
        if first.indicator == OTHER and _is_chained(passage, first, last):
            first.indicator = last.indicator
        elif _only_acts(passage, first, last) and _share_noun(passage, first, last):
            first.indicator, first.named_behind = last.indicator, True


def _only_acts(passage: Passage, first: Draft, last: Draft) -> bool:
    """19个科室、11家单位逐级述法: behind the number nothing but who acts."""
    if not last.named_behind or first.indicator == OTHER:
        return last.named_behind
    context = passage.context
    acting = first.named_behind and context["acting"].fullmatch(first.indicator) is not None
    return acting and context["of_bodies"].fullmatch(last.indicator) is not None


def _came_to(passage: Passage, change: Draft, present: Draft) -> bool:
    """败诉率下降4.1个百分点至|6.3%: the value that the change led to."""
    if present.relation is not Relation.TOTAL or present.indicator != change.indicator:
        return False
    start, end = change.quantity.tail, present.quantity.lead
    return passage.context["reaching"].fullmatch(passage.frame.view, start, end) is not None


def _is_chained(passage: Passage, first: Draft, last: Draft) -> bool:
    """对2市4县6个省直单位开展督察: places counted in one breath, whatever follows the last."""
    quantity = first.quantity
    if quantity.unit is not None or quantity.measure is not Measure.PLACE:
        return False
    between = passage.frame.view[quantity.tail : last.quantity.lead]
    return len(between) <= _LONGEST_PLACE and between.isalpha() and last.quantity.measure in _PLACES


def _share_noun(passage: Passage, first: Draft, last: Draft) -> bool:
    """62家县直单位、14个乡镇负责人述法: the noun behind the last number counts both."""
    between = passage.frame.view[first.quantity.tail : last.quantity.lead]
    rule = passage.state.rulebook.rules.get(last.indicator)
    view, lead = passage.frame.view, last.quantity.lead
    glued = bare_end(view, first.quantity.tail) == lead  # 对4个市|16个县开展督察
    joined = len(passage.context["join"].findall(between)) == 1
    if glued and first.quantity.unit not in (None, last.quantity.unit):
        return False  # 6个部门|30项高频事项
    if rule is None or len(between) > _LONGEST_LISTED_NOUN or not (glued or joined):
        return False
    done_to = passage.context["done_to"].fullmatch(last.indicator)
    if rule.measure is Measure.PLACE and not done_to:
        return False  # 27个部门、7个调委会: a noun of its own each; but 深入8个镇街、16所学校
    if not {first.relation, last.relation} <= {Relation.TOTAL}:
        return False
    quantity = first.quantity
    return unit_fit(rule, frozenset(), quantity.unit, quantity.measure) is not None


def _add_number(passage: Passage, item: Item) -> None:
    if item.order not in passage.progress.pairs:
        _pair(passage, item)
    if add_moved(passage, item):
        return
    found = _bearing(passage, item)
    if found.relation is Relation.CHANGE:
        add_change(passage, item, found)
    elif found.relation is Relation.SHARE:
        add_share(passage, item, found)
    elif found.relation is Relation.PREVIOUS:
        add_previous(passage, item, found)
    else:
        add_whole(passage, item)


def _bearing(passage: Passage, item: Item) -> Bearing:
    """How the number stands to others; under one 分别 all stand as the first does."""
    drafts = passage.state.drafts
    last = drafts[-1] if len(drafts) > passage.first else None
    year = passage.state.layout.issuer.year
    found = bearing(
        item.quantity, passage.frame, item.before, passage.context, year=year,
        last_unit=last.quantity.unit if last else None,
        last_relation=last.relation if last else None,
    )
    if last is not None and found.relation is Relation.TOTAL and _is_another(passage, item, last):
        found = Bearing(last.relation, falls=last.falls)
    progress = passage.progress
    if progress.pending is not None and found.relation is Relation.TOTAL:
        found = _earlier_too(passage, item, found)
    if item.order in progress.pairs:
        later = item.order - 1 in progress.pairs
        if later and progress.paired is not None and found.relation is Relation.TOTAL:
            found = progress.paired  # 较2022年、2023年分别下降12%和|6%
        progress.paired = found
        if progress.pairs[item.order].earlier and found.relation is Relation.TOTAL:
            return Bearing(Relation.PREVIOUS, forward=_present_follows(passage, item), apart=True)
        if found.relation is Relation.SHARE and _is_rate(passage, item):
            found = TOTAL
    if item.quantity.chinese and found.forward:  # 从一次到两次 seldom counts
        found = found._replace(relation=Relation.TOTAL)
    return found


def _present_follows(passage: Passage, item: Item) -> bool:
    """2022年、2023年、2024年分别为38件、31件、|22件, but not 2024年、2023年分别为22件、|31件."""
    pairs, later = passage.progress.pairs, item.order + 1
    while pairs.get(later, UNPAIRED).earlier:
        later += 1
    return later in pairs


def _is_another(passage: Passage, item: Item, last: Draft) -> bool:
    """比上年减少2批|11人, 同比减少6起、|4人: a further value under the same words."""
    if last.relation is Relation.CHANGE:
        return goes_on(passage, item)
    return last.relation is Relation.PREVIOUS and item.before == item.quantity.lead


def _is_rate(passage: Passage, item: Item) -> bool:
    """网办率、即办件占比分别达到98%、61%: the first is a rate of its own."""
    head = passage.progress.pairs[item.order].head
    rate_head = passage.context["rate_head"]
    return head is not None and rate_head.search(passage.frame.view, *head) is not None


def _earlier_too(passage: Passage, item: Item, found: Bearing) -> Bearing:
    """从2021年的63%、2022年的78%上升到…: the second number is an earlier one as well."""
    if passage.frame.view[item.before : item.before + 1] == "、":
        return leads(item.quantity, passage.frame, passage.context) or found
    return found


def _pair(passage: Passage, item: Item) -> None:
    """Give each number under one 分别 its head, or its figure before."""
    frame = passage.frame
    count, heads = paired_heads(frame, frame.numbers, item.order, item.before, passage.context)
    if not count:
        return
    drafts = passage.state.drafts
    bases = [i for i in passage.own_drafts() if drafts[i].counts]
    if not passage.in_bracket(item.quantity):
        # 接访86批312人次(其中集体访11批143人次),分别下降…: what a bracket tells goes with it
        open_ = [i for i in bases if not drafts[i].bracketed]
        bases = open_ if len(open_) >= count else bases
    # 来访218批703人次、网上347件次,分别占…: two that stand as one speak with the first's voice,
    # unless every one is meant (47批132人次,分别下降…)
    loose = [i for i in bases if not _glued(passage, i)]
    # … or those right before (接访86批312人次,其中集体访11批143人次,下降…、…)
    run = [_glued(passage, i) for i in bases[-count:]]
    as_one = len(run) == count and not run[0] and all(run[1:])
    bases = (loose if len(loose) >= count and not as_one else bases)[-count:]
    progress, told = passage.progress, told_of_all(frame, heads, item.order, passage.context)
    year = passage.state.layout.issuer.year
    earlier = earlier_years(frame, heads, item.order, count, passage.context, year)
    for step in range(count):
        head = _named_head(passage, heads, step) if heads else None
        base = bases[step] if len(bases) == count else None
        shared = shared_words(frame, head, heads[-1], passage.context) if head else None
        progress.pairs[item.order + step] = Pair(
            head, base, heads[-1] if heads else None, shared, told, earlier[step]
        )


def _named_head(passage: Passage, heads: Sequence[Span], step: int) -> Span:
    """老年人、军人军属|法律援助案件: kinds of people share the noun, whatever else they head."""
    kind = passage.context["people"].fullmatch(passage.frame.view, *heads[step])
    return heads[step] if kind is None else heads[-1]


def _glued(passage: Passage, index: int) -> bool:
    drafts = passage.state.drafts
    return index > 0 and drafts[index - 1].quantity.tail == drafts[index].quantity.lead


def _add_zero(passage: Passage, zero: Zero) -> None:
    quantity = zero.mention.quantity
    if quantity is not None:
        item = Item(-1, zero.mention, quantity, quantity.start)
        for indicator in zero.indicators:
            passage.add(item, indicator, Relation.TOTAL)
