"""What a Word document says, and what it only stores."""

import pytest
from made_word import (
    SPACES,
    abstract,
    box,
    cell,
    field,
    listed,
    number,
    para,
    run,
    table,
    word,
    zipped,
)  # fmt: skip

from extractor.errors import UnreadableInput
from extractor.io.readers.docx import read
from extractor.numbers.markers import list_marker

VANISH = "<w:vanish/>"


def text(body: str, **parts: str) -> str:
    return read(word(body, **parts), "a.docx").text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (para("调解纠纷", run("28", "<w:b/>"), "起"), "调解纠纷28起\n"),
        (para("共", f"<w:ins>{run('36')}</w:ins>", "<w:del><w:r><w:delText>35</w:delText></w:r>"
              "</w:del>", "件"), "共36件\n"),
        (para(f"<w:moveTo>{run('走访9户')}</w:moveTo>", f"<w:moveFrom>{run('8户')}</w:moveFrom>"),
         "走访9户\n"),
        (para("培训", run("99", VANISH), run("12", '<w:vanish w:val="0"/>'), "场"), "培训12场\n"),
        (para("共", run("12", "<w:strike/>"), run("9", "<w:dstrike/>"), "28起"), "共28起\n"),
        (para("共", run("28", '<w:strike w:val="0"/>'), "起"), "共28起\n"),
        (para("共15", run("2", '<w:vertAlign w:val="superscript"/>'), "件,CO",
              run("2", '<w:vertAlign w:val="subscript"/>'), ",共",
              run("28", '<w:vertAlign w:val="subscript"/>'), "起"), "共15²件,CO₂,共28起\n"),
        (para("占", "<m:f xmlns:m='urn:m'><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r>"
              "<m:t>2</m:t></m:r></m:den></m:f>", "。"), "占1/2。\n"),
        (para("耗时3", "<m:f xmlns:m='urn:m'><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r>"
              "<m:t>2</m:t></m:r></m:den></m:f>", "小时"), "耗时3 1/2小时\n"),
        (para("共", "<m:sSup xmlns:m='urn:m'><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r>"
              "<m:t>2</m:t></m:r></m:sup></m:sSup>", "件"), "共10²件\n"),
        (para("甲", "<w:r><w:tab/></w:r>", "乙"), "甲\t乙\n"),
        (para("上", "<w:r><w:br/></w:r>", "下"), "上\n下\n"),
        (para("第", "<w:r><w:noBreakHyphen/></w:r>", "号", "<w:r><w:softHyphen/></w:r>"),
         "第-号\n"),
        (para("<w:hyperlink>" + run("公开网") + "</w:hyperlink>"), "公开网\n"),
        (para(f"<w:sdt><w:sdtPr/><w:sdtContent>{run('14名')}</w:sdtContent></w:sdt>"), "14名\n"),
        (f"<w:sdt><w:sdtContent>{para('整段')}</w:sdtContent></w:sdt>", "整段\n"),
        (para("办结", field("REF a", "41"), "件"), "办结41件\n"),
        (para("第", field("PAGE", "7"), "页", f'<w:fldSimple w:instr="PAGE">{run("7")}'
              "</w:fldSimple>"), "第页\n"),
        (para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "受理3件"), "受理3件\n"),
        (para("正文", box("框内15件")), "正文\n框内15件\n"),
        (para("<w:r><w:ruby><w:rt>" + run("zhi") + "</w:rt><w:rubyBase>" + run("治")
              + "</w:rubyBase></w:ruby></w:r>"), "治\n"),
        (para('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="2460"/></w:r>'), "①\n"),
        (para("受理", properties="<w:rPr><w:del/></w:rPr>") + para("28件"), "受理28件\n"),
        (para("甲") + para() + para("乙"), "甲\n\n乙\n"),
    ],
)
def test_text_of_a_body(body: str, expected: str) -> None:
    assert text(body) == expected


def test_a_note_stands_below_its_paragraph() -> None:
    note = f'<w:footnote w:id="2">{para("不含结转5件")}</w:footnote>'
    separator = f'<w:footnote w:id="0" w:type="separator">{para("——")}</w:footnote>'
    body = para("办结30件", '<w:r><w:footnoteReference w:id="2"/></w:r>') + para("下一段")
    assert text(body, footnotes=separator + note) == "办结30件\n不含结转5件\n下一段\n"


def test_a_table_of_contents_is_no_text() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = para(begin, "一、成效", "<w:r><w:tab/></w:r>", "3") + para("二、打算")
    body += para('<w:r><w:fldChar w:fldCharType="end"/></w:r>') + para("一、成效")
    assert text(body).strip() == "一、成效"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((cell("项目") + cell("件数"), cell("复议") + cell("12")), "项目\t件数\n复议\t12\n"),
        ((cell("甲", properties='<w:gridSpan w:val="2"/>') + cell("乙"),), "甲\t\t乙\n"),
        ((cell("许可", properties='<w:vMerge w:val="restart"/>') + cell("新办") + cell("3"),
          cell(properties="<w:vMerge/>") + cell("变更") + cell("4")),
         "许可\t新办\t3\n许可\t变更\t4\n"),
        ((cell("共9件", properties='<w:vMerge w:val="restart"/>') + cell("a"),
          cell(properties="<w:vMerge/>") + cell("b")), "共9件\ta\n\tb\n"),
        ((cell("12", "34") + cell("行政", "复议"),), "12 34\t行政 复议\n"),
        ((cell("一、成效", "调解28起。"),), "一、成效\n调解28起。\n"),
    ],
)  # fmt: skip
def test_a_row_is_a_line(rows: tuple[str, ...], expected: str) -> None:
    assert text(table(*rows)) == expected


