"""The rulebook as one JSON text: what extraction needs of the rule files, ready to read.

Examples stay in the TOML files: only checks of the rules need them. A report asks for a few of
the rules, so each is made of its row when it is first asked for. Words stand in one string for
each list: twenty thousand strings would take as long to read as two reports.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

from extractor.model import Measure
from extractor.rulebook.boundaries import Boundaries
from extractor.rulebook.joined import join_rows, join_words, split_rows, split_words
from extractor.rulebook.lexicon import Heads, Lexicon, head_places
from extractor.rulebook.model import Cue, Rule
from extractor.rulebook.packed import PackedWords, pack, unpack
from extractor.rulebook.rulebook import Rulebook
from extractor.rulebook.waiting import packed_context
from extractor.rulebook.words import Words, bounded_words

FORM = 10  # of the text: one more whenever it changes
_CUE_SETS = ("support", "topic", "block", "units")


class Rules(Mapping[str, Rule]):
    """The rules of a compiled rulebook by id."""

    def __init__(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        self._rows = rows
        self._made: dict[str, Rule] = {}

    def __getitem__(self, rule_id: str) -> Rule:
        made = self._made.get(rule_id)
        if made is None:
            made = self._made[rule_id] = _rule(rule_id, self._rows[rule_id])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Cues(Sequence[Cue]):
    """The cues of a rule: each made of its row when it is first asked for."""

    def __init__(self, rows: Sequence[str]) -> None:
        self._rows = rows
        self._made: dict[int, Cue] = {}

    @overload
    def __getitem__(self, at: int) -> Cue: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Cue]: ...
    def __getitem__(self, at: int | slice) -> Cue | Sequence[Cue]:
        if isinstance(at, slice):
            return tuple(self)[at]
        made = self._made.get(at)
        if made is None:
            made = self._made[at] = _cue(self._rows[at])
        return made

    def __len__(self) -> int:
        return len(self._rows)


def dump_rulebook(rulebook: Rulebook, context: Mapping[str, Any], source: str) -> str:
    """The JSON text of a rulebook; `source` is the fingerprint of the files it came from."""
    from extractor.rulebook.written_lists import pack_lists

    data = {
        "source": source,
        "sha256": rulebook.sha256,
        "boundaries": context["boundaries"],
        "lists": pack_lists(context, rulebook.context),
        "checks": rulebook.checks,
        "lexicon": _lexicon_row(rulebook),
    }
    rules = {rule.id: _dump(_rule_row(rule)) for rule in rulebook.rules.values()}
    parts = {name: _dump(part) for name, part in data.items()} | {"rules": _object(rules)}
    return _object(parts) + "\n"


def _dump(value: object) -> str:
    # A blank is read as slowly as a letter: there are sixty thousand places for one.
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _object(members: Mapping[str, str]) -> str:
    """A JSON object of values that are JSON already, each in a line of its own."""
    return "{" + ",\n".join(f"{_dump(name)}:{value}" for name, value in members.items()) + "}"


def restore_rulebook(data: Mapping[str, Any]) -> Rulebook:
    """The rulebook of a parsed JSON text that `dump_rulebook` wrote."""
    rules = Rules(data["rules"])
    row = data["lexicon"]
    words = PackedWords(unpack(row["words"]))
    topics = frozenset(split_words(row["topics"]))
    boundaries = Boundaries(data["boundaries"])
    return Rulebook(
        rules=rules,
        context=packed_context(data["lists"]),
        checks=data["checks"],
        sha256=data["sha256"],
        lexicon=Lexicon(
            table=Words(words, boundaries, frozenset(split_words(row["silent"]))),
            background=bounded_words(topics | row["zeros"].keys(), boundaries),
            heads=Heads(rules, words),
            zeros=row["zeros"],
            topics=topics,
        ),
    )


def _lexicon_row(rulebook: Rulebook) -> dict[str, Any]:
    lexicon = rulebook.lexicon
    heads = head_places([cue.words for cue in rule.cues] for rule in rulebook.rules.values())
    return {
        "topics": join_words(sorted(lexicon.topics)),
        "silent": join_words(sorted(lexicon.table.silent)),
        "zeros": lexicon.zeros,
        "words": pack(lexicon.table.table.words, heads),
    }


def _rule_row(rule: Rule) -> dict[str, Any]:
    return {
        "title": rule.title,
        "definition": rule.definition,
        "measure": rule.measure,
        "units": join_words(rule.printed_units),
        "exclude": join_words(sorted(rule.exclude)),
        "zero": join_words(rule.zero),
        "cues": [_cue_row(cue) for cue in rule.cues],
    }


def _cue_row(cue: Cue) -> str:
    parts = [cue.words, *(sorted(getattr(cue, name)) for name in _CUE_SETS), cue.after]
    return join_rows([*map(join_words, parts), "weak" if cue.weak else ""])


def _rule(rule_id: str, row: Mapping[str, Any]) -> Rule:
    units = tuple(split_words(row["units"]))
    return Rule(
        id=rule_id,
        title=row["title"],
        definition=row["definition"],
        measure=Measure(row["measure"]),
        units=frozenset(units),
        cues=Cues(row["cues"]),
        exclude=frozenset(split_words(row["exclude"])),
        zero=tuple(split_words(row["zero"])),
        printed_units=units,
    )


def _cue(row: str) -> Cue:
    words, *sets, after, weak = split_rows(row)
    support, topic, block, units = map(frozenset, map(split_words, sets))
    return Cue(
        words=tuple(split_words(words)),
        after=tuple(split_words(after)),
        weak=bool(weak),
        support=support,
        topic=topic,
        block=block,
        units=units,
    )
