"""The quantity grammar: numeral, unit of measure, and what stands around them.

(近|约|超|至少 …) NUMERAL [余多] [百千万亿] [余多] UNIT (余|以上|左右|+ …)
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.model import Measure, Qualifier, Quantity
from extractor.numbers.bounds import prefix_before, suffix_at
from extractor.numbers.numerals import MAGNITUDES, Numeral, arabic, range_of, read_range
from extractor.numbers.sums import (
    GOES_ON,
    HUNDREDS,
    LONGEST,
    ONES,
    broken_end,
    read_mixed,
    read_sum,
)
from extractor.numbers.units import Unit, bare_end, unit_at
from extractor.patterns import pattern
from extractor.text.characters import FRACTIONS, HAN

_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?(?![\d.])|"
    r"\d+(?:\.\d+)?)"
)
# 800余万, 9万余, 65.16万多, 10几; but 30来访, 余额, 12多部门.
_LOOSE = r"(?:余(?!额)|多(?!额|部门|部委)|来(?![信访自源电])|几(?!乎))"
# 5千元, 1.23千万; but 5千克, 2万州.
_SCALE = rf"(?:[万亿](?!州)|{HUNDREDS})"
_ARABIC = rf"{_DIGITS}(?: ?{_LOOSE}?{_SCALE}+)?(?: ?{_LOOSE})?"
_TO = r"(?:——|--|[—–\-~～至到])"
_ONE = pattern(_ARABIC, re.ASCII)
_FAR_END = pattern(rf" ?{_TO} ?({_ARABIC})(?![年月日:\d])", re.ASCII)
_FRACTION = pattern(r"([1-9])/(10|[2-9])(?![\d/.])", re.ASCII)
# 应诉案件1 5起: torn apart by the page converter. What 12 34起 was nobody knows.
_TORN = pattern(rf"(?<={HAN})([1-9](?: \d){{1,7}})([万亿]?)(?![\d.,%]| \d)", re.ASCII)
_NOUGHTS = pattern("0+(?![0-9])")
_IN_PIECES = pattern(
    rf"(?:(?<={HAN})|(?<=[(:,、]))[1-9]\d{{0,2}} \d{{1,2}}(?:\.\d+)?(?![\d.,])", re.ASCII
)
# 1.04:1, 1:2.4:3, 法官与人口之比1:8200
_RATIO = pattern(
    r"(\d+(?:\.\d+)?):(?:\d{1,2}(?:\.\d+)?(?::\d{1,2}(?:\.\d+)?)?|(?<=\b1:)\d{3,6})(?![\d.:年月%])",
    re.ASCII,
)
_COMPARED = pattern(
    r"(?:[同环较]比|[较比](?:上年|去年)|变[化动]|增减|增幅|增速)(?:同期)?(?:变[化动]|增减)?[量率值幅度为了]{0,2}$"
)
_COMPARING = 12  # characters of 较上年同期变化了
_WORDED_TO = frozenset("至到")
_JOINTS = frozenset("—–-~～ ") | _WORDED_TO
_ODD = frozenset("/:0123456789零一二两三四五六七八九十" + FRACTIONS)
# 12元5角, 五元三角二分, 5元零5分, 伍元叁角
_FORMAL = "壹贰叁肆伍陆柒捌玖"
_COIN = f"([0-9{''.join(ONES)}{_FORMAL}])"
_COINS = pattern(rf"{_COIN}角(?:{_COIN}分)?|零?{_COIN}分(?=[,。;、)整\n]|$)")

# 涉及金额800余万: the 元 was dropped, a word for money stands before the number.
_MONEY_HEAD = pattern(
    "(?:金额|资金|所得|标的额?|损失|罚款|罚没款?|罚金|投资|投入|薪资?|工资|欠款|款项?|补偿金?|费用?|经费|赔偿|贷款|融资|"
    "减负|减免|止付|挽回|追回|讨回|追缴|清偿|返还|兑付|兑现|节约|节省|收缴|租金|产值|货值|案值|税费?|债务?|收入|支出|奖金|补贴|救助金|保证金|总额|余额)[^,。;、:\n]{0,6}$"
)
# 安排30万专项经费: or behind it.
_MONEY_TAIL = pattern(
    "(?:专项|补助|工作|补偿|建设|帮扶|财政|扶持|奖励)?(?:经费|资金|贷款|补贴|补偿款|罚款)"
)
# 日均投入3万警力: what is put in may be named behind the number.
_TENTH = pattern(r"[1-9](?=[,。;、)\n以左]|$)")  # 9成8
_HALF_TIMES = pattern("小时|学时|课时|月(?!刊)")
_HALVED = frozenset(("倍", "亩", "公里", "吨", "斤", "小时", "学时", "课时", "天", "周"))
_HALF_ENDS = pattern(r"[,。;、)\n以左]|$")
_FORCES = pattern("余?多?(?:警力|人力|劳力|兵力|干警|民警|党员|群众|志愿者|工作力量)")
_YUAN = frozenset(("元", "元人民币", "块钱", "圆"))
_YUAN_SIGNS = frozenset("¥￥")


def figure_at(text: str, start: int, run_end: int) -> Quantity | int:
    """The quantity that begins with the digits `start:run_end`, or the end of what is none.

    None are digits written as no number (1.2万5千, 12 34起, 50-3件, 000件), and those that go on
    for too long.
    """
    if run_end - start > 1 and text[run_end : run_end + 1] != "." and _NOUGHTS.match(text, start):
        return run_end
    if text[run_end : run_end + 1] in GOES_ON:
        end = broken_end(text, start, run_end)
        if end is not None:
            return end
    quantity = arabic_quantity(text, start)
    if quantity.unit is None:
        end = _pieces_end(text, start, run_end) or _falling_end(text, start, quantity.end)
        if end is not None:
            return end
    return quantity if quantity.end - quantity.start <= LONGEST else quantity.end


def _pieces_end(text: str, start: int, run_end: int) -> int | None:
    """12 34|起"""
    found = _IN_PIECES.match(text, start) if text[run_end : run_end + 1] == " " else None
    return found.end() if found and unit_at(text, found.end()) else None


def _falling_end(text: str, start: int, end: int) -> int | None:
    """50-3|件: a range, or a number and a negative one."""
    found = _FAR_END.match(text, end) if text[end : end + 1] == "-" else None
    if found is None or unit_at(text, found.end()) is None:
        return None
    low, high = arabic(text[start:end]), arabic(found[1])
    falls = low is not None and high is not None and low.value >= high.value
    mixed = read_range(text[start:end], found[1]) is None  # 5-3|万元
    return found.end() if falls or mixed else None


def arabic_quantity(text: str, start: int) -> Quantity:
    """The quantity whose first digit stands at `start`."""
    if start > 2 and text.startswith("分之", start - 2) and text[start - 3] in "百千万":
        return _per_quantity(text, start)
    match = _ONE.match(text, start)
    end = match.end() if match else start + 1
    if text[end : end + 1] in _ODD:
        odd = _odd_form(text, start)
        if odd is not None:
            return odd
    unit = unit_at(text, end)
    torn = _TORN.match(text, start) if unit is None and text[end : end + 1] == " " else None
    if torn is not None and unit_at(text, torn.end()) is not None:
        whole = Numeral(Decimal(torn[1].replace(" ", "")) * MAGNITUDES.get(torn[2], 1))
        return finish(text, start, torn.end(), whole)
    if text[(unit.end if unit else end) :][:1] in _JOINTS:
        ranged = _range_from(text, start, end, unit)
        if ranged is not None:
            return finish(text, start, ranged[1], ranged[0])
    return finish(text, *_signed(text, start, end, unit), unit=unit)


def _numeral(text: str) -> Numeral:
    if text.isdigit():
        return Numeral(Decimal(text))
    # "2.8 万", "5 230", "1 286.5 万": blanks part groups and magnitudes, never two numbers.
    return arabic(text.replace(" ", "")) or Numeral(Decimal(0))


def _signed(text: str, start: int, end: int, unit: Unit | None) -> tuple[int, int, Numeral]:
    """净增−3人, 增长-3.2%, 为负12: other signs only where they can be neither a dash nor the end
    of 减负.
    """
    numeral = _numeral(text[start:end])
    sign, before = text[start - 1 : start], text[start - 2 : start - 1]
    minus = sign == "−" or (sign and sign in "-负" and before and before in "长为率是达降升比:(,|")
    if minus or (sign == "-" and _is_compared(text, start - 1, unit)):
        return start - 1, end, Numeral(-numeral.value, None, numeral.qualifier)
    return start, end, numeral


def _is_compared(text: str, sign: int, unit: Unit | None) -> bool:
    """较上年|-3%, 增减|-5件, but not 满意度|-98%."""
    return unit is not None and _COMPARED.search(text, max(0, sign - _COMPARING), sign) is not None


def _odd_form(text: str, start: int) -> Quantity | None:
    """1/4, 3½, 1.04:1, 3万5千元."""
    match = _FRACTION.match(text, start)
    if match:
        quotient = Decimal(match[1]) / Decimal(match[2])
        return finish(text, start, match.end(), Numeral(quotient))
    summed = read_sum(text, start) or read_mixed(text, start)
    if summed:
        unit = unit_at(text, summed[1])
        ranged = _range_from(text, start, summed[1], unit, summed[0])
        return finish(text, start, ranged[1], ranged[0]) if ranged else finish(
            text, start, summed[1], summed[0])
    match = _RATIO.match(text, start)
    if match:
        # 法官与人口之比1:8200 counts no people.
        ratio = finish(text, start, match.end(), Numeral(Decimal(match[1])))
        return ratio._replace(measure=Measure.TIMES) if ratio.unit is None else ratio
    return None


def _per_quantity(text: str, part: int) -> Quantity:
    """百分之98.5: the percent sign is written in words before the digits at `part`."""
    match = _ONE.match(text, part)
    end = match.end() if match else part + 1
    unit = Unit({"百": "%", "千": "‰", "万": "‱"}[text[part - 3]], Measure.RATE, end)
    return assemble(text, part - 3, end, _numeral(text[part:end]), unit)


def _range_from(
    text: str, start: int, end: int, unit: Unit | None, low: Numeral | None = None
) -> tuple[Numeral, int] | None:
    """20—30家, 75%至80%; not 由21个压减至3个 or 从3件到5件, which are two figures.

    `low` is the value at `start:end` where that is a sum (3万5千至4万件).
    """
    match = _FAR_END.match(text, unit.end if unit else end)
    if match is None:
        return None
    dash = unit is None and _WORDED_TO.isdisjoint(text[end : match.start(1)])  # 由3-5天压缩至1天
    if not dash and text[start - 1 : start] in ("由", "从", "自"):
        return None
    high, far_end = read_sum(text, match.start(1)) or (None, match.end(1))
    if unit is not None:
        far = unit_at(text, far_end)
        if far is None or far.word != unit.word:
            return None
    first, last = text[start:end].replace(" ", ""), match[1].replace(" ", "")
    numeral = range_of(low, high or arabic(last)) if low else read_range(first, last, high)
    return (numeral, far_end) if numeral else None


def finish(
    text: str,
    start: int,
    end: int,
    numeral: Numeral,
    *,
    unit: Unit | None = None,
    is_chinese: bool = False,
) -> Quantity:
    """The quantity of a numeral at `start:end`; `unit` is what stands there, if known."""
    if unit is None:
        at = end + 1 if text[end : end + 1] == " " else end
        # 5600+人次: the plus sign stands before the unit.
        if text[at : at + 1] == "+" and unit_at(text, at + 1) is not None:
            at += 1
            numeral = Numeral(numeral.value, numeral.upper, Qualifier.MORE_THAN)
        elif text[at : at + 1] == ")" and text[start - 1 : start] == "(":
            at += 1  # 调解纠纷(12)件: filled in
        unit = unit_at(text, at)
    if unit is None:
        unit = _dropped_yuan(text, start, end)
    elif unit.word == "成" and _TENTH.match(text, unit.end):
        numeral = numeral._replace(value=numeral.value + Decimal(text[unit.end]) / 10)
        unit = unit._replace(end=unit.end + 1)
    elif text[unit.end : unit.end + 1] == "半" and (half := _half_more(text, unit)) is not None:
        unit, end = half
        numeral = numeral._replace(value=numeral.value + Decimal("0.5"))
    if unit is not None and unit.word in _YUAN:
        coins = _COINS.match(text, unit.end)
        if coins:
            end, numeral = coins.end(coins.lastindex or 1), _with_coins(numeral, coins)
            unit = Unit("元", Measure.MONEY, coins.end())
    return assemble(text, start, end, numeral, unit, is_chinese=is_chinese)


def _dropped_yuan(text: str, start: int, end: int) -> Unit | None:
    """¥3,500; 涉及金额800余万, but not $3.5万."""
    before = text[start - 1 : start]
    headed = text[end - 1] in "万亿余多" and _has_money_head(text, start, end)
    yuan = before in _YUAN_SIGNS or (headed and before not in ("$", "€", "£"))
    return Unit("元", Measure.MONEY, end) if yuan else None


def _half_more(text: str, unit: Unit) -> tuple[Unit, int] | None:
    """The unit of 2个|半小时 and 一倍|半, and where the number ends."""
    end = unit.end + 1
    if unit.word == "个":
        timed = _HALF_TIMES.match(text, end)
        word = "个月" if timed and timed[0] == "月" else timed and timed[0]
        return (Unit(word, Measure.DURATION, timed.end()), end) if timed and word else None
    if unit.word in _HALVED and _HALF_ENDS.match(text, end):
        return Unit(unit.word, unit.measure, end), end
    return None


def _with_coins(numeral: Numeral, coins: re.Match[str]) -> Numeral:
    """12元|5角: they belong to the far end of a range, and go on below nought."""
    part = _coin(coins[1]) / 10 + _coin(coins[2] or coins[3]) / 100
    if numeral.upper is not None:
        return numeral._replace(upper=numeral.upper + part)
    return numeral._replace(value=numeral.value + (part if numeral.value >= 0 else -part))


def _coin(digit: str | None) -> Decimal:
    if digit is None:
        return Decimal(0)
    return Decimal(_FORMAL.find(digit) + 1 or ONES.get(digit, digit))


def _has_money_head(text: str, start: int, end: int) -> bool:
    if "万" not in text[start:end] and "亿" not in text[start:end]:
        return False
    if _FORCES.match(text, end):
        return False
    if _MONEY_HEAD.search(text[max(0, start - 14) : start]):
        return True
    return _MONEY_TAIL.match(text, end) is not None


def assemble(
    text: str,
    start: int,
    end: int,
    numeral: Numeral,
    unit: Unit | None,
    *,
    is_chinese: bool = False,
) -> Quantity:
    """The quantity of a numeral whose unit is known."""
    lead, prefix = prefix_before(text, start)
    tail, suffix = suffix_at(text, lead, unit.end if unit else end)
    value, upper, word, end = _in_base_unit(numeral, unit, end)
    stated = prefix or suffix or numeral.qualifier
    qualifier = stated if upper is None else Qualifier.RANGE
    bare = Measure.PLACE if unit is None and bare_end(text, end) is not None else Measure.NONE
    measure = unit.measure if unit else bare
    return Quantity(start, end, lead, tail, value, upper, word, measure, qualifier, is_chinese)


def _in_base_unit(
    numeral: Numeral, unit: Unit | None, end: int
) -> tuple[Decimal, Decimal | None, str | None, int]:
    """Money in 元, 8成 as 80 %; every other unit as printed."""
    if unit is None:
        return numeral.value, numeral.upper, None, end
    if unit.word in _YUAN:
        return numeral.value, numeral.upper, "元", end
    scale, word = Decimal(1), unit.word
    if word == "角":
        scale, word = Decimal("0.1"), "元"
    elif word == "成":
        scale, word, end = Decimal(10), "%", unit.end
    upper = numeral.upper * scale if numeral.upper is not None else None
    return numeral.value * scale, upper, word, end
