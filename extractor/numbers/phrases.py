"""Phrases in which a number counts nothing: fixed phrases with a numeral, and norms.

Only data: `written` and `norms` say where each must stand. Plain words stand in one row, blank
between them; a list that needs more is a regular expression.
"""

from __future__ import annotations

from extractor.patterns import pattern

# --- a Chinese numeral that counts nothing ----------------------------------------------------
# Right before it: 第三批, 每两月, 统一次序, 逐一项, 之一, 这一次, 新一轮, 另一名.
NOT_AFTER = frozenset("第每统唯专任逐首之其划某这那哪该此下新一另头归届")
# “六个百分百” names six duties of a building site, it is no rate.
OF_MANY = "个"
# 把每次执法变成|一堂法治课: what one becomes is not counted
TURNED_INTO = ("变成", "变为", "成为", "当成", "当作", "作为", "视为", "化作", "化为")
# Measure words that are mostly something else behind it: 一行, 三点, 两方, 一度.
_NOT_COUNTED = (
    "行 声 度 点 步 方 路 头 字 星 把 分 层 段 门 周 具 副 根 角 集 款 章 版 首 顿 班 队 通 "
    "单 案 串 厅 室 站 席 届 日 台班 大类 小类 平方 立方 课 讲 面 车 成 则 组 袋 盒 桶"
)
NOT_COUNTED = frozenset(_NOT_COUNTED.split())
# … though 十六讲 counts, where the numeral has two digits at least.
SEVERAL = frozenset("讲课袋盒桶面")
# Names and set phrases: 三项制度, 两个确立, 一件事, 一张网; each begins with its numeral.
_FIXED = (
    "一件事 一批 一种 一张网 一张表 一张图 一张蓝图 一条龙 一条心 一条线 一次办 一次告知 "
    "一家亲 一个不 一个口 一个标准 一个声音 一个中心 一个窗口 一支队伍管 一本账 一个时期 "
    "一个阶段 一个环节 一个方面 一个层次 一个侧面 一个重要 一项重要 一项长期 一户一 一人一 "
    "一部法 一份力 两个维护 两个确立 两个责任 两个结合 两个大局 两个毫不 两个清单 两件大事 "
    "三个规定 三个务必 三个区分 三个清单 三项制度 三张清单 三个责任 三个转变 三个一 三件实事 "
    "四个意识 四个自信 四个全面 四个亲自 四个最严 四个善于 四个坚持 四张清单 五个一 五个必 "
    "六个一 六个必须 六个坚持 万一 七个一 八个一 八个坚持 十个一 十个明确 十件实事 十一个坚持 "
    "一次通过 一次合格 一次审结 一次验收 一次达标 一次成功 "
    "十三个方面 十四个坚持 两条线 两条腿 一条腿 一盘棋 一把尺 "
    "一股绳 一把手 一言堂 一窝蜂 一次查清 一次办成 一次办结 两件事 三件事 四件事 "
    "二次办理 二次供水 二次回访 二次派单 二次污染 二次创业 二次分配 二次督办 二次处置 二次反馈 "
    "二次核查 二次装修 二次开发 二次利用 二次伤害 二次交办 "
    "三轮车 三轮电动 三轮摩托 两轮车 两轮电动 四轮车 四轮电动"
)
FIXED = tuple(_FIXED.split())
# 一起 is mostly "together"; before a case or a mark it counts …
TOGETHER = pattern("一起(?![案事纠信上矛重涉民刑行,。、;])")
# … but not in 与村调解组织一起,将….
WITH = pattern("(?:(?<![参给赋])与|(?<![合共协陪])同|跟|连)[^,。;、\n]{1,14}$")
# 综合查一次, but 每半年评查一次.
CHECKED = frozenset("评检督排抽巡核审自互")
# 六届七次、八次全会 names meetings.
MEETINGS = ("全会", "全体")
# 播放量破百万 counts without a measure word.
PASSED = tuple(head + word for head in "量数" for word in ("破", "过", "超", "突破", "超过"))

