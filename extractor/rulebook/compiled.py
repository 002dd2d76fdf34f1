"""The rulebook as one JSON text: what extraction needs of the rule files, ready to read.

Examples stay in the TOML files: only checks of the rules need them. A report asks for a few of
the rules, so each is made of its row when it is first asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from extractor.model import Measure
from extractor.rulebook.context import compile_context
from extractor.rulebook.lexicon import Heads, Lexicon, head_places
from extractor.rulebook.model import Cue, Rule, Rulebook
from extractor.rulebook.words import Words, WordTable, word_table

FORM = 2  # of the text: one more whenever it changes
_CUE_SETS = ("support", "topic", "block", "units")


class Rules(Mapping[str, Rule]):
    """The rules of a compiled rulebook by id."""

    def __init__(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        self._rows = rows
        self._made: dict[str, Rule] = {}

    def __getitem__(self, rule_id: str) -> Rule:
        made = self._made.get(rule_id)
        if made is None:
            made = self._made[rule_id] = _rule(rule_id, self._rows[rule_id])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def dump_rulebook(rulebook: Rulebook, context: Mapping[str, Any], source: str) -> str:
    """The JSON text of a rulebook; `source` is the fingerprint of the files it came from."""
    data = {
        "source": source,
        "sha256": rulebook.sha256,
        "context": context,
        "checks": rulebook.checks,
        "rules": {rule.id: _rule_row(rule) for rule in rulebook.rules.values()},
        "lexicon": _lexicon_row(rulebook.lexicon),
    }
    return json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def restore_rulebook(data: Mapping[str, Any]) -> Rulebook:
    """The rulebook of a parsed JSON text that `dump_rulebook` wrote."""
    rows = data["rules"]
    rules = Rules(rows)
    places = head_places([cue["words"] for cue in row["cues"]] for row in rows.values())
    return Rulebook(
        rules=rules,
        context=compile_context(data["context"], checked=True),
        checks=data["checks"],
        sha256=data["sha256"],
        lexicon=_lexicon(data["lexicon"], Heads(rules, places)),
    )


def _lexicon_row(lexicon: Lexicon) -> dict[str, Any]:
    """What would take long to work out: `longer` has the beginnings of words by their lengths."""
    table = lexicon.table.table
    longer: dict[tuple[int, ...], list[str]] = {}
    for three, lengths in sorted(table.longer.items()):
        longer.setdefault(lengths, []).append(three)
    return {
        "topics": sorted(lexicon.topics),
        "zeros": lexicon.zeros,
        "others": sorted(table.words - lexicon.heads.keys()),
        "pairs": sorted(table.pairs),
        "longer": sorted(longer.items()),
        "single": table.single and table.single.pattern,
    }


def _lexicon(row: Mapping[str, Any], heads: Heads) -> Lexicon:
    longer: dict[str, tuple[int, ...]] = {}
    for lengths, beginnings in row["longer"]:
        longer.update(dict.fromkeys(beginnings, tuple(lengths)))
    table = WordTable(
        words=frozenset(chain(heads, row["others"])),
        pairs=frozenset(row["pairs"]),
        longer=longer,
        single=row["single"] and re.compile(row["single"]),
    )
    return Lexicon(
        table=Words(table),
        background=Words(word_table(chain(row["topics"], row["zeros"]))),
        heads=heads,
        zeros=row["zeros"],
        topics=frozenset(row["topics"]),
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
