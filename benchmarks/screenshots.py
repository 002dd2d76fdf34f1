"""Writes the pictures of docs/: the review page, the index of a folder, its charts, the terminal.

usage: uv run python benchmarks/screenshots.py

Needs Chromium (Debian's, or `playwright install chromium`) and fonts for Chinese.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from extractor import extract_folder
from extractor.cli.table import render
from extractor.io.readers import read_document
from extractor.io.rule_files import load_rulebook
from extractor.pipeline import run

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
REPORT = ROOT / "seeds" / "001_adfcf8364b3f8a67.txt"
WIDTH, HEIGHT = 1200, 720
CHARTS = 940  # height of their picture
COLUMNS = 110  # of the terminal
FRAME = (
    "<pre style='display:inline-block;margin:0;padding:16px;background:#0c0c0c;color:#d9d9d9;"
    "font:15px/1.4 \"Noto Sans Mono CJK SC\",monospace'>{code}</pre>"
)


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        out = Path(name)
        extract_folder(ROOT / "tests" / "gold" / "dev", out / "dev", formats=["html"])
        extract_folder(ROOT / "seeds", out / "seeds", formats=["html"])
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto((out / "seeds" / f"{REPORT.stem}.html").as_uri())
        page.keyboard.press("n")
        page.screenshot(path=DOCS / "review.png")
        page.goto((out / "dev" / "index.html").as_uri())
        page.locator("thead th").nth(4).click()
        page.screenshot(path=DOCS / "index.png")
        page.set_viewport_size({"width": WIDTH, "height": CHARTS})
        page.locator("article", has_text="outreach.materials").locator("summary").click()
        page.locator("article", has_text="enforcement.fines").evaluate("e => e.scrollIntoView()")
        page.screenshot(path=DOCS / "charts.png")
        page = browser.new_page()  # the policy of the page before would hold here as well
        page.set_content(terminal())
        page.locator("pre").screenshot(path=DOCS / "terminal.png")
        browser.close()


def terminal() -> str:
    """What `extract REPORT` shows on a terminal, as HTML in a font whose Chinese is two wide."""
    os.environ.update(COLORTERM="truecolor", TERM="xterm-256color", COLUMNS=str(COLUMNS))
    document = read_document(REPORT)
    told = render(run(document, load_rulebook()).report, document.text, styled=True)
    lines = told.splitlines()[:34]
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(lines)))
    return console.export_html(code_format=FRAME, inline_styles=True, theme=MONOKAI)


if __name__ == "__main__":
    main()
