"""Captions of a picture flattened to lines: which label a number of its own line belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.frame import find_hits
from extractor.model import Quantity, Span, Table, TableRow
from extractor.numbers.quantities import arabic_quantity
from extractor.rulebook import Lexicon

_LONGEST_CAPTION = 22  # characters of a caption at most
_FEWEST_CAPTIONS = 2  # numbers that make a picture of captions


def with_captions(table: Table, view: str, lexicon: Lexicon) -> Table:
    """The table as it is, or with the labels below its values where these fit more of them.

    1168件 / 收到复议申请 / 37.6% / 调解和解率: no application is counted in %, but a rate is.
    """
    below = [_below(row, view) for row in table.rows]
    if len(below) < _FEWEST_CAPTIONS or None in below:
        return table
    under = [span for span in below if span is not None]
    over = [row.labels[0] for row in table.rows]
    values = [arabic_quantity(view, row.values[0].start) for row in table.rows]
    if _fitting(under, values, view, lexicon) <= _fitting(over, values, view, lexicon):
        return table
    rows = []
    for at, row in enumerate(table.rows):
        heading = at == 0 or over[at] != under[at - 1]  # 法律援助 / 2215件 / 办理案件
        labels = (over[at], under[at]) if heading else (under[at],)
        rows.append(TableRow(labels, row.values, row.columns))
    return table._replace(rows=tuple(rows))


def is_caption(row: TableRow) -> bool:
    """Whether the label of a row stands below its value."""
    return bool(row.labels) and row.labels[-1].start > row.values[0].start


def _below(row: TableRow, view: str) -> Span | None:
    """The caption in the line below a row of one label and one value, if there is one."""
    if len(row.labels) != 1 or len(row.values) != 1 or not row.columns:
        return None
    label, value = row.labels[0], row.values[0]
    stacked = view[label.end : value.start].strip(" ") == "\n"
    if not stacked or not view[value.start].isdecimal() or view[value.end : value.end + 1] != "\n":
        return None
    end = view.find("\n", value.end + 1)
    end = len(view) if end < 0 else end
    text = view[value.end + 1 : end]
    short = 0 < len(text.strip()) <= _LONGEST_CAPTION and not any(c.isdigit() for c in text)
    return Span(value.end + 1, end) if short else None


def _fitting(
    labels: Sequence[Span], values: Sequence[Quantity], view: str, lexicon: Lexicon
) -> int:
    """How many labels hold a word that heads what counts in the unit of their value."""
    found = 0
    for label, value in zip(labels, values, strict=True):
        heads = lexicon.heads.fits(value.unit, value.measure)
        hits = find_hits(view, label.start, label.end, lexicon.table)
        found += any(heads[word] for _, word in hits)
    return found
