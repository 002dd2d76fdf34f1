"""Lists that wait: they answer as their patterns do, and are compiled only where they must be."""

from __future__ import annotations

import re

import pytest
from commands import ROOT

from extractor.io.rule_files import load_rulebook
from extractor.rulebook.waiting import Waiting, beginnings
from extractor.text import make_document

AHEAD = 20  # characters that a list may look at behind what it finds
TEXTS = [
    make_document(path.name, path.read_bytes()).view
    for path in sorted((ROOT / "tests" / "gold").glob("[sd]e*/*_0[12].txt"))
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["力争", "高出?", "[上下]半年"], {"力争", "高", "上半", "下半"}),
        (["(?<!列入)计划"], {"计划"}),
        (["增(加|长)"], {"增"}),
        ([r"\d月"], None),
        (["^其中"], None),
        (["其中|含"], None),
    ],
)
def test_beginnings_are_what_every_match_holds(words: list[str], found: set[str] | None) -> None:
    assert beginnings(words) == found


def test_no_list_finds_anything_without_one_of_its_beginnings() -> None:
    context = load_rulebook().context
    known = context.beginnings()
    assert len(known) > len(list(context.names)) / 2
    for name, signs in known.items():
        for view in TEXTS:
            for found in context[name].finditer(view):
                ahead = AHEAD if "(?=" in context[name].pattern else 0
                held = view[found.start() : found.end() + ahead]
                assert any(sign in held for sign in signs), (name, held)


def test_a_list_is_compiled_when_a_text_holds_a_beginning() -> None:
    compiled: list[str] = []

    def compile_() -> re.Pattern[str]:
        compiled.append("once")
        return re.compile("计划|力争")

    waiting = Waiting(["计划", "力争"], compile_)
    assert waiting.search("审查合同12份") is None
    assert list(waiting.finditer("审查合同12份,计划", 0, 8)) == []
    assert waiting.findall("审查合同") == []
    assert not compiled
    assert waiting.search("计划审查", 1) is None
    assert not compiled
    assert waiting.match("全年计划审查", 2).span() == (2, 4)
    assert waiting.sub("", "力争12份") == "12份"
    assert compiled == ["once"]


def test_a_list_that_is_asked_often_is_compiled_to_answer_faster() -> None:
    compiled: list[str] = []

    def compile_() -> re.Pattern[str]:
        compiled.append("once")
        return re.compile("计划")

    waiting = Waiting(["计划"], compile_)
    for _ in range(200):
        assert waiting.search("审查合同12份") is None
    assert compiled == ["once"]
