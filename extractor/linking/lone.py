"""Parts of a whole that is not printed: 审结的复议案件中,维持44件,撤销5件."""

from __future__ import annotations

from extractor.linking.choose import choose
from extractor.linking.passage import Item, Passage
from extractor.linking.score import sure
from extractor.model import Measure, Relation, category_of
from extractor.text.characters import AMONG

LONGEST_ITEM = 9  # characters of ;普通程序
LONGEST_KIN = 6  # characters of ,败诉 or 、原告撤诉


def add_lone(passage: Passage, item: Item) -> bool:
    """审结的复议案件中,维持44件,撤销5件: parts of a whole that is not printed."""
    gap, lone = passage.frame.view[item.before : item.quantity.lead], passage.progress.lone
    if item.quantity.measure is Measure.RATE:
        return False
    opens = None
    if AMONG in gap:
        opens = passage.context["among_of"].search(gap) or passage.context["among_noun"].search(gap)
    if not (opens or lone):
        return False
    indicator, reading = choose(passage, item)
    if indicator is None and opens is not None:  # 受理工单中,供水保障320件
        window = passage.window(item, item.before)._replace(lead=item.before + opens.end())
        reading = sure(passage.readings(item, window)[:1])
        indicator = reading.rule.id if reading else None
    goes_on = opens is not None or _goes_on(passage, item, indicator, gap)
    if indicator is None or not goes_on:
        passage.progress.lone = frozenset()
        return False
    passage.progress.lone = lone | {indicator}
    passage.add(item, indicator, Relation.PART, reading=reading)
    return True


def _goes_on(passage: Passage, item: Item, indicator: str | None, gap: str) -> bool:
    """判决的案件中,胜诉12件,败诉1件: the next part, alike or told as shortly; no 涉及金额9万元."""
    lone, drafts = passage.progress.lone, passage.state.drafts
    counted = (drafts[i] for i in reversed(passage.own_drafts()) if drafts[i].counts)
    last = next((draft for draft in counted if not draft.bracketed), None)
    alike = last is not None and last.quantity.measure is item.quantity.measure
    if indicator is None or not alike:
        return False
    if ";" in gap:
        return indicator in lone and len(gap) <= LONGEST_ITEM
    kin = {category_of(each) for each in lone}
    return indicator in lone or (len(gap) <= LONGEST_KIN and category_of(indicator) in kin)
