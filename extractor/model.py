"""The values passed between stages: frozen, slotted, and ignorant of everything else.

Offsets are half-open code-point positions. Up to linking they count characters of `Document.view`
(what the rules read); `Document.source_span` turns them into positions of `Document.text` (what
was printed), which is all that a reader of a record ever sees.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple, overload


class Kind(StrEnum):
    """What a number in a report is."""

    STATISTIC = "statistic"
    DATE = "date"
    ORDINAL = "ordinal"
    MARKER = "marker"
    NAME = "name"
    REFERENCE = "reference"
    FURNITURE = "furniture"
    STANDARD = "standard"
    UNEXPLAINED = "unexplained"


class Qualifier(StrEnum):
    """How exactly a value is meant."""

    EXACT = "exact"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    NEARLY = "nearly"
    ABOUT = "about"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    RANGE = "range"


class Status(StrEnum):
    """Whether a figure tells a deed, a duty or an intention."""

    ACTUAL = "actual"
    REQUIREMENT = "requirement"
    PLAN = "plan"


class Relation(StrEnum):
    """How a figure stands to another one."""

    TOTAL = "total"
    PART = "part"
    CHANGE = "change"
    PREVIOUS = "previous"
    SHARE = "share"


class Role(StrEnum):
    """What a section of a report is for."""

    RESULTS = "results"
    PROBLEMS = "problems"
    DUTIES = "duties"
    PLAN = "plan"
    FRONT = "front"
    FURNITURE = "furniture"


class Measure(StrEnum):
    """The dimension of a unit of measure (起 件 宗 are all cases)."""

    COUNT = "count"  # 个 项 次 …: says nothing of its own
    SESSION = "session"
    CASE = "case"
    DOCUMENT = "document"
    PEOPLE = "people"
    PLACE = "place"
    RATE = "rate"
    POINTS = "points"
    TIMES = "times"
    MONEY = "money"
    DURATION = "duration"
    AREA = "area"
    SCORE = "score"
    NONE = "none"  # no unit printed


def category_of(indicator: str) -> str:
    """mediation of mediation.handled."""
    return indicator.partition(".")[0]


class Span(NamedTuple):
    start: int
    end: int


class Hints(NamedTuple):
    """What a file says of its report outside the text: properties, meta tags of a web page.

    All as printed. They count only where the text itself does not tell.
    """

    title: str | None = None
    published: str | None = None
    source: str | None = None  # the body named as source of a page
    site: str | None = None


class Content(NamedTuple):
    """What a reader makes of a file: the canonical text, and the encoding the file was in.

    `encoding` is None for files that hold no plain text.
    """

    text: str
    encoding: str | None = None
    hints: Hints = Hints()


class Offsets(Sequence[int]):
    """Positions in the source of the kept characters, stored as runs."""

    __slots__ = ("_length", "_shifts", "_views")

    def __init__(self, runs: Sequence[tuple[int, int]]) -> None:
        ends = tuple(accumulate(end - start for start, end in runs))
        self._views = (0, *ends)  # where the runs begin in the view, and where the last one ends
        self._shifts = tuple(
            start - at for (start, _), at in zip(runs, self._views, strict=False)
        )
        self._length = self._views[-1]

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[int, ...]: ...
    def __getitem__(self, at: int | slice) -> int | tuple[int, ...]:
        if isinstance(at, slice):
            return tuple(self[i] for i in range(*at.indices(self._length)))
        if at < 0:
            at += self._length
        if not 0 <= at < self._length:
            raise IndexError(at)
        return at + self._shifts[bisect_right(self._views, at) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From the first to the last of the characters `start:end`, of which there is one."""
        if not 0 <= start < end <= self._length:
            raise IndexError((start, end))
        views, shifts = self._views, self._shifts
        behind = bisect_right(views, start)
        shift = shifts[behind - 1]
        if views[behind] >= end:
            return start + shift, end + shift
        return start + shift, end + shifts[bisect_right(views, end - 1) - 1]


