"""brat standoff: the text, an .ann file beside it, and annotation.conf for the folder
(https://brat.nlplab.org/standoff.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count

from extractor.io.writers.annotation import Tool
from extractor.model import Qualifier, Relation, Status
from extractor.records import Observation, Report
from extractor.rulebook import Rule

_LINE_END = re.compile(r"[\r\n]+")


def render(report: Report, text: str) -> dict[str, str]:
    return {".txt": text, ".ann": "".join(f"{line}\n" for line in _lines(report, text))}


def setup(rules: Mapping[str, Rule]) -> dict[str, str]:
    entities = "\n".join(sorted(map(label, rules)))
    relations = "\n".join(
        f"{relation}\tArg1:<ENTITY>, Arg2:<ENTITY>"
        for relation in Relation if relation is not Relation.TOTAL
    )  # fmt: skip
    return {
        "annotation.conf": f"[entities]\n{entities}\n\n[relations]\n{relations}\n\n[events]\n\n"
        f"[attributes]\nqualifier\tArg:<ENTITY>, Value:{'|'.join(Qualifier)}\n"
        f"status\tArg:<ENTITY>, Value:{'|'.join(Status)}\n"
    }


def label(indicator: str) -> str:
    """An indicator as brat can name a type, without its dot: mediation-success_rate."""
    return indicator.replace(".", "-")


def _lines(report: Report, text: str) -> Iterator[str]:
    numbers = {each.id: at for at, each in enumerate(report.observations, 1)}
    attributes, relations = count(1), count(1)
    for each in report.observations:
        at = numbers[each.id]
        yield f"T{at}\t{label(each.indicator)} {_spans(each, text)}\t{_words(each)}"
        yield f"A{next(attributes)}\tqualifier T{at} {each.qualifier}"
        yield f"A{next(attributes)}\tstatus T{at} {each.status}"
        if each.of is not None:
            yield f"R{next(relations)}\t{each.relation} Arg1:T{at} Arg2:T{numbers[each.of]}"
        values = [str(value) for value in (each.value, each.value_max) if value is not None]
        unit = f" {each.unit}" if each.unit else ""
        yield f"#{at}\tAnnotatorNotes T{at}\tvalue {'-'.join(values)}{unit}"


def _spans(observation: Observation, text: str) -> str:
    """`start end`; a number that a line end cuts has a span on each line ("1\\n200")."""
    edges = [observation.start]
    for cut in _LINE_END.finditer(text, observation.start, observation.end):
        edges += [cut.start(), cut.end()]
    edges.append(observation.end)
    return ";".join(f"{edges[at]} {edges[at + 1]}" for at in range(0, len(edges), 2))


def _words(observation: Observation) -> str:
    return _LINE_END.sub(" ", observation.text)


TOOL = Tool(render, setup)
