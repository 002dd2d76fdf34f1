"""The columns of the tables: one list for the CSV writer, the table schemas and the codebook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractor.model import Qualifier, Relation, Role, Status
from extractor.records.models import RECORDS, DocumentInfo, Observation, PlaceInfo, Report
from extractor.rulebook import Rule

# What R, Stata and SPSS take as a variable name.
NAME_LIMIT = 32
_QUALIFIER_SUFFIX = "_q"

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `type` is that of Frictionless Table Schema."""

    name: str
    type: str
    description: str
    values: tuple[str, ...] = ()
    indicator: str | None = None
    title: str | None = None


# Null where the place is not certain; the record then lists the candidates.
PLACE_COLUMNS = (
    Column("place_code", "string", "GB/T 2260 code of the place, 9 digits for a street"),
    Column("province", "string", "Province of the organisation"),
    Column("city", "string", "City of the organisation"),
    Column("county", "string", "County or district of the organisation"),
    Column("street", "string", "Street, town or township of the organisation"),
)

# `title` is taken by the name of the indicator, so that of the report goes by its own name.
DOCUMENT_COLUMNS = (
    Column("report", "string", "Name of the report file"),
    Column("organisation", "string", "Organisation that reports"),
    Column("level", "string", "Level of the organisation"),
    Column("year", "integer", "Year reported on"),
    Column("published", "date", "Date of publication"),
    Column("report_title", "string", "Title of the report"),
    Column("sha256", "string", "SHA-256 of the report file"),
    *PLACE_COLUMNS,
)

FIGURE_COLUMNS = (
    Column("id", "string", "Number of the observation in its report"),
    Column("indicator", "string", "Indicator"),
    Column("category", "string", "Category of the indicator"),
    Column("title", "string", "Chinese name of the indicator"),
    Column("value", "number", "Value as stated"),
    Column("value_max", "number", "Upper end of a range"),
    Column("unit", "string", "Measure word as printed; % for rates"),
    Column("qualifier", "string", "How exactly the value is meant", tuple(Qualifier)),
    Column("status", "string", "Deed, duty or plan", tuple(Status)),
    Column("relation", "string", "How the figure stands to another one", tuple(Relation)),
    Column("of", "string", "Observation this one belongs to"),
    Column("of_start", "integer", "Position where that observation starts"),
    Column("period", "string", "Words that bound the figure in time"),
    Column("section", "string", "Headings above the figure"),
    Column("section_role", "string", "What the section is for", tuple(Role)),
    Column("char_start", "integer", "Position of the number, in characters from 0"),
    Column("char_end", "integer", "Position behind the number"),
    Column("text", "string", "The number as printed"),
    Column("quote_start", "integer", "Position of the clause that supports the figure"),
    Column("quote_end", "integer", "Position behind that clause"),
    Column("quote", "string", "The clause that supports the figure"),
    Column("line", "integer", "Line of the report, from 1"),
    Column("rule", "string", "Rule that decided"),
)

OBSERVATION_COLUMNS = DOCUMENT_COLUMNS + FIGURE_COLUMNS
_COUNTS = (
    Column("observations", "integer", "Number of observations"),
    Column("findings", "integer", "Number of findings to check"),
    Column("reader", "string", "What turned the file into text, and its version"),
)


def report_columns(rules: Mapping[str, Rule]) -> tuple[Column, ...]:
    """The document, then a value and a qualifier column for each indicator."""
    columns = [*DOCUMENT_COLUMNS, *_COUNTS]
    for rule in in_order(rules.values()):
        value = column_name(rule.id)
        qualifier = qualifier_name(rule.id)
        columns += [
            Column(value, "number", rule.definition, indicator=rule.id, title=rule.title),
            Column(qualifier, "string", f"How exactly {value} is meant", tuple(Qualifier), rule.id),
        ]
    return tuple(columns)


