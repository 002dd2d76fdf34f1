"""How an issuer is named, what its title says, and which year is reported on."""

from __future__ import annotations

import pytest
from made_issuers import BODY, REST, issuer


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("青禾县柳溪镇人民政府", "township"),
        ("白音乌拉苏木人民政府", "township"),
        ("长桥区人民政府望湖街道办事处", "street"),
        ("临泉县人民政府", "county"),
        ("云州市安河市人民政府", "county"),
        ("云州市人民政府", "city"),
        ("海西州人民政府", "city"),
        ("江海省人民政府", "province"),
        ("上海市人民政府", "province"),
        ("湄江市民政局", "department"),
        ("云州市住房和城乡建设委员会", "department"),
        ("柳溪镇司法所", "department"),
        ("云州市公安局交通警察支队", "department"),
    ],
)
def test_level_follows_from_the_name(name: str, level: str) -> None:
    text = f"2023年,{BODY}{REST}{name}\n2024年1月5日\n"
    found = issuer(text)
    assert (found.organisation, found.level) == (name, level)


def test_level_is_told_before_a_bracket() -> None:
    found = issuer(f"青禾县旅游办(文物局)2024年度法治政府建设工作报告\n2024年,{BODY}{REST}")
    assert (found.organisation, found.level) == ("青禾县旅游办(文物局)", "department")


def test_organisation_is_printed_as_in_the_source() -> None:
    found = issuer("甘棠縣　司法局\n關於２０２２年度法治政府建設情況的報告\n我局認真工作。\n")
    assert found.organisation == "甘棠縣司法局"
    assert found.title == "甘棠縣司法局關於２０２２年度法治政府建設情況的報告"


def test_title_lines_are_joined() -> None:
    found = issuer(f"云州市人民政府关于2020年度\n法治政府建设工作情况的报告\n\n2020年,{BODY}{REST}")
    assert found.title == "云州市人民政府关于2020年度法治政府建设工作情况的报告"
    assert found.organisation == "云州市人民政府"


def test_a_title_begins_with_the_party_committee_above_the_government() -> None:
    lines = "中共云州市委\n云州市人民政府\n关于2023年度法治政府建设情况的报告\n"
    found = issuer(f"{lines}2023年,{BODY}{REST}")
    assert found.title == lines.replace("\n", "")
    assert found.organisation == "云州市人民政府"


def test_years_that_contradict_the_title_are_told() -> None:
    found = issuer(
        "北桥街道2025年法治政府建设年度报告\n北桥街道坚持依法行政。\n一、2024年法治政府建设基本情况\n"
    )
    assert found.year == 2025
    assert found.conflicts == ("year: title 2025, heading 2024",)


@pytest.mark.parametrize(
    ("published", "year"), [("2024-01-09", 2023), ("2024-09-30", 2023), ("2024-10-08", 2024)]
)
def test_a_report_that_names_no_year_tells_of_the_one_before_until_autumn(
    published: str, year: int
) -> None:
    found = issuer(f"柳溪镇法治政府建设工作报告\n发布日期:{published}\n我镇{BODY}{REST}")
    assert (found.published, found.year) == (published, year)


@pytest.mark.parametrize(
    ("title", "organisation"),
    [
        ("沙湾区2023年“法律进校园”活动总结", "沙湾区司法局"),
        ("沙湾区2023年法治政府建设工作总结", "沙湾区"),  # that of the government
    ],
)
def test_an_office_of_the_place_in_the_title_reports_on_its_own_work(
    title: str, organisation: str
) -> None:
    found = issuer(f"{title}\n来源:沙湾区司法局 发布时间:2024-01-05\n2023年,{BODY}{REST}")
    assert found.organisation == organisation


def test_year_of_a_plan_named_in_quotes_is_not_the_year_reported() -> None:
    found = issuer(
        "落实《法治政府建设实施纲要(2021-2025年)》,2022年柳溪镇各项工作取得进展。\n一、工作成效\n"
    )
    assert found.year == 2022


@pytest.mark.parametrize("year", ["二〇二三", "二零二三", "二0二三", "二○二三", "二０二三"])
def test_the_nought_of_a_year_is_typed_in_many_ways(year: str) -> None:
    text = f"柳溪镇{year}年法治政府建设工作报告\n{BODY}柳溪镇人民政府\n{year}年十二月五日\n"
    found = issuer(text)
    assert (found.year, found.published) == (2023, "2023-12-05")
