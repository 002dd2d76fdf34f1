"""Many words in one string: twenty thousand strings take as long to read as two reports."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.errors import BadRule

_BETWEEN = "|"


def join_words(words: Iterable[str]) -> str:
    """The words in one string. Errors: `BadRule` for one that holds what stands between them."""
    known = tuple(words)
    odd = next((word for word in known if _BETWEEN in word), None)
    if odd is not None:
        raise BadRule(f"a word holds {_BETWEEN}", where=odd, hint="write words without it")
    return _BETWEEN.join(known)


def split_words(joined: str) -> list[str]:
    """The words of a string that `join_words` made."""
    return joined.split(_BETWEEN) if joined else []
