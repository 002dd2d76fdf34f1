"""Many words in one string: twenty thousand strings take as long to read as two reports."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.errors import BadRule

_WORDS, _ROWS = "|", ";"  # between words, and between rows of them


def join_words(words: Iterable[str]) -> str:
    """The words in one string. Errors: `BadRule` for one that holds what stands between them."""
    return _join(words, _WORDS)


def split_words(joined: str) -> list[str]:
    """The words of a string that `join_words` made."""
    return joined.split(_WORDS) if joined else []


def join_rows(rows: Iterable[str]) -> str:
    """The rows, which may be empty, in one string. Errors: as `join_words`."""
    return _join(rows, _ROWS)


def split_rows(joined: str) -> list[str]:
    """The rows of a string that `join_rows` made of one at least."""
    return joined.split(_ROWS)


def _join(texts: Iterable[str], between: str) -> str:
    known = tuple(texts)
    odd = next((text for text in known if between in text), None)
    if odd is not None:
        raise BadRule(f"a word holds {between}", where=odd, hint="write words without it")
    return between.join(known)
