"""Running `extract` in tests, and what it writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractor import Report
from extractor.io.writers.json_writer import json_bytes

ROOT = Path(__file__).parent.parent
SENTENCE = "2024年全年调解矛盾纠纷28起,调解成功率100%。\n"


@dataclass(frozen=True)
class Outcome:
    """What one run of `extract` left behind."""

    code: int
    out: str
    err: str


def one_line(message: str, *words: str) -> bool:
    """One line, with the words in it, and something to do in brackets."""
    return (
        message.count("\n") == 1
        and message.startswith("extract: ")
        and all(word in message for word in words)
    )


def json_text(report: Report) -> str:
    """A record as the text of its file."""
    return json_bytes(report).decode("utf-8")
