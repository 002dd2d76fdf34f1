"""Time grows with the length of a text, not with its square, however it is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from extractor.io.rule_files import load_rulebook
from extractor.numbers import scan
from extractor.pipeline import run
from extractor.text import make_document

BOOK = load_rulebook()
SEED = max((Path(__file__).parent.parent / "seeds").glob("*.txt"), key=lambda p: p.stat().st_size)
TIMES = 8
# Twice the length in four times the time would make it sixty-four.
SLACK = 2.5
ROUNDS = 4

MADE = {
    "a list without an end": "受理案件" + "调解纠纷12件、" * 60,
    "a sentence without an end": "受理案件" + "调解纠纷12件," * 60,
    "figures and nothing else": "12件34起56次" * 40,
    "rests": "受理案件100件," + "其余2件," * 60,
    "shares": "占5%、" * 150,
    "rates": "1%" * 300,
    "more resolved than received": "受理纠纷5件,调解成功6件," * 60,
    "sums": "1万2千5百件、" * 60,
    "no numbers": "1,2345.6.7万1," * 60,
    "turned numbers": "\u202e1" * 300,
    "changes": "同比增长5%," * 60,
    "a row of one unit": "、1件" * 200,
    "one head each": "投诉举报分别" + "12件、" * 80,
    "brackets": "(" * 400 + "12件" + ")" * 400,
    "parts": "受理100件," + "其中调解3件," * 60,
    "worded zeros": "无行政诉讼败诉案件、" * 60,
    "written numerals": "两处三件四起" * 50,
    "titles without an end": "《" * 2000 + "12件",
    "numbers that count nothing": "3," * 150,
    "digits": "1" * 6000,
    "bare lines": "12件\n" * 60,
    "numbers of pages": "".join(f"{page}\n{'调解纠纷' * 90}\n" for page in range(12)),
    "rows": "调解\t12\t34\n" * 30,
    "bars": "|" * 3000 + "。",
    "columns": "项目|" * 200 + "\n" + "12|" * 200 + "\n",
    "headings": "一、调解工作\n调解12件。\n" * 40,
}


def in_proportion(read: Callable[[str], object], text: str, *, least: float = 0.0) -> bool:
    """Whether `TIMES` the text takes no longer than so many times the time, with some slack.

    What a busy machine disturbed is measured again; what grows faster fails every time. Texts that
    take less than `least` seconds count as taking so many.
    """
    read(text)  # compiles what it needs
    once = often = 60.0
    for _ in range(ROUNDS):
        once = min(once, seconds(read, text))
        often = min(often, seconds(read, text * TIMES))
        if often <= TIMES * SLACK * max(once, least):
            return True
    return False


def seconds(read: Callable[[str], object], text: str) -> float:
    start = process_time()
    read(text)
    return process_time() - start


def whole(text: str) -> object:
    return run(make_document("made.txt", text), BOOK)


@pytest.mark.parametrize("text", MADE.values(), ids=MADE.keys())
def test_made_texts_take_time_in_proportion(text: str) -> None:
    assert in_proportion(whole, text, least=0.002)


@pytest.mark.parametrize("glued", [False, True], ids=["as printed", "in one line"])
def test_reports_take_time_in_proportion(glued: bool) -> None:
    text = SEED.read_text("utf-8")
    if glued:
        text = "".join(text.split())
    assert in_proportion(whole, text)


@pytest.mark.parametrize("piece", ["1,", "1.1.1.1,", "1O"])
def test_rows_of_odd_numbers_are_gone_through_once(piece: str) -> None:
    assert in_proportion(scan, piece * (2000 // len(piece)))
