"""How numbers are joined with words: relations, status, coordinated heads, worded zeros."""

from __future__ import annotations

import pytest
from figures import figures

from extractor import extract
from extractor.io.rule_files import load_rulebook
from extractor.linking import Choice
from extractor.pipeline import read
from extractor.text import make_document

BOOK = load_rulebook()


def choices(text: str) -> tuple[Choice, ...]:
    return read(make_document("text", text), BOOK)[1].choices


def relations(text: str) -> list[tuple[str, str, int | None]]:
    """(number in the view, relation, index of the figure it belongs to) of each figure."""
    document = make_document("text", text)
    linked = read(document, BOOK)[1]
    return [
        (document.view[c.mention.start : c.mention.end], str(c.relation), c.of)
        for c in linked.choices
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全年调解纠纷86起,其中邻里纠纷31起、物业纠纷12起,调解成功率98%。",
            [("86", "total", None), ("31", "part", 0), ("12", "part", 0), ("98", "total", None)],
        ),
        (
            "办结行政复议案件45件(含上年结转3件),其中维持20件、撤销2件。",
            [("45", "total", None), ("3", "part", 0), ("20", "part", 0), ("2", "part", 0)],
        ),
        (
            "接访36批92人次,其中集体访4批31人次。",
            [("36", "total", None), ("92", "total", None), ("4", "part", 0), ("31", "part", 1)],
        ),
        (
            "反馈督察问题27个,完成整改25个,其余2个持续推进。",
            [("27", "total", None), ("25", "total", None), ("2", "part", 0)],
        ),
        (
            "政务服务事项860项事项中,已有851项实现全程网办,占99%。",
            [("860", "total", None), ("851", "part", 0), ("99", "share", 1)],
        ),
        (
            "行政应诉案件18件(一审11件、二审7件),败诉1件。",
            [("18", "total", None), ("11", "part", 0), ("7", "part", 0), ("1", "total", None)],
        ),
        (
            "收到复议申请96件,审结80件;审结案件中,维持41件,撤销6件。",
            [("96", "total", None), ("80", "total", None), ("41", "part", 1), ("6", "part", 1)],
        ),
        ("复议审结案件中,维持41件,撤销6件。", [("41", "part", None), ("6", "part", None)]),
        (
            "办理人大建议26件、政协提案38件,其中A类48件、B类16件。",
            [("26", "total", None), ("38", "total", None),
             ("48", "part", None), ("16", "part", None)],
        ),
    ],
)
def test_parts_end_where_their_list_ends(
    text: str, expected: list[tuple[str, str, int | None]]
) -> None:
    assert relations(text) == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("收到行政复议申请52件,同比增长30%。", [(52, None), (30, 0)]),
        ("受理信访件140件,比上年减少12件,下降7.9%。", [(140, None), (-12, 0), (-7.9, 0)]),
        ("行政处罚63件,较2021年的80件下降21.3%。", [(63, None), (80, 0), (-21.3, 0)]),
        ("来访47批132人次,同比分别下降13%和8.3%。", [(47, None), (132, None), (-13, 0), (-8.3, 1)]),
        ("热线工单2600件,日均7件,环比增长4%。", [(2600, None), (7, None), (4, 0)]),
        ("败诉率5.2%,同比下降3.1个百分点。", [(5.2, None), (-3.1, 0)]),
        ("持证率比上年提高2.5个百分点。", [(2.5, None)]),
        ("全年调解成功率98.6%,满意率降至96%。", [(98.6, None), (96, None)]),
        ("2022年审查合同40份(2021年为31份)。", [(40, None), (31, 0)]),
        ("审批时限由60天、30天,缩短为20天、10天。", [(60, 2), (30, 3), (20, None), (10, None)]),
        ("去年受理复议52件、诉讼18件;今年受理复议61件、诉讼15件。",
         [(52, 2), (18, 3), (61, None), (15, None)]),
        ("满意率由2021年的91%、2022年的93%升至95%。", [(91, 2), (93, 2), (95, None)]),
    ],
)
def test_changes_and_earlier_values(text: str, values: list[tuple[float, int | None]]) -> None:
    assert [(float(c.value), c.of) for c in choices(text)] == values


def test_an_earlier_value_points_forward() -> None:
    first, second = choices("企业开办时间由5个工作日压缩至1个工作日。")
    assert (str(first.relation), first.of) == ("previous", 1)
    assert (str(second.relation), second.indicator) == ("total", first.indicator)


def test_by_is_no_from() -> None:
    (only,) = choices("法律顾问团队由4名律师组成。")
    assert str(only.relation) == "total"


def test_one_value_for_several_heads() -> None:
    found = choices("参考率、合格率均达100%,办结率、满意率分别为99%和97%。")
    assert [float(c.value) for c in found] == [100, 100, 99, 97]
    assert found[0].mention is found[1].mention


