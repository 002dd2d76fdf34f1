"""Choices become a report: ids, offsets, headlines, the ledger, exact numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from importlib import import_module
from time import perf_counter

import pytest
from commands import json_text
from hypothesis import given
from hypothesis import strategies as st
from made_reports import ISSUER, RULEBOOK, RULES, Given, document, layout, linked, report
from pydantic import ValidationError

from extractor import __version__
from extractor.model import Issuer, Kind, Offsets, Qualifier, Relation, Status
from extractor.records import RECORDS, Report, assemble
from extractor.records.assemble import number

TEXT = "某街道2024年度报告\r\n一、成效\r\n受理纠纷53起,调解52起,成功率98.1%,涉及金额800余万。"
FIGURES = (
    Given("2024", kind=Kind.DATE),
    Given("53", "mediation.received", unit="起"),
    Given("52", "mediation.handled", unit="起", relation=Relation.PART, of=0),
    Given("98.1", "mediation.success_rate", unit="%"),
    Given("800余万", "mediation.amount", "8000000", "元", qualifier=Qualifier.MORE_THAN),
)


def test_an_observation_says_what_where_and_why() -> None:
    second = report(TEXT, *FIGURES).observations[1]
    start = TEXT.index("52")
    assert second.model_dump(mode="json") == {
        "id": "o2",
        "indicator": "mediation.handled",
        "category": "mediation",
        "title": "调解(化解)矛盾纠纷数",
        "value": 52,
        "value_max": None,
        "unit": "起",
        "qualifier": "exact",
        "status": "actual",
        "relation": "part",
        "of": "o1",
        "of_start": TEXT.index("53"),
        "period": None,
        "section": "年度报告 / 一、成效",
        "section_role": "results",
        "start": start,
        "end": start + 2,
        "text": "52",
        "quote": {"start": start - 2, "end": start + 3, "text": "调解52起"},
        "line": 3,
        "rule": "mediation.handled",
    }


def test_the_document_says_what_was_read_and_by_what() -> None:
    assert report(TEXT, *FIGURES).document.model_dump() == {
        "name": "made.txt",
        "sha256": document(TEXT).sha256,
        "characters": len(TEXT),
        "encoding": "utf-8",
        "media_type": "text/plain",
        "reader": {"name": "txt", "version": "1"},
        "title": "某街道2024年度报告",
        "organisation": "某街道办事处",
        "level": "street",
        "place": None,
        "year": 2024,
        "published": "2025-01-10",
        "extractor": __version__,
        "rulebook": "0" * 64,
    }


def test_offsets_count_characters_of_the_source_not_of_the_view() -> None:
    text = "调解 5\n3 起。"
    view, offsets = "调解53起。", Offsets([(0, 2), (3, 4), (5, 6), (7, 9)])
    made = linked(view, Given("53", "mediation.handled", unit="起"))
    result = assemble(document(text, view=view, offsets=offsets), layout(view), made, RULEBOOK)
    (seen,) = result.observations
    assert (seen.start, seen.end, seen.text) == (3, 6, "5\n3")
    assert (seen.quote.start, seen.quote.end) == (0, 8)
    assert result.mentions[0].text == "5\n3"


def test_coordinated_heads_share_one_mention() -> None:
    result = report(
        "办结率、满意率均为100%。",
        Given("100", "mediation.success_rate", unit="%"),
        Given("100", "outreach.rate", unit="%", shared=True),
    )
    assert [(o.id, o.start) for o in result.observations] == [("o1", 9), ("o2", 9)]
    assert [m.observations for m in result.mentions] == [("o1", "o2")]


def test_the_ledger_keeps_numbers_that_are_no_figures() -> None:
    first = report(TEXT, *FIGURES).mentions[0]
    assert (first.text, first.kind, first.observations) == ("2024", Kind.DATE, ())


def test_figures_go_to_their_record_or_to_other() -> None:
    result = report(
        "受理信访件40件,调解52起。",
        Given("40", "petition.items", unit="件"),
        Given("52", "mediation.handled", unit="起"),
    )
    assert result.mediation.handled is not None
    assert result.mediation.handled.value == 52
    assert result.other["petition.items"].value == 40
    assert result.mediation.received is None
    assert result.figure("petition.items") == result.other["petition.items"]
    assert result.figure("mediation.handled") == result.mediation.handled
    assert result.figure("mediation.received") is None


def test_an_indicator_of_a_user_in_a_required_category_goes_to_other() -> None:
    result = report("调解新类型纠纷3起。", Given("3", "mediation.brand_new", unit="起"))
    assert result.other["mediation.brand_new"].value == 3
    assert result.observations[0].title == "mediation.brand_new"


def test_a_stated_zero_is_a_figure_and_not_null() -> None:
    result = report("全年无败诉案件。", Given("无败诉案件", "lawsuit.lost", "0"))
    assert result.lawsuit.lost is not None
    assert result.lawsuit.lost.value == 0


CASES = [
    ("a plan is no headline",
     "计划宣传9场。宣传3场。",
     [Given("9", "outreach.events", status=Status.PLAN), Given("3", "outreach.events")], 3),
    ("a total comes before an earlier part",
     "其中宣传2场。宣传7场。",
     [Given("2", "outreach.events", relation=Relation.PART), Given("7", "outreach.events")], 7),
    ("a part serves where no total is told",
     "其中宣传2场。", [Given("2", "outreach.events", relation=Relation.PART)], 2),
    ("another year comes after this one",
     "自2019年以来宣传90场。宣传7场。",
     [Given("90", "outreach.events", period="自2019年以来"), Given("7", "outreach.events")], 7),
    ("several years come after this one",
     "三年来宣传90场。宣传7场。",
     [Given("90", "outreach.events", period="三年来"), Given("7", "outreach.events")], 7),
    ("this year named is this year",
     "2024年宣传5场。宣传7场。",
     [Given("5", "outreach.events", period="2024年"), Given("7", "outreach.events")], 5),
    ("this year so far is this year",
     "今年以来宣传5场。宣传7场。",
     [Given("5", "outreach.events", period="今年以来"), Given("7", "outreach.events")], 5),
    ("an average comes after the whole",
     "平均每村宣传2场,共宣传31场。",
     [Given("2", "outreach.events"), Given("31", "outreach.events")], 31),
    ("an average serves where nothing else is told",
     "平均每村宣传2场。", [Given("2", "outreach.events")], 2),
    ("a longer time serves where nothing else is told",
     "三年来宣传90场。", [Given("90", "outreach.events", period="三年来")], 90),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figures", "value"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_headline(text: str, figures: list[Given], value: int) -> None:
    result = report(text, *figures)
    assert result.outreach.events is not None
    assert result.outreach.events.value == value
    assert len(result.outreach.events.observations) == len(figures)


def test_plans_changes_and_last_year_make_no_headline() -> None:
    result = report(
        "计划宣传9场,上年8场,增长12.5%。",
        Given("9", "outreach.events", status=Status.PLAN),
        Given("8", "outreach.events", relation=Relation.PREVIOUS),
        Given("12.5", "outreach.events", unit="%", relation=Relation.CHANGE),
    )
    assert result.outreach.events is None
    assert len(result.observations) == 3


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("76.94", "76.94"),
        ("-76.94", "-76.94"),
        ("98.0", "98"),
        ("1.2E+5", "120000"),
        ("327000000", "327000000"),
        ("0", "0"),
        ("0.1", "0.1"),
        ("2146300.5", "2146300.5"),
    ],
)
def test_numbers_print_without_binary_noise(value: str, printed: str) -> None:
    assert repr(number(Decimal(value))) == printed
    made = report("金额9。", Given("9", "mediation.amount", value, "元"))
    assert f'"value": {printed},' in json_text(made)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_two_decimals_always_survive(value: Decimal) -> None:
    assert Decimal(repr(number(value))) == value


def test_equal_input_gives_equal_bytes_and_reads_back() -> None:
    first, second = json_text(report(TEXT, *FIGURES)), json_text(report(TEXT, *FIGURES))
    assert first == second
    assert json_text(Report.model_validate_json(first)) == first


def test_a_record_with_many_figures_is_the_same_in_less_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = report(TEXT, *FIGURES)
    monkeypatch.setattr(import_module("extractor.records.assemble"), "_MANY", 0)
    made = report(TEXT, *FIGURES)
    assert made == plain
    assert json_text(made) == json_text(plain)
    first, last = made.observations[0], made.observations[-1]
    assert first.model_fields_set is last.model_fields_set
    assert first.model_fields_set == plain.observations[0].model_fields_set
    assert first.quote.model_fields_set is last.quote.model_fields_set


def test_a_record_is_strict_and_closed() -> None:
    text = json_text(report(TEXT, *FIGURES))
    with pytest.raises(ValidationError, match="extra"):
        Report.model_validate_json(text.replace('"of_start"', '"surprise"', 1))
    with pytest.raises(ValidationError, match="value"):
        Report.model_validate_json(text.replace('"value": 53', '"value": "53"', 1))


def test_an_unknown_issuer_leaves_nulls() -> None:
    made = report(TEXT, *FIGURES, issuer=Issuer(None, None, None, None, None))
    assert made.document.year is None
    assert made.mediation.received is not None


def test_line_numbers_count_every_kind_of_line_end() -> None:
    text = "\n\r\n\r调解4起\r\n调解5起"
    one = Given("4", "mediation.handled", unit="起")
    result = report(text, one, replace(one, text="5"))
    assert [each.line for each in result.observations] == [4, 5]


def test_records_name_the_fields_of_their_indicators() -> None:
    for indicator in RULES:
        category, _, name = indicator.partition(".")
        if category in RECORDS:
            assert name in RECORDS[category].model_fields


def test_assembling_costs_little() -> None:
    sentence = "全年受理纠纷53起,调解52起,成功率98.1%,涉及金额800余万。\n"
    text = sentence * 25
    figures = [each for _ in range(25) for each in FIGURES[1:]]
    figures = [replace(each, of=None, relation=Relation.TOTAL) for each in figures]
    parts = document(text), layout(text, ISSUER), linked(text, *figures), RULEBOOK
    times = []
    for _ in range(20):
        begin = perf_counter()
        assemble(*parts)
        times.append(perf_counter() - begin)
    assert min(times) < 0.02  # about 0.0014 alone on a core; the rest is for busy machines
