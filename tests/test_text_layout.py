"""Sections with roles, and sentences that know their section."""

from __future__ import annotations

import json
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from commands import ROOT
from hypothesis import given
from made_text import PIECES
from test_growth import in_proportion

from extractor.model import Document, Layout, Role, Section
from extractor.text import default_words, furniture_spans, lay_out, make_document

GOLD = Path(__file__).parent / "gold"


def laid_out(text: str) -> tuple[Document, Layout]:
    document = make_document("report.txt", text)
    return document, lay_out(document)


def section_at(text: str, words: str) -> Section:
    document, layout = laid_out(text)
    at = document.view.index(words)
    return next(section for section in layout.sections if section.start <= at < section.end)


TITLE = "柳溪镇2023年度法治政府建设情况报告\n"
INTRO = "2023年,柳溪镇坚持依法行政,现报告如下:\n"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("一、主要举措和成效", Role.RESULTS),
        ("一、2023年法治政府建设工作总结", Role.RESULTS),
        ("一、2023年工作安排落实情况", Role.RESULTS),
        ("一、年度重点任务完成情况", Role.RESULTS),
        ("一、加强组织领导,精心安排", Role.RESULTS),
        ("一、坚持问题导向,破解治理难题", Role.RESULTS),
        ("一、聚焦群众关切,着力解决突出问题", Role.RESULTS),
        ("一、工作开展情况及下一步打算", Role.RESULTS),
        ("一、强化工作谋划", Role.RESULTS),
        ("一、强化统筹,突出工作重点", Role.RESULTS),
        ("(二)推行涉企检查计划", Role.RESULTS),
        ("二、存在的不足和原因", Role.PROBLEMS),
        ("二、存在问题及整改措施", Role.PROBLEMS),
        ("二、需要解决的问题", Role.PROBLEMS),
        ("二、短板不足", Role.PROBLEMS),
        ("二、困难和问题", Role.PROBLEMS),
        ("二、2023年度法治政府建设存在的主要问题", Role.PROBLEMS),
        ("二、问题与打算", Role.PROBLEMS),
        ("三、党政主要负责人履行推进法治建设第一责任人职责情况", Role.DUTIES),
        ("三、主要负责同志履职情况", Role.DUTIES),
        ("四、下一步打算", Role.PLAN),
        ("四、下步工作", Role.PLAN),
        ("四、2024年重点", Role.PLAN),
        ("四、2024年推进法治政府建设的主要安排", Role.PLAN),
        ("四、2024年工作思路", Role.PLAN),
        ("四、下一年度工作展望", Role.PLAN),
        ("四、工作计划", Role.PLAN),
        ("(四)工作计划", Role.PLAN),
        ("四、明年", Role.PLAN),
        ("四、2024年主要举措和安排", Role.PLAN),
        ("四)今后努力方向", Role.PLAN),
        ("第四部分 下一步工作安排", Role.PLAN),
        ("四.明年打算", Role.PLAN),
        ("【下一步工作】", Role.PLAN),
        ("存在的问题", Role.PROBLEMS),
        ("下一步工作打算:", Role.PLAN),
    ],
)
def test_heading_tells_the_role(heading: str, role: Role) -> None:
    text = f"{TITLE}{INTRO}一、基本情况\n全年培训5次。\n{heading}\n参加人员60名。\n"
    assert section_at(text, "参加人员").role is role


@pytest.mark.parametrize(
    ("line", "heading", "level"),
    [
        ("一、主要成效", "一、主要成效", 1),
        ("(二)规范执法", "(二)规范执法", 2),
        ("（三）健全机制。全年培训5次。", "(三)健全机制", 2),
        ("3.强化监督。全年接受询问2次。", "3.强化监督", 3),
        ("4、强化监督", "4、强化监督", 3),
        ("(5)强化监督", "(5)强化监督", 4),
        ("②强化监督", "②强化监督", 4),
        ("第二部分 总体情况", "第二部分总体情况", 1),
        ("【人民调解】全镇有调委会8个。", "【人民调解】", 1),
        ("附件:2023年度主要数据", "附件:2023年度主要数据", 1),
        ("(五)完善“1+2+N”联调机制一是深入推进网格建设,调解86件。", "(五)完善“1+2+N”联调机制", 2),
        ("一)深化改革", "一)深化改革", 2),
    ],
)
def test_heading_levels(line: str, heading: str, level: int) -> None:
    section = section_at(f"{TITLE}{INTRO}{line}\n全镇受理纠纷86件。\n", "全镇受理")
    assert (section.heading, section.level) == (heading, level)


