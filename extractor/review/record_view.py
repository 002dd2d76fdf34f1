"""The record by category: a table each, a row group a figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from extractor.model import Qualifier, Relation, Status
from extractor.records import Finding, Observation, Report
from extractor.review.colours import Colours
from extractor.review.markup import h, printed, put
from extractor.review.reasons import REASONS, Refused
from extractor.review.wording import value

Refusals = Mapping[tuple[int, int], Sequence[Refused]]
COLUMNS = ("Indicator", "Value", "Unit", "Meaning")
BELONGS = {
    Relation.PART: "part of",
    Relation.CHANGE: "change of",
    Relation.PREVIOUS: "earlier value of",
    Relation.SHARE: "share of",
}
HAS = {
    Relation.PART: "its part",
    Relation.CHANGE: "its change",
    Relation.PREVIOUS: "earlier",
    Relation.SHARE: "its share",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the rows of a report are made from."""

    report: Report
    refused: Refusals
    colours: Colours
    titles: Mapping[str, str]  # of indicators
    by_id: Mapping[str, Observation]
    mention: Mapping[str, str]  # anchor of the mention by observation
    depending: Mapping[str, Sequence[Observation]]
    found: Mapping[str, Sequence[str]]  # anchors of findings by observation


def open_desk(
    report: Report, refused: Refusals, colours: Colours, titles: Mapping[str, str]
) -> Desk:
    depending: dict[str, list[Observation]] = defaultdict(list)
    for row in report.observations:
        if row.of is not None:
            depending[row.of].append(row)
    found: dict[str, list[str]] = defaultdict(list)
    for at, finding in enumerate(report.findings):
        for name in finding.observations:
            found[name].append(f"f{at}")
    return Desk(
        report, refused, colours, titles,
        by_id={row.id: row for row in report.observations},
        mention={
            name: f"m{at}" for at, mention in enumerate(report.mentions)
            for name in mention.observations
        },
        depending=depending, found=found,
    )  # fmt: skip


def record_tables(desk: Desk) -> Iterator[Element]:
    """A section a category, in the order of the alphabet; its figures in text order."""
    rows = sorted(desk.report.observations, key=lambda row: row.category)
    for category, some in groupby(rows, key=lambda row: row.category):
        found = list(some)
        head = h("tr", *(h("th", name, scope="col") for name in COLUMNS))
        table = h("table", h("thead", head), *(_figure(row, desk) for row in found))
        name = h("h2", h("span", class_=f"key {desk.colours[category]}"), category,
                 h("small", f" {len(found)}"))  # fmt: skip
        yield h("section", name, table, class_="category", data_category=category)


def _figure(row: Observation, desk: Desk) -> Element:
    anchor = desk.mention[row.id]
    facts = h(
        "tr",
        h("th", h("span", *printed(row.title), class_="title"), h("code", row.indicator),
          scope="row"),
        h("td", h("a", value(row), href=f"#{anchor}", title="to its place in the text"),
          class_="value"),
        h("td", *printed(row.unit or ""), class_="unit"),
        h("td", *_meaning(row), class_="meaning"),
    )  # fmt: skip
    found = desk.found.get(row.id, ())
    more = h("td", _clause(row), *_relations(row, desk), _details(row, desk), colspan="4")
    return h(
        "tbody", facts, h("tr", more, class_="more"),
        id=row.id, class_=f"figure {desk.colours[row.category]}", data_m=anchor,
        data_category=row.category, data_status=row.status.value, data_relation=row.relation.value,
        data_found=" ".join(found) or None,
    )  # fmt: skip


def _meaning(row: Observation) -> Iterator[Element]:
    if row.qualifier is not Qualifier.EXACT:
        yield h("span", row.qualifier.replace("_", " "), class_="chip qualifier")
    yield h("span", row.status, class_=f"chip status {row.status}")
    if row.relation is not Relation.TOTAL:
        yield h("span", row.relation, class_="chip relation")
    if row.status is not Status.ACTUAL:
        yield h("span", " (not a deed)", class_="hidden")


def _clause(row: Observation) -> Element:
    at, end = row.start - row.quote.start, row.end - row.quote.start
    text = " ".join(row.quote.text[:at].split("\n")), " ".join(row.quote.text[end:].split("\n"))
    return h("p", *printed(text[0]), h("b", *printed(row.text)), *printed(text[1]),
             class_="clause", lang="zh")


