"""Shares: percentages of a figure before them."""

from __future__ import annotations

from extractor.linking.bearing import Bearing, of_printed_whole
from extractor.linking.changes import head_of_change, subject
from extractor.linking.draft import FAR_BACK, SPLIT_BACK, Draft, nearest
from extractor.linking.passage import OTHER, Item, Passage
from extractor.linking.progress import UNPAIRED
from extractor.linking.relate import add_whole
from extractor.linking.score import Window, sure
from extractor.model import Measure, Relation, Span, category_of
from extractor.rulebook import points, unit_fit

_COMMAS_BETWEEN = 2  # about a clause that tells no figure
_SHORTEST_NOUN = 2  # characters of 省级
_NOUNS_BACK = 6  # figures that the noun of a share is looked for in


def add_share(passage: Passage, item: Item, found: Bearing) -> None:
    """占…%: of the part before it, or of the whole a list of shares splits up."""
    if _add_headed(passage, item, found):
        return
    drafts = passage.state.drafts
    base = _share_base(passage, item)
    last = drafts[-1] if len(drafts) > passage.first else None
    if base is None and last is not None and last.relation is Relation.SHARE:
        # 民事案件占82.6%,刑事案件占17.4%: both of one whole
        passage.add(item, last.indicator, Relation.SHARE, of=last.of)
    elif base is None or not _add_of(passage, item, found, base):
        _add_named(passage, item, found)


def _add_of(passage: Passage, item: Item, found: Bearing, base: int) -> bool:
    """Add a share of the figure before it, or of what was told since; False if it is of neither."""
    drafts = passage.state.drafts
    named = head_of_change(passage, item, UNPAIRED, found)
    whole = _narrowed(passage, item, base, named, found)
    if whole is None:
        return False
    if named is not None and _of_its_own(passage, named, whole, found):
        return False
    other = _told_since(passage, item, whole, found) if named is None else None
    if other is not None:
        told = nearest(drafts, sentence=passage.index, indicator=other, outside=True)
        passage.add(item, other, Relation.SHARE, of=told)
    else:
        passage.add(item, drafts[whole].indicator, Relation.SHARE, of=whole)
    return True


def _add_named(passage: Passage, item: Item, found: Bearing) -> None:
    """Add a share of what words name, or of the figure that the sentence splits up."""
    drafts = passage.state.drafts
    own = _named_by_itself(passage, item, found)
    whole = _split_up(passage) if own is None else None
    if own is not None:
        passage.add(item, own, Relation.SHARE, of=_base_of(passage, own))
    elif whole is not None:
        passage.add(item, drafts[whole].indicator, Relation.SHARE, of=whole)
    else:
        add_whole(passage, item, relation=Relation.SHARE)


def _base_of(passage: Passage, own: str) -> int | None:
    """What a share of `own` is of: one of its category in the sentence, else one of its own."""
    drafts, kind = passage.state.drafts, category_of(own)
    base = nearest(drafts, sentence=passage.index, category=kind)
    if base is not None:
        return base
    rule = passage.state.rulebook.rules.get(own)  # 执法证件209个 are none of the people
    start, measure = passage.state.section_start, rule.measure if rule else None
    return nearest(drafts, sentence=start, indicator=own, measure=measure)


def _add_headed(passage: Passage, item: Item, found: Bearing) -> bool:
    """招生、资助类信访件分别占31%、22%: of what the heads name, if no figures stand there."""
    pair = passage.progress.pairs.get(item.order, UNPAIRED)
    if pair.head is None or pair.base is not None:
        return False
    if nearest(passage.state.drafts, sentence=passage.index, outside=True) is not None:
        return False  # 化解846件,以调解、仲裁方式化解分别占81%、7%: of the 846
    named = head_of_change(passage, item, pair, found)
    if named is None:
        return False
    start = passage.state.section_start
    whole = nearest(passage.state.drafts, sentence=start, indicator=named, outside=True)
    passage.add(item, named, Relation.SHARE, of=whole)
    return True


