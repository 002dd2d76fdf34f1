"""The review page in a real browser: both sides find each other, and nothing leaves the page."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from made_entries import cell, entry, handled
from made_pages import HOSTILE, SEEDS, made, read, written
from playwright.sync_api import Browser, Page, sync_playwright

from extractor.evaluation import parse_gold, score
from extractor.pipeline import Result
from extractor.review.entries import entry_of
from extractor.review.index import index_page
from extractor.rulebook import Rulebook

NAMES = ["hostile", *(path.stem for path in SEEDS)]
WIDE = {"width": 1280, "height": 850}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that `playwright install chromium` puts in place."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        if not Path(found or playwright.chromium.executable_path).exists():
            pytest.skip("no browser: apt-get install chromium, or playwright install chromium")
        browser = playwright.chromium.launch(executable_path=found)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def results(rulebook: Rulebook) -> dict[str, Result]:
    seeds = {path.stem: read(path, rulebook) for path in SEEDS}
    return {"hostile": made(HOSTILE, rulebook, "hostile.txt"), **seeds}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that tells of every message, error and request."""
    page = browser.new_page(viewport=WIDE, accept_downloads=True)
    page.told = []  # type: ignore[attr-defined]
    page.on("console", lambda message: page.told.append(message.text))  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.told.append(str(error)))  # type: ignore[attr-defined]
    page.on("request", lambda request: page.told.append(request.url)  # type: ignore[attr-defined]
            if not request.url.startswith("file:") else None)
    yield page
    told: list[str] = page.told  # type: ignore[attr-defined]
    page.close()
    assert told == []


def opened(page: Page, result: Result, rulebook: Rulebook, folder: Path) -> Page:
    page.goto(written(result, rulebook, folder).as_uri())
    return page


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_its_mark_and_a_click_goes_both_ways(
    name: str, page: Page, results: dict[str, Result], rulebook: Rulebook, tmp_path: Path
) -> None:
    result = results[name]
    opened(page, result, rulebook, tmp_path)
    observations = result.report.observations
    assert page.locator("tbody.figure").count() == len(observations)
    for each in {observations[0].id, observations[-1].id}:
        row = page.locator(f"tbody.figure#{each}")
        mark = page.locator(f'#text [data-of="{row.get_attribute("data-m")}"]').first
        row.locator(".value").click()
        assert "on" in (mark.get_attribute("class") or "").split()
        page.keyboard.press("Escape")
        assert "on" not in (mark.get_attribute("class") or "").split()
        mark.click()
        taken = page.locator("tbody.figure.on")
        assert taken.first.get_attribute("data-m") == row.get_attribute("data-m")
        assert taken.first.is_visible()
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize("name", NAMES)
def test_no_serious_violation_of_accessibility(
    name: str, page: Page, results: dict[str, Result], rulebook: Rulebook, tmp_path: Path
) -> None:
    opened(page, results[name], rulebook, tmp_path)
    found = Axe().run(page).response["violations"]
    serious = [each["id"] for each in found if each["impact"] in {"serious", "critical"}]
    assert serious == []


def test_keys_go_from_figure_to_figure_and_filters_hide(
    page: Page, results: dict[str, Result], rulebook: Rulebook, tmp_path: Path
) -> None:
    result = results[SEEDS[1].stem]
    opened(page, result, rulebook, tmp_path)
    rows = page.locator("tbody.figure.on")
    page.keyboard.press("n")
    first = rows.first.get_attribute("id")
    page.keyboard.press("n")
    assert rows.first.get_attribute("id") != first
    page.keyboard.press("p")
    assert rows.first.get_attribute("id") == first
    category = result.report.observations[0].category
    alike = sum(each.category == category for each in result.report.observations)
    page.locator(f'button[data-category="{category}"]').click()
    assert page.locator("tbody.figure:visible").count() == alike
    page.locator(f'button[data-category="{category}"]').click()
    page.locator('input[type="search"]').fill("no such words")
    assert page.locator("tbody.figure:visible").count() == 0


def test_a_finding_is_reached_by_key(
    page: Page, results: dict[str, Result], rulebook: Rulebook, tmp_path: Path
) -> None:
    opened(page, results["hostile"], rulebook, tmp_path)
    page.keyboard.press("f")
    assert page.locator("li.finding.on").count() == 1


def test_saved_marks_are_an_annotation_that_scores(
    page: Page, results: dict[str, Result], rulebook: Rulebook, tmp_path: Path
) -> None:
    result = results[SEEDS[2].stem]
    opened(page, result, rulebook, tmp_path)
    page.keyboard.press("n")
    page.get_by_role("button", name="Right", exact=True).click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save annotation").click()
    rows = Path(saved.value.path()).read_text("utf-8")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Save text").click()
    text = Path(kept.value.path()).read_bytes().decode("utf-8")
    assert text == result.document.text
    assert [json.loads(row).get("review") for row in rows.splitlines()].count("right") == 1
    total = score([(parse_gold("saved", text, rows), result.report.model_dump(mode="json"))])
    assert total.counts["strict"] == total.counts["gold"] == len(result.report.observations)


