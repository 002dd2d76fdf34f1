"""OFD pages as text, by the same rules as those of a PDF."""

import pytest
from made_ofd import LEADING, LEFT, TOP, ofd, page, parts, picture, report, rule, text_at
from made_word import zipped
from test_reader_pdf import PARAGRAPHS

from extractor.errors import UnreadableInput
from extractor.io.readers.ofd import read


def text(data: bytes) -> str:
    return read(data, "a.ofd").text


@pytest.mark.parametrize("deltas", [True, False])
@pytest.mark.parametrize("indent", [0, 2])
def test_lines_become_paragraphs_again(indent: int, deltas: bool) -> None:
    made = report(PARAGRAPHS, indent=indent, deltas=deltas, lines_a_page=4)
    assert text(made).splitlines() == PARAGRAPHS


def test_templates_are_printed_below_each_page() -> None:
    pages = [page(text_at(f"第{at}批28起", LEFT, TOP), template=True) for at in "一二三"]
    form = page(text_at("某镇公报", 90, 15), text_at("情况表", LEFT, TOP + LEADING))
    assert text(ofd(*pages, template=form)).split() == [
        "第一批28起", "情况表", "第二批28起", "情况表", "第三批28起", "情况表",
    ]  # fmt: skip


def test_a_ruled_table_is_rows_with_tabs() -> None:
    level = [rule(30, y, 90, y) for y in (40, 50, 60)]
    upright = [rule(x, 40, x, 60) for x in (30, 60, 90)]
    cells = [text_at("项目", 32, 48), text_at("件数", 62, 48), text_at("复议", 32, 58),
             text_at("12", 62, 58)]  # fmt: skip
    assert text(ofd(page(*cells, *level, *upright))) == "项目\t件数\n复议\t12\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('<ofd:TextCode X="0" Y="5" DeltaX="g 3 5">共三件事</ofd:TextCode>', "共三件事"),
        # One glyph for two dashes: both stand in one place.
        ('<ofd:TextCode X="0" Y="5" DeltaX="5 0">共——</ofd:TextCode>', "共——"),
        ('<ofd:TextCode X="0" Y="5" DeltaX="5 2.5">共28</ofd:TextCode>', "共28"),
        ('<ofd:TextCode X="0" Y="5" DeltaX="5 4 2.5 2.5">共1200</ofd:TextCode>', "共1 200"),
        ('<ofd:TextCode X="0" Y="5">甲</ofd:TextCode><ofd:TextCode X="5">乙</ofd:TextCode>',
         "甲乙"),
        ('<ofd:TextCode X="20" Y="5">乙</ofd:TextCode><ofd:TextCode X="0">甲</ofd:TextCode>',
         "甲\t乙"),
        ('<ofd:TextCode X="0" Y="0">甲</ofd:TextCode><ofd:TextCode X="0" Y="9">乙</ofd:TextCode>',
         "甲\n乙"),
    ],
)
def test_places_of_characters(code: str, expected: str) -> None:
    made = f'<ofd:TextObject Boundary="30 40 100 10" Size="5">{code}</ofd:TextObject>'
    assert text(ofd(page(made))) == f"{expected}\n"


def test_a_matrix_scales_text() -> None:
    made = text_at("共28起", 30, 60, size=1, extra='CTM="5 0 0 5 0 0"')
    assert text(ofd(page(made))) == "共28起\n"


def test_what_is_hidden_or_turned_is_no_text() -> None:
    hidden = text_at("99件", 30, 80, extra='Visible="false"')
    turned = text_at("内部资料", 30, 90, extra='CTM="0.7 0.7 -0.7 0.7 0 0"')
    assert text(ofd(page(text_at("共28起", 30, 60), hidden, turned))) == "共28起\n"


def test_the_title_of_the_properties_is_a_hint() -> None:
    made = page(text_at("共28起", 30, 60))
    assert read(ofd(made, title="镇法治报告"), "a.ofd").hints.title == "镇法治报告"
    assert read(ofd(made), "a.ofd").hints.title is None


LINE = text_at("全年共调解各类矛盾纠纷28起。", LEFT, TOP)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (ofd(page(picture())), "but no text"),
        (ofd(page()), "but no text"),
        (ofd(page(LINE), page(picture()), page(picture())), "pages 2-3 are pictures"),
        (zipped({**parts([page(LINE)]), "Encryptions.xml": "x", "DecryptSeed.dat": "x"}),
         "encrypted"),
        (zipped({"a.txt": "a"}), "no OFD document"),
        (zipped({"OFD.xml": "<OFD><DocBody><DocRoot>a.xml</DocRoot></DocBody></OFD>"}),
         "lacks its part 'a.xml'"),
        (b"PK\x03\x04 cut", "not a whole zip"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message) as caught:
        read(data, "a.ofd")
    assert caught.value.where.startswith("a.ofd")
    assert caught.value.hint
