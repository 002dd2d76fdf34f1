"""Tables flattened to lines: read where values and headers align, else a finding and no guess."""

from __future__ import annotations

from itertools import chain

import pytest
from made_tables import (
    ABOVE,
    CHECKS,
    FINES,
    FOUND,
    MENDED,
    OTHER,
    OUTCOME,
    PENALTIES,
    PERMITS,
    Figure,
    cases,
    figures,
    misaligned,
    read,
)

from extractor.model import Kind
from extractor.pipeline import Result

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
    "a remark that is a sentence is read as one": (
        "2023年度行政检查情况统计表\n领域 | 检查次数(次) | 备注\n"
        "河道 | 144 | 其中涉企检查12次,发现问题3个并督促整改\n水库 | 31 | 无\n",
        [*cases(CHECKS, "次", "144", "12", "31"), *cases(FOUND, "个", "3")],
    ),
    "two units for all values are a unit of none": (
        "2023年度法律援助情况统计表(件、人次)\n民事\n刑事\n合计\n9\n73\n82\n",
        cases("legal_service.aid_cases", None, "9", "73", "82"),
    ),
    "rows between tabs whose corner is blank": (
        "表3 2023年度行政检查情况统计表\n检查次数(次)\t发现问题(个)\n一中队\t120\t31\n"
        "二中队\t88\t12\n",
        [*cases(CHECKS, "次", "120", "88"), *cases(FOUND, "个", "31", "12")],
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


@pytest.mark.parametrize(
    ("above", "indicator"),
    [("行政复议和应诉工作取得新进展。\n", OUTCOME), ("队伍建设取得新进展。\n", OTHER)],
)
def test_the_sentence_above_a_table_is_its_topic(above: str, indicator: str) -> None:
    table = "| 结果 | 维持 | 撤销 |\n| 数量 | 3件 | 12件 |\n"
    told = [figure[:2] for figure in figures(read(above + table))]
    assert told == [("3", indicator), ("12", indicator)]


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
