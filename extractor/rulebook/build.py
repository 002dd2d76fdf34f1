"""Parsed TOML tables → Rulebook."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from extractor.errors import BadRule, Key
from extractor.rulebook.files import parse_rule
from extractor.rulebook.lexicon import compile_lexicon
from extractor.rulebook.model import Rule
from extractor.rulebook.rulebook import Rulebook
from extractor.rulebook.shared_lists import SharedLists
from extractor.rulebook.vocabulary import near_names
from extractor.rulebook.written_lists import Origin, compile_context

# <category>.<indicator>: names of a folder, a file, a column and a field.
ID = re.compile(r"[a-z][a-z_]*\.[a-z][a-z0-9_]*")


def build_rulebook(
    tables: Mapping[str, tuple[str, dict[str, Any]]],
    *,
    lists: SharedLists,
    checks: Mapping[str, Any],
    timed: bool = False,
    checked: bool = False,
) -> Rulebook:
    """The rulebook of parsed TOML tables: `tables` maps an indicator id to (file name, table).
    `timed`: users wrote some of the patterns in `lists` and `checks`; `checked`: the lists are
    known to be good.

    Errors: `BadRule` for the first bad file, in id order.
    """
    for rule_id, (where, _) in sorted(tables.items()):
        if not ID.fullmatch(rule_id):
            raise BadRule(
                f"{rule_id!r} is no id", where=where,
                hint="name folder and file with small letters, digits and _",
            )  # fmt: skip
    rules = {
        rule_id: parse_rule(rule_id, table, where=where)
        for rule_id, (where, table) in sorted(tables.items())
    }
    if not rules:
        raise BadRule("no rule file found", hint="a rule is <category>/<indicator>.toml")
    for rule_id, (where, _) in sorted(tables.items()):
        _check_names(rules[rule_id], rules, where)
    plain = {rule_id: table for rule_id, (_, table) in sorted(tables.items())}
    return Rulebook(
        rules=rules,
        context=compile_context(lists.context, Origin(lists.files, timed), checked=checked),
        checks=checks,
        sha256=fingerprint({"rules": plain, "context": lists.context, "checks": checks}),
        lexicon=compile_lexicon(rules, lists.boundaries),
        list_examples=lists.examples,
        timed=timed,
    )


def _check_names(rule: Rule, rules: Mapping[str, Rule], where: str) -> None:
    """Errors: `BadRule` for an indicator, or category, that a rule names and no rule has."""
    categories = {each.category for each in rules.values()}
    named: list[tuple[Key, str, Collection[str]]] = []
    for at, cue in enumerate(rule.cues):
        named += ((("cue", at, "after"), name, {*rules, *categories}) for name in cue.after)
    for at, example in enumerate(rule.examples):
        named += ((("example", at, "gives"), name, rules) for _, name, _ in example.figures)
    for at, counter in enumerate(rule.counterexamples):
        if counter.instead is not None:
            named.append((("counterexample", at, "instead"), counter.instead, rules))
    for key, name, known in named:
        if name not in known:
            hint = near_names(name, known, "see `extract rules list`", most=3)
            raise BadRule(f"no indicator {name!r}", where=where, hint=hint, key=key)


def fingerprint(data: Mapping[str, Any]) -> str:
    """SHA-256 of rule data, whatever files and order they came in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
