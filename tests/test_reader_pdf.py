"""PDF pages as text: what the page width did is undone, what the writer did stays."""

import io
import re
import sys

import pytest
from made_pdf import HEIGHT, LEADING, LEFT, SIZE, TOP, WIDTH, Sheet, report
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from extractor.errors import UnreadableInput, UsageError
from extractor.io.readers.pdf import read

# 1 by 1 pixel, grey.
PICTURE = b"P5 1 1 255\n\x80"


def text(data: bytes) -> str:
    return read(data, "a.pdf").text


PARAGRAPHS = [
    "一、主要做法",
    "今年以来,全镇共排查各类矛盾纠纷1286起,成功调解1243起,涉及金额340余万元,调解成功率达到96.7%,"
    "较上年提高2.1个百分点。组织法治讲座24场次,参加3600余人次。",
    "(一)加强培训。举办执法人员培训班6期,培训312人次,组织旁听庭审2次。",
    "二、下一步打算",
    "继续推进各项工作,力争矛盾纠纷化解率保持在95%以上。",
]


@pytest.mark.parametrize("indent", [0, 2])
@pytest.mark.parametrize("lines_a_page", [3, 20])
def test_lines_become_paragraphs_again(indent: int, lines_a_page: int) -> None:
    made = report(PARAGRAPHS, header="某镇公报", indent=indent, lines_a_page=lines_a_page)
    found = text(made).replace("某镇公报\n", "")  # of a single page, it may be a title
    assert found.splitlines() == PARAGRAPHS


FULL = "全年共组织开展各类法治宣传活动五十余场参加群众踊跃"  # a line of the page, to the margin


def set_out(*lines: tuple[str, int]) -> list[str]:
    """Lines at an indent in characters, below paragraphs that are set in by two."""
    sheet = Sheet()
    usual = [("今年工作如下。", 2), ("成效明显。", 2), (FULL[:23], 2), (FULL, 0), ("完成。", 0)]
    for down, (line, inset) in enumerate([*usual, *lines]):
        sheet.line(line, LEFT + inset * SIZE, TOP + down * LEADING)
    return text(sheet.data()).splitlines()[3:]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # A quoted word takes the characters beside it along to the next line.
        (((FULL[:18] + "群众", 2), ("等“N”方力量12起", 0)), [FULL[:18] + "群众等“N”方力量12起"]),
        # Set in like a paragraph: one, however full the line above.
        (((FULL[:23], 2), ("调解28起", 2)), [FULL[:23], "调解28起"]),
        (((FULL[:23], 2), ("调解28起", 0)), [FULL[:23] + "调解28起"]),
        # A number cut by the margin; where one more digit had room there are two.
        (((FULL[:22] + "12", 2), ("86起", 0)), [FULL[:22] + "1286起"]),
        (((FULL[:21] + "12", 2), ("86起", 0)), [FULL[:21] + "12 86起"]),
        # A dash at the end of a line stays one.
        (((FULL[:22] + "-", 2), ("网格", 0)), [FULL[:22] + "-网格"]),
        (((FULL[:9], 2), ("受理28起", 0)), [FULL[:9], "受理28起"]),
    ],
)
def test_ends_of_lines(lines: tuple[tuple[str, int], ...], expected: list[str]) -> None:
    assert set_out(*lines) == expected


def drawn(*pieces: tuple[str, float, float]) -> str:
    sheet = Sheet()
    for piece, x, y in pieces:
        sheet.line(piece, x, y)
    return text(sheet.data()).rstrip("\n")


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        # Digits that stand apart are two numbers, those that do not are one.
        ((("共", 100, 100), ("1", 116, 100), ("200", 130, 100), ("件", 154, 100)), "共1 200件"),
        ((("共", 100, 100), ("1", 116, 100), ("200", 124, 100), ("件", 148, 100)), "共1200件"),
        # A title set wide, but not a row of numbers.
        (tuple((char, 100 + 14 * at, 100) for at, char in enumerate("2024")), "2024"),
        (tuple((char, 100 + 14 * at, 100) for at, char in enumerate("24")), "2 4"),
        # A setter leaves a little room around digits.
        ((("年", 100, 100), ("28", 120, 100), ("起", 140, 100)), "年28起"),
        ((("甲", 100, 100), ("12", 220, 100)), "甲\t12"),
        ((("1.", 100, 100), ("许可", 180, 100)), "1.许可"),
        ((("1", 100, 100), ("许可", 180, 100), ("12", 300, 100)), "1\t许可\t12"),
        ((("1.", 100, 100), ("许可", 180, 100), ("12", 300, 100)), "1.\t许可\t12"),
        # Bold by printing twice; parts of a line in any order; a raised digit.
        ((("件", 100, 100), ("件", 100.4, 100)), "件"),
        ((("二", 116, 100), ("一", 100, 100)), "一二"),
        ((("目", 100, 100), ("录", 132, 100)), "目 录"),
    ],
)
def test_gaps(pieces: tuple[tuple[str, float, float], ...], expected: str) -> None:
    assert drawn(*pieces) == expected


def ruled(columns: list[float], rows: list[float], sheet: Sheet) -> None:
    for y in rows:
        sheet.rule(columns[0], y, columns[-1], y)
    for x in columns:
        sheet.rule(x, rows[0], x, rows[-1])


def test_a_ruled_table_is_rows_with_tabs() -> None:
    sheet = Sheet()
    sheet.line("表1", 100, 80)
    ruled([100, 180, 260], [100, 130, 160, 220], sheet)
    cells = [("项目", 104, 120), ("件数", 184, 120), ("复议", 104, 150), ("12", 184, 150),
             ("行政处罚", 104, 180), ("案件", 104, 205), ("7", 184, 195)]  # fmt: skip
    for cell in cells:
        sheet.line(*cell)
    sheet.line("说明", 100, 250)
    assert text(sheet.data()) == "表1\n项目\t件数\n复议\t12\n行政处罚案件\t7\n说明\n"


