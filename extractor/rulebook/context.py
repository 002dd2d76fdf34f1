"""The shared word lists of `_context.toml`, compiled: how a figure is meant, whatever it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from extractor.errors import BadRule
from extractor.patterns import timed_pattern
from extractor.rulebook.alternatives import literal_first

# How each list is anchored: `%` stands for its alternatives. Texts read backwards from a number
# end in `$`, texts that follow it begin with `^`.
_FORMS = {
    "part": "(%)",
    "former": "(%)",
    "among_clause": "(%)",
    "among_of": "(%)",
    "naught": "(%)",
    "compare": "(%)",
    "held": "(%)$",
    "again": "(%)",
    "fewer": "(%)$",
    "rise": "(%)",
    "fall": "(%)",
    "measured": "(%)",
    "squeezed": "(%)",
    "shrunk": "^(%)$",
    "previous": "(%)$",
    "measured_by": "(%)$",
    "from": "(%)$",
    "reached": "(%)$",
    "share_on": "^(%)$",
    "in_turn": "(?:%)",
    "kind_next": "^(%)$",
    "kind_of": "^(%)$",
    "kept": "(%)",
    "summed": "(%)",
    "of_all": ",(%)",
    "share": "(%)$",
    "share_noun": "(%)",
    "share_of_whole": "(%)",
    "share_before": "(?:%)",
    "reaching": "(?:%)",
    "share_money": "(%)",
    "each": "(%)",
    "opens": "(%)$",
    "acts": "(?:%)",
    "acted_on": "(?:%)$",
    "into": "(%)$",
    "placed": "(%)$",
    "introduced": "(?:%)$",
    "bodies": "(?:%)",
    "bodiless": "(?:%)",
    "level": "(?:%)",
    "rate_head": "(%)$",
    "tier": "(?:%)",
    "summed_up": "(%)",
    "such_rates": "(?:%)$",
    "each_verb": "(%)",
    "respectively": "(%)",
    "join": "(?:%)",
    "breakdown": "^(%)",
    "average": "(%)$",
    "rest": "(%)",
    "anew": "^(%)",
    "one_of": "(?:%)[”\"。]?",
    "denied": "(%)$",
    "then": "^(%)",
    "now": "[,;](%)",
    "abstract": "^[^,;。、]{0,3}(%)",
    "plan": "(%)",
    "stock": "(%)",
    "fulfilled": "(?:%)",
    "told_year": "(?:%)",
    "done": "(%)",
    "every": "(%)",
    "mean": "(%)",
    "routine": "(%)$",
    "forbids": "(%)",
    "asked": "(?:%)",
    "duty": "(%)",
    "period": "(%)",
    "left": "(%)",
    "undone": "(%)",
    "not_yet": "(%)",
    "filler": "(%)",
    "zero_caused": "(?:%)",
    "zero_before": "(?:%)$",
}
# … and those that several lists make up.
_COMBINED = {
    "among": r"^(?:[^,;。、]{0,16}(?:%(among)s)|[^,;。、\d]{1,12}(?:%(among_these)s)$)",
    "change": "(?:%(rise)s|%(fall)s)(?:%(change_filler)s)*$",
    "rising": "(?:%(rise)s)(?:%(change_filler)s)*$",
    "zero": "(?!%(zero_block)s)(?:%(negation)s)",
    "to": "(?:%(to_what)s)?(?:%(to_how)s)?(?:%(to_verb)s){0,2}(?:%(to)s)",
}


TABLES = (
    "change", "fall", "previous", "current", "share", "part", "money", "rate", "plan", "done",
    "named", "count", "generic", "split",
)  # fmt: skip
_LOOK = re.compile(r"\(\?<?[!=][^)]*\)|[^\w]")


class Lists(dict[str, re.Pattern[str]]):
    """Patterns by list name, each compiled when it is first asked for: a report needs the half."""

    def __init__(
        self, table: Mapping[str, Any], forms: Mapping[str, str], *, timed: bool = False
    ) -> None:
        super().__init__()
        self._table, self._forms, self._timed = table, forms, timed

    def read_by(self, name: str) -> str:
        """The pattern that reads a list: its own, or the one that it is a part of."""
        if name in self._forms:
            return name
        return next(whole for whole, form in self._forms.items() if f"%({name})s" in form)

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = pattern = _compile(self._table, name, self._forms[name], self._timed)
        return pattern

    @property
    def names(self) -> Iterable[str]:
        """Those of all lists, compiled or not."""
        return self._forms.keys()

    def check(self) -> None:
        """Errors: `BadRule` naming the list that is missing or no pattern."""
        for name in self._forms:
            self[name]


class Context(Lists):
    """Compiled patterns by list name, and beside them those that other places of a report need."""

    def __init__(self, table: Mapping[str, Any], *, timed: bool = False) -> None:
        super().__init__(table, _FORMS | _COMBINED, timed=timed)
        headed = table.get("topics", {})
        # The head words of headings by category, and what headers and labels of tables say.
        self.topics = Lists(headed, dict.fromkeys(headed, "%"), timed=timed)
        self.tables = Lists(table.get("tables", {}), dict.fromkeys(TABLES, "(%)"), timed=timed)

    @cached_property
    def zero_sign(self) -> re.Pattern[str]:
        """A character that a negation begins with."""
        signs = sorted({word[0] for word in self._table["negation"]})
        return re.compile(f"[{''.join(signs)}]")


LISTS = frozenset({
    *_FORMS, "among", "among_these", "change_filler", "negation", "zero_block", "to", "to_what",
    "to_how", "to_verb",
})  # fmt: skip


def check_context(table: Mapping[str, Any], *, where: str) -> None:
    """Errors: `BadRule` naming a list that nothing reads."""
    known = {"": LISTS | {"topics", "tables"}, "tables.": frozenset(TABLES)}
    given = {"": table, "tables.": table.get("tables", {})}
    for place, lists in given.items():
        for name in lists:
            if name not in known[place]:
                from difflib import get_close_matches

                near = get_close_matches(name, known[place], n=1)
                hint = f"did you mean {near[0]!r}?" if near else "see the built-in _context.toml"
                raise BadRule(f"list {place + name!r}: unknown", where=where, hint=hint)


def compile_context(
    table: Mapping[str, Any], *, checked: bool = False, timed: bool = False
) -> Context:
    """The compiled lists; `timed`, if users wrote some of them. Errors: `BadRule` naming the list
    that is missing or no pattern, later on if the lists are `checked` already."""
    context = Context(table, timed=timed)
    if not checked:
        for lists in (context, context.topics, context.tables):
            lists.check()
    return context


def _compile(
    table: Mapping[str, Any], name: str, form: str, timed: bool
) -> re.Pattern[str]:
    try:
        if "%(" in form:
            text = form % _Alternatives(table)
        else:
            text = form.replace("%", _alternatives(table, name))
        return timed_pattern(text, f"_context.toml: {name}") if timed else re.compile(text)
    except re.error as error:
        raise BadRule(f"list {name!r}: {error}", where="_context.toml", hint="mend it") from None


class _Alternatives(dict[str, str]):
    """The alternatives of each list of a table."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, name: str) -> str:
        return _alternatives(self._table, name)


def _alternatives(table: Mapping[str, Any], name: str) -> str:
    words = table.get(name)
    if not isinstance(words, list) or not words or not all(isinstance(w, str) and w for w in words):
        raise BadRule(f"list {name!r} is missing or no list of words", where="_context.toml",
                      hint="copy it from the built-in rules")
    # Longest first, not counting (?<!…) and the like: a short word must not hide the long one it
    # begins.
    ordered = sorted(words, key=lambda word: -len(_LOOK.sub("", word)))
    return "|".join(literal_first(ordered))
