"""One sentence read number by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.linking.draft import Draft, Scope, nearest
from extractor.linking.frame import Frame
from extractor.linking.meaning import Bearing, bearing, status
from extractor.linking.score import Reading, Scene, Window, readings, unit_fit
from extractor.linking.spread import paired_heads, shared_heads
from extractor.linking.state import State
from extractor.linking.zeros import Zero, find_zeros
from extractor.model import Measure, Mention, Quantity, Relation, Span

OTHER = "other.statistic"
_MIN = 2.0  # a reading below it explains nothing
_OWN = 9.0  # a part leaves its total's indicator only for a cue of its own this strong
_OWN_FOREIGN = 14.0  # … and for one of another category: 受理案件中,行政处罚类12件 is no penalty
_CHINESE = 8.0  # 两处 counts something only where a head stands close by
_INHERIT = 9.0  # a figure without a cue reads like the one before, as far as that one is near
_CLAUSE = 7.0  # what a comma costs


@dataclass(slots=True)
class SentenceReader:
    """Reads the numbers of one sentence into `state`."""

    state: State
    frame: Frame
    index: int
    scope: Scope | None = None
    pending: int | None = None  # an earlier value that waits for the present one (由5天压缩至3天)
    pairs: dict[int, tuple[Span | None, int | None]] = field(default_factory=dict)
    paired: Bearing | None = None  # what the first number under 分别 is: its list is the same

    def read(self, mentions: Sequence[Mention]) -> None:
        context = self.state.rulebook.context
        zeros = find_zeros(self.frame, self.state.rulebook, context)
        covered = [zero.mention for zero in zeros]
        numbers = self.frame.numbers
        waiting = list(zeros)
        for mention in mentions:
            if any(z.start <= mention.start < z.end for z in covered):
                continue
            while waiting and waiting[0].mention.start < mention.start:
                self._zero(waiting.pop(0))
            if mention.quantity is None:
                self.state.keep(mention)
            else:
                self._number(numbers.index(mention), mention, mention.quantity)
        for zero in waiting:
            self._zero(zero)

    # --- one number -------------------------------------------------------------------------

    def _number(self, order: int, mention: Mention, quantity: Quantity) -> None:
        state, frame = self.state, self.frame
        context = state.rulebook.context
        before = _tail(frame.numbers[order - 1]) if order else frame.start
        if order not in self.pairs:
            self._pair(order, before)
        last = state.drafts[-1] if state.drafts else None
        unit = last.quantity.unit if last and last.sentence == self.index else None
        found = bearing(
            quantity, frame, before, context, year=state.layout.issuer.year, last_unit=unit
        )
        if order in self.pairs:
            if found.relation is Relation.TOTAL and order - 1 in self.pairs and self.paired:
                found = self.paired
            self.paired = found
        if quantity.chinese and found.relation is not Relation.TOTAL:
            found = replace(found, relation=Relation.TOTAL) if found.forward else found
        if found.relation is Relation.CHANGE:
            self._change(order, mention, quantity, before, found)
        elif found.relation is Relation.SHARE:
            self._share(order, mention, quantity, before)
        elif found.relation is Relation.PREVIOUS:
            self._previous(order, mention, quantity, before, found)
        else:
            self._whole(order, mention, quantity, before)

    def _pair(self, order: int, before: int) -> None:
        """Give each number under one 分别 its head, or its figure before."""
        frame, context = self.frame, self.state.rulebook.context
        count, heads = paired_heads(frame, frame.numbers, order, before, context)
        if not count:
            return
        bases = [
            i for i, d in enumerate(self.state.drafts) if d.sentence == self.index and d.counts
        ][-count:]
        for step in range(count):
            head = heads[step] if heads else None
            base = bases[step] if len(bases) == count else None
            self.pairs[order + step] = (head, base)

    # --- relations --------------------------------------------------------------------------

    def _change(
        self, order: int, mention: Mention, quantity: Quantity, before: int, found: Bearing
    ) -> None:
        state = self.state
        head, base = self.pairs.get(order, (None, None))
        own = self._head_of_change(quantity, head, before, found)
        if own is not None:
            base = nearest(state.drafts, sentence=0, indicator=own, rates=True)
            if base is not None and state.drafts[base].section != self.frame.section:
                base = None
        elif base is None:
            base = nearest(state.drafts, sentence=self.index, rates=True)
            if base is None and state.drafts and state.drafts[-1].section == self.frame.section:
                base = nearest(state.drafts, sentence=self.index - 1, rates=True)
        indicator = own or (state.drafts[base].indicator if base is not None else OTHER)
        self._add(mention, quantity, indicator, Relation.CHANGE, before, of=base,
                  falls=found.falls)

    def _head_of_change(
        self, quantity: Quantity, head: Span | None, before: int, found: Bearing
    ) -> str | None:
        """Indicator named by the words of the change itself (持证率比上年提高…), if any."""
        frame = self.frame
        start = frame.clause_start(quantity.lead, ",;(")
        end = found.because.start if found.because else quantity.lead
        span = head or Span(max(before, start), end)
        window = Window(span.start, span.end, quantity.tail, quantity.tail)
        ranked = readings(quantity, window, self._scene(), self.state.rulebook, any_unit=True)
        return ranked[0].rule.id if ranked and ranked[0].points >= _OWN - 3 else None

    def _share(self, order: int, mention: Mention, quantity: Quantity, before: int) -> None:
        _, base = self.pairs.get(order, (None, None))
        if base is None:
            base = nearest(self.state.drafts, sentence=self.index)
        if base is None and order in self.pairs:
            base = nearest(self.state.drafts, sentence=self.index - 3, outside=True)
        if base is None:
            self._whole(order, mention, quantity, before, relation=Relation.SHARE)
            return
        indicator = self.state.drafts[base].indicator
        self._add(mention, quantity, indicator, Relation.SHARE, before, of=base)

    def _previous(
        self, order: int, mention: Mention, quantity: Quantity, before: int, found: Bearing
    ) -> None:
        state = self.state
        if found.forward:
            indicator = self._best(order, mention, quantity, before)[0] or self._same_unit(quantity)
            self.pending = self._add(mention, quantity, indicator, Relation.PREVIOUS, before)
            return
        rates = quantity.measure is Measure.RATE
        base = nearest(
            state.drafts, sentence=self.index, measure=quantity.measure, rates=rates
        )
        if base is None:
            base = nearest(state.drafts, sentence=self.index, rates=True)
        if base is None:
            self._whole(order, mention, quantity, before)
            return
        indicator = state.drafts[base].indicator
        self._add(mention, quantity, indicator, Relation.PREVIOUS, before, of=base)

    def _same_unit(self, quantity: Quantity) -> str:
        """月均由65家次降至38家次: what was counted so before in the sentence."""
        base = nearest(self.state.drafts, sentence=self.index, unit=quantity.unit, rates=True)
        return self.state.drafts[base].indicator if base is not None else OTHER

    # --- figures of their own, and parts ----------------------------------------------------

    def _whole(
        self,
        order: int,
        mention: Mention,
        quantity: Quantity,
        before: int,
        relation: Relation = Relation.TOTAL,
    ) -> None:
        state = self.state
        if self.pending is not None:
            earlier = state.drafts[self.pending]
            earlier.of = self._add(mention, quantity, earlier.indicator, relation, before)
            self.pending = None
            return
        heads = shared_heads(self.frame, quantity.lead, before, state.rulebook.context)
        if heads and relation is Relation.TOTAL:
            self._shared(mention, quantity, before, heads)
            return
        scope = self._scope(order, quantity, before)
        if scope is not None and self._part(order, mention, quantity, before, scope):
            return
        indicator, reading = self._best(order, mention, quantity, before)
        if quantity.chinese and not self._counts(quantity, reading):
            state.reject(mention, "R-NUMERAL")
            return
        if indicator is None and quantity.unit is None:
            state.reject(mention, "R-NO-CUE")
            state.keep(mention)
            return
        self._add(mention, quantity, indicator or OTHER, relation, before, reading=reading)

    def _counts(self, quantity: Quantity, reading: Reading | None) -> bool:
        """True if a Chinese numeral counts something: 两处阵地, not 三个方面."""
        if reading is None or reading.points < _CHINESE or reading.crossed >= _CLAUSE:
            return False
        after = self.frame.view[quantity.tail : quantity.tail + 8]
        return self.state.rulebook.context["abstract"].match(after) is None

    def _best(
        self, order: int, mention: Mention, quantity: Quantity, before: int
    ) -> tuple[str | None, Reading | None]:
        """The indicator of a number and the reading that gave it (None if inherited)."""
        state, frame = self.state, self.frame
        head, _ = self.pairs.get(order, (None, None))
        ranked: list[Reading] = []
        if head is not None:
            ranked = readings(quantity, Window(head.start, head.end, quantity.tail, quantity.tail),
                              self._scene(), state.rulebook)
        if not ranked or ranked[0].points < _MIN:
            window = self._window(quantity, frame.start, before)
            ranked = readings(quantity, window, self._scene(), state.rulebook)
        best = ranked[0] if ranked and ranked[0].points >= _MIN else None
        inherited = self._inherited(quantity)
        if inherited is not None and (best is None or inherited[0] > best.points):
            state.rivals(mention, ranked, inherited[1])
            return inherited[1], None
        if best is not None:
            state.rivals(mention, ranked, best.rule.id)
        return (best.rule.id, best) if best is not None else (None, None)

    def _window(self, quantity: Quantity, left: int, before: int) -> Window:
        frame = self.frame
        bracket = frame.clause_start(quantity.lead, "()")
        inside = bracket > frame.start and frame.view[bracket - 1] == "("
        right = frame.clause_end(quantity.tail, ",;()" if inside else ",;")
        own = quantity.lead - len(frame.own_text(quantity, before))
        bare = not any(own <= hit.start < quantity.lead for hit in frame.hits)
        first = bare and quantity.tail < right and frame.view[quantity.tail] not in "、,;:()。"
        return Window(left, quantity.lead, quantity.tail, right, number_first=first)

    def _inherited(self, quantity: Quantity) -> tuple[float, str] | None:
        """(points, indicator) of the figure before, where the units agree."""
        drafts = self.state.drafts
        if not drafts:
            return None
        last = drafts[-1]
        if last.sentence != self.index:
            return self._split(quantity)
        if last.quantity.unit != quantity.unit or quantity.unit is None:
            return None
        crossed = self.frame.crossing(last.quantity.tail, quantity.lead)
        return _INHERIT - crossed, last.indicator

    def _split(self, quantity: Quantity) -> tuple[float, str] | None:
        """按领域划分,…: the figure that the sentence splits up, by its unit."""
        frame, drafts = self.frame, self.state.drafts
        text = frame.view[frame.start : quantity.lead].lstrip()
        if self.state.rulebook.context["breakdown"].match(text) is None:
            return None
        base = nearest(drafts, sentence=self.index - 3, unit=quantity.unit)
        if base is None or drafts[base].section != frame.section:
            return None
        return _INHERIT, drafts[base].indicator

    def _shared(
        self, mention: Mention, quantity: Quantity, before: int, heads: Sequence[Span]
    ) -> None:
        """One value for several heads: 办结率、满意率均为100%."""
        found: list[str | None] = []
        for head in heads:
            window = Window(head.start, head.end, quantity.tail, quantity.tail)
            ranked = readings(quantity, window, self._scene(), self.state.rulebook)
            good = ranked and ranked[0].points >= _MIN
            found.append(ranked[0].rule.id if good else None)
        known = [indicator for indicator in found if indicator]
        if not known:
            window = Window(self.frame.start, quantity.lead, quantity.tail, quantity.tail)
            ranked = readings(quantity, window, self._scene(), self.state.rulebook)
            known = [ranked[0].rule.id if ranked else OTHER]
        for indicator in found:
            self._add(mention, quantity, indicator or known[-1], Relation.TOTAL, before)

    # --- parts ------------------------------------------------------------------------------

    def _scope(self, order: int, quantity: Quantity, before: int) -> Scope | None:
        """The whole this number may be a part of, as 其中, 含, a bracket or …中 says."""
        frame, context = self.frame, self.state.rulebook.context
        gap = frame.view[before : quantity.lead]
        scope = self.scope
        if scope is not None and quantity.lead >= scope.end:
            scope = self.scope = None
        opened = frame.view.find("(", before, quantity.lead)
        bracket = order > 0 and opened == before and ")" not in gap
        among = order > 0 and context["among"].match(gap) is not None
        if not bracket and not among and context["part"].search(gap) is None:
            if context["among_clause"].search(gap.lstrip()) is None:
                return scope
        parent = self._parent(quantity, bracket)
        if parent is None:
            return scope
        end = frame.clause_end(quantity.tail, ")") if bracket else frame.end
        self.scope = Scope(parent, end, bracket)
        return self.scope

    def _parent(self, quantity: Quantity, bracket: bool) -> int | None:
        """The figure that 其中 or a bracket opens; of stacked ones (142批290人) that of its kind."""
        drafts = self.state.drafts
        if bracket:
            return nearest(drafts, sentence=self.index)
        if self._is_rest(quantity):  # 反馈46个,完成整改44个,其余2个: of the first
            for index, draft in enumerate(drafts):
                if draft.sentence == self.index and draft.counts:
                    if draft.quantity.unit == quantity.unit:
                        return index
        rates = quantity.measure is Measure.RATE
        for sentence in (self.index, self.index - 1, self.index - 2):
            for measure in (quantity.measure, None):
                found = nearest(drafts, sentence=sentence, measure=measure, outside=True,
                                rates=rates and measure is None)
                if found is not None:
                    same = drafts[found].section == self.frame.section
                    return found if same else None
        return None

    def _is_rest(self, quantity: Quantity) -> bool:
        start = self.frame.clause_start(quantity.lead, ",;、")
        own = self.frame.view[start : quantity.lead]
        return self.state.rulebook.context["rest"].search(own) is not None

    def _part(
        self, order: int, mention: Mention, quantity: Quantity, before: int, scope: Scope
    ) -> bool:
        """Add the number as a part of its whole; False if it is none after all."""
        state, frame = self.state, self.frame
        parent = state.drafts[scope.parent]
        if quantity.measure is Measure.RATE and not parent.is_rate:
            return False
        window = self._window(quantity, before, before)
        ranked = readings(quantity, window, self._scene(), state.rulebook)
        own = ranked[0] if ranked and self._stands_alone(ranked[0], parent, quantity) else None
        fresh = not scope.indicators
        if not fresh and not scope.bracket and not self._continues(scope, own, before, quantity):
            self.scope = None
            return False
        if own is not None:
            indicator = own.rule.id
        elif self._same_kind(quantity, parent):
            indicator = parent.indicator
        else:
            indicator = self._best(order, mention, quantity, before)[0] or parent.indicator
        scope.indicators.add(indicator)
        whole = self._whole_of(scope.parent, quantity)
        self._add(mention, quantity, indicator, Relation.PART, before, of=whole, reading=own)
        return True

    def _stands_alone(self, own: Reading, parent: Draft, quantity: Quantity) -> bool:
        """True if a part has a meaning of its own: 学习24次,其中专题学法3次."""
        if self._is_rest(quantity):
            return False
        foreign = own.rule.category != parent.indicator.partition(".")[0]
        return own.points >= (_OWN_FOREIGN if foreign else _OWN)

    def _whole_of(self, parent: int, quantity: Quantity) -> int:
        """Of stacked wholes (156批239人次,其中…批…人次) the one counted like the part."""
        drafts = self.state.drafts
        if drafts[parent].quantity.unit == quantity.unit:
            return parent
        for index in (parent - 1, parent + 1):
            if 0 <= index < len(drafts) and drafts[index].quantity.unit == quantity.unit:
                if drafts[index].sentence == drafts[parent].sentence and drafts[index].counts:
                    return index
        return parent

    def _continues(
        self, scope: Scope, own: Reading | None, before: int, quantity: Quantity
    ) -> bool:
        """True if a further number still belongs to the list of parts."""
        between = self.frame.view[before : quantity.lead]
        if "," not in between and ";" not in between:
            return True
        parent = self.state.drafts[scope.parent]
        if quantity.measure is not parent.quantity.measure:
            return False
        if own is not None:
            known = own.rule.id in scope.indicators
            return known and (";" not in between or own.rule.id != parent.indicator)
        return ";" not in between

    def _same_kind(self, quantity: Quantity, parent: Draft) -> bool:
        if quantity.unit == parent.quantity.unit or quantity.measure is parent.quantity.measure:
            return True
        rule = self.state.rulebook.rules.get(parent.indicator)
        return rule is not None and unit_fit(rule.units, rule, quantity) is not None

    # --- adding -----------------------------------------------------------------------------

    def _add(
        self,
        mention: Mention,
        quantity: Quantity,
        indicator: str,
        relation: Relation,
        before: int,
        *,
        of: int | None = None,
        falls: bool = False,
        reading: Reading | None = None,
    ) -> int:
        frame, context = self.frame, self.state.rulebook.context
        role = self.state.layout.sections[frame.section].role
        start, end = quantity.lead, quantity.tail
        if reading is not None:
            start, end = min(start, reading.hit.start), max(end, reading.hit.end)
        period = None
        for match in context["period"].finditer(frame.view, frame.start, quantity.lead):
            period = Span(*match.span())
        draft = Draft(
            mention=mention,
            quantity=quantity,
            indicator=indicator,
            status=status(quantity, frame, role, context),
            relation=relation,
            section=frame.section,
            clause=Span(frame.clause_start(start, ",;"), frame.clause_end(end, ",;")),
            of=of,
            falls=falls,
            period=period,
            sentence=self.index,
            bracketed=self.scope is not None and self.scope.bracket,
            average=context["average"].search(frame.own_text(quantity, before)) is not None,
        )
        return self.state.add(draft)

    def _zero(self, zero: Zero) -> None:
        quantity = zero.mention.quantity
        assert quantity is not None
        for rule in zero.rules:
            self._add(zero.mention, quantity, rule.id, Relation.TOTAL, quantity.start)

    def _scene(self) -> Scene:
        state = self.state
        return Scene(self.frame, state.recent, state.seen, self.index, state.heading_categories)


def _tail(mention: Mention) -> int:
    return mention.quantity.tail if mention.quantity is not None else mention.end
