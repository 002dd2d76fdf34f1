"""The index of a folder: what it tells, and that it leads to the sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Outcome
from made_pages import Parsed

from extractor import extract_file
from extractor.io.rule_files import load_rulebook
from extractor.records import Report
from extractor.review.entries import entry_of
from extractor.review.index import index_page

Cli = Callable[..., Outcome]
BOOK = load_rulebook()
REPORTS = {
    "b.txt": "溪口镇2024年法治政府建设年度报告\n成功调解各类纠纷28起,发放宣传资料5000余份。\n",
    "2023/a.txt": "溪口镇2023年法治政府建设年度报告\n成功调解各类纠纷31起。\n",
    "index.txt": "<b>云岭镇</b>2024年法治政府建设年度报告\n成功调解各类纠纷7起。\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in REPORTS.items():
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "reports"


def written(cli: Cli, folder: Path) -> Path:
    out = folder.parent / "out"
    assert cli(folder, "-o", out, "--html", "--jobs", "0", "--quiet").code == 0
    return out


def test_every_figure_leads_to_its_row_on_the_page_of_its_report(cli: Cli, folder: Path) -> None:
    out = written(cli, folder)
    index = Parsed((out / "index.html").read_text("utf-8"))
    assert index.faults == []
    links = [found["href"] for tag, found in index.elements if tag == "a"]
    links = [link for link in links if not link.startswith("#")]  # parts of the index
    assert {link.partition("#")[0] for link in links} == {
        "2023/a.html", "b.html", "index-report.html",
    }  # fmt: skip
    assert sum("#" in link for link in links) == 4 + 3  # in the table, and the newest in the charts
    for link in links:
        page, _, place = link.partition("#")
        ids = {found.get("id") for _, found in Parsed((out / page).read_text("utf-8")).elements}
        assert not place or place in ids


def test_approximate_and_missing_values_are_shown_as_such(cli: Cli, folder: Path) -> None:
    source = (written(cli, folder) / "index.html").read_text("utf-8")
    assert re.search(r'class="n about"[^>]*title="more than"|title="more than"[^>]*about', source)
    assert "&gt; 5,000" in source
    assert source.count('title="not told"') == 2
    assert "<b>云岭镇" not in source


def test_a_second_run_makes_only_pages_of_changed_records(cli: Cli, folder: Path) -> None:
    out = written(cli, folder)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    bytes_before = {path: path.read_bytes() for path in before}
    (folder / "b.txt").write_text(REPORTS["b.txt"].replace("28", "29"), "utf-8")
    written(cli, folder)
    changed = {path.name for path in before if path.stat().st_mtime_ns != before[path]}
    assert changed == {"b.html", "index.html"}
    (folder / "b.txt").write_text(REPORTS["b.txt"], "utf-8")
    written(cli, folder)
    assert {path: path.read_bytes() for path in out.rglob("*.html")} == bytes_before


def test_any_number_of_workers_draws_the_same(cli: Cli, folder: Path) -> None:
    alone = (written(cli, folder) / "index.html").read_bytes()
    out = folder.parent / "two"
    assert cli(folder, "-o", out, "--html", "--jobs", "2", "--quiet").code == 0
    assert (out / "index.html").read_bytes() == alone
    assert b"<svg" in alone


def test_the_index_tells_what_most_reports_tell() -> None:
    path = Path(__file__).parent.parent / "seeds"
    reports: list[Report] = [extract_file(each, BOOK) for each in sorted(path.glob("*.txt"))]
    entries = [entry_of(f"{each.document.name}.html", each, BOOK.rules) for each in reports]
    source = index_page(entries, BOOK.rules)
    assert source == index_page(entries, BOOK.rules)
    assert source.count("<tr") == 1 + len(reports)
    assert "mediation.handled" in source
