"""What holds for every text: nothing lost, nothing misplaced, the same bytes twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import ROOT, json_text
from hypothesis import given, settings
from hypothesis import strategies as st
from made_text import PIECES

from extractor.io.rule_files import load_rulebook
from extractor.model import Kind
from extractor.pipeline import run
from extractor.records import Report
from extractor.text import fold, make_document
from extractor.validation.record import check_record

BOOK = load_rulebook()
REPORTS = sorted((ROOT / "tests" / "gold").glob("*/*.txt"))
DIGITS = re.compile("[0-9]+")

FIGURES = st.lists(
    st.one_of(
        st.sampled_from(
            ["其中", "同比下降", "分别为", "均达", "无败诉案件", "占", "调解纠纷", "审查合同",
             "培训", "发放资料", "由", "压缩至", "件", "场次", "人次", "%",
             "万元", "余", "近", "以上", "、", "，", "；", "。",
             "（", "）", "\n", "2023年", "行政复议", "行政诉讼", "满意率", "各",
             "两", "十余", "万", "千", "½", "①", "²", "٣", "\u200b", "\u202e", ",", ".", "/", "-",
             "−", "－", "*", "三", "〇", "负", "≥", "\U000e0100", "\f", "较上年",
             "|", "\t", "年份|行政处罚(件)\n", "《", "》", "〔2024〕"]
        ),
        st.integers(0, 10**7).map(str),
        st.decimals(0, 1000, places=2).map(str),
    ),
    max_size=40,
).map("".join)


def check(text: str) -> Report:
    document = make_document("text", text)
    report = run(document, BOOK).report
    for item in (*report.observations, *report.mentions, *(o.quote for o in report.observations)):
        assert text[item.start : item.end] == item.text
    covered = bytearray(len(text))
    last = 0
    for mention in report.mentions:
        assert mention.start >= last, "mentions overlap"
        last = mention.end
        covered[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    for digits in DIGITS.finditer(fold(text)):
        assert all(covered[digits.start() : digits.end()]), digits.group()
    ids = {o.id for o in report.observations}
    assert all(o.of is None or o.of in ids for o in report.observations)
    told = {start for o in report.observations for start in [o.start]}
    statistics = {m.start for m in report.mentions if m.kind is Kind.STATISTIC}
    assert told == statistics
    return report


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_is_accounted_for(path: Path) -> None:
    check(path.read_bytes().decode("utf-8"))


@pytest.mark.parametrize("path", REPORTS[::6], ids=lambda path: path.stem)
def test_equal_input_gives_equal_bytes(path: Path) -> None:
    data = path.read_bytes()
    once, again = (json_text(run(make_document("x", data), BOOK).report) for _ in range(2))
    assert once == again
    other = run(make_document("x", data), load_rulebook()).report
    assert json_text(other) == once


@pytest.mark.parametrize("text", [
    *(path.read_bytes() for path in REPORTS[::6]), "清理占道仍有3家营业性演出许可未备案。".encode(),
], ids=len)  # fmt: skip
def test_what_is_explained_is_what_was_read(text: bytes) -> None:
    document = make_document("x", text)
    assert run(document, BOOK, trace=True).report == run(document, BOOK).report


@settings(max_examples=150, deadline=None)
@given(FIGURES)
def test_figures_at_random_are_accounted_for(text: str) -> None:
    check(text)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_any_text_is_accounted_for(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None)
@given(FIGURES)
def test_a_record_reads_back_as_itself_and_is_valid(text: str) -> None:
    report = check(text)
    assert Report.model_validate_json(json_text(report)) == report
    assert [p for p in check_record(report, BOOK) if p.severity == "error"] == []


NUMERALS = ["三百五十", "3万5千", "1e6", "一千二万三", "九九八十一"]
SLIPS = [*NUMERALS, "½", "①", "\u200b", ",", ".", "-", "至", "、", "\n", "\t", "|", " ", "%", "件",
         "第", "《", "“", "年", "〔", "百", "余", "O", "l", "^", "分之"]  # fmt: skip


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.data())
def test_a_report_with_slips_loses_no_number(data: st.DataObject) -> None:
    """Slips of the pen and the page at the numbers of a paragraph, each in its place."""
    text = data.draw(st.sampled_from(PARAGRAPHS))
    for _ in range(data.draw(st.integers(1, 5))):
        edges = [at for found in DIGITS.finditer(text) for at in found.span()]
        at = data.draw(st.sampled_from(edges or [0]))
        cut = data.draw(st.integers(0, 2))
        text = text[:at] + data.draw(st.sampled_from(SLIPS)) + text[at + cut :]
    numeral = data.draw(st.sampled_from(NUMERALS))
    report = check(f"{text}\n调解纠纷{numeral}件,受理纠纷28起。")
    assert [mention.text for mention in report.mentions][-2:] == [numeral, "28"]


PARAGRAPHS = [
    paragraph
    for path in REPORTS
    if path.parent.name != "eval"
    for paragraph in path.read_text("utf-8").splitlines()
    if len(paragraph) > 60 and DIGITS.search(paragraph)
][:300:10]


@pytest.mark.parametrize("at", range(0, len(PARAGRAPHS) - 1, 2))
def test_a_paragraph_changes_no_number_of_another(at: int) -> None:
    """What a number counts may hang on headings and topics before it; what it says does not."""
    opening = "柳溪镇2024年法治政府建设工作报告\n"
    first, second = f"{PARAGRAPHS[at]}\n", f"{PARAGRAPHS[at + 1]}\n"

    def told(text: str) -> list[tuple[str, str, object]]:
        report = check(opening + text)
        values = {o.id: (o.value, o.value_max, o.unit, o.qualifier) for o in report.observations}
        return [
            (m.text, m.kind, [values[each] for each in m.observations][:1])
            for m in report.mentions
            if m.start >= len(opening)
        ]

    assert told(first + second) == told(first) + told(second)
