"""Numbers that measure nothing: each gets its kind, and no value."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from patterns import UNITS

from extractor.model import Kind, Span
from extractor.numbers import scan
from extractor.numbers.mask import ANY, LONG, Mask
from extractor.numbers.mask_names import UNCOUNTED
from extractor.numbers.masks import MASKS
from extractor.numbers.units import unit_at

Named = tuple[str, str]


def kinds(text: str) -> list[Named]:
    return [(text[m.start : m.end], m.kind.value) for m in scan(text)]


CASES: dict[Kind, list[tuple[str, list[str]]]] = {
    Kind.DATE: [
        ("2024年,街道", ["2024"]),
        ("关于2024年度情况", ["2024"]),
        ("发布时间:2024-01-31 15:51", ["2024-01-31 15:51"]),
        ("发布日期 2021/03/29 11:30:01", ["2021/03/29 11:30:01"]),
        ("日期 2024- 03- 14", ["2024- 03- 14"]),
        ("于2024.1.5召开", ["2024.1.5"]),
        ("截至2023年12月31日", ["2023年12月31"]),
        ("9月10日,邀请", ["9月10"]),
        ("截至10月底", ["10"]),
        ("1—11月,共", ["1—11"]),
        ("1至11月,共", ["1至11"]),
        ("9、10月份", ["9、10"]),
        ("3月至5月", ["3", "5"]),
        ("1月1日至12月31日", ["1月1日至12月31"]),
        ("(3月22日—28日)", ["3月22日—28"]),
        ("2021-2025年", ["2021-2025"]),
        ("2021年至2025年", ["2021年至2025"]),
        ("自20221月1日起", ["20221月1"]),
        ("至202412月20日", ["202412月20"]),
        ("2025730日,公布", ["2025730"]),
        ("20256月,组织", ["20256"]),
        ("(20212025年)", ["20212025"]),
        ("12020年,省政府", ["12020"]),
        ("20151201130日", ["20151201130"]),
        ("2021,在市委领导下", ["2021"]),
        ("2025坚持以人民为中心", ["2025"]),
        ("2025度报告", ["2025"]),
        ("围绕“12·4”宣传", ["12·4"]),
        ("围绕3・15宣传", ["3・15"]),
        ("抓住“4.15”", ["4.15"]),
        ("12.4国家宪法日", ["12.4"]),
        ("推行逢5逢10巡回调解", ["5", "10"]),
        ("连续4年未发生", ["4"]),
        ("专班奋战6个月", ["6"]),
        ("施行3周年", ["3"]),
        ("近10余年来", ["10余"]),
        ("20世纪90年代", ["20", "90"]),
        ("3季度", ["3"]),
        ("连续30天", ["30"]),
        ("9:00-17:00开放", ["9:00-17:00"]),
        ("20xx年", ["20"]),
        ("10月5日前报送", ["10月5"]),
    ],
    Kind.ORDINAL: [
        ("第2批名单", ["2"]),
        ("第36次会议", ["36"]),
        ("居第1至第3位", ["1", "3"]),
        ("位列全市第22", ["22"]),
        ("区级排名第5", ["5"]),
        ("排名前10", ["10"]),
        ("列第2名", ["2"]),
        ("十二届36次常委会", ["36"]),
    ],
    Kind.MARKER: [
        ("1.深入学习", ["1"]),
        ("2、强化督察", ["2"]),
        ("(3)化解纠纷", ["3"]),
        ("4)推进普法", ["4"]),
        ("\n  5.全民普法", ["5"]),
        ("如下:1.加强领导;2、开展活动。3.落实责任", ["1", "2", "3"]),
        ("2优化营商环境", ["2"]),
        ("2.1 健全机制", ["2.1"]),
        ("附件2\n", ["2"]),
    ],
    Kind.NAME: [
        ("完善“1+9+N”机制", ["1+9+N"]),
        ("构建“3-1-4-2”格局", ["3-1-4-2"]),
        ("推出“1 Tap直达”服务", ["1"]),
        ("健全1+14+N网络", ["1+14+N"]),
        ("划分“3+1片区”", ["3+1"]),
        ("推行3+X联动", ["3+X"]),
        ("探索7分服务+2分管理+1分执法", ["7分服务+2分管理+1"]),
        ("721管家式城市管理模式", ["721"]),
        ("“141”基层治理", ["141"]),
        ("‘136’主线", ["136"]),
        ("141体系", ["141"]),
        ("健全“1委1办4组”机制", ["1委1办4"]),
        ("31证合一", ["31"]),
        ("12345热线", ["12345"]),
        ("拨打12348咨询", ["12348"]),
        ("12345、12348平台", ["12345", "12348"]),
        ("110警情", ["110"]),
        ("2.0版平台", ["2.0"]),
        ("综窗2.0/3.0版本", ["2.0/3.0"]),
        ("平台V3.0", ["3.0"]),
        ("5G基站", ["5"]),
        ("PM2.5", ["2.5"]),
        ("八一路439号", ["439"]),
        ("1站式服务", ["1"]),
    ],
    Kind.REFERENCE: [
        ("中发〔2021〕33号", ["2021〕33"]),
        ("厅字[2021]33号", ["2021]33"]),
        ("中发〔202133号", ["202133"]),
        ("办发〔202406〕号", ["202406"]),
        ("处罚法第44条", ["44"]),
        ("第14条第2款", ["14", "2"]),
        ("政府令第184号", ["184"]),
        ("提案第029、044号", ["029、044"]),
        ("《纲要(2021—2025年)》", ["2021—2025"]),
        ("《关于<规划(2021-2025年)>的方案》", ["2021-2025"]),
        ("《环境30条》", ["30"]),
        ("(2024)浙01行初5号", ["2024)浙01行初5"]),
        ("GB/T 1.1—2020", ["1.1—2020"]),
    ],
    Kind.FURNITURE: [
        ("电话:0793-8261147", ["0793-8261147"]),
        ("浏览次数:1326", ["1326"]),
        ("[浏览]633", ["633"]),
        ("【点击】1,206次", ["1,206"]),
        ("点击:487次", ["487"]),
        ("京ICP备05000612号", ["05000612"]),
        ("ICP备15002398号-1", ["15002398号-1"]),
        ("公网安备 45029900000123号", ["45029900000123"]),
        ("索引号:HH014/2024-00026", ["014/2024-00026"]),
        ("索引号11330283002979996P/2025-160037", ["11330283002979996P/2025-160037"]),
        ("邮编353000", ["353000"]),
        ("支持IPv6", ["6"]),
        ("手机13800138000", ["13800138000"]),
    ],
    Kind.STANDARD: [
        ("打造“15分钟公共法律服务圈”", ["15"]),
        ("30分钟就业圈", ["30"]),
        ("24小时自助", ["24"]),
        ("7×24小时值守", ["7×24"]),
        ("2小时内响应", ["2"]),
        ("5个工作日内办结", ["5"]),
        ("公示不少于30日", ["30"]),
        ("征求公众意见不少于30日", ["30"]),
        ("审批“最多60天”改革", ["60"]),
        ("60日法定期限", ["60"]),
        ("标的额50万元以上的合同", ["50万"]),
        ("会前3天提交", ["3"]),
        ("35岁以下", ["35"]),
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, [(number, kind.value) for number in numbers], id=f"{kind}-{index}")
        for kind, cases in CASES.items()
        for index, (text, numbers) in enumerate(cases)
    ],
)
def test_number_without_a_measure(text: str, expected: list[Named]) -> None:
    assert kinds(text) == expected
    assert all(mention.quantity is None for mention in scan(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12345受理354件", [("12345", "name"), ("354", "statistic")]),
        ("受理答复8890诉求655件", [("8890", "name"), ("655", "statistic")]),
        ("PM2.5平均浓度26.4微克/立方米", [("2.5", "name"), ("26.4", "statistic")]),
        ("接报警110件、120件", [("110", "statistic"), ("120", "statistic")]),
        ("惠及20000余人", [("20000余", "statistic")]),
        ("罚款2021元", [("2021", "statistic")]),
        ("LED屏LED10块", [("10", "statistic")]),
        ("占12.4%", [("12.4", "statistic")]),
        ("压缩至3个工作日内", [("3", "statistic")]),
        ("累计培训24小时", [("24", "statistic")]),
        ("罚款50万元以上", [("50万", "statistic")]),
        ("24小时服务热线", [("24", "standard")]),
        ("达90%以上。2、强化", [("90", "statistic"), ("2", "marker")]),
        ("20—30名;2、开展", [("20—30", "statistic"), ("2", "marker")]),
        (
            "较2024年的244件减少11.5%",
            [("2024", "date"), ("244", "statistic"), ("11.5", "statistic")],
        ),
        ("(其中5件)", [("5", "statistic")]),
        ("24小时3天", [("24", "standard"), ("3", "statistic")]),
    ],
)
def test_masks_stop_where_a_figure_begins(text: str, expected: list[Named]) -> None:
    assert kinds(text) == expected


def test_digits_in_furniture_are_chrome_unless_they_are_dates_or_document_numbers() -> None:
    text = "办发〔2024〕5号 2024-12-24 版本320 公开3件\n正文3件"
    furniture = [Span(0, text.index("正文"))]
    found = [(text[m.start : m.end], m.kind.value) for m in scan(text, furniture)]
    assert found == [
        ("2024〕5", "reference"),
        ("2024-12-24", "date"),
        ("320", "furniture"),
        ("3", "furniture"),
        ("3", "statistic"),
    ]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("商务楼宇37栋、学校9所", ["37", "9"]),
        ("位于石油路1号11栋301室", []),
        ("印发普法挂图2.2万张", ["2.2万"]),
        ("学习法律法规30余部", ["30余"]),
        ("12多部门联合检查", ["12"]),
    ],
)
def test_buildings_pictures_and_books(text: str, counted: list[str]) -> None:
    found = [m for m in scan(text) if m.kind is Kind.STATISTIC]
    assert [text[m.start : m.end] for m in found] == counted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一、工作\n-4-\n继续推进", Kind.FURNITURE),
        ("全市PM2.5年均浓度下降", Kind.NAME),
        ("对209国道沿线开展整治", Kind.NAME),
        ("落实“税务18条”便民举措", Kind.NAME),
        ("压缩时限。紧急诉求3小时响应", Kind.STANDARD),
        ("一般诉求4个工作日办结", Kind.STANDARD),
        ("不良率低于3%的控制标准", Kind.STANDARD),
        ("合同送审时间不少于2个工作日", Kind.STANDARD),
    ],
)
def test_further_numbers_that_measure_nothing(text: str, kind: Kind) -> None:
    assert [m.kind for m in scan(text)] == [kind]


def test_a_hotline_keeps_its_name_on_the_page() -> None:
    text = "来源:柳溪县12345政务服务便民热线中心 编号:/2024-11873306"
    kinds = [m.kind for m in scan(text, [Span(0, len(text))])]
    assert kinds == [Kind.NAME, Kind.FURNITURE]


PATTERNS = [re.compile(mask.pattern, re.ASCII) for mask in MASKS]
DIGITS = re.compile("[0-9]+")


def told(example: str) -> tuple[str, int, int]:
    """The text of an example, and where its braces stood."""
    start, end = example.index("{"), example.index("}") - 1
    return example.replace("{", "", 1).replace("}", "", 1), start, end


def taken_by(text: str, start: int) -> tuple[Mask, int] | None:
    """The first mask that takes the number at `start`, and where what it takes ends."""
    for mask, compiled in zip(MASKS, PATTERNS, strict=True):
        if match := compiled.match(text, start):
            counted = mask in UNCOUNTED and unit_at(text, match.end()) is not None
            return None if counted else (mask, match.end())
    return None


@pytest.mark.parametrize("mask", MASKS, ids=[f"{at}-{mask.kind}" for at, mask in enumerate(MASKS)])
def test_a_mask_takes_its_examples_and_leaves_its_counterexamples(mask: Mask) -> None:
    for text, start, end in map(told, mask.masked):
        assert taken_by(text, start) == (mask, end), text
        assert (mask.kind, start, end) in {(m.kind, m.start, m.end) for m in scan(text)}
    for text, start, _ in map(told, mask.left):
        taken = taken_by(text, start)
        assert taken is None or taken[0] is not mask, text


def test_a_mask_is_asked_for_wherever_it_matches() -> None:
    bank = sorted((Path(__file__).parent / "sentences").glob("*.tsv"))
    texts = [*map("".join, product(UNITS, repeat=2)), *(p.read_text("utf-8") for p in bank)]
    texts += [text for cases in CASES.values() for text, _ in cases]
    texts += [told(example)[0] for mask in MASKS for example in mask.masked]
    for text in texts:
        for run in DIGITS.finditer(text):
            start, end = run.span()
            beside = {ANY, text[start - 1 : start], text[end : end + 1]}
            beside |= {LONG} if end - start > 2 else set()
            for mask, compiled in zip(MASKS, PATTERNS, strict=True):
                if compiled.match(text, start):
                    asked = not beside.isdisjoint(mask.beside or [ANY])
                    assert asked, (mask.pattern, text[start:end])