def _share_base(passage: Passage, item: Item) -> int | None:
    """The figure that a share seems to be of: its pair under 分别, or what stands before it."""
    pair = passage.progress.pairs.get(item.order)
    if pair is not None and pair.base is not None:
        return pair.base
    base = _told_so(passage, item, _shared_out(passage, item))
    return _first_whole(passage) if base is None and pair is not None else base


def _told_so(passage: Passage, item: Item, base: int | None) -> int | None:
    """主要负责人6次、分管负责人30次,主要负责人出庭占17%: of the 6, which its noun tells."""
    own = passage.frame.own_text(item.quantity, item.before)
    share = passage.context["share"].search(own)
    noun = "" if share is None else own[: share.start()]
    if base is None or len(noun) < _SHORTEST_NOUN:
        return base
    drafts = passage.state.drafts
    for index in range(base, max(base - _NOUNS_BACK, passage.first - 1), -1):
        draft = drafts[index]
        if draft.quantity.unit != drafts[base].quantity.unit:
            break
        if _is_told_by(passage, draft, noun):
            return index
    return base


def _is_told_by(passage: Passage, draft: Draft, noun: str) -> bool:
    """Whether the words of a figure hold the noun of a share, or the noun begins with them."""
    frame, lead = passage.frame, draft.quantity.lead
    told = passage.context["part"].sub("", frame.view[frame.clause_start(lead, "、,;:(") : lead])
    return noun in told or (len(told) >= _SHORTEST_NOUN and noun.startswith(told))


def _narrowed(
    passage: Passage, item: Item, base: int, own: str | None, found: Bearing
) -> int | None:
    """What a share is of by its own words, which name `own`; None if of nothing before it."""
    if of_printed_whole(passage.frame, item.quantity.lead, passage.context):
        base = _before(passage, base)
    if _summed(passage, item):
        return _summed_whole(passage, item, base, found)
    if item.order in passage.progress.pairs:
        return base
    return base if own is None else _named_before(passage, base, own, lead=item.quantity.lead)


def _summed_whole(passage: Passage, item: Item, base: int, found: Bearing) -> int:
    """物业类203件、加梯类61件,两类合起来占受理数的37%: of the cases received, told before."""
    drafts, start = passage.state.drafts, passage.state.section_start
    last = drafts[base]
    if last.relation is Relation.PART and last.of is not None:
        return passage.whole(last.of)
    named = _named_whole(passage, item, found)
    if named is not None and category_of(named) == category_of(last.indicator):
        whole = nearest(drafts, sentence=start, indicator=named, outside=True)
        if whole is not None and drafts[whole].quantity.value > last.quantity.value:
            return whole
    return _larger_whole(passage, base)


def _larger_whole(passage: Passage, base: int) -> int:
    """The figure before some kinds of it that is no less than they come to; `base` is the last."""
    drafts = passage.state.drafts
    last, several, total = drafts[base], 0, drafts[base].quantity.value
    for index in range(base - 1, max(base - FAR_BACK, 0) - 1, -1):
        draft = drafts[index]
        if draft.sentence < passage.state.section_start:
            break
        if draft.quantity.unit != last.quantity.unit or not draft.counts:
            continue
        if category_of(draft.indicator) != category_of(last.indicator):
            continue
        if several and draft.quantity.value >= total:
            return index
        total += draft.quantity.value
        several += 1
    return base


def _shared_out(passage: Passage, item: Item) -> int | None:
    """The figure before that a share is of: 罚款86万元,简易程序占93% shares no money out."""
    drafts = passage.state.drafts
    base = nearest(drafts, sentence=passage.index, outside=not passage.in_bracket(item.quantity))
    if base is None or drafts[base].quantity.measure is not Measure.MONEY:
        return base
    own = passage.frame.own_text(item.quantity, item.before)
    share = passage.context["share"].search(own)
    bare = share is not None and not own[: share.start()].strip(",;、")  # 享受98亿元,占比46%
    if bare or passage.context["share_money"].search(own):
        return base
    return nearest(drafts, sentence=passage.index, measure=Measure.CASE)


def _named_before(passage: Passage, base: int, own: str, *, lead: int) -> int | None:
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
    # 一人所19个,占12.6%;败诉案件占44%: nor of what the half sentence before counted
    parted = ";" in passage.frame.view[drafts[base].quantity.tail : lead]
    return None if (sessions or parted) and other else base


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


