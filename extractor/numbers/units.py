"""Measure words: which there are, what dimension they have, and where one only looks like one."""

from __future__ import annotations

from typing import NamedTuple

from extractor.model import Measure
from extractor.patterns import pattern


class Unit(NamedTuple):
    """A measure word as printed in the text, up to position `end`."""

    word: str
    measure: Measure
    end: int


_WORDS: dict[Measure, str] = {
    Measure.COUNT: (
        "个 项 次 批 批次 个次 项次 类 种 轮次 频次 趟 遍 回 步 只 头 匹 株 棵 盒 箱 袋 瓶 包 桶 "
        "捆 辆 辆次 台 台次 套 部次 艘 艘次 架次 航次 车次 班次 车 架 枚 把 根 颗 粒 组 组次 "
        "点次 台班 公斤 千克 毫克 斤 克 吨 升 毫升 千瓦时 千瓦 度 米 公里 千米 厘米 毫米 海里 路 "
        "条次 户数 微克/立方米 毫克/立方米 毫克/升 mg/L μg/m3 μg/m³ µg/m3 µg/m³ ug/m3 "
        "微克每立方米 分贝 票 张次 盏 扇 筐 顶 标段 台/套 台件 台(件) 台(套) 尾 "
        "点位 发 床 笔 大类 小类 大项 小项 章 款 剂 剂次 具 副 对 声 行 "
        "种次 双 字 万字 顿 题 道 眼 羽 罐 桌 窝 兆瓦 千伏安"
    ),
    Measure.SESSION: (
        "场 场次 期 期次 轮 节 节次 堂 堂次 讲 课 课次 集 班 届 届次 专场 站次 "
        # visits are counted, not what is visited
        "家次 户次 处次 座次 栋次 幢次 所次 间次 店次 门次 校次 企次 家/次 户/次 个/次 处/次 "
        "矿次 矿(次) 矿/次 团次 晚 夜"
    ),
    Measure.CASE: "件 件次 件人次 起 起次 宗 宗次 例 例次 桩 案 案次 串 单",
    Measure.DOCUMENT: ("份 份次 篇 篇次 条 册 本 张 部 幅 卷 封 则 版 页 首 块 面 帧 通 通次 件套"),
    Measure.PEOPLE: "人 人次 名 位 岁 周岁 人/次 人·次 名次 位次 人天 人日 口人 人份",
    Measure.PLACE: (
        "处 所 家 户 站 座 栋 幢 间 支 队 厅 室 点 席 门 层 段 口"
    ),
    Measure.RATE: "% ‰ ‱ 成",
    Measure.POINTS: "个百分点 百分点 个千分点",
    Measure.TIMES: "倍",
    Measure.MONEY: (
        "元 美元 美金 欧元 港元 港币 日元 英镑 卢布 澳元 元人民币 块钱 角 加元 新元 韩元 圆"
    ),
    Measure.DURATION: (
        "小时 个小时 学时 个学时 课时 个课时 分钟 秒 秒钟 天 日 个工作日 工作日 个自然日 自然日 "
        "个月 周 个星期 星期 个季度 个半天 半天 个多月 工时 人时"
    ),
    Measure.AREA: "平方米 平方公里 平方千米 ㎡ m2 m² 亩 公顷 立方米 m3 m³ 立方 方 平方 平米",
    Measure.SCORE: "分 学分 积分 个学分 颗星 星",
}

