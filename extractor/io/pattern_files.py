"""What the regular expressions of the package need, as the file that they read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from importlib import import_module
from pkgutil import walk_packages

import extractor
from extractor.io.rule_files import load_rulebook
from extractor.patterns import PLAIN, Lazy
from extractor.pieces import needs
from extractor.records.checks import check_patterns
from extractor.text import default_words

ROOMS = ("text", "numbers", "linking", "records")  # whose patterns read reports


def compiled_needs() -> str:
    """What `COMPILED_NEEDS` should hold: sets and reach of each expression that has some."""
    rows = []
    for each in sorted({each.pattern for each in all_patterns() if not each.flags & ~PLAIN}):
        sets, reach = needs(each)
        if sets:
            rows.append(f"{_dump(each)}:{_dump([[sorted(pieces) for pieces in sets], reach])}")
    return "{" + ",\n".join(rows) + "}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def all_patterns() -> Iterator[Lazy]:
    """Those that stand in the modules of these rooms, and those made of words and checks."""
    for room in ROOMS:
        package = import_module(f"{extractor.__name__}.{room}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            yield from _inside(vars(import_module(module.name)))
    words = default_words()
    tables = words.tables()
    yield from _inside(words)
    yield from (each for field in fields(tables) for each in _inside(getattr(tables, field.name)))
    yield from (Lazy(each, 0) for each in check_patterns(load_rulebook().checks))


def _inside(value: object) -> Iterator[Lazy]:
    if isinstance(value, Lazy):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _inside(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _inside(each)
