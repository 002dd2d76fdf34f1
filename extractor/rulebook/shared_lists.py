"""The shared word lists of all folders of rules, put together from their files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from extractor.errors import BadRule, Key
from extractor.rulebook.boundaries import check_boundaries
from extractor.rulebook.context import LISTS, SECTIONS, TABLES
from extractor.rulebook.entries import spell_out
from extractor.rulebook.list_examples import SEE_LISTS, ListExample, take_examples
from extractor.rulebook.vocabulary import near_names

MORE = "..."  # the words of the list that this one is added to
_MAY_BE_EMPTY = re.compile(r"[*?|({]|^[\^$]")


class SharedLists(NamedTuple):
    """The words of each list, its examples, and by its key the file that it stands in."""

    context: Mapping[str, Any]
    examples: tuple[ListExample, ...]
    files: Mapping[Key, str]

    @property
    def boundaries(self) -> Sequence[str]:
        """Words inside which no word of the rules ends."""
        words: list[str] = self.context["boundaries"]
        return words


def merge_lists(folders: Iterable[Mapping[str, Mapping[str, Any]]]) -> SharedLists:
    """The lists of some folders, each a mapping of file name to parsed table.

    A list takes the place of that of an earlier folder, and so do its examples; one that begins
    with `MORE` is added to it.
    Errors: `BadRule` naming file and key of what is no list, or stands in two files of a folder.
    """
    context: dict[str, Any] = {}
    examples: dict[str, tuple[ListExample, ...]] = {}
    files: dict[Key, str] = {}
    for at, folder in enumerate(folders):
        here: dict[Key, str] = {}
        for where, table in folder.items():
            lists, given = take_examples(table, where=where)
            _check_names(lists, where)
            for key, words in _flat(spell_out(lists, where=where)):
                _check_list(key, words, here, where)
                if at:  # those of the package are held by its tests
                    _check_found(key, words, where)
                here[key] = where
                *section, name = key
                place = context.setdefault(section[0], {}) if section else context
                full = ".".join(key)
                if words[:1] == [MORE]:
                    place[name] = place.get(name, []) + words[1:]
                    given[full] = examples.get(full, ()) + given.get(full, ())
                else:
                    place[name] = words
            examples |= given
        files |= here
    return SharedLists(context, tuple(chain.from_iterable(examples.values())), files)


def _check_list(key: tuple[str, ...], words: Any, here: Mapping[Key, str], where: str) -> None:
    """Errors: `BadRule` for what is none, stands in another file of the folder, or bounds nothing.
    """
    name = ".".join(key)
    if key in here:
        raise BadRule(f"list {name!r} stands in {here[key]} too", where=where, key=key,
                      hint="keep one of them")
    if not isinstance(words, list):
        raise BadRule(f"list {name!r}: no list of words", where=where, key=key,
                      hint="write [\"…\", \"…\"]")
    if MORE in words[1:]:
        raise BadRule(f"list {name!r}: {MORE!r} is not its first word", where=where, key=key,
                      hint="put it first to add to the list, or leave it out")
    if key == ("boundaries",):
        check_boundaries(words[1:] if words[:1] == [MORE] else words, where=where)


def _check_found(key: Key, words: Iterable[Any], where: str) -> None:
    """Errors: `BadRule` for a word that takes nothing, and so is found wherever it is looked for.
    """
    for word in words:
        if not isinstance(word, str) or not _MAY_BE_EMPTY.search(word):
            continue
        try:
            empty = re.compile(word).search("")
        except re.error:
            continue  # told with the pattern of the whole list
        if empty is not None:
            name = ".".join(map(str, key))
            raise BadRule(f"list {name!r}: {word!r} is found everywhere", where=where, key=key,
                          hint="write it so that it takes one character at least")


def _flat(lists: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """(key, words) of each list, those of sections too."""
    for name, words in lists.items():
        if name in SECTIONS:
            yield from (((name, inner), each) for inner, each in words.items())
        else:
            yield (name,), words


def _check_names(table: Mapping[str, Any], where: str) -> None:
    """Errors: `BadRule` naming a list that nothing reads, or a section that is none."""
    for name in SECTIONS:
        if not isinstance(table.get(name, {}), dict):
            raise BadRule(f"{name!r} is no section of lists", where=where, key=(name,),
                          hint=f"write its lists below [{name}]")
    known = {(): LISTS.union(SECTIONS), ("tables",): frozenset(TABLES)}
    given = {(): table, ("tables",): table.get("tables", {})}
    for section, lists in given.items():
        for name in lists:
            if name not in known[section]:
                key = (*section, name)
                raise BadRule(f"list {'.'.join(key)!r}: unknown", where=where, key=key,
                              hint=near_names(name, known[section], SEE_LISTS))
