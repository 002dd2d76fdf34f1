"""The shared word lists as files of rules write them: checked, and each compiled whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from extractor.errors import BadRule, Key
from extractor.patterns import timed_pattern
from extractor.pieces import ANYWHERE, needs
from extractor.rulebook.alternatives import literal_first
from extractor.rulebook.context import LISTS, SECTIONS, Context, Form
from extractor.rulebook.joined import join_words

_LOOK = re.compile(r"\(\?<?[!=][^)]*\)|[^\w]")


class Origin(NamedTuple):
    """Where lists were written, by their keys, for messages; `timed`: users wrote some of them."""

    files: Mapping[Key, str]
    timed: bool


class WrittenLists:
    """The words of the lists of a file, or of a section of it."""

    def __init__(self, table: Mapping[str, Any], origin: Origin, *section: str) -> None:
        self._table, self._origin, self._section = table, origin, section

    def pattern(
        self, name: str, form: Form, settle: Callable[[re.Pattern[str]], None]
    ) -> re.Pattern[str]:
        """The pattern of a list. Errors: `BadRule` naming the one that is missing or no pattern."""
        text = form.fill({part: self.words(part) for part in form.parts})
        try:
            if self._origin.timed:
                files = {self._origin.files[(*self._section, part)] for part in form.parts}
                return timed_pattern(text, f"{', '.join(sorted(files))}: list {name!r}")
            return re.compile(text)
        except re.error as error:
            parts = form.parts
            broken = next((part for part in parts if not self._compiles(part)), parts[0])
            raise self._bad(broken, str(error), "mend it") from None

    def words(self, name: str) -> list[str]:
        """The words of a list, as they are searched for."""
        written = self._table.get(name)
        if not (isinstance(written, list) and written
                and all(isinstance(word, str) and word for word in written)):
            raise self._bad(name, "missing or no list of words", "copy it from the built-in rules")
        # Longest first, not counting (?<!…) and the like: a short word must not hide the long one
        # it begins.
        return literal_first(sorted(written, key=lambda word: -len(_LOOK.sub("", word))))

    def _compiles(self, name: str) -> bool:
        try:
            re.compile("|".join(self.words(name)))
        except re.error:
            return False
        return True

    def _bad(self, name: str, message: str, hint: str) -> BadRule:
        key = (*self._section, name)
        where = self._origin.files.get(key, "")
        return BadRule(f"list {'.'.join(key)!r}: {message}", where=where, hint=hint, key=key)


def compile_context(
    table: Mapping[str, Any], origin: Origin, *, checked: bool = False
) -> Context:
    """The patterns of all lists. Errors: `BadRule` naming the one that is missing or no pattern,
    later on if the lists are `checked` already."""
    topics, tables = table.get("topics", {}), table.get("tables", {})
    context = Context(
        WrittenLists(table, origin), WrittenLists(topics, origin, "topics"),
        WrittenLists(tables, origin, "tables"), categories=topics,
    )  # fmt: skip
    if not checked:
        for lists in (context, context.topics, context.tables):
            lists.check()
    return context


def pack_lists(table: Mapping[str, Any], context: Context) -> dict[str, dict[str, Any]]:
    """The words of the lists by section, "" for those of none, and the reach of their patterns,
    for `PackedLists`."""
    plain = {name: table[name] for name in LISTS if name != "boundaries"}
    sections = {"": plain} | {section: table[section] for section in SECTIONS}
    rows = {section: {name: _rows(lists, name) for name in lists}
            for section, lists in sections.items()}  # fmt: skip
    reach = {name: needs(context[name].pattern).reach for name in context.names}
    return rows | {"reach": {name: size for name, size in reach.items() if size < ANYWHERE}}


def _rows(table: Mapping[str, Any], name: str) -> list[list[str]]:
    forms = WrittenLists(table, Origin({}, timed=False)).words(name)
    return [[form, *(join_words(sorted(each)) for each in needs(form).sets)] for form in forms]
