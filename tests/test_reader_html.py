"""Saved web pages: what is printed of the report, line by line, and nothing of the site."""

import pytest

from extractor.errors import UnreadableInput
from extractor.io.readers.html import read
from extractor.io.web import lines as web_lines

BODY = "2024年,柳溪镇共调解各类矛盾纠纷28起,成功率达96.7%,发放宣传资料1200份。"
TOLD = "全年组织普法讲座12场,培训网格员340人次,受理行政复议案件3件,群众满意率保持在98%以上。"
LONG = f"<p>{BODY}</p>" + f"<p>{TOLD}</p>" * 12


def text(markup: str, encoding: str = "utf-8") -> str:
    return read(markup.encode(encoding), "a.html").text.removesuffix("\n")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>共<b>28</b>起", "共28起"),
        ("<p>发放<span>1</span><span>200</span>份</p>", "发放1200份"),
        ("<p>共2<i class=x>8</i><o:p></o:p>起<p>成功", "共28起\n成功"),
        ("甲<br>乙<BR/>丙</br>丁", "甲\n乙\n丙\n丁"),
        ("<p>共&nbsp;28&#36215;&ldquo;x&rdquo;&amp;lt;", "共\xa028起“x”&lt;"),
        ("<p>共28\n   起\t了</p>", "共28 起 了"),
        ("<pre>共28起\n成功\r\n三</pre>", "共28起\n成功\n三"),
        ("<p>共<span style='color:red; DISPLAY : none'>99</span>28起", "共28起"),
        ("<p>共<span hidden>99</span><i style=visibility:hidden>9</i>28起", "共28起"),
        ("<p>共<del>12</del><s>1</s><strike>9</strike>28起<p>共<S>9</p>3件", "共28起\n共\n3件"),
        ("<p>共<span style='text-decoration: underline line-through'>12</span>28起", "共28起"),
        ("<p>共<span style='font-size:0px'>99</span><b style='font-size:0.9em'>28</b>起", "共28起"),
        ("<p>共15<sup>2</sup>件,率<sup>[3]</sup>,CO<sub>2</sub>,共<sub>28</sub>起",
         "共15²件,率[³],CO₂,共28起"),
        ("<p>占<math><mfrac><mrow><mn>1</mn></mrow><mn>2</mn></mfrac></math>,耗时3"
         "<math><mfrac><mn>1</mn><mn>4</mn></mfrac></math>小时", "占1/2,耗时3 1/4小时"),
        ("<p>共<math><semantics><msup><mn>10</mn><mn>2</mn></msup><annotation>10^2</annotation>"
         "</semantics></math>件,<math><msub><mi>CO</mi><mn>2</mn></msub></math>", "共10²件,CO₂"),
        ("<p>共28起<script>'</p>77件'</script><style>p{}</style>。", "共28起。"),
        ("<p>共28<!-- 99 <p> -->起<!--> 件<!-->", "共28起 件"),
        ("<p>共28<noscript>77</noscript>起<select><option>6</select><button>打</button>", "共28起"),
        ("<p>共<ruby>28<rt>二八</rt></ruby>起", "共28起"),
        ("<p>a < b, 1<2 & c", "a < b, 1<2 & c"),
        ("<div>甲<p>乙</div>丙", "甲\n乙\n丙"),
        ("<ul><li>甲<ul><li>乙</ul>丙<li>丁</ul>", "甲\n乙\n丙\n丁"),
        ("<p title='a>b'>共28起", "共28起"),
        ("<p>甲</p></div></td></table></body></html><p>乙", "甲\n乙"),
        ("<p>甲<![if !supportLists]>一、<![endif]><?xml:namespace ?>乙", "甲一、乙"),
        ("<p>共28起<svg/><p>三", "共28起\n三"),
        ("<p>甲<!-- 没有结尾 --<p>共28起<p>乙", "甲共28起\n乙"),
        ("<p>甲<a title=\"没有结尾>乙</a><p>丙", "甲乙\n丙"),
        ("<p>&#55296;&#0;&#99999999999;&#x110000;", "\ufffd" * 4),
    ],
)
def test_what_is_printed_is_read(markup: str, expected: str) -> None:
    assert text(markup) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<tr><th>项目<th>件数<tr><td>复议<td>12", "项目\t件数\n复议\t12"),
        ("<caption>表一</caption><tr><td colspan=2>情况<td>件数<tr><td>复议<td>一审<td>12",
         "表一\n情况\t\t件数\n复议\t一审\t12"),
        ("<tr><td rowspan=2>复议<td>受理<td>12<tr><td>办结<td>10",
         "复议\t受理\t12\n复议\t办结\t10"),
        ("<tr><td><p>罚没</p><p>金额</p><td><b>6</b>8<br>万元", "罚没 金额\t68 万元"),
        ("<tr><td>甲<td style='display:none'>99<td>12", "甲\t\t12"),
        (f"<tr><td>甲<td>3<tr><td>乙<td><p>{BODY}<p>{BODY}<tr><td>丙<td>4",
         f"甲\t3\n乙\n{BODY}\n{BODY}\n丙\t4"),
        ("<tr><td>甲<table><tr><td>乙<td>3</table><td>丙", "甲\n乙\t3\n丙"),
    ],
)  # fmt: skip
def test_a_table_is_rows_with_tabs(table: str, expected: str) -> None:
    assert text(f"<table>{table}</table>") == expected


