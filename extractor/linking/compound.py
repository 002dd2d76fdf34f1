"""Heads that share the end of the last one: 普法、调解、执法|培训, 排查、调处|数, 办结、满意|率."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.linking.passage import Item, Passage
from extractor.linking.score import Reading, Window, compound_reading, sure
from extractor.model import Span

_SHORTEST = 2  # characters of 普法, and of 培训
_LONGEST = 8  # characters of 矛盾纠纷排查, before 数


def shared_end(
    passage: Passage, item: Item, head: Span, last: Span, *, any_unit: bool = False
) -> Reading | None:
    """What a head names together with the end of the last one, None if no rule knows the word."""
    if head == last:
        return None
    heads = passage.state.rulebook.lexicon.heads
    tail = item.quantity.tail
    window = Window(head.start, head.end, tail, tail, alone=True)
    for word in _words(passage, head, last):
        if word in heads:
            reading = compound_reading(
                word, item.quantity, window, passage.scene, passage.state.rulebook,
                any_unit=any_unit,
            )
            if reading is not None and sure([reading]) is not None:
                return reading
    return None


def _words(passage: Passage, head: Span, last: Span) -> Iterator[str]:
    """The words that a head may stand for, the likeliest first."""
    view, context = passage.frame.view, passage.context
    own, whole = view[head.start : head.end], view[last.start : last.end]
    measured = context["measure_end"].search(whole)
    if measured is not None:
        if context["measure_end"].search(own) is None:  # but 排查量、化解量
            for length in range(min(len(own), _LONGEST), _SHORTEST - 1, -1):
                yield own[-length:] + measured[0]
        return
    for length in range(_SHORTEST, len(whole) - _SHORTEST + 1):
        # 举办|普法、调解、执法|培训: as long as what stands before the shared end of the last
        before = len(own) - length
        if before == 0 or (before > 0 and _is_verb(passage, head.start, head.start + before)):
            yield own[before:] + whole[length:]


def _is_verb(passage: Passage, start: int, end: int) -> bool:
    """Whether a verb of all heads ends there, or nothing stands there: 全年举办|普法、调解培训."""
    view, context = passage.frame.view, passage.context
    if not context["filler"].sub("", view[start:end]):
        return True
    for name in ("each_verb", "deed"):
        if any(verb.end() == end for verb in context[name].finditer(view, start, end)):
            return True
    return False
