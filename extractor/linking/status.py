"""Deed, duty or intention: the status of a figure, from the words around it."""

from __future__ import annotations

import re

from extractor.linking.frame import Frame
from extractor.model import Measure, Qualifier, Quantity, Role, Status
from extractor.patterns import pattern
from extractor.rulebook import Context

_PLAN_REACH = 160  # characters: 力争 does not govern a figure farther off
_YEAR = pattern(r"20\d\d")
_TITLE = pattern(r"《[^《》]*》")
_ELIDED = 100  # 百, 千 or 万 alone
# 6万平方米的任务, 超过规定的40学时: what is asked for in these is no count of tasks
_SET = (Measure.AREA, Measure.PEOPLE, Measure.MONEY, Measure.RATE, Measure.DURATION,
        Measure.DOCUMENT, Measure.SESSION)  # fmt: skip
_COUNTED = (Measure.COUNT, Measure.PLACE)  # 12项, 3个: goals themselves
# 每季度1次, 每周2课时
_TIMES, _OFTEN = (Measure.SESSION, Measure.COUNT, Measure.DURATION), 3


def status(
    quantity: Quantity, frame: Frame, role: Role, context: Context, *, year: int | None = None
) -> Status:
    """Deed, duty or intention; `year` is the reported one."""
    near = _untitled(frame.view[frame.clause_start(quantity.lead, ",;") : quantity.lead])
    if role is Role.PLAN and not _looks_back(quantity, frame, near, year, context):
        stocked = context["stock"].search(near) is not None and not _bounded(quantity)
        meant = Status.ACTUAL if stocked else Status.PLAN
    else:
        meant = _meant(quantity, frame, near, context, year)
    if meant is not Status.ACTUAL and context["done"].search(near):
        return Status.ACTUAL
    return meant


def _untitled(text: str) -> str:
    """按照《提升质量三年计划》要求,开展检查62次: what a title names is no intention."""
    return _TITLE.sub("", text) if "《" in text else text


def _looks_back(
    quantity: Quantity, frame: Frame, near: str, year: int | None, context: Context
) -> bool:
    """2025年“流动课堂”开展18次 in the plan of a report on 2025 tells of a deed."""
    if year is None or context["plan"].search(near):
        return False
    start = max(frame.clause_start(quantity.lead, ";"), quantity.lead - _PLAN_REACH)
    years = context["told_year"].finditer(frame.view, start, quantity.lead)
    return any(told[0].startswith(str(year)) for told in years)


def _meant(
    quantity: Quantity, frame: Frame, near: str, context: Context, year: int | None
) -> Status:
    """What the words around a figure say, read in a part of the report that tells of deeds."""
    # 案件质量合格率力争达到98%以上: no duty, though bounded
    if _planned(quantity, frame, near, context):
        own = frame.clause_start(quantity.lead, ",;"), frame.clause_end(quantity.tail, ",;")
        return Status.ACTUAL if context["fulfilled"].search(frame.view, *own) else Status.PLAN
    start = max(frame.clause_start(quantity.lead, ";"), quantity.lead - _PLAN_REACH)
    clause = _untitled(frame.view[start : quantity.lead])
    if _still_meant(clause, near, context, year):
        return Status.PLAN  # 明年拟培训1200人,每村至少3名: what is planned may be bounded
    if _is_due(quantity, frame, near, clause, context):
        return Status.REQUIREMENT
    return Status.REQUIREMENT if _is_set(quantity, frame, near, context) else Status.ACTUAL


def _planned(quantity: Quantity, frame: Frame, near: str, context: Context) -> bool:
    """力争新建5个; 检查计划32次、实际28次, but 制定检查计划12份."""
    found = context["plan"].search(near)
    if found is None or context["scheduled"].fullmatch(found[0]) is None:
        return found is not None
    if context["done"].match(frame.view, quantity.tail + 1, frame.end) is None:
        return False
    later = frame.next_number(quantity)
    return later is not None and later.unit == quantity.unit


def _by_then(clause: str, context: Context, year: int | None) -> re.Match[str] | None:
    """到2025年,建成… in a report on a year before: still to come."""
    if year is None or str(year)[:2] not in clause:
        return None
    found = context["by_year"].search(clause)
    return found if found is not None and int(_YEAR.findall(found[0])[-1]) > year else None