# Next characters that make another word of it: 12345条例, 行政处罚17处罚款, 5场所, 人大代表.
NOT_BEFORE: dict[str, str] = {
    "个": "性别体",
    "项": "目",
    "大项": "目",
    "次": "性日年月序",
    "批": "准复评示发阅",
    "类": "型别似比推",
    "种": "植子养族",
    "轮": "训岗值流换候廓",
    "回": "复应访收避头归忆",
    "步": "骤行伐入履",
    "头": "部脑条绪",
    "只": "有要能是为",
    "台": "账阶",
    "部": "分门署队委长级属",
    "车": "辆站间道位牌主",
    "架": "构设空",
    "把": "关握控手",
    "根": "据本治源基",
    "组": "织成建长合员",
    "度": "假",
    "眼": "科镜睛球下前光神",
    "羽": "毛绒",
    "罐": "头装区车",
    "桌": "子面椅",
    "窝": "点棚",
    "米": "兰",
    "发": "生放布出现送展动起给表挥行掘票文改明证达育包射酵热病函言还电回运货单稿扬声案作往",
    "路": "政段口长灯线由径桥",
    "章": "程节",
    "款": "项式",
    "具": "体备有",
    "副": "主书局区市县镇乡校职部所科处",
    "声": "明誉称音",
    "行": "政业为动驶使程",
    "字": "号体",
    "题": "目库材型为词写名",
    "道": "路德理具口班防",
    "双": "随向方公减创重边语控休",
    "场": "所地景馆合",
    "期": "间限末货待盼望满",
    "节": "点约能日水假省",
    "晚": "上间报会饭宴餐点高班",
    "夜": "间里市班校空晚跑游经查巡学谈读课话",
    "讲": "座话法课解师堂述好评清",
    "课": "程题堂件",
    "集": "中体团市聚成合结镇装",
    "班": "子组级",
    "起": "草步点底",
    "宗": "旨教",
    "例": "外如会行",
    "案": "件例卷情由值",
    "单": "位独一元",
    "条": "例件款约",
    "册": "子",
    "本": "次年级质身着领",
    "张": "贴挂榜",
    "幅": "度",
    "卷": "宗",
    "封": "闭堵存",
    "则": "为是",
    "版": "本权面块",
    "首": "次个家批创席位问要届",
    "届": "全中人政党委常区县市省州自末时内任一二三四五六七八九十",
    "面": "积对向临商试审谈貌",
    "通": "过报知告道讯行用信",
    "份": "额",
    "人": "民员大才",
    "名": "单录称义誉",
    "位": "列于居置次一数",
    "处": "理置罚于级分",
    "顶": "格层级尖替部点岗住梁风账",
    "所": "有属在以需长",
    "家": "庭长园暴",
    "户": "籍口主",
    "口": "径岸述头号碑罩腔令袋子味音粮服之岁语红气才诀供",
    "站": "点",
    "座": "谈位",
    "间": "接隔",
    "支": "部持出付撑援行",
    "队": "伍员长",
    "室": "内外",
    "点": "到至前后左钟击评名线",
    "席": "位",
    "门": "户口前",
    "层": "级面次",
    "段": "落",
    "成": "立为员功果效本长熟绩都形型品年交不",
    "角": "度落色",
    "天": "津然气下",
    "日": "常报前起至",
    "周": "年边期岁",
    "方": "面式案向便可法针",
    "平方": "公千",
    "分": "别析管发局布散开流级配解享工成组公中会院行支之批步期歧红量包段设园",
    "星": "级期",
    "升": "级至降到",
    "吨": "位",
    "斤": "两",
    "克": "服",
    "厅": "局长",
}
# … unless these follow: 5支行政执法队伍, 23项目标任务, 12次日常巡查, 4次年度评查.
_STILL_BEFORE: dict[str, tuple[str, ...]] = {
    "支": ("行政", "行业"),
    "项": ("目标",),
    "次": ("日常", "年度", "月度"),
    "批": ("示范", "准入"),
    "名": ("单位",),
    "所": ("以上", "以下", "以内"),
}
# A word that is a measure only where nothing of its noun follows: 登记1291对,.
_ONLY_BEFORE: dict[str, str] = {
    "对": ",。、;:)夫新情师 \n",
    "圆": ",。、;:)整 \n零一二三四五六七八九壹贰叁肆伍陆柒捌玖",
}
# … but 121对高速公路服务区, on both sides of the road
_PAIRED = ("服务区", "高速公路服务区", "高速服务区", "停车区", "公交站", "站台")