def test_each_number_under_one_word_has_its_own_head() -> None:
    text = "会前学法、中心组学习分别为6次、12次。"
    assert [(f.number, f.indicator) for f in figures(text, BOOK)] == [
        ("6", "training.premeeting"), ("12", "training.center_group")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("每年开展执法培训不少于2期的要求落实到位。", "requirement"),
        ("落实干部每年学法不少于40学时的规定。", "requirement"),
        ("力争矛盾纠纷化解率达到98%。", "plan"),
        ("计划轮训执法人员300人次。", "plan"),
        ("年初计划检查企业90家,实际检查94家。", "actual"),
        ("组织模拟法庭3场。", "actual"),
        ("将习近平法治思想纳入学习计划,全年开展中心组学习9次。", "actual"),
        ("一、下一步打算\n新建法治文化广场2处。", "plan"),
        ("一、下一步打算\n依托现有的48名网格员开展排查。", "actual"),
    ],
)
def test_deeds_duties_and_plans(text: str, status: str) -> None:
    assert str(choices(text)[-1].status) == status


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("行政诉讼6件,无败诉案件。", "无败诉案件"),
        ("全年未发生行政复议、行政诉讼案件。", "未发生行政复议、行政诉讼案件"),
        ("行政诉讼无败诉案件,信访平稳。", "无败诉案件"),
        ("年内未制定规范性文件。", "未制定规范性文件"),
    ],
)
def test_worded_zeros(text: str, phrase: str) -> None:
    last = figures(text, BOOK)[-1]
    assert (last.number, last.value) == (phrase, 0)


@pytest.mark.parametrize("before", ["执法队伍", "阳光窗台", "行政诉讼", "调解现场"])
def test_a_worded_zero_asks_neither_what_stands_before_it_nor_for_a_number(before: str) -> None:
    alone = figures(f"{before}无一起败诉案件。", BOOK)
    beside = figures(f"{before}无一起败诉案件,走访企业6家。", BOOK)
    assert [f.number for f in alone] == ["无一起败诉案件"]
    assert [f.number for f in beside] == ["无一起败诉案件", "6"]


@pytest.mark.parametrize(
    "text",
    ["服务群众零距离,败诉案件大幅下降。", "实现首案零突破。", "无一例外地落实三项制度。"],
)
def test_slogans_are_no_zeros(text: str) -> None:
    assert figures(text, BOOK) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("本年度建成两处户外法治宣传阵地。", ["两"]),
        ("围绕三个方面、两个重点推进工作。", []),
        ("组织案卷评查两轮,发现问题一百零八处。", ["两", "一百零八"]),
        ("坚持一手抓培训、一手抓执法。", []),
    ],
)
def test_chinese_numerals_count_only_things(text: str, numbers: list[str]) -> None:
    assert [f.number for f in figures(text, BOOK)] == numbers


def test_a_title_heads_no_figure() -> None:
    (only,) = figures("修订《安全生产事故应急预案》等4个文件。", BOOK)
    assert only.indicator == "decision.systems"


def test_a_gloss_in_brackets_is_no_break() -> None:
    (only,) = figures("聘请12名村(社区)法律顾问。", BOOK)
    assert only.indicator == "legal_service.village_advisers"


def test_a_number_alone_in_its_line_reads_the_label_above() -> None:
    found = figures("行政处罚情况\n行政处罚\n46件\n罚没金额\n21.5万元\n", BOOK)
    assert [(f.number, f.indicator) for f in found] == [
        ("46", "enforcement.penalties"), ("21.5万", "enforcement.fines")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("chinese", "digits"),
    [
        ("全年抽取十二个部门。", "全年抽取12个部门。"),
        ("组织十五家单位座谈。", "组织15家单位座谈。"),
        ("另有十六名干部参加。", "另有16名干部参加。"),
        ("涉及十三件历史遗留事项。", "涉及13件历史遗留事项。"),
        ("选取十四个村试点。", "选取14个村试点。"),
    ],
)
def test_a_numeral_over_ten_counts_as_its_digits_do(chinese: str, digits: str) -> None:
    (one,), (other,) = extract(chinese).observations, extract(digits).observations
    assert (one.value, one.unit, one.indicator) == (other.value, other.unit, other.indicator)


@pytest.mark.parametrize(
    "text",
    ["落实十五条硬措施。", "学习十二次党代会精神。", "把握十三个方面。", "年满十八周岁。",
     "“十八户”精神。", "第十五件。", "三个部门密切配合。", "二十四小时值守。"],
)  # fmt: skip
def test_words_with_a_numeral_count_nothing(text: str) -> None:
    assert extract(text).observations == ()


HEAD = "青河县司法局2023年度法治政府建设年度报告\n一、主要工作\n"


@pytest.mark.parametrize(
    ("label", "indicator"),
    [
        ("行政复议案件受理情况", "lawsuit.reconsideration"),
        ("各级复议机构全年依法受理行政复议案件的总数和办结情况", "other.statistic"),
    ],
)
def test_a_short_line_is_the_label_of_the_number_below_it(label: str, indicator: str) -> None:
    (found,) = choices(f"{HEAD}{label}\n46件\n")
    assert found.indicator == indicator


def test_parts_of_a_whole_that_is_not_printed_go_on_with_a_noun_behind_a_semicolon() -> None:
    among = "审结的诉讼案件中,适用普通程序12件;"
    assert relations(f"{among}民事简易程序8件。")[1] == ("8", "part", None)
    assert relations(f"{among}联合人民法院开展庭审观摩8件。")[1] == ("8", "total", None)


def test_a_worded_zero_may_tell_at_length_what_did_not_cause_it() -> None:
    caused = "未发生一起因行政执法不作为、乱作为引发的行政复议被纠错或行政诉讼败诉案件"
    assert [(c.indicator, c.value) for c in choices(f"{HEAD}{caused}。")] == [("lawsuit.lost", 0)]


@pytest.mark.parametrize(
    ("title", "indicators"),
    [
        ("人民调解", ["mediation.received", "mediation.handled"]),
        ("机关后勤", ["other.statistic", "other.statistic"]),
    ],
)
def test_the_title_tells_what_a_report_speaks_of(title: str, indicators: list[str]) -> None:
    text = f"青河县2023年{title}工作报告\n一、主要工作\n受理46件,调处40件。"
    assert [choice.indicator for choice in choices(text)] == indicators
