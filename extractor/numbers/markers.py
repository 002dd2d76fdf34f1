"""Numbers as lists print them: 一、 (三) 4. ⑤ 乙 Ⅳ.

The names of the forms are those of Office Open XML (ECMA-376 part 1, 17.18.59 ST_NumberFormat).
"""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "十", "百", "千")
_LEGAL_PLACES: Final = ("", "拾", "佰", "仟")
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_COUNTING: Final = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "koreanCounting", "japaneseDigitalTenThousand",
})  # fmt: skip
_LEGAL_FORMS: Final = frozenset({
    "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal",
})  # fmt: skip
_DIGITAL: Final = frozenset({"ideographDigital", "taiwaneseDigital", "koreanDigital"})
_CIRCLED: Final = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
# form: first character, last number that has one.
_RUNS: Final = {
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
    "upperLetter": ("A", 26),
    "lowerLetter": ("a", 26),
}
_FULL_WIDTH: Final = 0xFF10
_LARGEST: Final = 9999
UNPRINTED: Final = frozenset({"none", "bullet"})


def list_marker(number: int, form: str) -> str:
    """The number in a form, "" for those that print none.

    In decimal digits where the form is unknown or has no sign for the number.
    """
    if form in UNPRINTED:
        return ""
    if not 0 < number <= _LARGEST:
        return str(number)
    if form in _COUNTING:
        return _counted(number, _DIGITS, _PLACES)
    if form in _LEGAL_FORMS:
        return _counted(number, _LEGAL, _LEGAL_PLACES)
    if form in _DIGITAL:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form in _CIRCLED:
        return _circled(number)
    if form in _RUNS:
        first, last = _RUNS[form]
        return chr(ord(first) + number - 1) if number <= last else str(number)
    return _other(number, form)


def _other(number: int, form: str) -> str:
    if form == "ideographTraditional" and number <= len(_STEMS):
        return _STEMS[number - 1]
    if form == "ideographZodiac" and number <= len(_BRANCHES):
        return _BRANCHES[number - 1]
    if form == "decimalZero":
        return f"{number:02}"
    if form == "decimalFullWidth":
        return "".join(chr(_FULL_WIDTH + int(digit)) for digit in str(number))
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    return str(number)


def _counted(number: int, digits: str, places: tuple[str, ...]) -> str:
    """十二, 二十, 一百〇三: a leading 一十 is 十 in the plain form only."""
    text = str(number)
    words = []
    for at, digit in enumerate(text):
        if digit != "0":
            words.append(digits[int(digit)] + places[len(text) - 1 - at])
        elif words and words[-1] != digits[0]:
            words.append(digits[0])
    while words[-1] == digits[0]:
        words.pop()
    said = "".join(words)
    ten = digits[1] + places[1]
    return said[1:] if said.startswith(ten) and digits == _DIGITS else said


def _circled(number: int) -> str:
    for first, start, last in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if start <= number <= last:
            return chr(ord(first) + number - start)
    return str(number)


def _roman(number: int) -> str:
    signs = []
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        signs.append(sign * times)
    return "".join(signs)
