"""Word lists rewritten for quick search say what they said."""

from __future__ import annotations

import random
import re

import pytest

from extractor.rulebook.alternatives import literal_first
from extractor.rulebook.entries import spell_out

LISTS = (
    ["(?<!列入)(?<!纳入)计划(?!书)", "拟(?!定)", "明年"],
    ["[上下]半年", "[一二]季度", "近[三五]年来?"],
    ["(较|比|同比)(去年|上年)?多", "提?升", "(?<!新)增"],
    ["(今年|本年|20\\d\\d年)?\\d{1,2}[-—至]\\d{1,2}月份?", "截[至止]底"],
    ["(?<=[去上]年)低", "(?<=同比)(?<!不同比)\\+", "(?<=同期)高出?", "(?<=期|年)少"],
    ["(^|年|[,:]|还)将(继续|建)", "(由|从)[^,;。]{0,3}"],
)


@pytest.mark.parametrize("words", LISTS)
def test_the_same_spans_are_found(words: list[str]) -> None:
    plain, rewritten = re.compile("|".join(words)), re.compile("|".join(literal_first(words)))
    chars = sorted(set("".join(words)) - set("()[]{}|\\?<!^")) + list("0123")
    draw = random.Random(7)
    for _ in range(2000):
        text = "".join(draw.choices(chars, k=14))
        found = [match.span() for match in rewritten.finditer(text)]
        assert found == [match.span() for match in plain.finditer(text)], text


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("(?<!列入)计划", ["计(?<!列入计)划"]),
        ("(?<=[去上]年)低", ["低(?<=[去上]年低)"]),
        ("(?<=同比)\\+", ["\\+(?<=同比\\+)"]),
        ("[上下]半年", ["上半年", "下半年"]),
        ("(较|比)?去年", ["较去年", "比去年", "去年"]),
        ("提?升", ["提升", "升"]),
        ("年+", ["年+"]),
        ("[^,]年", ["[^,]年"]),
    ],
)
def test_alternatives_begin_with_a_plain_character(word: str, forms: list[str]) -> None:
    assert literal_first([word]) == forms


@pytest.mark.parametrize(
    ("entry", "counts", "does_not"),
    [
        ({"not_behind": ["列入", "按"]}, ["原计划", "入计划"], ["列入计划", "按计划"]),
        ({"not_before": ["生育", "\\d项"]}, ["计划生", "计划新建3项"], ["计划生育", "计划3项"]),
        ({"before": ["达到", "建成"]}, ["计划建成"], ["计划", "计划新建"]),
        ({"behind": ["^", "年", "我局"]}, ["计划", "今年计划", "我局计划"], ["某局计划", "局计划"]),
        ({"words": ["计划", "拟"], "not_behind": ["草"]}, ["计划", "拟"], ["草拟", "草计划"]),
    ],
)
def test_what_stands_beside_a_word_counts(
    entry: dict[str, list[str]], counts: list[str], does_not: list[str]
) -> None:
    table = {"plan": [{"words": ["计划"]} | entry]}
    words = re.compile("|".join(literal_first(spell_out(table, where="mine.toml")["plan"])))
    assert all(words.search(text) for text in counts)
    assert not any(words.search(text) for text in does_not)
