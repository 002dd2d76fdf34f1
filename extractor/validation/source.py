"""A record against the report it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractor import __version__
from extractor.io.writers.json_writer import json_bytes
from extractor.model import Document
from extractor.pipeline import run
from extractor.records.models import Observation, Report, Severity
from extractor.rulebook import Rulebook
from extractor.validation.problem import Code, Place, Problem, Problems, error
from extractor.validation.record import same_maker

SHOWN = 30  # characters of a value in a message

# What tells apart the entries of a list where one has more of them than the other.
_KEYS = {
    "observations": ("start", "end", "indicator"),
    "mentions": ("start", "end"),
    "findings": ("code", "start", "message"),
}


def check_source(
    report: Report, data: bytes, document: Document, rulebook: Rulebook
) -> Iterator[Problem]:
    """Problems of a record, whose file holds `data`, with the report as it is now."""
    if document.sha256 != report.document.sha256:
        message = (
            f"{document.name} changed after its extraction: sha256 was "
            f"{report.document.sha256[:12]}…, is {document.sha256[:12]}…"
        )
        yield error(Code.STALE, message, ("document", "sha256"))
        return
    if not same_maker(report, rulebook):
        yield from quoted(report.observations, document)
        yield from _mentioned(report, document)
        yield _outdated(report, rulebook)
        return
    fresh = run(document, rulebook).report
    if data.replace(b"\r\n", b"\n") == json_bytes(fresh):
        return
    found = [*quoted(report.observations, document), *_mentioned(report, document)]
    yield from found
    known = {problem.path for problem in found}
    for path, was, now in differences(dump(report), dump(fresh)):
        if path not in known:
            name = ".".join(map(str, path))
            message = f"{name} is {shown(was)}, but the report gives {shown(now)}"
            yield error(Code.EDITED, message, path)


def dump(report: Report) -> dict[str, Any]:
    return report.model_dump(mode="json")


def _outdated(report: Report, rulebook: Rulebook) -> Problem:
    made, version = report.document, __version__
    if made.extractor != version:
        what = f"version {made.extractor}, this is {version}"
    else:
        what = f"rules {made.rulebook[:12]}…, these are {rulebook.sha256[:12]}…"
    message = f"made by {what}: its figures are not compared with the report"
    path = ("document", "extractor" if made.extractor != version else "rulebook")
    return Problem(Code.OUTDATED, Severity.INFO, message, path)


def quoted(observations: Sequence[Observation], document: Document) -> Problems:
    """Numbers and quotes that do not stand in the report where they should."""
    text = document.text
    for at, each in enumerate(observations):
        quote = each.quote
        for name, start, end, own in (
            ("text", each.start, each.end, each.text),
            ("quote", quote.start, quote.end, quote.text),
        ):
            if text[start:end] != own:
                message = f"{name} of {each.id} is {shown(own)}, but at {start} stands " + shown(
                    text[start:end]
                )
                yield error(Code.TEXT, message, ("observations", at, name), each.id)


def _mentioned(report: Report, document: Document) -> Problems:
    for at, mention in enumerate(report.mentions):
        stands = document.text[mention.start : mention.end]
        if stands != mention.text:
            message = f"number {shown(mention.text)}, but at {mention.start} stands {shown(stands)}"
            yield error(Code.TEXT, message, ("mentions", at, "text"))


def differences(was: Any, now: Any, path: Place = ()) -> Iterator[tuple[Place, Any, Any]]:
    """Fields that differ, each with both values; None for what one side does not have."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*was, *now)):
            yield from differences(was.get(key), now.get(key), (*path, key))
    elif isinstance(was, list) and isinstance(now, list):
        if len(was) == len(now):
            for at, (one, other) in enumerate(zip(was, now, strict=True)):
                yield from differences(one, other, (*path, at))
        else:
            yield from _uneven(was, now, path)
    elif type(was) is not type(now) or was != now:
        yield path, was, now


def _uneven(was: list[Any], now: list[Any], path: Place) -> Iterator[tuple[Place, Any, Any]]:
    """Only what is there too much or too little: ids behind it differ because of that."""
    keys = _KEYS.get(str(path[0])) if len(path) == 1 else None
    if keys is None:
        yield path, was, now
        return
    mine = [tuple(row[key] for key in keys) for row in was]
    due = [tuple(row[key] for key in keys) for row in now]
    here, there = set(mine), set(due)
    for at, key in enumerate(mine):
        if key not in there:
            yield (*path, at), _brief(was[at]), None
    for at, key in enumerate(due):
        if key not in here:
            yield (*path, min(at, len(was))), None, _brief(now[at])
    if len(here) != len(mine) or here == there:
        yield path, len(was), len(now)


def _brief(row: dict[str, Any]) -> str:
    return " ".join(str(row[key]) for key in ("indicator", "code", "text", "start") if key in row)


def shown(value: Any) -> str:
    """A value on one line of a message; null for what is not there."""
    if value is None:
        return "null"
    text = repr(value)
    return text if len(text) <= SHOWN + 2 else f"{text[:SHOWN]}…"