@pytest.mark.parametrize(
    "line",
    [
        "12.5万元用于普法。",
        "一是加强学习。",
        "十二件纠纷全部化解。",
        "2023年,培训5次。",
        "3.15活动2场。",
    ],
)
def test_lines_that_only_start_like_headings(line: str) -> None:
    section = section_at(f"{TITLE}{INTRO}一、工作成效\n{line}\n全镇受理纠纷86件。\n", "全镇受理")
    assert section.heading == "一、工作成效"


def test_path_leads_from_the_top_heading() -> None:
    text = (
        f"{TITLE}{INTRO}一、成效\n(一)学法\n1.带头学法\n学法6次。\n"
        "(二)执法\n检查9次。\n二、不足\n少。\n"
    )
    assert section_at(text, "学法6次").path == ("一、成效", "(一)学法", "1.带头学法")
    assert section_at(text, "检查9次").path == ("一、成效", "(二)执法")
    assert section_at(text, "二、不足").path == ("二、不足",)


@pytest.mark.parametrize(
    ("paragraphs", "planned"),
    [
        ("(一)学法。学法6次。下一步,将学法8次。\n(二)执法。检查9次。\n", {"将学法8次"}),
        ("学法6次。\n下一步,我们将学法8次。\n特此报告。\n", {"将学法8次"}),
        ("学法6次。\n2024年,我们将学法8次,\n力争检查9次。\n", {"将学法8次", "检查9次"}),
        (
            "学法6次。\n下一步,我镇将做好以下工作:\n1.学法8次。\n2.检查9次。\n",
            {"学法8次", "检查9次"},
        ),
        ("学法6次。下半年,开展检查9次。\n", set()),
        ("学法6次。下半年,将开展检查9次。\n", {"检查9次"}),
        ("2023年,我镇将法治纳入规划,学法8次。\n检查9次。\n", set()),
        ("学法6次。下一步,将学法8次。\n全年检查9次。\n", {"将学法8次"}),
    ],
)
def test_a_paragraph_may_turn_to_the_plan(paragraphs: str, planned: set[str]) -> None:
    text = f"{TITLE}{INTRO}一、工作情况\n{paragraphs}"
    for words in ("学法6次", "将学法8次", "学法8次", "检查9次"):
        if words in text:
            role = section_at(text, words).role
            expected = Role.PLAN if words in planned else Role.RESULTS
            if words == "学法8次" and "将学法8次" in planned:
                expected = Role.PLAN
            assert role is expected, words


def test_problems_and_plan_under_one_heading() -> None:
    text = (
        f"{TITLE}{INTRO}一、成效\n培训5次。\n二、存在问题及下步打算\n持证人员仅8人。"
        "2024年,培训6次。\n新建阵地2处。\n"
    )
    assert section_at(text, "持证人员").role is Role.PROBLEMS
    assert section_at(text, "培训6次").role is Role.PLAN
    assert section_at(text, "新建阵地").role is Role.PLAN


def test_report_without_headings_is_results() -> None:
    text = f"{TITLE}县政府:\n2023年,柳溪镇培训5次。\n调解28起。\n明年将培训8次。\n柳溪镇人民政府\n"
    assert section_at(text, "县政府").role is Role.FRONT
    assert section_at(text, "培训5次").role is Role.RESULTS
    assert section_at(text, "调解28起").role is Role.RESULTS
    assert section_at(text, "培训8次").role is Role.PLAN
    assert section_at(text, "柳溪镇人民政府").role is Role.FRONT


PAGE = """首页 > 政务公开 > 年度报告
索 引 号:LX001/2024-00026
柳溪镇2023年度法治政府建设情况报告
来源:柳溪镇  发布时间:2024-01-15 10:05  浏览次数:318 【字体:大 中 小】 打印
县政府:
2023年,柳溪镇坚持依法行政。现报告如下:
一、工作成效
来源治理成效明显,访问群众300人次,检查9次。
柳溪镇人民政府
2024年1月5日
扫一扫在手机打开当前页
相关信息
关于2022年度工作的报告
某ICP备05000612号  联系电话:0000-68900000
"""


