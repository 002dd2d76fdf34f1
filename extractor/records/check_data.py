"""The vocabulary of `_checks.toml`, closed: a key that is not listed here is an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import BadRule
from extractor.model import Measure


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    return pattern


Words = list[Annotated[str, Field(min_length=1)]]
Pattern = Annotated[str, AfterValidator(_compiles)]


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class HeadlineTable(_Table):
    other_periods: Words = []
    averages: Words = []
    same_words: Annotated[int, Field(ge=1)] = 4


class PartsTable(_Table):
    rest: Words = []
    complete: Words = []
    slip: Annotated[float, Field(ge=0, le=1)] = 0.0


class RateTable(_Table):
    rate: str
    parts: Words
    wholes: Words
    words: Words


class OrderTable(_Table):
    less: Words
    more: Words
    unless: Words


class PlausibleTable(_Table):
    over_100: Words = []
    whole: Words = []


class SignsTable(_Table):
    falls: Words = []


class CapTable(_Table):
    max: int
    indicators: Words | None = None
    measures: list[Annotated[Measure, Field(strict=False)]] | None = None
    units: Words | None = None
    levels: Words | None = None


class MaskedTable(_Table):
    pattern: Pattern


class DamagedTable(_Table):
    pattern: Pattern
    lost: Annotated[str, Field(min_length=1)]


class ChecksFile(_Table):
    headline: HeadlineTable = HeadlineTable()
    parts: PartsTable = PartsTable()
    plausible: PlausibleTable = PlausibleTable()
    signs: SignsTable = SignsTable()
    rate: list[RateTable] = []
    order: list[OrderTable] = []
    cap: list[CapTable] = []
    masked: list[MaskedTable] = []
    damaged: list[DamagedTable] = []


def validate_checks(table: Mapping[str, Any], *, where: str) -> None:
    """Errors: `BadRule` naming file and key for a missing, misspelt or ill-typed key."""
    try:
        ChecksFile.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise BadRule(
            f"key {key!r}: {first['msg']}", where=where, hint="compare with the built-in file",
            key=first["loc"],
        ) from None


def named_indicators(table: Mapping[str, Any]) -> set[str]:
    """All indicators the data of the checks names."""

    def named(tables: Iterable[Mapping[str, Any]], *keys: str) -> set[str]:
        return {name for entry in tables for key in keys for name in entry.get(key, ())}

    return (
        {entry["rate"] for entry in table.get("rate", ())}
        | named(table.get("rate", ()), "parts", "wholes")
        | named(table.get("order", ()), "less", "more")
        | named(table.get("cap", ()), "indicators")
        | set(table.get("plausible", {}).get("over_100", ()))
    )
