"""Review pages of made and of real reports, and a reader of their markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from extractor.io.readers import read_document
from extractor.pipeline import Result, run
from extractor.review.page import page
from extractor.rulebook import Rulebook
from extractor.text import make_document

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
HOSTILE = (
    "溪口镇<script>window.hit = 1</script>人民政府2024年法治政府建设年度报告\n"
    "一、主要情况 <img src=x onerror=\"window.hit = 2\"> &lt;b&gt; 'quoted\"\n"
    "今年以来成功调解各类纠纷28起</script><script>window.hit = 3</script>,其中劳动纠纷12起"
    "\u202e反转abc\u202c\u200b。\n"
    "<style>*{display:none}</style><!-- 开展法治讲座5场 --> ]]> \U00020bb7村发放宣传资料5000余份,"
    "办结率、满意率均为100%。\n"
    "<a href=\"javascript:window.hit = 4\" onclick=\"window.hit = 5\">点击</a>"
    "调解成功率为130%。\r\n"
    "全年受理*次。\t制发提示函9份。\n"
    "二、下一步打算\n"
    "计划开展专题培训3次,发放宣传资料800份。\n"
)
VOID = {"meta", "link", "input", "br", "img", "hr", "wbr"}


def made(text: str, rulebook: Rulebook, name: str = "made.txt") -> Result:
    return run(make_document(name, text.encode("utf-8")), rulebook, trace=True)


def read(path: Path, rulebook: Rulebook) -> Result:
    return run(read_document(path), rulebook, trace=True)


def written(result: Result, rulebook: Rulebook, folder: Path) -> Path:
    path = folder / f"{Path(result.report.document.name).stem}.html"
    path.write_text(page(result, rulebook), "utf-8", newline="")
    return path


class Parsed(HTMLParser):
    """Elements of a page as (tag, attributes), the faults in their nesting, and the report."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.lines: list[str] = []
        self._depth = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.elements.append((tag, found))
        if tag in VOID:
            return
        if tag == "a" and "a" in self.open:
            self.faults.append("a link in a link")
        self.open.append(tag)
        if "data-o" in found:
            self.lines.append("")
            self._depth = len(self.open)
        if "data-code" in found:
            self.lines[-1:] = [
                line + chr(int(found["data-code"], 16)) for line in self.lines[-1:] if self._depth
            ] or self.lines[-1:]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
            return
        if len(self.open) == self._depth:
            self._depth = 0
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.lines[-1] += data

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def policy(source: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', source)
    assert found
    return found[1]
