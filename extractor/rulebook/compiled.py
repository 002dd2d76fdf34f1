"""The rulebook as one JSON text: what extraction needs of the rule files, ready to read.

Examples stay in the TOML files: only checks of the rules need them. A report asks for a few of
the rules, so each is made of its row when it is first asked for. Words stand in one string for
each list: twenty thousand strings would take as long to read as two reports.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from extractor.errors import BadRule
from extractor.model import Measure
from extractor.rulebook.boundaries import Boundaries
from extractor.rulebook.context import Origin, compile_context
from extractor.rulebook.lexicon import Heads, Lexicon, head_places
from extractor.rulebook.model import Cue, Rule
from extractor.rulebook.packed import PackedWords, pack
from extractor.rulebook.rulebook import Rulebook
from extractor.rulebook.words import Words, bounded_words

FORM = 8  # of the text: one more whenever it changes
_CUE_SETS = ("support", "topic", "block", "units")
_BETWEEN = "|"  # … the words of a list


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

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
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
    data = {
        "source": source,
        "sha256": rulebook.sha256,
        "context": context,
        "signs": {name: _join(signs) for name, signs in rulebook.context.beginnings().items()},
        "checks": rulebook.checks,
        "rules": {rule.id: _rule_row(rule) for rule in rulebook.rules.values()},
        "lexicon": _lexicon_row(rulebook),
    }
    return json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def restore_rulebook(data: Mapping[str, Any]) -> Rulebook:
    """The rulebook of a parsed JSON text that `dump_rulebook` wrote."""
    rules = Rules(data["rules"])
    row = data["lexicon"]
    words = PackedWords(row["words"])
    topics = frozenset(_split(row["topics"]))
    boundaries = Boundaries(data["context"]["boundaries"])
    return Rulebook(
        rules=rules,
        context=compile_context(
            data["context"], Origin({}, timed=False), checked=True,
            signs={name: _split(signs) for name, signs in data["signs"].items()},
        ),
        checks=data["checks"],
        sha256=data["sha256"],
        lexicon=Lexicon(
            table=Words(words, boundaries, frozenset(_split(row["silent"]))),
            background=bounded_words(topics | row["zeros"].keys(), boundaries),
            heads=Heads(rules, words),
            zeros=row["zeros"],
            topics=topics,
        ),
    )


def _join(words: Iterable[str]) -> str:
    joined, count = _BETWEEN.join(words := tuple(words)), len(words)
    if joined.count(_BETWEEN) >= max(count, 1):
        odd = next(word for word in words if _BETWEEN in word)
        raise BadRule(f"a word holds {_BETWEEN}", where=odd, hint="write words without it")
    return joined


def _split(joined: str) -> list[str]:
    return joined.split(_BETWEEN) if joined else []


def _lexicon_row(rulebook: Rulebook) -> dict[str, Any]:
    lexicon = rulebook.lexicon
    heads = head_places([cue.words for cue in rule.cues] for rule in rulebook.rules.values())
    return {
        "topics": _join(sorted(lexicon.topics)),
        "silent": _join(sorted(lexicon.table.silent)),
        "zeros": lexicon.zeros,
        "words": pack(lexicon.table.table.words, heads),
    }


def _rule_row(rule: Rule) -> dict[str, Any]:
    return {
        "title": rule.title,
        "definition": rule.definition,
        "measure": rule.measure,
        "units": _join(rule.printed_units),
        "exclude": _join(sorted(rule.exclude)),
        "zero": _join(rule.zero),
        "cues": [_cue_row(cue) for cue in rule.cues],
    }


def _cue_row(cue: Cue) -> dict[str, Any]:
    row: dict[str, Any] = {"words": _join(cue.words)}
    row |= {name: _join(sorted(words)) for name in _CUE_SETS if (words := getattr(cue, name))}
    if cue.after:
        row["after"] = _join(cue.after)
    if cue.weak:
        row["weak"] = True
    return row


def _rule(rule_id: str, row: Mapping[str, Any]) -> Rule:
    units = tuple(_split(row["units"]))
    return Rule(
        id=rule_id,
        title=row["title"],
        definition=row["definition"],
        measure=Measure(row["measure"]),
        units=frozenset(units),
        cues=Cues(row["cues"]),
        exclude=frozenset(_split(row["exclude"])),
        zero=tuple(_split(row["zero"])),
        printed_units=units,
    )


def _cue(row: Mapping[str, Any]) -> Cue:
    sets = {name: frozenset(_split(row[name])) for name in _CUE_SETS if name in row}
    return Cue(
        words=tuple(_split(row["words"])),
        after=tuple(_split(row.get("after", ""))),
        weak=row.get("weak", False),
        **sets,
    )
