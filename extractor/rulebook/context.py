"""The shared word lists of the rules, compiled: how a figure is meant, whatever it counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import NamedTuple, Protocol

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
    "net": "(?:%)",
    "measured": "(%)",
    "squeezed": "(%)",
    "shrunk": "^(%)$",
    "previous": "(%)$",
    "measured_by": "(%)$",
    "from": "(%)$",
    "reached": "(%)$",
    "cases_about": "(?:%)",
    "attribute": "(?:%)",
    "share_on": "^(%)$",
    "in_turn": "(?:%)",
    "kind_next": "^(%)$",
    "kind_of": "^(%)$",
    "kept": "(%)",
    "summed": "(%)",
    "of_all": ",(%)",
    "share": "(%)$",
    "share_noun": "(%)",
    "sort_of": "(?:%)$",
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
    "done_to": "(?:%)",
    "acting": "(?:%)",
    "of_bodies": "(?:%)",
    "actors": "(?:%)",
    "level": "(?:%)",
    "rate_head": "(%)$",
    "tier": "(?:%)",
    "summed_up": "(%)",
    "such_rates": "(?:%)$",
    "measure_end": "(?:%)$",
    "each_verb": "(%)",
    "respectively": "(%)",
    "deed": "(?:%)",
    "people": "(?:%)",
    "join": "(?:%)",
    "done_anew": "(?:%)",
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
    "as_norm": "(?:%)",
    "by_norm": "(?:%)$",
    "assigned": "(%)",
    "norm_end": "(?:%)",
    "exceeded": "(%)$",
    "reach_end": "(?:%)",
    "must_reach": "(?:%)$",
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
_PART = re.compile(r"%\((\w+)\)s")
_NO_WORD = "(?!)"
# A word that all its matches begin with the first character of; what is found in any text.
_PLAIN_FIRST = re.compile(r"\w(?![?*{])[^|]*$")
_ANYTHING = re.compile("")

# Every list: the boundaries are no pattern, the lexicon reads them.
LISTS = frozenset({
    "boundaries", *_FORMS, *chain.from_iterable(map(_PART.findall, _COMBINED.values())),
})  # fmt: skip


class Form(NamedTuple):
    """How the words of one list, or of several, make a pattern."""

    text: str
    parts: Sequence[str]  # the lists whose words it is made of
    needed: Sequence[str]  # … of which a word stands in every match

    def fill(self, words: Mapping[str, Sequence[str]]) -> str:
        """The regular expression of some words of each part."""
        told = {part: "|".join(words[part]) or _NO_WORD for part in self.parts}
        whole = "%(" not in self.text
        return self.text.replace("%", told[self.parts[0]]) if whole else self.text % told


class Source(Protocol):
    """What makes patterns of the words of lists."""

    def pattern(
        self, name: str, form: Form, settle: Callable[[re.Pattern[str]], None]
    ) -> re.Pattern[str]:
        """The pattern of a list; or what answers as it would, until it gives it to `settle`."""
        ...

    def words(self, name: str) -> Iterable[str]:
        """The words of a list, as they are searched for."""
        ...


class Lists(dict[str, re.Pattern[str]]):
    """Patterns by list name, each made when it is first asked for: a report needs the half."""

    def __init__(self, forms: Mapping[str, str], source: Source) -> None:
        super().__init__()
        self._forms, self._source = forms, source

    @property
    def names(self) -> Iterable[str]:
        """Those of all lists, made or not."""
        return self._forms.keys()

    def read_by(self, name: str) -> str:
        """The pattern that reads a list: its own, or the one that it is a part of."""
        if name in self._forms:
            return name
        return next(whole for whole in self._forms if name in self._form(whole).parts)

    def check(self) -> None:
        """Makes all. Errors: `BadRule` naming the list that is missing or no pattern."""
        for name in self._forms:
            self[name]

    def __missing__(self, name: str) -> re.Pattern[str]:
        settle = partial(self.__setitem__, name)
        self[name] = made = self._source.pattern(name, self._form(name), settle)
        return made

    def _form(self, name: str) -> Form:
        text = self._forms[name]
        parts = _PART.findall(text)
        return Form(text, parts, _NEEDED[name]) if parts else Form(text, [name], [name])


class Context(Lists):
    """Patterns by list name, and beside them those that other places of a report need."""

    def __init__(
        self, source: Source, topics: Source, tables: Source, categories: Iterable[str]
    ) -> None:
        super().__init__(_FORMS | _COMBINED, source)
        # The head words of headings by category, and what headers and labels of tables say.
        self.topics = Lists(dict.fromkeys(categories, "%"), topics)
        self.tables = Lists(dict.fromkeys(TABLES, "(%)"), tables)

    @cached_property
    def zero_sign(self) -> re.Pattern[str]:
        """A character that every worded zero holds: a negation begins with it."""
        signs: set[str] = set()
        for word in self._source.words("negation"):
            if not _PLAIN_FIRST.match(word):  # [绝毫]?免于, of a user
                return _ANYTHING
            signs.add(word[0])
        # Those that are told behind their head hold 零; a user's may not.
        for word in self._source.words("naught"):
            if signs.isdisjoint(word):
                signs.update(word)
        return re.compile(f"[{re.escape(''.join(sorted(signs)))}]")
