"""Where an issuer is: divisions in its name, told apart by what else the report says."""

from __future__ import annotations

import pytest

from extractor.model import Content, Hints, Place
from extractor.text import lay_out, make_document
from extractor.text.divisions import codes_of, name_of
from extractor.text.places import best_named, read_name

BODY = "\n一、主要工作\n全年开展法治培训4次。\n"


def place(title: str, body: str = BODY) -> Place | None:
    return lay_out(make_document("r.txt", f"{title}\n{body}".encode())).place


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("浙江省司法厅", ("33",)),
        ("苏州市昆山市", ("320583",)),  # printed with the city it belongs to
        ("江苏苏州吴中区", ("320506",)),  # provinces and cities are called for short
        ("恩施州公安局", ("4228",)),
        ("中共乐山市市中区委", ("511102",)),  # a name that starts with 市
        ("内蒙古自治区呼伦贝尔市鄂伦春自治旗", ("150723",)),
        ("新疆维吾尔自治区喀什地区疏附县", ("653121",)),
        ("东莞市虎门镇人民政府", ("441900121",)),  # a city without counties
        ("仙桃市人民政府", ("429004",)),  # a city under no city
        ("北京市朝阳区人民政府", ("110105",)),
        ("杭州市滨江区人民政府西兴街道办事处", ("330108001",)),
        ("杨村街", ("120114001",)),  # 道 left out
        ("鼓楼区人民政府", ("320106", "320302", "350102", "410204")),
        ("省司法厅", ()),
        ("青溪区云起街道办事处", ()),
    ],
)
def test_divisions_in_the_name_of_a_body(name: str, codes: tuple[str, ...]) -> None:
    assert read_name(name).codes == codes


def test_a_street_is_told_with_all_above_it() -> None:
    found = place("深圳市罗湖区东湖街道办事处2024年法治政府建设年度报告")
    assert found is not None
    assert found.code == "440303007"
    upper = (found.province, found.city, found.county, found.street)
    assert [each and (each.code, each.name) for each in upper] == [
        ("440000", "广东省"), ("440300", "深圳市"), ("440303", "罗湖区"), ("440303007", "东湖街道"),
    ]  # fmt: skip
    assert found.confirmed
    assert found.candidates == ()


def test_the_text_decides_among_streets_of_one_name() -> None:
    alone = place("西兴街道2024年法治政府建设年度报告")
    assert alone is not None
    assert (alone.code, alone.street) == (None, None)
    assert [each.name for each in alone.candidates] == [
        "黑龙江省黑河市爱辉区西兴街道", "浙江省杭州市滨江区西兴街道", "四川省南充市嘉陵区西兴街道",
    ]  # fmt: skip
    told = place("西兴街道2024年法治政府建设年度报告", f"{BODY}配合滨江区司法局开展检查2次。")
    assert told is not None
    assert told.code == "330108001"
    assert told.confirmed


def test_two_districts_named_leave_both() -> None:
    body = f"{BODY}赴嘉陵区学习1次,滨江区司法局到场指导。"
    found = place("西兴街道2024年法治政府建设年度报告", body)
    assert found is not None
    assert found.code is None
    assert [each.code for each in found.candidates] == ["330108001", "511304005"]


def test_what_all_candidates_share_is_certain() -> None:
    codes = codes_of("鼓楼区")
    assert best_named(codes, "江苏省各地") == ("320106", "320302")
    found = place("江苏省鼓楼区2024年法治政府建设年度报告")
    assert found is not None
    assert found.code is None
    assert found.province is not None
    assert found.province.name == "江苏省"
    assert found.city is None


def test_a_street_that_the_list_lacks_has_no_code() -> None:
    found = place("滨江区云起街道办事处2024年法治政府建设年度报告")
    assert found is not None
    assert found.code is None
    assert found.county is not None
    assert (found.county.code, found.street) == ("330108", None)


def test_an_agency_has_the_place_it_serves() -> None:
    found = place("杭州市滨江区司法局2024年法治政府建设年度报告")
    assert found is not None
    assert found.code == "330108"


def test_the_page_tells_where_the_name_does_not() -> None:
    def on_page(title: str, hints: Hints) -> Place | None:
        return lay_out(make_document("r.html", Content(f"{title}\n{BODY}", "utf-8", hints))).place

    site = Hints(site="杭州市滨江区人民政府")
    title = "西兴街道2024年法治政府建设年度报告"
    found = on_page(title, site)
    assert found is not None
    assert found.code == "330108001"
    found = on_page("2024年法治政府建设年度报告", site)
    assert found is not None
    assert (found.code, found.county and found.county.name) == (None, "滨江区")


def test_traditional_script_is_read_as_well() -> None:
    found = place("蘇州市吳中區人民政府2024年法治政府建設年度報告")
    assert found is not None
    assert found.code == "320506"


def test_a_name_of_no_listed_division_has_no_place() -> None:
    assert place("青溪区云起街道办事处2024年法治政府建设年度报告") is None


def test_codes_that_only_group_have_no_name() -> None:
    assert name_of("1101") is None
    assert name_of("330108") == "滨江区"
    assert codes_of("市辖区") == ()
    assert codes_of("不在表中") == ()
    assert codes_of("") == ()
