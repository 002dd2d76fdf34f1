"""The shared word lists of the rules, compiled: how a figure is meant, whatever it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from itertools import chain
from typing import Any, NamedTuple, cast

from extractor.errors import BadRule, Key
from extractor.patterns import timed_pattern
from extractor.rulebook.alternatives import literal_first
from extractor.rulebook.waiting import Waiting, beginnings

# How each list is anchored: `%` stands for its alternatives. Texts read backwards from a number
# end in `$`, texts that follow it begin with `^`.
_FORMS = {
    "part": "(%)",
    "former": "(%)",
    "among_clause": "(%)",
    "among_of": "(%)",
    "among_noun": "(?:%)",
    "naught": "(%)",
    "compare": "(%)",
    "held": "(%)$",
    "again": "(%)",
    "fewer": "(%)$",
    "held_against": "(?:%)",
    "measured_noun": "(%)[^,;。、]{0,8}$",
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
    "out_of": "[^,;。、\\d]{2,20}?(?=%)",
    "share_of_whole": "(%)",
    "share_before": "(?:%)",
    "share_of_all": "(?:%)",
    "reaching": "(?:%)",
    "share_money": "(%)",
    "each": "(%)",
    "apiece": "(?:%)",
    "opens": "(%)$",
    "acts": "(?:%)",
    "acted_on": "(?:%)$",
    "into": "(%)$",
    "divided": "(?:%)",
    "placed": "(%)$",
    "described": "(?:%)",
    "for_whom": "(?:%)$",
    "introduced": "(?:%)$",
    "goes_out": "(?:%)",
    "bodies": "(?:%)",
    "bodiless": "(?:%)",
    "done_by": "(?:%)",
    "acting": "(?:%)",
    "actors": "(?:%)",
    "level": "(?:%)",
    "rate_head": "(%)$",
    "tier": "(?:%)",
    "summed_up": "(%)",
    "such_rates": "(?:%)$",
    "each_verb": "(%)",
    "respectively": "(%)",
    "deed": "(?:%)",
    "people": "(?:%)",
    "join": "(?:%)",
    "breakdown": "^(%)",
    "average": "(%)$",
    "rest": "(%)",
    "rest_are": "(?:%)",
    "anew": "^(%)",
    "one_of": "(?:%)[”\"。]?",
    "denied": "(%)$",
    "then": "^(%)",
    "years_told": "(?:%)",
    "now": "[,;](%)",
    "each_body": "(?:%)",
    "batch": "(?:%)",
    "method": "(?:%)(?=[,;。、”]|$)",
    "abstract": "^[^,;。、]{0,3}(%)",
    "plan": "(%)",
    "hoped": "(?:%)",
    "scheduled": "(?:%)",
    "stock": "(%)",
    "fulfilled": "(?:%)",
    "told_year": "(?:%)",
    "done": "(%)",
    "every": "(%)",
    "mean": "(%)",
    "routine": "(%)$",
    "forbids": "(%)",
    "asked": "(?:%)",
    "by_year": "(?:^|[,;:、])(?:%)",
    "goal": "(?:%)",
    "of_goal": "(?:%)",
    "as_goal": "(?:%)",
    "assigned": "(%)",
    "norm_end": "(?:%)",
    "exceeded": "(%)$",
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
# … of which a word stands in every match.
_NEEDED = {
    "among": ("among", "among_these"),
    "change": ("rise", "fall"),
    "rising": ("rise",),
    "zero": ("negation",),
    "to": ("to",),
}


TABLES = (
    "change", "fall", "previous", "current", "share", "part", "money", "rate", "plan", "done",
    "named", "count", "generic", "split",
)  # fmt: skip
# Lists that stand below a head of their own.
SECTIONS = ("topics", "tables")
_LOOK = re.compile(r"\(\?<?[!=][^)]*\)|[^\w]")
_PART = re.compile(r"%\((\w+)\)s")


class Origin(NamedTuple):
    """Where lists were written, by their keys, for messages; `timed`: users wrote some of them."""

    files: Mapping[Key, str]
    timed: bool


class Lists(dict[str, re.Pattern[str]]):
    """Patterns by list name, each compiled when it is first asked for: a report needs the half.

    Those with `signs` wait until a text holds one of them.
    """

    def __init__(
        self,
        table: Mapping[str, Any],
        forms: Mapping[str, str],
        origin: Origin,
        *section: str,
        signs: Mapping[str, Iterable[str]],
    ) -> None:
        super().__init__()
        self._table, self._forms, self._origin, self._section = table, forms, origin, section
        self._signs = signs

    def read_by(self, name: str) -> str:
        """The pattern that reads a list: its own, or the one that it is a part of."""
        if name in self._forms:
            return name
        return next(whole for whole, form in self._forms.items() if name in _PART.findall(form))

    def __missing__(self, name: str) -> re.Pattern[str]:
        signs = self._signs.get(name)
        if signs is None:
            return self._compiled(name)
        waiting = Waiting(signs, partial(self._compiled, name))
        self[name] = made = cast(re.Pattern[str], waiting)
        return made

    def _compiled(self, name: str) -> re.Pattern[str]:
        form = self._forms[name]
        parts = _PART.findall(form) or [name]
        if "%(" in form:
            text = form % {part: self._alternatives(part) for part in parts}
        else:
            text = form.replace("%", self._alternatives(name))
        try:
            if self._origin.timed:
                files = {self._origin.files[(*self._section, part)] for part in parts}
                made = timed_pattern(text, f"{', '.join(sorted(files))}: list {name!r}")
            else:
                made = re.compile(text)
        except re.error as error:
            broken = next((part for part in parts if not self._compiles(part)), parts[0])
            raise self._bad(broken, str(error), "mend it") from None
        self[name] = made
        return made

    @property
    def names(self) -> Iterable[str]:
        """Those of all lists, compiled or not."""
        return self._forms.keys()

    def check(self) -> None:
        """Errors: `BadRule` naming the list that is missing or no pattern."""
        for name in self._forms:
            self._compiled(name)

    def _alternatives(self, name: str) -> str:
        words = self._table.get(name)
        if not (isinstance(words, list) and words
                and all(isinstance(word, str) and word for word in words)):
            raise self._bad(name, "missing or no list of words", "copy it from the built-in rules")
        # Longest first, not counting (?<!…) and the like: a short word must not hide the long one
        # it begins.
        ordered = sorted(words, key=lambda word: -len(_LOOK.sub("", word)))
        return "|".join(literal_first(ordered))

    def _compiles(self, name: str) -> bool:
        try:
            re.compile(self._alternatives(name))
        except re.error:
            return False
        return True

    def _bad(self, name: str, message: str, hint: str) -> BadRule:
        key = (*self._section, name)
        where = self._origin.files.get(key, "")
        return BadRule(f"list {'.'.join(key)!r}: {message}", where=where, hint=hint, key=key)


class Context(Lists):
    """Compiled patterns by list name, and beside them those that other places of a report need."""

    def __init__(
        self, table: Mapping[str, Any], origin: Origin, signs: Mapping[str, Iterable[str]]
    ) -> None:
        super().__init__(table, _FORMS | _COMBINED, origin, signs=signs)
        headed = table.get("topics", {})
        # The head words of headings by category, and what headers and labels of tables say.
        self.topics = Lists(headed, dict.fromkeys(headed, "%"), origin, "topics", signs={})
        forms = dict.fromkeys(TABLES, "(%)")
        self.tables = Lists(table.get("tables", {}), forms, origin, "tables", signs={})

    def beginnings(self) -> dict[str, list[str]]:
        """By list: what a text must hold a piece of to hold a word of it, where that is known."""
        known = {}
        for name in self.names:
            parts = [beginnings(self._table[part]) for part in _NEEDED.get(name, (name,))]
            if all(parts):
                known[name] = sorted({sign for part in parts for sign in part or ()})
        return known

    @cached_property
    def zero_sign(self) -> re.Pattern[str]:
        """A character that every worded zero holds: a negation begins with it."""
        signs = {word[0] for word in self._table["negation"]}
        for word in self._table["naught"]:  # those told behind their head hold 零; a user's may not
            if signs.isdisjoint(word):
                signs.update(word)
        return re.compile(f"[{re.escape(''.join(sorted(signs)))}]")


# Every list: the boundaries are no pattern, the lexicon reads them.
LISTS = frozenset({
    "boundaries", *_FORMS, *chain.from_iterable(map(_PART.findall, _COMBINED.values())),
})  # fmt: skip


def compile_context(
    table: Mapping[str, Any],
    origin: Origin,
    *,
    checked: bool = False,
    signs: Mapping[str, Iterable[str]] | None = None,
) -> Context:
    """The compiled lists. Errors: `BadRule` naming the list that is missing or no pattern, later
    on if the lists are `checked` already; with `signs` each list waits for one of its own."""
    context = Context(table, origin, signs or {})
    if not checked:
        for lists in (context, context.topics, context.tables):
            lists.check()
    return context
