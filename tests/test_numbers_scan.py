"""What holds for any text: all digits explained once, in order, and nothing crashes."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import Kind, Measure, Span
from extractor.numbers import find_quantities, scan
from extractor.numbers.units import unit_at

_DIGITS = "0 1 2 3 7 12 15 24 100 110 2024 12345 1,234 98.5 ."
_MARKS = ", 、 - — – ~ / : + × % ( ) 〔 〕 [ ] “ ” 《 》 < > 。 ; 年 月 日 时 号 第 届"
_NUMERALS = "余 多 来 几 十 百 千 万 亿 两 一 二 三 半 数 分之 成 点 负 百分"
_BOUNDS = "上 近 约 超 不少于 至少 不足 至 到 由 从 内 以上 左右 每 前"
_UNITS = "件 起 人次 场 份 个 个工作日 元 角 分 平方米 小时 体系 热线 调解 涉及金额 N V PM x"
_PIECES = [*" ".join((_DIGITS, _MARKS, _NUMERALS, _BOUNDS, _UNITS)).split(), " ", "\n"]
_TEXT = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


def check(text: str, furniture: tuple[Span, ...] = ()) -> None:
    mentions = scan(text, furniture)
    for left, right in pairwise(mentions):
        assert left.end <= right.start
    for run in re.finditer("[0-9]+", text):
        holding = [m for m in mentions if m.start <= run.start() and run.end() <= m.end]
        assert len(holding) == 1
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert (mention.quantity is not None) == (mention.kind is Kind.STATISTIC)
        if mention.quantity is not None:
            quantity = mention.quantity
            assert (quantity.start, quantity.end) == (mention.start, mention.end)
            assert quantity.lead <= quantity.start < quantity.end <= quantity.tail
            assert quantity.upper is None or quantity.upper > quantity.value
            assert (quantity.unit is None) or quantity.measure is not Measure.NONE


@given(_TEXT)
@settings(max_examples=1500, deadline=None)
def test_every_run_of_digits_lies_in_exactly_one_mention(text: str) -> None:
    check(text)


@given(st.text(max_size=60))
@settings(max_examples=400, deadline=None)
def test_any_text_can_be_scanned(text: str) -> None:
    check(text)
    find_quantities(text)


@given(_TEXT, st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=300, deadline=None)
def test_furniture_spans_may_lie_anywhere(text: str, start: int, length: int) -> None:
    check(text, (Span(start, start + length),))


@given(st.integers(0, 10**7), st.sampled_from(["件", "人次", "场", "份", "个百分点"]))
def test_a_plain_count_is_read_back(number: int, unit: str) -> None:
    (quantity,) = find_quantities(f"全年办理{number}{unit},其他不变")
    assert (quantity.value, quantity.unit) == (Decimal(number), unit)


def test_offsets_are_those_of_the_text_given() -> None:
    text = "发放资料８００余份（含１２册），参训二十三人。"
    printed = [text[q.start : q.end] for q in find_quantities(text)]
    assert printed == ["８００余", "１２", "二十三"]


def test_longest_measure_word_wins() -> None:
    assert [unit_at(text, 0).word for text in ("人次数", "个工作日内", "件次、")] == [  # type: ignore[union-attr]
        "人次",
        "个工作日",
        "件次",
    ]


def test_a_long_line_of_digits_is_scanned_in_linear_time() -> None:
    check("1" * 5_000)
    check("1,234" * 1_000)
    check("〔2021〕" * 1_000 + "3至" * 1_000)
    check("《" * 500 + "“第一" * 500)


def test_an_endless_run_of_digits_is_one_number_without_value_and_takes_no_time() -> None:
    text = "编号" + "1" * 200_000 + "。办理案件3件。"
    mentions = scan(text)
    assert [m.kind for m in mentions] == [Kind.UNEXPLAINED, Kind.STATISTIC]
