"""Numbers of a norm that measures nothing done: 24小时内响应, 公示不少于30日, 50万元以上的合同."""

from __future__ import annotations

from extractor.model import Measure, Quantity
from extractor.patterns import pattern

_ANSWER = pattern(
    "(?:以|之)?内[予以均可必须完成作出进行将及时]{0,3}"
    "(?:响应|办结|反馈|答复|回复|介入|到场|到达|到位|处置|受理|办理|审结|送达|作|签收|联系|接单|流转|上门|解决|报告|报送|"
    "公开|公布|处理|回应|审批|出具|核查|整改|提交|告知|移送|可|完|提|审|转|派|联|录)"
)
_AT_ONCE = ("办结", "办好", "办成", "响应", "到场", "到达", "反馈", "出证", "领证", "接单",
            "派单", "签收", "通达", "直达", "可达", "抵达", "挂机", "接通", "出警", "首响", "到岗")
_MEASURED = pattern("平均|用时|耗时|开办|缩短|压缩|至$|到$|仅$|只$")
_SHORTENED = pattern("(?:压缩|压减|缩短|缩减|控制|降|提速|减)[^,。;、]{0,6}$")
_NOTICE = pattern(
    "(?:公示|送审|公告|征求意见|(?:征求|征集|听取)(?:社会)?公众意见|公开征求|公开征集|期限?|法定|时限)"
    "[^,。;、]{0,8}$"
)
_LEGAL = ("法定", "期限", "无理由", "的法定", "的期限", "公示期", "时限", "的时限")
_AROUND_THE_CLOCK = pattern("学习|培训|累计|时长|(?<!公)共|达|平均|课程")
_BEFORE_AN_EVENT = ("会前", "提前", "事前", "召开前", "会议前", "限时", "限期")
_THRESHOLD = pattern(
    r"的|罚|标的|大额|大案|要案|重大|案件|纠纷|项目|合同|工程|采购|\(含|[\d一二三四五六七八九十]"
)


_QUOTES = ("“", "‘")
_SHORT_PERIODS = ("分钟", "小时", "个工作日", "工作日")
_CLAUSES = pattern("[。;\n]")
# 低于2%的控制标准; 不少于40学时的要求 is a duty.
_LIMIT = pattern("的[^,。;、]{0,6}(?:标准|限值|红线|控制线|警戒线)")


# 积分30000分以上的人员有36名
_WHO = pattern(
    r"的(?:人员|人数|党员|干部|学员|单位|对象|同志|有|案卷|卷宗|部门|村|社区|乡镇|\d)"
)
# 本报告由4个部分组成
_MAKE_UP = pattern("(?:部分|章节|篇章|板块)(?:组成|构成)")
# 以300户左右为标准划分网格
_MEASURING = ("为标准", "为单位", "为基本单元", "为一个网格", "为基准")
# 涉20人以上群体纠纷, 检查30人以上劳动密集型企业18家
_CROWD = pattern(r"的?(?:群体|集体|规模|[^,。;、\d]{0,6}(?:企业|岗位|场所|单位|工地|事故))")


def is_norm(text: str, quantity: Quantity) -> bool:
    """Whether the quantity only states a service standard, a legal period or a threshold."""
    if quantity.measure is Measure.RATE and _LIMIT.match(text, quantity.tail):
        return True
    if quantity.measure is Measure.DURATION:
        return _is_standing_period(text, quantity)
    if text.startswith(_MEASURING, quantity.tail):
        return True
    if quantity.unit in ("个", "章") and _MAKE_UP.match(text, quantity.tail):
        return True
    if quantity.measure is Measure.SCORE and quantity.upper is not None:
        return _WHO.match(text, quantity.tail) is not None  # 30000-40000分的人员31名
    if not text.endswith(("以上", "以下"), quantity.end, quantity.tail):
        return False
    if quantity.measure is Measure.MONEY:
        return _THRESHOLD.match(text, quantity.tail) is not None
    if quantity.measure is Measure.PEOPLE and _CROWD.match(text, quantity.tail):
        return True
    if quantity.measure is Measure.SCORE:
        return _WHO.match(text, quantity.tail) is not None
    return quantity.unit in ("岁", "周岁")


def _is_standing_period(text: str, quantity: Quantity) -> bool:
    at = quantity.end + len(quantity.unit or "")
    before = _CLAUSES.split(text[max(0, quantity.lead - 14) : quantity.lead])[-1]
    if _ANSWER.match(text, at):
        return True
    # 1小时办结, 3分钟响应: the 内 was left out.
    if quantity.unit in _SHORT_PERIODS and text.startswith(_AT_ONCE, at):
        return _MEASURED.search(before) is None
    if text.startswith("内", at):
        return _SHORTENED.search(before) is None
    if text.startswith(_LEGAL, at) or before.endswith(_BEFORE_AN_EVENT):
        return True
    if quantity.unit in ("日", "个工作日", "天", "工作日") and _NOTICE.search(before):
        return quantity.lead < quantity.start or before.endswith(("公示期", "法定期限"))
    # 投资项目“最多80天”改革
    opened = text[quantity.lead - 1 : quantity.lead] in _QUOTES
    if opened and text.startswith("最多", quantity.lead):
        return True
    quoted = text[quantity.start - 1 : quantity.start] in _QUOTES
    if quoted and quantity.unit in ("分钟", "小时"):
        return True
    day_long = quantity.unit == "小时" and quantity.value == 24 and quantity.start == quantity.lead
    return day_long and _AROUND_THE_CLOCK.search(before) is None