def test_page_chrome_is_furniture() -> None:
    document, layout = laid_out(PAGE)
    chrome = "".join(
        document.view[span.start : span.end] for span in furniture_spans(document, layout)
    )
    for words in ("LX001", "318", "首页", "扫一扫", "关于2022年度", "05000612", "68900000"):
        assert words in chrome
    for words in ("情况报告\n来源治理", "300人次", "县政府", "柳溪镇人民政府", "2024年1月5日"):
        assert words not in chrome
    assert section_at(PAGE, "访问群众").role is Role.RESULTS


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("培训5次;学法6次。调解28起!", ["培训5次;学法6次。", "调解28起!"]),
        ("深入学习思想.通过中心组学习12.5小时", ["深入学习思想.", "通过中心组学习12.5小时"]),
        ("“应调尽调。”成功率98%。", ["“应调尽调。”", "成功率98%。"]),
        ("升级为4。0版", ["升级为4。0版"]),
        ("培训5次\n\n调解28起", ["培训5次", "调解28起"]),
        ("  \n", []),
    ],
)
def test_sentences_end_at_full_stops_and_lines(text: str, sentences: list[str]) -> None:
    document, layout = laid_out(text)
    assert [document.view[s.start : s.end] for s in layout.sentences] == sentences


def test_heading_that_lost_its_line_break_is_a_sentence() -> None:
    document, layout = laid_out(f"{INTRO}(五)完善“1+2+N”联调机制一是调解86件。\n")
    found = [document.view[s.start : s.end] for s in layout.sentences]
    assert found[1:] == ["(五)完善“1+2+N”联调机制", "一是调解86件。"]


def check(document: Document, layout: Layout) -> None:
    view, sections, sentences = document.view, layout.sections, layout.sentences
    assert sections[0].start == 0
    assert sections[-1].end == len(view)
    for one, other in pairwise(sections):
        assert one.end == other.start
    for one, other in pairwise(sentences):
        assert one.end <= other.start
    read = "".join(view[sentence.start : sentence.end] for sentence in sentences)
    assert "".join(read.split()) == "".join(view.split())
    for sentence in sentences:
        section = sections[sentence.section]
        assert section.start <= sentence.start
        assert sentence.end <= section.end


@given(PIECES)
def test_any_text_is_laid_out(text: str) -> None:
    check(*laid_out(text))


@pytest.mark.parametrize(
    "piece",
    ["全年培训5次,", "一、", "2024年1月5日", "\n", "柳溪镇", "。”", "一、不足\n下一步:\n"],
)
def test_long_text_takes_linear_time(piece: str) -> None:
    def read(text: str) -> object:
        return lay_out(make_document("x", text))

    assert in_proportion(read, piece * (50_000 // len(piece)), least=0.005)


REPORTS = sorted(GOLD.glob("[ds]e*/*.txt"))


def same_body(one: str | None, other: str | None) -> bool:
    """Whether two names are the same, or one is the ending of the other of four characters."""
    if one is None or other is None or one == other:
        return one == other
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long.endswith(short)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_annotated_reports_are_laid_out(path: Path) -> None:
    document = make_document(path.stem, path.read_bytes())
    layout = lay_out(document)
    check(document, layout)
    with path.with_suffix(".jsonl").open(encoding="utf-8") as rows:
        told = json.loads(next(rows))
    issuer = layout.issuer
    assert same_body(issuer.organisation, told["org"])
    assert (issuer.year, issuer.published) == (told["year"], told["published"])


def test_words_are_read_once() -> None:
    assert default_words() is default_words()


def test_a_link_in_the_middle_of_a_page_does_not_end_the_report() -> None:
    text = TITLE + "一、工作成效\n全年调解纠纷86起。\n相关链接\n二、普法宣传\n发放宣传资料900份。\n"
    assert section_at(text, "发放").role is Role.RESULTS
    words = tomllib.loads((ROOT / "extractor/text/sections.toml").read_text("utf-8"))
    for word in words["furniture"]["tail"]:
        tail = TITLE + f"一、工作成效\n全年调解纠纷86起。\n{word}\n某镇2022年报告\n"
        assert section_at(tail, "某镇").role is Role.FURNITURE, word
