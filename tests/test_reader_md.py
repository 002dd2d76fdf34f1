"""Markdown without its marks."""

import pytest

from extractor.io.readers.md import read


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("共**28**起,*96.7*%,~~旧9~~`12`件", "共28起,96.7%,12件"),
        ("共<del>12</del><s>9</s>28起,12~~15件,3~~5件", "共28起,12~~15件,3~~5件"),
        ("共15<sup>2</sup>件,CO<sub>2</sub>,共<sub>28</sub>起", "共15²件,CO₂,共28起"),
        ("# 一、成效\n\n## (一)学习 ##", "一、成效\n\n(一)学习"),
        ("[发放](http://a/2019)资料![图9](a.png)3份", "发放资料3份"),
        ("- 共28起\n* 成功\n> 引文", "共28起\n成功\n引文"),
        ("| 项目 | 件数 |\n|:--|--:|\n| **复议** | 12 |", "项目\t件数\n复议\t12"),
        ("甲<br>乙<b>28</b>起&nbsp;丙<!-- 99 -->", "甲\n乙28起\xa0丙"),
        ("调解*次、*件,\\*件,A_1_B, 2*3", "调解*次、*件,*件,A_1_B, 2*3"),
        ("标题\n===\n\n---\n\n```\n28起\n```", "标题\n\n\n28起"),
        ("1. 共28起\n2. 成功", "1. 共28起\n2. 成功"),
    ],
)
def test_marks_do_not_disturb(source: str, expected: str) -> None:
    found = [line for line in read(source.encode(), "a.md").text.split("\n") if line]
    assert found == [line for line in expected.split("\n") if line]


def test_front_matter_is_hints() -> None:
    found = read("---\ntitle: 某镇报告\ndate: 2025-01-09\n---\n共28起".encode("gb18030"), "a.md")
    assert (found.text, found.encoding) == ("共28起\n", "gb18030")
    assert (found.hints.title, found.hints.published) == ("某镇报告", "2025-01-09")
