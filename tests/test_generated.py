"""Files made from others are up to date: compiled rules and words, the catalogue of indicators."""

from __future__ import annotations

from commands import ROOT

from extractor.io.rule_files import COMPILED, compiled_rulebook, load_rulebook
from extractor.rulebook.catalogue import catalogue
from extractor.text.words import COMPILED_WORDS, compiled_words


def test_the_compiled_rules_are_fresh() -> None:
    assert COMPILED.read_text("utf-8") == compiled_rulebook(), "run `extract rules compile`"


def test_the_compiled_words_are_fresh() -> None:
    assert COMPILED_WORDS.read_text("utf-8") == compiled_words(), "run `extract rules compile`"


def test_the_catalogue_is_fresh() -> None:
    shown = (ROOT / "docs" / "indicators.md").read_text("utf-8")
    assert shown == catalogue(load_rulebook(examples=True).rules), "run `extract rules docs`"


def test_the_compiled_rules_are_the_rules() -> None:
    compiled, parsed = load_rulebook(), load_rulebook(examples=True)
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
