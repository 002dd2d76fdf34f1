"""How a figure is meant: its relation to other figures and its status, from the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.linking.frame import Frame
from extractor.model import Measure, Qualifier, Quantity, Relation, Role, Span, Status
from extractor.rulebook import Context

_MEMORY = 160  # characters: 力争 does not govern a figure farther off
_YEAR = re.compile(r"20\d\d")
# With these a rise or fall needs no comparison beside it: 平均用时缩短2天
_CHANGES = (Measure.RATE, Measure.POINTS, Measure.TIMES, Measure.DURATION)


@dataclass(frozen=True, slots=True)
class Bearing:
    """A relation read off the words before a number; `falls` only for changes."""

    relation: Relation
    falls: bool = False
    forward: bool = False  # previous: the present value follows (由5天压缩至3天)
    because: Span | None = None


TOTAL = Bearing(Relation.TOTAL)


def bearing(
    quantity: Quantity,
    frame: Frame,
    before: int,
    context: Context,
    *,
    year: int | None,
    last_unit: str | None,
) -> Bearing:
    """The relation of a number by its own clause; parts are not decided here.

    `before` is where the number before ends, `year` the reported year, `last_unit` the unit of
    the figure before in this sentence.
    """
    own = frame.own_text(quantity, before)
    start = quantity.lead - len(own)
    if quantity.measure is Measure.RATE and context["share"].search(own):
        return Bearing(Relation.SHARE, because=Span(start, quantity.lead))
    earlier = _previous(quantity, own, frame, context, year, before)
    if earlier is not None:
        return earlier
    change = context.change.search(own)
    if change is None:
        return TOTAL
    back = _two_clauses_back(frame, quantity.lead)
    compared = quantity.measure in _CHANGES or bool(
        context["compare"].search(frame.view, back, quantity.lead)
    )
    bare = change.start() == 0 and quantity.unit == last_unit and last_unit is not None
    if not compared and not bare:
        return TOTAL
    return Bearing(
        Relation.CHANGE,
        falls=change["fall"] is not None,
        because=Span(start + change.start(), quantity.lead),
    )


def _two_clauses_back(frame: Frame, at: int) -> int:
    """与上年相比,减少3件: the comparison may stand one comma earlier."""
    own = frame.clause_start(at, ",;")
    return frame.clause_start(own - 1, ",;") if own > frame.start else own


def _previous(
    quantity: Quantity, own: str, frame: Frame, context: Context, year: int | None, before: int
) -> Bearing | None:
    lead = quantity.lead
    tail = frame.view[quantity.tail : min(quantity.tail + 14, frame.end)]
    if context["from"].search(own) and context["to"].match(tail):
        return Bearing(Relation.PREVIOUS, forward=True, because=Span(lead - len(own), lead))
    start = lead - len(own)
    if not own and frame.view[start - 1 : start] == "(":  # 较上年(12.3%)下降3.4个百分点
        own = frame.view[max(frame.clause_start(start - 1, ",;("), before) : start - 1]
        start -= len(own) + 1
    match = context["previous"].search(own)
    if match is None:
        return None
    named = _YEAR.search(match.group())
    opened = frame.view[start - 1 : start] == "("
    compared = context["compare"].search(own) is not None
    if named is not None and not compared and (year is None or int(named.group()) >= year):
        return None
    if named is not None and not (opened or compared):
        return None
    return Bearing(Relation.PREVIOUS, because=Span(start + match.start(), lead))


def status(quantity: Quantity, frame: Frame, role: Role, context: Context) -> Status:
    """Deed, duty or intention."""
    start = max(frame.clause_start(quantity.lead, ";"), quantity.lead - _MEMORY)
    clause = frame.view[start : quantity.lead]
    after = frame.view[quantity.tail : frame.clause_end(quantity.tail, ",;")]
    near = frame.view[frame.clause_start(quantity.lead, ",;") : quantity.lead]
    if context["done"].search(near):
        return Status.ACTUAL
    bounded = quantity.qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST)
    if role is Role.PLAN:
        stocked = context["stock"].search(near) is not None and not bounded
        return Status.ACTUAL if stocked else Status.PLAN
    if bounded and (context["every"].search(clause) or context["duty"].search(clause)):
        return Status.REQUIREMENT
    if bounded and context["duty"].search(after):
        return Status.REQUIREMENT
    return Status.PLAN if context["plan"].search(clause) else Status.ACTUAL
