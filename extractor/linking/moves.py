"""Several values that move together, paired in order: 由60日、30日分别压减至15日、7日, and
去年受理复议52件、诉讼18件,今年受理复议61件、诉讼15件."""

from __future__ import annotations

from bisect import bisect_left

from extractor.linking.choose import choose
from extractor.linking.passage import OTHER, Item, Passage
from extractor.model import Quantity, Relation
from extractor.numbers.units import GENERIC
from extractor.patterns import pattern

_MOST_MOVED = 4  # values that one 由…到… moves
_LONGEST_FIRST_JOINT = 14  # characters of 、办理法律援助案件 behind the first value
_FARTHEST_NOW = 120  # characters of what an earlier time tells, before the present one is told
_YEAR = pattern(r"20\d\d")
_LATER_YEAR = pattern(r"[,;](20\d\d)\D")
_LONGEST_SIDE_JOINT = 10  # characters of 、涉及金额 between the values of one side
_LONGEST_MOVE = 24  # characters of 分别大幅下降至2024年的
_STOPS = frozenset(",;。:()\n")


def add_moved(passage: Passage, item: Item) -> bool:
    """Add an earlier value of several, or the present one it came to; False if it is neither."""
    if item.order not in passage.progress.moves and passage.progress.pending is None:
        _find(passage, item)
    moves = passage.progress.moves
    if item.order not in moves:
        return False
    partner = moves[item.order]
    if partner is None:  # an earlier value
        moves[item.order] = _add_earlier(passage, item)
        return True
    earlier = moves[partner]
    if earlier is None:
        return False
    draft = passage.state.drafts[earlier]
    own, reading = choose(passage, item)
    start = passage.frame.own_start(item.quantity, item.before)
    told = reading is not None and reading.hit.start >= start
    if draft.indicator == OTHER and own is not None:
        draft.indicator = own  # 由5个工作日、3个工作日压缩至2个、1个工作日
    # 今年分别为22场、9场 tells nothing else; 今年调解36件 would count another thing
    same = not told or own == draft.indicator
    present = passage.add(item, draft.indicator if same else own or OTHER, Relation.TOTAL)
    draft.of = present if same else None
    return True


def _add_earlier(passage: Passage, item: Item) -> int:
    """Index of an earlier value; 20个、10个工作日: the last of them tells what all count."""
    indicator = choose(passage, item)[0] or OTHER
    drafts, unit = passage.state.drafts, item.quantity.unit or ""
    before = drafts[-1] if item.order - 1 in passage.progress.moves else None
    if before is not None and before.indicator == OTHER and before.quantity.unit == GENERIC:
        before.indicator = indicator if unit.startswith(GENERIC) else OTHER
    if indicator != OTHER:
        passage.state.speak_of(indicator)  # 去年受理复议52件、诉讼18件: 诉讼 asks for 复议
    return passage.add(item, indicator, Relation.PREVIOUS)


def _find(passage: Passage, item: Item) -> None:
    """Note both sides where this number is the first of several earlier values."""
    frame, context = passage.frame, passage.context
    following = frame.numbers[item.order + 1 : item.order + 4]
    if len(following) < 3 or following[0].start - item.quantity.tail > _LONGEST_FIRST_JOINT:
        return  # most numbers stand alone: no pattern is tried on them
    own = frame.own_text(item.quantity, item.before)
    moved = context["from"].search(own) is not None
    count = _earlier(passage, item.order) if moved else _told_then(passage, item, own.lstrip())
    sides = frame.numbers[item.order : item.order + 2 * count]
    if count < 2 or len(sides) < 2 * count:
        return
    quantities = [mention.quantity for mention in sides]
    for step in range(count):
        before, after = quantities[step], quantities[count + step]
        if before is None or after is None or not _alike(before, after):
            return
        if moved and step and not _listed(passage, item.order + count + step - 1):
            return
    earlier = range(item.order, item.order + count)
    known: dict[int, int | None] = dict.fromkeys(earlier)
    known.update({order + count: order for order in earlier})
    passage.progress.moves = known


def _earlier(passage: Passage, first: int) -> int:
    """How many values stand before 压减至, from the number `first` on; 0 if nothing moves."""
    frame = passage.frame
    for order in range(first, min(first + _MOST_MOVED, len(frame.numbers) - 1)):
        here, following = frame.numbers[order].quantity, frame.numbers[order + 1].quantity
        if here is None or following is None or following.lead - here.tail > _LONGEST_MOVE:
            return 0
        # 由60天、30天,缩短为20天、10天: the verb may stand behind a comma
        start = here.tail + (frame.view[here.tail] == ",")
        if passage.context["to"].match(frame.view, start, following.lead):
            return 0 if _STOPS & set(frame.view[start : following.lead]) else order - first + 1
        if not _listed(passage, order):
            return 0
    return 0


def _told_then(passage: Passage, item: Item, own: str) -> int:
    """How many values 去年受理复议52件、诉讼18件;今年… tells of the earlier time; 0 if none."""
    frame, tail = passage.frame, item.quantity.tail
    year = _YEAR.match(own)
    end = min(frame.end, tail + _FARTHEST_NOW)
    if year is not None:
        now = _LATER_YEAR.search(frame.view, tail, end)
        now = now if now is not None and int(now[1]) > int(year[0]) else None
        if now is not None and _LATER_YEAR.search(frame.view, now.end(), end):
            return 0  # three years: which of them is the present one, each number tells itself
    elif passage.context["then"].match(own) is not None:
        now = passage.context["now"].search(frame.view, tail, end)
    else:
        return 0
    if now is None:
        return 0
    later = bisect_left(frame.numbers, now.start(), key=lambda mention: mention.start)
    return later - item.order if later - item.order <= _MOST_MOVED else 0


def _listed(passage: Passage, order: int) -> bool:
    """True if the number behind this one goes on with its list."""
    here, following = (each.quantity for each in passage.frame.numbers[order : order + 2])
    if here is None or following is None:
        return False
    gap = passage.frame.view[here.tail : following.lead]
    if len(gap) > _LONGEST_SIDE_JOINT or _STOPS & set(gap):
        return False
    return not gap or passage.context["join"].match(gap) is not None


def _alike(before: Quantity, after: Quantity) -> bool:
    return before.unit == after.unit and before.measure is after.measure
