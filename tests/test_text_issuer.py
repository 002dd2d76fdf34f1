"""Who reports, on which year, published when: layouts seen on pages, with names of our own."""

from __future__ import annotations

import pytest

from extractor.model import Content, Hints, Issuer
from extractor.text import lay_out, make_document

BODY = "围绕中心、服务大局,扎实推进各项工作。现将有关情况报告如下:\n一、主要举措和成效\n"
REST = "(一)加强学习。全年集中学法6次。\n二、下一步打算\n继续努力。\n"


def issuer(text: str) -> Issuer:
    return lay_out(make_document("report.txt", text)).issuer


@pytest.mark.parametrize(
    ("text", "organisation", "year", "published"),
    [
        (
            "青禾县柳溪镇人民政府\n关于2023年度法治政府建设情况的报告\n\n县委、县政府:\n"
            f"2023年,我镇{BODY}{REST}\n柳溪镇人民政府\n2024年1月9日\n",
            "青禾县柳溪镇人民政府",
            2023,
            "2024-01-09",
        ),
        (
            "云州市人民政府关于云州市2021年法治政府建设情况的报告\n"
            f"2021年,{BODY}{REST}云州市人民政府\n2022- 01- 14\n",
            "云州市人民政府",
            2021,
            "2022-01-14",
        ),
        (
            "[ 发布机构 ] 云岭县石桥乡人民政府 [ 有效性 ]\n"
            "[ 成文日期 ] 2026-01-22 [ 发布日期 ] 2026-02-10\n"
            f"云岭县石桥乡人民政府2025年法治政府建设情况报告\n2025年,{BODY}{REST}",
            "云岭县石桥乡人民政府",
            2025,
            "2026-02-10",
        ),
        (
            "| [ 成文日期 ] | 2025-01-22 | [ 发布日期 ] | 2025-02-10 |\n"
            f"青禾县旅游办(文物局)2024年度法治政府建设工作报告\n2024年,{BODY}{REST}",
            "青禾县旅游办(文物局)",
            2024,
            "2025-02-10",
        ),
        (
            "中共临泉县委 临泉县人民政府关于2022年度法治政府建设情况的报告\n市委、市政府:\n"
            f"2022年,{BODY}{REST}中共临泉县委\n临泉县人民政府\n2023年2月1日\n",
            "临泉县人民政府",
            2022,
            "2023-02-01",
        ),
        (
            "中共安河市委、安河市人民政府\n关于2020年度法治政府建设情况的报告\n"
            f"2020年以来,{BODY}{REST}",
            "安河市人民政府",
            2020,
            None,
        ),
        (
            "中共安河县委 安河县人民政府\n关于2025年度法治政府建设工作情况的报告\n"
            f"2025年,{BODY}{REST}",
            "安河县人民政府",
            2025,
            None,
        ),
        (
            "柳溪镇2024年法治政府建设工作情况报告\n"
            f"2024年,{BODY}{REST}中共柳溪镇委员会 柳溪镇人民政府\n2025年1月9日\n",
            "柳溪镇人民政府",
            2024,
            "2025-01-09",
        ),
        (
            "• 发布机构:中共宁川市委望湖街道工作委员会 宁川市望湖街道办事处\n"
            f"宁川市望湖街道2025年法治政府建设情况报告\n2025年,{BODY}{REST}",
            "宁川市望湖街道办事处",
            2025,
            None,
        ),
        (
            "索 引 号 | K204/2024-1183 | 成文日期 | 2024-02-20 |\n"
            "发布机构 | 柏山街道 | 主题分类 | 其他 |\n"
            "中共宁川市委员会、宁川市人民政府:\n"
            f"2023年,街道在市委市政府的坚强领导下,{BODY}{REST}",
            "柏山街道",
            2023,
            "2024-02-20",
        ),
        (
            "柳溪镇2023年度法治政府建设情况报告\n"
            "发布时间 : 2024-01-30 来源:青禾县柳溪镇 所属单位:青禾县柳溪镇 字体大小:\n"
            f"2023年,我镇{BODY}{REST}",
            "青禾县柳溪镇",
            2023,
            "2024-01-30",
        ),
        (
            "溪北区2024年法治政府建设年度报告\n"
            "发布时间:2025-03-20 10:12 来源:溪北区人民政府 浏览次数:88\n"
            f"2024年,{BODY}{REST}",
            "溪北区人民政府",
            2024,
            "2025-03-20",
        ),
        (
            f"2024年,在区委、区政府的正确领导下,望湖街道{BODY}"
            f"{REST}宁川市长桥区人民政府\n望湖街道办事处\n2024年12月20日",
            "宁川市长桥区人民政府望湖街道办事处",
            2024,
            "2024-12-20",
        ),
        (
            f"2023年,在县委坚强领导下,石门乡坚持依法行政。{BODY}{REST}2024年1月3日",
            "石门乡",
            2023,
            "2024-01-03",
        ),
        (
            "东林县人民政府门户网站 今天是2019年10月31日 星期四\n"
            "东林县2020年度法治政府建设情况报告\n发布日期: 2021-02-03\n"
            f"2020年,{BODY}{REST}东林县人民政府\n2021年1月20日\n",
            "东林县人民政府",
            2020,
            "2021-02-03",
        ),
        (
            "关于2019年度法治政府建设工作情况的报告\n(2020年4月28日在县人大常委会第三次会议上)\n"
            f"主任、各位副主任、秘书长、各位委员:\n受县人民政府委托,现报告如下。\n{BODY}{REST}"
            "以上报告,请予审议。\n",
            None,
            2019,
            None,
        ),
        (
            "索引号:11520000A/2024-00011  分类:法治\n发布机构:湄江市民政局  发文日期:2024-01-18\n"
            f"湄江市民政局2023年度法治政府建设工作总结\n2023年,我局{BODY}{REST}",
            "湄江市民政局",
            2023,
            "2024-01-18",
        ),
        (
            "成文日期:2026年1月16日\n发布日期:2026年1月21日\n北屏县财政局2025年度法治政府建设报告\n"
            f"2025年,{BODY}{REST}",
            "北屏县财政局",
            2025,
            "2026-01-21",
        ),
        (
            "清源镇2022年法治政府建设情况报告 2023-02-17\n"
            f"2022年,清源镇人民政府{BODY}{REST}",
            "清源镇人民政府",
            2022,
            "2023-02-17",
        ),
        (
            "法治政府建设年度报告\n今年以来,河口区人民政府坚持依法行政。现将情况报告如下:\n"
            f"一、2023年主要工作\n{REST}",
            "河口区人民政府",
            2023,
            None,
        ),
        (
            "新安县水利局2015年依法行政工作情况及2016年工作打算\n县法制办:\n"
            f"按照要求,{BODY}{REST}二〇一五年十二月三十一日\n",
            "新安县水利局",
            2015,
            "2015-12-31",
        ),
        (
            "桃源街办发〔2025〕7号\n桃源街道办事处法治政府建设工作报告\n区政府:\n"
            f"一年来,{BODY}{REST}",
            "桃源街道办事处",
            2024,
            None,
        ),
        (
            f"2024坚持以习近平法治思想为指导。{BODY}{REST}南岭县人民政府\n2025114日\n",
            "南岭县人民政府",
            2024,
            None,  # 1 November or 14 January: the marks are lost
        ),
        (
            f"2024年,{BODY}{REST}南岭县人民政府\n2025725日\n",
            "南岭县人民政府",
            2024,
            "2025-07-25",
        ),
        (
            "平湖市医疗保障局２０２３年度法治政府建设情况报告\n"
            f"２０２３年，{BODY}{REST}　　　　平湖市医疗保障局\n　　　　２０２４年１月１２日\n",
            "平湖市医疗保障局",
            2023,
            "2024-01-12",
        ),
        (
            "甘棠縣司法局2022年法治政府建設工作總結\n"
            f"2022年,我局{BODY}{REST}",
            "甘棠縣司法局",
            2022,
            None,
        ),
        (
            "首页 > 信息公开 > 年度报告\n龙泉街道2023年度法治政府建设情况报告\n"
            "来源:昌明区龙泉街道办事处 时间:2024/01/29 11:30:01\n"
            f"2023年,龙泉街道{BODY}{REST}",
            "昌明区龙泉街道办事处",
            2023,
            "2024-01-29",
        ),
        (
            "岭南市12345热线运行情况通报\n岭南市政务服务数据管理局　2024年7月5日\n"
            "现将2024年6月份情况通报如下:\n一、受理情况\n受理诉求1200件。\n",
            "岭南市政务服务数据管理局",
            2024,
            "2024-07-05",
        ),
        (
            "沙湾区2023年“法律进校园”活动小结情况\n"
            f"12月4日,全区开展活动。\n{REST}沙湾区司法局\n",
            "沙湾区司法局",
            2023,
            None,
        ),
        (
            "红旗街道2022年法治政府建设报告\n来源:本网 时间:2023-01-05\n"
            f"2022年,{BODY}{REST}附件:2022年度主要数据\n",
            "红旗街道",
            2022,
            "2023-01-05",
        ),
        (
            "工作报告\n统计信息\n发布机构:高新区管委会  发布日期:2024-02-02\n"
            f"柳湖街道党工委、办事处2023年法治政府建设情况报告\n2023年,{BODY}{REST}",
            "柳湖街道",
            2023,
            "2024-02-02",
        ),
        (
            f"杨柳路街2023年度法治政府建设情况报告\n2023年,{BODY}{REST}",
            "杨柳路街",
            2023,
            None,
        ),
        (
            "关于新桥县2022年法治政府建设情况的报告\n——2023年3月28日在县人大常委会第8次会议上\n"
            f"2022年,{BODY}{REST}",
            "新桥县",
            2022,
            None,
        ),
        (
            "当前位置: 政府机构 >> 柳河镇 >> 信息公开 >> 正文\n\n2021年法治政府建设工作情况报告\n\n"
            "• 索引号:1387210045/lh/2022-00017\n• 发布日期:2022-03-02\n\n"
            "临江市南屏区柳河镇人民政府\n\n2021年法治政府建设工作情况报告\n\n"
            f"2021年,{BODY}{REST}柳河镇人民政府\n2022年3月1日\n",
            "临江市南屏区柳河镇人民政府",
            2021,
            "2022-03-02",
        ),
        (
            "澄江区市场监管局2021年度法治政府建设情况报告\n"
            "来源:宁川市澄江区市场监督管理局 发布日期:2022-01-11\n"
            f"2021年,{BODY}{REST}澄江区市场监管局\n2022年1月10日\n",
            "宁川市澄江区市场监督管理局",
            2021,
            "2022-01-11",
        ),
        (
            "松河市人民政府2022年度法治政府建设情况报告\n2023年4月21日在松河市第五届人民代表大会\n"
            f"常务委员会第九次会议上\n主任、各位副主任、委员:\n2022年,{BODY}{REST}",
            "松河市人民政府",
            2022,
            None,
        ),
        (
            "首页\n政务公开\n今天是2025年6月1日 星期日\n铁山镇2024年法治政府建设情况报告\n"
            f"来源:新桥县政府办公室 发布时间:2025-01-20\n2024年,铁山镇{BODY}{REST}",
            "铁山镇",
            2024,
            "2025-01-20",
        ),
        (
            "云州市人社局2021年法治政府建设情况报告\n"
            "[发布日期]2022-01-14 [来源]云州市人力资源和社会保障局 [浏览]1,206\n"
            f"2021年,{BODY}{REST}",
            "云州市人力资源和社会保障局",
            2021,
            "2022-01-14",
        ),
        (
            f"云州市公安局2021年法治政府建设情况报告\n来源:云州市公安局城关分局\n2021年,{BODY}{REST}",
            "云州市公安局",
            2021,
            None,
        ),
        (
            f"柳溪县卫健委2022年法治政府建设工作报告\n2022年,{BODY}{REST}"
            "柳溪县卫生健康委员会\n2023年1月6日\n",
            "柳溪县卫生健康委员会",
            2022,
            "2023-01-06",
        ),
        (
            "2023年度法治政府建设情况报告\n"
            "【来源】云州市农业农村局【发布时间】2024/1/12 【点击数】326\n"
            f"\n2023年,市农业农村局{BODY}{REST}",
            "云州市农业农村局",
            2023,
            "2024-01-12",
        ),
        (
            f"望湖街道办2023年法治政府建设情况报告\n2023年,望湖街道{BODY}{REST}"
            "长桥区人民政府望湖街道办事处\n2024年1月3日\n",
            "长桥区人民政府望湖街道办事处",
            2023,
            "2024-01-03",
        ),
        ("", None, None, None),
        ("全年开展培训5次。", None, None, None),
    ],
)
def test_issuer_is_read_from_the_page(
    text: str, organisation: str | None, year: int | None, published: str | None
) -> None:
    found = issuer(text)
    assert (found.organisation, found.year, found.published) == (organisation, year, published)


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