@pytest.mark.parametrize(
    "opening", ["<td>复议", "<td colspan=60>复议<td colspan=60>诉讼", "<td rowspan=2>复议"]
)
def test_a_wide_row_loses_no_cell(opening: str) -> None:
    numbers = [str(at) for at in range(1000, 1300)]
    row = "<tr>" + opening + "".join(f"<td>{number}" for number in numbers)
    lines = [line for line in text(f"<table>{row}{row}</table>").splitlines() if "复议" in line]
    assert len(lines) == 2
    assert all([cell for cell in line.split("\t") if cell.isdigit()] == numbers for line in lines)


@pytest.mark.parametrize(
    "around",
    [
        "<ul class='nav'><li>首页3</ul><div class=TRS_Editor>{}</div><div>电话：0571-1234567</div>",
        "<div><a>某市2019年总结99件</a></div><div id='zoom'>{}</div><p>上一篇：<a>某报告88件</a>",
        "<table><tr><td><a>法治政府99</a><td>{}<tr><td>主办单位：某办公室</table>",
        "<article>{}<div class='share'>分享到：<a>微信</a></div></article><footer>备1号</footer>",
        "<form><div>{}</div></form><script>1</script><aside>热点：2018年办理案件99件。</aside>",
    ],
)
def test_only_the_report_is_taken(around: str) -> None:
    assert text(around.format(LONG)) == text(LONG)


def test_title_and_date_above_the_article_are_taken() -> None:
    page = (
        "<title>柳溪镇2024年度法治政府建设报告_柳溪镇</title><div>今天是2025年3月1日</div>"
        "<div class=crumb>首页 &gt; 报告</div><h2>柳溪镇2024年度法治政府建设报告</h2>"
        "<p>来源：柳溪镇司法所 日期：2025-01-09</p><div class='trs_editor'>{}</div>"
        "<p>柳溪镇人民政府</p><p>2025年1月8日</p><p>打印 关闭</p>"
    )
    lines = text(page.format(LONG)).splitlines()
    assert lines[:2] == ["柳溪镇2024年度法治政府建设报告", "来源：柳溪镇司法所 日期：2025-01-09"]
    assert lines[2].startswith("2024年,")
    assert lines[-2:] == ["柳溪镇人民政府", "2025年1月8日"]


def test_a_title_on_two_lines_is_taken_whole() -> None:
    page = (
        "<title>柳溪镇人民政府关于2024年度法治政府建设情况的报告</title><p>站点导航</p>"
        "<p>柳溪镇人民政府关于2024年度</p><p>法治政府建设情况的报告</p><p>日期：2025-01-09</p>"
    )
    lines = text(f"{page}<div class=trs_editor>{LONG}</div>").splitlines()
    assert lines[:3] == ["柳溪镇人民政府关于2024年度", "法治政府建设情况的报告", "日期：2025-01-09"]


def test_lines_of_links_alone_are_none_of_an_article_that_no_name_tells() -> None:
    link = "<p><a href=1>某县召开2019年工作会议部署重点任务9项</a></p>"
    lines = text(f"<div>{LONG}{link}<p>{BODY}</p></div>").splitlines()
    assert (lines[0], lines[-1], len(lines)) == (BODY, BODY, 14)


@pytest.mark.parametrize(("items", "made"), [(6, 1), (7, 8)])
def test_a_cell_of_many_lines_is_text_that_the_table_only_sets(items: int, made: int) -> None:
    cell = "".join(f"<p>事项{'甲乙丙丁戊己庚'[at]}</p>" for at in range(items))
    found = text(f"<div class=content>{LONG}<table><tr><td>{cell}</td><td>12件</td></tr></table>")
    lines = found.splitlines()[13:]
    assert len(lines) == made
    assert lines[-1].endswith("12件")


def test_the_table_of_a_document_above_the_article_tells_title_and_issuer() -> None:
    page = (
        "<table><tr><td>索 引 号：</td><td>0001/2025</td><td>主题分类：</td><td>法治</td></tr>"
        "<tr><td>发文机关：</td><td>柳溪镇人民政府</td><td>成文日期：</td><td>2025年1月8日</td></tr>"
        "<tr><td>标　　题：</td><td colspan=3>柳溪镇2024年度报告</td></tr></table>"
    )
    lines = text(f"{page}<div id='UCAP-CONTENT'>{LONG}</div>").splitlines()
    assert lines[0].split("\t") == ["发文机关：", "柳溪镇人民政府", "成文日期：", "2025年1月8日"]
    assert lines[1].split("\t")[:2] == ["标 题：", "柳溪镇2024年度报告"]
    assert lines[2].startswith("2024年,")