def test_corrections_by_keys_are_gold(
    page: Page, rulebook: Rulebook, tmp_path: Path
) -> None:
    text = ("溪口镇2024年法治政府建设年度报告\n成功调解各类纠纷28起,发放宣传资料5000余份。\n"
            "村里有古树若干棵。\n")  # fmt: skip
    opened(page, made(text, rulebook), rulebook, tmp_path)
    page.keyboard.press("n")
    page.keyboard.press("w")
    page.get_by_label("value", exact=True).fill("29")
    page.keyboard.press("Enter")
    page.keyboard.press("n")
    page.keyboard.press("x")
    page.evaluate(
        """() => {
          const line = [...document.querySelectorAll("#text > *")].at(-2).lastChild;
          const at = line.data.indexOf("若干"), range = new Range();
          range.setStart(line, at);
          range.setEnd(line, at + 2);
          getSelection().addRange(range);
        }"""
    )
    page.keyboard.press("m")
    page.get_by_label("indicator").fill("other.statistic")
    page.get_by_label("value", exact=True).fill("32")
    page.keyboard.press("Enter")
    with page.expect_download() as saved:
        page.keyboard.press("s")
    gold = parse_gold("saved", text, Path(saved.value.path()).read_text("utf-8"))
    figures = [(row["text"], row["indicator"], row["value"])
               for row in gold.rows if row["kind"] == "statistic"]  # fmt: skip
    assert figures == [("28", "mediation.handled", 29), ("若干", "other.statistic", 32)]


def test_without_script_the_text_and_the_table_are_there(
    browser: Browser, results: dict[str, Result], rulebook: Rulebook, tmp_path: Path
) -> None:
    result = results[SEEDS[0].stem]
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(written(result, rulebook, tmp_path).as_uri())
        assert page.locator("tbody.figure").count() == len(result.report.observations)
        first = result.document.text.splitlines()[0]
        assert first in page.locator("#text").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_no_wider_page_than_its_screen(
    scheme: str, browser: Browser, results: dict[str, Result], rulebook: Rulebook, tmp_path: Path
) -> None:
    viewport = {"width": 390, "height": 800}
    page = browser.new_page(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(written(results[SEEDS[1].stem], rulebook, tmp_path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.close()


@pytest.fixture(scope="module")
def index(rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with exact, approximate, missing and hostile figures of two years."""
    hostile = entry("<b>岭镇</b>\u202e<script>window.hit = 6</script>",
                    mediation__handled=cell(900))  # fmt: skip
    entries = [
        hostile, entry("白石镇"), *handled(3, 20, 40, 41), *handled(500, about=True),
        entry("青石镇", 2023, mediation__handled=cell(12), outreach__events=cell(4, "场")),
    ]  # fmt: skip
    path = tmp_path_factory.mktemp("index") / "index.html"
    path.write_text(index_page(entries, rulebook.rules), "utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_seen_and_read_in_light_and_dark(
    scheme: str, page: Page, index: Path
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(index.as_uri())
    card = page.locator("article").first
    card.locator("summary").click()
    boxes = [chart.bounding_box() for chart in card.locator("svg").all()]
    assert [box and box["height"] > 90 for box in boxes] == [True] * 3
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in {"serious", "critical"}] == []
    paints = page.evaluate(
        """() => ["g.exact rect", "g.about rect", ".left text"].map((each) =>
             getComputedStyle(document.querySelector(each)).fill)
             .concat(getComputedStyle(document.querySelector("article")).backgroundColor)"""
    )
    solid, hollow, words, sheet = paints
    assert hollow == sheet
    assert contrast(solid, sheet) > 3
    assert contrast(words, sheet) > 4.5
    assert page.evaluate("window.hit") is None


def test_a_bar_leads_to_its_sentence_by_click_and_by_key(page: Page, index: Path) -> None:
    page.goto(index.as_uri())
    page.locator("article summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    assert focused == page.locator("article a").first.get_attribute("href")
    names = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    links = [node["name"]["value"] for node in names if node.get("role", {}).get("value") == "link"]
    assert "青石镇 2023: 12 起" in links


def test_without_script_the_charts_are_there(browser: Browser, index: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(index.as_uri())
        page.locator("article summary").first.click()
        assert page.locator("article").first.locator("svg:visible").count() == 3


def test_charts_fit_a_phone_and_open_in_print(page: Page, index: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(index.as_uri())
    page.locator("article summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("article summary").first.click()
    page.set_viewport_size({"width": 1000, "height": 740})
    page.emulate_media(media="print")
    box = page.locator("article").first.locator("svg").nth(2).bounding_box()
    assert box
    assert box["height"] > 90


def contrast(one: str, other: str) -> float:
    """Of two colours as `rgb(…)`, after WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"[0-9]+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
              for part in parts]  # fmt: skip
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_an_index_of_two_thousand_reports_sorts_and_searches_without_freezing(
    page: Page, results: dict[str, Result], rulebook: Rulebook, tmp_path: Path
) -> None:
    reports = [entry_of("a.html", result.report, rulebook.rules) for result in results.values()]
    entries = [
        each._replace(page=f"{at:04}.html", file=f"{at:04}.txt", name=f"{each.name}{at}",
                      year=2015 + at % 10)
        for at, each in zip(range(2000), cycle(reports), strict=False)
    ]  # fmt: skip
    path = tmp_path / "index.html"
    path.write_text(index_page(entries, rulebook.rules), "utf-8")
    start = time.monotonic()
    page.goto(path.as_uri())
    opened = time.monotonic()
    page.locator("thead th").nth(4).click()
    page.evaluate("document.body.offsetHeight")
    sorted_at = time.monotonic()
    assert page.locator('thead th[aria-sort="descending"]').count() == 1
    told = page.locator("tbody tr td:nth-child(5)").first.inner_text()
    assert told != "–"
    page.locator('input[type="search"]').fill("0042.txt")
    assert page.locator("tbody tr:visible").count() == 1
    assert path.stat().st_size < 5_000_000
    assert opened - start < 3, f"{opened - start:.1f} s to open"
    assert sorted_at - opened < 2, f"{sorted_at - opened:.1f} s to sort"
