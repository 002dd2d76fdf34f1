"""The quantity grammar, form by form: value, unit and bound of each number of a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.model import Measure
from extractor.numbers import find_quantities, scan
from extractor.text import make_document

Read = tuple[str, str, str | None, str]


def read(text: str) -> list[Read]:
    """Printed numeral, value (low..high), unit and qualifier of each quantity."""
    found = []
    for quantity in find_quantities(text):
        value = f"{quantity.value.normalize():f}"
        if quantity.upper is not None:
            value += f"..{quantity.upper.normalize():f}"
        printed = text[quantity.start : quantity.end]
        found.append((printed, value, quantity.unit, quantity.qualifier.value))
    return found


FORMS: dict[str, list[tuple[str, list[Read]]]] = {
    "plain": [
        ("调处纠纷28起", [("28", "28", "起", "exact")]),
        ("流转事件13942起", [("13942", "13942", "起", "exact")]),
        (
            "巡查８６４次，整改９９．５％",
            [("８６４", "864", "次", "exact"), ("９９．５", "99.5", "%", "exact")],
        ),
    ],
    "thousands_or_clause_comma": [
        ("全年办件8,462件", [("8,462", "8462", "件", "exact")]),
        ("办理5件,100%满意", [("5", "5", "件", "exact"), ("100", "100", "%", "exact")]),
        ("涉案2,140余万元", [("2,140余万", "21400000", "元", "more_than")]),
        (
            "完成3,5,7项",
            [("3", "3", None, "exact"), ("5", "5", None, "exact"), ("7", "7", "项", "exact")],
        ),
        (
            "占比98.66,诉讼占98.3%",
            [("98.66", "98.66", None, "exact"), ("98.3", "98.3", "%", "exact")],
        ),
        ("登记主体33 939个", [("33 939", "33939", "个", "exact")]),
    ],
    "torn_or_without_measure_word": [
        ("共办理应诉案件1 6起", [("1 6", "16", "起", "exact")]),
        ("撤诉案件 1 6起", [("1", "1", None, "exact"), ("6", "6", "起", "exact")]),
        (
            "对3市5县7个单位开展督察",
            [("3", "3", None, "exact"), ("5", "5", None, "exact"), ("7", "7", "个", "exact")],
        ),
        ("联合12部门开展专项行动", [("12", "12", None, "exact")]),
    ],
    "magnitude": [
        ("接听1.19万人次", [("1.19万", "11900", "人次", "exact")]),
        ("减负116.87亿元", [("116.87亿", "11687000000", "元", "exact")]),
        ("印发5千份", [("5千", "5000", "份", "exact")]),
        ("裁决0.0038万宗", [("0.0038万", "38", "宗", "exact")]),
        ("收缴3万5千元", [("3万5千", "35000", "元", "exact")]),
        ("投入1亿2000万元", [("1亿2000万", "120000000", "元", "exact")]),
        ("没收假药5千克", [("5", "5", "千克", "exact")]),
    ],
    "loose_on_either_side": [
        ("宣讲60余次", [("60余", "60", "次", "more_than")]),
        ("印制10余万份", [("10余万", "100000", "份", "more_than")]),
        ("印制9万余份", [("9万余", "90000", "份", "more_than")]),
        ("律师65.16万多人", [("65.16万多", "651600", "人", "more_than")]),
        ("罚没913.44万余元", [("913.44万余", "9134400", "元", "more_than")]),
        ("巡查10次余,", [("10", "10", "次", "more_than")]),
        ("走访2400余家(次)", [("2400余", "2400", "家(次)", "more_than")]),
        ("培训10几人", [("10几", "10", "人", "more_than")]),
    ],
    "prefixes": [
        ("学习近80小时", [("80", "80", "小时", "nearly")]),
        ("约19.2%", [("19.2", "19.2", "%", "about")]),
        ("大约300人", [("300", "300", "人", "about")]),
        ("约占27%", [("27", "27", "%", "about")]),
        ("咨询超2500人次", [("2500", "2500", "人次", "more_than")]),
        ("播放突破8万次", [("8万", "80000", "次", "more_than")]),
        ("超过了90%", [("90", "90", "%", "more_than")]),
        ("损失逾110万元", [("110万", "1100000", "元", "more_than")]),
        ("不足10名", [("10", "10", "名", "less_than")]),
        ("不到10天", [("10", "10", "天", "less_than")]),
        ("每年不少于4次", [("4", "4", "次", "at_least")]),
        ("不得少于2次", [("2", "2", "次", "at_least")]),
        ("每半年至少组织1次", [("1", "1", "次", "at_least")]),
        ("每年不超过2次", [("2", "2", "次", "at_most")]),
        ("至多2家", [("2", "2", "家", "at_most")]),
    ],
    "no_approximation": [
        ("资料达到5000份", [("5000", "5000", "份", "exact")]),
        ("共计罚款7900元", [("7900", "7900", "元", "exact")]),
        ("修订村规民约13份", [("13", "13", "份", "exact")]),
        ("签约20家", [("20", "20", "家", "exact")]),
        ("附近3个村", [("3", "3", "个", "exact")]),
    ],
    "words_that_only_look_like_others": [
        ("挽回损失约1200万元", [("1200万", "12000000", "元", "about")]),
        ("调解约30件", [("30", "30", "件", "about")]),
        ("化解3起因邻里引发的纠纷", [("3", "3", "起", "exact")]),
        ("化解8起重大疑难纠纷", [("8", "8", "起", "exact")]),
        ("核查12条线索", [("12", "12", "条", "exact")]),
        ("印发5本村规民约", [("5", "5", "本", "exact")]),
        ("成立20人工作专班", [("20", "20", "人", "exact")]),
        ("其中3人均合格", [("3", "3", "人", "exact")]),
        ("检查25家属地企业", [("25", "25", "家", "exact")]),
        ("开展3次生态巡查", [("3", "3", "次", "exact")]),
        ("查处12宗地块", [("12", "12", "宗", "exact")]),
        ("200件事项同城通办", [("200", "200", "件", "exact")]),
        ("取得突破3项", [("3", "3", "项", "exact")]),
    ],
    "suffixes": [
        ("达90%以上", [("90", "90", "%", "at_least")]),
        ("控制在0.2%以下", [("0.2", "0.2", "%", "at_most")]),
        ("压缩至3个工作日以内", [("3", "3", "个工作日", "at_most")]),
        ("培训300名左右", [("300", "300", "名", "about")]),
        ("辐射12万人次+", [("12万", "120000", "人次", "more_than")]),
        ("覆盖5600+人次", [("5600", "5600", "人次", "more_than")]),
        ("播放量3万+", [("3万", "30000", None, "more_than")]),
        ("占十分之一强,", [("十分之一", "0.1", None, "more_than")]),
    ],
    "doubled_bounds": [
        ("开展至少2次以上", [("2", "2", "次", "at_least")]),
        ("开展近百余场", [("百余", "100", "场", "nearly")]),
        ("约5万余人次", [("5万余", "50000", "人次", "about")]),
    ],
    "elided_numerals": [
        ("咨询百余次", [("百余", "100", "次", "more_than")]),
        ("获宣人员万余人", [("万余", "10000", "人", "more_than")]),
        ("活动近百场", [("百", "100", "场", "nearly")]),
        ("发放资料上万份", [("万", "10000", "份", "at_least")]),
        ("推送上千条", [("千", "1000", "条", "at_least")]),
        ("处理数十起", [("数十", "10", "起", "more_than")]),
        ("挽回近百万元", [("百万", "1000000", "元", "nearly")]),
    ],
    "chinese_numerals": [
        ("建成两处阵地", [("两", "2", "处", "exact")]),
        ("宣传十余场", [("十余", "10", "场", "more_than")]),
        ("发放两万余份", [("两万余", "20000", "份", "more_than")]),
        ("整改一百零八处", [("一百零八", "108", "处", "exact")]),
        ("抽查三百多卷", [("三百多", "300", "卷", "more_than")]),
        ("走访三五户", [("三五", "3..5", "户", "range")]),
        ("覆盖两到三万人", [("两到三万", "20000..30000", "人", "range")]),
        ("罚款壹仟贰佰元", [("壹仟贰佰", "1200", "元", "exact")]),
    ],
    "nought_in_chinese": [
        ("受理〇件。", [("〇", "0", "件", "exact")]),
        ("发生事故零起,", [("零", "0", "起", "exact")]),
        ("死亡零人。", [("零", "0", "人", "exact")]),
        ("加工零件,推行零人工干预、零名额、零次品", []),
        ("办理〇〇件", []),
    ],
    "a_point_between_chinese_numerals": [
        ("共处理〇.五件。", [("〇.五", "0.5", "件", "exact")]),
        ("投入三．五万元", [("三．五万", "35000", "元", "exact")]),
        ("满意率达九十八.五七%", [("九十八.五七", "98.57", "%", "exact")]),
        ("\n一.两起案件", [("两", "2", "起", "exact")]),
    ],
    "percent_in_words": [
        ("化解率百分之九十八点五", [("百分之九十八点五", "98.5", "%", "exact")]),
        ("化解率百分之98.5", [("百分之98.5", "98.5", "%", "exact")]),
        ("超六成", [("六成", "60", "%", "more_than")]),
        ("七成五", [("七成五", "75", "%", "exact")]),
        ("成功率9成8。", [("9成8", "98", "%", "exact")]),
        ("9成8名干部", [("9成", "90", "%", "exact"), ("8", "8", "名", "exact")]),
        ("8成以上", [("8成", "80", "%", "at_least")]),
        ("千分之三", [("千分之三", "3", "‰", "exact")]),
    ],
    "points_times_fractions": [
        ("上升0.32个百分点", [("0.32", "0.32", "个百分点", "exact")]),
        ("增长2.6倍", [("2.6", "2.6", "倍", "exact")]),
        ("占1/4左右", [("1/4", "0.25", None, "about")]),
        ("比值达1.04:1", [("1.04:1", "1.04", None, "exact")]),
        ("增长-3.2%", [("-3.2", "-3.2", "%", "exact")]),
        ("同比-3.2%", [("-3.2", "-3.2", "%", "exact")]),
    ],
    "ranges": [
        ("聘请20—30名", [("20—30", "20..30", "名", "range")]),
        ("培育3至5个", [("3至5", "3..5", "个", "range")]),
        ("占75%至80%", [("75%至80", "75..80", "%", "range")]),
        ("11人至20人", [("11人至20", "11..20", "人", "range")]),
        ("罚款3-5万元", [("3-5万", "30000..50000", "元", "range")]),
        ("由21个工作日压减至3个", [("21", "21", "个工作日", "exact"), ("3", "3", "个", "exact")]),
        ("从5件到3件", [("5", "5", "件", "exact"), ("3", "3", "件", "exact")]),
        ("从3件到5件", [("3", "3", "件", "exact"), ("5", "5", "件", "exact")]),
    ],
    "money": [
        ("罚款158884元", [("158884", "158884", "元", "exact")]),
        ("涉及金额800余万", [("800余万", "8000000", "元", "more_than")]),
        ("罚没款263.4万。", [("263.4万", "2634000", "元", "exact")]),
        ("播放量5.6万", [("5.6万", "56000", None, "exact")]),
        ("外资1.98亿美元", [("1.98亿", "198000000", "美元", "exact")]),
        ("找零12元5角", [("12元5", "12.5", "元", "exact")]),
        ("罚款五元三角。", [("五元三", "5.3", "元", "exact")]),
        ("退费三十二元五角六分,", [("三十二元五角六", "32.56", "元", "exact")]),
        ("人均5元零5分。", [("5元零5", "5.05", "元", "exact")]),
        ("人均五元零五分。", [("五元零五", "5.05", "元", "exact")]),
        ("罚款壹仟贰佰元陆角柒分。", [("壹仟贰佰元陆角柒", "1200.67", "元", "exact")]),
        ("支付￥3,500。", [("3,500", "3500", "元", "exact")]),
        ("追回¥2万。", [("2万", "20000", "元", "exact")]),
        ("涉及金额$3.5万。", [("3.5万", "35000", None, "exact")]),
        ("引资3.5万美金。", [("3.5万", "35000", "美金", "exact")]),
        ("收3-5元5角。", [("3-5元5", "3..5.5", "元", "range")]),
        ("交5元5分钟办完", [("5", "5", "元", "exact"), ("5", "5", "分钟", "exact")]),
    ],
    "compound_and_stacked_units": [
        ("接访142批290人", [("142", "142", "批", "exact"), ("290", "290", "人", "exact")]),
        ("信访13件人次", [("13", "13", "件人次", "exact")]),
        ("走访912个次", [("912", "912", "个次", "exact")]),
        ("没收17箱(件)", [("17", "17", "箱(件)", "exact")]),
        ("没收17箱（件）", [("17", "17", "箱(件)", "exact")]),
        ("浓度26.4微克/立方米", [("26.4", "26.4", "微克/立方米", "exact")]),
        ("拆除1.2万平方米", [("1.2万", "12000", "平方米", "exact")]),
    ],
    "shared_unit": [
        (
            "追回欠薪420、185万元",
            [("420", "4200000", "元", "exact"), ("185万", "1850000", "元", "exact")],
        ),
        ("罚款5000、1.2万元", [("5000", "5000", "元", "exact"), ("1.2万", "12000", "元", "exact")]),
        (
            "提高0.3、1.1个百分点",
            [("0.3", "0.3", "个百分点", "exact"), ("1.1", "1.1", "个百分点", "exact")],
        ),
        ("达98.3和97.1%", [("98.3", "98.3", "%", "exact"), ("97.1", "97.1", "%", "exact")]),
    ],
    "halves": [
        ("用时2个半小时办结", [("2个半", "2.5", "小时", "exact")]),
        ("缩短一个半小时,", [("一个半", "1.5", "小时", "exact")]),
        ("历时1个半月。", [("1个半", "1.5", "个月", "exact")]),
        ("增长一倍半。", [("一倍半", "1.5", "倍", "exact")]),
        ("复垦3亩半,", [("3亩半", "3.5", "亩", "exact")]),
        ("值守2个半天。", [("2", "2", "个半天", "exact")]),
        ("培训3天半数以上合格", [("3", "3", "天", "exact")]),
    ],
    "blanks": [
        ("共1 2 3 4件", [("1 2 3 4", "1234", "件", "exact")]),
        ("常住人口约 10 万人", [("10 万", "100000", "人", "about")]),
        ("满意率 15.6 %", [("15.6", "15.6", "%", "exact")]),
        ("满意率15.6٪", [("15.6", "15.6", "%", "exact")]),
    ],
    "missing_measure_word": [
        ("我镇47公职人员", [("47", "47", None, "exact")]),
        ("纠错率为0;", [("0", "0", None, "exact")]),
        ("等3个案例", [("3", "3", "个", "exact")]),
        ("行政处罚17处罚款", [("17", "17", None, "exact")]),
        ("来自5部门", [("5", "5", None, "exact")]),
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, id=f"{form}-{index}")
        for form, cases in FORMS.items()
        for index, (text, expected) in enumerate(cases)
    ],
)
def test_form(text: str, expected: list[Read]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "落实三项制度",
        "坚持两个确立",
        "办好一件事",
        "推行一站式服务",
        "规范三重一大",
        "落实一岗双责",
        "谋划十四五",
        "二十届三中全会",
        "八五普法",
        "第二、三批名单",
        "第三次会议",
        "每一次执法",
        "统一次序",
        "一村一法律顾问",
        "两人一组",
        "“高效办成一件事”改革",
        "三位一体",
        "最多跑一次",
        "综合查一次",
        "六届七次、八次全会",
        "实现万人成讼率下降",
        "百名法学家",
        "一部分群众",
        "完成立案",
        "与群众一起学习",
        "学习《三十条措施》",
        "十分重视,一些问题,万一,一定",
    ],
)
def test_idioms_and_names_in_chinese_numerals_are_no_quantities(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("3起", Measure.CASE),
        ("3人次", Measure.PEOPLE),
        ("3场次", Measure.SESSION),
        ("3份", Measure.DOCUMENT),
        ("3处", Measure.PLACE),
        ("3%", Measure.RATE),
        ("3个百分点", Measure.POINTS),
        ("3倍", Measure.TIMES),
        ("3元", Measure.MONEY),
        ("3学时", Measure.DURATION),
        ("3亩", Measure.AREA),
        ("3分", Measure.SCORE),
        ("3个", Measure.COUNT),
        ("共3", Measure.NONE),
    ],
)
def test_unit_says_its_dimension(text: str, measure: Measure) -> None:
    assert [quantity.measure for quantity in find_quantities(text)] == [measure]


def test_lead_and_tail_take_in_the_bounds() -> None:
    text = "受众约5万余人次以上。"
    (quantity,) = find_quantities(text)
    assert text[quantity.lead : quantity.tail] == "约5万余人次以上"
    assert text[quantity.start : quantity.end] == "5万余"


def test_values_are_exact_decimals() -> None:
    values = [quantity.value for quantity in find_quantities("76.94%、0.1万元")]
    assert values == [Decimal("76.94"), Decimal("1000")]


def test_only_numbers_written_in_chinese_are_marked_so() -> None:
    assert [q.chinese for q in find_quantities("17处宣传栏、两处场所")] == [False, True]


def test_groups_parted_by_blanks_may_have_decimals() -> None:
    (found,) = find_quantities("罚款 1 286.5 万元")
    assert found.value == 12865000


def test_cells_beside_each_other_are_two_numbers() -> None:
    view = make_document("row.txt", "调解案件(件)\t99\t100\t101").view
    assert [mention.quantity and str(mention.quantity.value) for mention in scan(view)] == [
        "99", "100", "101",
    ]  # fmt: skip
