"""Checks of a whole record, from the record alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from extractor import __version__
from extractor.model import Kind, category_of
from extractor.records.assemble import figure_rows
from extractor.records.check_rates import rate_counts, rate_range
from extractor.records.checks import implausible, order, parts, two_values
from extractor.records.evidence import Evidence, gather
from extractor.records.models import RECORDS, SCHEMA_VERSION, Figure, Finding, Report, Severity
from extractor.records.models import Code as Fault
from extractor.rulebook import Rulebook
from extractor.validation.dates import is_iso_date
from extractor.validation.known import Known, choices, known_text, layout
from extractor.validation.observations import printed, structure
from extractor.validation.problem import Code, Place, Problem, Problems, error

_SHA256 = re.compile(r"[0-9a-f]{64}")
# With less text than there was, these may be right where they find something, or not: a word that
# excuses it can stand in a clause that no record quotes.
_SURE = (parts, rate_range, rate_counts, implausible)
_UNSURE = (order, two_values)
_HEADLINE = ("value", "value_max", "unit", "qualifier")


def check_record(report: Report, rulebook: Rulebook) -> list[Problem]:
    """All problems a record shows on its face; findings it tells itself are among them."""
    ours = same_maker(report, rulebook)
    observations = report.observations
    found = [
        *_document(report),
        *structure(observations, report.document.characters),
        *_findings(report),
    ]
    if found:
        return found
    known = known_text(observations)
    found += printed(observations, known)
    found += _mentions(report)
    found += _figures(report, rulebook, ours=ours)
    found += _names(report, rulebook, ours=ours)
    found += _recorded(report)
    if not known.clashes:
        found += _unrecorded(report, known, rulebook, ours=ours)
    return found


def same_maker(report: Report, rulebook: Rulebook) -> bool:
    """Whether this version and these rules made the record."""
    document = report.document
    return document.rulebook == rulebook.sha256 and document.extractor == __version__


def absent(report: Report) -> Problems:
    """Fields that the file of a report leaves out.

    Absent is null to the models, but the published schema wants null to be said.
    """
    for category, record in RECORDS.items():
        told = getattr(report, category).model_fields_set
        for name in record.model_fields:
            if name not in told:
                message = f"field '{category}.{name}' is missing"
                yield error(Code.SCHEMA, message, (category, name))


def _document(report: Report) -> Problems:
    if report.schema_version != SCHEMA_VERSION:
        message = f"schema_version {report.schema_version!r} is not {SCHEMA_VERSION!r}"
        yield error(Code.SCHEMA, message, ("schema_version",))
    for name in ("sha256", "rulebook"):
        digest = getattr(report.document, name)
        if not _SHA256.fullmatch(digest):
            yield error(Code.SCHEMA, f"{name} {digest!r} is no SHA-256", ("document", name))
    year = report.document.year
    if year is not None and not 1900 <= year < 2100:
        yield error(Code.SCHEMA, f"year {year} is none of a report", ("document", "year"))
    published = report.document.published
    if published is not None and not is_iso_date(published):
        message = f"published {published!r} is no ISO date"
        yield error(Code.SCHEMA, message, ("document", "published"))


def _findings(report: Report) -> Problems:
    ids = {each.id for each in report.observations}
    for at, finding in enumerate(report.findings):
        unknown = [name for name in finding.observations if name not in ids]
        if unknown:
            message = f"{finding.code} points at {unknown[0]!r}, which is no observation"
            yield error(Code.FINDING, message, ("findings", at))


def _mentions(report: Report) -> Problems:
    used: dict[int, list[str]] = {}
    for each in report.observations:
        used.setdefault(each.start, []).append(each.id)
    end = 0
    seen = set()
    for at, mention in enumerate(report.mentions):
        here: Place = ("mentions", at)
        seen.add((mention.start, mention.end, mention.text))
        if mention.end - mention.start != len(mention.text) or not mention.text:
            message = f"{mention.text!r} has not the length of its span"
            yield error(Code.SPAN, message, here)
        if mention.start < end or mention.end > report.document.characters:
            message = f"{mention.text!r} lies inside another number, or behind the end"
            yield error(Code.SPAN, message, here)
        end = mention.end
        expected = used.get(mention.start, [])
        if list(mention.observations) != expected:
            message = f"{mention.text!r} names {_ids(mention.observations)}, not {_ids(expected)}"
            yield error(Code.MENTION, message, (*here, "observations"))
        elif (mention.kind is Kind.STATISTIC) != bool(expected):
            message = f"{mention.text!r} is {mention.kind!s}, with {_ids(expected)}"
            yield error(Code.MENTION, message, (*here, "kind"))
    for at, each in enumerate(report.observations):
        if (each.start, each.end, each.text) not in seen:
            message = f"{each.id} ({each.text!r}) is not among the mentions"
            yield error(Code.MENTION, message, ("observations", at), each.id)


def _ids(names: Any) -> str:
    return ", ".join(names) or "no observation"


def _figures(report: Report, rulebook: Rulebook, *, ours: bool) -> Problems:
    """Headlines as they follow from the observations."""
    rows = [each.__dict__ | {"quote": each.quote.__dict__} for each in report.observations]
    due = figure_rows(rows, report.document.year, rulebook.checks)
    for category in (*RECORDS, "other"):
        held = getattr(report, category)
        told: Mapping[str, Figure] = held if category == "other" else {
            name: value for name, value in held.__dict__.items() if value is not None
        }
        for name in sorted({*told, *due[category]}):
            path = (category, name)
            figure, row = told.get(name), due[category].get(name)
            if figure is None or row is None:
                state = "is missing" if figure is None else "follows from no observation"
                yield _judged(Code.FIGURE, f"headline {'.'.join(path)} {state}", path, ours=ours)
                continue
            yield from _figure(figure, row, path, report, ours=ours)


def _figure(
    figure: Figure, row: Mapping[str, Any], path: Place, report: Report, *, ours: bool
) -> Problems:
    name = ".".join(map(str, path))
    if figure.observations != row["observations"]:
        message = f"{name} names {_ids(figure.observations)}, not {_ids(row['observations'])}"
        yield error(Code.FIGURE, message, (*path, "observations"))
        return
    named = [each for each in report.observations if each.id in figure.observations]
    told = [getattr(figure, key) for key in _HEADLINE]
    held = any(told == [getattr(each, key) for key in _HEADLINE] for each in named)
    for key in _HEADLINE:
        if getattr(figure, key) != row[key]:
            message = f"{key} of {name} is {getattr(figure, key)!s}, but follows as {row[key]!s}"
            # Another version may have chosen another one of its observations.
            yield _judged(Code.FIGURE, message, (*path, key), ours=ours or not held)


def _judged(code: Code, message: str, path: Place, *, ours: bool) -> Problem:
    """An error, unless other rules than these may explain it."""
    severity = Severity.ERROR if ours else Severity.WARNING
    return Problem(code, severity, message, path)


def _names(report: Report, rulebook: Rulebook, *, ours: bool) -> Problems:
    for at, each in enumerate(report.observations):
        category = category_of(each.indicator)
        if each.category != category:
            message = f"category {each.category!r} is not that of {each.indicator}"
            yield error(Code.NAME, message, ("observations", at, "category"), each.id)
        rule = rulebook.rules.get(each.indicator)
        if ours and each.title != (rule.title if rule else each.indicator):
            message = f"title {each.title!r} is not that of {each.indicator}"
            yield error(Code.NAME, message, ("observations", at, "title"), each.id)


def _recorded(report: Report) -> Problems:
    """Faults of the report that the record tells: the record is right, so none is an error."""
    places = {each.id: at for at, each in enumerate(report.observations)}
    for at, finding in enumerate(report.findings):
        if finding.severity is Severity.INFO:
            continue
        named = finding.observations[-1] if finding.observations else None
        path: Place = ("observations", places[named]) if named else ("findings", at)
        yield Problem(finding.code, Severity.WARNING, finding.message, path, named)


def _unrecorded(
    report: Report, known: Known, rulebook: Rulebook, *, ours: bool
) -> Problems:
    """Faults that extraction would have told: figures were changed since."""
    evidence = gather(
        report.model_copy(update={"findings": ()}), known.document,
        layout(known, report.document), choices(known, report.observations),
        rulebook.rules, rulebook.checks,
    )  # fmt: skip
    told = {(f.code, name) for f in report.findings for name in f.observations}
    places = {each.id: at for at, each in enumerate(report.observations)}
    for finding, sure in _derived(evidence):
        named = finding.observations
        if finding.severity is Severity.INFO or any((finding.code, n) in told for n in named):
            continue
        severity = Severity.ERROR if ours and sure else Severity.WARNING
        message = f"{finding.message}; the record has no such finding"
        yield Problem(finding.code, severity, message, ("observations", places[named[-1]]),
                      named[-1])
    yield from _missing(report)


def _derived(evidence: Evidence) -> Iterator[tuple[Finding, bool]]:
    for check in _SURE:
        yield from ((finding, True) for finding in check(evidence))
    for check in _UNSURE:
        yield from ((finding, False) for finding in check(evidence))


def _missing(report: Report) -> Problems:
    """Findings that follow from a field alone."""
    told = {finding.code for finding in report.findings}
    starts = {f.start for f in report.findings if f.code is Fault.UNEXPLAINED}
    for code, name in ((Fault.YEAR, "year"), (Fault.ORGANISATION, "organisation")):
        if (getattr(report.document, name) is None) != (code in told):
            message = f"{name} and the finding {code} contradict each other"
            yield error(Code.FINDING, message, ("document", name))
    for at, mention in enumerate(report.mentions):
        if (mention.kind is Kind.UNEXPLAINED) != (mention.start in starts):
            message = f"{mention.text!r} and the finding {Fault.UNEXPLAINED} contradict each other"
            yield error(Code.FINDING, message, ("mentions", at, "kind"))
