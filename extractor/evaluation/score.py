"""Counts agreement between reports and annotations, one statistic and one ledger row at a time.

A predicted and an annotated mention are the same when their spans overlap and they start within
two characters of each other, or one contains the other.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]

BY = ("category", "indicator", "doc")
FACTS = {"org": "organisation", "year": "year", "published": "published"}
FIELDS = ("value", "unit", "qualifier", "status", "relation", "category", "indicator")
STRICT = ("value", "unit", "qualifier", "status", "indicator")
_SHORTEST_NAME = 4  # characters that still name one office
_DIGITS = re.compile(r"[0-9０-９]+")


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated report: `head` has the facts of the document, `rows` its mentions."""

    name: str
    text: str
    head: Row
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts by figure, counts by category, indicator or report, and the errors in words."""

    counts: Counter[str] = field(default_factory=Counter)
    table: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[str] = field(default_factory=list)


def parse_gold(name: str, text: str, lines: str) -> Gold:
    """The annotation in `lines`, one JSON object a line; a first one with `doc` is the header."""
    rows = [json.loads(line) for line in lines.splitlines() if line.strip()]
    head = rows.pop(0) if rows and "doc" in rows[0] else {}
    return Gold(name, text, head, rows)


def score(pairs: Iterable[tuple[Gold, Row]], by: str = "category") -> Score:
    """Everything counted over pairs of an annotation and the report (as a dictionary) on it."""
    total = Score()
    for gold, report in pairs:
        _facts(gold, report["document"], total)
        _digits(gold, report["mentions"], total)
        _ledger(gold, report["mentions"], total)
        _statistics(gold, report["observations"], total, by)
    return total


def summary(total: Score, *, table: bool = False) -> list[str]:
    """The figures in fixed order, one line each; with `table` one line a group below them."""
    c = total.counts
    lines = [
        _share(f"document.{key:<10}", c[f"doc.{key}.ok"], c[f"doc.{key}.n"])
        for key in FACTS
        if c[f"doc.{key}.n"]
    ]
    lines.append(f"offsets.wrong       {c['offset.bad']}")
    lines.append(_share("digits.accounted   ", c["digits.ok"], c["digits.n"]))
    lines.append(_share("ledger.kind        ", c["ledger.ok"], c["ledger.n"]))
    for label, key in (("detect", "hit"), ("core", "core"), ("strict", "strict")):
        p, r, f = f1(c[key], c["pred"], c["gold"])
        counts = f"tp {c[key]} pred {c['pred']} gold {c['gold']}"
        lines.append(f"{label + '.f1':<19} {f:.4f}  P {p:.4f} R {r:.4f}  {counts}")
    lines.extend(_share(f"match.{key:<13}", c[key], c["hit"]) for key in FIELDS)
    if table:
        lines.extend(
            f"  {row:<40} gold {n['gold']:>4}  found {n['hit']:>4}  strict {n['strict']:>4}"
            for row, n in sorted(total.table.items())
        )
    return lines


def f1(hits: int, predicted: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; 0 where a denominator is 0."""
    p = hits / predicted if predicted else 0.0
    r = hits / wanted if wanted else 0.0
    return p, r, (2 * p * r / (p + r) if p + r else 0.0)


def same(a: Row, b: Row) -> bool:
    """Whether two mentions are one: see the top of this file."""
    if a["start"] >= b["end"] or b["start"] >= a["end"]:
        return False
    return abs(a["start"] - b["start"]) <= 2 or _inside(a, b) or _inside(b, a)


def _inside(a: Row, b: Row) -> bool:
    return bool(b["start"] <= a["start"] and a["end"] <= b["end"])


def _share(label: str, good: int, count: int) -> str:
    return f"{label} {good / max(1, count):.4f}  {good}/{count}"


def _facts(gold: Gold, document: Row, total: Score) -> None:
    for key, name in FACTS.items():
        if key not in gold.head:
            continue
        want, got = gold.head[key], document.get(name)
        ok = got == want or (key == "org" and _same_organisation(want, got))
        total.counts[f"doc.{key}.n"] += 1
        total.counts[f"doc.{key}.ok"] += ok
        if not ok:
            total.errors.append(f"{gold.name} {key}: want {want!r}, got {got!r}")


def _same_organisation(want: str | None, got: str | None) -> bool:
    """A name without its province or city in front still names the same office."""
    if not want or not got or len(got) < _SHORTEST_NAME:
        return False
    return want.endswith(got) or got.endswith(want)