def test_years_that_contradict_the_title_are_told() -> None:
    found = issuer(
        "北桥街道2025年法治政府建设年度报告\n北桥街道坚持依法行政。\n一、2024年法治政府建设基本情况\n"
    )
    assert found.year == 2025
    assert found.conflicts == ("year: title 2025, heading 2024",)


def test_year_of_a_plan_named_in_quotes_is_not_the_year_reported() -> None:
    found = issuer(
        "落实《法治政府建设实施纲要(2021-2025年)》,2022年柳溪镇各项工作取得进展。\n一、工作成效\n"
    )
    assert found.year == 2022


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
    document = make_document("report.txt", text)
    issuer = lay_out(document).issuer
    assert (issuer.organisation, issuer.published) == (organisation, published)


def on_page(text: str, **hints: str) -> Issuer:
    content = Content(text, "utf-8", Hints(**hints))
    return lay_out(make_document("report.html", content)).issuer


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


@pytest.mark.parametrize(
    "text",
    [
        "全年审查区级规范性文件21件,审核区政府合同64份。",
        "梳理问题清单,选取云桥县等地设立观测点3个。",
        "完成市级机构改革任务,明确市直部门职责边界12项。",
        "全年撰写区政府文稿320篇,保障区级会议9次。",
    ],
)
def test_a_clause_that_ends_like_a_place_names_no_issuer(text: str) -> None:
    assert issuer(text).organisation is None


@pytest.mark.parametrize("year", ["二〇二三", "二零二三", "二0二三", "二○二三", "二０二三"])
def test_the_nought_of_a_year_is_typed_in_many_ways(year: str) -> None:
    text = f"柳溪镇{year}年法治政府建设工作报告\n{BODY}柳溪镇人民政府\n{year}年十二月五日\n"
    found = issuer(text)
    assert (found.year, found.published) == (2023, "2023-12-05")
