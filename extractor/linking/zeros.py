"""Worded zeros: 无行政诉讼败诉案件 says 0, 零距离 says nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractor.linking.frame import Frame
from extractor.model import Kind, Measure, Mention, Qualifier, Quantity
from extractor.rulebook import Context, Lexicon, Rulebook

_LONGEST_PHRASE = 26  # characters of the phrase: longer ones are sentences that happen to begin so
_LONGEST_CAUSED = 44  # 未发生一起因…引发的行政复议被纠错或行政诉讼败诉案件
_LONGEST_LIST = 48  # 未发生被复议机关撤销、变更、确认违法的案件以及行政诉讼败诉案件
_STEM = 2  # characters of 行政, with which the further heads of a list begin as well
_QUOTES = frozenset("“\"")
_LONGEST_TRAIL = 8  # characters that may follow the head: 案件, 情形, 的情况发生


class Zero(NamedTuple):
    """A worded zero and the indicators whose heads it denies, in text order."""

    mention: Mention
    indicators: tuple[str, ...]


def find_zeros(frame: Frame, rulebook: Rulebook) -> list[Zero]:
    """The worded zeros of a sentence."""
    zeros = rulebook.lexicon.zeros
    inside = zeros.keys() & frame.words
    pairs = zip(frame.starts, frame.found, strict=True)
    denied = {at for at, word in pairs if word in inside} if inside else ()
    context = rulebook.context
    if not denied or not context.zero_sign.search(frame.view, frame.start, frame.end):
        return []
    found: list[Zero] = []
    for match in context["zero"].finditer(frame.view, frame.start, frame.end):
        start, after = match.span()
        if found and start < found[-1].mention.end:
            continue
        told = after - start > 1 or after in denied  # 无一起, 未发生; 无 alone: 零距离, 有无异议
        if not told and not _opens(frame, start, context, rulebook.lexicon):
            continue
        end = _phrase_end(frame, after, context, zeros)
        if end - start > _LONGEST_PHRASE and _runs_on(frame.view, start, after, end, context):
            continue
        heads = _heads(frame, after, end, context, zeros)
        if heads and not _is_name(frame.view[after:end]):
            indicators = dict.fromkeys(zeros[word][0] for word in heads)
            found.append(Zero(_zero_mention(start, end), tuple(indicators)))
    found.extend(_after_heads(frame, context, zeros))
    return sorted(found, key=lambda zero: zero.mention.start)


def _runs_on(view: str, start: int, after: int, end: int, context: Context) -> bool:
    """Whether a long phrase is a sentence that happens to begin like a worded zero.

    None are 未发生因违法决策引发的败诉案件 and a list of short pieces: 无复议撤销案件和败诉案件.
    """
    if context["zero_caused"].search(view, after, end):
        return end - start > _LONGEST_CAUSED
    cuts = [joint.end() for joint in context["join"].finditer(view, after, end)]
    pieces = zip([start, *cuts], [*cuts, end], strict=True)
    longest = max(right - left for left, right in pieces)
    return end - start > _LONGEST_LIST or longest > _LONGEST_PHRASE


def _is_name(phrase: str) -> bool:
    """“零上访”村31个: what is counted has the zero in its name."""
    _, quoted, rest = phrase.partition("”")
    return bool(quoted) and any(sign.isdecimal() for sign in rest)


def _after_heads(
    frame: Frame, context: Context, zeros: Mapping[str, Sequence[str]]
) -> list[Zero]:
    """执法投诉为零, 行政复议、行政应诉“零发生”: the zero stands behind its heads."""
    found = []
    after = 0  # where the one before ends: 刑事案件发案零、安全事故零
    for match in context["naught"].finditer(frame.view, frame.start, frame.end):
        start = match.start() - (frame.view[match.start() - 1] in _QUOTES)
        ends = [h for h in frame.hits_between(start - _LONGEST_TRAIL, start) if h.word in zeros]
        near = [hit for hit in ends if hit.end == start]
        if near:
            hit = min(near, key=lambda hit: hit.start)
            first = max(frame.clause_start(start, ",;:()"), after)
            heads = _heads(frame, first, start, context, zeros)
            end = match.end()
            counted = any(sign.isdecimal() for sign in match[0])  # 连续3年为零: 3 is a number too
            begin = end - 1 if counted else match.start() if len(heads) > 1 else hit.start
            begin += begin == match.start() and frame.view[begin] in _QUOTES
            several = heads if len(heads) > 1 else [hit.word]
            indicators = dict.fromkeys(zeros[word][0] for word in several)
            found.append(Zero(_zero_mention(begin, end), tuple(indicators)))
        after = match.end()
    return found


def _opens(frame: Frame, start: int, context: Context, lexicon: Lexicon) -> bool:
    """True if a negation begins a clause or follows what it denies: 行政诉讼无败诉案件."""
    before = frame.view[frame.clause_start(start, ",;:、()") : start].lstrip(" “\"")
    if not before or context["zero_before"].search(before):
        return True
    quoted = frame.view[start - 1 : start] == "“"
    ends = {start, start - 1} if quoted else {start}
    # Any other word would do by accident, and only where the sentence has a number too.
    near = frame.hits_between(start - _LONGEST_TRAIL, start)
    denied = (hit.word for hit in near if hit.end in ends)
    return any(word in lexicon.zeros or word in lexicon.topics for word in denied)


def _denies(frame: Frame, at: int, zeros: Mapping[str, Sequence[str]]) -> bool:
    return any(hit.word in zeros for hit in frame.hits_between(at, at + 1))


def _phrase_end(
    frame: Frame, at: int, context: Context, zeros: Mapping[str, Sequence[str]]
) -> int:
    end = frame.clause_end(at, ",;:()")
    joints = [*context["join"].finditer(frame.view, at, end)]
    for at_joint, joint in enumerate(joints, start=1):
        after = joints[at_joint].start() if at_joint < len(joints) else end
        again = context["zero"].search(frame.view, joint.end(), after)
        # 无超期工单、无越级上访; 行政诉讼零败诉、国家赔偿零赔付
        if again and (again.start() == joint.end() or _denies(frame, again.end(), zeros)):
            end = joint.start()
            break
    while end > at and frame.view[end - 1] in "。!?.”\"’ \n":
        end -= 1
    return end


def _heads(
    frame: Frame, start: int, end: int, context: Context, zeros: Mapping[str, Sequence[str]]
) -> list[str]:
    """The head word of each coordinated piece; [] if the last piece has none near its end."""
    words: list[str] = []
    at = start
    cuts = [m.span() for m in context["join"].finditer(frame.view, start, end)]
    for left, right in [*cuts, (end, end)]:
        word = _head(frame, at, left, zeros)
        if word:
            # 未发生行政复议、诉讼案件: what the first head begins with holds for the second
            full = words[-1][:_STEM] + word if words else word
            words.append(full if full in zeros else word)
        at = right
    return words


def _head(
    frame: Frame, start: int, end: int, zeros: Mapping[str, Sequence[str]]
) -> str | None:
    best: tuple[int, int, str] | None = None
    for hit in frame.hits_between(start, end):
        if hit.end <= end and hit.word in zeros:
            key = (hit.end, len(hit.word), hit.word)
            if end - hit.end <= _LONGEST_TRAIL and (best is None or key > best):
                best = key
    return best[2] if best else None


def _zero_mention(start: int, end: int) -> Mention:
    quantity = Quantity(
        start=start, end=end, lead=start, tail=end, value=Decimal(0), upper=None, unit=None,
        measure=Measure.NONE, qualifier=Qualifier.EXACT,
    )  # fmt: skip
    return Mention(start, end, Kind.STATISTIC, quantity)
