"""Classes of characters for patterns."""

from __future__ import annotations

from typing import Final

# A Chinese character, or a letter of another script than Latin. `re` goes through a range like
# [一-龥] character by character when it compiles it, for 1.5 ms each time; categories cost nothing.
HAN: Final = r"(?u:[^\W\d_a-zA-Z])"

# Characters that print nothing: marks of direction and of width, joiners, fillers, selectors.
_UNPRINTED: Final = (
    r"\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0"
)
# What no rule reads over: control characters, strokes through a character, characters of a font of
# its own, and those that could not be decoded.
_DAMAGED: Final = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u0300-\u034e\u0350-\u036f\u20d0-\u20f0"
    r"\ue000-\uf8ff\ufffd"
)
# The same beyond the basic plane, of which hardly a text has one: selectors of a form of an
# ideograph, and more room for characters of a font of its own.
RARE: Final = r"\U000e0000-\U000e0fff\U000f0000-\U0010fffd"
UNPRINTED: Final = rf"{_UNPRINTED}\U000e0000-\U000e0fff"
DAMAGED: Final = rf"{_DAMAGED}\U000f0000-\U0010fffd"
ODD: Final = f"{_UNPRINTED}{_DAMAGED}"
# Numbers of one sign.
FRACTIONS: Final = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_RAISING: Final = str.maketrans("0123456789", RAISED[:10])
_LOWERING: Final = str.maketrans("0123456789", RAISED[10:])
ROMAN: Final = "Ⅰ-ↈ"
SUZHOU: Final = "〡-〩〸-〺"
MOMENTS: Final = "㋀-㋋㍘-㍰㏠-㏾"  # of a month, an hour, a day
ENCLOSED: Final = "①-⒛⓪-⓿❶-➓㈠-㈩㉈-㉏㉑-㉟㊀-㊉㊱-㊿"
NUMBER_SIGNS: Final = f"{FRACTIONS}⅟{RAISED}{ROMAN}{SUZHOU}{ENCLOSED}{MOMENTS}"
# Behind a mark between tiers of government, which is no list: 向市、县委员会述法, 省、市、县三级.
BETWEEN_TIERS: Final = r"(?<=[省市县州]、)(?=[市县区旗乡镇街][级委直本、两三])"
# A bracket that holds one of them denies something: 诉讼27件(无败诉) is no 乡(镇).
DENYING: Final = "无零未"
# The end of a list that a noun sums up: 处罚、审批等|议题63个, but 讲座、培训等63场, 中等学校.
SUMMED: Final = "等"
NOT_SUMMED: Final = "初中高同平优"
# What stands behind the end of a list and is no noun.
UNSUMMED: Final = "0-9近约共超逾达合累总多各级、,;:。)”"
# A number may begin with one of them, after up to two of those before it: 近万册, 共约2万册.
BEGINS_NUMBER: Final = r"\d百千万两十数"
BEFORE_NUMBER: Final = "近约超逾达共计上各"
# What splits something up has it: 受理的案件中,维持12件.
AMONG: Final = "中"


def off_line(text: str, before: str, *, above: bool) -> str:
    """What a page prints above or below the line, behind `before`: 15² is no 152.

    Below it are the numbers of formulas (CO₂); behind anything else it is but the layout.
    """
    if above:
        return text.translate(_RAISING)
    formula = before[-1:].isascii() and before[-1:].isalnum()
    return text.translate(_LOWERING) if formula else text
