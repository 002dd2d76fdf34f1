"""Parsed TOML tables → Rulebook."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from extractor.errors import BadRule
from extractor.rulebook.context import compile_context
from extractor.rulebook.files import parse_rule
from extractor.rulebook.lexicon import compile_lexicon
from extractor.rulebook.model import Rulebook


def build_rulebook(
    tables: Mapping[str, tuple[str, dict[str, Any]]],
    *,
    context: Mapping[str, Any],
    checks: Mapping[str, Any],
    timed: bool = False,
) -> Rulebook:
    """The rulebook of parsed TOML tables: `tables` maps an indicator id to (file name, table).
    `timed`: users wrote some of the patterns in `context` and `checks`.

    Errors: `BadRule` for the first bad file, in id order.
    """
    rules = {
        rule_id: parse_rule(rule_id, table, where=where)
        for rule_id, (where, table) in sorted(tables.items())
    }
    if not rules:
        raise BadRule("no rule file found", hint="a rule is <category>/<indicator>.toml")
    plain = {rule_id: table for rule_id, (_, table) in sorted(tables.items())}
    return Rulebook(
        rules=rules,
        context=compile_context(context, timed=timed),
        checks=checks,
        sha256=fingerprint({"rules": plain, "context": context, "checks": checks}),
        lexicon=compile_lexicon(rules),
        timed=timed,
    )


def fingerprint(data: Mapping[str, Any]) -> str:
    """SHA-256 of rule data, whatever files and order they came in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