def _told_since(passage: Passage, item: Item, base: int, found: Bearing) -> str | None:
    """What a share is of where a clause without a figure stands between it and the one before.

    4个领域的复议案件较集中,占总数的71%: of the cases. 审结918件,收结案数居全省首位,占全省行政诉讼
    案件的1/4: of the whole that its own words name.
    """
    whole = passage.state.drafts[base]
    if found.because is None or item.order in passage.progress.pairs:
        return None
    tail, start = whole.quantity.tail, found.because.start
    if whole.indicator == OTHER and not whole.is_rate:
        end = start - 1 if passage.frame.view[start - 1] == "," else start
        return _reading_in(passage, item, Span(tail, end))
    if passage.frame.view.count(",", tail, start) < _COMMAS_BETWEEN:
        return None
    named = _named_whole(passage, item, found)
    alike = named is not None and category_of(named) == category_of(whole.indicator)
    return named if alike and named != whole.indicator else None


def _named_whole(passage: Passage, item: Item, found: Bearing) -> str | None:
    """占全市法院新收一审行政案件的63%: what stands behind 占 itself."""
    if found.because is None:
        return None
    return _reading_in(passage, item, Span(found.because.start, item.quantity.lead))


def _named_by_itself(passage: Passage, item: Item, found: Bearing) -> str | None:
    """What a share is of by its own words, or by those right before them."""
    own = _whole_of_all(passage, item, found) or _out_of(passage, item, apart=True)
    own = own or _rate(passage, item) or head_of_change(passage, item, UNPAIRED, found)
    own = own or _named_whole(passage, item, found) or _out_of(passage, item)
    return own or _just_told(passage, item)


def _whole_of_all(passage: Passage, item: Item, found: Bearing) -> str | None:
    """工伤认定案件占全部复议案件近45%: whose kinds are no indicators of their own."""
    if found.because is None:
        return None
    whole = passage.context["share_of_all"].match(passage.frame.view, found.because.start)
    return None if whole is None else _named_whole(passage, item, found)


def _split_up(passage: Passage) -> int | None:
    """立案210件。从领域看,城市管理占46%: the figure that the sentence splits up."""
    if not passage.splits:
        return None
    drafts = passage.state.drafts
    whole = nearest(drafts, sentence=passage.index - SPLIT_BACK, outside=True)
    same = whole is not None and drafts[whole].section == passage.frame.section
    return whole if same else None


def _out_of(passage: Passage, item: Item, *, apart: bool = False) -> str | None:
    """信访诉求中,城建类占四成: what is shared out, told before; with a comma if `apart`."""
    view, lead = passage.frame.view, item.quantity.lead
    start = passage.frame.clause_start(lead, ";")
    whole = passage.context["out_of"].search(view, start, lead)
    if whole is None or (apart and view[whole.end() + 1 : whole.end() + 2] != ","):
        return None
    return _reading_in(passage, item, Span(*whole.span()))


def _just_told(passage: Passage, item: Item) -> str | None:
    """劳动争议案件最多,占38%; 调解员年龄偏大,60岁以上的占41%: a kind at most stands before 占."""
    own = passage.frame.own_text(item.quantity, item.before)
    share = passage.context["share"].search(own)
    if share is None:
        return None
    kind = own[: share.start()]
    bare = not kind or passage.context["sort_of"].search(kind) is not None
    return subject(passage, item) if bare else None


def _reading_in(passage: Passage, item: Item, span: Span) -> str | None:
    tail = item.quantity.tail
    if span.start >= span.end:
        return None
    ranked = passage.readings(item, Window(span.start, span.end, tail, tail), any_unit=True)
    best = sure(ranked, points.CHANGED)
    return best.rule.id if best else None


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
    frame = passage.frame
    start = frame.own_start(item.quantity, item.before)
    before = frame.numbers[item.order - 1].quantity if item.order > 0 else None
    if before is not None and before.chinese and before.tail == start:
        start = before.start  # 三类|占总数的60%: the numeral counts nothing of its own
    return passage.context["summed"].search(frame.view[start : item.quantity.lead]) is not None


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
