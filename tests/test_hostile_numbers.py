"""Numbers made to be misread: what each says is read, or told to be uncertain, never guessed."""

import pytest

from extractor import extract
from extractor.records import Code

OPENING = "柳溪镇2024年法治政府建设工作报告\n2024年"


def told(text: str) -> tuple[list[tuple[str, float, str | None]], list[str]]:
    """Text, value and unit of what is read of a sentence, and what is told to be uncertain."""
    report = extract(f"{OPENING}{text}。")
    figures = [(o.text, o.value, o.unit) for o in report.observations]
    return figures, [f.code for f in report.findings]


# What may be one number stays two, and that is told.
UNSURE = {
    "调解纠纷12,34件": [12, 34],
    "调解纠纷12，34件": [12, 34],
    "调解纠纷12;34件": [12, 34],
    "调解纠纷9点5名": [9, 5],
    "调解成功率达98,64%": [98, 64],
    "调解成功率达98、5%": [98, 5],
    "调解成功率达98_5%": [98, 5],
    "调解成功率达40:07%": [40, 7],
    "调解成功率达66\n- 3 -\n.19%": [66, 19],
    "调解纠纷1。5万件": [1, 50000],
    "调解纠纷100…200件": [100, 200],
    "调解纠纷100......200件": [100, 200],
    "调解纠纷100±20件": [100, 20],
    "调解纠纷100÷20件": [100, 20],
    "调解纠纷1˙234件": [1, 234],
    "调解纠纷1●2件": [1, 2],
    "调解纠纷1█2件": [1, 2],
    "调解纠纷1#2件": [1, 2],
    "调解纠纷1z2件": [1, 2],
    "调解纠纷1?2件": [1, 2],
    "调解纠纷1.5½件": [1.5, 0.5],
    "罚款12,34.5万元": [345000],
}


@pytest.mark.parametrize("text", UNSURE)
def test_two_numbers_that_may_be_one_are_told(text: str) -> None:
    figures, codes = told(text)
    assert [value for _, value, _ in figures] == UNSURE[text]
    assert Code.DAMAGED in codes


@pytest.mark.parametrize(
    "text",
    [
        "调解纠纷12件,34人受益", "成功率分别达98,95%", "调解纠纷12、34件", "共12(34)件",
        "无行政诉讼败诉案件。5个村获评示范",
        "调解纠纷12 / 34件", "3市5县7个单位参与", "满意率98.66,诉讼占98.3%", "投入30万,3个部门参与",
    ],
)  # fmt: skip
def test_two_numbers_that_are_two_are_not_told(text: str) -> None:
    assert Code.DAMAGED not in told(text)[1]


# One number without a value that is certain.
NO_NUMBER = {
    "调解纠纷9点5件": "9点5",
    "调解纠纷3万.5件": "3万.5",
    "调解成功率98.5.%": "98.5.",
    "罚款5678.9O元": "5678.9O",
    "调解纠纷1О5件": "1О5",
    "调解纠纷1Ο5件": "1Ο5",
    "调解纠纷ll0件": "ll0",
    "调解纠纷1S2件": "1S2",
    "调解纠纷1B2件": "1B2",
    "罚款5-3万元": "5-3万",
    "耗时3 1/2小时": "3 1/2",
    "调解纠纷二〇O三件": "二〇O三",
    "调解纠纷二O三件": "二O三",
    "调解纠纷二ｏ三件": "二ｏ三",
    "调解纠纷二О三件": "二О三",
    "调解纠纷一千O三件": "一千O三",
    "调解纠纷一二O件": "一二O",
    "调解纠纷三O件": "三O",
    "调解纠纷3又2分之1件": "3又2分之1",
}


@pytest.mark.parametrize("text", NO_NUMBER)
def test_what_is_written_as_no_number_is_told_whole(text: str) -> None:
    report = extract(f"{OPENING}{text}。")
    assert report.observations == ()
    (found,) = (f for f in report.findings if f.code is Code.UNEXPLAINED)
    assert found.severity == "warning"
    assert found.start is not None
    assert report.mentions[-1].text == NO_NUMBER[text]