def _digits(gold: Gold, mentions: Sequence[Row], total: Score) -> None:
    covered = bytearray(len(gold.text) + 1)
    for m in mentions:
        if gold.text[m["start"] : m["end"]] != m["text"]:
            total.counts["offset.bad"] += 1
            quote = f"quote {m['text']!r} is not the text there"
            total.errors.append(f"{gold.name} @{m['start']}: {quote}")
        covered[m["start"] : m["end"]] = b"\1" * (m["end"] - m["start"])
    for run in _DIGITS.finditer(gold.text):
        total.counts["digits.n"] += 1
        total.counts["digits.ok"] += all(covered[run.start() : run.end()])


def _ledger(gold: Gold, mentions: Sequence[Row], total: Score) -> None:
    for row in gold.rows:
        if row["kind"] != "statistic":
            hit = next((m for m in mentions if same(m, row)), None)
            total.counts["ledger.n"] += 1
            total.counts["ledger.ok"] += hit is not None and hit["kind"] == row["kind"]


def _statistics(gold: Gold, observations: Sequence[Row], total: Score, by: str) -> None:
    wanted = [row for row in gold.rows if row["kind"] == "statistic"]
    total.counts["gold"] += len(wanted)
    total.counts["pred"] += len(observations)
    used: set[int] = set()
    for row in wanted:
        group = total.table[_group(row, gold.name, by)]
        group["gold"] += 1
        near = [
            (abs(o["start"] - row["start"]), i)
            for i, o in enumerate(observations)
            if i not in used and same(o, row)
        ]
        if not near:
            total.errors.append(f"MISS {_where(gold, row)} want {row['indicator']}")
            continue
        best = min(near)[1]
        used.add(best)
        _compare(gold, row, observations[best], total, group)
    _extras(gold, wanted, [o for i, o in enumerate(observations) if i not in used], total)


def _compare(gold: Gold, row: Row, got: Row, total: Score, group: Counter[str]) -> None:
    ok = _agreement(row, got)
    strict = all(ok[key] for key in STRICT)
    for counter in (total.counts, group):
        counter["hit"] += 1
        counter["strict"] += strict
    for key, value in ok.items():
        total.counts[key] += value
    total.counts["core"] += ok["value"] and ok["category"]
    bad = [
        f"{key}: want {row.get(key)!r} got {got.get(key)!r}"
        for key, good in ok.items()
        # A wrong category is told by the wrong indicator.
        if not good and key != "category"
    ]
    if bad:
        total.errors.append(f"DIFF {_where(gold, row)} {', '.join(bad)}")


def _agreement(row: Row, got: Row) -> dict[str, bool]:
    wants = [row["indicator"], *row.get("also", []), *row.get("accept", [])]
    return {
        "value": _number(got["value"]) == _number(row["value"])
        and _number(got.get("value_max")) == _number(row.get("value_max")),
        "unit": (got.get("unit") or None) == (row.get("unit") or None),
        "qualifier": got.get("qualifier") == row.get("qualifier"),
        "status": got.get("status") == row.get("status"),
        "relation": got.get("relation") == row.get("relation")
        and got.get("of_start") == row.get("of"),
        "category": _category(got["indicator"]) in {_category(want) for want in wants},
        "indicator": got["indicator"] in wants,
    }


def _extras(gold: Gold, wanted: Sequence[Row], rest: Sequence[Row], total: Score) -> None:
    for o in rest:
        # 办结率、满意率均为100% is one figure: a further head of it is no extra.
        if any(same(o, row) and o["indicator"] in row.get("also", []) for row in wanted):
            total.counts["pred"] -= 1
        else:
            said = f"said {o['indicator']} {o['value']}"
            total.errors.append(f"EXTRA {_where(gold, o)} {said}")


def _group(row: Row, name: str, by: str) -> str:
    indicator = str(row["indicator"])
    return {"indicator": indicator, "doc": name}.get(by, _category(indicator))


def _category(indicator: str) -> str:
    return indicator.split(".")[0]


def _number(value: float | str | None) -> float | None:
    return None if value is None else round(float(value), 6)


def _where(gold: Gold, row: Row) -> str:
    around = gold.text[max(0, row["start"] - 16) : row["end"] + 8].replace("\n", "⏎")
    return f"{gold.name} @{row['start']} …{around}…"
