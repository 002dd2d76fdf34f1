"""What linking decides while it reads one sentence: each field is written by one module alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.linking.bearing import Bearing
from extractor.linking.draft import Scope
from extractor.model import Span


class Pair(NamedTuple):
    """What one number of a list under 分别 belongs to: words before it, or a figure before it."""

    head: Span | None = None
    base: int | None = None
    last: Span | None = None  # of several heads: 普法、调解、|执法培训
    shared: Span | None = None  # behind the heads, for one that names nothing: 刑事、治安|警情
    told: Span | None = None  # behind 分别, of all: 委员会、常务会议分别|研究议题6个、22个
    earlier: bool = False  # of a year before the last: 近三年案件分别为38件、31件、22件


UNPAIRED = Pair()


@dataclass(slots=True, eq=False, repr=False)
class Progress:
    """Empty before the first number; tests/test_architecture.py knows who writes what."""

    # scopes: the list of parts that is open
    scope: Scope | None = None
    # lone: parts of a whole that is not printed
    lone: frozenset[str] = frozenset()
    # relate: an earlier value that waits for the present one (由5天压缩至3天)
    pending: int | None = None
    # moves: earlier values of several by their order (None, then their index), present ones (order
    # of the earlier one): 由60日、30日压减至15日、7日
    moves: dict[int, int | None] = field(default_factory=dict)
    # reader: the numbers under one 分别 by their order, and how the first of them stands to others:
    # its list stands the same
    pairs: dict[int, Pair] = field(default_factory=dict)
    paired: Bearing | None = None
