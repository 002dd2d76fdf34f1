"""Which indicator a number answers to: by its own words, or like the figure before it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.compound import shared_end
from extractor.linking.draft import SPLIT_BACK, Draft, nearest
from extractor.linking.passage import OTHER, Item, Passage
from extractor.linking.progress import UNPAIRED, Pair
from extractor.linking.score import Reading, Window, sure
from extractor.model import Measure, Quantity, Relation, Span
from extractor.patterns import pattern
from extractor.rulebook import points

_LONGEST_THING = 8  # characters of 、 and a thing between two numbers
_AND = ",、"
_THINGS = (Measure.COUNT, Measure.PLACE, Measure.AREA)
_GOODS = (*_THINGS, Measure.CASE)  # 服装600件
_SHORTEST_NOUN = 2  # characters of a noun at least
_LEFT_OVER = (Measure.CASE, Measure.DOCUMENT)  # that are what they are before they are dealt with
_LONGEST_DENIED = 12  # characters of 尚未全部整改到位
_YEAR_ALONE = pattern(r"20\d\d\D{1,4}")  # 2021年, 2021年度为
_LONGEST_ONE_OF = 20  # characters of 农村物流达标县之一
_LONGEST_NEXT_KIND = 24  # characters of ;公安执法和交通秩序管理


def choose(passage: Passage, item: Item) -> tuple[str | None, Reading | None]:
    """The indicator of a number and the reading that gave it (None if inherited)."""
    if _is_one_of(passage, item):
        return OTHER, None
    indicator, reading = _named_or_inherited(passage, item)
    undone = passage.undone(item.quantity)
    if undone is None:
        return indicator, reading
    quantity = item.quantity
    start = passage.frame.clause_start(quantity.lead, ",;")
    own = reading is not None and reading.hit.start >= start
    if own and indicator not in _deeds(passage, undone):
        return indicator, reading
    # 仍有3个村未建成服务室: what is left is no count of what was done
    window = Window(start, quantity.start, quantity.tail, undone.start)
    # Only the best: there are others where readings are traced, and these must decide nothing.
    best = sure(passage.readings(item, window)[:1])
    # 村服务室仍有3个未建成 counts none; but 信访积案尚有7件未化解 are cases all the same
    thing = quantity.measure in _LEFT_OVER
    best = None if best is None or (best.rule.id == indicator and not thing) else best
    if best is None and not own and passage.frame.clause_start(start - 1, ",;") >= item.before:
        best = _subject(passage, item)  # 村规民约修订缓慢,尚有3份未备案
    return (best.rule.id if best else _received(passage, quantity, undone)), best


def _is_one_of(passage: Passage, item: Item) -> bool:
    """入选全省16件实事之一: the number counts those of others."""
    if not passage.one_of:
        return False
    frame, tail = passage.frame, item.quantity.tail
    end = frame.clause_end(tail, ",;、")
    if item.order + 1 < len(frame.numbers):
        end = min(end, frame.numbers[item.order + 1].start)
    found = passage.context["one_of"].search(frame.view, tail, end)
    return found is not None and found.end() == end and end - tail <= _LONGEST_ONE_OF


def _received(passage: Passage, quantity: Quantity, undone: Span) -> str | None:
    """受理案件86件,办结80件,尚有6件未办结: the first of those counted alike in the sentence.

    One alone must tell no such deed: 整改问题24项,尚有2项未整改 are none of the 24.
    """
    drafts = [passage.state.drafts[index] for index in passage.own_drafts()]
    alike = [d for d in drafts if d.counts and d.quantity.unit == quantity.unit]
    if not alike:
        return None
    if len(alike) == 1:
        view, told = passage.frame.view, alike[0].clause
        denied = view[undone.start : min(undone.end, undone.start + _LONGEST_DENIED)]
        own = view[told.start : min(told.end, quantity.start)]
        if any(denied[at : at + 2] in own for at in range(len(denied) - 1)):
            return None
    return alike[0].indicator


def _deeds(passage: Passage, undone: Span) -> set[str]:
    """What the words of `undone` count: the indicators of the deeds denied."""
    heads = passage.state.rulebook.lexicon.heads
    hits = passage.frame.hits_between(undone.start + 1, undone.end)  # 未判 is a word of its own
    return {head.rule.id for hit in hits for head in heads.get(hit.word, ())}


def _named_or_inherited(
    passage: Passage, item: Item
) -> tuple[str | None, Reading | None]:
    """What the words of a number name or, where it is surer, what the figure before counts."""
    pairs = passage.progress.pairs
    head = pairs.get(item.order, UNPAIRED).head
    if head is None and item.order in pairs and item.order - 1 in pairs:
        like = _like_the_first(passage, item.quantity)  # 分别学法15次和19次
        if like is not None:
            return like, None
    ranked = of_its_head(passage, item, pairs.get(item.order, UNPAIRED))
    best = sure(ranked)
    if best is not None:  # 学习、培训次数分别为12次、6次: nothing is surer than its own head
        passage.state.rivals(item.mention, ranked, best.rule.id)
        return best.rule.id, best
    if not ranked and passage.heads_behind(item):
        ranked = passage.readings(item, passage.window_behind(item))
        best = sure(ranked)
        if best is not None:
            # 调整体育局等|11个区级部门、27个街镇133项职权事项
            none = _no_bodies(passage, item, best.rule.id, best)
            return (OTHER, None) if none else (best.rule.id, best)
        told = passage.introduced(item) and passage.bodies(item)
        if told or passage.for_whom(item) or passage.goes_out(item):
            return OTHER, None
    ranked = passage.readings(item, _all_around(passage, item))
    indicator, reading = _surer(passage, item, ranked)
    if indicator is None:
        indicator, reading = _told_before(passage, item)
    return (OTHER, None) if _no_bodies(passage, item, indicator, reading) else (indicator, reading)


def of_its_head(passage: Passage, item: Item, pair: Pair) -> list[Reading]:
    """The readings of a number under 分别 by what belongs to it."""
    ranked: list[Reading] = []
    if pair.head is not None:
        whole = shared_end(passage, item, pair.head, pair.last or pair.head)
        ranked = [whole] if whole else passage.head_readings(item, pair.head)
    acting = passage.context["acting"]
    if pair.told is not None and (not ranked or acting.fullmatch(ranked[0].rule.id)):
        # 委员会、常务会议分别研究议题6个、22个: who acted is not counted
        ranked = passage.head_readings(item, pair.told) or ranked
    if pair.shared is not None and sure(ranked) is None:  # 新收、审结|行政诉讼案件63件、58件
        ranked = passage.head_readings(item, pair.shared)
    return ranked


def _subject(passage: Passage, item: Item) -> Reading | None:
    """信访总量连续三年下降,2021年|312件: what the clause before speaks of."""
    frame, quantity = passage.frame, item.quantity
    end = frame.clause_start(quantity.lead, ",;:") - 1
    if end <= max(frame.start, item.before):
        return None
    start = max(frame.clause_start(end, ",;:"), item.before)
    return sure(passage.readings(item, Window(start, end, quantity.tail, quantity.tail)))


def _told_before(passage: Passage, item: Item) -> tuple[str | None, Reading | None]:
    """What a number counts that has no noun: 2021年312件, or what has risen 63.5%,达|121件."""
    drafts, own = passage.state.drafts, passage.frame.own_text(item.quantity, item.before)
    if _YEAR_ALONE.fullmatch(own):
        reading = _subject(passage, item)
        return (reading.rule.id if reading else None), reading
    last = drafts[-1] if len(drafts) > passage.first else None
    if last is None or last.relation is not Relation.CHANGE or last.of is not None:
        return None, None
    bare = own and not passage.context["filler"].sub("", own) and item.quantity.unit is not None
    return (last.indicator if bare and last.is_rate else None), None


def _no_bodies(
    passage: Passage, item: Item, indicator: str | None, reading: Reading | None
) -> bool:
    """True where departments or towns would be taken for what they did: 28个|部门梳理的事项."""
    if indicator is None or item.quantity.measure not in (Measure.COUNT, Measure.PLACE):
        return False
    if passage.context["bodiless"].fullmatch(indicator):
        bodies = passage.bodies(item)
        named = bodies and reading and bodies.start <= reading.hit.start < bodies.end
        return bodies is not None and not named
    if reading is None or not passage.context["done_by"].fullmatch(indicator):
        return False
    # 9个部门|入驻综治中心, but 与9个部门|签订…
    actors = passage.context["actors"].match(passage.frame.view, item.quantity.end)
    acting = actors is not None and reading.hit.start >= actors.end()
    return acting and not passage.acted_on(item)


def _surer(
    passage: Passage, item: Item, ranked: Sequence[Reading]
) -> tuple[str | None, Reading | None]:
    """The best reading of a number, or what the figure before counts where that is surer."""
    best = sure(ranked)
    best = None if best and _names_a_kind(passage, item, best) else best
    inherited = _inherited(passage, item.quantity)
    if best and inherited and passage.is_average(item.quantity):
        # 3180名,每村平均达到15名: 达到 alone says nothing else
        best = None if passage.context["filler"].fullmatch(best.hit.word) else best
    if best and inherited and inherited[1] == OTHER:
        inherited = None  # 52名部门负责人、13名镇长…述法: a word says more than none
    if inherited is not None and (best is None or inherited[0] > best.points):
        passage.state.rivals(item.mention, ranked, inherited[1])
        return inherited[1], None
    if best is None:
        return _of_one_verb(passage, item.quantity), None
    passage.state.rivals(item.mention, ranked, best.rule.id)
    return best.rule.id, best


def _names_a_kind(passage: Passage, item: Item, reading: Reading) -> bool:
    """从申请事项看,行政处罚类52件: of what is split up, wherever that was told; but the words of a
    rule for cases may name their kinds."""
    view, lead, hit = passage.frame.view, item.quantity.lead, reading.hit
    if not passage.splits or hit.end > lead:
        return False
    if passage.context["cases_about"].fullmatch(reading.rule.id):
        return False
    # The word of a rule may be 行政处罚类 itself.
    end = hit.end if hit.end < lead else lead - 1
    return passage.context["kind_of"].match(view[end:lead]) is not None


def _of_one_verb(passage: Passage, quantity: Quantity) -> str | None:
    """暂扣三轮车6辆、电子秤3台、桌椅15把: things of all sorts behind one verb."""
    drafts = passage.state.drafts
    last = drafts[-1] if len(drafts) > passage.first else None
    if last is None or quantity.unit is None or last.quantity.unit == quantity.unit:
        return None
    between = passage.frame.view[last.quantity.tail : quantity.lead]
    if _told_in_kinds(passage, last) and not passage.context["filler"].sub("", between.strip(_AND)):
        return last.indicator
    rule = passage.state.rulebook.rules.get(last.indicator)
    if rule is not None and between == "、" and quantity.unit in rule.units:
        return last.indicator  # 开展检查3轮次、126家次
    things = _is_thing(passage, len(drafts) - 1) and quantity.measure in _GOODS
    named = len(between) > 1 or quantity.measure is Measure.AREA  # 18处、42间、860平方米
    listed = between.startswith("、") and named and len(between) <= _LONGEST_THING
    return last.indicator if things and listed else None


def _is_thing(passage: Passage, index: int) -> bool:
    """扣押电动车12辆、服装600件、箱包85个: 件 are things where the list began with some."""
    drafts = passage.state.drafts
    last, before = drafts[index], drafts[index - 1]
    if last.quantity.measure in _THINGS:
        return True
    listed = index > passage.first and before.quantity.measure in _THINGS
    alike = before.indicator == last.indicator and before.relation is last.relation
    return listed and alike and last.quantity.measure in _GOODS


def _told_in_kinds(passage: Passage, last: Draft) -> bool:
    """公开职权57类,共计|114项: the kinds are told, and then how many they are."""
    unit = last.quantity.unit
    return unit is not None and passage.context["kind_of"].fullmatch(unit) is not None


def _all_around(passage: Passage, item: Item) -> Window:
    """The whole window of a number, without the noun of another: 2.6万经营主体、|19个行政部门."""
    window = passage.window(item, passage.frame.start)
    named = window.right - window.tail >= _SHORTEST_NOUN and passage.listed(item, alike=False)
    return window._replace(lead=item.before) if named else window


def _like_the_first(passage: Passage, quantity: Quantity) -> str | None:
    """The indicator of the number before under one 分别."""
    last = passage.state.drafts[-1] if len(passage.state.drafts) > passage.first else None
    alike = last is not None and last.quantity.unit == quantity.unit
    return last.indicator if last is not None and alike else None


def _inherited(passage: Passage, quantity: Quantity) -> tuple[float, str] | None:
    """(points, indicator) of the figure before, where the units agree."""
    drafts = passage.state.drafts
    whole = _split(passage, quantity)
    if whole is not None or len(drafts) == passage.first:
        return whole
    last = _told_in_turn(passage, quantity) or drafts[-1]
    # 出庭率82%,低于全市平均11.6个百分点
    points_of = (last.quantity.measure, quantity.measure) == (Measure.RATE, Measure.POINTS)
    if (last.quantity.unit != quantity.unit and not points_of) or quantity.unit is None:
        return None
    if last.relation is Relation.CHANGE:  # 案件量增长18.2%,满意度99%
        return _held_against(passage, last, quantity)
    if last is not drafts[-1]:
        return points.IN_TURN, last.indicator
    crossed = passage.frame.crossing(last.quantity.tail, quantity.lead)
    return points.INHERITED - crossed, last.indicator


def _held_against(
    passage: Passage, change: Draft, quantity: Quantity
) -> tuple[float, str] | None:
    """出庭率98%,同比提高2.7个百分点,高于全市平均|6.2个百分点: of the rate that changed."""
    if quantity.measure is not Measure.POINTS or change.of is None or change.of < passage.first:
        return None
    rate = passage.state.drafts[change.of]
    crossed = passage.frame.crossing(change.quantity.tail, quantity.lead)
    return (points.INHERITED - crossed, change.indicator) if rate.is_rate else None


def _told_in_turn(passage: Passage, quantity: Quantity) -> Draft | None:
    """农业水利1520件,占14.2%;社会保障|1436件,占13.4%: the kind before, each with its share."""
    drafts, view = passage.state.drafts, passage.frame.view
    share = drafts[-1]
    if share.relation is not Relation.SHARE or share.of is None or share.of < passage.first:
        return None
    before = drafts[share.of]
    alike = before.quantity.unit == quantity.unit and before.indicator != OTHER
    gap = view[share.quantity.tail : quantity.lead]
    if not alike or len(gap) > _LONGEST_NEXT_KIND:
        return None
    if not passage.context["in_turn"].match(view, quantity.tail):
        return None
    return before if passage.context["kind_next"].match(gap) else None


def _split(passage: Passage, quantity: Quantity) -> tuple[float, str] | None:
    """按领域划分,…: the figure that the sentence splits up, by its unit."""
    frame, drafts = passage.frame, passage.state.drafts
    if not passage.splits or quantity.measure is Measure.RATE:
        return None
    start = passage.index - SPLIT_BACK
    base = nearest(drafts, sentence=start, unit=quantity.unit)
    if base is None or drafts[base].section != frame.section:
        return None
    return points.SPLIT, drafts[base].indicator
