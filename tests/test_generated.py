"""Files made from others are up to date: the compiled rules and the catalogue of indicators."""

from __future__ import annotations

from commands import ROOT

from extractor.io.rule_files import COMPILED, compiled_rulebook, load_rulebook
from extractor.rulebook.catalogue import catalogue


def test_the_compiled_rules_are_fresh() -> None:
    assert COMPILED.read_text("utf-8") == compiled_rulebook(), "run `extract rules compile`"


def test_the_catalogue_is_fresh() -> None:
    shown = (ROOT / "docs" / "indicators.md").read_text("utf-8")
    assert shown == catalogue(load_rulebook(examples=True).rules), "run `extract rules docs`"


def test_the_compiled_rules_are_the_rules() -> None:
    compiled, parsed = load_rulebook(), load_rulebook(examples=True)
    assert compiled.sha256 == parsed.sha256
    assert compiled.lexicon.table == parsed.lexicon.table
    for rule_id, rule in parsed.rules.items():
        assert compiled.rules[rule_id].cues == rule.cues
