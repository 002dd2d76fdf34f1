"""Examples of the shared lists: texts beside a list that it must, or must not, find words in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from extractor.errors import BadRule, Key
from extractor.rulebook.context import LISTS, TABLES
from extractor.rulebook.vocabulary import near_names

KEY = "examples"
_FORMS = {"takes": re.compile(r"[^\[\]]*\[[^\[\]]+\][^\[\]]*"), "leaves": re.compile(r"[^\[\]]+")}
_HINTS = {"takes": "put what the list takes of it in [brackets]", "leaves": "write no [brackets]"}
SEE_LISTS = "see the files of the built-in rules whose names begin with _"
_SEE = "compare with the head of the built-in _changes.toml"


class ListExample(NamedTuple):
    """What a list sees of a text, with what it takes of it in brackets; without brackets, where
    it takes nothing.

    A text ends where the number stands if the list is read backwards from a number, and begins
    there if the list follows one. `list`: "plan", or "tables.change" of those below `[tables]`.
    `file`: where it is written.
    """

    list: str
    text: str
    file: str

    @property
    def wanted(self) -> str | None:
        """What the list must take; None if nothing."""
        found = re.search(r"\[(.+)\]", self.text)
        return found and found[1]

    @property
    def plain(self) -> str:
        """The text without brackets."""
        return re.sub(r"[\[\]]", "", self.text)


def take_examples(
    table: Mapping[str, Any], *, where: str
) -> tuple[dict[str, Any], dict[str, tuple[ListExample, ...]]]:
    """(a parsed file of shared lists without its examples, these by the name of their list).

    Errors: `BadRule` naming the list of an example that is none.
    """
    lists, examples = _split(table, LISTS, where)
    if isinstance(lists.get("tables"), dict):
        lists["tables"], below = _split(lists["tables"], TABLES, where, ("tables",))
        examples |= below
    return lists, examples


def _split(
    table: Mapping[str, Any], names: Iterable[str], where: str, section: tuple[str, ...] = ()
) -> tuple[dict[str, Any], dict[str, tuple[ListExample, ...]]]:
    """As `take_examples`; `names` are those of the lists that the section may hold."""
    lists = {name: words for name, words in table.items() if name != KEY}
    given = table.get(KEY, {})
    at: Key = (*section, KEY)
    if not isinstance(given, dict):
        raise BadRule(f"key {'.'.join((*section, KEY))!r} is no table", where=where, hint=_SEE,
                      key=at)
    known = frozenset(names)
    examples = {}
    for name, texts in given.items():
        full = ".".join((*section, name))
        if name not in known:
            raise BadRule(f"examples of list {full!r}: there is no such list", where=where,
                          hint=near_names(name, known, SEE_LISTS), key=(*at, name))
        examples[full] = tuple(_examples(full, texts, where, (*at, name)))
    return lists, examples


def _examples(name: str, given: Any, where: str, at: Key) -> Iterator[ListExample]:
    said = f"examples of list {name!r}"
    if not isinstance(given, dict):
        raise BadRule(f"{said}: no table", where=where, hint=_SEE, key=at)
    for key, texts in given.items():
        if key not in _FORMS:
            raise BadRule(f"{said}: unknown key {key!r}", where=where, key=(*at, key),
                          hint=near_names(key, _FORMS, f"there are {', '.join(_FORMS)}"))
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise BadRule(f"{said}: {key!r} is no list of texts", where=where, hint=_SEE,
                          key=(*at, key))
        for text in texts:
            if not _FORMS[key].fullmatch(text):
                raise BadRule(f"{said}: {text!r} below {key!r}", where=where, hint=_HINTS[key],
                              key=(*at, key))
            yield ListExample(name, text, where)
