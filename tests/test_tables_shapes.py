"""Whatever lines look like: what is a table, that no digit of it is lost, and at what cost."""

from __future__ import annotations

import re
import time
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_tables import BOOK, TITLE, tables

from extractor.pipeline import run
from extractor.text import lay_out, make_document


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
