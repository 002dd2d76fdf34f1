"""The issuer of a report without a head: told by its body, or by nobody."""

from __future__ import annotations

import pytest

from extractor.text import lay_out, make_document


def organisation(text: str) -> str | None:
    return lay_out(make_document("report", text)).issuer.organisation


@pytest.mark.parametrize(
    "text",
    [
        "2023年,我镇扎实推进法治建设。\n联合青石县市场监督管理局检查企业30家,青石县市场监督管理局抽检食品12批次。",
        "组织干部参加云岭市司法局举办的培训班3期。云岭市司法局派员授课。",
        "与兰溪县公安局、兰溪县教育局联合开展宣讲6场。",
        "按照《白河市人民政府关于加强法治政府建设的意见》要求,受理信访件42件。",
        "对清水镇人民政府、黄土镇人民政府开展督察2次。",
        "赵庄乡人民政府执法力量不足,仅有执法人员3名。",
        "在省司法厅指导下,全市法治建设取得成效。",
        "2023年,全面贯彻党的二十大精神。青石县公安局严格规范公正文明执法,立案36件。",
    ],
)
def test_who_is_named_among_others_is_no_issuer(text: str) -> None:
    assert organisation(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2023年,在县委的领导下,青石县水利局坚持依法治水。县法院受理案件2件。", "青石县水利局"),
        ("清水乡位于县城东部,下辖12个行政村。云岭市司法局派员指导3次。", "清水乡"),
        ("一、主要工作\n东湖街道党工委坚持每月学法。东湖街道严格落实制度。", "东湖街道"),
        ("为推进依法行政,云岭市生态环境局认真落实部署,现将情况报告如下。", "云岭市生态环境局"),
    ],
)
def test_who_the_body_speaks_for_is_the_issuer(text: str, name: str) -> None:
    assert organisation(text) == name


def test_the_press_that_prints_a_report_is_not_its_issuer() -> None:
    text = "来源:青石县融媒体中心 发布时间:2024-01-05\n2023年,全县共调解纠纷826件。"
    assert organisation(text) is None


def test_a_sign_off_dates_a_report_on_the_year_before() -> None:
    text = "一、组织学法8次。\n二、调解纠纷72件。\n清水镇人民政府\n2024年1月5日\n"
    issuer = lay_out(make_document("report", text)).issuer
    assert (issuer.organisation, issuer.year) == ("清水镇人民政府", 2023)


@pytest.mark.parametrize(
    "text",
    [
        "全年审查区级规范性文件21件,审核区政府合同64份。",
        "梳理问题清单,选取云桥县等地设立观测点3个。",
        "完成市级机构改革任务,明确市直部门职责边界12项。",
        "全年撰写区政府文稿320篇,保障区级会议9次。",
    ],
)
def test_a_clause_that_ends_like_a_place_names_no_issuer(text: str) -> None:
    assert organisation(text) is None
