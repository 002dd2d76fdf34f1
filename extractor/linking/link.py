"""Numbers and words joined, sentence by sentence, into figures with a meaning."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.frame import build_frame, find_hits
from extractor.linking.passage import open_passage
from extractor.linking.reader import read_sentence
from extractor.linking.result import Linked
from extractor.linking.state import State
from extractor.model import Document, Layout, Mention, Role, Sentence
from extractor.rulebook import Rulebook

_LABEL = 22  # characters of a table label at most
_UNIT = 2  # characters of 件。 behind a number that has a line of its own


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


def _read_prose(
    view: str, prose: Sequence[int], mentions: Sequence[Mention], state: State
) -> None:
    """Add the figures of the sentences `prose`; numbers between them go to the ledger."""
    at = 0
    for index in prose:
        sentence = state.layout.sentences[index]
        inside: list[Mention] = []
        while at < len(mentions) and mentions[at].start < sentence.end:
            if mentions[at].start >= sentence.start:
                inside.append(mentions[at])
            else:
                state.keep(mentions[at])
            at += 1
        state.enter(sentence.section, index)
        _read(view, index, inside, state)
    for mention in mentions[at:]:
        state.keep(mention)


def _read(view: str, index: int, inside: Sequence[Mention], state: State) -> None:
    """Add the figures of one sentence."""
    sentence, lexicon = state.layout.sentences[index], state.rulebook.lexicon
    counting = any(mention.quantity for mention in inside)
    if state.layout.sections[sentence.section].role is Role.FURNITURE:
        counting = False
    elif counting or state.rulebook.context.zero_sign.search(view, sentence.start, sentence.end):
        start = _label_start(view, state.layout.sentences, index, inside)
        table = lexicon.table if counting else lexicon.background
        hits = find_hits(view, start, sentence.end, table)
        if counting or any(word in lexicon.zeros for _, word in hits):
            _tell_topics(view, state)
            state.topics.tell(index, "", hits)
            frame = build_frame(view, sentence, start, hits, inside)
            read_sentence(open_passage(state, frame, index), inside)
            return
        state.silent.append(index)
    else:
        state.silent.append(index)
    for mention in inside:
        state.keep(mention)


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
    if len(view[first.tail : sentence.end].strip()) > _UNIT:
        return sentence.start
    label = sentences[index - 1]
    text = view[label.start : label.end].strip()
    alone = label.section == sentence.section and 0 < len(text) <= _LABEL
    return label.start if alone and not any(c.isdigit() for c in text) else sentence.start


