"""Charts of a folder: they show what the table tells, all of it, and nothing else."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_entries import HANDLED, cell, entry, handled
from made_pages import Parsed

from extractor.io.rule_files import load_rulebook
from extractor.review import charts as module
from extractor.review.charts import charts
from extractor.review.drawing import by_year
from extractor.review.entries import Entry
from extractor.review.index import index_page
from extractor.review.scales import BINS, compact, edges, ticks
from extractor.review.told import TOP, bins_of, columns_of, ranking_of, years_of

BOOK = load_rulebook()
NUMBERS = st.lists(
    st.decimals(0, 10**11, places=2) | st.integers(0, 400).map(Decimal), min_size=1, max_size=60
)


def card(entries: list[Entry], id: str = HANDLED) -> Element:
    return charts(entries, [id], BOOK.rules).findall(".//article")[0]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def marks(element: Element, tag: str, look: str) -> list[Element]:
    return element.findall(f".//g[@class='{look}']/{tag}")


def test_columns_count_the_reports_of_the_table() -> None:
    entries = [*handled(3, 4, 4, 9), entry("白石镇")]
    chart = card(entries).findall(".//svg")[0]
    assert chart.findtext("desc") == "3: 1; 4: 2; 9: 1"
    heights = [float(bar.get("height", "")) for bar in marks(chart, "rect", "exact")]
    assert heights == [pytest.approx(each) for each in (70, 140, 70)]
    places = [float(bar.get("x", "")) for bar in marks(chart, "rect", "exact")]
    labels = {text.text: float(text.get("x", "")) for text in chart.findall(".//*[@class]/text")}
    wide = float(marks(chart, "rect", "exact")[0].get("width", ""))
    assert [place + wide / 2 for place in places[:2]] == pytest.approx(
        [labels["3"], labels["4"]], abs=0.2
    )


def test_missing_and_approximate_figures_are_told_and_never_zero() -> None:
    about = entry("黑石镇", mediation__handled=cell(40, about=True))
    entries = [*handled(30, 31), about, entry("白石镇"), entry("青石镇")]
    made = card(entries)
    assert "3 of 5 reports · 1 approximate · 2 give none" in words(made)
    chart = made.findall(".//svg")[0]
    assert len(marks(chart, "rect", "exact")) == 2
    assert len(marks(chart, "rect", "about")) == 1
    assert "40: 1 (1 approximate)" in (chart.findtext("desc") or "")
    bars = made.findall(".//a/rect[@class='about']")
    assert len(bars) == 1
    assert "0" not in [text.text for text in made.findall(".//a/text")]


def test_organisations_lead_to_their_sentence_with_the_value_of_the_table() -> None:
    entries = handled(*range(10, 10 + TOP + 3))
    made = card(entries)
    links = made.findall(".//a")
    assert [link.get("href") for link in links] == [
        each.link(each.figures[HANDLED]) for each in reversed(entries[3:])
    ]
    assert [link.findall("text")[1].text for link in links][:2] == ["20 起", "19 起"]
    lengths = [float(link.findall("rect")[1].get("width", "")) for link in links]
    assert lengths[-1] / lengths[0] == pytest.approx(13 / 20, abs=0.01)
    assert "3 more at 12 or less." in words(made)


def test_the_newest_figure_stands_for_an_organisation() -> None:
    entries = [entry("云岭镇", year, mediation__handled=cell(value))
               for year, value in ((2023, 90), (2024, 20), (None, 70))]  # fmt: skip
    made = card(entries)
    assert [link.findtext("title") for link in made.findall(".//a")] == ["云岭镇 2024: 20 起"]
    assert "1 without a year are not drawn." in words(made)
    chart = made.findall(".//svg")[1]
    assert chart.findtext("desc") == "2023: 90; 2024: 20"
    assert len(marks(chart, "circle", "exact")) == 2


def test_many_figures_of_a_year_become_a_range_with_its_median() -> None:
    entries = [
        entry(f"云岭{at}镇", 2022 + at % 2, mediation__handled=cell(10 + at, about=at > 80))
        for at in range(90)
    ]
    spreads = years_of(columns_of(entries)[HANDLED].drawn)
    chart = by_year("made", spreads, "")
    assert len(marks(chart, "path", "exact")) == len(marks(chart, "circle", "exact")) == 2
    assert len(marks(chart, "path", "about")) == len(marks(chart, "circle", "about")) == 2
    assert [spread.middle for spread in spreads if spread.exact] == [50, 50]


def test_one_year_is_told_in_words() -> None:
    assert "All are of 2024." in words(card(handled(3, 4, 5)))


def test_hours_are_not_drawn_among_days() -> None:
    entries = [entry(f"云岭{at}镇", gov_service__time=cell(at + 1, "天")) for at in range(3)]
    entries.append(entry("白石镇", gov_service__time=cell(90, "小时")))
    made = card(entries, "gov_service.time")
    assert "1 in other units (小时) are not drawn" in words(made)
    assert "90" not in words(made.findall(".//svg")[0])
    assert len(columns_of(handled(1, 2))[HANDLED].drawn) == 2


def test_figures_without_an_indicator_of_their_own_are_not_compared() -> None:
    assert not columns_of([entry("云岭镇", other__statistic=cell(3))])


def test_an_indicator_outside_the_table_is_shown_from_three_reports_on() -> None:
    two = [entry(f"云岭{at}镇", outreach__events=cell(at)) for at in range(2)]
    assert "more indicators" not in words(charts([*handled(1), *two], [HANDLED], BOOK.rules))
    three = [*two, entry("白石镇", outreach__events=cell(7))]
    assert "1 more indicators" in words(charts([*handled(1), *three], [HANDLED], BOOK.rules))


def test_a_hostile_name_is_text() -> None:
    name = '</title><script>window.hit = 1</script>"\'\u202e镇' + "甲" * 40
    entries = [entry(name, 2024, mediation__handled=cell(5)),
               entry("白石镇", 2023, mediation__handled=cell(4))]  # fmt: skip
    source = index_page(entries, BOOK.rules)
    parsed = Parsed(source)
    assert parsed.faults == []
    assert "<script>window" not in source
    assert "\u202e" not in source
    assert sum(tag == "script" for tag, _ in parsed.elements) == 2
    svg = source[source.index("<section"):]
    assert "&lt;script&gt;" in svg
    assert "[U+202E]" in svg
    assert not re.search(r'<[^>]* (?:style|on\w+)="', source)


def test_without_the_library_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    source = index_page(handled(3, 4, 5), BOOK.rules)
    assert "<svg" not in source
    assert "pip install 'report-extractor[charts]'" in source
    assert source.count("<tr") == 4


@pytest.mark.parametrize("entries", [[entry("云岭镇"), entry("白石镇")], handled(3)])
def test_an_index_with_nothing_to_compare_has_no_charts(entries: list[Entry]) -> None:
    assert "charts\"" not in index_page(entries, BOOK.rules)


@given(NUMBERS)
def test_bins_hold_every_number_once(numbers: list[Decimal]) -> None:
    entries = handled(*map(float, numbers))
    bins = bins_of(columns_of(entries)[HANDLED].drawn)
    assert sum(bins.exact) == len(numbers)
    assert len(bins.exact) <= BINS + 1
    bounds = bins.edges.at
    assert all(low < high for low, high in pairwise(bounds))
    assert bounds[0] <= min(numbers)
    assert max(numbers) <= bounds[-1]


@given(NUMBERS)
def test_every_figure_has_a_chart(numbers: list[Decimal]) -> None:
    entries = [
        each._replace(year=2020 + at % 3) for at, each in enumerate(handled(*map(float, numbers)))
    ]
    for place in card(entries).iter():
        for key in ("x", "y", "cx", "cy", "width", "height"):
            assert -20 <= float(place.get(key, "0")) <= 360
    ranking = ranking_of(columns_of(entries)[HANDLED].drawn)
    assert len(ranking.top) + len(ranking.rest) == len(numbers)


@pytest.mark.parametrize(
    ("numbers", "bounds"),
    [
        ([3, 5], "3 4 5 6"),
        ([61.5, 98, 100], "60 70 80 90 100"),
        ([0, 2, 3, 700], "0 1 2 5 10 20 50 100 200 500 1k"),
        ([7], "7 8"),
        ([0], "0 1"),
        ([0.5], "0 1"),
    ],
)
def test_bounds_are_round(numbers: list[float], bounds: str) -> None:
    found = edges([Decimal(str(number)) for number in numbers])
    assert [compact(at) for at in found.at] == bounds.split()


def test_ticks_and_short_numbers() -> None:
    assert ticks(Decimal(-3), Decimal(9)) == [-5, 0, 5, 10]
    assert ticks(Decimal(0), Decimal(1), 3, whole=True) == [0, 1]
    numbers = (Decimal("0.5"), Decimal(1500), Decimal(10) ** 7, Decimal("4.79e9"))
    assert [compact(number) for number in numbers] == ["0.5", "1.5k", "10M", "4.79bn"]
