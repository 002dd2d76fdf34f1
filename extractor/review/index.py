"""The picture of a folder: reports by headline figures, each figure a link to its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element

from extractor.model import Qualifier
from extractor.records import Figure, Report
from extractor.review.markup import asset, document, h, printed, put
from extractor.review.wording import value
from extractor.rulebook import Rule

SHOWN = 16  # indicators, those that most reports tell


class Entry(NamedTuple):
    """What the index tells of a report; `page` is where its page is, relative to the index."""

    page: str
    file: str
    name: str
    year: int | None
    observations: int
    findings: int
    figures: dict[str, Figure]  # headlines by indicator


def entry_of(page: str, report: Report, rules: Mapping[str, Rule]) -> Entry:
    facts = report.document
    figures = {id: figure for id in rules if (figure := report.figure(id)) is not None}
    return Entry(page, facts.name, facts.organisation or facts.title or facts.name, facts.year,
                 len(report.observations), len(report.findings), figures)  # fmt: skip


def index_page(entries: Sequence[Entry], rules: Mapping[str, Rule]) -> str:
    """The index of a folder, in the order given. Equal records give equal text."""
    told = Counter(id for entry in entries for id in entry.figures)
    chosen = sorted(sorted(told), key=lambda id: -told[id])[:SHOWN]
    figures = sum(entry.observations for entry in entries)
    findings = sum(entry.findings for entry in entries)
    counts = h("p", h("b", f"{len(entries):,}"), " reports · ", h("b", f"{figures:,}"),
               " figures · ", h("b", f"{findings:,}"), " findings", class_="counts")  # fmt: skip
    header = h("header", h("div", h("h1", "Reports"), counts, class_="what"),
               h("div", id="tools", hidden=True), class_="top")  # fmt: skip
    table = h("table", _head(chosen, rules), h("tbody", *(_row(each, chosen) for each in entries)))
    main = h("main", h("div", table, class_="wide", tabindex="0", role="region",
                       aria_label="Reports by figures"))  # fmt: skip
    return document("Reports", [header, main], style=asset("common.css") + asset("index.css"),
                    script=asset("index.js"), data={})  # fmt: skip


def _head(chosen: Sequence[str], rules: Mapping[str, Rule]) -> Element:
    names = ("Organisation", "Year", "Figures", "Findings")
    cells = [h("th", name, scope="col") for name in names]
    cells += [h("th", rules[id].title, h("code", id), scope="col", class_="n") for id in chosen]
    return h("thead", h("tr", *cells))


def _row(entry: Entry, chosen: Sequence[str]) -> Element:
    href = quote(entry.page, errors="surrogateescape")
    row = h(
        "tr",
        h("th", h("a", *printed(entry.name), href=href), h("small", *printed(entry.file)),
          scope="row"),
        h("td", str(entry.year) if entry.year else "–", class_="n"),
        h("td", str(entry.observations), class_="n"),
        h("td", str(entry.findings), class_="n"),
    )  # fmt: skip
    return put(row, *(_cell(entry.figures.get(id), href) for id in chosen))


def _cell(figure: Figure | None, href: str) -> Element:
    """A figure, its approximation before it; what a report does not tell is told as such."""
    if figure is None:
        return h("td", "–", class_="n none", title="not told")
    exact = figure.qualifier is Qualifier.EXACT
    link = h("a", value(figure), href=f"{href}#{figure.observations[0]}")
    return h("td", link, h("small", figure.unit or ""), class_="n" if exact else "n about",
             title=None if exact else figure.qualifier.replace("_", " "),
             data_v=str(figure.value))  # fmt: skip
