"""Numbers of a table that are no values: in headers, labels, remarks, and running numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractor.linking.frame import build_frame, find_hits
from extractor.linking.passage import open_passage
from extractor.linking.reader import read_sentence
from extractor.linking.state import State
from extractor.model import Kind, Mention, Sentence, Table
from extractor.patterns import pattern

_LONGEST_LABEL = 16  # longer texts in cells are sentences: 其中涉企检查12次,…
_LONGEST_CELL = 400
_DIGITS = pattern(r"[0-9]+")
_YEAR = pattern(r"20\d\d")
_CELL_ENDS = pattern(r"[|\n]")

_Place = tuple[int, int]  # of a cell or value, in the view


def keep_others(
    state: State, view: str, table: Table, index: int, mentions: Sequence[Mention]
) -> None:
    """Add all numbers of a table but its values to `state`; `index`: of its first sentence."""
    for serial in table.serials:
        state.keep(Mention(serial.start, serial.end, Kind.MARKER))
    read = (table.serials, *(row.values for row in table.rows))
    taken = sorted((span.start, span.end) for spans in read for span in spans)
    sentences: dict[_Place, list[Mention]] = {}
    for mention in mentions:
        at = bisect_left(taken, (mention.end,)) - 1
        if at >= 0 and taken[at][1] > mention.start:
            _keep_rest(state, view, mention, taken)
        elif mention.quantity is None:
            state.keep(mention)
        elif _YEAR.fullmatch(view, mention.start, mention.end):
            state.keep(Mention(mention.start, mention.end, Kind.DATE))
        elif (cell := _cell_around(view, table, mention))[1] - cell[0] > _LONGEST_LABEL:
            sentences.setdefault(cell, []).append(mention)
        elif not mention.quantity.chinese:
            # "罚款5万元以上(件)" names a class of cases, nothing that was done.
            state.keep(Mention(mention.start, mention.end, Kind.STANDARD))
    for (start, end), inside in sentences.items():
        sentence = Sentence(start, end, state.layout.sentences[index].section)
        hits = find_hits(view, start, end, state.rulebook.lexicon.table)
        frame = build_frame(view, sentence, start, hits, inside)
        read_sentence(open_passage(state, frame, index), inside)


def _keep_rest(state: State, view: str, mention: Mention, taken: Sequence[_Place]) -> None:
    """A number that was read across the border of two cells: what no value takes of it."""
    if mention.kind is Kind.UNEXPLAINED:
        state.keep(mention)  # 1,2345: no value was read of it
        return
    for digits in _DIGITS.finditer(view, mention.start, mention.end):
        at = bisect_left(taken, (digits.end(),)) - 1
        if at < 0 or taken[at][1] <= digits.start():
            state.keep(Mention(digits.start(), digits.end(), Kind.UNEXPLAINED))


def _cell_around(view: str, table: Table, mention: Mention) -> _Place:
    first = max(table.start, mention.start - _LONGEST_CELL)
    start = max(view.rfind(mark, first, mention.start) for mark in "|\n") + 1
    end = _CELL_ENDS.search(view, mention.end)
    return max(start, table.start), end.start() if end else len(view)
