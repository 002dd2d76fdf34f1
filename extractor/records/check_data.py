"""The vocabulary of `_checks.toml`, closed: a key that is not listed here is an error."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import BadRule, Key
from extractor.model import Measure
from extractor.rulebook.vocabulary import bad_key, near_names


def _compiles(pattern: str) -> str:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    if compiled.search("") is not None:
        raise ValueError("it is found everywhere: take one character at least")
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
    points: Words = []
    each: Words = []


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


_TABLES: dict[int | str, type[_Table]] = {
    "headline": HeadlineTable, "parts": PartsTable, "plausible": PlausibleTable,
    "rate": RateTable, "order": OrderTable, "cap": CapTable, "masked": MaskedTable,
    "damaged": DamagedTable,
}  # fmt: skip
# Which keys of them name indicators.
_INDICATORS = {
    "rate": ("rate", "parts", "wholes"), "order": ("less", "more"), "cap": ("indicators",)
}  # fmt: skip


def validate_checks(table: Mapping[str, Any], *, where: str) -> None:
    """Errors: `BadRule` naming file and key for a missing, misspelt or ill-typed key."""
    try:
        ChecksFile.model_validate(table)
    except ValidationError as error:
        raise bad_key(error, ChecksFile, _TABLES, where=where,
                      hint="compare with the built-in _checks.toml") from None


def check_indicators(
    table: Mapping[str, Any], rules: Collection[str], *, where: str
) -> None:
    """Errors: `BadRule` naming file and key for an indicator that none of the `rules` has."""
    for key, name in _named_indicators(table):
        if name not in rules:
            raise BadRule(f"no indicator {name!r}", where=where, key=key,
                          hint=near_names(name, rules, "see `extract rules list`", most=3))


def _named_indicators(table: Mapping[str, Any]) -> Iterator[tuple[Key, str]]:
    """(key, indicator) of all that the data of the checks names."""
    yield from ((("plausible", "over_100"), name)
                for name in table.get("plausible", {}).get("over_100", ()))
    for kind, keys in _INDICATORS.items():
        for at, entry in enumerate(table.get(kind, ())):
            for key in keys:
                named = entry.get(key) or ()
                for name in [named] if isinstance(named, str) else named:
                    yield (kind, at, key), name
