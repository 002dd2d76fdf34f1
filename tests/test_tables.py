"""Tables flattened to lines: read where values and headers align, else a finding and no guess."""

from __future__ import annotations

import re
import time
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.io.rule_files import load_rulebook
from extractor.model import Kind, Table
from extractor.pipeline import Result, run
from extractor.records import Code
from extractor.text import lay_out, make_document

BOOK = load_rulebook()
TITLE = "青河县司法局2023年度法治政府建设年度报告\n"
PROSE = "一、主要工作\n全年调解矛盾纠纷1286件,开展普法宣传85场次。\n"
ABOVE = TITLE + PROSE

Figure = tuple[str, str, float, str | None]


def read(table: str) -> Result:
    return run(make_document("report.txt", ABOVE + table), BOOK)


def tables(table: str) -> tuple[Table, ...]:
    return lay_out(make_document("report.txt", ABOVE + table)).tables


def figures(result: Result) -> list[Figure]:
    """(text, indicator, value, unit) of what the table tells."""
    return [
        (seen.text, seen.indicator, seen.value, seen.unit)
        for seen in result.report.observations
        if seen.start >= len(ABOVE)
    ]


def cases(indicator: str, unit: str | None, *numbers: str) -> list[Figure]:
    return [(number, indicator, int(number.replace(",", "")), unit) for number in numbers]


def misaligned(result: Result) -> list[str]:
    text = result.document.text
    return [
        text[found.start : found.end]
        for found in result.report.findings
        if found.code is Code.MISALIGNED and found.start is not None and found.end is not None
    ]


PENALTIES, PERMITS, FINES = "enforcement.penalties", "enforcement.permits", "enforcement.fines"
CHECKS, FOUND, MENDED = "enforcement.inspections", "enforcement.problems", "enforcement.rectified"
OUTCOME, OTHER = "lawsuit.reconsideration_outcome", "other.statistic"