# --- how long something may take: 24小时内响应, 公示不少于30日 ----------------------------------
# Right behind the period: 24小时内响应.
ANSWER = pattern(
    "(?:以|之)?内[予以均可必须完成作出进行将及时]{0,3}"
    "(?:响应|办结|反馈|答复|回复|介入|到场|到达|到位|处置|受理|办理|审结|送达|作|签收|联系|接单|流转|上门|解决|报告|报送|"
    "公开|公布|处理|回应|审批|出具|核查|整改|提交|告知|移送|可|完|提|审|转|派|联|录)"
)
# … with its 内 left out: 1小时办结, 3分钟响应 …
_AT_ONCE = (
    "办结 办好 办成 响应 到场 到达 反馈 出证 领证 接单 派单 签收 通达 直达 可达 抵达 挂机 接通 "
    "出警 首响 到岗"
)
AT_ONCE = tuple(_AT_ONCE.split())
AT_ONCE_LONG = 2  # characters of each
# … unless it was measured: 平均3分钟响应, 审批最快5个工作日办结;
# … or is what a matter takes: 抵押登记1个工作日办结.
MEASURED = pattern(
    "平均|最[快短]|用时|耗时|开办|登记|许可|审批|注销|过户|缩短|压缩|业务$|至$|到$|仅$|只$"
)
# 压缩至3个工作日内 tells what was reached.
SHORTENED = pattern("(?:压缩|压减|缩短|缩减|控制|降|提速|减)[^,。;、]{0,6}$")
# 60日法定期限, 7日无理由退货
LEGAL = ("法定", "期限", "无理由", "的法定", "的期限", "公示期", "时限", "的时限")
# 14天集中隔离: a measure of so many days
MEASURE = pattern(
    "的?(?:集中|居家|健康|医学|强制|封闭|静默)*"
    "(?:隔离|观察|监测|管控|管理|静默|冷静期|[两二2]检|工作制)"
)
# 会前3天提交
BEFORE_AN_EVENT = ("会前", "提前", "事前", "召开前", "会议前", "限时", "限期")
# … but 较承诺时限提前3.2天办结, 平均提前2天 were so.
AHEAD = pattern(r"(?:[较比][^,;。]{2,10}|平均)提前$")
# 公示不少于30日; with a bound of its own (公示期30日) or none (公示了30日)
NOTICE = pattern(
    "(?:公示|送审|公告|征求意见|(?:征求|征集|听取)(?:社会)?公众意见|公开征求|公开征集|期限?|法定|时限)"
    "[^,。;、]{0,8}$"
)
NOTICE_PERIOD = ("公示期", "法定期限")
# 音像资料保存期限不少于6个月
KEPT = pattern(
    "(?:保存|保管|留存|存储|存档|归档|备查)(?:的|期限?|时间|时限|时长|周期)*"
    "(?:均|应|应当|须|必须|原则上)?$"
)
# 继续盘问超过12小时|的案件, 预收费超过3个月或60课时|的行为: what is looked at, no time it took
LONGER = pattern(
    r"(?:[或、和]\d+(?:个月|个?工作日|小时|课时|学时|日|天|年))?"
    r"(?:以上|未[^,。;、的\d]{1,6}|没有[^,。;、的\d]{1,6})?的"
    r"[^,。;、的\d]{0,6}(?:行为|案件|情形|事项|问题|工单|费用|线索|信访件|项目|企业|单位|人员|车辆|对象|欠款)"
)
OR_LONGER = pattern(
    r"(?:超过|超出|逾|不足|不满|未满|低于|少于|高于|多于)"
    r"\d+(?:个月|个?工作日|小时|课时|学时|日|天|年)[或、和]$"
)
# …,情况复杂的|不少于20日: the bound for some of the cases
SOME_CASES = pattern("(?:广|杂|大|殊|急|多|强|高|难|繁|要)的(?:一般|原则上|应当?|则)?$")
# 24小时值守, but 累计培训24小时
SPENT = pattern("学习|培训|累计|时长|(?<!公)共|达|平均|课程")

# --- a threshold or standard: 50万元以上的合同 --------------------------------------------------
OPEN_END = ("以上", "以下")
# 低于2%的控制标准; 不少于40学时的要求 is a duty.
LIMIT = pattern("的[^,。;、]{0,6}(?:标准|限值|红线|控制线|警戒线)")
# 50万元以上的合同, 20万元以上罚款
THRESHOLD = pattern(
    r"的|罚|标的|大额|大案|要案|重大|案件|纠纷|项目|合同|工程|采购|\(含|[\d一二三四五六七八九十]"
    r"|(?:行政)?村(?!均)|社区|企业|单位|乡镇|镇街|家庭|农户"
)
# 积分30000分以上的人员有36名
WHO = pattern(
    r"的(?:人员|人数|党员|干部|学员|单位|对象|同志|有|案卷|卷宗|部门|村|社区|乡镇|\d)"
)
# 涉20人以上群体纠纷, 检查30人以上劳动密集型企业18家
FEWER = pattern(  # 持证人员不足5人的|占比较高
    r"的(?:占比|比例|单位|部门|执法队|乡镇|镇街|街道|村|社区|企业|项目|[^,。;、\d]{0,4}有\d)"
)
CROWD = pattern(r"的?(?:群体|集体|规模|[^,。;、\d]{0,6}(?:企业|岗位|场所|单位|工地|事故))")
# 由2名以上|执法人员实施: how many the law asks for
CREW = pattern(
    r"[^,。;、\d]{0,8}(?:人员|民警|律师|专家|成员)(?:共同|同时|现场|一起|依法)*"
    r"(?:实施|进行|参加|参与|开展|执法|检查|调查|在场|到场|办理|送达|出示|陪同|执行|签字|组成)"
)
# 办案1000件以上的部门有:
SORTED = pattern(
    r"的?(?:部门|单位|地区|城市|镇街|街镇|乡镇|街道|县区|区县|企业|社区|乡|镇|村|县|区|市|州)"
    r"(?:\(街道\)|\(市、?区\)|\(区\))?(?:有|为|是|共|包括|依次|分别|达|:)"
)
# 7座以上客车: what the seats are those of
VEHICLE = pattern("的?[^,。;、]{0,6}车")
# 本报告由4个部分组成
MAKE_UP = pattern("(?:部分|章节|篇章|板块)(?:组成|构成)")
# 相同信息按1条|计
RECKONED = pattern("计(?!划)|统计|计算|折算")
# 校园周边50米内: how near something is
WITHIN = ("内", "范围内", "以内", "范围以内", "之内", "半径")
# 以300户左右为标准划分网格
MEASURING = ("为标准", "为单位", "为基本单元", "为一个网格", "为基准")
