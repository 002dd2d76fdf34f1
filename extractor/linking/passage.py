"""The sentence being read: its frame, what it has said so far, and how a figure is added."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.linking.draft import FAR_BACK, Draft
from extractor.linking.frame import Frame
from extractor.linking.progress import Progress
from extractor.linking.refusals import refusals
from extractor.linking.score import Reading, Scene, Window, best_reading, readings
from extractor.linking.state import State
from extractor.linking.status import is_goal, status
from extractor.model import Measure, Mention, Qualifier, Quantity, Relation, Span, Status
from extractor.rulebook import Context

OTHER = "other.statistic"
_LONGEST_OPENING = 60  # characters of 按领域划分, and the blanks before it
_VERB_OVERHANG = 8  # characters that a verb may stand beyond the window it begins in
_LONGEST_SUBJECT = 10  # characters of 家重点企业年底前 between a number and a hope
_LONGEST_JOINT = 3  # characters of 、, 暨, 以及
_PLACES = (Measure.PLACE, Measure.COUNT)
_MOST_PLACES = 4  # told in one breath: 2市4县6个乡镇
_LONGEST_PLACE = 3  # characters of 行政村 between two such
_LISTED = frozenset("、")
ENDS = frozenset({"", *"、,;:。()\n"})
BOUNDS = (Qualifier.AT_LEAST, Qualifier.AT_MOST)
_LONGEST_AVERAGE = 5  # characters of 日均, 平均每月, 人均达到


class Item(NamedTuple):
    """One number of the sentence: its place in order, and where the number before it ends."""

    order: int
    mention: Mention
    quantity: Quantity
    before: int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Passage:
    """What is known before a sentence is read, and in `progress` what reading decides."""

    state: State
    context: Context
    frame: Frame
    index: int  # of the sentence
    first: int  # index of the first draft of this sentence
    periods: list[Span]
    scene: Scene
    splits: bool  # 按领域划分,…: the sentence splits up a figure before it
    one_of: bool  # …之一: the sentence tells of one of many
    hoped: Span | None  # 300家企业有望完成体检: where the sentence says first that it hopes
    progress: Progress = field(default_factory=Progress)

    def window(self, item: Item, left: int) -> Window:
        """Where head words of a number may stand: from `left` on, and behind it in its clause."""
        frame, quantity = self.frame, item.quantity
        bracket = frame.clause_start(quantity.lead, "()")
        inside = bracket > frame.start and frame.view[bracket - 1] == "("
        # 9家企业、|7所学校、6个工地开展检查: the verb of a list supports all, another noun does not
        listed = frame.view[quantity.lead - 1 : quantity.lead] in _LISTED
        own = quantity.lead if listed else frame.own_start(quantity, item.before)
        before = frame.span_of(own, quantity.lead)
        heads = self.state.rulebook.lexicon.heads.fits(quantity.unit, quantity.measure)
        # 为371位农民工提供…, 对辖区46家企业…: neither 为 nor 辖区 could head the number
        bare = all(len(frame.found[at]) == 1 or not heads[frame.found[at]] for at in before)
        after = frame.view[quantity.tail : min(quantity.tail + 1, frame.end)]
        first = bare and after not in "、,;:()。\n"
        stops = ",;" if first else ",;、"
        right = frame.clause_end(quantity.tail, stops + "()" if inside else stops)
        stop = min(right, self._other_phrase(item, right))
        if first and listed:
            stop = min(stop, frame.clause_end(quantity.tail, "、"))
        goal = self._is_bound(quantity) or is_goal(quantity, frame, self.context)
        if self._is_split_up(quantity):
            stop = quantity.tail
        if goal or self._is_denied(quantity):
            right = stop = quantity.tail
        tail = max(self._shared_tail(item), self._described(quantity))
        if tail > quantity.tail:
            right = stop = frame.clause_end(tail, ",;、")
        return Window(left, quantity.start, tail, right, number_first=first, stop=stop)

    def window_behind(self, item: Item) -> Window:
        """Where heads of a number may stand that must follow it."""
        window = self.window(item, item.quantity.lead)._replace(number_first=True)
        if not self.for_whom(item):
            return window
        # 为9个村的|调解员、法律明白人授课: what is done for all of them stands behind the last
        right = self.frame.clause_end(item.quantity.tail, ",;")
        return window._replace(right=right)

    def _described(self, quantity: Quantity) -> int:
        """Where the noun begins behind what describes it: 3支由法官、律师组成的|宣讲团."""
        if quantity.measure not in (Measure.COUNT, Measure.PLACE):
            return quantity.tail
        if not self.frame.view[quantity.tail : min(quantity.tail + 1, self.frame.end)].isalpha():
            return quantity.tail
        found = self.context["described"].match(self.frame.view, quantity.tail, self.frame.end)
        return quantity.tail if found is None else found.end()

    def _is_bound(self, quantity: Quantity) -> bool:
        """需达到1200件以上的|考核指标: how far a goal reaches, not how many there are."""
        if quantity.qualifier not in BOUNDS:
            return False
        return self.context["of_goal"].match(self.frame.view, quantity.tail) is not None

    def _is_denied(self, quantity: Quantity) -> bool:
        """诉讼27件(无败诉): what a bracket says there is none of heads no number before it."""
        view, at = self.frame.view, quantity.tail
        return view[at : at + 1] == "(" and self.context["zero"].match(view, at + 1) is not None

    def _is_split_up(self, quantity: Quantity) -> bool:
        """调处95件(邻里类57件、山林类38件): what the bracket counts heads none of the whole."""
        frame, at = self.frame, quantity.tail
        following = frame.next_number(quantity) if frame.view[at : at + 1] == "(" else None
        if following is None or following.unit != quantity.unit:
            return False
        end = frame.clause_end(at + 1, "()")  # 12个(其中村级10个)|调解室: told behind it
        return following.lead < end and not frame.view[end + 1 : end + 2].isalpha()

    def heads_behind(self, item: Item) -> bool:
        """True if the head of a number must follow it: 5期培训班、2次集中学习, 划为27个网格."""
        frame, lead = self.frame, item.quantity.lead
        before = max(item.before, lead - _LONGEST_JOINT)
        if self.context["into"].search(frame.view, before, lead):
            return True
        if self.context["placed"].search(frame.view, before, lead):
            return True
        if self.for_whom(item):
            return True
        return self.listed(item) or self.introduced(item)

    def for_whom(self, item: Item) -> bool:
        """司法所为|5个社区的…讲课: who acts is not counted; but 司法所为12个 tells how many."""
        frame, quantity = self.frame, item.quantity
        if quantity.measure not in (Measure.PLACE, Measure.COUNT) or quantity.unit is None:
            return False
        if not frame.view[quantity.tail : min(quantity.tail + 1, frame.end)].isalpha():
            return False
        before = max(item.before, quantity.lead - _LONGEST_JOINT)
        return self.context["for_whom"].search(frame.view, before, quantity.lead) is not None

    def introduced(self, item: Item) -> bool:
        """True where list or clause end before a number: …等|3项改革获评…, 方案明确的|38项任务."""
        view, lead, tail = self.frame.view, item.quantity.lead, item.quantity.tail
        people = item.quantity.measure is Measure.PEOPLE  # 网格员、志愿者等|61人参与巡查
        if item.quantity.unit is None or people:
            return False
        if view[tail : min(tail + 1, self.frame.end)] in ENDS:
            return False
        before = max(item.before, lead - _LONGEST_JOINT)
        return self.context["introduced"].search(view, before, lead) is not None

    def listed(self, item: Item, *, alike: bool = True) -> bool:
        """True behind a number with its noun (5期培训班、|2次), of another unit if not `alike`."""
        drafts, lead = self.state.drafts, item.quantity.lead
        if len(drafts) == self.first or not drafts[-1].named_behind:
            return False
        if not alike and drafts[-1].quantity.unit == item.quantity.unit:
            return False
        before = max(item.before, lead - _LONGEST_JOINT)
        joints = self.context["join"].finditer(self.frame.view, before, lead)
        return any(joint.end() == lead for joint in joints)

    def goes_out(self, item: Item) -> bool:
        """12次召开会议、|9次深入基层: where somebody goes, and no further session of the first."""
        times = item.quantity.measure in (Measure.SESSION, Measure.COUNT)
        return times and self.context["goes_out"].match(
            self.frame.view, item.quantity.tail
        ) is not None

    def bodies(self, item: Item) -> Span | None:
        """The noun of a number where it names departments, towns or fields: 14个|区级部门."""
        found = self.context["bodies"].match(self.frame.view, item.quantity.end, self.frame.end)
        return Span(*found.span()) if found else None

    def _shared_tail(self, item: Item) -> int:
        """Where the noun begins that a list of levels shares: 2个省级、3个市级、4个|普法基地."""
        view, tail, unit = self.frame.view, item.quantity.tail, item.quantity.unit
        for order in range(item.order + 1, len(self.frame.numbers)):
            following = self.frame.numbers[order].quantity
            if following is None or following.unit != unit:
                break
            level = self.context["level"].match(view, tail, following.lead)
            if level is None:
                break
            mark = view[level.end() : following.lead]  # 1个市本级,6个县级,2个镇级|阵地
            if mark != "," and self.context["join"].fullmatch(mark) is None:
                break
            tail = following.tail
        return tail

    def _other_phrase(self, item: Item, right: int) -> int:
        """Where the noun phrase of a number ends for sure: 26个部门办理的|153项审批权,
        17个单位对|182个事项, 在6个行政村|开展宣讲."""
        frame, context, quantity = self.frame, self.context, item.quantity
        if context["placed"].search(frame.view, item.before, quantity.lead):
            end = min(right + _VERB_OVERHANG, frame.end)
            verb = context["each_verb"].search(frame.view, quantity.tail, end)
            if verb:
                return verb.start()
        quantity, following = self._last_place(item)
        if following and context["opens"].search(frame.view, quantity.tail, following.lead):
            return following.lead
        if following and following.lead <= right:
            divided = context["divided"].search(frame.view, quantity.tail, following.lead)
            if divided and divided.end() == following.lead and divided.start() > quantity.tail:
                return divided.start()
            return self._deed_of(item, quantity.tail, following.lead)
        return frame.end

    def _last_place(self, item: Item) -> tuple[Quantity, Quantity | None]:
        """14个村|3个社区|共有…: the last of places told in one breath, and the number behind."""
        numbers, here = self.frame.numbers, item.quantity
        for mention in numbers[item.order + 1 : item.order + 1 + _MOST_PLACES]:
            following = mention.quantity
            if following is None or following.lead - here.tail > _LONGEST_PLACE:
                return here, following
            noun = self.frame.view[here.tail : following.lead]
            if not noun.isalpha() or following.measure not in _PLACES:
                return here, following
            here = following
        return here, None

    def _deed_of(self, item: Item, tail: int, end: int) -> int:
        """Where what a number did begins, up to `end`: 9个部门|全年共检查企业1860家次."""
        frame, context = self.frame, self.context
        deed = context["acts"].search(frame.view, tail, end)
        return frame.end if deed is None or self.acted_on(item) else deed.start()

    def acted_on(self, item: Item) -> bool:
        """Whether something was done to what is counted: 对9个部门, 检查9家单位."""
        frame, lead = self.frame, item.quantity.lead
        start = max(item.before, frame.clause_start(lead, ",;"))
        return self.context["acted_on"].search(frame.view, start, lead) is not None

    def own_drafts(self) -> range:
        """The figures of this sentence so far, of a very long one the last of them."""
        end = len(self.state.drafts)
        return range(max(self.first, end - FAR_BACK), end)

    def whole(self, index: int) -> int:
        """The figure that a part belongs to, as long as it counts the same."""
        drafts = self.state.drafts
        of = drafts[index].of
        while of is not None and drafts[index].relation is Relation.PART:
            if drafts[of].indicator != drafts[index].indicator:
                break
            index, of = of, drafts[of].of
        return index

    def is_average(self, quantity: Quantity) -> bool:
        """日均924件: never the whole of what follows, nor a part of what goes before."""
        start = quantity.start - _LONGEST_AVERAGE
        return self.context["average"].search(self.frame.view, start, quantity.start) is not None

    def in_bracket(self, quantity: Quantity) -> bool:
        """True inside the bracket of parts that is open; one that closed before counts no more."""
        scope = self.progress.scope
        return scope is not None and scope.bracket and quantity.lead < scope.end

    def undone(self, quantity: Quantity) -> Span | None:
        """仍有3个村未建成服务室: what is left undone, if the number counts that."""
        frame, context = self.frame, self.context
        not_yet, left = frame.says("not_yet", context), frame.says("left", context)
        if not (not_yet or left):
            return None
        end = frame.clause_end(quantity.tail, ",;")
        own = frame.clause_start(quantity.lead, ",;")
        match = context["not_yet"].search(frame.view, quantity.tail, end) if not_yet else None
        if match is None and left and context["left"].search(frame.view, own, quantity.lead):
            match = context["undone"].search(frame.view, quantity.tail, end)
        return Span(match.start(), end) if match else None

    def readings(self, item: Item, window: Window, *, any_unit: bool = False) -> list[Reading]:
        """The best reading of a number in a window, the others behind it where they are traced."""
        quantity, scene, rulebook = item.quantity, self.scene, self.state.rulebook
        if self.state.trace:
            missed = refusals(quantity, window, scene, rulebook, any_unit=any_unit)
            self.state.refuse(item.mention, missed)
            return readings(quantity, window, scene, rulebook, any_unit=any_unit)
        best = best_reading(quantity, window, scene, rulebook, any_unit=any_unit)
        return [] if best is None else [best]

    def head_readings(self, item: Item, head: Span) -> list[Reading]:
        """The readings that one head of several gives."""
        tail = item.quantity.tail
        return self.readings(item, Window(head.start, head.end, tail, tail, alone=True))

    def _hopes(self, quantity: Quantity) -> bool:
        """到年底,300家企业|有望完成体检: still to come, though told before the hope."""
        if self.hoped is None or not 0 <= self.hoped.start - quantity.tail <= _LONGEST_SUBJECT:
            return False
        return self.frame.clause_end(quantity.tail, "、,;") >= self.hoped.start

    def add(
        self,
        item: Item,
        indicator: str,
        relation: Relation,
        *,
        of: int | None = None,
        falls: bool = False,
        reading: Reading | None = None,
    ) -> int:
        """Index of the new figure."""
        frame, context, quantity = self.frame, self.context, item.quantity
        role = self.state.layout.sections[frame.section].role
        start, end = quantity.lead, quantity.tail
        if reading is not None:
            start, end = min(start, reading.hit.start), max(end, reading.hit.end)
        at = bisect_left(self.periods, quantity.lead, key=lambda span: span.start)
        draft = Draft(
            mention=item.mention,
            quantity=quantity,
            indicator=indicator,
            status=Status.PLAN if self._hopes(quantity) else status(
                quantity, frame, role, context, year=self.state.layout.issuer.year
            ),
            relation=relation,
            section=frame.section,
            clause=Span(frame.clause_start(start, ",;"), frame.clause_end(end, ",;")),
            of=of,
            falls=falls,
            period=self.periods[at - 1] if at else None,
            sentence=self.index,
            bracketed=self.in_bracket(quantity),
            named_behind=reading is not None and reading.hit.start >= quantity.tail,
            average=self.is_average(quantity),
        )
        return self.state.add(draft)


def open_passage(state: State, frame: Frame, index: int) -> Passage:
    """The passage of a sentence that has not been read yet."""
    context, view = state.rulebook.context, frame.view
    period = context["period"].finditer(view, frame.start, frame.end)
    spans = [Span(*match.span()) for match in period]
    scene = Scene(frame, state.recent, state.topics, index, state.headed, context)
    opening = view[frame.start : frame.start + _LONGEST_OPENING].lstrip()
    splits = context["breakdown"].match(opening) is not None
    one_of = context["one_of"].search(frame.view, frame.start, frame.end) is not None
    hope = context["hoped"].search(frame.view, frame.start, frame.end)
    hoped = Span(*hope.span()) if hope else None
    first = len(state.drafts)
    return Passage(state, context, frame, index, first, spans, scene, splits, one_of, hoped)
