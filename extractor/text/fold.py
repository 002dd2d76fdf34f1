"""One form for one meaning: half-width, Simplified, one character to one character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import Final

from extractor.patterns import pattern
from extractor.text.characters import HAN, NUMBER_SIGNS, ODD, RARE
from extractor.text.script_table import PAIRS

# 。、《》“”〔〕【】 stay: the rules read them. Everything else that is printed in two widths is
# read in one.
_FORMS: Final = {
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000",
    "\n": "\v\f\x1c\x1d\x1e\x85\u2028\u2029",
    # "2021—2025年", "20–30家", "3~5个": any of them joins two numbers.
    "-": "~\u2010\u2011\u2012\u2013\u2014\u2015\u2500\u2501\u301c\ufe58\ufe63\u2796"
    "\u2053\u2e3a\u2e3b\u3030",
    "·": "・•‧･∙⋅",
    # "二○一四年" is typed with a circle as often as with the numeral.
    "〇": "○◯",
    ",": "﹐",
    ".": "﹒",
    "、": "､﹑",
    "。": "｡",
    ";": "﹔",
    ":": "﹕︰∶",
    "?": "﹖",
    "!": "﹗",
    "%": "﹪\u066a",
    "/": "\u2044\u2215",
    "+": "﹢",
    "<": "﹤",
    ">": "﹥",
    "(": "﹙⦅",
    ")": "﹚⦆",
    "〔": "﹝",
    "〕": "﹞",
    "“": "「『〝",
    "”": "」』〞",
}
_FULL_WIDTH: Final = range(0xFF01, 0xFF5F)
# The noughts that other scripts begin their ten digits with.
_NOUGHTS: Final = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰"
# 𝟏𝟐 of formulas and the digits of rarer scripts. They would make the search for all foldings
# twenty times as slow: it is told at once that a text has no such characters.
_RARE_NOUGHTS: Final = (
    "\U000104a0\U00010d30\U00011066\U000110f0\U00011136\U000111d0\U000112f0\U00011450"
    "\U000114d0\U00011650\U000116c0\U00011730\U000118e0\U00011950\U00011c50\U00011d50"
    "\U00011da0\U00016a60\U00016ac0\U00016b50\U0001e140\U0001e2f0\U0001e950\U0001fbf0"
)
_RARE_DIGITS: Final = {
    **{chr(0x1D7CE + at): str(at % 10) for at in range(50)},
    **{chr(ord(nought) + digit): str(digit) for nought in _RARE_NOUGHTS for digit in range(10)},
}
# Text drawn from PDF carries radicals ("⼯作", "⾏政") and compatibility ideographs for characters.
_LOOKALIKES: Final = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
# Radicals that PDF files of browsers print for characters and that have no form in NFKC.
_RADICALS: Final = (
    "\u2e81厂\u2e84乙\u2e88刀\u2e8c小\u2e9f母\u2ea0民\u2ea9王\u2eb6羊\u2ebc肉\u2ec1虎"
    "\u2ec4西\u2ec5见\u2ec6角\u2ec9贝\u2ecb车\u2ed1长\u2ed3长\u2ed4门\u2ed8青\u2ed9韦"
    "\u2eda页\u2edb风\u2edc飞\u2edd食\u2ee2马\u2ee3骨\u2ee4鬼\u2ee5鱼\u2ee6鸟\u2ee7卤"
    "\u2ee8麦\u2ee9黄\u2eea黾\u2eec齐\u2eee齿\u2ef0龙"
)
# Past this many different characters one table walk is cheaper than as many replacements.
_FEW: Final = 40

# "答覆", "批覆" are replies in Traditional script, but 覆蓋 is 覆盖.
_REPLY = pattern("覆(?<=[答回批函電电反]覆)")
# "20−30家", "20件−30件", "项目−类别": but the minus of "净增−3人" stays one.
_JOINING = pattern(
    rf"\u2212(?:(?<=\d.)|(?<=\d..)|(?<=\d...)|(?![ \u3000]?\d)|(?<!{HAN}.)(?<![(（:：,，、].))"
)
_LONE_RETURN = pattern(r"\r(?!\n)")
_NOTED_CLASS = f"{ODD}{NUMBER_SIGNS}"
_NOTED = pattern(f"[{_NOTED_CLASS}{RARE}]")
_RARE = pattern(f"[{RARE}]")
# What most reports have besides Chinese characters, none of it noted.
_PLAIN: Final = frozenset("\n、。《》“”‘’…〇·【】〔〕").union(map(chr, range(0x20, 0x7F)))
_SOON: Final = 100_000  # characters: some twenty reports


@lru_cache(maxsize=1)
def folding() -> Mapping[str, str]:
    """Every character that is read as another one."""
    table = dict(zip(PAIRS[::2], PAIRS[1::2], strict=True))
    for code in chain.from_iterable(_LOOKALIKES):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[chr(code)] = table.get(plain, plain)
    table.update(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
    for code in _FULL_WIDTH:
        table[chr(code)] = chr(code - 0xFEE0)
    table.update(_RARE_DIGITS)
    for nought in _NOUGHTS:
        table.update((chr(ord(nought) + digit), str(digit)) for digit in range(10))
    for plain, forms in _FORMS.items():
        table.update(dict.fromkeys(forms, plain))
    table["～"] = "-"
    return table


class Foldable:
    """What of a text is read as something else, or noted.

    A set of its characters tells it at once. The pattern is ten times as fast, but to compile it
    takes as long as to read a whole report: it waits until so much has been read that it pays.
    """

    def __init__(self, soon: int = _SOON) -> None:
        self._left = soon
        self._pattern: re.Pattern[str] | None = None

    def find(self, text: str) -> set[str]:
        """The characters of a text that `folding` holds, and those that are noted."""
        if self._pattern is not None:
            found = set(self._pattern.findall(text))
            if _is_wide(text):
                found.update(_RARE_DIGITS.keys() & set(text), _RARE.findall(text))
            return found
        self._left -= len(text)
        if self._left < 0:
            self._pattern = _foldable()
        present = set(text)
        folded = present & folding().keys()
        odd = [char for char in present if not "一" <= char <= "龥" and char not in _PLAIN]
        return folded.union(_NOTED.findall("".join(odd)) if odd else ())


def _is_wide(text: str) -> bool:
    """Whether characters beyond the basic plane may be in a text: it takes four bytes for each."""
    return text.__sizeof__() >= 4 * len(text)


def _foldable() -> re.Pattern[str]:
    common = (char for char in folding() if char not in _RARE_DIGITS)
    return re.compile(f"[{''.join(map(re.escape, common))}{_NOTED_CLASS}]")


_FOLDABLE = Foldable()


def fold(text: str) -> str:
    """`text` as the rules read it; as long as `text`, position for position."""
    return fold_noting(text)[0]


def fold_noting(text: str) -> tuple[str, frozenset[str]]:
    """The folded text, and which signs for numbers, unprinted and damaged characters it holds."""
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text)
    if "\u2212" in text:
        text = _JOINING.sub("-", text)
    if "覆" in text:
        text = _REPLY.sub("复", text)
    present = _FOLDABLE.find(text)
    table = folding()
    folded = present & table.keys()
    noted = frozenset(present - folded)
    if len(folded) > _FEW:
        return text.translate({ord(char): table[char] for char in folded}), noted
    for char in folded:
        text = text.replace(char, table[char])
    return text, noted
