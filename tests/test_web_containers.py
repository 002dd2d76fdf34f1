"""A report says the same as web page, as Markdown and in every encoding.

`python tests/web_containers.py` counts what each of them loses.
"""

import pytest
from file_containers import paragraphs, read_back, reports, text_of
from web_containers import MAKERS, editor_site, lost_and_gained, random_site

from extractor.io.readers.html import read
from extractor.io.web.sites import known_sites

# None of the reports prints a table with tabs.
TABLE = """槐山县综合行政执法局2024年度行政执法情况报告
根据有关规定,现将我局2024年度行政执法情况报告如下。
一、行政执法数据
表一 2024年度行政执法情况统计表
项目\t数量(件)\t罚没金额(万元)
行政处罚\t1286\t68.35
行政许可\t134\t0
二、法治宣传情况
全年组织普法讲座12场,培训网格员340人次,群众满意率保持在98%以上,受理行政复议案件3件。
槐山县综合行政执法局
2025年1月9日
"""
REPORTS = [*((path.name, text_of(path)) for path in reports()), ("table", TABLE)]


@pytest.mark.parametrize("name", MAKERS)
def test_observations_are_those_of_the_plain_text(name: str) -> None:
    suffix, maker = MAKERS[name]
    for report, text in REPORTS:
        assert lost_and_gained(text, read_back(maker(paragraphs(text)), suffix)) == ({}, {}), report


def test_a_page_leaves_nothing_of_its_site_in_the_text() -> None:
    page_line = known_sites().page_line
    for report, text in REPORTS:
        lines = paragraphs(text)
        found = read_back(editor_site(lines), ".html").replace("\xa0", " ").splitlines()
        kept = [line.strip() for line in lines if not page_line.match(line)]
        assert [line.strip() for line in found] == kept, report


@pytest.mark.parametrize("seed", range(0, 60, 10))
def test_no_site_hides_a_sentence_with_a_figure(seed: int) -> None:
    for at in range(seed, seed + 10):
        report, text = REPORTS[at % len(REPORTS)]
        lines = paragraphs(text)
        found = read(random_site(lines, at).encode(), report).text.replace("\xa0", " ")
        told = [line for line in lines if any(map(str.isdecimal, line)) and line.endswith("。")]
        assert [line for line in told if line not in found] == [], (report, at)
