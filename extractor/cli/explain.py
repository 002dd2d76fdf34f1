"""`extract explain FILE`: why a number became what it is, or why not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import console
from extractor.cli.report import File, RuleFolders
from extractor.errors import UsageError
from extractor.review.reasons import REASONS, Refused, refused, withheld
from extractor.text.source_lines import line_finder

if TYPE_CHECKING:
    from extractor.linking.result import Choice, Rejection
    from extractor.model import Document, Mention
    from extractor.pipeline import Result
    from extractor.rulebook import Rulebook


Key = tuple[int, int]
# Refusals told of a number, the most telling first; the others are counted.
SHOWN = 6
# 一些, 第一时间: numerals of the language, which the ledger of numbers does not list.
UNLISTED = "no number"
WEAKER, BOUNDARY = "R-WEAKER", "R-BOUNDARY"
ORDER = sorted(REASONS, key=lambda code: code == "R-UNIT")


@dataclass(frozen=True, slots=True)
class Taken:
    """A figure made of the number, with the rule and the clause that decided."""

    indicator: str
    title: str
    value: str
    unit: str | None
    qualifier: str
    status: str
    relation: str
    rule: str
    clause: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One number of the text; offsets are source offsets."""

    start: int
    end: int
    line: int
    text: str
    kind: str
    taken: tuple[Taken, ...]
    refused: tuple[Refused, ...]


def explain(
    file: File,
    indicator: Annotated[
        str | None, typer.Option(metavar="ID", help="Only numbers this rule spoke about.")
    ] = None,
    at: Annotated[
        int | None, typer.Option(metavar="OFFSET", help="Only the number at this offset.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help=f"All refusals of a number, not the first {SHOWN}.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    rules: RuleFolders = None,
) -> int:
    """Tell of each number why it became what it is, or why not."""
    from extractor.io.rule_files import load_rulebook
    from extractor.pipeline import run

    rulebook = load_rulebook(*(rules or ()))
    if indicator is not None:
        known_id(indicator, rulebook)
    document = console.open_document(file)
    if at is not None and not 0 <= at < len(document.text):
        raise UsageError(f"there is no offset {at}", where=document.name,
                         hint=f"the text has {len(document.text):,} characters, counted from 0")
    every_row = list(explanations(document, run(document, rulebook, trace=True), rulebook))
    rows = every_row
    if indicator is not None:
        rows = [row for row in rows if _speaks_of(row, indicator)]
    if at is not None:
        rows = [row for row in rows if row.start <= at < row.end]
    if not rows:
        console.say(f"{document.name}: no number {_place(every_row, indicator, at)}")
    if as_json:
        text = json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2)
        console.emit(f"{text}\n".encode())
    else:
        shown = None if every or indicator is not None or at is not None else SHOWN
        console.emit_text("\n".join(told(row, indicator, shown) for row in rows))
    return 0


def _place(rows: Sequence[Explained], indicator: str | None, at: int | None) -> str:
    """Where there is none of those asked for, and where the nearest one is."""
    if not rows:
        return "in the whole text"
    if at is None:
        return f"that {indicator or 'a rule'} speaks of"
    nearest = min(rows, key=lambda row: max(row.start - at, at - row.end))
    return f"at offset {at}; the nearest is {nearest.text} at {nearest.start}"


def known_id(indicator: str, rulebook: Rulebook) -> None:
    """Errors: `UsageError` with the nearest ids for an id no rule has."""
    if indicator in rulebook.rules:
        return
    near = get_close_matches(indicator, rulebook.rules, n=3)
    hint = f"did you mean {', '.join(near)}?" if near else "see `extract rules list`"
    raise UsageError(f"no rule has the id {indicator!r}", hint=hint)


def explanations(document: Document, result: Result, rulebook: Rulebook) -> Iterator[Explained]:
    """Every number of the text and every numeral that was weighed, in text order."""
    choices: dict[Key, list[Choice]] = {}
    for choice in result.linked.choices:
        choices.setdefault(_key(choice.mention), []).append(choice)
    refusals: dict[Key, list[Rejection]] = {}
    for refusal in result.linked.rejections:
        refusals.setdefault(_key(refusal.mention), []).append(refusal)
    mentions = {_key(mention): mention for mention in result.linked.mentions}
    titles = {rule.id: rule.title for rule in rulebook.rules.values()}
    line_of = line_finder(document.text)
    for key in sorted({*mentions, *refusals}):
        start, end = document.source_span(*key)
        mention = mentions.get(key)
        yield Explained(
            start=start,
            end=end,
            line=line_of(start),
            text=document.text[start:end],
            kind=str(mention.kind) if mention else UNLISTED,
            taken=tuple(_taken(choice, document, titles) for choice in choices.get(key, ())),
            refused=(
                *map(refused, refusals.get(key, ())),
                *(withheld(mention, document.view, rulebook) if mention else ()),
            ),
        )


def _key(mention: Mention) -> Key:
    return mention.start, mention.end


def _taken(choice: Choice, document: Document, titles: Mapping[str, str]) -> Taken:
    upper = "" if choice.upper is None else f"–{choice.upper:f}"
    start, end = document.source_span(choice.clause.start, choice.clause.end)
    return Taken(
        indicator=choice.indicator,
        title=titles.get(choice.indicator, choice.indicator),
        value=f"{choice.value:f}{upper}",
        unit=choice.unit,
        qualifier=choice.qualifier,
        status=choice.status,
        relation=choice.relation,
        rule=choice.rule,
        clause=document.text[start:end],
    )


def _speaks_of(row: Explained, indicator: str) -> bool:
    named: Sequence[str | None] = [
        *(taken.indicator for taken in row.taken),
        *(refused.rule for refused in row.refused),
    ]
    return indicator in named


def told(row: Explained, indicator: str | None = None, shown: int | None = SHOWN) -> str:
    """One number in words, several lines; of the refusals those of an `indicator`, or the first
    `shown` of all, a wrong unit last."""
    lines = [f"line {row.line}, offset {row.start}: {row.text} is {row.kind}"]
    for taken in row.taken:
        unit = f" {taken.unit}" if taken.unit else ""
        marks = f"{taken.qualifier}, {taken.status}, {taken.relation}"
        clause = " ".join(taken.clause.split())
        lines.append(f"  taken    {taken.indicator} {taken.title} = {taken.value}{unit} ({marks})")
        lines.append(f"           rule {taken.rule}, from: {clause}")
    refused = [each for each in row.refused if indicator in (None, each.rule)]
    refused.sort(key=lambda each: ORDER.index(each.code) if each.code in ORDER else -1)
    lines += (_refusal(each, row) for each in refused[:shown])
    if shown is not None and len(refused) > shown:
        lines.append(f"  and {len(refused) - shown} more (--all)")
    return "\n".join(lines) + "\n"


def _refusal(refused: Refused, row: Explained) -> str:
    rule = f" {refused.rule}" if refused.rule else ""
    word = f" (its word: {refused.because})" if refused.because else ""
    reason = REASONS.get(refused.code, refused.code)
    if refused.code == WEAKER and row.taken:
        winners = " and ".join(dict.fromkeys(taken.indicator for taken in row.taken))
        word_of = f"{refused.better} of " if refused.better else ""
        reason = f"{word_of}{winners} explains the number better"
    if refused.code == BOUNDARY:
        reason = reason.replace("another word", str(refused.better))
    return f"  refused {rule or ' the figure'}{word}: {reason} [{refused.code}]"
