"""Lists that wait answer as their patterns do, and are compiled of what texts can hold."""

from __future__ import annotations

import re

import pytest

from extractor.io.rule_files import load_rulebook
from extractor.patterns import PATIENCE
from extractor.rulebook.context import Form
from extractor.rulebook.waiting import Waiting, Word

FORM = Form("(%)", ["plan"], ["plan"])
PLAN = {
    "plan": [
        Word("将(建|办)", [["将建", "将办"]]), Word("计划", [["计划"]]),
        Word("年(内|底)[^,]{0,4}前", [["年内", "年底"], ["前"]]),
    ]
}  # fmt: skip


class Compiled(list[str]):
    """The patterns that a list was compiled to, in their order."""


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Compiled:
    made = Compiled()
    compile_ = re.compile

    def noted(text: str) -> re.Pattern[str]:
        made.append(text)
        return compile_(text)

    monkeypatch.setattr("extractor.rulebook.waiting.re.compile", noted)
    return made


def test_a_list_is_compiled_of_the_words_that_texts_can_hold(compiled: Compiled) -> None:
    waiting = Waiting(FORM, PLAN, lambda _: None)
    assert waiting.search("审查合同12份") is None
    assert list(waiting.finditer("审查合同12份,计划", 0, 8)) == []
    assert waiting.findall("审查年底合同") == []
    assert waiting.sub("", "审查合同") == "审查合同"
    assert not compiled
    assert waiting.match("全年计划审查", 2).span() == (2, 4)
    assert waiting.search("计划审查", 1) is None
    assert waiting.sub("", "计划12份") == "12份"
    assert compiled == ["(计划)"]
    assert waiting.fullmatch("年底以前") is not None
    assert waiting.search("计划年底前建") is not None
    assert waiting.search("将建,计划") is not None
    assert waiting.search("年内计划将前") is not None
    assert compiled[1:] == [
        "(年(内|底)[^,]{0,4}前)", "(计划|年(内|底)[^,]{0,4}前)", "(将(建|办)|计划)",
        "(计划|年(内|底)[^,]{0,4}前)",
    ]


def test_a_list_of_several_needs_a_word_of_one_of_them(compiled: Compiled) -> None:
    parts = {"rise": [Word("增", [["增"]])], "filler": [Word("了", [["了"]])]}
    form = Form("(?:%(rise)s)(?:%(filler)s)*$", ["rise", "filler"], ["rise"])
    waiting = Waiting(form, parts, lambda _: None)
    assert waiting.search("了了") is None
    assert not compiled
    assert waiting.search("增了了") is not None
    assert Waiting(form, parts, lambda _: None).search("新增") is not None
    assert compiled == ["(?:增)(?:了)*$", "(?:增)(?:(?!))*$"]


def test_a_list_that_is_asked_often_is_compiled_whole_to_answer_faster(
    compiled: Compiled,
) -> None:
    settled: list[re.Pattern[str]] = []
    waiting = Waiting(FORM, PLAN, settled.append)
    for _ in range(400):
        assert waiting.search("审查合同12份") is None
    assert [each.pattern for each in settled] == compiled
    assert compiled == ["(将(建|办)|计划|年(内|底)[^,]{0,4}前)"]


def test_threads_may_ask_a_list_at_once() -> None:
    waiting = Waiting(FORM, PLAN, lambda _: None)

    class Interrupted(frozenset[str]):
        def __ge__(self, _: object) -> bool:  # another thread asks while this one compares
            waiting._made[frozenset(["年底", "前"])] = None
            return False

    waiting._made[Interrupted()] = None
    assert waiting.search("将建,计划") is not None


def test_what_bars_a_word_is_sought_as_far_as_it_goes() -> None:
    # (杜绝重大违法行为) denies nothing, at the first question as at the last
    zero = load_rulebook().context["zero"]
    for _ in range(2 * PATIENCE):
        assert zero.match("(杜绝一切重大违法行为)", 1) is None
