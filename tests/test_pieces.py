"""What a text must hold for an expression to match in it."""

from __future__ import annotations

import random
import re

import pytest

from extractor.pieces import ANYWHERE, needs


@pytest.mark.parametrize(
    ("expression", "sets", "reach"),
    [
        ("计划|力争", [{"计划", "力争"}], 2),
        ("高出?", [{"高"}], 2),
        ("[上下]半年", [{"半年"}], 3),
        ("(?<!列入)计划(?!书)", [{"计划"}], 3),
        ("(?!杜绝[^,]{0,3}违法)(?:杜绝)", [{"杜绝"}], 7),
        ("增(加|长)了", [{"增加了", "增长了"}], 3),
        ("(审结|办结)[^,。]{0,3}的", [{"审结", "办结"}, {"的"}], 6),
        (r"\d{1,2} ?月 ?\d{1,2}日", [{"日"}, {"月"}], 8),
        (r"\d+(?=国道|省道)", [{"国道", "省道"}], ANYWHERE),
        ("(甲(?=乙))?丙丁", [{"丙丁"}], 3),
        ("(案件|申请)?中,", [{"中,"}], 4),
        ("(?P<a>甲乙)+?丙{0}", [{"甲乙"}], ANYWHERE),
        (r"\d+|其中", [], ANYWHERE),
        ("其中|", [], 2),
        ("[^,。]+", [], ANYWHERE),
        ("(?i)ab", [], ANYWHERE),
        (r"(甲)\1", [], ANYWHERE),
        ("甲(?>乙|丙)", [], ANYWHERE),
    ],
)
def test_what_every_match_holds(
    expression: str, sets: list[set[str]], reach: int | None
) -> None:
    found = needs(expression)
    assert sorted(map(sorted, found.sets)) == sorted(map(sorted, sets))
    assert found.reach == reach


EXPRESSIONS = (
    "(甲|乙丙){1,2}丁?[甲乙]", "甲?(?=乙)[^丙]丁", "(?<=甲)(乙|丙(?=丁))+", "[甲丁]{2}(乙|甲丙)",
    "(甲|乙(丙|丁)?)*?乙甲", r"甲{2,}\w?乙|丙(?!甲)丁", "(?:^|丁)甲(乙|丙)?[^甲]丙",
)  # fmt: skip


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_no_match_is_without_them(expression: str) -> None:
    found, pattern, draw = needs(expression), re.compile(expression), random.Random(3)
    for _ in range(4000):
        text = "".join(draw.choices("甲乙丙丁", k=7))
        for match in pattern.finditer(text):
            seen = text[match.start() : match.start() + found.reach]
            assert all(any(piece in seen for piece in each) for each in found.sets), text
