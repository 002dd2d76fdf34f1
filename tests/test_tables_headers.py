"""What headers and labels say of values: years, shares, parts, plans."""

from __future__ import annotations

import pytest
from made_tables import (
    ABOVE,
    CHECKS,
    FOUND,
    PENALTIES,
    Figure,
    cases,
    figures,
    misaligned,
    read,
    tables,
)

from extractor.records import Code
from extractor.text import make_document


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


def test_the_last_sentence_of_a_line_leads_up_to_a_table() -> None:
    (table,) = tables("全年工作有序推进。行政处罚情况如下:\n警告 | 罚款 | 合计\n9 | 73 | 82\n")
    view = make_document("report.txt", ABOVE + "全年工作有序推进。行政处罚情况如下:\n").view
    assert table.title is not None
    assert view[table.title.start : table.title.end] == "行政处罚情况如下:"


def test_values_of_cells_below_each_other_are_not_one_that_a_line_end_parts() -> None:
    result = read("2023年度行政处罚情况统计表\n警告\n罚款\n没收\n合计\n约27\n31\n0\n58\n")
    assert Code.DAMAGED not in {found.code for found in result.report.findings}


def test_a_table_of_a_plan_holds_no_deeds() -> None:
    result = read("2024年度行政检查计划表\n检查领域\n检查次数(次)\n河道\n120\n水库\n60\n")
    assert [o.status for o in result.report.observations if o.start >= len(ABOVE)] == ["plan"] * 2


def test_two_values_of_one_table_are_not_one_figure_told_twice() -> None:
    result = read(
        "2023年度行政处罚情况统计表(宗)\n警告\n罚款\n其他\n0\n0\n0\n没收\n拘留\n关闭\n0\n0\n7\n"
    )
    assert Code.HEADLINE not in {found.code for found in result.report.findings}
