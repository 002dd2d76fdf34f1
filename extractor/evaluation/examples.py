"""Runs the examples of rule files through the whole rulebook: each must give exactly what it says.

A rule alone always finds its own sentence; only all rules together show which of them collide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.model import Qualifier, Relation, Status
from extractor.pipeline import run
from extractor.records import Observation
from extractor.rulebook import Counterexample, Example, Rule, Rulebook
from extractor.rulebook.list_examples import ListExample
from extractor.text import make_document

DEFAULTS = {
    "qualifier": Qualifier.EXACT,
    "status": Status.ACTUAL,
    "relation": Relation.TOTAL,
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that did not give what it says."""

    rule: str
    text: str
    want: str
    got: str
    file: str = ""  # of an example of a shared list


def failures(rulebook: Rulebook, rules: Iterable[Rule]) -> Iterator[Failure]:
    """Every failing example and counterexample of `rules`, read with all of `rulebook`."""
    for rule in rules:
        for example in rule.examples:
            yield from _example(rulebook, rule, example)
        for counterexample in rule.counterexamples:
            yield from _counterexample(rulebook, rule, counterexample)


def list_failures(rulebook: Rulebook, examples: Iterable[ListExample]) -> Iterator[Failure]:
    """Those of a shared list in which it finds something else; `rule` is `list NAME`."""
    for example in examples:
        got = _got(rulebook, example)
        if got != example.wanted:
            yield Failure(f"list {example.list}", example.text, _taken(example.wanted),
                          _taken(got), example.file)


def _got(rulebook: Rulebook, example: ListExample) -> str | None:
    """What a list takes of its example; of boundaries, which word of the rules they take away."""
    if example.list == "boundaries":
        return next((word for word, _ in rulebook.lexicon.table.lost(example.plain)), None)
    place, _, name = example.list.rpartition(".")
    lists = rulebook.context.tables if place else rulebook.context
    found = lists[lists.read_by(name)].search(example.plain)
    return found and found[0]


def _taken(text: str | None) -> str:
    return f"takes {text!r}" if text is not None else "takes nothing"


def observe(rulebook: Rulebook, text: str) -> tuple[Observation, ...]:
    """The figures of one sentence."""
    document = make_document("example", text.encode("utf-8"))
    return run(document, rulebook).report.observations


def _example(rulebook: Rulebook, rule: Rule, example: Example) -> Iterator[Failure]:
    found = observe(rulebook, example.text)
    got = sorted(_said(o) for o in found)
    want = sorted(
        " ".join((number, indicator, *(str({**DEFAULTS, **marks}[key]) for key in DEFAULTS)))
        for number, indicator, marks in example.figures
    )
    if got != want:
        yield Failure(rule.id, example.text, "; ".join(want), "; ".join(got))
        return
    for number, indicator, marks in example.figures:
        values = [o.value for o in found if (o.text, o.indicator) == (number, indicator)]
        if "value" in marks and Decimal(marks["value"]) not in map(_exact, values):
            want_value = f"{number} {indicator} ={marks['value']}"
            yield Failure(rule.id, example.text, want_value, ", ".join(map(str, values)))


def _counterexample(rulebook: Rulebook, rule: Rule, example: Counterexample) -> Iterator[Failure]:
    found = observe(rulebook, example.text)
    got = "; ".join(_said(o) for o in found)
    if any(o.indicator == rule.id for o in found):
        yield Failure(rule.id, example.text, f"no {rule.id}: {example.why}", got)
    elif example.instead and not any(o.indicator == example.instead for o in found):
        yield Failure(rule.id, example.text, example.instead, got)


def _said(o: Observation) -> str:
    return " ".join((o.text, o.indicator, o.qualifier, o.status, o.relation))


def _exact(value: float) -> Decimal:
    return Decimal(str(value))
