"""Entries of a shared word list: words, and what must or must not stand right beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from extractor.errors import BadRule, Key
from extractor.rulebook.vocabulary import near_names

_SEE = "compare with the head of the built-in _changes.toml"
_KEYS = ("words", "behind", "not_behind", "before", "not_before")
# What stands before a word is looked for behind its first character: both have to be plain.
_PLAIN = re.compile(r"\^|([^.^$*+?{}\[\]\\|()]|\\d)+")
_FIRST = re.compile(r"[^.^$*+?{}\[\]\\|()]|\\\W")


def spell_out(table: Mapping[str, Any], *, where: str, section: Key = ()) -> dict[str, Any]:
    """The lists of a parsed file, or of a section of it, all entries as alternatives of regular
    expressions.

    `{ words = ["计划"], not_behind = ["列入"], not_before = ["生育"] }` is 计划 but for 列入计划
    and 计划生育; with `before = ["达到"]` it would be 计划达到 only, with `behind = ["^"]` only
    计划 where the text begins.
    Errors: `BadRule` naming list and key for an entry that says something else.
    """
    lists: dict[str, Any] = {}
    for name, entries in table.items():
        if isinstance(entries, dict):
            lists[name] = spell_out(entries, where=where, section=(*section, name))
        elif isinstance(entries, list):
            key = (*section, name)
            lists[name] = [form for each in entries for form in _forms(each, key, where)]
        else:
            lists[name] = entries
    return lists


def _forms(entry: Any, key: Key, where: str) -> Iterator[Any]:
    if not isinstance(entry, dict):
        yield entry
        return
    _check(entry, key, where)
    prefix = "".join(f"(?<!{each})" for each in entry.get("not_behind", ()))
    before, not_before = entry.get("before"), entry.get("not_before")
    suffix = f"(?!{'|'.join(not_before)})" if not_before else ""
    suffix += f"({'|'.join(before)})" if before else ""
    behind = entry.get("behind")
    for word in entry["words"]:
        if behind and (first := _FIRST.match(word)):
            # A search skips to plain first characters: they stand before what is looked behind.
            yield prefix + first[0] + _behind(behind, first[0]) + word[first.end() :] + suffix
        else:
            yield prefix + word + suffix


def _behind(texts: Sequence[str], first: str) -> str:
    """One of `texts` stands before the character `first` that was just read."""
    looks = []
    for size, same in groupby(sorted(texts, key=_size), key=_size):
        ends = list(same)
        if size == 1:
            looks.append(f"(?<=[{''.join(ends)}]{first})")
        else:
            looks.append(f"(?<={'|'.join(text + first for text in ends)})")
    return f"(?:{'|'.join(looks)})"


def _size(text: str) -> int:
    """How far to look behind: nothing stands before the beginning."""
    return 0 if text == "^" else len(text.replace("\\d", "0"))


def _check(entry: Mapping[str, Any], at: Key, where: str) -> None:
    def bad(message: str, hint: str = _SEE) -> BadRule:
        name = ".".join(map(str, at))
        return BadRule(f"list {name!r}: {message}", where=where, hint=hint, key=at)

    for key, texts in entry.items():
        if key not in _KEYS:
            hint = near_names(key, _KEYS, f"there are {', '.join(_KEYS)}")
            raise bad(f"unknown key {key!r}", hint)
        if not isinstance(texts, list) or not texts or not all(map(_is_text, texts)):
            raise bad(f"{key!r} is no list of words")
    if "words" not in entry:
        raise bad("an entry without `words`")
    if "behind" in entry:
        odd = next((text for text in entry["behind"] if not _PLAIN.fullmatch(text)), None)
        odd = odd or next((word for word in entry["words"] if not _FIRST.match(word)), None)
        if odd:
            raise bad(f"{odd!r} is no plain text", "write out each text that may stand there")


def _is_text(text: object) -> bool:
    return isinstance(text, str) and bool(text)