ALIGNED: dict[str, tuple[str, list[Figure]]] = {
    "one row of values below as many headers, money converted": (
        "表一 2023年度行政处罚实施情况统计表\n单位:宗\n警告、通报批评\n罚款\n没收违法所得\n合计\n"
        "罚没金额(万元)\n9\n73\n0\n82\n105.6\n",
        [*cases(PENALTIES, "宗", "9", "73", "0", "82"), ("105.6", FINES, 1056000, "元")],
    ),
    "a title that ends in its unit, with what is counted otherwise": (
        "云州市行政处罚案件统计表(单位:件、万元、%)\n指标\t2023年\n行政处罚\t73\n罚没金额\t9.5\n"
        "案件办结率\t98.1\n",
        [
            *cases(PENALTIES, "件", "73"), ("9.5", FINES, 95000, "元"),
            ("98.1", "enforcement.rectified_rate", 98.1, "%"),
        ],
    ),
    "a line that leads up to a table, and its title below": (
        "全年工作有序推进。具体情况如下。\n各乡镇人民调解情况\n乡镇 受理(件) 成功率(%)\n"
        "柳溪镇 86 97.7\n石桥乡 52 98\n",
        [
            ("86", "mediation.received", 86, "件"), ("97.7", "mediation.success_rate", 97.7, "%"),
            ("52", "mediation.received", 52, "件"), ("98", "mediation.success_rate", 98, "%"),
        ],
    ),
    "a unit behind the title, or in what leads up to the rows": (
        "行政处罚情况统计表 单位:宗\n警告 | 罚款 | 合计\n9 | 73 | 82\n\n"
        "全县行政许可情况(单位:件)如下:\n受理  415\n准予  401\n",
        [*cases(PENALTIES, "宗", "9", "73", "82"), *cases(PERMITS, "件", "415", "401")],
    ),
    "a header that ends in % has a unit of its own": (
        "| 指标 | 单位 | 全年 | 增速% |\n|---|---|---|---|\n| 行政处罚 | 件 | 73 | 9.1 |\n"
        "| 行政许可 | 件 | 415 | 3.2 |\n",
        [
            *cases(PENALTIES, "件", "73"), ("9.1", PENALTIES, 9.1, "%"),
            *cases(PERMITS, "件", "415"), ("3.2", PERMITS, 3.2, "%"),
        ],
    ),
    "a header that spans the others gives them its unit": (
        "具体见表二。\n\n行政许可实施数量(件)\n\n申请数量\n\n受理数量\n\n许可数量\n\n不予许可数量\n\n"
        "415\n\n409\n\n401\n\n8\n\n说明:\n1.数据截至12月31日。\n",
        cases(PERMITS, "件", "415", "409", "401", "8"),
    ),
    "a header that a narrow column broke into lines": (
        "2023年度行政处罚实施情况统计表(宗)\n警告\n罚款\n没收违法\n所得、没收\n非法财物\n行政\n拘留\n"
        "3\n64\n1\n2\n",
        cases(PENALTIES, "宗", "3", "64", "1", "2"),
    ),
    "rows with a label, a total below": (
        "2023年度行政检查情况统计表\n检查领域\n检查次数(次)\n发现问题(个)\n整改问题(个)\n"
        "渔业执法\n305\n41\n40\n农机安全\n77\n6\n6\n合计\n382\n47\n46\n",
        [
            *chain.from_iterable(
                (*cases(CHECKS, "次", a), *cases(FOUND, "个", b), *cases(MENDED, "个", c))
                for a, b, c in (("305", "41", "40"), ("77", "6", "6"), ("382", "47", "46"))
            )
        ],
    ),
    "labels and values by turns, each with its unit": (
        "附件:2023年度行政执法主要数据\n项目\n数量\n行政许可\n1,204件\n行政处罚\n33件\n罚没金额\n"
        "88.2万元\n",
        [
            *cases(PERMITS, "件", "1,204"), *cases(PENALTIES, "件", "33"),
            ("88.2万", FINES, 882000, "元"),
        ],
    ),
    "running numbers are no values": (
        "2023年行政复议案件审结情况(件)\n\n序号\n\n处理方式\n\n数量\n\n1\n\n维持\n\n19\n\n2\n\n驳回\n\n"
        "7\n\n3\n\n撤销\n\n4\n\n",
        cases(OUTCOME, "件", "19", "7", "4"),
    ),
    "a column that names the unit of each row": (
        "信访工作主要指标\n指标名称\n计量单位\n本年\n受理信访事项\n件\n96\n网上信访\n件\n41\n",
        cases("petition.items", "件", "96", "41"),
    ),
    "rows between bars, one cell blank": (
        "| 领域 | 检查次数（次） | 发现问题（个） |\n|---|---|---|\n| 河道 | 144 |  |\n"
        "| 水库 | 31 | 5 |\n",
        [*cases(CHECKS, "次", "144", "31"), *cases(FOUND, "个", "5")],
    ),
    "a cell a line, bars behind it": (
        "表一:\n某局行政处罚实施情况统计表\n|\n行政处罚实施数量(宗) |\n|||||\n|\n警告 |\n罚款 |\n"
        "合计(宗) |\n|\n0 |\n12 |\n12 |\n说明:\n",
        cases(PENALTIES, "宗", "0", "12", "12"),
    ),
    "rows between tabs, one cell blank": (
        "表3 2023年度行政检查情况统计表\n单位\t检查次数(次)\t发现问题(个)\n"
        "一中队\t120\t\n二中队\t88\t12\n",
        [*cases(CHECKS, "次", "120", "88"), *cases(FOUND, "个", "12")],
    ),
    "rows between blanks that look like groups of three digits": (
        "2023年度行政检查情况统计表(次)\n检查领域 检查次数 复查次数\n"
        "河湖管理 212 370\n水土保持 58 109\n",
        cases(CHECKS, "次", "212", "370", "58", "109"),
    ),
    "labels and values in several columns": (
        "表1 各镇行政复议案件受理情况(件)\n地区 | 数量 | 地区 | 数量\n"
        "东镇 | 14 | 西镇 | 9\n南镇 | 6 | 北镇 | 11\n",
        cases("lawsuit.reconsideration", "件", "14", "9", "6", "11"),
    ),
    "a dash, a stroke and 无 are no values": (
        "2023年度行政处罚实施情况统计表(宗)\n警告\n罚款\n行政拘留\n责令停产停业\n合计\n5\n-\n无\n/\n5\n",
        cases(PENALTIES, "宗", "5", "5"),
    ),
    "a corner with a second name for what stands below": (
        "附表1\n2023年行政应诉情况统计表\n地区(单位)\n应诉案件(件)\n败诉(件)\n"
        "市直单位\n64\n5\n县(市、区)\n97\n8\n",
        [*cases("lawsuit.litigation", "件", "64", "97"), *cases("lawsuit.lost", "件", "5", "8")],
    ),
    "no title, but a unit in a header": (
        "类别\n案件数(件)\n民事法律援助\n210\n刑事法律援助\n88\n",
        cases("legal_service.aid_cases", "件", "210", "88"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ALIGNED)
def test_values_take_indicator_and_unit_of_their_header(name: str) -> None:
    text, expected = ALIGNED[name]
    result = read(text)
    found = figures(result)
    assert sorted(found) == sorted(expected)
    assert not misaligned(result)
    assert {seen.status for seen in result.report.observations} == {"actual"}


MISALIGNED: dict[str, tuple[str, list[Figure], list[str]]] = {
    "blank cells that vanished": (
        "表三 2023年度行政强制实施情况统计表(宗)\n"
        "查封场所\n扣押财物\n冻结存款\n代履行\n合计\n8\n2\n10\n",
        cases(OTHER, "宗", "8", "2", "10"),
        ["8\n2\n10"],
    ),
    "headers with several units": (
        "2023年度行政处罚实施情况统计表\n警告(宗)\n罚款(宗)\n合计(宗)\n罚没金额(万元)\n17\n17\n4.1\n",
        [*cases(OTHER, None, "17", "17"), ("4.1", OTHER, 4.1, None)],
        ["17\n17\n4.1"],
    ),
    "one row shorter than the others": (
        "2023年度行政检查情况统计表\n检查领域\n检查次数(次)\n发现问题(个)\n河湖\n212\n37\n防汛\n58\n采砂\n60\n2\n",
        [
            *cases(CHECKS, "次", "212"), *cases(FOUND, "个", "37"), *cases(OTHER, None, "58"),
            *cases(CHECKS, "次", "60"), *cases(FOUND, "个", "2"),
        ],
        ["58"],
    ),
    "headers that span columns nobody can tell": (
        "(一)2023年度行政许可情况\n单位名称 | 行政许可实施数量 | 撤销许可数量 | ||\n"
        "申请数量 | 受理数量 | 许可数量 | ||\n"
        "某局 | 31 | 30 | 29 | 0 |\n合计 | 31 | 30 | 29 | 0 |\n",
        cases(OTHER, None, "31", "30", "29", "0", "31", "30", "29", "0"),
        ["31 | 30 | 29 | 0 |\n合计 | 31 | 30 | 29 | 0"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISALIGNED)
def test_values_that_do_not_align_are_no_figures_of_an_indicator(name: str) -> None:
    text, expected, places = MISALIGNED[name]
    result = read(text)
    assert figures(result) == expected
    assert misaligned(result) == places


def test_several_tables_in_a_row_with_their_notes() -> None:
    result = read(
        "表一 2023年度行政许可实施情况统计表(宗)\n申请数量\n许可数量\n51\n49\n"
        "说明:\n1.统计范围为1月1日至12月31日期间作出决定的数量。\n2.撤销的不计入。\n"
        "表二 2023年度行政处罚实施情况统计表(宗)\n警告\n罚款\n合计\n2\n38\n"
        "表三 2023年度行政检查情况统计表\n检查次数(次)\n发现问题(个)\n640\n71\n"
    )
    assert figures(result) == [
        *cases(PERMITS, "宗", "51", "49"),
        *cases(OTHER, "宗", "2", "38"),
        *cases(CHECKS, "次", "640"),
        *cases(FOUND, "个", "71"),
    ]
    assert misaligned(result) == ["2\n38"]
    kinds = [(m.text, m.kind) for m in result.report.mentions if m.text in ("1", "2")]
    assert (kinds[0], kinds[1]) == (("1", Kind.MARKER), ("2", Kind.MARKER))


def relations(table: str) -> list[tuple[str, float, str, str | None]]:
    """(text, value, relation, text of what it belongs to) of the figures of a table."""
    seen = {each.id: each for each in read(table).report.observations}
    return [
        (each.text, each.value, each.relation, seen[each.of].text if each.of else None)
        for each in seen.values()
        if each.start >= len(ABOVE)
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "指标\n2022年\n2023年\n同比增减(%)\n行政复议案件\n40\n52\n30\n行政应诉案件\n20\n18\n-10\n",
            [
                ("40", 40, "previous", "52"), ("52", 52, "total", None), ("30", 30, "change", "52"),
                ("20", 20, "previous", "18"), ("18", 18, "total", None),
                ("-10", -10, "change", "18"),
            ],
        ),
        (
            "年份 | 案件数(件) | 罚没款(万元)\n2022 | 60 | 7\n2023 | 49 | 5\n",
            [
                ("60", 60, "previous", "49"), ("7", 70000, "previous", "5"),
                ("49", 49, "total", None), ("5", 50000, "total", None),
            ],
        ),
        (
            "2023年行政复议案件类型统计表\n类型\n数量(件)\n占比\n行政处罚\n30\n60.0%\n其他\n20\n40.0%\n",
            [
                ("30", 30, "total", None), ("60.0", 60, "share", "30"),
                ("20", 20, "total", None), ("40.0", 40, "share", "20"),
            ],
        ),
        (
            "2023年度行政检查情况统计表(次)\n检查总数\n其中:涉企检查\n980\n420\n",
            [("980", 980, "total", None), ("420", 420, "part", "980")],
        ),
        (
            "三、行政复议申请涉及的事项见下表。\n事项 | 举报处理 | 信息公开\n数量 | 75件 | 16件\n"
            "占受理数比例 | 82.4% | 17.6%\n",
            [
                ("75", 75, "total", None), ("16", 16, "total", None),
                ("82.4", 82.4, "share", "75"), ("17.6", 17.6, "share", "16"),
            ],
        ),
    ],
)  # fmt: skip
def test_headers_and_labels_tell_how_values_belong_together(
    table: str, expected: list[tuple[str, float, str, str | None]]
) -> None:
    assert relations(table) == expected


@pytest.mark.parametrize("years", [("2019", "2021", "2022", "2023"), ("2023", "2022")])
@pytest.mark.parametrize("mark", ["|", "\t", " | "])
def test_a_column_counts_one_thing_in_every_year(mark: str, years: tuple[str, ...]) -> None:
    rows = "".join(f"{year}{mark}{at * 40 + 15}\n" for at, year in enumerate(years))
    found = read(f"年份{mark}行政处罚(件)\n{rows}").report.observations[-len(years) :]
    assert {(o.indicator, o.unit) for o in found} == {(PENALTIES, "件")}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "检查次数(次)\n发现问题(个)\n2000\n2000\n",
            [*cases(CHECKS, "次", "2000"), *cases(FOUND, "个", "2000")],
        ),
        (
            "检查次数(次)\n发现问题(个)\n2012\n2013\n",
            [*cases(CHECKS, "次", "2012"), *cases(FOUND, "个", "2013")],
        ),
        (
            "检查领域\n检查次数\n发现问题\n渔业\n2048\n2012\n农机\n77\n6\n合计\n2125\n2018\n",
            [
                *cases(CHECKS, "次", "2048"), *cases(FOUND, None, "2012"),
                *cases(CHECKS, "次", "77"), *cases(FOUND, None, "6"),
                *cases(CHECKS, "次", "2125"), *cases(FOUND, None, "2018"),
            ],
        ),
        (
            "检查领域|检查次数(次)|发现问题(个)\n渔业|2000|2000\n农机|77|6\n",
            [
                *cases(CHECKS, "次", "2000"), *cases(FOUND, "个", "2000"),
                *cases(CHECKS, "次", "77"), *cases(FOUND, "个", "6"),
            ],
        ),
        ("检查领域|检查次数(次)\n渔业|2000\n农机|77\n", cases(CHECKS, "次", "2000", "77")),
        ("检查次数(次)|2000\n复查次数(次)|31\n", cases(CHECKS, "次", "2000", "31")),
        (
            "年份\n检查次数(次)\n发现问题(个)\n2022\n1800\n2000\n2023\n2040\n35\n",
            [
                *cases(CHECKS, "次", "1800"), *cases(FOUND, "个", "2000"),
                *cases(CHECKS, "次", "2040"), *cases(FOUND, "个", "35"),
            ],
        ),
    ],
)  # fmt: skip
def test_a_first_row_of_values_that_look_like_years_is_kept(
    table: str, expected: list[Figure]
) -> None:
    result = read(f"2023年度行政检查情况统计表\n{table}")
    assert figures(result) == expected
    assert not misaligned(result)


