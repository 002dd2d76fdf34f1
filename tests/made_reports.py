"""Reports made by hand: what linking would say of a text, written down number by number."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from extractor.linking.result import Choice, Linked
from extractor.model import (
    Document,
    Issuer,
    Kind,
    Layout,
    Measure,
    Mention,
    Offsets,
    Qualifier,
    Quantity,
    Relation,
    Role,
    Section,
    Sentence,
    Span,
    Status,
)
from extractor.records import Report, assemble
from extractor.rulebook import Rule, Rulebook

CHECKS_FILE = Path(__file__).parent.parent / "extractor" / "rules" / "_checks.toml"
CHECKS = tomllib.loads(CHECKS_FILE.read_text("utf-8"))
ISSUER = Issuer("某街道2024年度报告", "某街道办事处", "street", 2024, "2025-01-10")


def rule(id: str, title: str, measure: Measure, *units: str) -> Rule:
    return Rule(id, title, f"definition of {id}", measure, frozenset(units), (),
                printed_units=units)  # fmt: skip


RULES = {
    made.id: made
    for made in (
        rule("training.center_group", "理论学习中心组学习次数", Measure.SESSION, "次", "场"),
        rule("mediation.received", "受理矛盾纠纷数", Measure.CASE, "起", "件"),
        rule("mediation.handled", "调解(化解)矛盾纠纷数", Measure.CASE, "起", "件"),
        rule("mediation.success_rate", "调解成功(化解)率", Measure.RATE, "%"),
        rule("mediation.amount", "调解涉及(协议)金额", Measure.MONEY, "元"),
        rule("lawsuit.reconsideration", "行政复议案件数", Measure.CASE, "件"),
        rule("lawsuit.reconsideration_closed", "行政复议审结数", Measure.CASE, "件"),
        rule("lawsuit.reconsideration_outcome", "行政复议结果分项", Measure.CASE, "件"),
        rule("lawsuit.lost", "败诉(纠错)案件数", Measure.CASE, "件"),
        rule("outreach.events", "普法宣传活动场次", Measure.SESSION, "场", "次"),
        rule("outreach.rate", "普法覆盖(知晓、满意)率", Measure.RATE, "%"),
        rule("petition.items", "信访件(事项)数", Measure.CASE, "件"),
    )
}
RULEBOOK = Rulebook(rules=RULES, context={}, checks=CHECKS, sha256="0" * 64, lexicon=None)


@dataclass(frozen=True)
class Given:
    """One number: an indicator makes it a figure, else `kind` says what it is."""

    text: str
    indicator: str | None = None
    value: str | None = None
    unit: str | None = None
    upper: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    status: Status = Status.ACTUAL
    relation: Relation = Relation.TOTAL
    of: int | None = None
    period: str | None = None
    kind: Kind = Kind.STATISTIC
    shared: bool = False  # a further head of the number before


def document(
    text: str, *, view: str | None = None, offsets: Offsets | None = None
) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("made.txt", text, text if view is None else view, offsets, digest, "utf-8")


def layout(view: str, issuer: Issuer = ISSUER) -> Layout:
    """Sentences end at 。 or a line end; one section holds all."""
    sentences = [Sentence(m.start(), m.end(), 0) for m in re.finditer(r"[^。\r\n]+", view)]
    section = Section(0, len(view), "一、成效", 1, Role.RESULTS, ("年度报告", "一、成效"))
    return Layout((section,), tuple(sentences), issuer)


def linked(view: str, *given: Given) -> Linked:
    """What linking says: the numbers stand in text order."""
    choices: list[Choice] = []
    mentions: list[Mention] = []
    at = 0
    for each in given:
        if each.shared:
            mention = mentions[-1]
        else:
            start = view.index(each.text, at)
            mention = _mention(each, start, start + len(each.text))
            mentions.append(mention)
        if each.indicator:
            choices.append(_choice(view, each, mention))
        at = mention.end
    return Linked(tuple(choices), (), tuple(mentions))


def _mention(each: Given, start: int, end: int) -> Mention:
    if each.indicator is None:
        return Mention(start, end, each.kind)
    quantity = Quantity(start, end, start, end, _value(each), None, each.unit, Measure.NONE,
                        each.qualifier)  # fmt: skip
    return Mention(start, end, Kind.STATISTIC, quantity)


def _value(each: Given) -> Decimal:
    return Decimal(each.value if each.value is not None else each.text)


def _choice(view: str, each: Given, mention: Mention) -> Choice:
    start = max(view.rfind(mark, 0, mention.start) for mark in ",。\n") + 1
    ends = [at for at in (view.find(mark, mention.end) for mark in ",。\n") if at >= 0]
    period = None
    if each.period:
        found = view.rindex(each.period, 0, mention.start)
        period = Span(found, found + len(each.period))
    assert each.indicator is not None
    upper = None if each.upper is None else Decimal(each.upper)
    return Choice(mention, each.indicator, _value(each), upper, each.unit, each.qualifier,
                  each.status, each.relation, each.of, period, 0,
                  Span(start, min(ends, default=len(view))), each.indicator)  # fmt: skip


def report(text: str, *given: Given, issuer: Issuer = ISSUER) -> Report:
    return assemble(document(text), layout(text, issuer), linked(text, *given), RULEBOOK)
