"""Several values that move together: 由60日、30日分别压减至15日、7日 pairs them in order."""

from __future__ import annotations

from extractor.linking.choose import choose
from extractor.linking.passage import OTHER, Item, Passage
from extractor.model import Quantity, Relation
from extractor.numbers.units import GENERIC

_MOST_MOVED = 4  # values that one 由…到… moves
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
    draft.of = passage.add(item, draft.indicator, Relation.TOTAL)
    return True


def _add_earlier(passage: Passage, item: Item) -> int:
    """Index of an earlier value; 20个、10个工作日: the last of them tells what all count."""
    indicator = choose(passage, item)[0] or OTHER
    drafts, unit = passage.state.drafts, item.quantity.unit or ""
    before = drafts[-1] if item.order - 1 in passage.progress.moves else None
    if before is not None and before.indicator == OTHER and before.quantity.unit == GENERIC:
        before.indicator = indicator if unit.startswith(GENERIC) else OTHER
    return passage.add(item, indicator, Relation.PREVIOUS)


def _find(passage: Passage, item: Item) -> None:
    """Note both sides where this number is the first of several earlier values."""
    frame, context = passage.frame, passage.context
    following = frame.numbers[item.order + 1 : item.order + 4]
    if len(following) < 3 or following[0].start - item.quantity.tail > _LONGEST_SIDE_JOINT:
        return  # most numbers stand alone: no pattern is tried on them
    if not context["from"].search(frame.own_text(item.quantity, item.before)):
        return
    count = _earlier(passage, item.order)
    sides = frame.numbers[item.order : item.order + 2 * count]
    if count < 2 or len(sides) < 2 * count:
        return
    quantities = [mention.quantity for mention in sides]
    for step in range(count):
        before, after = quantities[step], quantities[count + step]
        if before is None or after is None or not _alike(before, after):
            return
        if step and not _listed(passage, item.order + count + step - 1):
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
        gap = frame.view[here.tail : following.lead]
        if passage.context["to"].match(frame.view, here.tail, following.lead):
            return 0 if _STOPS & set(gap) else order - first + 1
        if not _listed(passage, order):
            return 0
    return 0


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