@pytest.mark.parametrize(("mark", "first"), [("\n", 0), ("|", 1)])
@pytest.mark.parametrize("years", [("2022", "2023"), ("2023", "2022"), ("2015", "2020", "2023")])
def test_years_above_all_values_are_headers(years: tuple[str, ...], mark: str, first: int) -> None:
    rows = (("指标", *years), ("行政复议案件", *map(str, range(40, 40 + len(years)))))
    lines = "".join(mark.join(row) + "\n" for row in rows)
    found = tables(f"行政复议案件统计表\n{lines}")[0]
    assert [row.columns for row in found.rows] == [tuple(range(first, first + len(years)))]


def test_a_table_of_a_plan_holds_no_deeds() -> None:
    result = read("2024年度行政检查计划表\n检查领域\n检查次数(次)\n河道\n120\n水库\n60\n")
    assert [o.status for o in result.report.observations if o.start >= len(ABOVE)] == ["plan"] * 2


def test_two_values_of_one_table_are_not_one_figure_told_twice() -> None:
    result = read(
        "2023年度行政处罚情况统计表(宗)\n警告\n罚款\n其他\n0\n0\n0\n没收\n拘留\n关闭\n0\n0\n7\n"
    )
    assert Code.HEADLINE not in {found.code for found in result.report.findings}


