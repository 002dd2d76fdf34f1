"""The words of `sites.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractor.text.alternatives import alternatives


@dataclass(frozen=True, slots=True)
class Sites:
    """Names of elements that hold the article, or that never do, and words of the page's lines."""

    content: frozenset[str]
    noise_tags: frozenset[str]
    noise: frozenset[str]
    page_line: re.Pattern[str]
    told: re.Pattern[str]
    clock: re.Pattern[str]
    title_marks: re.Pattern[str]


@lru_cache(maxsize=1)
def known_sites() -> Sites:
    """What is known of government sites."""
    import tomllib

    table = tomllib.loads((Path(__file__).parent / "sites.toml").read_text("utf-8"))
    lines = table["lines"]
    return Sites(
        content=frozenset(table["containers"]["content"]),
        noise_tags=frozenset(table["noise"]["tags"]),
        noise=frozenset(table["noise"]["names"]),
        page_line=_any(lines["starts"]),
        told=_any(lines["told"]),
        clock=_any(lines["clock"]),
        title_marks=_any(lines["title_marks"]),
    )


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile(alternatives(words))