def test_a_merged_cell_gives_each_row_its_label() -> None:
    sheet = Sheet()
    ruled([100, 180, 260], [100, 130], sheet)
    for y in (160.0, 190.0):
        sheet.rule(180, y, 260, y)
    sheet.rule(100, 190, 180, 190)
    for x in (100.0, 180.0, 260.0):
        sheet.rule(x, 130, x, 190)
    for cell in [("甲", 104, 120), ("乙", 184, 120), ("许可", 104, 165), ("3", 184, 150),
                 ("4", 184, 180)]:  # fmt: skip
        sheet.line(*cell)
    assert text(sheet.data()) == "甲\t乙\n许可\t3\n许可\t4\n"


def test_a_frame_is_no_table() -> None:
    sheet = Sheet()
    ruled([80, 500], [80, 400], sheet)
    for at, line in enumerate(["全年共调解纠纷28起", "组织培训3期"]):
        sheet.line(line, LEFT + 2 * SIZE, TOP + 20 + at * LEADING)
    assert text(sheet.data()) == "全年共调解纠纷28起\n组织培训3期\n"


def test_room_between_paragraphs_tells_them_apart() -> None:
    closed = f"{FULL[:24]}。"
    paragraphs = [(closed, "三是走访9户。"), (closed,), (closed,), (FULL, "组织培训3期。")]
    sheet = Sheet()
    down = TOP
    for lines in paragraphs:
        for line in lines:
            sheet.line(line, LEFT, down)
            down += LEADING
        down += LEADING / 2
    assert text(sheet.data()).splitlines() == ["".join(lines) for lines in paragraphs]


def test_a_title_on_two_lines_is_one() -> None:
    sheet = Sheet()
    lines = ["某市人民政府关于2024年度法", "治政府建设情况的报告"]
    for at, line in enumerate(lines):
        sheet.line(line, WIDTH / 2 - 11 * len(line) + 16 * (1 - at), 90 + 34 * at, size=22)
    for at in range(4):
        sheet.line(FULL, LEFT, 200 + at * LEADING)
    sheet.line("完成。", LEFT, 200 + 4 * LEADING)
    assert text(sheet.data()).splitlines() == ["".join(lines), f"{FULL * 4}完成。"]


def test_a_list_whose_lines_hang_below_its_text() -> None:
    sheet = Sheet()
    for at, (marker, line) in enumerate([("1.", FULL[:21]), ("", "受理28起"), ("2.", "完成。")]):
        sheet.line(marker, LEFT, TOP + at * LEADING)
        sheet.line(line, LEFT + 4 * SIZE, TOP + at * LEADING)
    assert text(sheet.data()).splitlines() == [f"1.{FULL[:21]}受理28起", "2.完成。"]


def test_a_page_set_sideways_is_read_upright() -> None:
    sheet = Sheet()
    sheet.canvas.rotate(90)
    sheet.canvas.translate(0, -WIDTH)
    sheet.line("共调解纠纷28起", 100, 100 + HEIGHT - WIDTH)
    sheet.line("组织培训3期", 100, 140 + HEIGHT - WIDTH)
    assert text(sheet.data()) == "共调解纠纷28起\n组织培训3期\n"


def test_a_watermark_is_no_text() -> None:
    sheet = Sheet()
    sheet.line("共调解纠纷28起")
    sheet.canvas.rotate(40)
    sheet.line("仅供内部99份", 300, 300)
    assert text(sheet.data()) == "共调解纠纷28起\n"


@pytest.mark.parametrize("number", ["— {} —", "-{}-", "第{}页", "{}/3", "第{}页 共3页", "{}"])
def test_page_numbers_are_dropped(number: str) -> None:
    sheet = Sheet()
    for at in range(1, 4):
        sheet.line(f"走访企业{at}7家。")
        sheet.line(number.format(at), 280, 800)
        sheet.page()
    assert text(sheet.data()) == "走访企业17家。\n走访企业27家。\n走访企业37家。\n"


def test_a_number_that_does_not_count_pages_stays() -> None:
    sheet = Sheet()
    for value in ("412", "95", "7"):
        sheet.line("调解纠纷数")
        sheet.line(value, 280, 800)
        sheet.page()
    assert re.findall(r"\d+", text(sheet.data())) == ["412", "95", "7"]


def scanned(*pages: bool) -> bytes:
    """Pages of text, or where True a picture over the whole page."""
    sheet = Sheet()
    for pictured in pages:
        if pictured:
            sheet.canvas.drawImage(ImageReader(io.BytesIO(PICTURE)), 0, 0, WIDTH, HEIGHT)
        else:
            sheet.line("全年共调解各类矛盾纠纷28起。")
        sheet.page()
    return sheet.data()


def test_without_pdfium_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UsageError, match=r"report-extractor\[pdf\]"):
        read(scanned(False), "a.pdf")


def encrypted() -> bytes:
    sheet = Sheet(encrypt=StandardEncryption("secret"))
    sheet.line("全年")
    return sheet.data()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (scanned(True), "but no text"),
        (scanned(False, True, True, False, True), "pages 2-3, 5 are pictures"),
        (encrypted(), "encrypted"),
        (b"%PDF-1.7\nnothing", "not a whole PDF"),
        (scanned(False)[:300], "not a whole PDF"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message) as caught:
        read(data, "a.pdf")
    assert caught.value.where == "a.pdf"
    assert caught.value.hint
