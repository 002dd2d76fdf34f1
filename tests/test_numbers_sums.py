"""Numbers of several magnitudes, of one sign, and those that are written as none."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import extract, find_quantities
from extractor.model import Kind
from extractor.numbers import scan
from extractor.records import Code

CLEAR = {
    "1万2千5百": 12500, "3万5": 35000, "1万2千5": 12500, "3千5百": 3500, "2百5十": 250,
    "2百5十3万": 2_530_000, "1千2百万": 12_000_000, "1亿2000万": 120_000_000,
    "1亿2千3百万": 123_000_000,
    "1万2345": 12345, "3万500": 30500, "3万05": 30005, "1万零500": 10500,
    "10万零5百": 100_500,
    "3万五千": 35000, "1亿5": 150_000_000, "1,234万5千": 12_345_000,
    "3½": 3.5, "½": 0.5, "1¾": 1.75,
    "三万五": 35000, "两百一": 210, "一万二千五": 12500,
}  # fmt: skip
BROKEN = [
    "1.2万5千", "1.5亿2000万", "1,2345", "1,234,56", "12,3456", "1万2,345", "3万50",
    "50万30", "1亿2345", "1万2万", "5千3万", "1千百", "1亿亿亿", "3万5.5", "5²", "1.2.3",
    "9" * 29, "9" * 5000,
    "1" + ",111" * 1500, "1." + "1" * 5000, "1" + "亿" * 5000, "1亿" * 3000,
]  # fmt: skip
TYPED = [
    "1e6", "1E6", "10^6", "1_000", "1'234", "1’234", "2O24", "5O0", "1l", "O5", "l2", "⅟2",
    "二十5", "一万5千", "三百2十",
    "一千二万三", "九九八十一", "一百百", "五百百万", "三百五百", "五至三",
    # a sign is lost or stands for one
    ".5", ".25万", "5..3", "5.", "1·5", "3*", "*3", "3××", "3XX", "3□", "□3", "3?", "12①",
    # two scripts in one number
    "三5", "二5", "三〇5", "12三", "1○", "1零5", "1〇5", "一0五", "十二5",
    # a comma for a point, a blank in the middle, ranges that fall
    "1.5e3", "1.5E+3", "98\u066b5", "000", "00", "12/15", "5.万", "1.2k", "1.2w",
    "10W", "1\u066c234", "3又1/2",
    "1.234,5", "12.345.678,9", "12 34", "120 5", "5 12", "50-3", "５０－３", "4.5—1.5", "Ⅻ",
]  # fmt: skip


@pytest.mark.parametrize("numeral", CLEAR)
def test_what_is_clear_is_read(numeral: str) -> None:
    (quantity,) = find_quantities(f"办理{numeral}件")
    assert (quantity.start, quantity.end) == (2, 2 + len(numeral))
    assert (quantity.value, quantity.unit) == (Decimal(str(CLEAR[numeral])), "件")


@pytest.mark.parametrize("text", ["阅读量10w+。", "阅读量1.5W+,", "播放3w次", "播放3K次"])
def test_a_letter_for_a_magnitude_is_told(text: str) -> None:
    (mention,) = scan(text)
    assert mention.kind is Kind.UNEXPLAINED


def test_letters_of_names_are_no_magnitudes() -> None:
    assert [m.kind for m in scan("举办5K健康跑,安装10W路灯")] == ["name", "name"]


@pytest.mark.parametrize("text", ["满意率98点5%。", "满意率百分之98点5。", "投入3点5万元。"])
def test_a_point_that_is_written_out_between_digits_is_told(text: str) -> None:
    (mention,) = scan(text)
    assert mention.kind is Kind.UNEXPLAINED
    assert "点" in text[mention.start : mention.end]


@pytest.mark.parametrize("loose", ["余", "多"])
def test_a_sum_may_be_a_lower_bound(loose: str) -> None:
    inside, behind = find_quantities(f"办理1亿2000{loose}万元、3万5千{loose}件")
    assert (inside.value, behind.value) == (120_000_000, 35_000)
    assert inside.qualifier == behind.qualifier == "more_than"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("投入50万2024年新建", ["50万", "2024"]),
        ("完成3,5,7项", ["3", "5", "7"]),
        ("没收5千克2箱", ["5", "2"]),
        ("投入5千元、3百件", ["5千", "3百"]),
        ("浏览量123456789次", ["123456789"]),
    ],
)
def test_neighbours_are_no_sum(text: str, printed: list[str]) -> None:
    assert [text[m.start : m.end] for m in scan(text)] == printed


def test_a_magnitude_left_out_is_told() -> None:
    report = extract("2024年发放资料3万5份,其余三万五份。")
    assert [o.value for o in report.observations] == [35000, 35000]
    assert [f.observations for f in report.findings if f.code is Code.DAMAGED] == [("o1",)]


@pytest.mark.parametrize("text", ["三万五", "总数达三万五。", "共一百二十,", "两千三百余;"])
def test_a_large_numeral_needs_no_measure_word(text: str) -> None:
    assert len(find_quantities(text)) == 1


@pytest.mark.parametrize("text", ["一百", "三千三百里", "第一百二十,", "千万,", "十三五,"])
def test_words_stay_words(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("①办理5件②培训3场", ["marker", "statistic", "marker", "statistic"]),
        ("㈠普法;Ⅱ、执法", ["marker", "marker"]),
        ("办理⑤件", ["unexplained"]),
        ("劣Ⅴ类水体", ["ordinal"]),
        ("满意率提升²。", ["reference"]),
        ("建成12m²,CO₂浓度下降", ["statistic", "name"]),
        ("落实《实施规划Ⅲ》", ["reference"]),
        ("½件、¼件", ["statistic", "statistic"]),
        ("办理٣٥件、१२份", ["statistic", "statistic"]),
    ],
)
def test_numbers_of_one_sign_are_in_the_ledger(text: str, kinds: list[str]) -> None:
    found = extract(text).mentions
    assert [mention.kind for mention in found] == kinds
    assert all(text[m.start : m.end] == m.text for m in found)


PIECES = ["0", "1", "12", "345", "6789", *",.万千百十亿零余五½²①٣"]
NUMERAL = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)


@settings(max_examples=200, deadline=None)
@given(NUMERAL)
def test_any_numeral_is_accounted_for(numeral: str) -> None:
    text = f"办理{numeral}件"
    mentions = scan(text)
    covered = {at for m in mentions for at in range(m.start, m.end)}
    assert all(at in covered for at, char in enumerate(text) if char in "0123456789½²①")
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@pytest.mark.parametrize("numeral", BROKEN + TYPED, ids=lambda numeral: numeral[:12])
def test_what_is_no_number_is_one_mention_with_a_finding(numeral: str) -> None:
    """Its digits alone would be a wrong figure, and numerals of which nothing is said are lost."""
    report = extract(f"2024年共办理{numeral}件,调解纠纷28起。")
    number = report.mentions[1]
    assert (number.kind, number.text) == (Kind.UNEXPLAINED, numeral)
    assert [o.text for o in report.observations] == ["28"]
    (found,) = (f for f in report.findings if f.code is Code.UNEXPLAINED)
    assert (found.severity, found.start, found.end) == ("warning", number.start, number.end)
    assert len(found.message) < 100


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("上线APP3个", ["3"]),
        ("建成5G基站3个", ["3"]),
        ("推广B2B模式3个", ["3"]),
        ("第二十5件", ["5"]),
        ("以防万一件件落实", []),
        ("三点五六亿元", ["三点五六亿"]),
        ("统一3个标准", ["3"]),
        ("星期三5场", ["5"]),
        ("初三5名学生", ["5"]),
        ("围绕八一3场", ["3"]),
        ("推行12三项制度", []),
        ("完成整改...5件", ["5"]),
        ("一.5件实事", ["5"]),
        ("调解**3**件", []),
        ("由5-3件", []),
        ("划定Ⅲ类水体", []),
        ("自行车12辆 34件", ["12", "34"]),
    ],
)
def test_names_and_phrases_are_no_such_numbers(text: str, texts: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quantities(text) if q.unit] == texts


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3万5千至4万件", 35000, 40000),
        ("3万至3万5千件", 30000, 35000),
        ("3万5千件至4万件", 35000, 40000),
        ("3万5—4万件", 35000, 40000),
    ],
)
def test_a_range_may_go_from_sum_to_sum(text: str, low: int, high: int) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.upper, quantity.unit) == (low, high, "件")
    assert text[quantity.start : quantity.end] == text.rstrip("件")


def test_a_sum_behind_a_bare_number_is_no_range() -> None:
    assert [q.value for q in find_quantities("由3至3万5千件")] == [3, 35000]
