"""Findings: each kind of fault is seen, and its innocent neighbours are not."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from made_reports import CHECKS, ISSUER, RULEBOOK, RULES, Given, document, layout, linked, report

from extractor import extract
from extractor.errors import BadRule
from extractor.model import Issuer, Kind, Qualifier, Relation, Status
from extractor.records import Code, Finding, assemble
from extractor.records.check_data import check_indicators, validate_checks

PART, TOTAL, CHANGE = Relation.PART, Relation.TOTAL, Relation.CHANGE
RECEIVED, HANDLED, RATE = "mediation.received", "mediation.handled", "mediation.success_rate"
FILED, CLOSED = "lawsuit.reconsideration", "lawsuit.reconsideration_closed"
OUTCOME = "lawsuit.reconsideration_outcome"


def findings(text: str, *figures: Given, issuer: Issuer = ISSUER) -> list[Finding]:
    return list(report(text, *figures, issuer=issuer).findings)


def codes(text: str, *figures: Given, issuer: Issuer = ISSUER) -> list[Code]:
    return [each.code for each in findings(text, *figures, issuer=issuer)]


def counts(text: str, *parts: tuple[str, str]) -> list[Given]:
    """Case counts in text order: (number, indicator), all of them totals."""
    return [Given(number, indicator, unit="件") for number, indicator in parts]


def split(total: str, *parts: str, qualifier: Qualifier = Qualifier.EXACT) -> list[Given]:
    return [
        Given(total, CLOSED, unit="件"),
        *(
            Given(part, OUTCOME, unit="件", relation=PART, of=0, qualifier=qualifier)
            for part in parts
        ),
    ]


@pytest.mark.parametrize(
    ("text", "figures", "found"),
    [
        ("审结42件,其中维持21件、撤销4件、终止17件。", split("42", "21", "4", "17"), []),
        ("审结42件,其中维持21件、撤销4件、终止18件。", split("42", "21", "4", "18"), [Code.PARTS]),
        ("审结42件,其中维持50件。", split("42", "50"), [Code.PARTS]),
        # Parts need not be all of the total.
        ("审结42件,其中维持21件、撤销4件。", split("42", "21", "4"), []),
        ("审结42件,分别为维持21件、撤销4件。", split("42", "21", "4"), [Code.PARTS]),
        ("审结42件,其中维持21件、撤销4件,分别为同期两倍。", split("42", "21", "4"), []),
        ("审结420件,其中维持210件、撤销209件。", split("420", "210", "209"), [Code.PARTS]),
        ("审结420件,其中维持210件、撤销209件,其余终止。", split("420", "210", "209"), []),
        ("审结42件,其中维持近50件。", split("42", "50", qualifier=Qualifier.NEARLY), []),
    ],
)
def test_parts_and_their_total(text: str, figures: list[Given], found: list[Code]) -> None:
    assert codes(text, *figures) == found


def test_figures_of_any_kind_make_no_sum() -> None:
    mixed = RULES["petition.items"]._replace(id="other.statistic", units=frozenset("*"))
    book = RULEBOOK._replace(rules={**RULES, "other.statistic": mixed})
    text = "共42件,其中甲30件、乙25件。"
    figures = [
        Given("42", CLOSED, unit="件"),
        Given("30", "other.statistic", unit="件", relation=PART, of=0),
        Given("25", "other.statistic", unit="件", relation=PART, of=0),
    ]
    made = assemble(document(text), layout(text), linked(text, *figures), book)
    assert made.findings == ()


def test_a_finding_points_at_the_source_and_names_the_observations() -> None:
    text = "审结42件,其中维持50件。"
    (found,) = findings(text, *split("42", "50"))
    assert found.observations == ("o1", "o2")
    assert found.start is not None
    assert text[found.start : found.end] == "50"
    assert found.message == "parts make 50, more than their total 行政复议审结数 42件"


@pytest.mark.parametrize(
    ("rate", "unit", "relation", "found"),
    [
        ("101", "%", TOTAL, [Code.RATE_RANGE]),
        ("100", "%", TOTAL, []),
        ("0", "%", TOTAL, []),
        ("-1", "%", TOTAL, [Code.RATE_RANGE]),
        ("312", "%", CHANGE, []),
        ("120", "%", Relation.SHARE, [Code.RATE_RANGE]),
    ],
)
def test_rates_lie_between_0_and_100(
    rate: str, unit: str, relation: Relation, found: list[Code]
) -> None:
    assert codes(f"成功率{rate}%。", Given(rate, RATE, unit=unit, relation=relation)) == found


def rate_of(text: str, rate: str, *, unit: str = "%") -> list[Code]:
    received, handled = re.findall(r"[0-9]+", text)[:2]
    return codes(text, Given(received, RECEIVED, unit="起"), Given(handled, HANDLED, unit="起"),
                 Given(rate, RATE, unit=unit))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rate", "found"),
    [
        ("受理88起,调解成功86起,成功率97.7%。", "97.7", []),
        ("受理88起,调解成功86起,成功率95.7%。", "95.7", [Code.RATE_COUNTS]),
        # 97.66 is the cut, not the rounded value; a hundredth is no fault.
        ("受理214起,调解成功209起,成功率97.66%。", "97.66", []),
        ("受理88起,调解成功86起,成功率98%。", "98", []),
        ("受理88起,调解成功86起,成功率99%。", "99", [Code.RATE_COUNTS]),
        # All is all: 99.8 rounds to 100 but two cases are open.
        ("受理1000起,调解成功998起,成功率100%。", "100", [Code.RATE_COUNTS]),
        # Another rate after the same counts says something else.
        ("受理88起,调解成功86起,群众满意率100%。", "100", []),
        ("受理88起。调解成功86起,成功率95%。", "95", []),
    ],
)
def test_a_rate_follows_from_its_counts(text: str, rate: str, found: list[Code]) -> None:
    assert rate_of(text, rate) == found


@pytest.mark.parametrize(("share", "found"), [("42.2", []), ("44.2", [Code.RATE_COUNTS])])
def test_a_share_follows_from_part_and_whole(share: str, found: list[Code]) -> None:
    figures = [*split("109", "46"), Given(share, OUTCOME, unit="%", relation=Relation.SHARE, of=1)]
    assert codes(f"审结109件,其中和解46件,占{share}%。", *figures) == found


@pytest.mark.parametrize(("growth", "found"), [("67.1", []), ("76.1", [Code.RATE_COUNTS])])
def test_a_change_follows_from_both_years(growth: str, found: list[Code]) -> None:
    figures = [
        Given("132", FILED, unit="件"),
        Given("79", FILED, unit="件", relation=Relation.PREVIOUS, of=0),
        Given(growth, FILED, unit="%", relation=CHANGE, of=0),
    ]
    assert codes(f"收到132件(上年79件),增长{growth}%。", *figures) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收到复议申请20件,审结18件。", []),
        ("收到复议申请20件,审结22件。", [Code.ORDER]),
        ("收到复议申请20件,审结(含上年结转)22件。", []),
        ("收到复议申请20件。审结22件。", []),
    ],
)
def test_no_more_is_resolved_than_received(text: str, found: list[Code]) -> None:
    filed, closed = re.findall(r"[0-9]+", text)
    assert codes(text, *counts(text, (filed, FILED), (closed, CLOSED))) == found


def test_a_duty_is_not_held_against_a_deed() -> None:
    figures = [Given("20", FILED, unit="件"),
               Given("22", CLOSED, unit="件", status=Status.REQUIREMENT)]  # fmt: skip
    assert codes("收到20件,应审结22件。", *figures) == []


@pytest.mark.parametrize(
    ("given", "level", "found"),
    [
        (Given("1200", "training.center_group", unit="次"), "street", [Code.IMPLAUSIBLE]),
        (Given("1200", "training.center_group", unit="次"), "city", []),
        (Given("12", "training.center_group", unit="次"), "street", []),
        (Given("12.5", "training.center_group", unit="次"), "street", [Code.IMPLAUSIBLE]),
        (Given("12.5", "mediation.amount", unit="元"), "street", []),
        (Given("12.5", "outreach.events", unit="场", relation=CHANGE), "street", []),
    ],
)
def test_figures_are_plausible_for_their_unit(given: Given, level: str, found: list[Code]) -> None:
    issuer = Issuer("t", "某单位", level, 2024, None)
    assert codes(f"共{given.text}。", given, issuer=issuer) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年调解矛盾纠纷53起。\n三是调解矛盾纠纷56起。", [Code.HEADLINE]),
        ("全年调解矛盾纠纷53起。\n三是调解矛盾纠纷53起。", []),
        ("全年调解矛盾纠纷53起。\n村级调委会调处婚姻纠纷56起。", []),
    ],
)
def test_one_figure_has_one_value(text: str, found: list[Code]) -> None:
    numbers = re.findall(r"[0-9]+", text)
    assert codes(text, *(Given(each, HANDLED, unit="起") for each in numbers)) == found


def test_figures_of_two_periods_are_two() -> None:
    text = "上半年调解矛盾纠纷53起。\n下半年调解矛盾纠纷56起。"
    first, later = Given("53", HANDLED, unit="起"), Given("56", HANDLED, unit="起")
    assert codes(text, first, later) == [Code.HEADLINE]
    assert codes(text, first, replace(later, period="下半年")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("召开联席会议*次,培训XX期,提醒xx件。", ["*次", "XX期", "xx件"]),
        ("扩大到XX个部门,接待XX人次,罚款**万元", ["XX个", "XX人次", "**万元"]),
        ("20XX年,另有×起案件。", ["20XX年", "×起"]),
        ("20〇〇年调解〇〇件,受理〇件,办结二百〇件。", ["20〇〇年", "〇〇件"]),
        ("XX街道办事处,××诊所,某县", []),
        ("“1+X”个体系,SUV个数,7×24小时,二○件,3×5次", []),
    ],
)
def test_masked_figures_are_reported(text: str, found: list[str]) -> None:
    seen = [each for each in findings(text) if each.code is Code.MASKED]
    assert [text[each.start : each.end] for each in seen] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《纲要(20212025年)》", ["20212025年"]),
        ("20246月,自20241月1日,2024815日", ["20246月", "20241月", "2024815日"]),
        ("桂办发〔202406号", ["〔202406号"]),
        ("石发20245号,石发2024〕5号", ["20245号", "2024〕5号"]),
        ("\n2024坚持以人民为中心", ["2024"]),
        ("2024年6月15日,〔2024〕5号,12024日,2024年度", []),
        ("\n2024年,\n2019余人次", []),
    ],
)
def test_damaged_numbers_are_reported(text: str, found: list[str]) -> None:
    seen = [each for each in findings(text) if each.code is Code.DAMAGED]
    assert [text[each.start : each.end] for each in seen] == found


def test_a_number_nothing_explains_is_reported() -> None:
    (found,) = findings("代号4711之事。", Given("4711", kind=Kind.UNEXPLAINED))
    assert (found.code, found.start, found.end) == (Code.UNEXPLAINED, 2, 6)


def test_year_and_organisation_are_missed() -> None:
    unknown = Issuer(None, None, None, None, None)
    assert codes("工作报告。", issuer=unknown) == [Code.ORGANISATION, Code.YEAR]


def test_contradictions_of_the_issuer_are_passed_on() -> None:
    doubtful = Issuer("t", "某局", "department", 2024, None, ("title says 2023, text 2024",))
    (found,) = findings("工作报告。", issuer=doubtful)
    assert (found.code, found.message) == (Code.ISSUER, "title says 2023, text 2024")
    assert found.start is None


def test_digits_beyond_a_json_number_are_reported() -> None:
    long = "1234567890123.45678"
    (found,) = findings("金额9。", Given("9", "mediation.amount", long, "元"))
    assert found.code is Code.PRECISION


def test_findings_come_in_text_order() -> None:
    unknown = Issuer(None, None, None, None, None)
    found = findings("培训XX期,提醒xx件,另有*次。20246月。", issuer=unknown)
    places = [-1 if each.start is None else each.start for each in found]
    assert places == sorted(places)


def test_the_built_in_data_is_valid() -> None:
    validate_checks(CHECKS, where="_checks.toml")


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ({"rates": []}, "rates"),
        ({"rate": [{"rate": "a.b", "parts": ["a.c"], "wholes": ["a.d"]}]}, "rate.0.words"),
        ({"masked": [{"pattern": "("}]}, "masked.0.pattern"),
        ({"masked": [{"pattern": "X*"}]}, "masked.0.pattern"),
        ({"cap": [{"max": 1, "measures": ["cases"]}]}, "cap.0.measures.0"),
        ({"parts": {"slip": 2.0}}, "parts.slip"),
    ],
)
def test_bad_data_is_refused_by_file_and_key(table: dict[str, Any], key: str) -> None:
    with pytest.raises(BadRule, match=re.escape(repr(key))) as caught:
        validate_checks(table, where="mine/_checks.toml")
    assert caught.value.where == "mine/_checks.toml"


def test_without_data_only_what_needs_none_is_checked() -> None:
    text = "受理20件,调解22件,培训XX期。"
    bare = RULEBOOK._replace(checks={})
    figures = counts(text, ("20", RECEIVED), ("22", HANDLED))
    made = assemble(document(text), layout(text), linked(text, *figures), bare)
    assert made.findings == ()


def test_an_indicator_without_a_rule_is_refused_by_its_key() -> None:
    table = {"cap": [{"max": 3}, {"max": 4, "indicators": ["mediation.handeld"]}]}
    with pytest.raises(BadRule, match=r"did you mean 'mediation\.handled'") as caught:
        check_indicators(table, {"mediation.handled"}, where="mine/_checks.toml")
    assert caught.value.key == ("cap", 1, "indicators")


# What is read of a text, and the codes of what is told of it.
SIGNED: dict[str, tuple[list[float], list[Code]]] = {
    "净增\u22123人": ([-3], [Code.IMPLAUSIBLE]),
    "收入\u22123万元": ([-30000], []),
    "同比增长\u22123%": ([-3], []),
    "同比－3.2%": ([-3.2], []),
    "较上年-3%": ([-3], []),
    "较上年变化－3%": ([-3], []),
    "同比负增长3%": ([-3], []),
    "较去年增减-5件": ([-5], []),
    "较上年同期-5件": ([-5], []),
    "同比增减量为-5件": ([-5], []),
    "案件数同比下降-3%": ([-3], [Code.SIGN]),
    "案件数同比下降3%": ([-3], []),
    "调解纠纷-3件": ([3], [Code.SIGN]),
    "调解纠纷—3件": ([3], [Code.SIGN]),
    "调解纠纷±3件": ([3], [Code.SIGN]),
    "满意度—98%": ([98], [Code.SIGN]),
    "调解纠纷——3件": ([3], []),
    "\n- 3件纠纷已调解": ([3], []),
    "走访20\u221230家企业": ([20], []),
    "调解20件\u221230件": ([20], []),
    "调解纠纷1，234件": ([1234], [Code.DAMAGED]),
    "调解纠纷1, 234件": ([1234], [Code.DAMAGED]),
    "调解纠纷1,234件": ([1234], []),
    "调解纠纷1 234件": ([1234], []),
    "应诉案件1 5起": ([15], [Code.DAMAGED]),
    "应诉案件1 5 3起": ([153], [Code.DAMAGED]),
    "开展法治宣传活动和咨询服务,其中法律咨询12\n34人次": ([1234], [Code.DAMAGED]),
    "调解纠纷12\n34件": ([12, 34], [Code.DAMAGED]),
    "调解纠纷12\n\n34件": ([12, 34], [Code.DAMAGED]),
    "调解纠纷12\n- 3 -\n34件": ([12, 34], [Code.DAMAGED]),
    "调解纠纷1,\n234件": ([1, 234], [Code.DAMAGED]),
    "调解成功率达98.\n5%": ([98, 5], [Code.DAMAGED]),
    "调解成功率达98\n.5%": ([98, 5], [Code.DAMAGED]),
    "调解纠纷（12）件": ([12], []),
    "调解纠纷包括(1)件…(2)户…": ([], []),
    "调解纠纷如下:(1)件件有着落": ([], []),
    "调解纠纷1\n,234件": ([1, 234], [Code.DAMAGED]),
    "调解纠纷12\n第 3 页 共 9 页\n34件": ([12, 34], [Code.DAMAGED]),
    "调解成功率达98。5%": ([98, 5], [Code.DAMAGED]),
    "调解成功率达98:5%": ([98, 5], [Code.DAMAGED]),
    "调解成功率达98,5%": ([98, 5], [Code.DAMAGED]),
    "调解成功率分别达98,95%": ([98, 95], []),
    "调解纠纷12件\n34人受益": ([12, 34], []),
    "调解纠纷12,\n5人受益": ([12, 5], []),
    "满意率≥98%": ([98], []),
}


@pytest.mark.parametrize("text", SIGNED)
def test_what_may_be_read_in_two_ways_is_told(text: str) -> None:
    values, told = SIGNED[text]
    found = extract(f"柳溪镇2024年法治政府建设工作报告\n2024年{text}。")
    assert [o.value for o in found.observations] == values
    assert [f.code for f in found.findings] == told


@pytest.mark.parametrize("mark", ["≥", "≧", "至少"])
def test_a_mark_bounds_a_number_as_a_word_does(mark: str) -> None:
    (figure,) = extract(f"满意率{mark}98%").observations
    assert figure.qualifier is Qualifier.AT_LEAST