def test_teasers_of_other_news_beside_the_article_are_left_out() -> None:
    teaser = "<div><a href=1>某县动态</a><p>日前，某县召开会议，部署2019年工作9项。</p></div>"
    lines = text(f"<div class='content'>{LONG}</div><div>{teaser * 5}</div>").splitlines()
    assert not any("某县" in line for line in lines)


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class=TRS_Editor>{LONG}</div><div class=TRS_Editor>{LONG}</div>",  # in two editors
        f"<div class=nav>{LONG}{LONG}</div>",  # by its name the report is navigation
        f"<div style='display:none'>{LONG}{LONG}</div><p>加载中</p>",  # a script shows it
        f"<div class=content><p>摘要</p></div><div>{LONG}{LONG}</div>",
        f"<div class=content>{LONG}</div><div class=hot><h3>二、问题</h3><p>{BODY}</p></div>",
        f"<div class=sec><p>{BODY}</p></div><div id=zoom>{LONG}</div><ul><li>打印</ul>",
        f"<button>打印<p>{LONG}{LONG}",  # a button that never ends
    ],
)
def test_in_doubt_the_report_is_not_lost(markup: str) -> None:
    assert text(markup).count("28起") == 2


@pytest.mark.parametrize(
    ("label", "encoding", "told"),
    [("gb2312", "gb18030", "gb18030"), ("GBK", "gb18030", "gb18030"), ("big5", "cp950", "big5"),
     ("gb2312", "utf-8", "utf-8"), ("utf-8", "gb18030", "gb18030"), ("x", "utf-16", "utf-16-le"),
     ("x", "utf-8-sig", "utf-8"), ("iso-8859-1", "gb18030", "gb18030")],
)  # fmt: skip
def test_bytes_tell_their_encoding_before_the_label(label: str, encoding: str, told: str) -> None:
    body = "2024年共調解糾紛28起，發放資料3份。" if label == "big5" else "共调解28起，镕㎡。"
    page = f'<meta http-equiv=Content-Type content="text/html; charset={label}"><p>{body}</p>'
    if encoding == "gb18030" and label != "utf-8":
        page = f"<script>{'x' * 30_000}</script>{page}" if label == "iso-8859-1" else page
    found = read(page.encode(encoding), "a.html")
    assert (found.text, found.encoding) == (f"{body}\n", told)


def test_meta_tags_are_hints() -> None:
    metas = {"SiteName": "某区人民政府", "ArticleTitle": "某区2024年报告",
             "PubDate": "2025-01-20 10:00", "ContentSource": "某区司法局"}  # fmt: skip
    page = "".join(f"<META NAME={name} CONTENT='{value}'>" for name, value in metas.items())
    hints = read(f"<title>x_y</title>{page}<p>{BODY}".encode(), "a.html").hints
    assert tuple(hints) == ("某区2024年报告", "2025-01-20 10:00", "某区司法局", "某区人民政府")
    titled = read(f"<title>栏目 - 某区2024年报告 - 某站</title><p>{BODY}".encode(), "a.html").hints
    assert titled.title == "某区2024年报告"


@pytest.mark.parametrize("markup", ["<p>  </p>", "<script>1</script>", "<img src=a.png>", "<!-->"])
def test_a_page_without_text_is_refused(markup: str) -> None:
    with pytest.raises(UnreadableInput, match="no text") as caught:
        read(markup.encode(), "a.html")
    assert caught.value.hint


def test_more_elements_than_any_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_lines, "MOST_TAGS", 10)
    with pytest.raises(UnreadableInput, match="more than 10 elements"):
        read(b"<p>1" * 11, "a.html")


def test_an_envelope_under_the_name_of_a_page_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="envelope") as caught:
        read(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>1", "a.html")
    assert ".mht" in caught.value.hint


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_damaged_character_counts_only_in_the_article(encoding: str) -> None:
    page = f"<meta charset={encoding}><div class=TRS_Editor>{LONG}</div><div class=foot>主办</div>"
    data = page.encode(encoding)
    cut = data.replace("主办".encode(encoding), "主办".encode(encoding)[:-1])
    assert read(cut, "a.html").text == read(data, "a.html").text
    cut = data.replace("12场".encode(encoding), "场".encode(encoding)[:1] + b" 12", 1)
    with pytest.raises(UnreadableInput, match=r"byte \d+ cannot be read"):
        read(cut, "a.html")