@pytest.mark.parametrize(
    "lines",
    [
        "索引号\n00512318\n发布机构\n某局\n浏览次数\n123\n字号\n大\n中\n小\n",
        "首页\n上一页\n下一页\n1\n2\n3\n",
        "1\n加强学习\n2\n推进执法\n3\n做好总结\n",
        "青河县司法局\n2024年1月10日\n",
        "二、存在问题\n(一)力量不足\n(二)宣传不够\n三、下一步打算\n",
        "抄送:县委办\n县政府办\n共印15份\n",
    ],
)
def test_lists_page_lines_and_sign_offs_are_no_tables(lines: str) -> None:
    assert tables(lines) == ()


def test_prose_around_a_table_reads_as_without_it() -> None:
    table = ALIGNED["rows with a label, a total below"][0]
    below = "二、其他工作\n办理法律援助案件312件,受援人满意率100%。\n"
    plain, tabled = read(below), read(table + below)

    def told(result: Result) -> list[tuple[str, str, str]]:
        limit = len(ABOVE) + len(table) if result is tabled else len(ABOVE)
        return [
            (o.text, o.indicator, o.relation)
            for o in result.report.observations
            if o.start < len(ABOVE) or o.start >= limit
        ]

    assert told(tabled) == told(plain)
    assert len(told(plain)) == 4


