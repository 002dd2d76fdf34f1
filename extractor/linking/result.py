"""What linking says of every number."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extractor.model import Mention, Qualifier, Relation, Span, Status


class Choice(NamedTuple):
    """One figure with its meaning. Offsets count characters of `Document.view`."""

    mention: Mention
    indicator: str
    value: Decimal  # signed: a fall is negative
    upper: Decimal | None
    unit: str | None
    qualifier: Qualifier
    status: Status
    relation: Relation
    of: int | None  # index of another choice
    period: Span | None  # the words that bound it: 截至10月底
    section: int
    clause: Span
    rule: str


class Rejection(NamedTuple):
    """A number, or a reading of it by a rule, that was not taken.

    `word`: what speaks for the rule, or against it. `better`: what spoke for the reading taken.
    """

    mention: Mention
    code: str
    rule: str | None = None
    word: str | None = None
    better: str | None = None


class Linked(NamedTuple):
    choices: tuple[Choice, ...]  # in text order; coordinated heads share a mention
    rejections: tuple[Rejection, ...]
    mentions: tuple[Mention, ...]  # every number, in text order, with its final kind
    misaligned: tuple[Span, ...] = ()  # values of tables that stand under no header for certain
