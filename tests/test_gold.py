"""Annotated reports: what was measured is the floor; docs/accuracy.md has the table."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from commands import ROOT

from extractor.evaluation.score import Score, f1, parse_gold, score
from extractor.io.rule_files import load_rulebook
from extractor.pipeline import run
from extractor.text import make_document

GOLD = ROOT / "tests" / "gold"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
BOOK = load_rulebook()


def measure(folder: Path) -> Score:
    pairs = []
    for rows in sorted(folder.glob("*.jsonl")):
        data = rows.with_suffix(".txt").read_bytes()
        report = run(make_document(rows.stem, data), BOOK).report
        gold = parse_gold(rows.stem, data.decode(), rows.read_text("utf-8"))
        pairs.append((gold, json.loads(report.model_dump_json())))
    return score(pairs)


def figures_of(total: Score) -> dict[str, float]:
    """The figures that have floors: shares of the counts `score` made."""
    c = total.counts
    measured = {
        "detect": f1(c["hit"], c["pred"], c["gold"])[2],
        "core": f1(c["core"], c["pred"], c["gold"])[2],
        "strict": f1(c["strict"], c["pred"], c["gold"])[2],
        "relation": c["relation"] / c["hit"],
        "digits": c["digits.ok"] / c["digits.n"],
        "ledger": c["ledger.ok"] / c["ledger.n"],
    }
    facts = [key for key in ("org", "year", "published") if c[f"doc.{key}.n"]]
    known = sum(c[f"doc.{key}.ok"] for key in facts)
    return measured | {"document": known / sum(c[f"doc.{key}.n"] for key in facts)}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_annotated_reports_are_read_no_worse_than_measured(name: str) -> None:
    total = measure(GOLD / name)
    found = figures_of(total)
    low = {key: found[key] for key, floor in FLOORS[name].items() if found[key] < floor}
    # Misses of a set that rules are not tuned on are not shown, lest somebody tunes on them.
    assert not low, low if name.startswith("eval") else "\n".join(total.errors)
    assert total.counts["offset.bad"] == 0