CHINESE = abstract(1, ("chineseCountingThousand", "%1、"), ("chineseCounting", "(%2)"),
                   ("decimal", "%3."), ("decimalEnclosedCircle", "%4"))


def test_numbering_is_restored() -> None:
    body = "".join([
        listed("成效", 1), listed("制度", 1, 1), listed("执法", 1, 1), listed("许可", 1, 2),
        listed("细目", 1, 3), listed("打算", 1), listed("下一步", 1, 1),
    ])  # fmt: skip
    assert text(body, numbering=CHINESE + number(1, 1)).split() == [
        "一、成效", "(一)制度", "(二)执法", "1.许可", "①细目", "二、打算", "(一)下一步",
    ]  # fmt: skip


def test_a_list_restarts_where_it_says_so() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(1, ("decimal", "%1.")) + number(1, 1) + number(2, 1, again) + number(3, 1)
    body = listed("甲", 1) + listed("乙", 1) + listed("丙", 2) + listed("丁", 2) + listed("戊", 3)
    assert text(body, numbering=numbering).split() == ["1.甲", "2.乙", "1.丙", "2.丁", "3.戊"]


def test_a_style_numbers_its_paragraphs() -> None:
    linked = '<w:pStyle w:val="Head"/>'
    numbering = abstract(1, ("chineseCounting", "%1、"), extra=linked) + number(1, 1)
    styles = '<w:style w:type="paragraph" w:styleId="Head"><w:pPr><w:numPr><w:numId w:val="1"/>'
    styles += '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Sub"><w:basedOn '
    styles += 'w:val="Head"/></w:style>'
    body = para("成效", properties=linked)
    body += para("打算", properties='<w:pStyle w:val="Sub"/>')
    body += para("正文", properties=f'{linked}<w:numPr><w:numId w:val="0"/></w:numPr>')
    expected = ["一、成效", "二、打算", "正文"]
    assert text(body, numbering=numbering, styles=styles).split() == expected


def test_a_marker_keeps_off_the_number_behind_it() -> None:
    numbering = abstract(1, ("decimal", "%1")) + number(1, 1)
    assert text(listed("2024年", 1), numbering=numbering) == "1 2024年\n"


@pytest.mark.parametrize(
    ("value", "form", "marker"),
    [
        (10, "chineseCounting", "十"), (11, "chineseCounting", "十一"),
        (20, "japaneseCounting", "二十"), (105, "chineseCountingThousand", "一百〇五"),
        (110, "chineseCounting", "一百一十"), (12, "chineseLegalSimplified", "壹拾贰"),
        (10, "ideographDigital", "一〇"), (2, "ideographTraditional", "乙"),
        (11, "ideographTraditional", "11"), (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"), (36, "decimalEnclosedCircle", "㊱"),
        (51, "decimalEnclosedCircle", "51"), (3, "decimalEnclosedParen", "⑶"),
        (9, "upperRoman", "IX"), (4, "lowerRoman", "iv"), (27, "upperLetter", "27"),
        (5, "decimalZero", "05"), (5, "none", ""), (5, "bullet", ""), (0, "decimal", "0"),
        (12, "decimalFullWidth", "\uff11\uff12"), (3, "unheardOf", "3"),
    ],
)  # fmt: skip
def test_forms_of_markers(value: int, form: str, marker: str) -> None:
    assert list_marker(value, form) == marker


def test_the_title_of_the_properties_is_a_hint() -> None:
    assert read(word(para("正文"), title=" 镇法治 报告"), "a.docx").hints.title == "镇法治 报告"
    assert read(word(para("正文")), "a.docx").hints.title is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file"),
        (b"PK\x03\x04", "not a whole zip"),
        (zipped({"a.txt": "a"}), "no Word document"),
        (word(""), "no text"),
        (word('<w:altChunk r:id="r9"/>'), "embedded page"),
        (word(para("a"))[:-60], "not a whole zip"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message) as caught:
        read(data, "a.docx")
    assert caught.value.where == "a.docx"
    assert caught.value.hint


def test_a_part_that_is_there_twice_alike_is_read() -> None:
    body = f"<w:document {SPACES}><w:body>{para('调解86件。')}</w:body></w:document>"
    data = zipped({"word/document.xml": body, "word/document.xmm": body})
    data = data.replace(b"document.xmm", b"document.xml")
    assert read(data, "a.docx").text.strip() == "调解86件。"
