"""Round numbers for axes: where bins end, where ticks stand, how they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from statistics import median
from typing import NamedTuple
from unicodedata import east_asian_width

BINS = 12  # at most, of a distribution
_ROUND = (Decimal(1), Decimal(2), Decimal(5))
_SKEWED = 8  # times the median, from which the greatest value hides all others
_NAMES = ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "M"), (Decimal(1000), "k"))


class Edges(NamedTuple):
    """Bounds of bins: each holds its lower one, the last its upper one as well."""

    at: tuple[Decimal, ...]
    single: bool = False  # each bin is one whole number, the lower bound

    def bin_of(self, number: Decimal) -> int:
        inside = (at for at in range(len(self.at) - 1) if number < self.at[at + 1])
        return next(inside, len(self.at) - 2)


def edges(numbers: Sequence[Decimal]) -> Edges:
    """Round bounds that hold all numbers. `numbers`: at least one."""
    low, high = min(numbers), max(numbers)
    if is_skewed(numbers) and high - low >= BINS:
        return Edges(_growing(numbers))
    if high - low < BINS and all(number == int(number) for number in numbers):
        return Edges(tuple(Decimal(at) for at in range(int(low), int(high) + 2)), single=True)
    step = round_step(high - low, min(BINS, 4 + len(numbers) // 5))
    return Edges(tuple(_steps(low, high, step)))


def is_skewed(numbers: Sequence[Decimal]) -> bool:
    """Whether even steps would press nearly all of the numbers into the first."""
    return min(numbers) >= 0 and max(numbers) > _SKEWED * max(median(numbers), Decimal(1))


def _growing(numbers: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """0, 1, 2, 5, 10 …; fewer a power of ten where that gives too many bins."""
    first = max(min(numbers), Decimal(1)).adjusted()
    last = max(numbers).adjusted() + 1
    known: list[Decimal] = []
    for parts in (_ROUND, (Decimal(1), Decimal(3)), (Decimal(1),)):
        known = [part.scaleb(power) for power in range(first, last + 1) for part in parts]
        while len(known) > 2 and known[-2] >= max(numbers):
            known.pop()
        while len(known) > 2 and known[1] <= min(numbers):
            known.pop(0)
        if len(known) <= BINS:
            break
    return (Decimal(0), *known) if min(numbers) < known[0] else tuple(known)


def round_step(span: Decimal, most: int) -> Decimal:
    """The least of 1, 2, 5, 10 … that covers the span in so many steps."""
    if not span:
        return Decimal(1)
    least = span / most
    power = least.adjusted()
    steps = (part.scaleb(power + more) for more in (0, 1) for part in _ROUND)
    return next(step for step in steps if step >= least)


def ticks(low: Decimal, high: Decimal, most: int = 4, *, whole: bool = False) -> list[Decimal]:
    """Round numbers from below `low` to above `high`."""
    step = round_step(high - low, most)
    step = max(step, Decimal(1)) if whole else step
    return list(_steps(low, high, step))


def _steps(low: Decimal, high: Decimal, step: Decimal) -> Iterator[Decimal]:
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return (at * step for at in range(first, max(last, first + 1) + 1))


def compact(number: Decimal) -> str:
    """`200`, `1.5k`, `30M`, `2bn`."""
    for least, name in _NAMES:
        if abs(number) >= least:
            return f"{(number / least).normalize():f}{name}"
    return f"{number.normalize():f}"


def wide(text: str) -> int:
    """Half characters that text takes: two for each Chinese one."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
