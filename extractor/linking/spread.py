"""One value for several heads (办结率、满意率均为100%) and one value a head (分别为11件、17件)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.linking.frame import Frame
from extractor.model import Mention, Span
from extractor.numbers.sums import ONES
from extractor.patterns import pattern
from extractor.rulebook import Context

_LONGEST_LIST_JOINT = 8  # characters of 、同比下降 between two numbers of a list
_YEAR = pattern(r"20\d\d")
_SHORTEST_DEED = 3  # characters of 研究法治议题 at least


def shared_heads(
    frame: Frame, lead: int, before: int, context: Context, *, rate: bool = False
) -> tuple[Span, ...]:
    """The heads that share the number at `lead`, or () if it has one head."""
    each = frame.says("each", context)
    if not (each or rate):
        return ()
    start = max(before, frame.clause_start(lead, ",;:"))
    match = _last(context["each"], frame.view, start, lead) if each else None
    if match is None:
        return _rate_heads(frame, start, lead, context) if rate else ()
    between = context["each_verb"].sub("", frame.view[match[1] : lead], count=1)  # 各举办3场
    told = context["filler"].sub("", between).strip()
    if told and not context["apiece"].match(frame.view, match[0], lead):
        return ()
    pieces = _pieces(frame, start, match[0], context)
    pieces = _joined(frame, pieces, context) if rate else _done(frame, pieces, context)
    return pieces if len(pieces) > 1 else ()


def _done(frame: Frame, pieces: tuple[Span, ...], context: Context) -> tuple[Span, ...]:
    """在国家宪法日、宪法宣传周|开展宣讲、竞赛各3场: what was done, not when, where or by whom."""
    for at, piece in enumerate(pieces[:-1]):
        verb = context["each_verb"].search(frame.view, *piece)
        if verb is not None:
            if at and piece.start < verb.start() and verb.end() < piece.end:
                return (Span(verb.start(), piece.end), *pieces[at + 1 :])
            break
    return pieces


def _rate_heads(frame: Frame, start: int, lead: int, context: Context) -> tuple[Span, ...]:
    """见面率、办结率100%: rates beside each other share a value without 均 as well."""
    pieces = _joined(frame, _pieces(frame, start, lead, context), context)
    head = context["rate_head"]
    rates = len(pieces) > 1 and all(head.search(frame.view, *piece) for piece in pieces)
    return pieces if rates else ()


def paired_heads(
    frame: Frame, numbers: Sequence[Mention], first: int, before: int, context: Context
) -> tuple[int, tuple[Span, ...]]:
    """(how many numbers from `first` on stand under one 分别, their heads or () if none stand).

    (0, ()) where number `first` opens no such list.
    """
    lead = _lead(numbers[first])
    each_its_own = frame.says("respectively", context)
    if not each_its_own and not _joined_on(frame, numbers, first, context):
        return 0, ()
    start = max(before, frame.clause_start(lead, ",;:("))
    match = _last(context["respectively"], frame.view, start, lead) if each_its_own else None
    if match is None:
        return _as_many(frame, numbers, first, start, context)
    count = 1
    while first + count < len(numbers) and _listed(
        frame, numbers[first + count - 1], numbers[first + count], context
    ):
        count += 1
    if count < 2:
        return 0, ()
    pieces = _pieces(frame, start, match[0], context)
    if len(pieces) < count and start > before and _only_moves(frame, start, match[0], context):
        # 信访批次、人次双下降,(降幅)分别下降12.6%、9.3%: the heads stand one comma earlier
        earlier = _pieces(frame, max(before, frame.clause_start(start - 1, ",;:(")), start - 1,
                          context)
        pieces = earlier if len(earlier) == count else pieces
    if len(pieces) >= count:
        return count, pieces[-count:]
    steps = _steps(numbers[first : first + count])
    several = 1 < steps[-1] + 1 <= len(pieces)
    pieces = pieces[-steps[-1] - 1 :]
    return count, tuple(pieces[step] for step in steps) if several else ()


def _steps(numbers: Sequence[Mention]) -> Sequence[int]:
    """来信、来访分别为62件、118批316人次: which head each number is of, two as one of the same."""
    steps = [0]
    for left, right in pairwise(numbers):
        glued = left.quantity is not None and left.quantity.tail == _lead(right)
        steps.append(steps[-1] + (not glued))
    return steps


def shared_words(frame: Frame, head: Span, last: Span, context: Context) -> Span | None:
    """What stands behind the last of several heads for this one as well: 刑事、治安|警情, and with
    its verb left out where this one is a verb: 新收、审结|行政诉讼案件."""
    if head == last:
        return None
    verb = context["deed"].match(frame.view, last.start, last.end)
    if verb is None or not any(
        each.end() == head.end for each in context["deed"].finditer(frame.view, *head)
    ):
        return last
    return Span(verb.end(), last.end) if verb.end() < last.end else None


def told_of_all(
    frame: Frame, heads: Sequence[Span], first: int, context: Context
) -> Span | None:
    """委员会、常务会议分别|研究法治议题6个、22个: what was done by all, told behind 分别."""
    if not heads:
        return None
    lead = _lead(frame.numbers[first])
    match = context["respectively"].search(frame.view, heads[-1].end, lead)
    if match is None or lead - match.end() < _SHORTEST_DEED:
        return None
    return Span(match.end(), lead)


def earlier_years(
    frame: Frame, heads: Sequence[Span], first: int, count: int, context: Context, year: int | None
) -> Sequence[bool]:
    """Of each of `count` numbers whether it is of a year before the reported one, `year`.

    2022年、2023年诉讼案件分别为82件、105件; 近两年分别为38件、31件.
    """
    lead = _lead(frame.numbers[first])
    named = [_YEAR.findall(frame.view, *head) for head in heads]
    if named and all(len(each) == 1 for each in named):
        years = [int(each) for each, in named]
    elif told := context["years_told"].search(frame.view, frame.clause_start(lead, ";"), lead):
        bounds = [int(each) for each in _YEAR.findall(told[0])]
        if not bounds:
            alike = count in map(ONES.get, told[0])
            return [alike and step < count - 1 for step in range(count)]
        years = [*range(bounds[0], bounds[-1] + 1)]
    else:
        return [False] * count
    if year is None or not len(years) == count == len(set(years)):
        return [False] * count
    return [each < year for each in years]


def _as_many(
    frame: Frame, numbers: Sequence[Mention], first: int, start: int, context: Context
) -> tuple[int, tuple[Span, ...]]:
    """复议和应诉案件62件、37件: as many heads as numbers, without 分别; 同比提升1.2和0.8个百分点:
    changes of what was told before."""
    if not _joined_on(frame, numbers, first, context):
        return 0, ()
    if context["change"].search(frame.view, start, _lead(numbers[first])):
        last = first + 1
        while _joined_on(frame, numbers, last, context):
            last += 1
        pieces = _pieces(frame, start, _lead(numbers[first]), context)
        count = last - first + 1
        return count, pieces if len(pieces) == count else ()
    pieces = _pieces(frame, start, _lead(numbers[first]), context)
    last = first + 1
    # No further than there are heads: a list may have thousands of numbers.
    while last - first < len(pieces) and _joined_on(frame, numbers, last, context):
        last += 1
    count = last - first + 1
    return (count, pieces) if len(pieces) == count else (0, ())


def _joined_on(frame: Frame, numbers: Sequence[Mention], at: int, context: Context) -> bool:
    """Whether a number of the same unit follows, with nothing but 、 or 和 before it."""
    unit = _unit(numbers[at])
    if unit is None or at + 1 >= len(numbers) or _unit(numbers[at + 1]) != unit:
        return False
    left, right = numbers[at].quantity, numbers[at + 1].quantity
    if left is None or right is None or right.lead - left.tail != 1:
        return False
    return context["join"].fullmatch(frame.view, left.tail, right.lead) is not None


def _only_moves(frame: Frame, start: int, end: int, context: Context) -> bool:
    """Whether nothing but 降幅 or blanks stand between two places."""
    words = frame.view[start:end]
    return not context["fall"].sub("", context["rise"].sub("", words)).strip()


def _unit(mention: Mention) -> str | None:
    return mention.quantity.unit if mention.quantity is not None else None


def _lead(mention: Mention) -> int:
    return mention.quantity.lead if mention.quantity is not None else mention.start


def _listed(frame: Frame, left: Mention, right: Mention, context: Context) -> bool:
    """True if nothing but a list mark, or a rise or fall, stands between two numbers."""
    if left.quantity is None or right.quantity is None:
        return False
    between = frame.view[left.quantity.tail : right.quantity.lead]
    if len(between) > _LONGEST_LIST_JOINT or ";" in between:
        return False
    if "," in between and _unit(left) != _unit(right):
        return False  # 分别提高1.2、3.6个百分点,达到99%、95%: told of the heads anew
    rest = context["join"].sub("", between).replace(",", "")
    rest = context["fall"].sub("", context["rise"].sub("", rest))
    return not context["filler"].sub("", rest)


def _pieces(frame: Frame, start: int, end: int, context: Context) -> tuple[Span, ...]:
    pieces = []
    at = start
    for match in context["join"].finditer(frame.view, start, end):
        if match.start() > at:
            pieces.append(Span(at, match.start()))
        at = match.end()
    if end > at:
        pieces.append(Span(at, end))
    return tuple(pieces)


def _joined(frame: Frame, pieces: Sequence[Span], context: Context) -> tuple[Span, ...]:
    """行政许可、行政处罚等执法信息公示率 and 市、县两级审查率 are one head each."""
    pieces = _named(frame, pieces, context)
    joined: list[Span] = []
    first, held = 0, -1  # of those that a later 等 may sum up; where a list of tiers began
    for piece in pieces:
        start = piece.start if held < 0 else held
        if context["tier"].fullmatch(frame.view, *piece):
            held = start
            continue
        if len(joined) > first and context["summed_up"].search(frame.view, *piece):
            start = joined[first].start
            del joined[first:]
        joined.append(Span(start, _rate_end(frame, piece, context)))
        held = -1
        if context["rate_head"].search(frame.view, *piece):
            first = len(joined)
    return tuple(joined)


def _named(frame: Frame, pieces: Sequence[Span], context: Context) -> Sequence[Span]:
    """机关和事业单位改革完成比例、监管比例: a list has its 和 at its end, else a name has it."""
    named: list[Span] = []
    marks = [frame.view[left.end : right.start] for left, right in pairwise(pieces)]
    for at, piece in enumerate(pieces):
        inner = 0 < at <= len(marks) and marks[at - 1] != "、" and "、" in marks[at:]
        if inner and not context["rate_head"].search(frame.view, *named[-1]):
            named[-1] = Span(named[-1].start, piece.end)
        else:
            named.append(piece)
    return named


def _rate_end(frame: Frame, piece: Span, context: Context) -> int:
    """Where the last rate of a list ends: 响应率、办结率|等核心指标均为100%."""
    such = context["such_rates"].search(frame.view, *piece)
    return piece.end if such is None else such.start()


def _last(pattern: re.Pattern[str], view: str, start: int, end: int) -> tuple[int, int] | None:
    found = pattern.search(view, start, end)
    if found is None:
        return None
    *_, last = found, *pattern.finditer(view, found.end(), end)
    return last.span()
