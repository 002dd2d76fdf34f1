"""The review page: a report and its record side by side, in one file that loads nothing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from extractor.model import Kind, Qualifier, Relation, Status
from extractor.pipeline import Result
from extractor.records import Report
from extractor.records.models import Severity
from extractor.review.colours import colours_of
from extractor.review.gold import annotation_head, annotation_rows
from extractor.review.markup import asset, document, h, printed, put
from extractor.review.reasons import refusals
from extractor.review.record_view import (
    Desk,
    findings_list,
    ledger,
    open_desk,
    record_tables,
)
from extractor.review.report_text import report_text
from extractor.rulebook import Rulebook


def page(result: Result, rulebook: Rulebook, *, record: str | None = None) -> str:
    """The page of one report. Run the pipeline with `trace=True` to have readings not taken in it.

    Equal input, rules and version give equal text. `record` is the SHA-256 of the record, which
    the page then carries.
    """
    report = result.report
    refused = refusals(result.linked.rejections, result.document)
    colours = colours_of(
        [*(rule.category for rule in rulebook.rules.values()),
         *(row.category for row in report.observations)]
    )  # fmt: skip
    titles = {rule.id: rule.title for rule in rulebook.rules.values()}
    desk = open_desk(report, refused, colours, titles)
    text = report_text(result.document, result.layout, report, refused, colours)
    body = [
        h("a", "Skip to the record", href="#record", class_="skip"),
        _header(report),
        h("main", h("article", text, id="report", tabindex="0", aria_label="Report"),
          h("aside", *_record(desk), id="record", tabindex="0", aria_label="Record")),
    ]  # fmt: skip
    return document(
        _name(report), body, style=asset("common.css") + asset("page.css"),
        script=asset("page.js") + asset("correct.js"), data=_data(report, rulebook), record=record,
    )  # fmt: skip


def page_mark(record: bytes) -> str:
    """What `page` is given as `record`, and what a page on it begins with."""
    return hashlib.sha256(record).hexdigest()


def _name(report: Report) -> str:
    facts = report.document
    known = [facts.organisation or facts.title, str(facts.year) if facts.year else None]
    return " · ".join(fact for fact in known if fact) or facts.name


def _header(report: Report) -> Element:
    facts = report.document
    counts = Counter(finding.severity for finding in report.findings)
    others = sum(not mention.observations for mention in report.mentions)
    told = h("p", h("b", str(len(report.observations))), " figures · ",
             h("b", str(others)), " other numbers", class_="counts")  # fmt: skip
    for severity in reversed(Severity):
        if counts[severity]:
            put(told, h("a", f"{counts[severity]} {severity}", href="#findings",
                        class_=f"badge {severity}"))
    if not counts:
        put(told, h("span", "no findings", class_="badge"))
    year = h("span", str(facts.year), class_="year") if facts.year else None
    return h(
        "header",
        h("div", h("h1", *printed(facts.organisation or facts.title or facts.name), year),
          told, class_="what"),
        h("nav", h("a", "Text", href="#report"), h("a", "Record", href="#record"),
          aria_label="Parts", class_="parts"),
        h("div", id="tools", hidden=True),
        class_="top",
    )  # fmt: skip


def _record(desk: Desk) -> Iterator[Element]:
    findings = desk.report.findings
    if findings:
        yield h("section", h("h2", "Findings ", h("small", str(len(findings)))),
                findings_list(findings), id="findings")  # fmt: skip
    yield from record_tables(desk)
    if not desk.report.observations:
        yield h("p", "No figure was found in this report.", class_="nothing")
    others = list(ledger(desk))
    if others:
        yield h("section", h("h2", "Other numbers"), *others, id="ledger")
    yield _facts(desk.report)


def _facts(report: Report) -> Element:
    facts = report.document
    told = h("dl")
    for name, fact in (
        ("File", facts.name), ("Title", facts.title), ("Published", facts.published),
        ("Level", facts.level), ("SHA-256", facts.sha256), ("Extractor", facts.extractor),
        ("Rules", facts.rulebook),
    ):  # fmt: skip
        if fact:
            put(told, h("dt", name), h("dd", *printed(fact)))
    return h("footer", told)


def _data(report: Report, rulebook: Rulebook) -> dict[str, Any]:
    """What reviewing needs: the rows to begin from, and the words a correction may use."""
    return {
        "key": f"{report.document.sha256}:{report.document.rulebook}",
        "head": annotation_head(report),
        "rows": annotation_rows(report),
        "indicators": {rule.id: rule.title for rule in rulebook.rules.values()},
        "kinds": [kind.value for kind in Kind if kind is not Kind.UNEXPLAINED],
        "qualifiers": list(Qualifier),
        "statuses": list(Status),
        "relations": list(Relation),
    }