CELLS = st.sampled_from(
    [
        "警告", "罚款", "合计", "序号", "项目", "检查次数(次)", "罚没金额(万元)", "其中:涉企",
        "占比", "2022年", "表一 行政处罚情况统计表", "单位:件", "说明:", "一、行政许可", "1.其他",
        "没收违法", "年份", "0", "-", "/", "无", "1", "2", "12", "3.5", "46件", "1,088", "98.7%",
        "2023", "12345", "", "", "行政检查12次。", "-5", "约27家", "3人以上",
        "对辖区企业开展联合检查12次,发现问题3个",
    ]
)  # fmt: skip
SEPARATORS = st.sampled_from(["\n", "\n", "\n", "|", " | ", "\t", "  ", " ", "\n\n", "|\n", "\n|"])


@given(st.lists(st.tuples(CELLS, SEPARATORS), max_size=60))
@settings(max_examples=200, deadline=None)
def test_every_digit_is_accounted_for_whatever_a_table_looks_like(
    parts: list[tuple[str, str]],
) -> None:
    document = make_document("t.txt", TITLE + "".join(cell + mark for cell, mark in parts))
    result = run(document, BOOK)
    spans = [(mention.start, mention.end) for mention in result.report.mentions]
    assert spans == sorted(spans)
    for digits in re.finditer("[0-9]+", document.text):
        holding = [s for s in spans if s[0] <= digits.start() and digits.end() <= s[1]]
        assert len(holding) == 1, digits[0]
    for seen in result.report.observations:
        assert document.text[seen.start : seen.end] == seen.text
        assert seen.quote.start <= seen.start < seen.end <= seen.quote.end


