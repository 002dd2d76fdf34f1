"""Which indicator a value of a table answers to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.linking.frame import build_frame, find_hits
from extractor.linking.score import Reading, Scene, Window, readings, sure
from extractor.linking.state import State
from extractor.linking.table_cells import CellText
from extractor.linking.table_units import parse_units, without_brackets
from extractor.linking.topics import Topics
from extractor.model import Kind, Measure, Mention, Quantity, Sentence, Status
from extractor.rulebook import points


@dataclass(slots=True)
class TableChooser:
    """Reads header, label and title as the sentence they stand for: 行政处罚情况,罚款41宗."""

    state: State
    index: int
    title: str
    topics: Sequence[str]  # texts of the headers
    homes: dict[tuple[str | None, Measure], Reading | None] = field(default_factory=dict)
    known: dict[tuple[object, ...], tuple[str | None, Sequence[Reading]]] = field(
        default_factory=dict
    )
    told: Topics = field(init=False)

    def __post_init__(self) -> None:
        self.told = self.state.topics.copy()
        for text in (self.title, *self.topics):
            self.told.tell(self.index, text)

    def indicator(
        self, text: CellText, quantity: Quantity, recent: Sequence[str], *, any_unit: bool = False
    ) -> tuple[str | None, Sequence[Reading]]:
        """The indicator, None where neither header nor label nor title names one, and all that
        header and label could mean."""
        key = (text, quantity.unit, quantity.measure, tuple(recent), any_unit)
        if key not in self.known:
            self.known[key] = self._find(text, quantity, recent, any_unit)
        return self.known[key]

    def status(self, text: CellText) -> Status:
        """A value of a table is a deed unless its header, label or title speak of a plan."""
        tables = self.state.rulebook.context.tables
        for words in (text.header, text.label, self.title):
            if tables["done"].search(words):
                return Status.ACTUAL
            if tables["plan"].search(words):
                return Status.PLAN
        return Status.ACTUAL

    def _find(
        self, text: CellText, quantity: Quantity, recent: Sequence[str], any_unit: bool
    ) -> tuple[str | None, Sequence[Reading]]:
        if quantity.unit is None:
            quantity = self._as_counted(text, quantity)
        home = self._home(quantity, any_unit)
        words = text.label + without_brackets(text.group) + without_brackets(text.header)
        ranked = [
            reading
            for reading in self._readings(self.title, words, quantity, recent, any_unit)
            if reading.points >= points.LEAST
        ]
        if home is None:
            return (ranked[0].rule.id if ranked else None), ranked
        split = self._is_split()
        if split:
            end = len(self.title) + bool(self.title) + len(words)
            ranked = [each for each in ranked if each.hit.end == end]  # not 终止调查
        for reading in ranked:
            same = reading.rule.category == home.rule.category
            sure = not reading.weak or reading.points >= points.CONFIRMED
            foreign = reading.points >= points.FOREIGN_VALUE and not split
            if (same and sure) or foreign:
                return reading.rule.id, ranked
        return home.rule.id, ranked

    def _is_split(self) -> bool:
        """行政复议申请涉及的事项: 行政处罚, 行政强制 … say what the cases are about."""
        path = self.state.layout.sections[self.state.section].path
        split = self.state.rulebook.context.tables["split"]
        return any(split.search(words) for words in (self.title, *path[-1:]))

    def _as_counted(self, text: CellText, quantity: Quantity) -> Quantity:
        """检查次数: read as if its unit were 次, which the header names without printing it."""
        count = self.state.rulebook.context.tables["count"]
        for words in (text.header, text.label):
            counted = count.search(words)
            if counted is not None:
                for size in (2, 1):
                    units = parse_units(words[max(0, counted.start() - size) : counted.start()])
                    if len(units) == 1:
                        return quantity._replace(unit=units[0].word, measure=units[0].measure)
        return quantity

    def _home(self, quantity: Quantity, any_unit: bool) -> Reading | None:
        """What the title, or else a heading above it, says that values of this unit count."""
        key = (quantity.unit, quantity.measure)
        if key not in self.homes:
            path = self.state.layout.sections[self.state.section].path
            self.homes[key] = self._told_by(self.title, quantity, any_unit) or next(
                filter(None, (self._headed(text, quantity, any_unit) for text in path[::-1])), None
            )
        return self.homes[key]

    def _told_by(self, title: str, quantity: Quantity, any_unit: bool) -> Reading | None:
        subject = self.state.rulebook.context.tables["generic"].sub("", without_brackets(title))
        found = self._readings("", subject, quantity, (), any_unit)
        return sure(found)

    def _headed(self, heading: str, quantity: Quantity, any_unit: bool) -> Reading | None:
        """What a heading says; not 主要举措和成效, which is about everything."""
        found = self._told_by(heading, quantity, any_unit)
        if found is None or found.weak:
            return None
        topics, category = self.state.rulebook.context.topics, found.rule.category
        return found if category in topics.names and topics[category].search(heading) else None

    def _readings(
        self, context: str, words: str, quantity: Quantity, recent: Sequence[str], any_unit: bool
    ) -> list[Reading]:
        """Readings of a number behind `words`, which `context` stands before."""
        left = len(context) + 1 if context else 0
        before = f"{context},{words}" if context else words
        start = len(before)
        view = f"{before}1{quantity.unit or ''}"
        number = quantity._replace(
            start=start, end=start + 1, lead=start, tail=len(view), upper=None
        )
        mention = Mention(start, start + 1, Kind.STATISTIC, number)
        rulebook = self.state.rulebook
        sentence = Sentence(0, len(view), self.state.section)
        hits = find_hits(view, 0, len(view), rulebook.lexicon.table)
        frame = build_frame(view, sentence, 0, hits, [mention])
        scene = Scene(
            frame, recent, self.told, self.index, self.state.headed, rulebook.context
        )
        window = Window(left, start, len(view), len(view))
        return readings(number, window, scene, rulebook, any_unit=any_unit)
