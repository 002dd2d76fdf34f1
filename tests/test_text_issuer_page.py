"""The issuer on its page: what that tells besides, what stands around title and sign-off."""

from __future__ import annotations

import pytest
from made_issuers import BODY, REST, issuer, on_page


@pytest.mark.parametrize(
    ("text", "organisation", "published"),
    [
        (
            "目 录\n第一部分 青禾县2024年度行政执法数据表\n一、行政处罚情况\n"
            "青禾县2024年度行政处罚情况统计表\n罚款\n合计\n62\n62\n",
            "青禾县",
            None,
        ),
        (
            "柳湾开发区管委会2024年法治政府建设工作情况\n辖区面积86平方公里。\n",
            "柳湾开发区管委会",
            None,
        ),
        (
            "2024年,我县政务服务事项1494项,进驻县政务服务大厅1374项,设立市级分中心2个。\n",
            None,
            None,
        ),
        (
            "通河市城市管理综合行政执法局关于2020年度法治政府建设工作情况的报告\n"
            "2020年,我局坚持依法行政。\n",
            "通河市城市管理综合行政执法局",
            None,
        ),
        (
            "名称\n名称 青阳区2023年法治政府建设年度报告\n2023年,青阳区坚持依法行政。\n",
            "青阳区",
            None,
        ),
        (
            "淮河区人民政府2018年法治政府建设情况报告\n一、主要工作\n全年审查合同30份。\n"
            "淮河区人民政府\n2019年3月11日\n- 3 -\n",
            "淮河区人民政府",
            "2019-03-11",
        ),
    ],
)
def test_titles_and_sign_offs_among_page_marks(
    text: str, organisation: str, published: str | None
) -> None:
    found = issuer(text)
    assert (found.organisation, found.published) == (organisation, published)


def test_the_page_tells_what_the_text_does_not() -> None:
    found = on_page(
        f"我们{BODY}{REST}", title="柳溪镇2023年度法治政府建设情况报告", source="柳溪镇人民政府",
        published="2024-01-20T10:00:00+08:00", site="青禾县人民政府",
    )  # fmt: skip
    assert found.title == "柳溪镇2023年度法治政府建设情况报告"
    assert (found.organisation, found.level) == ("柳溪镇人民政府", "township")
    assert (found.year, found.published, found.conflicts) == (2023, "2024-01-20", ())


def test_the_page_of_a_date_comes_before_the_sign_off() -> None:
    text = f"青禾县人民政府2023年度法治政府建设情况报告\n2023年,{BODY}{REST}"
    signed = f"{text}青禾县人民政府\n2024年1月9日\n"
    assert on_page(signed).published == "2024-01-09"
    assert on_page(signed, published="2024-01-20").published == "2024-01-20"
    assert on_page(signed, published="2024-01-20").conflicts == ()


def test_the_text_is_right_where_the_page_says_otherwise() -> None:
    text = f"青禾县人民政府2023年度法治政府建设情况报告\n发布时间:2024-01-09\n2023年,{BODY}{REST}"
    found = on_page(text, title="云州市2022年度报告", published="2024-02-01", source="云州市司法局")
    assert (found.organisation, found.year, found.published) == (
        "青禾县人民政府", 2023, "2024-01-09",
    )  # fmt: skip
    assert found.conflicts == (
        "year: title 2023, page 2022",
        "published: text 2024-01-09, page 2024-02-01",
        "organisation: title 青禾县人民政府, page 云州市",
    )


@pytest.mark.parametrize(
    "below",
    [
        "抄送:市法治办,县委办公室。",
        "抄报:市委依法治市办\n(共印25份)",
        "云桥县人民政府办公室          2023年2月9日印发",
        "信息公开选项:主动公开",
        "附件:行政执法情况统计表",
        "附件1\n行政执法情况统计表\n单位:件\n许可\n处罚\n检查\n强制\n35\n62\n118\n4",
    ],
)  # fmt: skip
def test_what_stands_below_a_sign_off_does_not_hide_it(below: str) -> None:
    signed = (
        "2022年法治政府建设情况报告\n全年调解纠纷86件。\n云桥县人民政府\n2023年2月6日\n"
        f"{below}\n"
    )
    found = on_page(signed)
    assert (found.organisation, found.published) == ("云桥县人民政府", "2023-02-06")


def test_the_day_of_printing_dates_a_report_that_nothing_else_dates() -> None:
    text = (
        "云桥县2022年法治政府建设情况报告\n全年调解纠纷86件。\n"
        "云桥县人民政府办公室 2023年2月9日印发\n"
    )
    assert on_page(text).published == "2023-02-09"
