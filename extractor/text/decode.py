"""Bytes to text, without guessing more than the bytes allow."""

from __future__ import annotations

import codecs
import re
from itertools import chain, islice
from typing import Final, NoReturn

from extractor.errors import UnreadableInput

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTAINERS: Final = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip container (docx, xlsx, ofd or wps)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (doc, xls or wps)"),
    (b"{\\rtf", "an RTF file"),
)
# label, codec: cp950 is Big5 as Windows writes it, that of Hong Kong has more characters.
_LEGACY: Final = (("gb18030", "gb18030"), ("big5", "cp950"), ("big5", "big5hkscs"))

# In which Chinese is written with ASCII alone: +i8ORSg- and ~{5wND~}.
_SEVEN_BITS: Final = ((b"+", "utf-7"), (b"~{", "hz"))

# Characters that hardly a sentence of a report does without, in both scripts. Bytes read in the
# wrong encoding give rare characters instead ("法治" in UTF-8 read as GBK is "娉曟不").
_COMMON: Final = frozenset(
    "的一是在不了有和人这中大为上个国我以要时来用们生到作地于出就分对成会可主发年动同工也能下过子说"
    "产种面而方后多定行学法所民得经十三之进等部度家电力里如水化高自二理起小物现实加量都两体制机当使"
    "点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你"
    "治建设府执纠纷调解街道镇乡县区市司办处件次场项党委员领导落实情况工作报告宣传培训服务规范案审查"
    "這為個國時來們對會發動說產種後過學經進電裡現實兩體點從業應開還樣與關線內數區縣鎮鄉處辦項黨員領"
    "導況報規範審務傳訓調紛執設"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f]")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19]")
_PLAUSIBLE: Final = 0.12
# Text that was decoded wrongly and saved so: 鍏辫皟瑙ｇ籂 of UTF-8 read as GBK, ¹²µ÷½â of GBK as
# Latin-1. Of reports a third of the Chinese characters and more are everyday ones.
_GARBLED: Final = 0.05
_WESTERN = re.compile("[\xa1-\xff]")
_MOSTLY: Final = 0.3
_ENOUGH: Final = 100  # characters to judge by
_DIFFERENT: Final = 30  # Chinese characters: a text of few repeats itself
_HEAD: Final = 1000  # characters: those of a report have everyday ones among them
_SAMPLE: Final = 20_000


def decode(data: bytes, *, name: str, expected: str | None = None) -> tuple[str, str]:
    """The text of a file and its encoding; line ends unchanged, a byte-order mark dropped.

    `expected`, gb18030 or big5, is taken where the bytes are neither marked nor UTF-8 and can be
    read so. Errors: UnreadableInput for a file that is empty, not text, or damaged.
    """
    if not data.strip():
        raise UnreadableInput("the file is empty", where=name, hint="check how it was saved")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding, name), name), encoding
    for magic, kind in _CONTAINERS:
        if data.startswith(magic):
            raise UnreadableInput(
                f"this is {kind}, not plain text",
                where=name,
                hint="give the file its own suffix, or save it as UTF-8 text",
            )
    if data.isascii():
        _refuse_seven_bits(data, name)
    if b"\0" in data[:_SAMPLE]:
        return _wide(data, name)
    try:
        return _checked(data.decode("utf-8"), name), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    return _legacy(data, broken, name, expected)


def _refuse_seven_bits(data: bytes, name: str) -> None:
    """Errors: UnreadableInput for Chinese in ASCII, of which but the digits would be read."""
    for mark, codec in _SEVEN_BITS:
        if mark in data:
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if _plausibility(text) >= _PLAUSIBLE:
                raise UnreadableInput(
                    f"this is {codec.upper()}, an encoding of mails",
                    where=name,
                    hint="save the file again as UTF-8",
                )


def encode(text: str, *, name: str) -> bytes:
    """Text as UTF-8. Errors: UnreadableInput for a lone surrogate, which no file can hold."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        # Half of a pair, as of text that was cut in UTF-16.
        raise UnreadableInput(
            f"character {error.start} is a lone surrogate (U+{ord(text[error.start]):04X})",
            where=name,
            hint="decode the report again; errors='replace' marks what is damaged",
        ) from None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(error, encoding, name) from error
    if not text.strip():
        raise UnreadableInput("the file is empty", where=name, hint="check how it was saved")
    return text


def _wide(data: bytes, name: str) -> tuple[str, str]:
    """UTF-16 without a mark: every digit and line end of it has a NUL on one side."""
    readings = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((_plausibility(text), encoding, text))
    best = max(readings, default=None)
    if best is None or best[0] < _PLAUSIBLE:
        _refuse_binary(name)
    return _checked(best[2], name), best[1]


def _legacy(
    data: bytes, broken: UnicodeDecodeError, name: str, expected: str | None
) -> tuple[str, str]:
    """The reading in the encoding expected, else in that which looks most like Chinese."""
    readings, furthest = [], broken
    for label, codec in _LEGACY:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError as error:
            # One byte was lost of a file that is GB18030 for all else.
            if label != "big5" and _plausibility(data[: error.start].decode(codec)) > _PLAUSIBLE:
                furthest = max(furthest, error, key=lambda each: each.start)
            continue
        readings.append((_plausibility(text) + (label == expected), label, text))
    # GB18030 comes first in a tie: nearly all reports that are not UTF-8 are written in it.
    best = max(readings, key=lambda reading: reading[0], default=None)
    if best is None or best[0] < _PLAUSIBLE:
        if _BINARY.search(data, 0, _SAMPLE):
            _refuse_binary(name)
        raise _damaged(furthest, furthest.encoding, name) from furthest
    return _checked(best[2], name), best[1]


def _plausibility(text: str) -> float:
    """Share of everyday characters among the Chinese ones."""
    # A page may begin with so many characters of script.
    foreign = chain.from_iterable(found[0] for found in _FOREIGN.finditer(text))
    chinese = [char for char in islice(foreign, _SAMPLE) if "\u3400" <= char <= "\u9fff"]
    return sum(char in _COMMON for char in chinese) / len(chinese) if chinese else 0.0


def _checked(text: str, name: str) -> str:
    """`text`, if it reads like text: no NUL, hardly a control character."""
    if "\0" in text or len(_CONTROL.findall(text)) > len(text) // 100 + 3:
        _refuse_binary(name)
    if sum(map(_COMMON.__contains__, text[:_HEAD])) < _ENOUGH and _is_garbled(text[:_SAMPLE]):
        raise UnreadableInput(
            "its characters make no Chinese: it was read in a wrong encoding and saved so",
            where=name,
            hint="download or export the report again",
        )
    return text


def _is_garbled(text: str) -> bool:
    chinese = [char for char in text if "\u3400" <= char <= "\u9fff"]
    if len(chinese) >= _ENOUGH:
        return len(set(chinese)) >= _DIFFERENT and _plausibility(text) < _GARBLED
    return len(_WESTERN.findall(text)) > max(_ENOUGH, len(text) * _MOSTLY)


def _refuse_binary(name: str) -> NoReturn:
    raise UnreadableInput(
        "this is not text: it holds control characters",
        where=name,
        hint="give the file its own suffix, or save it as UTF-8 text",
    )


def _damaged(error: UnicodeDecodeError, encoding: str, name: str) -> UnreadableInput:
    return UnreadableInput(
        f"byte {error.start} cannot be read as {encoding}, nor the file in another encoding",
        where=name,
        hint="save the file again as UTF-8",
    )
