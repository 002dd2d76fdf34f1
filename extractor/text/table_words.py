"""The words of `[tables]` in `sections.toml` as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from extractor.patterns import pattern
from extractor.text.alternatives import alternatives

# "142", "1,088", "214.63万元", "约27家", "-3.2%"; the unit is told by its first character.
_NUMERAL: Final = (
    r"[近约超]?[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
    r"[余多]?(?:[百千万亿]{1,2}[0-9]+){0,3}[百千万亿]{0,2}[余多+]?"
)
_UNIT: Final = r"(?:\([万亿]?[^\W\d_]{1,2}\))?"


@dataclass(frozen=True, slots=True)
class TableWords:
    """What titles, headers and cells of a table look like."""

    title: re.Pattern[str]  # searched in a line
    lead: re.Pattern[str]  # searched in a line that leads up to a table
    caption: re.Pattern[str]  # searched in the first text above values
    unit: re.Pattern[str]  # a line that names the unit of all values
    titled: re.Pattern[str]  # … and the end of a title that names it: 统计表(单位:件)
    corner: re.Pattern[str]  # searched in a header
    united: re.Pattern[str]  # a header that ends in its unit
    serial: frozenset[str]
    year: frozenset[str]
    total: frozenset[str]
    note: re.Pattern[str]  # matched at the head of a line
    empty: frozenset[str]
    number: re.Pattern[str]  # matches a whole cell
    measured: re.Pattern[str]  # a number with its unit
    whole: frozenset[str]


def table_words(data: Mapping[str, Any]) -> TableWords:
    """The patterns of the table `[tables]`."""
    measures = re.escape(data["measures"])
    corner = alternatives(data["corner"])
    unit = rf"(?:[{measures}][^\W\d_]{{0,4}}%?(?<!{_not(data['no_value'])}){_UNIT}|%|‰)"
    return TableWords(
        title=pattern(
            rf"(?:{alternatives(data['title'])})(?:\([^()]{{1,12}}\))*:?$"
            rf"|20\d\d年.{{0,60}}(?:情况|统计)(?:\([^()]{{1,12}}\))*$"
            r"|^(?:附件|附表|表)(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?!\d)[:.、]?|[:.、]|$)"
        ),
        lead=pattern(rf"(?:{alternatives(data['lead'])})[:。]?$"),
        caption=pattern(rf"(?:{alternatives(data['caption'])})(?:\([^()]{{1,12}}\))?$"),
        unit=pattern(r"^\(?(?:计量|计算|金额|数量)?单位[:为]([^()]{1,16})\)?$"),
        titled=pattern(
            r"\((?:计量|计算|金额|数量)?单位[:为]?(?P<inside>[^()]{1,16})\)"
            r"(?:如下|见下表|如下表)?[:。]?$"
            r"|(?<=[表况计据])(?:计量|计算|金额|数量)?单位:(?P<behind>[^()]{1,8})$"
        ),
        # 地区(单位) names what stands in its column, 案件(件) the unit of its numbers.
        corner=pattern(rf"(?:{corner})(?:\((?:{corner})\))?$"),
        united=pattern(rf"\((?!(?:{corner})\))[^()\d]{{1,8}}\)$"),
        serial=frozenset(data["serial"]),
        year=frozenset(data["year"]),
        total=frozenset(data["total"]),
        note=pattern(rf"\(?(?:{alternatives(data['note'])})(?:[:、.(0-9]|$)"),
        empty=frozenset(data["empty"]),
        number=pattern(rf"{_NUMERAL}{unit}?"),
        measured=pattern(rf"{_NUMERAL}{unit}"),
        whole=frozenset(data["whole"]),
    )


def _not(words: Sequence[str]) -> str:
    return ")(?<!".join(map(re.escape, words))
