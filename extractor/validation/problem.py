"""What validation says of a file: one problem a line, with its code and its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractor.records.models import Severity

Place = tuple[str | int, ...]


class Code(StrEnum):
    """What is wrong with a record; what is wrong with its report has the codes of findings."""

    JSON = "V-JSON"  # no JSON, or one key twice
    SCHEMA = "V-SCHEMA"  # a missing or unknown field, a wrong type
    TABLE = "V-TABLE"  # a missing or unknown column, a cell of a wrong type
    ID = "V-ID"  # ids that are not o1, o2, … in text order
    SPAN = "V-SPAN"  # offsets that cannot be
    QUOTE = "V-QUOTE"  # a quote that does not hold its number, or two that disagree
    VALUE = "V-VALUE"  # a value or qualifier that is not what is printed
    LINK = "V-LINK"  # an observation that belongs to none there is
    MENTION = "V-MENTION"  # the ledger and the observations disagree
    FIGURE = "V-FIGURE"  # a headline that does not follow from its observations
    FINDING = "V-FINDING"  # a finding that is due but missing, or points nowhere
    NAME = "V-NAME"  # category or title not those of the indicator
    SOURCE = "V-SOURCE"  # the report is not there
    STALE = "V-STALE"  # the report changed after its extraction
    TEXT = "V-TEXT"  # not the words of the report
    EDITED = "V-EDITED"  # not what an extraction gives
    OUTDATED = "V-OUTDATED"  # made by other rules or another version


@dataclass(frozen=True, slots=True)
class Problem:
    """`path` leads to the field in the JSON, `observation` is the id it concerns, if any."""

    code: str
    severity: Severity
    message: str
    path: Place = ()
    observation: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with its problems, each with its line; `records` counts reports or rows of a table."""

    file: str
    problems: tuple[Problem, ...]
    records: int = 1
    ours: bool = True  # False for a file that holds no record at all


Problems = Iterator[Problem]


def error(
    code: Code, message: str, path: Place = (), observation: str | None = None
) -> Problem:
    return Problem(code, Severity.ERROR, message, path, observation)
