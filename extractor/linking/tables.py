"""Tables read cell by cell: a value counts what its header, label and title say together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from extractor.linking.draft import Draft
from extractor.linking.passage import OTHER
from extractor.linking.score import MEMORY
from extractor.linking.state import State
from extractor.linking.table_captions import is_caption, with_captions
from extractor.linking.table_cells import CellBearing, CellText, cell_bearing, cell_unit
from extractor.linking.table_choose import TableChooser
from extractor.linking.table_rest import keep_others
from extractor.linking.table_units import (
    TableUnit,
    bracketed_units,
    parse_units,
    read_value,
    with_unit,
)
from extractor.model import (
    Kind,
    Layout,
    Mention,
    Quantity,
    Relation,
    Sentence,
    Span,
    Status,
    Table,
    TableRow,
)  # fmt: skip
from extractor.patterns import pattern

_OWN = (Relation.TOTAL, Relation.PART)
_DEPENDENT = (Relation.CHANGE, Relation.SHARE, Relation.PREVIOUS)
_LONGEST_NUMBERED = 2  # characters of 表 and 附件 before the number of a table
_YEAR = pattern(r"20\d\d")
_CELL_ENDS = pattern(r"[|\n]")


@dataclass(frozen=True, slots=True)
class _Cell:
    span: Span
    column: int
    text: CellText
    quantity: Quantity
    bearing: CellBearing


def part_mentions(
    layout: Layout, mentions: Sequence[Mention]
) -> tuple[Sequence[Mention], list[list[Mention]]]:
    """The mentions outside all tables, and those inside each of them."""
    if not layout.tables:
        return mentions, []
    prose: list[Mention] = []
    inside: list[list[Mention]] = [[] for _ in layout.tables]
    titles = [table.title.start for table in layout.tables if table.title]
    for mention in mentions:
        at = bisect_left(titles, mention.start + 1) - 1
        quantity = mention.quantity
        numbered = quantity is not None and not quantity.chinese
        if at >= 0 and numbered and mention.start - titles[at] <= _LONGEST_NUMBERED:
            mention = Mention(mention.start, mention.end, Kind.MARKER)  # 表1各镇受理情况
        table = layout.table_at(mention.start)
        (prose if table is None else inside[table]).append(mention)
    return prose, inside


def in_table(layout: Layout, sentence: Sentence) -> bool:
    """True if a sentence is a line of a table."""
    at = bisect_left(layout.tables, sentence.end, key=lambda table: table.start) - 1
    return at >= 0 and sentence.start < layout.tables[at].end


def read_tables(state: State, view: str, inside: Sequence[Sequence[Mention]]) -> tuple[Span, ...]:
    """Read all tables into `state`; the spans whose values do not align come back."""
    misaligned: list[Span] = []
    starts = [sentence.start for sentence in state.layout.sentences]
    for table, mentions in zip(state.layout.tables, inside, strict=True):
        index = max(bisect_left(starts, table.start + 1) - 1, 0)
        table = with_captions(table, view, state.rulebook.lexicon)
        misaligned += TableReader(state, view, table, index).read(mentions)
    return tuple(misaligned)


@dataclass(slots=True)
class TableReader:
    """Reads the values of one table into `state`."""

    state: State
    view: str
    table: Table
    index: int  # of the sentence the table begins with
    chooser: TableChooser = field(init=False)
    units: tuple[TableUnit, ...] = ()  # of the whole table
    above: dict[int, int] = field(default_factory=dict)  # column → the last figure of its own
    whole: dict[int, int] = field(default_factory=dict)  # … that is no part
    present: dict[int, int] = field(default_factory=dict)  # … of the row of this year
    waiting: list[tuple[int, int]] = field(default_factory=list)  # earlier values, with columns
    section: int = 0
    year: int | None = None  # the one that the table reports on

    def read(self, mentions: Sequence[Mention]) -> list[Span]:
        state, table = self.state, self.table
        self.section = state.layout.sentences[self.index].section
        state.section = -1  # tables are read last: what the prose ended with is no topic of one
        state.enter(self.section, self.index)
        self._tell_sentence_above()
        title = self._text(table.title)
        self.chooser = TableChooser(state, self.index, title, self._topic_texts())
        self.units = parse_units(self._text(table.unit)) or bracketed_units(title)
        self.year = self._reported_year()
        keep_others(state, self.view, table, self.index, mentions)
        known = {mention.start: mention for mention in mentions if mention.quantity is None}
        misaligned: list[Span] = []
        joins = False  # rows one below the other make one finding
        for row in table.rows:
            if row.columns is not None:
                self._read_row(row, row.columns)
            elif row.values:
                self._read_misaligned(row, known)
                start = misaligned.pop().start if joins else row.values[0].start
                misaligned.append(Span(start, row.values[-1].end))
            joins = row.columns is None and bool(misaligned)
        self._settle_waiting()
        return misaligned

    def _tell_sentence_above(self) -> None:
        """行政复议工作扎实推进。 above a table of 维持 and 撤销 is its topic."""
        layout, above = self.state.layout, self.index - 1
        if above < 0 or layout.sentences[above].section != self.section:
            return
        sentence = layout.sentences[above]
        if not in_table(layout, sentence):
            self.state.topics.tell(above, self.view[sentence.start : sentence.end])

    def _settle_waiting(self) -> None:
        """Earlier values that stood above this year's in their column count what it counts."""
        drafts = self.state.drafts
        for figure, column in self.waiting:
            present = self.present.get(column)
            if present is not None:
                drafts[figure].of = present
                drafts[figure].indicator = drafts[present].indicator

    def _text(self, span: Span | None) -> str:
        return _CELL_ENDS.sub("", self.view[span.start : span.end]) if span else ""

    def _topic_texts(self) -> list[str]:
        return [self._text(span) for span in (self.table.group, *self.table.headers) if span]

    def _reported_year(self) -> int | None:
        """The year of the report, or else the last one that headers or labels name."""
        labels = [self._text(span) for row in self.table.rows for span in row.labels]
        years = {int(y) for text in (*self._topic_texts(), *labels) for y in _YEAR.findall(text)}
        year = self.state.layout.issuer.year
        return year if year in years or len(years) < 2 else max(years)

    def _read_row(self, row: TableRow, columns: Sequence[int]) -> None:
        labels = [self._text(span) for span in row.labels]
        row_units = parse_units(labels[-1]) if len(labels) > 1 else ()
        if row_units:
            labels.pop()
        cells: list[_Cell] = []
        for span, column in zip(row.values, columns, strict=True):
            text = CellText(
                self._header(column),
                self._text(self.table.group),
                "".join(labels if is_caption(row) else labels[-1:]),
            )
            quantity = self._quantity(span, text, row_units)
            if quantity is None:
                continue
            bearing = cell_bearing(text, quantity, self.state.rulebook.context, self.year)
            cells.append(_Cell(span, column, text, quantity, bearing))
        own: dict[int, int] = {}  # column → figure of this row
        for cell in sorted(cells, key=lambda cell: cell.bearing.relation not in _OWN):
            self._read_cell(row, cell, own)

    def _read_cell(self, row: TableRow, cell: _Cell, own: dict[int, int]) -> None:
        """Add one value; `own` are the figures of its row by column, and learns of this one."""
        quantity, relation = cell.quantity, cell.bearing.relation
        of = self._base(cell.bearing, cell.column, own)
        indicator = self._indicator(cell, own, of)
        if indicator is None and quantity.unit is None and not self.table.told:
            mention = Mention(quantity.start, quantity.end, Kind.STATISTIC, quantity)
            self.state.reject(mention, "R-NO-CUE")
            self.state.keep(mention)
            return
        if relation is Relation.PART and of is None:
            relation = Relation.TOTAL
        added = self._add(
            quantity, indicator or OTHER, relation, self._clause(row, cell), of=of,
            falls=cell.bearing.falls, status=self.chooser.status(cell.text),
            period=self._period(row, cell.column),
        )  # fmt: skip
        if relation in _OWN:
            own[cell.column] = added
            self._remember(cell, relation, added)
        elif relation is Relation.PREVIOUS and of is None:
            self.waiting.append((added, cell.column))

    def _clause(self, row: TableRow, cell: _Cell) -> Span:
        """From the label of a row, or the header of the column, up to the end of the value."""
        first = row.labels[0] if row.labels else self.table.headers[cell.column]
        end = max(cell.quantity.tail, *(label.end for label in row.labels[-1:]), 0)
        return Span(min(first.start, cell.span.start), end)

    def _remember(self, cell: _Cell, relation: Relation, added: int) -> None:
        """Keep a figure of its own for the values below it in its column."""
        self.above[cell.column] = added
        if relation is Relation.TOTAL:
            self.whole[cell.column] = added
        if self._is_current(cell.text.label):
            self.present[cell.column] = added

    def _indicator(self, cell: _Cell, own: dict[int, int], of: int | None) -> str | None:
        """What a value counts: the same as the figure `of` that it depends on, or its own."""
        if of is not None and cell.bearing.relation in _DEPENDENT:
            return self.state.drafts[of].indicator
        state, quantity = self.state, self._as_beside(cell.quantity, own)
        before = islice(reversed(own.values()), MEMORY)
        recent = [state.drafts[at].indicator for at in before]
        # 增长 6% may be of cases; an earlier value has the unit of what it counts.
        any_unit = cell.bearing.relation in (Relation.CHANGE, Relation.SHARE)
        if not recent and cell.column in self.above and is_caption(self.table.rows[0]):
            recent = [state.drafts[self.above[cell.column]].indicator]
        indicator, ranked = self.chooser.indicator(cell.text, quantity, recent, any_unit=any_unit)
        mention = Mention(quantity.start, quantity.end, Kind.STATISTIC, quantity)
        state.rivals(mention, ranked, indicator)
        return indicator

    def _as_beside(self, quantity: Quantity, own: dict[int, int]) -> Quantity:
        """74件 | 15件 | 0: nothing is often printed without its unit."""
        others = [self.state.drafts[at].quantity for at in own.values()]
        beside = {(other.unit, other.measure) for other in others}
        if quantity.unit is not None or quantity.value or len(beside) != 1:
            return quantity
        unit, measure = beside.pop()
        return quantity._replace(unit=unit, measure=measure)

    def _base(self, bearing: CellBearing, column: int, own: dict[int, int]) -> int | None:
        """The figure that a change, a share, an earlier value or a part belongs to."""
        relation = bearing.relation
        if relation is Relation.TOTAL:
            return None
        if bearing.by_label:  # the row says so: its figures belong to those above
            return (self.whole if relation is Relation.PART else self.above).get(column)
        before = [own[at] for at in sorted(own) if at < column]
        if relation is Relation.PART:
            return self._total_of(before)
        if relation is Relation.SHARE:
            return before[-1] if before else None
        current = [own[at] for at in sorted(own) if at >= 0 and self._is_current(self._header(at))]
        if current:
            return current[0]
        after = [own[at] for at in sorted(own) if at > column]
        return before[-1] if before else next(iter(after), None)

    def _total_of(self, before: Sequence[int]) -> int | None:
        drafts = self.state.drafts
        totals = [at for at in before if drafts[at].relation is Relation.TOTAL]
        return totals[-1] if totals else None

    def _header(self, column: int) -> str:
        return self._text(self.table.headers[column]) if column >= 0 else ""

    def _is_current(self, words: str) -> bool:
        if self.year is not None and str(self.year) in words:
            return True
        return self.state.rulebook.context.tables["current"].search(words) is not None

    def _quantity(
        self, span: Span, text: CellText, row_units: Sequence[TableUnit]
    ) -> Quantity | None:
        quantity = read_value(self.view[span.start : span.end], span.start)
        if quantity is None:
            return None
        context = self.state.rulebook.context
        return with_unit(quantity, cell_unit(text, row_units, self.units, context))

    def _read_misaligned(self, row: TableRow, known: Mapping[int, Mention]) -> None:
        """Values of a row nobody can place: they count something, but who knows what."""
        heads = self._topic_texts()
        units = self.units if not any(map(bracketed_units, heads)) else ()
        for span in row.values:
            quantity = read_value(self.view[span.start : span.end], span.start)
            if span.start in known and known[span.start].end == span.end:
                self.state.keep(known[span.start])  # 2023 is still a year
            elif quantity is not None:
                quantity = with_unit(quantity, units[0] if len(units) == 1 else None)
                self._add(quantity, OTHER, Relation.TOTAL, Span(span.start, quantity.tail))

    def _period(self, row: TableRow, column: int) -> Span | None:
        """The words of header, label or title that bound the time of a value: 上半年."""
        pattern = self.state.rulebook.context["period"]
        header = self.table.headers[column] if column >= 0 else None
        for span in (header, *row.labels):
            found = _YEAR.search(self.view, span.start, span.end) if span else None
            if found is not None:
                return Span(*found.span())
        for span in (header, *row.labels, self.table.title):
            found = pattern.search(self.view, span.start, span.end) if span else None
            if found is not None:
                return Span(*found.span())
        return None

    def _add(
        self,
        quantity: Quantity,
        indicator: str,
        relation: Relation,
        clause: Span,
        *,
        of: int | None = None,
        falls: bool = False,
        status: Status = Status.ACTUAL,
        period: Span | None = None,
    ) -> int:
        mention = Mention(quantity.start, quantity.end, Kind.STATISTIC, quantity)
        return self.state.add(
            Draft(
                mention=mention, quantity=quantity, indicator=indicator, status=status,
                relation=relation, section=self.section, clause=clause, of=of, falls=falls,
                period=period, sentence=self.index,
            )
        )  # fmt: skip
