"""Every regular expression of the package, and texts that are hard on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import extractor
from extractor.io.rule_files import load_rulebook
from extractor.patterns import Lazy
from extractor.text import default_words

BOOK = load_rulebook()
UNITS = (
    "1", "1,", "1.", "1-", "1、", "1:", "1+", "1/", "1 ", "1至", "12件", "12件、", "2021年",
    "1月", "第", "第1", "第1号", "(", "()", "(1", "《", "《》", "〔", "〔2021", "“", "”1", " ",
    "\t", "\t1", "\n", "一", "一、", "十百", "百分之", "负", "-", "—", "|", "|-", "A", "A1", "A-",
    "A/1", "调解", "街道", "市", "市(", "·", ".", "。", ",", ";", ":", "*", "X", "○", "的", "中",
    "其中", "同比", "较上年", "占", "共", "零", "无", "每", "将", "人民政府", "来源:", "电话:0",
)  # fmt: skip
_SEARCHED = r"\b{}\.(?:search|finditer|findall|sub|split)\("


def searched_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """(place, pattern) of all patterns that are looked for anywhere in a text; the others are
    tried at one place only."""
    for module in walk_packages(extractor.__path__, "extractor."):
        if module.name.endswith("__main__"):
            continue
        loaded = import_module(module.name)
        source = Path(loaded.__file__ or "").read_text("utf-8")
        for name, value in vars(loaded).items():
            if re.search(_SEARCHED.format(re.escape(name)), source):
                yield from _inside(f"{module.name}.{name}", value)
    words = default_words()
    yield from _inside("sections", words._asdict())
    tables = words.tables()
    searched = ("title", "lead", "caption", "corner", "united", "unit")
    listed = {each.name: getattr(tables, each.name) for each in fields(tables)}
    yield from _inside("sections.tables", {name: listed[name] for name in searched})
    context = load_rulebook(examples=True).context  # lists that are compiled whole
    for lists in (context, context.tables, context.topics):
        lists.check()
        yield from _inside("context", lists)
    for name in ("masked", "damaged"):
        for entry in BOOK.checks[name]:
            yield f"checks.{name}", re.compile(entry["pattern"])


def _inside(place: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, (re.Pattern, Lazy)):
        if isinstance(value.pattern, str):
            yield place, value if isinstance(value, re.Pattern) else value.compiled()
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _inside(f"{place}[{key}]", each)


def hard_texts(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Runs of what numbers, brackets and words are made of, and of the pattern's own letters."""
    own = "".join(dict.fromkeys(re.findall(r"[^\W\da-zA-Z_]", pattern.pattern)))
    for unit in (*UNITS, *filter(None, (own[:1], own[-1:], own[:12]))):
        yield (unit * length)[:length]
