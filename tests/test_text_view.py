"""What the rules read, and where it stands in the source."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from made_text import PIECES
from test_growth import in_proportion

from extractor import extract
from extractor.errors import UnreadableInput
from extractor.model import Content, Hints, Offsets
from extractor.text import fold, make_document
from extractor.text.page_marks import page_lines


def view(text: str) -> str:
    return make_document("report.txt", text).view


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("调解 纠纷 42 起,罚款 7900 元", "调解纠纷42起,罚款7900元"),
        ("参考率 98.5 %, 合格率", "参考率98.5%,合格率"),
        ("2024-12-24 09:15", "2024-12-24 09:15"),
        ("检查5  230家次", "检查5 230家次"),
        ("Rule of  law", "Rule of law"),
        ("2024- 03- 14", "2024-03-14"),
        ("　　一、工作成效　\n　　全年培训5次。", "一、工作成效\n全年培训5次。"),
        ("培训\u200b5\ufeff次\u202c", "培训5次"),
        ("培训5次。\r\n调解8起。\r\n", "培训5次。\n调解8起。\n"),
        ("约 10 万 人", "约10万人"),
        ("检查5\u200b 230家次", "检查5 230家次"),
        ("20 24年调解 8起", "2024年调解8起"),
        ("2 024年度", "2024年度"),
        ("202 4 年", "2024年"),
        ("检查3 2024年", "检查3 2024年"),
    ],
)
def test_blanks_that_divide_nothing_are_dropped(text: str, read: str) -> None:
    assert view(text) == read


WRAPPED = """柳溪镇2023年工作总结
今年以来，柳溪镇党委、政府坚持学法用法，把矛盾纠纷“化解在
基层、解决在萌芽”，现将有关情况总结如下：
一、主要成效
全年组织集中排查1
8次，受理各类纠纷126件，调解成功121件，协助化解重大疑
难纠纷4起，涉及金额86万余元，兑现补偿款
45万元，发放资料2000
余份。
（一）学法用法常抓不懈
中心组学习12次，培训执法人员40人次，受教育群众近千人次，
知晓率不断提高。
二、下一步打算
计划培训4次以上
柳溪镇人民政府
2023年12月1日
"""


def test_lines_broken_by_the_page_are_joined() -> None:
    assert view(WRAPPED).split("\n") == [
        "柳溪镇2023年工作总结",
        "今年以来,柳溪镇党委、政府坚持学法用法,把矛盾纠纷“化解在基层、解决在萌芽”,"
        "现将有关情况总结如下:",
        "一、主要成效",
        "全年组织集中排查18次,受理各类纠纷126件,调解成功121件,协助化解重大疑难纠纷4起,"
        "涉及金额86万余元,兑现补偿款45万元,发放资料2000余份。",
        "(一)学法用法常抓不懈",
        "中心组学习12次,培训执法人员40人次,受教育群众近千人次,知晓率不断提高。",
        "二、下一步打算",
        "计划培训4次以上",
        "柳溪镇人民政府",
        "2023年12月1日",
        "",
    ]


def test_indented_paragraphs_of_a_page_stay_apart() -> None:
    text = (
        "    今年以来，全镇各级调解组织坚持抓早抓小、应调尽调，共受理\n"
        "矛盾纠纷86件，调解成功84件，成功率97.7%，涉及当事人210\n"
        "人，协议金额120万元，群众满意度稳步提升，社会大局和谐稳定\n"
        "    全镇组织法治培训6场次，覆盖网格员、调解员180人次，发放\n"
        "资料2600份。\n"
    )
    lines = view(text).split("\n")
    assert lines[0].endswith("和谐稳定")
    assert lines[1] == "全镇组织法治培训6场次,覆盖网格员、调解员180人次,发放资料2600份。"


@pytest.mark.parametrize(
    "text",
    [
        "行政处罚\n16\n行政许可\n46\n合计\n62\n",
        "一、加强学习,提高认识\n二、强化培训,提升素质\n三、规范执法,优化服务\n",
        "(一)常抓法治教育,增强法治理念\n镇党委坚持集中学法,全年开展专题学习6次,举办讲座3场。\n"
        "(二)树立法治思维,规范权力运行\n镇政府坚持依法决策,全年审查合同26份,出具意见书9份。\n"
        "(三)坚持依法治理,推动矛盾化解\n各村调委会受理纠纷86件,调解成功84件,涉及金额30万元。\n",
        "长桥区人民政府\n望湖街道办事处\n2024年12月18日\n",
        "柳溪镇人民政府\n关于2023年度法治政府建设情况的报告\n县委、县政府:\n",
    ],
)
def test_lines_the_writer_ended_stay(text: str) -> None:
    assert view(text) == text


CELLS = 70
REPORTS = sorted((Path(__file__).parent / "gold").glob("[ds]e*/*.txt"))
# One is wrapped already, one is all tables.
PROSE = [path for path in REPORTS if path.stem not in {"dev_adjacent_02", "dev_adjacent_12"}]


def wrapped(line: str) -> list[str]:
    """A paragraph as a page of 70 cells prints it, closing marks hanging over its edge."""
    lines, width = [""], 0
    for char in line:
        cells = 2 if char > "\u2e7f" or char in "“”" else 1
        hangs = char in ",。;:、!?)”》" and width + cells <= CELLS + 2
        if width + cells > CELLS and not hangs:
            lines.append("")
            width = 0
        lines[-1] += char
        width += cells
    return lines


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.stem)
def test_a_report_printed_on_a_page_reads_as_before(path: Path) -> None:
    plain = view(path.read_text("utf-8"))
    page = "\n".join(line for paragraph in plain.split("\n") for line in wrapped(paragraph))
    again = view(page)
    lines = again.split("\n")
    # What is left are breaks behind a full stop, where a sentence ends anyway, and before (二).
    whole = set(plain.split("\n"))
    cut = [
        one
        for one, other in pairwise(lines)
        if one and other and one not in whole and one + other in plain
    ]
    assert all(line[-1] in "。!?:;(" or line.endswith("现将") for line in cut)
    # A blank at the edge of the page (2024-01-25 09:06) is gone with the break.
    assert "".join(again.split()) == "".join(plain.split())


PAGE = (
    "今年以来,全镇各级调解组织坚持抓早抓小、应调尽调,各村调解员走\n"
    "进农户听取意见,做到小事不出村、大事不出镇,群众满意程度稳步提\n"
) * 6


@pytest.mark.parametrize(
    "number",
    ["— {} —", "-{}-", "· {} ·", "第 {} 页", "第{}页 共9页", "第 {} 页，共 9 页", "{}", "{}/9",
     " {}\r", "Page {} of 9"],
)  # fmt: skip
def test_the_number_of_a_page_is_no_figure(number: str) -> None:
    pages = [PAGE, PAGE, PAGE, f"{PAGE}共调解纠纷28起。\n"]
    text = "".join(f"{page}{number.format(at)}\n" for at, page in enumerate(pages, start=3))
    report = extract(f"{text}全年培训5次。\n")
    assert [o.value for o in report.observations] == [28, 5]
    others = {m.kind for m in report.mentions if not m.observations}
    assert others == {"furniture"}


def test_numbers_that_count_no_pages_stay() -> None:
    cells = "".join(f"{number}\n调解\n12件\n" for number in range(1, 9))
    once = f"{PAGE}28\n起纠纷调解成功。\n"
    assert page_lines(cells.split("\n")) == set()
    told = "".join(f"{PAGE}办结{what}案件\n{at}\n" for at, what in enumerate("甲乙丙", start=1))
    assert page_lines(told.split("\n")) == set()
    assert page_lines((PAGE + once + PAGE + "31\n" + PAGE).split("\n")) == set()
    mixed = ["3", "x" * 400, "4", "x" * 400, "4", "x" * 99, "5", "6", "x" * 400, "7"]
    assert page_lines(mixed) == {0, 2, 6}


def test_a_single_line_cut_inside_a_figure_is_joined() -> None:
    text = "全年开展法治宣传活动26场次,发放宣传资料5\n000余份,惠及群众8000人。\n二、不足\n"
    assert view(text).startswith("全年开展法治宣传活动26场次,发放宣传资料5000余份")


def test_text_without_blanks_is_read_as_it_stands() -> None:
    document = make_document("report.txt", "全年培训5次。\n")
    assert document.offsets is None
    assert document.view == document.text


def test_bytes_and_text_give_one_document() -> None:
    text = "全年 培训5次。"
    one, other = make_document("a", text), make_document("a", text.encode())
    assert (one.text, one.view, one.sha256) == (other.text, other.view, other.sha256)


@given(PIECES)
def test_every_character_of_the_view_stands_in_the_source(text: str) -> None:
    document = make_document("x", text)
    folded = fold(text)
    offsets = range(len(text)) if document.offsets is None else document.offsets
    assert len(offsets) == len(document.view)
    assert [folded[at] for at in offsets] == list(document.view)
    assert all(one < other for one, other in pairwise(offsets))
    assert not [
        char for at, char in enumerate(folded) if at not in set(offsets) and char.isalnum()
    ]


def test_offsets_are_a_sequence() -> None:
    offsets = Offsets([(2, 4), (7, 8)])
    assert list(offsets) == [2, 3, 7]
    assert offsets[1:] == (3, 7)
    assert offsets[-1] == 7
    with pytest.raises(IndexError):
        offsets[3]
    with pytest.raises(IndexError):
        offsets.span(2, 4)


@given(PIECES)
def test_a_span_goes_from_its_first_character_to_its_last(text: str) -> None:
    document = make_document("x", text)
    offsets = range(len(text)) if document.offsets is None else document.offsets
    for start in range(len(offsets)):
        for end in {start + 1, len(offsets)}:
            assert document.source_span(start, end) == (offsets[start], offsets[end - 1] + 1)


@pytest.mark.parametrize("piece", ["全年培训5次,", " ", "1 ", "\n", "\u200b", "a  "])
def test_one_long_line_takes_linear_time(piece: str) -> None:
    def read(text: str) -> object:
        return make_document("x", text)

    assert in_proportion(read, piece * (200_000 // len(piece)), least=0.005)


@pytest.mark.parametrize("text", ["\ud800", "共28起\udc00。"])
def test_a_lone_surrogate_is_refused_by_its_place(text: str) -> None:
    with pytest.raises(UnreadableInput, match=f"character {len(text.rstrip('。')) - 1} is a lone"):
        make_document("a", text)
    with pytest.raises(UnreadableInput, match="lone surrogate"):
        extract(text)


def test_what_a_reader_made_becomes_the_document() -> None:
    content = Content("共28起。", None, Hints(title="报告"))
    document = make_document("a.pdf", content, sha256="00", reader=("pdf", "2"),
                             media_type="application/pdf")  # fmt: skip
    assert document.media_type == "application/pdf"
    assert (document.text, document.encoding, document.hints) == (content.text, None, content.hints)
    assert (document.sha256, document.reader) == ("00", ("pdf", "2"))


@pytest.mark.parametrize("gap", ["\t", " \t", "\t "])
def test_cells_of_a_row_are_never_one_number(gap: str) -> None:
    text = f"调解案件\t12{gap}345"
    assert " " not in view(text)
    assert view(text).replace("\t", "|").strip("|").count("|") >= 1


@pytest.mark.parametrize(
    ("text", "read"),
    [("走访了群众", "走访群众"), ("审查了 12件", "审查了12件"), ("办理了结案件", "办理了结案件"),
     ("开展了解", "开展了解"), ("开展了解决", "开展解决")],
)  # fmt: skip
def test_what_a_verb_says_of_time_is_left_out(text: str, read: str) -> None:
    assert view(text) == read
