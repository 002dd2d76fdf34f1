"""Rows of tables as lines, with what merged cells say again and what they do not."""

from __future__ import annotations

import pytest

from extractor.text.row_lines import Cell, row_lines

VALUE = Cell(("12件",), 1)


@pytest.mark.parametrize(
    ("above", "line"),
    [
        (("东镇",), "东镇\t12件"),
        (("检查", "次数"), "检查 次数\t12件"),
        (("调解86件",), "\t12件"),  # a number is said once
        (("为全县各级行政执法机关" * 6,), "\t12件"),  # too long for a label
    ],
)
def test_a_cell_merged_down_says_its_label_in_each_row(above: tuple[str, ...], line: str) -> None:
    assert list(row_lines([Cell(above, 0, repeats=True), VALUE])) == [line]


def test_a_cell_merged_across_is_followed_by_blank_ones() -> None:
    assert list(row_lines([Cell(("行政处罚",), 0, span=2), Cell(("9",), 2)])) == ["行政处罚\t\t9"]


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ([Cell(("全年培训6场。", "调解9件。"), 0)], ["全年培训6场。", "调解9件。"]),
        ([Cell(("一", "二"), 0), Cell((), 1)], ["一", "二"]),
        ([Cell((), 0), Cell((), 1)], []),
        ([Cell(("东镇",), 0, repeats=True)], []),
    ],
)
def test_a_row_that_only_frames_text_is_its_lines(cells: list[Cell], lines: list[str]) -> None:
    assert list(row_lines(cells)) == lines
