"""The rulebook as one JSON text: what extraction needs of the rule files, ready to read.

Examples stay in the TOML files: only checks of the rules need them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from extractor.model import Measure
from extractor.rulebook.context import compile_context
from extractor.rulebook.lexicon import compile_lexicon
from extractor.rulebook.model import Cue, Rule, Rulebook

_CUE_SETS = ("support", "topic", "block", "units")


def dump_rulebook(rulebook: Rulebook, context: Mapping[str, Any], source: str) -> str:
    """The JSON text of a rulebook; `source` is the fingerprint of the files it came from."""
    data = {
        "source": source,
        "sha256": rulebook.sha256,
        "context": context,
        "checks": rulebook.checks,
        "rules": {rule.id: _rule_row(rule) for rule in rulebook.rules.values()},
    }
    return json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def restore_rulebook(data: Mapping[str, Any]) -> Rulebook:
    """The rulebook of a parsed JSON text that `dump_rulebook` wrote."""
    rules = {rule_id: _rule(rule_id, row) for rule_id, row in data["rules"].items()}
    return Rulebook(
        rules=rules,
        context=compile_context(data["context"], checked=True),
        checks=data["checks"],
        sha256=data["sha256"],
        lexicon=compile_lexicon(rules.values()),
    )


def _rule_row(rule: Rule) -> dict[str, Any]:
    return {
        "title": rule.title,
        "definition": rule.definition,
        "measure": rule.measure,
        "units": rule.printed_units,
        "exclude": sorted(rule.exclude),
        "zero": rule.zero,
        "cues": [_cue_row(cue) for cue in rule.cues],
    }


def _cue_row(cue: Cue) -> dict[str, Any]:
    row: dict[str, Any] = {"words": cue.words}
    row |= {name: sorted(words) for name in _CUE_SETS if (words := getattr(cue, name))}
    if cue.after:
        row["after"] = cue.after
    if cue.weak:
        row["weak"] = True
    return row


def _rule(rule_id: str, row: Mapping[str, Any]) -> Rule:
    units = tuple(row["units"])
    return Rule(
        id=rule_id,
        title=row["title"],
        definition=row["definition"],
        measure=Measure(row["measure"]),
        units=frozenset(units),
        cues=tuple(_cue(cue) for cue in row["cues"]),
        exclude=frozenset(row["exclude"]),
        zero=tuple(row["zero"]),
        printed_units=units,
    )


def _cue(row: Mapping[str, Any]) -> Cue:
    sets = {name: frozenset(row.get(name, ())) for name in _CUE_SETS}
    return Cue(
        words=tuple(row["words"]),
        after=tuple(row.get("after", ())),
        weak=row.get("weak", False),
        **sets,
    )