def _is_set(quantity: Quantity, frame: Frame, near: str, context: Context) -> bool:
    """完成市里下达的6万平方米任务, 超过规定的40学时: what was asked for, not what was done."""
    if is_goal(quantity, frame, context) or _is_norm(quantity, frame, near, context):
        return True
    if quantity.measure not in _SET:
        return False
    # A character alone is looked for first: most numbers follow none such.
    norm = context["norm_end"].match(frame.view, quantity.lead - 1)
    if norm is not None and context["exceeded"].search(near):
        return True
    if not frame.view[quantity.tail : quantity.tail + 1].isalpha():
        return False
    if context["of_goal"].match(frame.view, quantity.tail, frame.end):  # 高于90%|的目标值
        return True
    goal = context["goal"].match(frame.view, quantity.tail, frame.end)
    return goal is not None and context["assigned"].search(near) is not None


def is_goal(quantity: Quantity, frame: Frame, context: Context) -> bool:
    """全年200件的目标任务: how far a goal reaches; but 12项目标任务 are counted."""
    if quantity.measure in _COUNTED or quantity.unit is None:
        return False
    return context["as_goal"].match(frame.view, quantity.tail, frame.end) is not None


def _is_norm(quantity: Quantity, frame: Frame, near: str, context: Context) -> bool:
    """按每村3名的标准配备; but 按5%的比例抽查 tells of a deed."""
    if quantity.measure is Measure.RATE or quantity.unit is None:
        return False
    norm = context["as_norm"].match(frame.view, quantity.tail, frame.end)
    return norm is not None and context["by_norm"].search(near) is not None


def _is_due(quantity: Quantity, frame: Frame, near: str, clause: str, context: Context) -> bool:
    """每季度不少于2次; 落实评查制度,每半年评查一次; 每年开展1次全员轮训, but not 每月接听1300件."""
    if _bounded(quantity):
        # 每月受理诉求300余件,95%以上化解在基层: how often says nothing of the rate behind
        told = near if quantity.measure is Measure.RATE else clause
        every = context["every"].search(told) and not context["mean"].search(near)
        return bool(every) or _owed(quantity, frame, clause, context)
    if _must_reach(quantity, frame, near, context):
        return True
    lasts = quantity.measure is Measure.DURATION
    if lasts and context["asked"].match(frame.view, quantity.tail, frame.end):
        return True  # 超额完成50学时要求
    if quantity.qualifier is not Qualifier.EXACT or not context["routine"].search(near):
        return False
    seldom = quantity.measure in _TIMES and quantity.value <= _OFTEN
    kept = context["kept"].search(clause) is not None
    return seldom or kept or _owed(quantity, frame, clause, context)


def _must_reach(quantity: Quantity, frame: Frame, near: str, context: Context) -> bool:
    """法制审核率须达100%: how high a rate has to be."""
    if quantity.measure is not Measure.RATE:
        return False
    # A character alone is looked for first: most rates follow none such.
    reached = context["reach_end"].match(frame.view, quantity.lead - 1)
    return reached is not None and context["must_reach"].search(near) is not None


def _still_meant(clause: str, near: str, context: Context, year: int | None) -> bool:
    """年初计划检查120家,实际检查127家,… tells of deeds again after 实际; in `near` nothing does."""
    meant = None if clause == near else context["plan"].search(clause)
    if meant is not None and context["scheduled"].fullmatch(meant[0]) is not None:
        meant = None  # 审议普法计划2次
    if meant is not None and (context["stock"].search(near) or context["fulfilled"].search(clause)):
        meant = None  # 拟新增调解员50名,现有312名; 年初确定的12项任务全部完成,其中制度3项
    meant = meant or _by_then(clause, context, year)
    return meant is not None and context["done"].search(clause, meant.end()) is None


def _bounded(quantity: Quantity) -> bool:
    if quantity.value >= _ELIDED and quantity.end - quantity.start == 1:
        return False  # 按要求发布信息上千条: as many as that, no bound
    return quantity.qualifier is Qualifier.AT_LEAST or quantity.qualifier is Qualifier.AT_MOST


def _owed(quantity: Quantity, frame: Frame, clause: str, context: Context) -> bool:
    # 不得超过2次: the bound itself forbids
    if context["duty"].search(clause) or context["forbids"].search(
        frame.view, quantity.lead, quantity.start
    ):
        return True
    end = frame.clause_end(quantity.tail, ",;")
    return context["duty"].search(frame.view[quantity.tail : end]) is not None
