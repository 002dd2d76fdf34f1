"""One value of several heads, given to each of them."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.choose import choose
from extractor.linking.compound import shared_end
from extractor.linking.parts import shared_scope
from extractor.linking.passage import OTHER, Item, Passage
from extractor.linking.score import Window, sure
from extractor.model import Relation, Span, category_of


def add_shared(passage: Passage, item: Item, heads: Sequence[Span]) -> None:
    """One value for several heads: 办结率、满意率均为100%; 其中宪法、民法典各1次 are parts."""
    scope = shared_scope(passage, item, len(heads))
    relation, whole = Relation.TOTAL, None
    if scope is not None:
        relation, whole = Relation.PART, scope.parent
    if passage.context["apiece"].search(passage.frame.view, heads[-1].end, item.quantity.lead):
        # 党委会、办公会各|学法6次: what was done stands behind, for all of them
        each = choose(passage, item)[0] or OTHER
        for _ in heads:
            passage.add(item, each, relation, of=whole)
        return
    found = [_of_head(passage, item, head, heads[-1]) for head in heads]
    known = [indicator for indicator in found if indicator]
    if not known:
        quantity = item.quantity
        window = Window(passage.frame.start, quantity.lead, quantity.tail, quantity.tail)
        ranked = passage.readings(item, window)
        known = [ranked[0].rule.id if ranked else OTHER]
    # 管理率、审查率、出庭率均达100%: an unknown head is like the others if these are of one kind
    like = known[-1] if len(set(map(category_of, known))) == 1 else OTHER
    passage.add(item, found[0] or like, relation, of=whole)
    for head, indicator in zip(heads[1:], found[1:], strict=True):
        # 审结率和按期结案率: what the first head is tells what the second is about
        again = _of_head(passage, item, head, heads[-1], whole=True) or indicator
        passage.add(item, again or like, relation, of=whole)
    if scope is not None:
        scope.indicators.update(known)


def _of_head(
    passage: Passage, item: Item, head: Span, last: Span, *, whole: bool = False
) -> str | None:
    """What one of several heads counts; `whole`: only if its words begin with it."""
    shared = shared_end(passage, item, head, last)
    if shared is not None:
        return shared.rule.id
    best = sure(passage.head_readings(item, head))
    return best.rule.id if best and (not whole or best.hit.start == head.start) else None