def _relations(row: Observation, desk: Desk) -> Iterator[Element]:
    parent = desk.by_id.get(row.of) if row.of is not None else None
    if parent is not None:
        yield h("p", f"{BELONGS.get(row.relation, row.relation)} ", _link(parent), class_="of")
    elif row.relation is Relation.CHANGE:
        yield h("p", "change of a value the report does not print", class_="of")
    for child in desk.depending.get(row.id, ()):
        yield h("p", f"{HAS.get(child.relation, child.relation)} ", _link(child), class_="of")
    for name in desk.found.get(row.id, ()):
        finding = desk.report.findings[int(name[1:])]
        text = f"{finding.severity} {finding.code}"
        yield h("p", h("a", text, href=f"#{name}"), f": {finding.message}",
                class_=f"found {finding.severity}")  # fmt: skip


def _link(row: Observation) -> Element:
    return h("a", *printed(row.title), " ", h("b", value(row)), *printed(row.unit or ""),
             href=f"#{row.id}")  # fmt: skip


def _details(row: Observation, desk: Desk) -> Element:
    facts = [
        ("Section", row.section), ("Period", row.period), ("Rule", row.rule),
        ("Place", f"line {row.line}, offsets {row.start}–{row.end}"), ("Id", row.id),
    ]  # fmt: skip
    known = h("dl")
    for name, told in facts:
        if told:
            put(known, h("dt", name), h("dd", *printed(told)))
    refused = desk.refused.get((row.start, row.end), ())
    count = len(refused)
    name = f"Details, {count} readings not taken" if count else "Details"
    return h("details", h("summary", name), known, readings(refused, desk.titles))


def readings(refused: Sequence[Refused], titles: Mapping[str, str]) -> Element | None:
    """The readings not taken, by reason; None where there is none."""
    if not refused:
        return None
    reasons: dict[str, dict[str, None]] = defaultdict(dict)
    for reading in refused:
        rule = titles.get(reading.rule or "", reading.rule or "the figure")
        word = f" ({reading.because})" if reading.because else ""
        reasons[reading.code][rule + word] = None
    told = h("ul", class_="refused")
    for code, some in sorted(reasons.items(), key=lambda item: item[0] == "R-UNIT"):
        put(told, h("li", h("b", code), f" {REASONS.get(code, code)}: ",
                    *printed(", ".join(some))))  # fmt: skip
    return told


def findings_list(findings: Sequence[Finding]) -> Element:
    """What a reader should check, each with a way to its place."""
    told = h("ol", class_="findings")
    for at, finding in enumerate(findings):
        name = f"f{at}"
        target = f"at-{name}" if finding.start is not None else _first(finding)
        label = f"{finding.severity} {finding.code}"
        head = h("a", label, href=f"#{target}") if target else h("span", label, class_="label")
        put(told, h("li", head, " ", *printed(finding.message), id=name,
                    class_=f"finding {finding.severity}",
                    data_rows=" ".join(finding.observations)))  # fmt: skip
    return told


def _first(finding: Finding) -> str | None:
    return next(iter(finding.observations), None)


def ledger(desk: Desk) -> Iterator[Element]:
    """Numbers that are no figures, by kind, and numerals that were weighed."""
    rows = [(f"m{at}", mention) for at, mention in enumerate(desk.report.mentions)
            if not mention.observations]
    kinds = Counter(mention.kind for _, mention in rows)
    for kind, count in kinds.most_common():
        told = h("ul", class_="ledger")
        for name, mention in rows:
            if mention.kind is kind:
                refused = desk.refused.get((mention.start, mention.end), ())
                put(told, h("li", h("a", *printed(mention.text), href=f"#{name}"),
                            _why(refused, desk)))  # fmt: skip
        yield h("details", h("summary", h("span", "0", class_=f"n k-{kind}"), f" {kind} ",
                             h("small", str(count))), told,
                class_="kind", data_kind=kind)  # fmt: skip
    listed = {(mention.start, mention.end) for mention in desk.report.mentions}
    spare = {span: refused for span, refused in desk.refused.items() if span not in listed}
    if spare:
        yield _spare(spare, desk)


def _why(refused: Sequence[Refused], desk: Desk) -> Element | None:
    told = readings(refused, desk.titles)
    if told is None:
        return None
    return h("details", h("summary", f"{len(refused)} readings not taken"), told)


def _spare(spare: Refusals, desk: Desk) -> Element:
    told = h("ul", class_="ledger wide")
    for (start, _), refused in spare.items():
        put(told, h("li", h("a", f"at {start}", href=f"#r{start}"), readings(refused, desk.titles)))
    return h("details", h("summary", h("span", "0", class_="u"), " numerals weighed, no numbers ",
                          h("small", str(len(spare)))), told, class_="kind")  # fmt: skip
