"""What a table of masks is made of: one row, and the fragments that rows share."""

from __future__ import annotations

from typing import NamedTuple

from extractor.model import Kind

YEAR = r"(?:19|20)\d\d"
TO = r"(?:——|[—–\-~～至到])"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
DAY_WORDS = (
    "国家|国际|全国|全民|世界|宪法|消费|禁毒|国安|法制|法治|普法|学雷锋|消防|安全|"
    "知识产权|宣传|妇女"
)
# Enough to tell 12345受理 from 12345件 without asking for every measure word.
COUNTED = r"[\d万亿千百余多几%+件次人名个份场家户起宗条项元例处批期]|[.,]\d"

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LONG = "0"  # whatever stands beside the number, if it has three digits or more
ANY = ""  # whatever stands beside it


class Mask(NamedTuple):
    """A pattern that matches at the first digit of a number that measures nothing.

    `beside` are characters one of which stands right before the number or right behind its digits
    wherever the pattern matches. In `masked` the braces hold what the pattern takes; it takes
    nothing at the braces of `left`.
    """

    kind: Kind
    beside: str
    pattern: str
    masked: tuple[str, ...]
    left: tuple[str, ...]
