"""Files made from others are up to date: compiled rules and words, the catalogue of indicators."""

from __future__ import annotations

import pytest
from commands import ROOT

from extractor.io.pattern_files import compiled_needs
from extractor.io.rule_files import COMPILED, compiled_rulebook, load_rulebook
from extractor.patterns import COMPILED_NEEDS
from extractor.rulebook import Rulebook
from extractor.rulebook.catalogue import catalogue
from extractor.text import make_document
from extractor.text.words import COMPILED_WORDS, compiled_words


def test_the_compiled_rules_are_fresh() -> None:
    assert COMPILED.read_text("utf-8") == compiled_rulebook(), "run `extract rules compile`"


def test_the_compiled_words_are_fresh() -> None:
    assert COMPILED_WORDS.read_text("utf-8") == compiled_words(), "run `extract rules compile`"


def test_what_patterns_need_is_fresh() -> None:
    assert COMPILED_NEEDS.read_text("utf-8") == compiled_needs(), "run `extract rules compile`"


@pytest.fixture(scope="module")
def parsed() -> Rulebook:
    return load_rulebook(examples=True)


def test_the_catalogue_is_fresh(parsed: Rulebook) -> None:
    shown = (ROOT / "docs" / "indicators.md").read_text("utf-8")
    assert shown == catalogue(parsed.rules), "run `extract rules docs`"


def test_the_compiled_rules_are_the_rules(parsed: Rulebook) -> None:
    compiled = load_rulebook()
    assert compiled.sha256 == parsed.sha256
    assert list(compiled.rules) == list(parsed.rules)
    for rule_id, rule in parsed.rules.items():
        assert tuple(compiled.rules[rule_id].cues) == rule.cues
    ours, theirs = compiled.lexicon, parsed.lexicon
    assert ours.table.table.whole() == theirs.table.table
    assert ours.background.table == theirs.background.table
    assert (ours.zeros, ours.topics) == (theirs.zeros, theirs.topics)
    assert ours.heads.keys() == theirs.heads.keys()
    for word, heads in theirs.heads.items():
        assert [head[1:] for head in ours.heads[word]] == [head[1:] for head in heads]


def test_lists_answer_as_if_they_were_compiled_whole(parsed: Rulebook) -> None:
    ours, theirs = load_rulebook().context, parsed.context
    clauses = [
        clause for path in sorted((ROOT / "tests" / "gold" / "dev").glob("*_0[12].txt"))
        for clause in make_document(path.name, path.read_bytes()).view.split("。")
    ]  # fmt: skip
    for lists, whole in ((ours, theirs), (ours.tables, theirs.tables),
                         (ours.topics, theirs.topics)):  # fmt: skip
        assert set(lists.names) == set(whole.names)
        for name in whole.names:
            for clause in clauses[:: len(clauses) // 60]:
                found = [match.span() for match in whole[name].finditer(clause)]
                assert [match.span() for match in lists[name].finditer(clause)] == found, name