@given(
    st.lists(st.integers(0, 99999), min_size=6, max_size=30),
    st.integers(2, 5),
    st.sampled_from(["\n", "\n\n"]),
)
@settings(max_examples=100, deadline=None)
def test_a_full_grid_aligns_and_one_with_a_hole_does_not(
    numbers: list[int], columns: int, mark: str
) -> None:
    heads = ["检查领域", *(f"第{'甲乙丙丁戊'[at]}类(次)" for at in range(columns))]
    rows = [numbers[at : at + columns] for at in range(0, len(numbers), columns)]
    rows = [row for row in rows if len(row) == columns]
    lines = [*heads, *chain.from_iterable(("某领域", *map(str, row)) for row in rows)]
    found = tables("2023年度行政检查情况统计表\n" + mark.join(lines) + "\n")
    assert [row.columns for row in found[0].rows] == [tuple(range(columns))] * len(rows)
    lines.pop()
    found = tables("2023年度行政检查情况统计表\n" + mark.join(lines) + "\n")
    assert [row.columns for row in found[0].rows].count(None) == 1


@pytest.mark.parametrize(
    "block",
    [
        "领域\n12\n34\n", "甲\n乙\n1\n2\n3\n", "|甲|12|\n", "甲\t1\t2\n", "甲 乙 1 2\n",
        "序号\n名称\n", "|", "甲\n", "表一 情况统计表\n甲\n5\n",
    ],
)  # fmt: skip
def test_time_grows_with_the_text_only(block: str) -> None:
    def seconds(times: int) -> float:
        document = make_document("t.txt", TITLE + block * times)
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            lay_out(document)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(2000) < 10 * seconds(500) + 0.02
