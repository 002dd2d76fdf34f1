"""Numbers and words joined, sentence by sentence, into figures with a meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from extractor.linking.frame import build_frame, find_hits
from extractor.linking.passage import open_passage
from extractor.linking.reader import read_sentence
from extractor.linking.result import Linked
from extractor.linking.state import State
from extractor.linking.topics import Hits
from extractor.model import Document, Layout, Mention, Role, Sentence
from extractor.rulebook import Rulebook

_LONGEST_LINE_LABEL = 22  # characters of a label that has a line of its own
_LONGEST_LONE_UNIT = 2  # characters of 件。 behind a number that has a line of its own
_BATCH = 100  # sentences: a report has some fifty


def link(
    document: Document,
    layout: Layout,
    mentions: Sequence[Mention],
    rulebook: Rulebook,
    *,
    trace: bool = False,
) -> Linked:
    """Every number of a document as a figure, or as a rejection with its reason.

    With `trace` the rejections hold every reading of every number that was not taken.
    """
    state = State(layout, rulebook, trace)
    if not layout.tables:
        _read_prose(document.view, range(len(layout.sentences)), mentions, state)
        return state.result()
    from extractor.linking.tables import in_table, part_mentions, read_tables

    mentions, cells = part_mentions(layout, mentions)
    sentences = enumerate(layout.sentences)
    prose = [index for index, sentence in sentences if not in_table(layout, sentence)]
    _read_prose(document.view, prose, mentions, state)
    misaligned = read_tables(state, document.view, cells)
    return state.result(misaligned)


class _Told(NamedTuple):
    """A sentence of prose: its index, its numbers, where to read from, and its words."""

    sentence: int
    inside: Sequence[Mention]
    start: int
    hits: Hits | None  # None where it tells no figure


def _read_prose(
    view: str, prose: Sequence[int], mentions: Sequence[Mention], state: State
) -> None:
    """Add the figures of the sentences `prose`; numbers between them go to the ledger."""
    told = _told(view, prose, mentions, state)
    # The table of words is too large to stay in the cache while a sentence is read: a batch of
    # sentences is searched at once.
    while batch := [*islice(told, _BATCH)]:
        for each in batch:
            _read(view, each, state)


def _told(
    view: str, prose: Sequence[int], mentions: Sequence[Mention], state: State
) -> Iterator[_Told]:
    at = 0
    for index in prose:
        sentence = state.layout.sentences[index]
        if at == len(mentions) or mentions[at].start >= sentence.end:  # as most sentences
            yield _Told(index, (), sentence.start, _background(view, sentence, state))
            continue
        inside: list[Mention] = []
        while at < len(mentions) and mentions[at].start < sentence.end:
            if mentions[at].start >= sentence.start:
                inside.append(mentions[at])
            else:
                state.keep(mentions[at])
            at += 1
        start = _label_start(view, state.layout.sentences, index, inside)
        hits = _hits(view, sentence, start, state) if any(
            mention.quantity for mention in inside
        ) else _background(view, sentence, state)
        yield _Told(index, inside, start, hits)
    for mention in mentions[at:]:
        state.keep(mention)


def _hits(view: str, sentence: Sentence, start: int, state: State) -> Hits | None:
    """The words of a sentence with numbers that may tell a figure."""
    if state.layout.sections[sentence.section].role is Role.FURNITURE:
        return None
    return find_hits(view, start, sentence.end, state.rulebook.lexicon.table)


def _background(view: str, sentence: Sentence, state: State) -> Hits | None:
    """The words of a sentence without numbers, if they may tell that there is none of something."""
    rulebook = state.rulebook
    if not rulebook.context.zero_sign.search(view, sentence.start, sentence.end):
        return None
    if state.layout.sections[sentence.section].role is Role.FURNITURE:
        return None
    lexicon = rulebook.lexicon
    hits = find_hits(view, sentence.start, sentence.end, lexicon.background)
    return hits if any(word in lexicon.zeros for _, word in hits) else None


def _read(view: str, told: _Told, state: State) -> None:
    """Add the figures of one sentence."""
    index, inside, start, hits = told
    sentence = state.layout.sentences[index]
    if sentence.section != state.section:
        state.enter(sentence.section, index)
    if state.recent and _opens_paragraph(view, state.layout.sentences, index):
        state.recent.clear()
    if hits is None:
        state.silent.append(index)
        for mention in inside:
            state.keep(mention)
        return
    _tell_topics(view, state)
    state.topics.tell(index, "", _spoken_of(view, sentence, hits, state))
    frame = build_frame(view, sentence, start, hits, inside)
    read_sentence(open_passage(state, frame, index), inside)


def _opens_paragraph(view: str, sentences: Sequence[Sentence], index: int) -> bool:
    """True behind a paragraph of several sentences; a line each makes a list that goes on."""
    if index < 2:
        return False
    former, last = sentences[index - 2 : index]
    broken = "\n" in view[last.end : sentences[index].start]
    return broken and "\n" not in view[former.end : last.start]


def _spoken_of(view: str, sentence: Sentence, hits: Hits, state: State) -> Hits:
    """Words that tell a topic: 复议收案超过|诉讼收案 speaks of the first alone."""
    against = state.rulebook.context["held_against"]
    held = [match.span() for match in against.finditer(view, sentence.start, sentence.end)]
    if not held:
        return hits
    return [hit for hit in hits if not any(start <= hit[0] < end for start, end in held)]


def _tell_topics(view: str, state: State) -> None:
    """The sentences before tell their topics, now that a figure may ask for them."""
    for index in state.silent:
        sentence = state.layout.sentences[index]
        state.topics.tell(index, view[sentence.start : sentence.end])
    state.silent.clear()


def _label_start(
    view: str, sentences: Sequence[Sentence], index: int, inside: Sequence[Mention]
) -> int:
    """Where to read from: a line that is only a number (46件) belongs to the label above it."""
    sentence = sentences[index]
    first = inside[0].quantity if inside else None
    if index == 0 or first is None or view[sentence.start : first.lead].strip():
        return sentence.start
    if len(view[first.tail : sentence.end].strip()) > _LONGEST_LONE_UNIT:
        return sentence.start
    label = sentences[index - 1]
    text = view[label.start : label.end].strip()
    alone = label.section == sentence.section and 0 < len(text) <= _LONGEST_LINE_LABEL
    return label.start if alone and not any(c.isdigit() for c in text) else sentence.start