# 件(次), 家(次), 箱(件), 辆(艘)次: the bracket belongs to the unit.
_OPENING = frozenset("(（")
_LONGEST_BRACKET = 3
_TIMES = "次"
_BRACKETED = frozenset("头次件张册份场户家人台个项处条篇只辆艘批所名套期组盒瓶起宗")


# Words that name by themselves what they count: 9辆 are no consultations, whatever stands near,
# and 72岁 are no mediators.
_THINGS = (
    "辆 艘 架 匹 棵 株 头 公斤 千克 毫克 斤 克 吨 升 毫升 千瓦时 千瓦 米 公里 千米 厘米 海里 "
    "岁 周岁"
)
THINGS = frozenset(_THINGS.split())
GENERIC = "个"  # what a place or body would be counted in
# What is said for a plainer word, which counts the same: 开了31回, 41宗案子.
PLAIN: dict[str, tuple[str, ...]] = {
    "回": ("次",), "趟": ("次",), "遍": ("次",), "桩": ("件", "起"), "串": ("件", "起"),
    "宗": ("件", "起"),
}
# 2市4县, 联合12部门: places and bodies counted without a measure word.
_BARE = pattern(
    "部门|部委|单位(?!工程)|县区|县市|市县|市州|州市|地市|区县|乡镇|镇街|镇乡|街道|委办局|"
    "市(?![场民级直值辖属容政域委局区])|县(?![级直属域委局道])|区(?![域间块级直属委局划段号长])|"
    "镇(?![级长街区域委直属])|乡(?![级长村亲道贤])|村(?![级民干居委务支规道社落])"
)


class _Entry(NamedTuple):
    """A measure word and what it asks of the characters behind it."""

    word: str
    measure: Measure
    size: int
    barred: str  # not before one of these characters
    still: tuple[str, ...]  # … but before these words
    only: str | None  # before these characters alone, or the end


def _index() -> dict[str, tuple[_Entry, ...]]:
    """Measure words by their first character, longest first."""
    found: dict[str, list[_Entry]] = {}
    for measure, words in _WORDS.items():
        for word in words.split():
            entry = _Entry(word, measure, len(word), NOT_BEFORE.get(word, ""),
                           _STILL_BEFORE.get(word, ()), _ONLY_BEFORE.get(word))
            found.setdefault(word[0], []).append(entry)
    return {
        first: tuple(sorted(entries, key=lambda entry: -entry.size))
        for first, entries in found.items()
    }


_BY_FIRST = _index()


def unit_at(text: str, start: int) -> Unit | None:
    """The measure word that begins at `start`, or None."""
    entries = _BY_FIRST.get(text[start : start + 1])
    if entries is None:
        return None
    for word, measure, size, barred, still, only in entries:
        if size > 1 and not text.startswith(word, start):
            continue
        end = start + size
        after = text[end : end + 1]
        if after:
            if after in barred and not text.startswith(still, end):
                continue
            if only and after not in only and not text.startswith(_PAIRED, end):
                continue
        unit = Unit(word, measure, end)
        return _bracketed(text, start, unit) if after in _OPENING else unit
    return None


def bare_end(text: str, start: int) -> int | None:
    """Where places or bodies without a measure word end that begin at `start`: 2|市4县."""
    found = _BARE.match(text, start)
    return found.end() if found else None


def _bracketed(text: str, start: int, unit: Unit) -> Unit:
    after = text[unit.end : unit.end + 4]
    if len(after) < _LONGEST_BRACKET or after[1] not in _BRACKETED or after[2] not in ")）":
        return unit
    end = unit.end + _LONGEST_BRACKET
    if after[-1] == _TIMES and unit.word[-1] != _TIMES != after[1]:  # 辆(艘)次
        end += len(_TIMES)
    return Unit(text[start:end], unit.measure, end)