class Document(NamedTuple):
    """One decoded report.

    `text` is the source, unchanged. `view` is what the rules read: folded one character to one
    character (half-width, Simplified script), then rid of spaces inside Chinese text and of soft
    line breaks. `offsets[i]` is the position in `text` of `view[i]`; None when nothing was dropped.
    `noted` are those characters of `text` that are numbers of one sign (½), print nothing, or are
    damaged: hardly a report has any.
    """

    name: str
    text: str
    view: str
    offsets: Offsets | None
    sha256: str
    encoding: str | None
    media_type: str = "text/plain"
    reader: tuple[str, str] = ("txt", "1")  # name and version of what made `text` of the file
    hints: Hints = Hints()
    noted: frozenset[str] = frozenset()

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` that `view[start:end]` was read from."""
        if self.offsets is None:
            return start, end
        if start < end:
            return self.offsets.span(start, end)
        at = self.offsets[start] if start < len(self.offsets) else len(self.text)
        return at, at


class Section(NamedTuple):
    """A heading and the text below it, up to the next heading of any level."""

    start: int
    end: int
    heading: str
    level: int
    role: Role
    path: tuple[str, ...]


class Sentence(NamedTuple):
    """Text up to 。！？ or a line end; `section` indexes `Layout.sections`."""

    start: int
    end: int
    section: int


class Issuer(NamedTuple):
    """Who reports, on which year, published when; None where the report does not say."""

    title: str | None
    organisation: str | None
    level: str | None  # street, township, county, city, province, department
    year: int | None
    published: str | None  # ISO date
    conflicts: tuple[str, ...] = ()


class Division(NamedTuple):
    """An administrative division: GB/T 2260 code (6 digits) or that of a street (9), and name."""

    code: str
    name: str


class Place(NamedTuple):
    """Where an issuer is; of its divisions those that are certain.

    `code` is that of the division the issuer governs or serves, None where its name fits several
    (`candidates`, with full names) or none of the list.
    """

    code: str | None
    province: Division | None = None
    city: Division | None = None
    county: Division | None = None
    street: Division | None = None
    confirmed: bool = False  # the report also names a division above it
    candidates: tuple[Division, ...] = ()


class TableRow(NamedTuple):
    """Values that stand under the same labels.

    `columns` gives each value its index in `Table.headers`; None where values and headers do not
    align, so that nobody can tell which value stands under which header.
    """

    labels: tuple[Span, ...]
    values: tuple[Span, ...]  # blank cells and dashes are left out
    columns: tuple[int, ...] | None


class Table(NamedTuple):
    """A table that was flattened to lines. Spans are those of the view, around whole cells."""

    start: int
    end: int
    title: Span | None
    unit: Span | None  # 单位:件
    group: Span | None  # the header that spans all others
    headers: tuple[Span, ...]  # () where each value has its label only
    rows: tuple[TableRow, ...]
    serials: tuple[Span, ...]  # 序号: running numbers of the rows
    told: bool  # a title or a unit says that it is a statistics table


class Layout(NamedTuple):
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    issuer: Issuer
    tables: tuple[Table, ...] = ()
    place: Place | None = None

    def table_at(self, position: int) -> int | None:
        """Index of the table that a position of the view lies in."""
        if not self.tables:
            return None
        at = bisect_right(self.tables, position, key=lambda table: table.start) - 1
        return at if at >= 0 and position < self.tables[at].end else None


class Quantity(NamedTuple):
    """A number with what its neighbours say of it.

    `start:end` is the numeral as annotated: first numeral to last, with inner 余/多 and 百千万亿,
    without prefix (近), unit or `%`. `lead` is where its prefix starts (= start without one),
    `tail` where its unit and suffix (以上, 左右, +) end. Values are exact: percent as printed,
    money in 元, 万 and 亿 applied.
    """

    start: int
    end: int
    lead: int
    tail: int
    value: Decimal
    upper: Decimal | None
    unit: str | None
    measure: Measure
    qualifier: Qualifier
    chinese: bool = False  # written in Chinese numerals only: a statistic only where it counts


class Mention(NamedTuple):
    """One number of the text: `quantity` is None for what measures nothing."""

    start: int
    end: int
    kind: Kind
    quantity: Quantity | None = None
