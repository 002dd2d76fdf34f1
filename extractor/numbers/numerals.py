"""Numeral strings to exact values: Arabic digits here, clean Chinese numerals by cn2an.

Chinese numerals up to 9,999 (and those times 万 or 亿) are read here, because cn2an takes 100 ms
to import and 九十 is not worth that; everything longer goes to cn2an in its `normal` mode. cn2an
never sees what it misreads: 两三 (it says 23), 负12 (it drops the sign), 余, bare 百, separators.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from extractor.model import Qualifier
from extractor.patterns import pattern

MAGNITUDES = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
}

MINUS = ("-", "−", "负")  # what a number below nought begins with
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_DIGITS |= {"两": 2, "俩": 2, "仨": 3, "〇": 0, "○": 0}
# 壹仟贰佰 of receipts and vouchers; 萬 and 億 of mirrors that kept the traditional script.
_FORMAL = str.maketrans(
    "壹贰叁参肆伍陆柒捌玖拾佰仟萬億○〇貳參陸兩.",
    "一二三三四五六七八九十百千万亿零零二三六两点",
) | str.maketrans({"廿": "二十", "卄": "二十", "卅": "三十", "卌": "四十"})
_LOOSE = str.maketrans("", "", "余多来几数")
_LARGE = frozenset(("", "万", "亿", "万亿"))
_SECTION = pattern(
    "(?:([一二两三四五六七八九])千)?(零)?(?:([一二两三四五六七八九])百)?(零)?"
    "(?:([一二两三四五六七八九])?(十))?(零)?([一二两三四五六七八九俩仨])?"
)
_BARE_TEN = pattern("(?<![一二三四五六七八九])十")
_LARGE_SIGN = pattern("[万亿]")
# 二三 means two or three, 三五 three to five; any other pair (五三) is no number.
_PAIR_ROW = "一二 一两 二三 两三 三四 四五 五六 六七 七八 八九 三五"
_PAIRS = frozenset(_PAIR_ROW.split())
_PAIR = pattern(
    r"(?<![一二两三四五六七八九零])([一二两三四五六七八九])([二两三四五六七八九])(?=[十百千万亿]|$)"
)
_ARABIC = pattern(
    r"(?P<minus>[-−负])?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+|\d+(?:\.\d+)?)"
    r"(?P<loose>[余多来几]?)(?P<magnitude>[百千万亿]*)(?P<loose_after>[余多来几]?)"
)
_RANGE = pattern(r"(.+?)(?:至|到|——?|–|~|-)(.+)")
_PER = pattern(r"([一二两三四五六七八九十百千万\d]+)分之(.+)")
_MIXED = pattern("(.+)又(.+分之.+)")
_TENTHS = pattern(r"([一二两三四五六七八九])成([一二三四五六七八九])?")
_ALIKE = 100  # times
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


class Numeral(NamedTuple):
    """What one numeral says: `upper` is the far end of a range, else None."""

    value: Decimal
    upper: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT


def fold_width(text: str) -> str:
    """The text with full-width ASCII made half-width, character for character."""
    return text.translate(_WIDTH)


def parse_numeral(text: str) -> Numeral | None:
    """Value, upper end and qualifier of one numeral string, or None if it is not one.

    Units: plain number, 万 and 亿 applied; 百分之 is read in percent, 成 as tens of percent.
    十余 is 10, more_than; 两三 is a range 2..3; 上百 is 100, at_least.
    """
    text = fold_width(text).strip()
    prefix, text = _strip_prefix(text)
    numeral = _read(text)
    if numeral is None or prefix is None:
        return numeral
    return Numeral(numeral.value, numeral.upper, prefix)


def _strip_prefix(text: str) -> tuple[Qualifier | None, str]:
    if text[:1] == "上" and text[1:2] in MAGNITUDES:
        return Qualifier.AT_LEAST, text[1:]
    if text[:1] == "近":
        return Qualifier.NEARLY, text[1:]
    if text[:1] == "约":
        return Qualifier.ABOUT, text[1:]
    return None, text


def _read(text: str) -> Numeral | None:
    single = arabic(text) or per_form(text) or chinese(text)
    if single is not None:
        return single
    ends = _RANGE.fullmatch(text)
    return read_range(ends[1], ends[2]) if ends else None


def read_range(first: str, last: str, high: Numeral | None = None) -> Numeral | None:
    """20—30, 两到三万: a magnitude printed once at the far end holds for both ends.

    `high` is the far end where it is known: that of a sum (3万至3万5千, but not 3至3万5千).
    """
    low = arabic(first) or chinese(first)
    if high is not None:
        return range_of(low, high) if trailing_scale(first) > 1 else None
    high = arabic(last) or chinese(last)
    if low is None or high is None:
        return None
    scale = trailing_scale(last)
    if scale > 1 and trailing_scale(first) == 1:
        end = (high.upper or high.value) / scale
        # 3至5万 is 30,000 to 50,000, but 5000至1万 starts at 5,000. What 5至3万 is nobody knows.
        if end <= low.value < _ALIKE * end:
            return None
        if low.value < end:
            low = low._replace(value=low.value * scale)
    return range_of(low, high)


def range_of(low: Numeral | None, high: Numeral | None) -> Numeral | None:
    """From one value to a greater one; None for all else."""
    if low is None or high is None:
        return None
    upper = high.upper or high.value
    return Numeral(low.value, upper, Qualifier.RANGE) if low.value < upper else None


def trailing_scale(text: str) -> Decimal:
    """The 万 or 亿 (or 百, 千 after digits) a numeral ends with, else 1."""
    scale = Decimal(1)
    for char in reversed(text.rstrip("余多来几")):
        if char not in MAGNITUDES or (char in "十百千" and not text[:1].isdigit()):
            break
        scale *= MAGNITUDES[char]
    return scale


def arabic(text: str) -> Numeral | None:
    """1,260 · 5 230 · 800余万 · 1.23千万; None for anything else."""
    match = _ARABIC.fullmatch(text)
    if match is None:
        return None
    value = Decimal(match["number"].replace(",", "").replace(" ", ""))
    for char in match["magnitude"]:
        value *= MAGNITUDES[char]
    if match["minus"]:
        value = -value
    return Numeral(value, None, loose_qualifier(match["loose"] + match["loose_after"]))


def loose_qualifier(marks: str) -> Qualifier:
    """What 余 多 几 (more than) or 来 (about) beside a numeral say."""
    if not marks:
        return Qualifier.EXACT
    return Qualifier.ABOUT if marks == "来" else Qualifier.MORE_THAN


def per_form(text: str) -> Numeral | None:
    """百分之九十八点五 is 98.5, 七成五 is 75, 三分之二 two thirds, 三又二分之一 3.5, 百分百 100."""
    if text == "百分百":
        return Numeral(Decimal(100))
    tenths = _TENTHS.fullmatch(text)
    if tenths:
        last = _DIGITS[tenths[2]] if tenths[2] else 0
        return Numeral(Decimal(_DIGITS[tenths[1]] * 10 + last))
    mixed = _MIXED.fullmatch(text)
    if mixed:
        return _with_fraction(chinese(mixed[1]), per_form(mixed[2]))
    match = _PER.fullmatch(text)
    if match is None:
        return None
    part = arabic(match[2]) or chinese(match[2])
    if part is None and match[2] in MAGNITUDES:
        part = Numeral(MAGNITUDES[match[2]])
    if part is None or match[1] in ("百", "千", "万"):
        return part
    whole = arabic(match[1]) or chinese(match[1])
    if whole is None or whole.value == 0:
        return None
    return Numeral(part.value / whole.value, None, part.qualifier)


def _with_fraction(ones: Numeral | None, part: Numeral | None) -> Numeral | None:
    """三又二分之一; 三又百分之五 is none."""
    if ones is None or part is None or ones.upper is not None or not 0 < part.value < 1:
        return None
    return Numeral(ones.value + part.value)


def chinese(text: str) -> Numeral | None:
    """二百三十余万 · 数十 · 百余 · 十五六 · 一点五亿; None if it is no numeral."""
    text = text.translate(_FORMAL)
    loose = [char for char in text if char in "余多来几数"]
    bare = text.translate(_LOOSE)
    if text[:1] in ("几", "数") and bare[:1] not in ("十", "百", "千", "万", "亿"):
        return None
    if text[:1] == "负":
        below = chinese(text[1:])
        return Numeral(-below.value) if below and below.upper is None else None
    pair = _PAIR.search(bare) if len(bare) > 1 else None
    if pair and "点" not in bare:  # 三点五六 is 3.56
        return _pair(bare, pair)
    value = _value(bare)
    if value is None:
        return None
    qualifier = loose_qualifier("".join(loose)) if loose else Qualifier.EXACT
    return Numeral(value, None, qualifier)


def _pair(text: str, pair: re.Match[str]) -> Numeral | None:
    if pair[0] not in _PAIRS:
        return None
    before, after = text[: pair.start()], text[pair.end() :]
    low, high = _value(before + pair[1] + after), _value(before + pair[2] + after)
    if low is None or high is None:
        return None
    return Numeral(low, high, Qualifier.RANGE)


def _value(text: str) -> Decimal | None:
    if not text:
        return None
    if text == "半":
        return Decimal("0.5")
    if "点" in text:
        return _decimal(text)
    small = _small(text)
    return small if small is not None else _long(text)


def _decimal(text: str) -> Decimal | None:
    """一点五亿, 九十八点五: the fraction is a row of digits, maybe with 万 or 亿 behind it."""
    whole, _, rest = text.partition("点")
    fraction = rest.rstrip("百千万亿")
    integer = _value(whole)
    if integer is None or not fraction or any(char not in _DIGITS for char in fraction):
        return None
    value = integer + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))
    for char in rest[len(fraction) :]:
        value *= MAGNITUDES[char]
    return value


def _small(text: str) -> Decimal | None:
    """Numerals of one section (九千九百九十九), alone or with 万 or 亿 behind them."""
    section = text.rstrip("万亿")
    if text[len(section) :] not in _LARGE:
        return None
    scale = Decimal(1)
    for char in text[len(section) :]:
        scale *= MAGNITUDES[char]
    if not section:
        return scale
    if section in ("百", "千"):
        return MAGNITUDES[section] * scale
    match = _SECTION.fullmatch(section)
    if match is None:
        return None
    thousands, _, hundreds, _, tens, ten, _, ones = match.groups()
    # 三百二 is 320 and 两千五 2,500, never 302: that would have a 零.
    if ones and (thousands or hundreds) and not ten and section[-2] != "零":
        return None
    value = 10 * (_DIGITS[tens] if tens else 1) if ten else 0
    value += 1000 * _DIGITS[thousands] if thousands else 0
    value += 100 * _DIGITS[hundreds] if hundreds else 0
    value += _DIGITS[ones] if ones else 0
    return None if value == 0 and section != "零" else value * scale


def _long(text: str) -> Decimal | None:
    """What has several sections, or is a row of digits (二〇二四): left to cn2an.

    It makes a value of anything, 10,023,000 of 一千二万三: what it would not write so is none.
    """
    if any(char not in _DIGITS and char not in MAGNITUDES for char in text):
        return None
    if text[0] in MAGNITUDES and text[0] != "十":
        return None
    if "两" in text[1:] and all(char in _DIGITS for char in text):
        return None
    import cn2an

    try:
        value = cn2an.cn2an(text, "normal")
        written = _plainly(cn2an.an2cn(value))
    except (ValueError, KeyError):  # KeyError is what cn2an says to 两亿两
        return None
    if all(char in _DIGITS for char in text):
        return Decimal(value)
    *sections, _ = _LARGE_SIGN.split(text)
    # 一万二 leaves the 千 out, 一亿二 the 千万.
    same = written.removeprefix(_plainly(text)) in ("", "十", "百", "千", "千万")
    whole = all(not section or _small(section) is not None for section in sections)
    return Decimal(value) if same and whole else None


def _plainly(text: str) -> str:
    """With what may be left out and without what may be put in: 一十 for 十, no 零, 二 for 两."""
    return _BARE_TEN.sub("一十", text.replace("两", "二").replace("零", ""))
