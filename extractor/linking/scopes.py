"""What opens a list of parts (其中, 含, a bracket, …中), of which figure, and where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.linking.draft import FAR_BACK, Draft, Scope, nearest
from extractor.linking.passage import Item, Passage
from extractor.linking.score import Window, sure
from extractor.model import Measure, Quantity, Relation, category_of
from extractor.patterns import pattern
from extractor.text.characters import AMONG

# 参加会议(含常务会议)提出意见12条: what a closed bracket contains is no whole.
_CLOSED = pattern(r"\([^()]*\)")
_STOPS = pattern(r"[,;。、)]")
_LONGEST_NOUN = 16  # characters of 名人民调解员, 件规范性文件开展清理 before a bracket
_LONGEST_LINE = 60  # characters of an item that has a line of its own
_GOES_ON = frozenset(":;,、")
_LONGEST_PART = 3  # characters of 其中: at the end of a line
_BACK, _BACK_CLAUSE = 2, 4  # sentences between a total and its 其中, …的案件中


class _Opening(NamedTuple):
    """How a list of parts begins; all False where 其中 says so."""

    bracket: bool  # 7208名调解员(专职1015名)
    among: bool  # 1120项事项中,已有1098项
    clause: int  # where 受理的案件中, ends, which is of a whole that stands further back; else 0


def scope_of(passage: Passage, item: Item) -> Scope | None:
    """The list that the words before the number open, or the one that is open; None if none is."""
    opening = _opening(passage, item, closed=_leave_scope(passage, item))
    whole = None if opening is None else _opened(passage, item, opening)
    if opening is None or whole is None:
        return passage.progress.scope
    last, end, outer = passage.progress.scope, passage.frame.end, None
    if opening.bracket:
        end = passage.frame.clause_end(item.quantity.tail, ")")
        outer = None if last is None or last.bracket else last
    among = opening.among or opening.clause > 0
    scope = Scope(whole, end, opening.bracket, among=among, outer=outer)
    passage.progress.scope = scope
    return scope


def done_with_all(passage: Passage, scope: Scope, quantity: Quantity, clause: str) -> bool:
    """87起,其中开垦31起、占用44起,已结案81起: more in all, and a deed behind kinds of them."""
    drafts, deed = passage.state.drafts, passage.context["deed"]
    if scope.told + quantity.value <= drafts[scope.parent].quantity.value:
        return False
    part = drafts[-1].quantity
    told = passage.frame.view[passage.frame.clause_start(part.lead, ",;") : part.lead]
    return deed.search(told) is None and deed.match(clause) is not None


def close_scope(passage: Passage) -> None:
    """其中A3个、B8个,年内新建6处: the list ends before a number that is no part."""
    passage.progress.scope = None


def reopen_scope(passage: Passage) -> None:
    """其中:| at the end of a line: what the line below tells is a part as well."""
    listed, frame = passage.state.listed, passage.frame
    passage.state.listed = None
    if listed is None or listed[1] + 1 != passage.index or frame.end - frame.start > _LONGEST_LINE:
        return
    last = passage.state.layout.sentences[listed[1]].end
    if frame.view[last - 1 : last] not in _GOES_ON:
        return  # 3.终止39件。
    listed[0].end = frame.end
    if not passage.state.recent:  # a numbered line may look like a section of its own
        passage.state.recent.append(passage.state.drafts[listed[0].parent].indicator)
    passage.progress.scope = listed[0]


def keep_scope(passage: Passage) -> None:
    """Keep the list that the lines below go on with, if this one opens or tells it."""
    frame, scope = passage.frame, passage.progress.scope
    opens = frame.view[frame.end - 1 : frame.end] == ":"
    if opens and passage.context["part"].search(frame.view, frame.end - _LONGEST_PART, frame.end):
        whole = nearest(passage.state.drafts, sentence=passage.index, outside=True)
        scope = None if whole is None else Scope(whole, frame.end, bracket=False, lines=True)
    if scope is not None and scope.lines:
        passage.state.listed = scope, passage.index


def is_rest(passage: Passage, quantity: Quantity) -> bool:
    """其余2个: what the parts before it leave of their whole."""
    start = passage.frame.clause_start(quantity.lead, ",;、")
    own = passage.frame.view[start : quantity.lead]
    return passage.context["rest"].search(own) is not None


def _leave_scope(passage: Passage, item: Item) -> int:
    """Leave the list that ended before the number; how far it reached into the gap before it."""
    scope = passage.progress.scope
    if scope is None or item.quantity.lead < scope.end:
        return 0
    passage.progress.scope = scope.outer
    return max(scope.end - item.before, 0)


def _opening(passage: Passage, item: Item, *, closed: int) -> _Opening | None:
    """What opens a list of parts in the gap before the number, None if nothing does.

    `closed`: so many characters belong to the list before: (…,其余为租赁类),出具意见书187份.
    """
    context = passage.context
    gap = passage.frame.view[item.before : item.quantity.lead]
    open_gap = gap
    if "(" in gap:
        open_gap = _CLOSED.sub(lambda bracket: " " * len(bracket[0]), gap)
    said = context["part"].search(open_gap, max(closed, gap.rfind(";") + 1)) is not None
    bracket = item.order > 0 and gap.rfind("(") > gap.rfind(")")
    bracket = bracket and (gap[0] == "(" or said or _named_bracket(passage, item.quantity, gap))
    among = item.order > 0 and context["among"].match(gap) is not None
    clause = _clause_end(passage, item, gap) if AMONG in gap else 0
    return _Opening(bracket, among, clause) if bracket or said or among or clause else None


def _clause_end(passage: Passage, item: Item, gap: str) -> int:
    """Where 受理的案件中, or 受理案件中 without a comma ends before a number; else 0."""
    context, text = passage.context, gap.lstrip()
    found = context["among_noun"].search(text)
    if found is None and "," in gap:
        found = context["among_clause"].search(text) or context["among_of"].search(text)
    return 0 if found is None else item.before + len(gap) - len(text) + found.end()


def _named_bracket(passage: Passage, quantity: Quantity, gap: str) -> bool:
    """7208名调解员(专职1015名): between the whole and the bracket only its noun."""
    noun = gap[: gap.find("(")]
    drafts = passage.state.drafts
    beside = len(drafts) > passage.first and len(noun) <= _LONGEST_NOUN and not _STOPS.search(noun)
    return beside and drafts[-1].quantity.unit == quantity.unit


def of_several(passage: Passage, scope: Scope, quantity: Quantity) -> bool:
    """建议26件、提案38件,其中A类48件: more than the last of them, no more than they add up to."""
    drafts = passage.state.drafts
    opened, index = drafts[scope.parent].quantity, scope.parent
    if scope.bracket or quantity.unit != opened.unit:
        return False
    total, needed = opened.value, scope.told + quantity.value
    while total < needed and index > passage.first:
        index -= 1
        draft = drafts[index]
        if draft.relation is not Relation.TOTAL or draft.quantity.unit != quantity.unit:
            return False
        total += draft.quantity.value
    # 其中会办21件、主办33件: as many as both
    return opened.value < (needed if needed == total else quantity.value) <= total


def _opened(passage: Passage, item: Item, opening: _Opening) -> int | None:
    """Index of the figure that the list splits up, None if none stands near."""
    quantity = item.quantity
    if opening.bracket:
        whole = nearest(passage.state.drafts, sentence=passage.index)
    elif is_rest(passage, quantity):
        whole = _whole_of_rest(passage, quantity)
    else:
        whole = _before(passage, quantity, _BACK_CLAUSE if opening.clause else _BACK)
    if whole is None:
        return None
    if not opening.clause:
        return whole if opening.bracket else _large_enough(passage, quantity, whole)
    # …受理1974件,其中市本级742件。受理的案件中,…: of the 1974
    return _named_whole(passage, item, passage.whole(whole), opening.clause)


def _large_enough(passage: Passage, quantity: Quantity, whole: int) -> int:
    """举报186件,其中来电185件、来信1件。其中涉水4件: of the 186, for the 1 is too small."""
    drafts = passage.state.drafts
    found = drafts[whole]
    if found.quantity.unit != quantity.unit or found.quantity.value >= quantity.value:
        return whole
    if found.of is not None:
        return passage.whole(whole)
    for index in range(whole - 1, -1, -1):  # 排查196件,化解191件,移送5件。其中婚姻家庭41件
        if drafts[index].sentence != found.sentence:
            break
        large = drafts[index].counts and drafts[index].quantity.value >= quantity.value
        if large and drafts[index].quantity.unit == quantity.unit:
            return index
    return whole


def _whole_of_rest(passage: Passage, quantity: Quantity) -> int | None:
    """反馈问题46个,完成整改44个,其余2个: the first figure that those after it (or the last of
    them alone) and the rest add up to."""
    drafts = passage.state.drafts
    alike = [
        index
        for index in passage.own_drafts()
        if drafts[index].counts and drafts[index].quantity.unit == quantity.unit
    ]
    if not alike:
        return _left_over(passage, quantity)
    whole = _adding_up(drafts, alike, quantity)
    if whole is not None:
        return whole
    last = drafts[alike[-1]]
    # 400余条,其中文件52件、解读100余条,其余200余条: of the same whole as those before
    return last.of if last.relation is Relation.PART and last.of is not None else alike[-1]


def _adding_up(drafts: Sequence[Draft], alike: Sequence[int], rest: Quantity) -> int | None:
    """Of figures counted alike the first that those after it, or the last alone, and a rest are."""
    values = [drafts[index].quantity.value for index in alike]
    after = sum(values)
    for whole, value in zip(alike, values, strict=True):
        after -= value
        if value - rest.value in (after, values[-1]):
            return whole
    return None


def _left_over(passage: Passage, rest: Quantity) -> int | None:
    """排查227件,化解219件,化解率96.5%。其余8件…: of the 227 of the sentence before."""
    drafts, before = passage.state.drafts, passage.index - 1
    last = nearest(drafts, sentence=before)
    alike: list[int] = []
    for index in range(len(drafts) - 1, max(len(drafts) - FAR_BACK, 0) - 1, -1):
        if drafts[index].sentence < before:
            break
        if drafts[index].counts and drafts[index].quantity.unit == rest.unit:
            alike.insert(0, index)
    whole = _adding_up(drafts, alike, rest)
    return last if whole is None else whole


def _before(passage: Passage, quantity: Quantity, back: int) -> int | None:
    """The last figure up to `back` sentences before that the number can be a part of; of stacked
    ones (142批290人) that of its kind."""
    state, rates = passage.state, quantity.measure is Measure.RATE
    measures = _measures(passage, quantity)
    vague = measures == (None,)
    for sentence in range(passage.index, passage.index - back - 1, -1):
        for measure in (*((quantity.measure,) if vague else ()), *measures):
            # 学习10次,撰写体会30篇。其中专题学习6次: of what was counted so in its sentence
            unit = quantity.unit if vague and measure is not None else None
            found = nearest(state.drafts, sentence=sentence, measure=measure, outside=True,
                            rates=rates and measure is None, unit=unit)
            if found is not None and _comparable(state.drafts[found], quantity):
                section = state.drafts[found].section
                near = state.same_chapter(section, passage.frame.section)
                return _of_rate(passage, _former(passage, quantity, found)) if near else None
    return None


def _measures(passage: Passage, quantity: Quantity) -> tuple[Measure | None, ...]:
    """What the whole may be measured in, the likeliest first; None is any."""
    if quantity.measure is Measure.COUNT:
        # 代办点10个,办结6209件,其中上门143次: 个 and 次 count all sorts of things
        alike = nearest(passage.state.drafts, sentence=passage.index, unit=quantity.unit,
                        outside=True)
        if alike is None:
            return (None,)
    return quantity.measure, None


def _former(passage: Passage, quantity: Quantity, latter: int) -> int:
    """公开信息312条,互动信息57条,前者含…44条: of the first of two counted alike."""
    drafts, former = passage.state.drafts, latter - 1
    start = passage.frame.clause_start(quantity.lead, ",;")
    own = passage.frame.view[start : quantity.lead]
    if former < passage.first or not passage.context["former"].search(own):
        return latter
    return former if drafts[former].quantity.unit == drafts[latter].quantity.unit else latter


def _of_rate(passage: Passage, whole: int) -> int:
    """调解326件,成功319件,成功率97.9%,其中邻里纠纷52件: of the first, which the rate is of."""
    drafts = passage.state.drafts
    if whole <= passage.first or whole + 2 != len(drafts) or not drafts[-1].is_rate:
        return whole
    first, last = drafts[whole - 1], drafts[whole]
    alike = (first.indicator, first.quantity.unit) == (last.indicator, last.quantity.unit)
    larger = first.relation is last.relation and first.quantity.value > last.quantity.value
    return whole - 1 if alike and larger and drafts[-1].relation is Relation.TOTAL else whole


def _comparable(whole: Draft, quantity: Quantity) -> bool:
    """提交不超过10分钟。对其中8项提出建议: no items are part of minutes."""
    spans = Measure.DURATION
    return (whole.quantity.measure is spans) is (quantity.measure is spans)


def _named_whole(passage: Passage, item: Item, whole: int, end: int) -> int | None:
    """立案96件,下达决定88件。立案的案件中,…: of what the opening clause names, not the last.

    培训执法人员300人。受援人中残疾人23人: of none, if nothing of that category was told.
    """
    drafts, quantity = passage.state.drafts, item.quantity
    best = sure(passage.readings(item, Window(item.before, end, quantity.tail, quantity.tail))[:1])
    if best is None or best.rule.id == drafts[whole].indicator:
        return whole
    start, category = passage.index - _BACK_CLAUSE, best.rule.category
    named = nearest(drafts, sentence=start, indicator=best.rule.id, unit=quantity.unit)
    if named is not None and drafts[named].section == passage.frame.section:
        return named
    return whole if category == category_of(drafts[whole].indicator) else None
