"""The vocabulary of a rule file, closed: a key that is not listed here is an error."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from extractor.errors import BadRule, Key
from extractor.model import Measure, Qualifier, Relation, Status
from extractor.rulebook.model import Counterexample, Cue, Example, Rule
from extractor.rulebook.vocabulary import bad_key
from extractor.text.fold import fold
from extractor.text.view import without_done


def _printable(text: str) -> str:
    """A title is a cell of tables and lists, on one line, and no word goes on behind the end of
    one. Errors: `ValueError`."""
    if not text.isprintable():
        raise ValueError("holds a character that does not print, or the end of a line")
    return text


Word = Annotated[
    str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True),
    AfterValidator(_printable),
]  # fmt: skip
Words = Annotated[list[Word], Field(min_length=1)]
Letter = Annotated[str, StringConstraints(min_length=1, max_length=1)]
Reason = Annotated[str, StringConstraints(min_length=4, strip_whitespace=True)]
Prefix = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(\.[a-z][a-z0-9_]*)?$")]
_WIDE = re.compile("[\uff01-\uff5e]")
MARKS = {str(m) for kind in (Qualifier, Status, Relation) for m in kind}


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)


class CueTable(_Table):
    words: Words = Field(description="Head words of the figure; the nearest to the number counts.")
    support: list[Word] = Field(
        [], alias="with", description="At least one must stand in the same sentence."
    )
    after: list[Prefix] = Field(
        [], description="The figure before must be one of these indicators or categories."
    )
    topic: list[Word] = Field(
        [], description="At least one must stand earlier in the paragraph or its headings."
    )
    block: list[Word] = Field([], alias="not", description="None may stand in the clause.")
    units: list[Word] = Field([], description="Only with these units of measure.")
    weak: bool = Field(False, description="So common a word that any other cue beats it.")


class ExampleTable(_Table):
    text: Annotated[str, Field(min_length=2)]
    gives: Annotated[list[Word | str], Field(min_length=1)] = Field(
        description="Every figure of the text: the number as printed, then, where they differ "
        "from this rule, `exact`, `actual`, `total`: indicator id, qualifier, status, relation, "
        "`=VALUE`."
    )


class CounterexampleTable(_Table):
    text: Annotated[str, Field(min_length=2)]
    why: Annotated[str, Field(min_length=2)]
    instead: Prefix | None = Field(None, description="The indicator it is, if any.")


class RuleFile(_Table):
    title: Annotated[str, Field(min_length=2, description="Chinese name of the indicator."),
                     AfterValidator(_printable)]
    definition: Annotated[str, Field(min_length=8, description="What it counts and what not.")]
    measure: Measure = Field(strict=False)
    units: Words = Field(description="Units of measure, the usual ones first.")
    cue: Annotated[list[CueTable], Field(min_length=1)]
    exclude: list[Word] = Field([], description="None may stand in the clause, for any cue.")
    zero: list[Word] = Field([], description="Heads of a worded zero: 无…, 未发生….")
    letters: dict[Letter, Reason] = Field(
        {}, description="Why a list holds a single letter, where no longer word will do."
    )
    example: Annotated[list[ExampleTable], Field(min_length=2)]
    counterexample: Annotated[list[CounterexampleTable], Field(min_length=1)]


_TABLES: dict[int | str, type[_Table]] = {
    "cue": CueTable, "example": ExampleTable, "counterexample": CounterexampleTable
}  # fmt: skip


def parse_rule(rule_id: str, table: dict[str, object], *, where: str) -> Rule:
    """The rule a parsed TOML file holds.

    Errors: `BadRule` naming file and key for a missing, misspelt or ill-typed key.
    """
    try:
        file = RuleFile.model_validate(table)
    except ValidationError as error:
        raise bad_key(error, RuleFile, _TABLES, where=where,
                      hint="compare with a file that `extract rules new` writes") from None
    return Rule(
        id=rule_id,
        title=file.title,
        definition=file.definition,
        measure=file.measure,
        units=frozenset(units := _as_read(file.units)),
        cues=tuple(_cue(cue) for cue in file.cue),
        exclude=frozenset(_as_read(file.exclude)),
        zero=_as_read(file.zero),
        examples=tuple(
            _example(rule_id, example, ("example", at, "gives"), where)
            for at, example in enumerate(file.example)
        ),
        counterexamples=tuple(
            Counterexample(c.text, c.why, c.instead) for c in file.counterexample
        ),
        printed_units=units,
        letters=frozenset(file.letters),
    )


def _cue(table: CueTable) -> Cue:
    return Cue(
        words=_as_read(table.words),
        support=frozenset(_as_read(table.support)),
        after=tuple(table.after),
        topic=frozenset(_as_read(table.topic)),
        block=frozenset(_as_read(table.block)),
        units=frozenset(_as_read(table.units)),
        weak=table.weak,
    )


def _as_read(words: Sequence[str]) -> tuple[str, ...]:
    """Each word once, as texts are read: 件（次） is 件(次) there, 进行了清理 is 进行清理."""
    joined = without_done("\n".join(words))
    if _WIDE.search(joined):
        joined = fold(joined)
    return tuple(dict.fromkeys(joined.split("\n"))) if words else ()


def _example(rule_id: str, table: ExampleTable, key: Key, where: str) -> Example:
    figures = [parse_given(line, rule_id, where=where, key=key) for line in table.gives]
    return Example(table.text, tuple(figures))


def parse_given(
    line: str, indicator: str, *, where: str, key: Key = ()
) -> tuple[str, str, dict[str, object]]:
    """(number, indicator, marks) of `NUMBER [INDICATOR] [MARKS]`; marks by field name.

    Errors: `BadRule` for a mark that is no indicator, qualifier, status, relation or =VALUE.
    """
    number, *marks = line.split(" ")
    fields: dict[str, object] = {}
    for mark in marks:
        if mark.startswith("="):
            fields["value"] = mark[1:]
        elif "." in mark:
            indicator = mark
        elif mark in MARKS:
            fields[_kind(mark)] = mark
        else:
            raise BadRule(f"{mark!r} says nothing", where=where, key=key,
                          hint="use an indicator id, qualifier, status, relation or =VALUE")
    return number, indicator, fields


def _kind(mark: str) -> str:
    if mark in set(Qualifier):
        return "qualifier"
    return "status" if mark in set(Status) else "relation"