class Clash(NamedTuple):
    """An indicator whose column `other` has, an indicator as well or the document."""

    one: str
    other: str
    name: str


def same_columns(rules: Mapping[str, Rule]) -> Clash | None:
    """outreach.a_b and outreach_a.b: the last of two that make one column, None if none do."""
    owners: dict[str, str] = {}
    for column in report_columns(rules):
        owner = owners.setdefault(column.name, column.indicator or "the document")
        if column.indicator is not None and owner != column.indicator:
            return Clash(column.indicator, owner, column.name)
    return None


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """The indicators with a typed field, as the records list them, then all others by id."""
    names = [f"{kind}.{name}" for kind, record in RECORDS.items() for name in record.model_fields]
    typed = {name: at for at, name in enumerate(names)}
    return sorted(rules, key=lambda rule: (typed.get(rule.id, len(typed)), rule.id))


def column_name(indicator: str) -> str:
    """The column of the value of an indicator; a name that is too long ends in a hash of its own.
    """
    return _name(indicator, "")


def qualifier_name(indicator: str) -> str:
    """The column that says how exactly the value of an indicator is meant."""
    return _name(indicator, _QUALIFIER_SUFFIX)


def headline_cells(indicator: str, value: Cell, qualifier: Cell) -> dict[str, Cell]:
    """The two cells of a headline figure, in a table with a row a report."""
    return {column_name(indicator): value, qualifier_name(indicator): qualifier}


def _name(indicator: str, suffix: str) -> str:
    name = indicator.replace(".", "_")
    if len(name) + len(suffix) <= NAME_LIMIT:
        return name + suffix
    mark = hashlib.sha256(indicator.encode("utf-8")).hexdigest()[:4]
    return f"{name[: NAME_LIMIT - len(suffix) - len(mark) - 1]}_{mark}{suffix}"


def observation_cells(report: Report) -> Iterable[dict[str, Cell]]:
    """One row an observation, by column name."""
    document = document_cells(report.document)
    for observation in report.observations:
        yield document | figure_cells(observation)


def figure_cells(observation: Observation) -> dict[str, Cell]:
    """What a row says of the figure itself, by the names of `FIGURE_COLUMNS`."""
    row: dict[str, Any] = observation.__dict__
    quote = observation.quote
    return {
        **{column.name: row[column.name] for column in FIGURE_COLUMNS if column.name in row},
        "char_start": observation.start,
        "char_end": observation.end,
        "quote_start": quote.start,
        "quote_end": quote.end,
        "quote": quote.text,
    }


def indicators(report: Report) -> list[str]:
    """The ids that can have a headline in a report, whatever the rules it was made with."""
    typed = (f"{kind}.{name}" for kind, record in RECORDS.items() for name in record.model_fields)
    return [*typed, *report.other]


def report_cells(report: Report, rules: Iterable[str]) -> dict[str, Cell]:
    """The one row of a report, by column name; an indicator it does not tell has no cell."""
    cells = document_cells(report.document)
    cells["observations"] = len(report.observations)
    cells["findings"] = len(report.findings)
    cells["reader"] = f"{report.document.reader.name} {report.document.reader.version}"
    for indicator in rules:
        figure = report.figure(indicator)
        if figure is not None:
            cells |= headline_cells(indicator, figure.value, figure.qualifier)
    return cells


def document_cells(document: DocumentInfo) -> dict[str, Cell]:
    return {
        "report": document.name,
        "organisation": document.organisation,
        "level": document.level,
        "year": document.year,
        "published": document.published,
        "report_title": document.title,
        "sha256": document.sha256,
        **place_cells(document.place),
    }


def place_cells(place: PlaceInfo | None) -> dict[str, Cell]:
    if place is None:
        return {}
    upper = {"province": place.province, "city": place.city, "county": place.county,
             "street": place.street}  # fmt: skip
    names: dict[str, Cell] = {key: division.name for key, division in upper.items() if division}
    return {"place_code": place.code} | names
