"""What linking remembers while it walks through a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.linking.draft import Draft, Scope
from extractor.linking.frame import Hit
from extractor.linking.result import Linked, Rejection
from extractor.linking.score import MEMORY, Reading
from extractor.linking.topics import Topics
from extractor.model import Kind, Layout, Mention, Relation, Span
from extractor.rulebook import Context, Rulebook

# Headings count as topics of so many sentences ago: what the text says itself is nearer.
_TITLE_AGE, _HEADING_AGE = 5, 1


class Headed(dict[str, bool]):
    """Category → whether some headings speak of it; looked for when it is first asked."""

    def __init__(self, headings: str, context: Context) -> None:
        super().__init__()
        self._headings, self._topics = headings, context.topics

    def __missing__(self, category: str) -> bool:
        topics = self._topics
        known = category in topics.names
        self[category] = told = known and topics[category].search(self._headings) is not None
        return told


@dataclass(slots=True, eq=False, repr=False)
class State:
    """Figures, ledger and rejections so far, and the memory of the section being read.

    With `trace` every reading that lost is kept too, for explanations.
    """

    layout: Layout
    rulebook: Rulebook
    trace: bool = False
    drafts: list[Draft] = field(default_factory=list)
    ledger: list[Mention] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    topics: Topics = field(init=False)
    recent: list[str] = field(default_factory=list)
    listed: tuple[Scope, int] | None = None  # parts that lines tell, and the last line so far
    silent: list[int] = field(default_factory=list)  # sentences since the last with a figure
    section: int = -1
    section_start: int = 0  # its first sentence
    headed: Headed = field(init=False)

    def __post_init__(self) -> None:
        self.topics = Topics(self.rulebook.lexicon)
        self.headed = Headed("", self.rulebook.context)

    def enter(self, section: int, sentence: int) -> None:
        """Forget the section before; the headings of the new one are its first topic words."""
        if section == self.section:
            return
        self.section = section
        self.section_start = sentence
        self.recent.clear()
        self.silent.clear()
        self.topics.clear()
        self.topics.tell(sentence - _TITLE_AGE, self.layout.issuer.title or "")
        headings = "\n".join(self.layout.sections[section].path)
        self.topics.tell(sentence - _HEADING_AGE, headings)
        self.headed = Headed(headings, self.rulebook.context)

    def same_chapter(self, one: int, other: int) -> bool:
        """True if two sections stand under one heading of the first level."""
        sections = self.layout.sections
        return one == other or sections[one].path[:1] == sections[other].path[:1]

    def add(self, draft: Draft) -> int:
        """Index of the new figure."""
        if not self.drafts or self.drafts[-1].mention is not draft.mention:
            self.ledger.append(draft.mention)
        self.drafts.append(draft)
        if draft.relation in (Relation.TOTAL, Relation.PART):
            self.speak_of(draft.indicator)
        return len(self.drafts) - 1

    def speak_of(self, indicator: str) -> None:
        """A figure of it is the last one that cues may ask for (`after`)."""
        self.recent.insert(0, indicator)
        del self.recent[MEMORY:]

    def reject(self, mention: Mention, code: str) -> None:
        self.rejections.append(Rejection(mention, code))

    def rivals(self, mention: Mention, ranked: Sequence[Reading], chosen: str | None) -> None:
        """Keep what lost: the readings that explain the number less well."""
        if self.trace:
            words = {reading.rule.id: reading.hit.word for reading in ranked}
            better = None if chosen is None else words.pop(chosen, None)
            for rule, word in words.items():
                self.rejections.append(Rejection(mention, "R-WEAKER", rule, word, better))

    def refuse(self, mention: Mention, refused: Mapping[str, tuple[str, Hit]]) -> None:
        """Keep what could not speak: by rule, the code of what was missing and the word."""
        for rule, (code, hit) in refused.items():
            self.rejections.append(Rejection(mention, code, rule, hit.word))

    def keep(self, mention: Mention) -> None:
        """A number that is no statistic goes to the ledger as it is."""
        if mention.quantity is None:
            self.ledger.append(mention)
        elif not mention.quantity.chinese:
            self.ledger.append(Mention(mention.start, mention.end, Kind.UNEXPLAINED))

    def result(self, misaligned: tuple[Span, ...] = ()) -> Linked:
        order = sorted(range(len(self.drafts)), key=lambda i: self.drafts[i].mention.start)
        place = {old: new for new, old in enumerate(order)}
        for draft in self.drafts:
            draft.of = None if draft.of is None else place[draft.of]
        return Linked(
            choices=tuple(self.drafts[i].choice() for i in order),
            rejections=tuple(self.rejections),
            mentions=tuple(sorted(self.ledger, key=lambda m: m.start)),
            misaligned=misaligned,
        )
