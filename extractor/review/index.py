"""The picture of a folder: reports by headline figures, each figure a link to its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from extractor.review.charts import charts
from extractor.review.entries import Cell, Entry
from extractor.review.markup import asset, document, h, printed, put
from extractor.rulebook import Rule

SHOWN = 16  # indicators, those that most reports tell


def index_page(entries: Sequence[Entry], rules: Mapping[str, Rule]) -> str:
    """The index of a folder, in the order given. Equal records give equal text."""
    told = Counter(id for entry in entries for id in entry.figures)
    chosen = sorted(sorted(told), key=lambda id: -told[id])[:SHOWN]
    figures = sum(entry.observations for entry in entries)
    findings = sum(entry.findings for entry in entries)
    counts = h("p", h("b", f"{len(entries):,}"), " reports · ", h("b", f"{figures:,}"),
               " figures · ", h("b", f"{findings:,}"), " findings", class_="counts")  # fmt: skip
    drawn = charts(entries, chosen, rules) if chosen and len(entries) > 1 else None
    parts = None if drawn is None else h(
        "nav", h("a", "Table", href="#reports"), h("a", "Charts", href="#charts"),
        aria_label="Parts", class_="parts",
    )  # fmt: skip
    header = h("header", h("div", h("h1", "Reports"), parts, counts, class_="what"),
               h("div", id="tools", hidden=True), class_="top")  # fmt: skip
    table = h("table", _head(chosen, rules), h("tbody", *(_row(each, chosen) for each in entries)))
    main = h("main", h("div", table, class_="wide", tabindex="0", role="region",
                       aria_label="Reports by figures", id="reports"),
             drawn)  # fmt: skip
    style = "".join(map(asset, ("common.css", "index.css", "charts.css")))
    return document("Reports", [header, main], style=style, script=asset("index.js"), data={})


def _head(chosen: Sequence[str], rules: Mapping[str, Rule]) -> Element:
    names = ("Organisation", "Year", "Figures", "Findings")
    cells = [h("th", name, scope="col", class_="n" if at else None)
             for at, name in enumerate(names)]  # fmt: skip
    cells += [h("th", rules[id].title, _id(id), scope="col", class_="n") for id in chosen]
    return h("thead", h("tr", *cells))


def _id(indicator: str) -> Element:
    """The id of an indicator, which may break behind its dot."""
    category, dot, name = indicator.partition(".")
    return h("code", category + dot, h("wbr"), name)


def _row(entry: Entry, chosen: Sequence[str]) -> Element:
    row = h(
        "tr",
        h("th", h("a", *printed(entry.name), href=entry.link()), h("small", *printed(entry.file)),
          scope="row"),
        h("td", str(entry.year) if entry.year else "–", class_="n"),
        h("td", str(entry.observations), class_="n"),
        h("td", str(entry.findings), class_="n"),
    )  # fmt: skip
    return put(row, *(_cell(entry, entry.figures.get(id)) for id in chosen))


def _cell(entry: Entry, cell: Cell | None) -> Element:
    """A figure, its approximation before it; what a report does not tell is told as such."""
    if cell is None:
        return h("td", "–", class_="n none", title="not told")
    return h("td", h("a", cell.shown, href=entry.link(cell)), h("small", cell.unit or ""),
             class_="n" if cell.exact else "n about",
             title=None if cell.exact else cell.qualifier.replace("_", " "),
             data_v=str(cell.value))  # fmt: skip
