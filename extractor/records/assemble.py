"""Choices → Report. Plain dictionaries are validated once: building models one by one costs more
than all the stages before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from extractor import __version__
from extractor.linking.result import Choice, Linked
from extractor.model import Document, Layout, Measure, Place, Relation, Status, category_of
from extractor.patterns import pattern
from extractor.records.checks import check
from extractor.records.models import (
    RECORDS,
    SCHEMA_VERSION,
    Mention,
    Observation,
    Report,
    lean,
)
from extractor.rulebook import Rulebook
from extractor.text import VINTAGE
from extractor.text.source_lines import line_finder

Row = dict[str, Any]
_Model = TypeVar("_Model", Observation, Mention)
_YEAR = pattern(r"(?:19|20)[0-9]{2}")
_FIELDS = {category: frozenset(record.model_fields) for category, record in RECORDS.items()}
_MANY = 5_000  # numbers: a long report has a tenth of it


def assemble(document: Document, layout: Layout, linked: Linked, rulebook: Rulebook) -> Report:
    """The report of one document, its findings included."""
    rows = observation_rows(document, layout, linked, rulebook)
    figures = figure_rows(rows, layout.issuer.year, rulebook.checks)
    mentions = mention_rows(document, linked, rows)
    many = len(mentions) > _MANY
    report = Report.model_validate(
        {
            "schema_version": SCHEMA_VERSION,
            "document": document_row(document, layout, rulebook),
            **figures,
            "observations": _lean(Observation, rows) if many else tuple(rows),
            "mentions": _lean(Mention, mentions) if many else tuple(mentions),
            "findings": (),
        }
    )
    findings = tuple(check(report, document, layout, linked, rulebook))
    return report.model_copy(update={"findings": findings})


def _lean(model: type[_Model], rows: list[Row]) -> tuple[_Model, ...]:
    """The models of so many rows that memory counts; empties `rows`."""
    rows.reverse()
    made = []
    while rows:
        each = model.model_validate(rows.pop())
        lean(each)
        if isinstance(each, Observation):
            lean(each.quote)
        made.append(each)
    return tuple(made)


def number(value: Decimal) -> int | float:
    """A value as a JSON number: whole numbers as integers, others as the float that prints so."""
    whole = int(value)
    return whole if whole == value else float(value)


def document_row(document: Document, layout: Layout, rulebook: Rulebook) -> Row:
    issuer = layout.issuer
    return {
        "name": document.name,
        "sha256": document.sha256,
        "characters": len(document.text),
        "encoding": document.encoding,
        "media_type": document.media_type,
        "reader": dict(zip(("name", "version"), document.reader, strict=True)),
        "title": issuer.title,
        "organisation": issuer.organisation,
        "level": issuer.level,
        "place": place_row(layout.place),
        "year": issuer.year,
        "published": issuer.published,
        "extractor": __version__,
        "rulebook": rulebook.sha256,
    }


def place_row(place: Place | None) -> Row | None:
    if place is None:
        return None
    row = place._asdict() | {"vintage": VINTAGE}
    for level in ("province", "city", "county", "street"):
        row[level] = row[level] and row[level]._asdict()
    row["candidates"] = tuple(each._asdict() for each in place.candidates)
    return row


def observation_rows(
    document: Document, layout: Layout, linked: Linked, rulebook: Rulebook
) -> list[Row]:
    """One row a choice, in text order; `o1` is the first."""
    text, span = document.text, document.source_span
    line_of = line_finder(text)
    paths = [" / ".join(section.path) for section in layout.sections]
    spans = [span(choice.mention.start, choice.mention.end) for choice in linked.choices]
    rows = []
    for at, (choice, (start, end)) in enumerate(zip(linked.choices, spans, strict=True)):
        rule = rulebook.rules.get(choice.indicator)
        clause = span(choice.clause.start, choice.clause.end)
        period = span(choice.period.start, choice.period.end) if choice.period else None
        rows.append(
            {
                "id": f"o{at + 1}",
                "indicator": choice.indicator,
                "category": category_of(choice.indicator),
                "title": rule.title if rule else choice.indicator,
                **_meaning(choice),
                "unit": _printed_unit(document, choice, end),
                "of": None if choice.of is None else f"o{choice.of + 1}",
                "of_start": None if choice.of is None else spans[choice.of][0],
                "period": text[slice(*period)] if period else None,
                "section": paths[choice.section],
                "section_role": layout.sections[choice.section].role,
                "start": start,
                "end": end,
                "text": text[start:end],
                "quote": {"start": clause[0], "end": clause[1], "text": text[slice(*clause)]},
                "line": line_of(start),
                "rule": choice.rule,
            }
        )
    return rows


def _meaning(choice: Choice) -> Row:
    return {
        "value": number(choice.value),
        "value_max": None if choice.upper is None else number(choice.upper),
        "qualifier": choice.qualifier,
        "status": choice.status,
        "relation": choice.relation,
    }


def _printed_unit(document: Document, choice: Choice, end: int) -> str | None:
    """The unit in the script of the source (個, 件（次）); % and money have one sign each.

    `end` is where the number ends in the source: behind it most units stand as they are.
    """
    unit, quantity = choice.unit, choice.mention.quantity
    if unit is None or quantity is None or quantity.measure in (Measure.RATE, Measure.MONEY):
        return unit
    if document.text.startswith(unit, end):
        return unit
    at = document.view.find(unit, quantity.end, quantity.tail)
    if at < 0:
        return unit
    return "".join(document.text[slice(*document.source_span(at, at + len(unit)))].split())


def mention_rows(document: Document, linked: Linked, rows: Sequence[Row]) -> list[Row]:
    """The ledger, each number with the observations made of it."""
    text, span = document.text, document.source_span
    used: dict[int, tuple[str, ...]] = {}
    for row in rows:
        used[row["start"]] = (*used.get(row["start"], ()), row["id"])
    found = []
    for mention in linked.mentions:
        start, end = span(mention.start, mention.end)
        found.append(
            {
                "start": start,
                "end": end,
                "text": text[start:end],
                "kind": mention.kind,
                "observations": used.get(start, ()),
            }
        )
    return found


def figure_rows(rows: Sequence[Row], year: int | None, checks: Mapping[str, Any]) -> Row:
    """Headlines by typed record; `other` holds those that no record has a field for."""
    by_indicator: dict[str, list[Row]] = {}
    for row in rows:
        by_indicator.setdefault(row["indicator"], []).append(row)
    words = checks.get("headline", {})
    other_periods = tuple(words.get("other_periods", ()))
    averages = tuple(words.get("averages", ()))
    tables: Row = {category: {} for category in RECORDS}
    tables["other"] = {}
    for indicator, found in sorted(by_indicator.items()):
        head = headline(found, year, other_periods)
        if head is None:
            continue
        if is_average(head, averages):
            whole = [row for row in found if not is_average(row, averages)]
            head = headline(whole, year, other_periods) or head
        figure = {key: head[key] for key in ("value", "value_max", "unit", "qualifier")}
        figure["observations"] = tuple(row["id"] for row in found)
        category, _, name = indicator.partition(".")
        if name in _FIELDS.get(category, ()):
            tables[category][name] = figure
        else:
            tables["other"][indicator] = figure
    return tables


def headline(rows: Sequence[Row], year: int | None, other_periods: Sequence[str]) -> Row | None:
    """The first deed that is a total of the reported year; failing that, of any time; failing
    that, a part. A duty, a plan, a change or last year's value is no headline."""
    deeds = [row for row in rows if row["status"] is Status.ACTUAL]
    totals = [row for row in deeds if row["relation"] is Relation.TOTAL]
    for row in totals:
        if in_year(row["period"], year, other_periods):
            return row
    parts = [row for row in deeds if row["relation"] is Relation.PART]
    return next(iter(totals or parts), None)


def is_average(row: Row, averages: Sequence[str]) -> bool:
    """平均每个调委会调解31件: whether the clause before the number says that it is an average."""
    quote = row["quote"]
    before = quote["text"][: max(row["start"] - quote["start"], 0)]
    said = [word for word in averages if word in before]
    if not said:
        return False
    own = before[max(map(before.rfind, ",，、;；")) + 1 :]
    return any(word in own for word in said)


def in_year(period: str | None, year: int | None, other_periods: Sequence[str]) -> bool:
    """Whether a period may be the reported year: it names no other one, nor several."""
    if period is None:
        return True
    named = {int(found) for found in _YEAR.findall(period)}
    if year is not None and named - {year}:
        return False
    return not any(words in period for words in other_periods)
