"""One form for one meaning, one character to one character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from extractor.text import fold
from extractor.text.fold import Foldable, folding
from extractor.text.script_table import PAIRS


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２０２３年，共１２．５％（含上年）；好：吗？是！", "2023年,共12.5%(含上年);好:吗?是!"),
        ("《民法典》、“议题”。〔2024〕5号【概况】", "《民法典》、“议题”。〔2024〕5号【概况】"),
        ("２０２１—２０２５年 3～5个 20–30家 7―8", "2021-2025年 3-5个 20-30家 7-8"),
        ("٣٥件、۱۲份 𝟏𝟐𝟎𝟗次 １०", "35件、12份 1209次 10"),
        ("3・15 12•4 6‧26", "3·15 12·4 6·26"),
        ("二○一六年 二〇一六年", "二〇一六年 二〇一六年"),
        ("關於發放資料3000餘份,調解糾紛28件", "关于发放资料3000余份,调解纠纷28件"),
        ("「第一議題」", "“第一议题”"),
        ("⼯作⾏政", "工作行政"),
        ("\u2ea0生 \u2ed3效 \u2ee2上 \u2ed1期", "民生 长效 马上 长期"),
        ("\u3000\u00a0\u2009\tA", "    A"),
        ("a\u2028b\rc\r\nd\x85e", "a\nb\nc\r\nd\ne"),
        ("覆盖 著作 余份", "覆盖 著作 余份"),
        ("依申請公開答覆12件,覆蓋率", "依申请公开答复12件,覆盖率"),
    ],
)
def test_forms_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_length_is_kept_and_folding_ends(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_every_folding_is_one_character() -> None:
    assert all(len(plain) == len(printed) == 1 for printed, plain in folding().items())


def test_many_different_forms_are_folded_as_single_ones_are() -> None:
    text = PAIRS[::2]
    assert fold(text) == "".join(fold(char) for char in text)


def test_script_table_agrees_with_opencc() -> None:
    convert = OpenCC("t2s").convert
    differing = {
        traditional + simplified
        for traditional, simplified in zip(PAIRS[::2], PAIRS[1::2], strict=True)
        if convert(traditional) != simplified
    }
    # Releases of the dictionary differ in a handful of rare characters.
    assert len(differing) < len(PAIRS) // 200


FIRST, LATER = Foldable(), Foldable(soon=0)
LATER.find("an end to the beginning")


ODD = "①Ⅳ㈠½\u200b\x00\ufffd\u0301\U000e0100\U000f0001件,“\n"


@given(st.text(st.sampled_from([*folding(), *ODD])))
def test_a_long_run_finds_what_the_first_report_does(text: str) -> None:
    assert LATER.find(text) == FIRST.find(text)


def test_every_digit_of_every_script_is_one() -> None:
    decimals = [char for code in range(0x110000) if (char := chr(code)).isdecimal()]
    known = [char for char in decimals if char not in _NEWER]
    assert fold("".join(known)) == "".join(str(unicodedata.decimal(char)) for char in known)


# Of scripts that came into Unicode later than with the oldest Python there is.
_NEWER = {
    chr(nought + digit)
    for nought in (0x10D40, 0x116D0, 0x116DA, 0x11BF0, 0x11DE0, 0x11F50, 0x1CCF0, 0x1E4F0, 0x1E5F1)
    for digit in range(10)
}
