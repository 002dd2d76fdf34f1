"""The scorer against pairs small enough to count by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from extractor.evaluation import Gold, parse_gold, score, summary

TEXT = "2024年调解纠纷28起,其中复杂3起,培训12场次。"


def row(text: str, kind: str = "statistic", **more: Any) -> dict[str, Any]:
    start = TEXT.index(text)
    found: dict[str, Any] = {
        "start": start, "end": start + len(text), "text": text, "kind": kind,
    }  # fmt: skip
    if kind == "statistic":
        found |= {
            "indicator": "mediation.handled", "value": int(text), "value_max": None, "unit": "起",
            "qualifier": "exact", "status": "actual", "relation": "total", "of": None,
        }  # fmt: skip
    return found | more


def gold(*rows: dict[str, Any], **head: Any) -> Gold:
    return Gold("r", TEXT, head, rows)


def report(*rows: dict[str, Any], **document: Any) -> dict[str, Any]:
    observations = [r | {"of_start": r["of"]} for r in rows if r["kind"] == "statistic"]
    return {"document": document, "mentions": list(rows), "observations": observations}


YEAR = row("2024", "date")
CASES = row("28")
COURSES = row("12", indicator="training.sessions", unit="场次")
PART = row("3", relation="part", of=CASES["start"])


def test_a_report_that_agrees_has_full_marks() -> None:
    rows = (YEAR, CASES, PART, COURSES)
    total = score([(gold(*rows), report(*rows))])
    assert total.errors == []
    lines = summary(total)
    assert "strict.f1           1.0000  P 1.0000 R 1.0000  tp 3 pred 3 gold 3" in lines
    assert "digits.accounted    1.0000  4/4" in lines
    assert "ledger.kind         1.0000  1/1" in lines
    assert "match.relation      1.0000  3/3" in lines


def test_missed_and_extra_figures_are_told() -> None:
    total = score([(gold(CASES, COURSES), report(CASES, PART))])
    assert (total.counts["hit"], total.counts["pred"], total.counts["gold"]) == (1, 2, 2)
    assert [error.split()[0] for error in total.errors] == ["MISS", "EXTRA"]
    assert total.counts["digits.ok"] == 2


@pytest.mark.parametrize(
    ("change", "strict", "core"),
    [
        ({"value": 29}, 0, 0),
        ({"value_max": 30}, 0, 0),
        ({"unit": "件"}, 0, 1),
        ({"unit": None}, 0, 1),
        ({"qualifier": "about"}, 0, 1),
        ({"status": "plan"}, 0, 1),
        ({"relation": "part"}, 1, 1),
        ({"of": 3}, 1, 1),
        ({"indicator": "mediation.received"}, 0, 1),
        ({"indicator": "training.sessions"}, 0, 0),
        ({"value": 28.0000001}, 1, 1),
    ],
)
def test_each_field_counts_for_itself(change: dict[str, Any], strict: int, core: int) -> None:
    total = score([(gold(CASES), report(CASES | change))])
    assert total.counts["hit"] == 1
    assert (total.counts["strict"], total.counts["core"]) == (strict, core)
    assert len(total.errors) == (change != {"value": 28.0000001})


@pytest.mark.parametrize("key", ["also", "accept"])
def test_a_second_indicator_may_be_right_too(key: str) -> None:
    wanted = CASES | {key: ["lawsuit.litigation"]}
    total = score([(gold(wanted), report(CASES | {"indicator": "lawsuit.litigation"}))])
    assert total.counts["strict"] == total.counts["core"] == 1


def test_a_further_head_of_one_figure_is_no_extra() -> None:
    wanted = CASES | {"also": ["lawsuit.litigation"]}
    twin = CASES | {"indicator": "lawsuit.litigation"}
    total = score([(gold(wanted), report(CASES, twin))])
    assert (total.counts["pred"], total.errors) == (1, [])


@pytest.mark.parametrize(
    ("shift", "same"), [((0, 0), True), ((-2, 0), True), ((0, 5), True), ((2, 0), False)]
)
def test_spans_that_touch_are_one_mention(shift: tuple[int, int], same: bool) -> None:
    moved = CASES | {"start": CASES["start"] + shift[0], "end": CASES["end"] + shift[1]}
    assert score([(gold(CASES), report(moved))]).counts["hit"] == same


def test_the_nearest_of_two_figures_is_taken() -> None:
    far = CASES | {"start": CASES["start"] - 1, "value": 1}
    total = score([(gold(CASES), report(far, CASES))])
    assert (total.counts["value"], total.counts["pred"]) == (1, 2)


def test_a_wrong_kind_and_a_wrong_quote_are_counted() -> None:
    total = score([(gold(YEAR), report(YEAR | {"kind": "name", "text": "2025"}))])
    assert (total.counts["ledger.ok"], total.counts["ledger.n"]) == (0, 1)
    assert total.counts["offset.bad"] == 1


@pytest.mark.parametrize(
    ("got", "ok"),
    [("东湖街道办事处", 1), ("深圳市罗湖区东湖街道办事处", 1), ("办事处", 0), ("西湖街道", 0)],
)
def test_an_office_may_go_without_its_city(got: str, ok: int) -> None:
    wanted = gold(org="罗湖区东湖街道办事处", year=2024)
    total = score([(wanted, report(organisation=got, year=2024))])
    assert (total.counts["doc.org.ok"], total.counts["doc.year.ok"]) == (ok, 1)


def test_groups() -> None:
    pair = (gold(CASES, COURSES), report(CASES))
    by_category = score([pair]).table
    assert {name: dict(n) for name, n in by_category.items()} == {
        "mediation": {"gold": 1, "hit": 1, "strict": 1},
        "training": {"gold": 1},
    }
    assert list(score([pair], "indicator").table) == ["mediation.handled", "training.sessions"]
    assert score([pair], "doc").table["r"]["gold"] == 2
    assert summary(score([pair]), table=True)[-1].split() == [
        "training", "gold", "1", "found", "0", "strict", "0",
    ]  # fmt: skip


def test_nothing_to_count_is_no_division_by_zero() -> None:
    assert "detect.f1           0.0000  P 0.0000 R 0.0000  tp 0 pred 0 gold 0" in summary(score([]))


def test_the_first_line_of_an_annotation_may_be_its_header() -> None:
    head, first = {"doc": "r", "year": 2024}, CASES
    lines = "\n".join(json.dumps(line, ensure_ascii=False) for line in (head, first))
    parsed = parse_gold("r", TEXT, lines + "\n\n")
    assert (parsed.head, parsed.rows) == (head, [first])
    assert parse_gold("r", TEXT, json.dumps(first)).head == {}
