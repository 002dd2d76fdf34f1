"""The shared word lists of `_context.toml`, compiled: how a figure is meant, whatever it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from extractor.errors import BadRule
from extractor.rulebook.alternatives import literal_first

# How each list is anchored: `%` stands for its alternatives. Texts read backwards from a number
# end in `$`, texts that follow it begin with `^`.
_FORMS = {
    "part": "(%)",
    "among": "^(%)",
    "among_clause": "(%)",
    "among_of": "(%)",
    "naught": "(%)",
    "compare": "(%)",
    "fewer": "(%)$",
    "rise": "(%)",
    "fall": "(%)",
    "measured": "(%)",
    "previous": "(%)$",
    "from": "(%)$",
    "to": "(%)",
    "share_on": "^(%)$",
    "kept": "(%)",
    "summed": "(%)",
    "share": "(%)$",
    "each": "(%)",
    "each_verb": "(%)",
    "respectively": "(%)",
    "join": "(?:%)",
    "breakdown": "^(%)",
    "average": "(%)$",
    "rest": "(%)",
    "anew": "^(%)",
    "denied": "(%)$",
    "then": "^(%)",
    "now": "[,;](%)",
    "abstract": "^[^,;。、]{0,3}(%)",
    "plan": "(%)",
    "stock": "(%)",
    "done": "(%)",
    "every": "(%)",
    "mean": "(%)",
    "routine": "(%)$",
    "bound": "(%)",
    "duty": "(%)",
    "period": "(%)",
    "left": "(%)",
    "undone": "(%)",
    "not_yet": "(%)",
    "filler": "(%)",
}


_TABLES = (
    "change", "fall", "previous", "current", "share", "part", "money", "rate", "plan", "done",
    "named", "count", "generic",
)  # fmt: skip
_LOOK = re.compile(r"\(\?<?[!=][^)]*\)|[^\w]")


@dataclass(frozen=True, slots=True)
class Context:
    """Compiled patterns by list name, and the head words of headings by category."""

    patterns: Mapping[str, re.Pattern[str]]
    change: re.Pattern[str]  # a rise or (group `fall`) a fall, at the end of a text
    zero: re.Pattern[str]  # a negation
    zero_sign: re.Pattern[str]  # a character that a negation begins with
    zero_before: re.Pattern[str]  # what may stand between the clause start and a negation
    topics: Mapping[str, re.Pattern[str]]
    tables: Mapping[str, re.Pattern[str]]  # what headers and labels of tables say

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self.patterns[name]


_LISTS = frozenset({
    *_FORMS, "change_filler", "zero_before", "negation", "zero_block", "topics", "tables"
})  # fmt: skip


def check_context(table: Mapping[str, Any], *, where: str) -> None:
    """Errors: `BadRule` naming a list that nothing reads."""
    known = {"": _LISTS, "tables.": frozenset(_TABLES)}
    given = {"": table, "tables.": table.get("tables", {})}
    for place, lists in given.items():
        for name in lists:
            if name not in known[place]:
                near = get_close_matches(name, known[place], n=1)
                hint = f"did you mean {near[0]!r}?" if near else "see the built-in _context.toml"
                raise BadRule(f"list {place + name!r}: unknown", where=where, hint=hint)


def compile_context(table: Mapping[str, Any]) -> Context:
    """The compiled lists. Errors: `BadRule` naming the list that is missing or no pattern."""
    topics, tables = table.get("topics", {}), table.get("tables", {})
    try:
        return _compiled(table, topics, tables)
    except re.error as error:
        raise BadRule(f"a list is no pattern: {error}", where="_context.toml",
                      hint="mend the brackets and signs of its words") from None


def _compiled(
    table: Mapping[str, Any], topics: Mapping[str, Any], tables: Mapping[str, Any]
) -> Context:
    patterns = {name: _compile(table, name, form) for name, form in _FORMS.items()}
    filler = _alternatives(table, "change_filler")
    rise, fall = _alternatives(table, "rise"), _alternatives(table, "fall")
    before = _alternatives(table, "zero_before")
    negation = _alternatives(table, "negation")
    block = _alternatives(table, "zero_block")
    return Context(
        patterns=patterns,
        change=re.compile(f"(?:(?:{rise})|(?P<fall>{fall}))(?:{filler})*$"),
        zero=re.compile(f"(?!{block})(?:{negation})"),
        zero_sign=re.compile(f"[{''.join(sorted({word[0] for word in table['negation']}))}]"),
        zero_before=re.compile(f"(?:{before})$"),
        topics={name: _compile(topics, name, "%") for name in topics},
        tables={name: _compile(tables, name, "(%)") for name in _TABLES},
    )


def _compile(table: Mapping[str, Any], name: str, form: str) -> re.Pattern[str]:
    try:
        return re.compile(form.replace("%", _alternatives(table, name)))
    except re.error as error:
        raise BadRule(f"list {name!r}: {error}", where="_context.toml", hint="mend it") from None


def _alternatives(table: Mapping[str, Any], name: str) -> str:
    words = table.get(name)
    if not isinstance(words, list) or not words or not all(isinstance(w, str) and w for w in words):
        raise BadRule(f"list {name!r} is missing or no list of words", where="_context.toml",
                      hint="copy it from the built-in rules")
    # Longest first, not counting (?<!…) and the like: a short word must not hide the long one it
    # begins.
    ordered = sorted(words, key=lambda word: -len(_LOOK.sub("", word)))
    return "|".join(literal_first(ordered))
