"""How a figure stands to others: its relation, from the words before it."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from extractor.linking.draft import RATES
from extractor.linking.frame import Frame
from extractor.model import Measure, Quantity, Relation, Span
from extractor.patterns import pattern
from extractor.rulebook import Context
from extractor.text.characters import HAN

_YEAR = pattern(r"20\d\d")
_YEAR_LAST = pattern(r"20\d\d\D{1,2}$")
_ONLY_YEAR = pattern(r"20\d\d\D{1,4}")  # 2022年为, 2022年同期为
_LONGEST_LIST_GAP = 8  # characters of 、2022年的
_LONGEST_WAY_TO = 14  # characters of 申请材料进一步优化压缩至
_LONGEST_REACHED = 3  # characters of 缩短到
_NOUN = pattern(rf"{HAN}{{2,12}}")
_COMMA_YEAR = pattern(r",(20\d\d)")
_CLAUSE_YEAR = pattern(r"[,、](20\d\d)")
# With these a rise or fall needs no comparison beside it: 平均用时缩短2天
_CHANGES = (*RATES, Measure.DURATION)
_STOCKS = (Measure.PLACE, Measure.PEOPLE)


class Bearing(NamedTuple):
    """A relation read off the words before a number; `falls` only for changes."""

    relation: Relation
    falls: bool = False
    forward: bool = False  # previous: the present value follows (由5天压缩至3天)
    apart: bool = False  # … in the next clause (去年59件,今年44件)
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
    last_relation: Relation | None,
) -> Bearing:
    """The relation of a number by its own clause; parts are not decided here.

    `before` is where the number before ends, `year` the reported year, `last_unit` and
    `last_relation` those of the figure before in this sentence.
    """
    own = frame.own_text(quantity, before)
    clause = _Clause(quantity, frame, context, before, own, quantity.lead - len(own))
    return (
        _share(clause, last_relation)
        or _signed(clause)
        or _against_earlier(clause, year, last_unit)
        or _change(clause, last_unit, last_relation)
        or TOTAL
    )


class _Clause(NamedTuple):
    """A number and the words of its own before it."""

    quantity: Quantity
    frame: Frame
    context: Context
    before: int  # where the number before ends
    own: str
    start: int  # of `own`

    def from_(self, at: int) -> Span:
        """The words from `at` up to the number."""
        return Span(at, self.quantity.lead)


def _signed(clause: _Clause) -> Bearing | None:
    """同比-8.4%: the sign tells the fall."""
    if clause.quantity.value < 0 and clause.context["held"].search(clause.own):
        return Bearing(Relation.CHANGE, because=clause.from_(clause.start))
    return None


def _change(
    clause: _Clause, last_unit: str | None, last_relation: Relation | None
) -> Bearing | None:
    """下降9.8%, 减少3件: a rise or fall against an earlier time."""
    quantity, context, own = clause.quantity, clause.context, clause.own
    rate = quantity.measure is Measure.RATE
    if rate and context["shrunk"].search(own):
        return Bearing(Relation.CHANGE, falls=True, because=clause.from_(clause.start))
    change = context["change"].search(own)
    if change is None or context["measured"].search(own):
        return None
    if not _is_compared(clause):
        if rate and context["squeezed"].search(own):
            return None
        # …下降9.8%,但疑难案件增加13件; 立案86件,增加13件
        goes_on = quantity.measure in _CHANGES or last_relation is Relation.CHANGE
        goes_on = goes_on or _is_fraction(quantity)
        bare = change.start() == 0 and quantity.unit == last_unit and last_unit is not None
        # 40项措施细化为78项,增加了41项|指标: what has a noun of its own is another thing
        bare = bare and not clause.frame.view[quantity.tail : quantity.tail + 1].isalpha()
        # 经营主体1.7万户,净增1120户: a stock and what came to it, unlike 审核427件,净增90件
        bare = bare and not (quantity.measure in _STOCKS and context["net"].match(own))
        if not (goes_on or bare):
            return None
    share = context["share"].search(own)
    noun = share is None or context["share_noun"].match(own, share.start())
    # 败诉案件占结案数的比率下降1.8%: what stands before 占 changed, not what is shared out
    told = change.start() if noun or share is None else min(share.start(), change.start())
    because = clause.from_(clause.start + told)
    falls = context["rising"].match(own, change.start()) is None
    return Bearing(Relation.CHANGE, falls=falls, because=because)


def _is_compared(clause: _Clause) -> bool:
    """同比, 全年减少入企检查380次, 增加3.2万人次,达到18.6万人次."""
    frame, context, quantity = clause.frame, clause.context, clause.quantity
    back = _two_clauses_back(frame, quantity.lead)
    return bool(
        context["compare"].search(frame.view, back, quantity.lead)
        or context["fewer"].search(clause.own)
        or context["reaching"].match(frame.view, quantity.tail, frame.end)
    )


def _is_fraction(quantity: Quantity) -> bool:
    """占1/5, and 占97.42 that lost its %."""
    return quantity.measure is Measure.NONE and quantity.value != int(quantity.value)


def _share(clause: _Clause, last: Relation | None) -> Bearing | None:
    """占64%, or a further share of a list (占29%、18%和11%)."""
    quantity, frame, context, own = clause.quantity, clause.frame, clause.context, clause.own
    if quantity.measure is not Measure.RATE and not _is_fraction(quantity):
        return None
    share = context["share"].search(own)
    earlier = context["from"].search(own) is not None  # 占比从2021年的63%提高到…
    change = context["change"].search(own) if share is not None else None
    if share is not None and change is not None and change.start() > share.start():
        return None  # 败诉案件占结案数的比率同比下降1.8%: the share itself changed
    if share is not None and not earlier:
        return Bearing(Relation.SHARE, because=clause.from_(clause.start + share.start()))
    if not earlier and of_printed_whole(frame, quantity.lead, context):
        return Bearing(Relation.SHARE, because=clause.from_(clause.start))
    told = _share_before(clause)
    if told is not None:
        return Bearing(Relation.SHARE, because=clause.from_(told))
    gap = frame.view[clause.before : quantity.lead]
    if gap == "(" and _of_count_before(clause):
        return Bearing(Relation.SHARE, because=clause.from_(clause.before))
    if last is Relation.SHARE and context["share_on"].match(gap):
        return Bearing(Relation.SHARE, because=clause.from_(clause.start))
    return None


def _of_count_before(clause: _Clause) -> bool:
    """维持88件(35.1%): nothing but a rate in the bracket behind a count."""
    quantity, frame = clause.quantity, clause.frame
    if frame.view[quantity.tail : quantity.tail + 1] != ")":
        return False
    index = bisect_right(frame.numbers, quantity.start - 1, key=lambda mention: mention.start)
    before = frame.numbers[index - 1].quantity if index else None
    counted = before is not None and before.unit is not None and before.tail == clause.before
    return counted and before is not None and before.measure not in RATES


def _share_before(clause: _Clause) -> int | None:
    """占收案数比例最高,达92.7%: where the clause begins that tells the share."""
    frame, context, end = clause.frame, clause.context, clause.start - 1
    if end < clause.before or context["filler"].sub("", clause.own):
        return None
    first = frame.clause_start(end, ",;:(")
    told = context["share_before"].search(frame.view, max(first, clause.before), end)
    return None if told is None else first


def of_printed_whole(frame: Frame, lead: int, context: Context) -> bool:
    """占全部203项事项的94.6%: the whole stands inside the words of the share."""
    found = context["share_of_whole"].search(frame.view, frame.clause_start(lead, ",;"), lead)
    return found is not None and any(sign.isdecimal() for sign in found[0])


def _two_clauses_back(frame: Frame, at: int) -> int:
    """与上年相比,减少3件: the comparison may stand one comma earlier."""
    own = frame.clause_start(at, ",;")
    return frame.clause_start(own - 1, ",;") if own > frame.start else own


def _against_earlier(
    clause: _Clause, year: int | None, last_unit: str | None
) -> Bearing | None:
    """An earlier value, or what the present one comes to when held against it."""
    earlier = _previous(clause, year, last_unit)
    # 由1.2:1提高到2.3:1 tells two values
    if earlier is not None and not earlier.forward and _is_multiple(clause):
        return Bearing(Relation.CHANGE, because=earlier.because)
    return earlier


def _is_multiple(clause: _Clause) -> bool:
    """是上年的2.3倍, 为去年同期的118%: what the earlier value is held against, not itself."""
    if clause.quantity.measure is Measure.RATE:
        return clause.context["measured_by"].search(clause.own) is not None
    return clause.quantity.measure is Measure.TIMES


def _previous(clause: _Clause, year: int | None, last_unit: str | None) -> Bearing | None:
    """由5天压缩至3天, 去年59件,今年44件, 较上年185件: the value of an earlier time."""
    frame, context = clause.frame, clause.context
    whole = clause.from_(clause.start)
    if context["from"].search(clause.own):
        earlier = leads(clause.quantity, frame, context)
        if earlier is not None:
            return earlier._replace(because=whole)
    if _then_and_now(clause.quantity, clause.own, frame, context):
        return Bearing(Relation.PREVIOUS, forward=True, apart=True, because=whole)
    own, start = clause.own, clause.start
    if not own and frame.view[start - 1 : start] == "(":  # 较上年(12.3%)下降3.4个百分点
        start = max(frame.clause_start(start - 1, ",;("), clause.before)
        own = frame.view[start : clause.start - 1]
    match = context["previous"].search(own)
    if match is None:
        return None
    named = _YEAR.search(match[0])
    held = clause.quantity.measure is Measure.TIMES  # 是2023年收案数的4.4倍
    if named is not None and not held and context["compare"].search(own) is None:
        # 审结案件(2023年96件): an earlier year alone does in brackets only
        bracketed = frame.view[start - 1 : start] == "("
        told = int(named[0])
        beside = last_unit == clause.quantity.unit and _is_earlier_year(clause, told, year)
        if not (bracketed or beside) or (year is not None and told >= year):
            return None
    return Bearing(Relation.PREVIOUS, because=clause.from_(start + match.start()))


def leads(quantity: Quantity, frame: Frame, context: Context) -> Bearing | None:
    """…5天|压缩至3天, …5天|,压缩至3天: what the words after the number make of it."""
    if _leads_to(quantity, frame, context):
        return Bearing(Relation.PREVIOUS, forward=True)
    if _leads_on(quantity, frame, context):
        return Bearing(Relation.PREVIOUS, forward=True, apart=True)
    return None


def _is_earlier_year(clause: _Clause, year: int, reported: int | None) -> bool:
    """2023年立案86件,2022年|为97件: nothing but the year, and no earlier one before it.

    立案86件,2022年|为97件 in a report on 2023, unless the years go on: 2022年31件,2023年55件.
    """
    if clause.quantity.unit is None or _ONLY_YEAR.fullmatch(clause.own.lstrip("、")) is None:
        return False
    told = _YEAR.findall(clause.frame.view, clause.frame.start, clause.start)
    if told:
        return all(int(each) > year for each in told)
    end = clause.frame.clause_end(clause.quantity.tail, ";")
    later = _YEAR.search(clause.frame.view, clause.quantity.tail, end)
    return reported is not None and year < reported and later is None


def _leads_to(quantity: Quantity, frame: Frame, context: Context) -> bool:
    """由20天压缩至…, 从2021年的63%、2022年的78%上升到…."""
    end = min(quantity.tail + _LONGEST_WAY_TO, frame.end)
    if context["to"].match(frame.view, quantity.tail, end):
        return True
    later = frame.next_number(quantity)
    if later is None or later.unit != quantity.unit:
        return False
    if reached := context["reached"].search(frame.view, quantity.tail, min(later.lead, end)):
        # 把62项考核指标|精简为13项, but 将7个社区|优化为39个网格
        noun = frame.view[quantity.tail : reached.start()]
        other = _NOUN.match(frame.view, later.tail)
        return later.lead <= end and (not noun or other is None or noun[-1] in other[0])
    if frame.view[quantity.tail : quantity.tail + 1] != "、":
        return False
    near = later.lead - quantity.tail <= _LONGEST_LIST_GAP and later.unit == quantity.unit
    return near and context["to"].match(frame.view, later.tail, frame.end) is not None


def _leads_on(quantity: Quantity, frame: Frame, context: Context) -> bool:
    """由原来串联办理240天,缩短到并联办理92天."""
    start, later = quantity.tail + 1, frame.next_number(quantity)
    if later is None or later.unit != quantity.unit or frame.view[quantity.tail : start] != ",":
        return False
    found = context["reached"].search(frame.view, start, min(start + _LONGEST_REACHED, frame.end))
    if found is None or found.start() > start:
        return False
    return ";" not in frame.view[start : later.lead]


def _then_and_now(quantity: Quantity, own: str, frame: Frame, context: Context) -> bool:
    """去年发生诉讼59件,今年降至44件: the number after the present time counts the same."""
    later = frame.next_number(quantity)
    if later is None or later.unit != quantity.unit or quantity.unit is None:
        return False
    years = [int(year) for year in _YEAR.findall(own)]
    # 诉讼收案2021年86件,2022年72件: the year may stand behind its noun
    first = years and _YEAR.match(own.lstrip(" 、")) is not None
    if first or (years and _YEAR_LAST.search(own)):
        told = _CLAUSE_YEAR if first else _COMMA_YEAR
        return any(int(year) > max(years) for year in told.findall(
            frame.view, quantity.tail, frame.clause_end(quantity.tail, ";")))
    now = context["now"].search(frame.view, quantity.tail, later.lead)
    return now is not None and context["then"].match(own.lstrip()) is not None
