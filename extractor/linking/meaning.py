"""How a figure is meant: its relation to other figures and its status, from the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.linking.frame import Frame
from extractor.model import Measure, Qualifier, Quantity, Relation, Role, Span, Status
from extractor.rulebook import Context

_YEAR = re.compile(r"20\d\d")
_RATES = (Measure.RATE, Measure.POINTS, Measure.TIMES)


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
    earlier = _previous(quantity, own, frame, context, year)
    if earlier is not None:
        return earlier
    change = context.change.search(own)
    if change is None:
        return TOTAL
    compared = quantity.measure in _RATES or bool(
        context["compare"].search(frame.view, _two_clauses_back(frame, quantity.lead), quantity.lead)
    )
    bare = change.start() == 0 and quantity.unit == last_unit and last_unit is not None
    if not compared and not bare:
        return TOTAL
    return Bearing(
        Relation.CHANGE,
        falls=change.group(2) is not None,
        because=Span(start + change.start(), quantity.lead),
    )


def _two_clauses_back(frame: Frame, at: int) -> int:
    """与上年相比,减少3件: the comparison may stand one comma earlier."""
    own = frame.clause_start(at, ",;")
    return frame.clause_start(own - 1, ",;") if own > frame.start else own


def _previous(
    quantity: Quantity, own: str, frame: Frame, context: Context, year: int | None
) -> Bearing | None:
    lead = quantity.lead
    tail = frame.view[quantity.tail : min(quantity.tail + 14, frame.end)]
    if context["from"].search(own) and context["to"].match(tail):
        return Bearing(Relation.PREVIOUS, forward=True, because=Span(lead - len(own), lead))
    match = context["previous"].search(own)
    if match is None:
        return None
    named = _YEAR.search(match.group())
    if named is not None and (year is None or int(named.group()) >= year):
        return None
    opened = frame.view[lead - len(own) - 1 : lead - len(own)] == "("
    compared = context["compare"].search(own) is not None
    if named is not None and not (opened or compared):
        return None
    return Bearing(Relation.PREVIOUS, because=Span(lead - len(own) + match.start(), lead))


def status(quantity: Quantity, frame: Frame, role: Role, context: Context) -> Status:
    """Deed, duty or intention."""
    sentence = frame.view[frame.start : frame.end]
    start = frame.clause_start(quantity.lead, ";")
    clause = frame.view[start : quantity.lead]
    after = frame.view[quantity.tail : frame.clause_end(quantity.tail, ",;")]
    near = frame.view[frame.clause_start(quantity.lead, ",;") : quantity.lead]
    bounded = quantity.qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST)
    if role is Role.PLAN:
        stocked = context["stock"].search(near) is not None and not bounded
        return Status.ACTUAL if stocked else Status.PLAN
    if bounded and (context["every"].search(clause) or context["duty"].search(clause)):
        return Status.REQUIREMENT
    if bounded and context["bound"].search(frame.view, quantity.lead, quantity.tail):
        if context["duty"].search(after):
            return Status.REQUIREMENT
    planned = context["plan"].search(clause) or (
        role is Role.PROBLEMS and context["plan"].search(sentence[: quantity.lead - frame.start])
    )
    return Status.PLAN if planned else Status.ACTUAL
