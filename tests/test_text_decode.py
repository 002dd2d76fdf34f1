"""Bytes to text, and what is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UnreadableInput
from extractor.text import decode

SIMPLIFIED = "2023年,柳溪镇组织法治培训5次,发放宣传资料3000余份。\r\n调解纠纷28起。\n"
TRADITIONAL = "2023年,柳溪鎮組織法治培訓5次,發放宣傳資料3000餘份。\n調解糾紛28起。\n"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (SIMPLIFIED.encode(), SIMPLIFIED, "utf-8"),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode(), SIMPLIFIED, "utf-8"),
        (SIMPLIFIED.encode("utf-16"), SIMPLIFIED, "utf-16-le"),
        (codecs.BOM_UTF32_LE + SIMPLIFIED.encode("utf-32-le"), SIMPLIFIED, "utf-32-le"),
        (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED, "utf-16-be"),
        (SIMPLIFIED.encode("gbk"), SIMPLIFIED, "gb18030"),
        (SIMPLIFIED.encode("gb2312"), SIMPLIFIED, "gb18030"),
        (TRADITIONAL.encode("gb18030"), TRADITIONAL, "gb18030"),
        (TRADITIONAL.encode("big5"), TRADITIONAL, "big5"),
        ("法治政府建设".encode("gbk"), "法治政府建设", "gb18030"),
        (b"5 meetings\n", "5 meetings\n", "utf-8"),
        (b"5 +20- meetings ~{\n", "5 +20- meetings ~{\n", "utf-8"),
        ("培训5次。\x1a".encode(), "培训5次。\x1a", "utf-8"),
    ],
)
def test_encoding_is_found(data: bytes, text: str, encoding: str) -> None:
    assert decode(data, name="report.txt") == (text, encoding)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (codecs.BOM_UTF16_LE, "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office"),
        (b"GIF89a\x00\x01\x00\x02", "control characters"),
        (bytes(range(256)), "control characters"),
        (SIMPLIFIED.encode()[:-4] + b"\xe8\xb5\xff" + SIMPLIFIED.encode(), "cannot be read"),
        (SIMPLIFIED.encode("gbk")[:21] + b"\xff\xff", "byte 21 cannot be read as gb18030"),
        (SIMPLIFIED.encode("gbk")[:-6] + b"\xc6", "cannot be read as gb18030"),
        (SIMPLIFIED.encode("utf-7"), "UTF-7"),
        (SIMPLIFIED.encode("hz"), "HZ"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "cannot be read"),
        ("café à la crème".encode("latin-1"), "cannot be read"),
    ],
)
def test_unreadable_files_say_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        decode(data, name="broken.txt")
    assert message in caught.value.message
    assert caught.value.where == "broken.txt"
    assert caught.value.hint


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, name="x")
    except UnreadableInput:
        return
    assert text
    assert encoding in {"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030", "big5"}


REPORT = "柳溪镇2024年法治政府建设工作报告。全镇共调解各类矛盾纠纷28起,开展法治宣传12场次。" * 9


@pytest.mark.parametrize(
    "text",
    [
        REPORT.encode().decode("gb18030", "replace"),
        REPORT.encode("gb18030").decode("latin-1"),
        REPORT.encode().decode("cp1252", "replace"),
        REPORT.encode("gb18030").decode("big5", "replace"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_was_decoded_wrongly_before_it_was_saved_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableInput, match=r"make no Chinese|control characters") as caught:
        decode(text.encode(encoding), name="a.txt")
    assert caught.value.hint


@pytest.mark.parametrize(
    "text", ["Rapport annuel: médiation réussie à Zürich, 28 été. " * 40, "28\n" * 400, "柳" * 999]
)
def test_other_texts_are_read(text: str) -> None:
    assert decode(text.encode(), name="a.txt")[0] == text
