"""Numeral strings to values, with cn2an as the oracle for what it reads rightly."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import Qualifier
from extractor.numbers import Numeral, parse_numeral

_SAMPLES = st.one_of(
    st.integers(1, 9_999),
    st.integers(1, 9_999).map(lambda n: n * 10_000),
    st.integers(1, 10**9),
)


@given(_SAMPLES)
@settings(max_examples=400)
def test_chinese_numerals_round_trip_against_cn2an(number: int) -> None:
    written = cn2an.an2cn(number)
    assert parse_numeral(written) == Numeral(Decimal(number))


@given(st.integers(1, 10**8))
@settings(max_examples=200)
def test_formal_numerals_round_trip_against_cn2an(number: int) -> None:
    assert parse_numeral(cn2an.an2cn(number, "up")) == Numeral(Decimal(number))


@given(_SAMPLES, st.sampled_from("余多"))
@settings(max_examples=200)
def test_a_loose_mark_changes_the_qualifier_and_never_the_value(number: int, mark: str) -> None:
    numeral = parse_numeral(cn2an.an2cn(number) + mark)
    assert numeral == Numeral(Decimal(number), None, Qualifier.MORE_THAN)


@given(st.integers(0, 10**12))
def test_arabic_numerals_round_trip_with_and_without_separators(number: int) -> None:
    assert parse_numeral(str(number)) == Numeral(Decimal(number))
    assert parse_numeral(f"{number:,}") == Numeral(Decimal(number))


@given(st.text(max_size=12))
def test_any_string_is_a_numeral_or_none(text: str) -> None:
    numeral = parse_numeral(text)
    assert numeral is None or isinstance(numeral.value, Decimal)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("28", "28"),
        ("２８", "28"),
        ("8,462", "8462"),
        ("１２，０７７", "12077"),
        ("5 230", "5230"),
        ("23987.70", "23987.70"),
        ("1.23千万", "12300000"),
        ("0.0038万", "38"),
        ("335.58亿", "33558000000"),
        ("5千", "5000"),
        ("负12", "-12"),
        ("负十二", "-12"),
        ("两", "2"),
        ("俩", "2"),
        ("半", "0.5"),
        ("廿三", "23"),
        ("卅", "30"),
        ("卌二", "42"),
        ("卄", "20"),
        ("一百零八", "108"),
        ("一百二", "120"),
        ("三万五", "35000"),
        ("一千零一万", "10010000"),
        ("一亿二千三百万", "123000000"),
        ("二〇二四", "2024"),
        ("二○一四", "2014"),
        ("一点五亿", "150000000"),
        ("九十八点零五", "98.05"),
        ("壹仟贰佰", "1200"),
        ("百分之九十八点五", "98.5"),
        ("百分之98.5", "98.5"),
        ("百分之百", "100"),
        ("百分百", "100"),
        ("千分之三", "3"),
        ("九成", "90"),
        ("七成五", "75"),
        ("四分之一", "0.25"),
    ],
)
def test_exact_numeral(text: str, value: str) -> None:
    assert parse_numeral(text) == Numeral(Decimal(value))


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("800余万", 8_000_000, Qualifier.MORE_THAN),
        ("9万余", 90_000, Qualifier.MORE_THAN),
        ("10余万", 100_000, Qualifier.MORE_THAN),
        ("1500多", 1500, Qualifier.MORE_THAN),
        ("50多万", 500_000, Qualifier.MORE_THAN),
        ("十余", 10, Qualifier.MORE_THAN),
        ("百余", 100, Qualifier.MORE_THAN),
        ("万余", 10_000, Qualifier.MORE_THAN),
        ("三百多", 300, Qualifier.MORE_THAN),
        ("二百三十余万", 2_300_000, Qualifier.MORE_THAN),
        ("十几万", 100_000, Qualifier.MORE_THAN),
        ("数十", 10, Qualifier.MORE_THAN),
        ("几十", 10, Qualifier.MORE_THAN),
        ("数十万", 100_000, Qualifier.MORE_THAN),
        ("二十来", 20, Qualifier.ABOUT),
        ("上百", 100, Qualifier.AT_LEAST),
        ("上万", 10_000, Qualifier.AT_LEAST),
        ("近千", 1000, Qualifier.NEARLY),
        ("约5万余", 50_000, Qualifier.ABOUT),
    ],
)
def test_approximate_numeral_keeps_the_printed_value(
    text: str, value: int, qualifier: Qualifier
) -> None:
    assert parse_numeral(text) == Numeral(Decimal(value), None, qualifier)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20—30", 20, 30),
        ("3至5", 3, 5),
        ("3-5万", 30_000, 50_000),
        ("5000至1.2万", 5000, 12_000),
        ("两三", 2, 3),
        ("一两", 1, 2),
        ("三五百", 300, 500),
        ("二三十", 20, 30),
        ("十五六", 15, 16),
        ("两三千", 2000, 3000),
        ("两到三万", 20_000, 30_000),
        ("三至五", 3, 5),
    ],
)
def test_range_shares_its_magnitude(text: str, low: int, high: int) -> None:
    assert parse_numeral(text) == Numeral(Decimal(low), Decimal(high), Qualifier.RANGE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "余",
        "多",
        "几",
        "点",
        "几个",
        "五三",
        "30—20",
        "1,23",
        "abc",
        "万人",
        "三分",
        "两亿两万亿",
        "一两三",
        "二〇两四",
    ],
)
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert parse_numeral(text) is None


def test_importing_the_room_does_not_import_cn2an() -> None:
    code = "import sys, extractor.numbers as n; n.scan('十二期'); print('cn2an' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