READ = {
    "罚款参萬元": [("参萬", 30000, "元")],
    "罚款參萬伍仟元": [("參萬伍仟", 35000, "元")],
    "罚款参佰元": [("参佰", 300, "元")],
    "罚款壹佰参拾元": [("壹佰参拾", 130, "元")],
    "罚款叁万圆整": [("叁万", 30000, "元")],
    "罚款伍仟圆整": [("伍仟", 5000, "元")],
    "参加培训三百人": [("三百", 300, "人")],
    "监测SO2三项指标,检查企业3家": [("3", 3, "家")],
    "发案率为千分之三点五": [("千分之三点五", 3.5, "‰")],
    "发案率为百分之七": [("百分之七", 7, "%")],
    "耗时三又二分之一小时": [("三又二分之一", 3.5, "小时")],
    "面积3⁓5亩": [("3⁓5", 3, "亩")],
    "面积3⸺5亩": [("3⸺5", 3, "亩")],
    "于5月6、7、8日调解纠纷3件": [("3", 3, "件")],
    "依刑法第133条之1调解纠纷3件": [("3", 3, "件")],
}


@pytest.mark.parametrize("text", READ)
def test_what_the_language_says_is_read(text: str) -> None:
    figures, codes = told(text)
    assert figures == READ[text]
    assert Code.UNEXPLAINED not in codes


def test_signs_bound_a_number_where_they_are_no_brackets_or_arrows() -> None:
    text = "调解纠纷≈100件,调解矛盾<12>件,调解争议﹥90件,由28件->3件"
    qualifiers = [o.qualifier for o in extract(f"{OPENING}{text}。").observations]
    assert qualifiers == ["about", "exact", "more_than", "exact", "exact"]


def test_a_point_may_part_thousands() -> None:
    figures, codes = told("培训干部38.000人次,其中罚款38.000万元,罚款38.125元,率38.000%")
    assert [value for _, value, _ in figures] == [38, 380000, 38.125, 38]
    assert codes == [Code.DAMAGED, Code.DAMAGED]


def test_a_percent_sign_in_front_is_told() -> None:
    assert told("调解成功率达%98.5") == ([("98.5", 98.5, None)], [Code.SIGN])


def test_noughts_before_a_number_are_told() -> None:
    figures, codes = told("调解纠纷0012件")
    assert (figures, codes) == ([("0012", 12, "件")], [Code.DAMAGED])


@pytest.mark.parametrize("sign", ["㋂", "㏺", "㍢"])
def test_signs_of_months_days_and_hours_are_dates(sign: str) -> None:
    report = extract(f"{OPENING}于{sign}调解纠纷3件。")
    assert [(m.text, m.kind) for m in report.mentions][-2:] == [(sign, "date"), ("3", "statistic")]


CUT = {
    "成功率百分之九十\n八": "九十",
    "调解纠纷二百\n三十件": "三十",
    "调解纠纷二百\n- 3 -\n三十件": "三十",
    "调解纠纷3.5\n万件": "3.5",
    "调解纠纷3.5\n第3页\n万件": "3.5",
    "培训干部6\n073人次": "073",
    "培训干部6\n- 3 -\n073人次": "073",
    "共调解纠纷\n- 3 -\n28件": "28",
    "共调解各类纠纷,\n— 3 —\n28件已结": "28",
    "共调解纠纷\n3\n28件": "28",
}


@pytest.mark.parametrize("text", CUT)
def test_a_number_cut_by_a_line_or_page_is_told(text: str) -> None:
    report = extract(f"{OPENING}{text}。")
    messages = [f.message for f in report.findings if f.code is Code.DAMAGED]
    assert any(CUT[text] in message for message in messages)


@pytest.mark.parametrize(
    "text",
    ["调解纠纷二十件\n二是培训三百人", "调解纠纷二十\n二、培训三百人", "共调解纠纷:\n- 3 -\n28件",
     "调解纠纷28件。\n- 3 -\n35件已结"],
)  # fmt: skip
def test_lines_of_their_own_are_not_told(text: str) -> None:
    assert Code.DAMAGED not in told(text)[1]
