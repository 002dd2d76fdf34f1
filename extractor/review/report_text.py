"""The report itself, every number in it marked, as lines of a page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from extractor.model import Document, Kind, Layout, Role
from extractor.records import Finding, Mention, Observation, Report
from extractor.review.colours import Colours
from extractor.review.markup import h, printed, put
from extractor.review.reasons import Refused
from extractor.review.spans import Marked, Piece, pieces
from extractor.review.wording import value

# A longer line is a paragraph that begins with its heading: 1.学法用法,旗舰领航。全年…
LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """One element around text. `name` is what the record calls it, `anchor` its id on the page."""

    name: str
    anchor: str
    classes: str
    title: str | None = None
    target: str | None = None  # id of the row it leads to


def report_text(
    document: Document,
    layout: Layout,
    report: Report,
    refused: Mapping[tuple[int, int], Sequence[Refused]],
    colours: Colours,
) -> Element:
    """The text line by line. Rejoined by line feeds, with each control back in its place, the
    lines are the text that all offsets count in; `data-o` is the offset a line begins at."""
    marks = [*_clauses(report), *_findings(report), *_numbers(report, colours)]
    listed = {(mention.start, mention.end) for mention in report.mentions}
    marks += _numerals(span for span in refused if span not in listed)
    marks.sort(key=lambda mark: mark.start)
    starts = [mark.start for mark in marks]
    longest = max((mark.end - mark.start for mark in marks), default=0)
    headings = _headings(document, layout)
    seen: set[str] = set()
    body, at = h("div", id="text", lang="zh"), 0
    for number, line in enumerate(document.text.split("\n"), 1):
        end = at + len(line)
        near = marks[bisect_left(starts, at - longest) : bisect_left(starts, end)]
        element = _line(line, headings.get(at), number, at)
        for piece in pieces(near, at, end):
            _add(element, piece, document.text, seen)
        body.append(element)
        at = end + 1
    return body


def _line(line: str, role: str | None, number: int, at: int) -> Element:
    text = line.strip()
    tag = role if role and len(text) <= LONGEST_HEADING else "p"
    return h(tag, data_line=str(number), data_o=str(at), class_=None if text else "blank")


def _headings(document: Document, layout: Layout) -> dict[int, str]:
    """Where a line begins that is a heading, with the element it becomes."""
    found = {}
    for section in layout.sections:
        if section.heading and section.role is not Role.FURNITURE:
            start, _ = document.source_span(section.start, section.end)
            line = document.text.rfind("\n", 0, start) + 1
            found[line] = "h2" if section.level <= 1 else "h3"
    return found


def _clauses(report: Report) -> Iterator[Marked[Mark]]:
    """Each clause once, with the figures it supports."""
    supported: dict[tuple[int, int], list[str]] = {}
    for row in report.observations:
        supported.setdefault((row.quote.start, row.quote.end), []).append(row.id)
    for at, ((start, end), names) in enumerate(supported.items()):
        yield Marked(start, end, Mark(" ".join(names), f"q{at}", "q"))


def _findings(report: Report) -> Iterator[Marked[Mark]]:
    for at, finding in enumerate(report.findings):
        if finding.start is not None and finding.end is not None:
            yield Marked(finding.start, finding.end, _found(finding, f"f{at}"))


def _found(finding: Finding, name: str) -> Mark:
    severity = finding.severity.value
    return Mark(name, f"at-{name}", f"f {severity}", f"{severity}: {finding.message}")


def _numbers(report: Report, colours: Colours) -> Iterator[Marked[Mark]]:
    by_id = {row.id: row for row in report.observations}
    for at, mention in enumerate(report.mentions):
        rows = [by_id[name] for name in mention.observations]
        yield Marked(mention.start, mention.end, _number(mention, f"m{at}", rows, colours))


def _number(mention: Mention, name: str, rows: Sequence[Observation], colours: Colours) -> Mark:
    if not rows:
        kind = mention.kind
        told = "no figure" if kind is Kind.UNEXPLAINED else "not a figure"
        return Mark(name, name, f"n k-{kind}", f"{kind}: {told}")
    told = "; ".join(f"{row.title} {value(row)} {row.unit or ''}".rstrip() for row in rows)
    status = "" if rows[0].status == "actual" else f" {rows[0].status}"
    return Mark(name, name, f"n s {colours[rows[0].category]}{status}", told, rows[0].id)


def _numerals(spans: Iterator[tuple[int, int]]) -> Iterator[Marked[Mark]]:
    for start, end in spans:
        yield Marked(start, end, Mark(f"r{start}", f"r{start}", "u", "weighed, no number"))


def _add(line: Element, piece: Piece[Mark], text: str, seen: set[str]) -> None:
    """The piece behind what the line holds, inside the marks that already stand open there."""
    inner, linked = line, False
    for marked in piece.around:
        mark = marked.what
        last = inner[-1] if len(inner) and not inner[-1].tail else None
        if last is not None and last.get("data-of") == mark.anchor:
            inner, linked = last, linked or last.tag == "a"
            continue
        element = _open(mark, linked=linked, first=mark.anchor not in seen)
        seen.add(mark.anchor)
        inner.append(element)
        inner, linked = element, linked or element.tag == "a"
    put(inner, *printed(text[piece.start : piece.end]))


def _open(mark: Mark, *, linked: bool, first: bool) -> Element:
    """One part of a mark; only the first has its id, and no link stands in another."""
    link = mark.target is not None and not linked
    return h(
        "a" if link else "span",
        id=mark.anchor if first else None,
        class_=mark.classes,
        href=f"#{mark.target}" if link else None,
        data_of=mark.anchor,
        data_rows=mark.name if mark.classes == "q" else None,
        title=mark.title,
    )
