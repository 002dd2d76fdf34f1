"""The words of `sections.toml` as patterns."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from extractor.patterns import pattern
from extractor.text.alternatives import alternatives

if TYPE_CHECKING:
    from extractor.text.table_words import TableWords

_FILE: Final = Path(__file__).with_name("sections.toml")
COMPILED_WORDS: Final = Path(__file__).with_name("_sections.json")


class SectionWords(NamedTuple):
    """What headings, openers of sentences and lines of page furniture look like.

    Plain words stay words: a report looks for them a few times, which is quicker than to compile a
    pattern.
    """

    plan_ahead: re.Pattern[str]
    plan_last: tuple[str, ...]
    plan_nouns: re.Pattern[str]  # ends in one of `plan_last`
    plan_told_first: re.Pattern[str]
    plan_done: re.Pattern[str]
    review: tuple[str, ...]
    opener: re.Pattern[str]
    opener_weak: re.Pattern[str]
    intent: re.Pattern[str]
    problems_stated: tuple[str, ...]
    problems: tuple[str, ...]
    problems_last: tuple[str, ...]
    problems_fought: tuple[str, ...]
    duties: tuple[str, ...]
    bare: Mapping[str, frozenset[str]]
    furniture: Mapping[str, tuple[str, ...]]  # by their first character: there are many
    furniture_inside: tuple[str, ...]
    furniture_tail: tuple[str, ...]
    colophon: tuple[str, ...]
    verb_end: re.Pattern[str]  # 了 behind a verb, which says nothing that the verb does not
    tables: Callable[[], TableWords]  # most reports hold none


def holds(text: str, words: Iterable[str]) -> bool:
    """True if one of the words stands in the text."""
    return any(map(text.__contains__, words))


def section_words(data: Mapping[str, Mapping[str, Sequence[str]]]) -> SectionWords:
    """The patterns of a parsed `sections.toml`."""
    plan, problems, furniture = data["plan"], data["problems"], data["furniture"]
    return SectionWords(
        plan_ahead=_any(plan["ahead"]),
        plan_last=tuple(plan["nouns"]),
        plan_nouns=pattern(
            f"(?:^|[,、])(?!(?:{alternatives(plan['unplanned'])}))[^,、]*?"
            f"{_not_behind(plan['unplanned'])}(?:{alternatives(plan['nouns'])})$"
        ),
        plan_told_first=pattern(f"(?:{alternatives(plan['told_first'])})[^,]{{0,8}}?[及和与、]"),
        plan_done=pattern(f"(?:{alternatives(plan['nouns'])})的?(?:{alternatives(plan['done'])})"),
        review=tuple(plan["review"]),
        opener=pattern(f"(?:{alternatives(plan['lead'])})?(?:{alternatives(plan['ahead'])})"),
        opener_weak=pattern(f"(?:{alternatives(plan['lead'])})?(?:{alternatives(plan['ahead_weak'])})"),
        intent=_any(plan["intent"]),
        problems_stated=tuple(problems["stated"]),
        problems=tuple(problems["words"]),
        problems_last=tuple(problems["last"]),
        problems_fought=tuple(problems["fought"]),
        duties=tuple(data["duties"]["words"]),
        bare={role: frozenset(words) for role, words in data["bare"].items()},
        furniture=_by_first(furniture["starts"]),
        furniture_inside=tuple(furniture["holds"]),
        furniture_tail=tuple(furniture["tail"]),
        colophon=tuple(furniture["colophon"]),
        # 了 stands first: `re` skips to it. Before a number it stays, and in 办理了结, 开展了解.
        verb_end=pattern(
            f"了(?<=(?:{alternatives(data['verbs']['words'])})了)"
            "(?! ?[0-9一二两三四五六七八九十百千万多数几近约]|[结然]|解(?![除决]))"
        ),
        tables=lru_cache(maxsize=1)(partial(_table_words, data["tables"])),
    )


def _table_words(data: Mapping[str, Any]) -> TableWords:
    from extractor.text.table_words import table_words

    return table_words(data)


@lru_cache(maxsize=1)
def default_words() -> SectionWords:
    """The words this package comes with, read once."""
    source = _FILE.read_bytes()
    if COMPILED_WORDS.is_file():
        compiled = json.loads(COMPILED_WORDS.read_bytes())
        if compiled["source"] == sha256(source).hexdigest():
            return section_words(compiled["words"])
    return section_words(_parsed(source))


def compiled_words() -> str:
    """What `COMPILED_WORDS` should hold: `sections.toml` as JSON, which is read in no time."""
    source = _FILE.read_bytes()
    data = {"source": sha256(source).hexdigest(), "words": _parsed(source)}
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


def _parsed(source: bytes) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(source.decode("utf-8"))


def _by_first(words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    alike: dict[str, tuple[str, ...]] = {}
    for word in words:
        alike[word[0]] = (*alike.get(word[0], ()), word)
    return alike


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return pattern(alternatives(words))


def _not_behind(words: Iterable[str]) -> str:
    return "".join(f"(?<!{re.escape(word)})" for word in words)
