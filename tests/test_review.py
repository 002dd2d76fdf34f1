"""Review pages without a browser: nothing of a report becomes markup, and marks nest."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from made_pages import HOSTILE, SEEDS, Parsed, made, policy, read

from extractor.evaluation import parse_gold, score
from extractor.model import Kind
from extractor.review.gold import annotation_head, annotation_rows
from extractor.review.markup import document, embedded, h, printed
from extractor.review.page import page
from extractor.review.spans import Marked, pieces
from extractor.rulebook import Rulebook


def test_overlapping_marks_are_cut_into_pieces_that_nest() -> None:
    marks = [Marked(0, 6, "a"), Marked(4, 9, "b"), Marked(5, 6, "c")]
    found = [(p.start, p.end, [m.what for m in p.around]) for p in pieces(marks, 0, 10)]
    assert found == [
        (0, 4, ["a"]), (4, 5, ["a", "b"]), (5, 6, ["a", "b", "c"]), (6, 9, ["b"]), (9, 10, []),
    ]  # fmt: skip


def test_any_marks_cover_their_characters_exactly_once() -> None:
    chance = random.Random(7)
    for _ in range(200):
        marks = []
        for at in range(chance.randrange(8)):
            start = chance.randrange(20)
            marks.append(Marked(start, start + chance.randrange(9), at))
        found = list(pieces(marks, 3, 18))
        assert [p.start for p in found] == [3, *(p.end for p in found[:-1])]
        assert found[-1].end == 18
        for piece in found:
            for at in range(piece.start, piece.end):
                assert {m.what for m in piece.around} == {
                    m.what for m in marks if m.start <= at < m.end
                }


def test_controls_are_shown_by_name_and_not_obeyed() -> None:
    nodes = list(printed("甲\u202e乙\r"))
    source = document("", [h("p", *nodes)], style="", script="", data=None)
    assert "\u202e" not in source
    assert 'data-name="U+202E" title="RIGHT-TO-LEFT OVERRIDE"' in source
    assert 'data-code="D"' in source


def test_data_cannot_end_the_script_it_stands_in() -> None:
    text = embedded({"key": "</script><!--\u2028&"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"key": "</script><!--\u2028&"}


@pytest.mark.parametrize("name", ["hostile", *(path.stem for path in SEEDS)])
def test_the_text_stands_in_the_page_and_every_number_has_its_mark(
    name: str, rulebook: Rulebook
) -> None:
    path = next((path for path in SEEDS if path.stem == name), None)
    result = read(path, rulebook) if path else made(HOSTILE, rulebook)
    source = page(result, rulebook)
    parsed = Parsed(source)
    assert parsed.faults == []
    assert parsed.open == []
    assert parsed.text == result.document.text
    ids = Counter(found["id"] for _, found in parsed.elements if "id" in found)
    assert not [one for one, count in ids.items() if count > 1]
    targets = {found["href"][1:] for tag, found in parsed.elements if tag == "a"}
    assert targets <= set(ids)
    for at, mention in enumerate(result.report.mentions):
        assert f"m{at}" in ids
        assert set(mention.observations) <= set(ids)
    assert len(source.encode("utf-8")) < 400_000


def test_nothing_of_a_hostile_report_becomes_markup(rulebook: Rulebook) -> None:
    source = page(made(HOSTILE, rulebook, 'a"><script>.txt'), rulebook)
    elements = Parsed(source).elements
    tags = Counter(tag for tag, _ in elements)
    assert (tags["script"], tags["style"], tags["img"]) == (2, 1, 0)
    assert not [key for _, found in elements for key in found if key.startswith("on")]
    assert not [found for _, found in elements if "style" in found or "src" in found]
    assert all(found["href"].startswith("#") for tag, found in elements if tag == "a")
    assert "\u202e" not in source
    assert "http://" not in source
    assert "https://" not in source


def test_the_policy_allows_the_script_and_style_of_the_page_only(rulebook: Rulebook) -> None:
    allowed = policy(page(made(HOSTILE, rulebook), rulebook))
    assert allowed.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in allowed
    assert "*" not in allowed


def test_equal_reports_give_equal_pages(rulebook: Rulebook) -> None:
    assert page(made(HOSTILE, rulebook), rulebook) == page(made(HOSTILE, rulebook), rulebook)


def test_relations_findings_and_refused_readings_are_told(rulebook: Rulebook) -> None:
    source = page(made(HOSTILE, rulebook), rulebook)
    assert re.search(r'part of <a href="#o1">[^<]*<b>28</b>', source)
    assert "F-RATE-RANGE" in source
    assert "R-UNIT" in source
    assert 'class="n k-date"' in source


def test_a_text_without_numbers_has_a_page(rulebook: Rulebook) -> None:
    assert "No figure was found" in page(made("没有数字。", rulebook), rulebook)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_an_annotation_nobody_corrected_agrees_with_the_record(
    path: Path, rulebook: Rulebook
) -> None:
    report = read(path, rulebook).report
    rows = [annotation_head(report), *annotation_rows(report)]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    gold = parse_gold(path.stem, path.read_bytes().decode("utf-8"), lines)
    total = score([(gold, report.model_dump(mode="json"))])
    assert total.counts["strict"] == total.counts["gold"] == total.counts["pred"]
    assert total.counts["ledger.ok"] == total.counts["ledger.n"]
    assert {row["kind"] for row in rows[1:]} <= set(Kind)
