"""What a run of digits is when it measures nothing: dates, document numbers, names, ordinals.

One table of alternatives, tried in order at the first digit of a run; each carries the phrase
that asked for it. Where the words around decide and cannot be looked behind at a fixed width
(浏览次数:1326, list numbers at a line start) a function of this module looks.

An alternative names the characters one of which stands right before the number or right behind
its digits wherever it matches. Only those that are asked for so are tried, and compiled at all:
all of them in one pattern take longer to compile than two reports to read.
"""

from __future__ import annotations

import re

from extractor.model import Kind
from extractor.numbers.units import unit_at
from extractor.patterns import pattern
from extractor.text.characters import HAN

_YEAR = r"(?:19|20)\d\d"
_TO = r"(?:——|[—–\-~～至到])"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
_DAY_WORDS = (
    "国家|国际|全国|全民|世界|宪法|消费|禁毒|国安|法制|法治|普法|学雷锋|消防|安全|"
    "知识产权|宣传|妇女"
)
_LONG_LINE = r"(?:12[0-9]{3}|9[56]\d{3,4}|8890)"
_SHORT_LINE = r"(?:110|119|120|122|114)"
# Enough to tell 12345受理 from 12345件 without asking for every measure word.
_COUNTED = r"[\d万亿千百余多几%+件次人名个份场家户起宗条项元例处批期]|[.,]\d"
_BRAND = "体系|模式|机制|工作法|改革|热线|平台|工程|行动|战略|攻坚|主线|服务圈|格局|计划|部署"

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LONG = "0"  # whatever stands beside the number, if it has three digits or more
_ANY = ""  # whatever stands beside it

# Kind, the characters beside the number, and the pattern.
_Row = tuple[Kind, str, str]

_ALWAYS: tuple[_Row, ...] = (
    # Document numbers: 〔2021〕33号, [2021]33号, damaged 〔202526号 and 桂法办发〔202406〕号.
    (Kind.REFERENCE, "〔[(【{", rf"(?<=[〔\[(【{{]){_YEAR}[〕\])】}}]第?\d+(?=号)"),
    # Court files: (2024)浙01行初5号.
    (Kind.REFERENCE, "(〔", rf"(?<=[(〔]){_YEAR}[)〕]{HAN}{{1,3}}\d{{0,4}}{HAN}{{1,4}}\d+(?=号)"),
    (Kind.REFERENCE, "〔", r"(?<=〔)\d+(?:〕第?\d+)?"),
    (Kind.REFERENCE, "发函办字文令", r"(?<=[发函办字文令])\d+(?=号)"),
    (Kind.REFERENCE, "号", r"\d+(?=号(?:令|文|公告|通告|通知|议案|提案|决定))"),
    (Kind.REFERENCE, "TB ", r"(?:(?<=GB/T )|(?<=GB/T)|(?<=GB )|(?<=GB))\d[\d.]*(?:[—\-]\d+)?"),
    # Law articles 第44条, order numbers 第184号, deputies' proposals 第029、044号.
    (Kind.REFERENCE, "第", r"(?<=第)\d+(?:[、—\-至]\d+)*(?=[条款章编号]|项规定)"),
    (Kind.DATE, "第", r"(?<=第)\d(?=季度)"),
    (Kind.ORDINAL, "第 ", r"(?<=第)\d+(?:[、—\-]\d+)*|(?<=第 )\d+(?:[、—\-]\d+)*"),
    (
        Kind.ORDINAL, "列居前",
        r"(?:(?<=位列)|(?<=位居)|(?<=名列)|(?<=前))\d+(?=[名位强]|[,。;、\n]|$)",
    ),
    (Kind.ORDINAL, "名级A", r"(?<=排名)\d+|\d+(?=[级A]级|级[^数])"),
    # The 36th meeting of a term: 十二届36次.
    (Kind.ORDINAL, "届星", r"(?<=届)\d+(?=次)|\d(?=星级)"),
    (
        Kind.MARKER, "件表图",
        r"(?:(?<=附件)|(?<=附表)|(?<=表)|(?<=图))\d{1,2}(?=[:、 )\n\-]|\.(?!\d)|$)",
    ),
    # 7×24小时, 365天; circles of service: 15分钟公共法律服务圈.
    (Kind.STANDARD, "×xX*✕", r"\d+[×xX*✕]\d+(?![\d.])"),
    (Kind.STANDARD, "分小公千", r"\d+(?=(?:分钟|小时|公里|千米)[^,。;、\n]{0,14}圈)"),
    (Kind.STANDARD, "天", r"365(?=天)"),
    # 落实4个100%要求
    (Kind.NAME, "个", r"\d{1,2}个“?100(?=%)"),
    # A page number alone in its line: — 3 —, 第3页.
    (Kind.FURNITURE, "- ", r"(?:(?<=\n-)|(?<=^-)|(?<=\n- )|(?<=^- ))\d{1,3}(?= ?-(?:\n|$))"),
    # PM2.5年均浓度: before what looks like years; 102国道; “公安26条”.
    (Kind.NAME, "Mm", r"(?:(?<=PM)|(?<=pm))\d+(?:\.\d+)?"),
    (Kind.NAME, "国省县乡", r"\d{1,4}(?=国道|省道|县道|乡道)"),
    (Kind.NAME, "条", rf"(?<={HAN})\d{{1,3}}(?=条[”\"'’」』])"),
    # 1+9+N, 3+X, 7分服务+2分管理+1分执法, 1个中心+5个站点.
    (
        Kind.NAME, _ANY,
        rf"\d+(?![万亿余多])(?:{HAN}{{0,6}}\+(?:\d+(?![.\d])|[A-Za-z](?![A-Za-z])))+",
    ),
    # “4+联审联责”合法性审查机制
    (Kind.NAME, "+", rf"(?<=[“\"'‘「『])\d+(?=\+{HAN}{{1,12}}[”\"'’」』])"),
    (Kind.NAME, "+", rf"(?:(?<=[A-Za-z]\+)|(?<={HAN}\+))\d+(?:\+(?:\d+|[A-Za-z]))*(?!{_COUNTED})"),
    # Named days: 12・4, 3·15, “6.26”, 12.4国家宪法日.
    (Kind.DATE, "·・•･‧∙⋅﹒", r"\d{1,2}[·・•･‧∙⋅﹒]\d{1,2}(?!\d)"),
    (Kind.DATE, ".。", r"(?<=[“\"'‘「『])\d{1,2}[.。]\d{1,2}(?=[”\"'’」』])"),
    (Kind.DATE, ".", rf"(?:1[0-2]|[1-9])\.(?:[12]\d|3[01]|[1-9])(?=[”\"'’」』]|{_DAY_WORDS})"),
    (
        Kind.DATE, ".",
        rf"(?:(?<=[、“(])|(?<={HAN}))(?<![率占为达至到比分得均])(?:12\.4|3\.15|4\.15|6\.26)"
        rf"(?!{_COUNTED}|[分倍天])",
    ),
    # Times that come round or a span that ends today: 逢5逢10, 每5日, 近3个月, 连续30天.
    (Kind.DATE, "期", r"(?<=为期)\d+(?=个?[日天月周年])"),
    (Kind.DATE, "逢每近续", r"(?<=逢)\d+|(?:(?<=每)|(?<=近)|(?<=连续))\d+(?=个月|个季度|[日天周])"),
    # 08.02.2017 13:07 of mirrors.
    (Kind.DATE, ".", rf"[0-3]\d\.[01]\d\.20\d\d(?!\d)(?: {{1,3}}{_CLOCK})?"),
    # 2024-01-31 15:51, 2024.1.5, 2024/1/5, 20240131.
    (
        Kind.DATE, " -/.",
        rf"{_YEAR} ?[-/.] ?\d{{1,2}} ?[-/.] ?\d{{1,2}}(?!\d)(?:[ T]{{0,2}}{_CLOCK})?(?!-\d)",
    ),
    (
        Kind.DATE, _LONG,
        r"20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\d.]|[余多万件人元])",
    ),
    # 2022年5月1日, 2024年3月22日—28日, 2018年7月1日至2019年6月30日, 2024年1月5日9:30.
    (
        Kind.DATE, "年 ",
        rf"{_YEAR} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}}"
        rf"(?:[日号]?{_TO}(?:{_YEAR}年)?(?:\d{{1,2}}月)?\d{{1,2}}(?=[日号]))?(?=[日号 \n,。;)]|$)"
        rf"(?:[日号] ?{_CLOCK})?",
    ),
    (Kind.DATE, "年 ", rf"{_YEAR} ?年 ?\d{{1,2}}(?:月?{_TO}\d{{1,2}}|(?:、\d{{1,2}})+)?(?= ?月)"),
    # Damaged by the page converter: 20251月1日, 202512月31日, 2025730日, 20256月, 12020年.
    (
        Kind.DATE, "月日",
        r"20[0-4]\d{2,3}月\d{1,2}(?=[日号])|20[0-4]\d{2,3}(?=月)|20[0-4]\d{3,8}(?=日)",
    ),
    (Kind.DATE, "年)", rf"{_YEAR}{_YEAR}(?=年|\))|\d{{1,2}}20[0-4]\d(?=年)"),
    # A template's year: 20xx年, 20××年.
    (Kind.DATE, "xX×*_", r"\d{1,3}(?=[xX×*_]{1,3} ?年)"),
    # 2021—2025年, 2016-2020; 2024年度, 2024届, 2025度.
    (Kind.DATE, "年—–-~～至到", rf"{_YEAR}(?:年度?)?{_TO}{_YEAR}(?!{_COUNTED})"),
    (Kind.DATE, "年 度学届级", rf"{_YEAR}(?= ?年| ?度|学年|届|级)"),
    # 12月1日至7日, 3月22日—28日, 9月10日, 1—11月, 5月.
    (
        Kind.DATE, "月 ",
        rf"\d{{1,2}} ?月 ?\d{{1,2}}(?:[日号]?{_TO}(?:\d{{1,2}}月)?\d{{1,2}}(?=[日号]))?(?=[日号 ])"
        rf"(?:[日号] ?{_CLOCK})?",
    ),
    (
        Kind.DATE, "月—–-~～至、 ",
        r"(?:[1-9]|0[1-9]|1[0-2])"
        r"(?:月?(?:——|[—–\-~～])\d{1,2}|至\d{1,2}|(?:、\d{1,2}){1,11})?(?= ?月)",
    ),
    (Kind.DATE, ":", rf"{_CLOCK}(?:{_TO}{_CLOCK})?"),
    (Kind.DATE, "时", r"\d{1,2}(?=时(?!间|限|长|常|效|代))(?:时\d{1,2}(?=分))?"),
    (Kind.DATE, "点", r"\d{1,2}点(?:\d{1,2}分?)?(?=[至到前后]|左右)"),
    # 连续3年, 5年来, 施行3周年, 10余年, 3至5年, 90年代, 20世纪, 3季度.
    (
        Kind.DATE, ".—–-~～至到余多来个年周世学财",
        rf"\d{{1,4}}(?:\.\d)?(?:{_TO}\d{{1,4}})?[余多来]?"
        r"(?=个?(?:年(?!度?轻)|周年|世纪|学年|财年))",
    ),
    (Kind.DATE, "季", r"\d(?=季度)"),
    (
        Kind.DATE, "日—-至",
        r"\d{1,2}(?:[—\-至]\d{1,2})?(?=日(?:前|起|至|到|上午|下午|晚|当天|凌晨|召开))",
    ),
    (Kind.NAME, "后", r"(?:[5-9][05]|[01]0)(?=后(?!续|期|来|台|勤))"),
    # 2.0版, 2.0/3.0版本, V3.0, 5G, PM2.5, 4A景区, IPv6 in page chrome.
    (Kind.NAME, ".。", r"\d+[.。]\d+(?:/\d+\.\d+)*(?=版|时代)"),
    (Kind.NAME, ".", r"\d\.0(?=系统|平台|模式|方案|升级|行动|改革|工程|[”\"])"),
    (Kind.FURNITURE, "vV", r"(?<=IPv)\d|(?<=IPV)\d"),
    (Kind.FURNITURE, "/_=.-", r"(?<=[A-Za-z][/_=.\-])\d[\w/.\-]*"),
    (Kind.FURNITURE, _LETTERS, r"(?<=[A-Za-z])\d+[A-Za-z]?(?:[-/]\d+)+"),
    (
        Kind.FURNITURE, _LETTERS + "/",
        r"\d{5,}[A-Z]?/\d{4}(?:-\d+)*|\d{8,}+[0-9A-Z]{0,40}[A-Z](?:/\d+(?:-\d+)*)?",
    ),
    # Telephones 0793-8261147, 400-123-4567; credit codes, registration numbers.
    (Kind.FURNITURE, "-", r"0\d{2,3}-\d{7,8}(?:-\d+)?(?!\d)|[48]00-\d{3,4}-\d{3,4}"),
    (Kind.FURNITURE, _LONG, r"1[3-9]\d{9}(?![\d.])"),
    (Kind.FURNITURE, "-", r"\d+(?:-\d+){2,}"),
    # 浏览量123456789次 counts.
    (
        Kind.FURNITURE, _LONG,
        r"\d{9,}(?:-\d+)?(?![\d.]|[余多]?[万元亿]|[次人件份户家起])|\d{6,}(?=号)(?:号-\d+)?",
    ),
    (Kind.NAME, _LETTERS + ".", r"\d+(?:\.\d+)?(?=[A-Z](?![A-Za-z])|[DGKM](?![A-Za-z/]))"),
    # “141”体系, ‘141’; 1委1办4组; 31证合一; 1站式 of machine-normalised mirrors.
    (Kind.NAME, "“\"'‘「『", r"(?<=[“\"'‘「『])\d+(?=[”\"'’」』])"),
    (
        Kind.NAME, "“\"'‘「『",
        rf"(?<=[“\"'‘「『])\d(?:{HAN}{{1,2}}\d+){{1,3}}(?={HAN}{{0,2}}[”\"'’」』])",
    ),
    (Kind.NAME, "委室中平", rf"\d[委室中平]\d[办站所室中平]\d(?={HAN})"),
    # 石油路1号11栋, 11、12栋3单元, but 商务楼宇37栋; a mark that was lost: 1187”.
    (
        Kind.NAME, "、号单栋幢",
        r"\d+(?:、\d+){0,20}(?=号楼|单元)|(?<=号)\d+(?:、\d+){0,20}(?=[栋幢])",
    ),
    (Kind.NAME, "”」』", r"\d{2,5}(?=[”」』])"),
    # 11栋302, but 11栋1430平方米.
    (
        Kind.NAME, "、栋幢",
        r"\d+(?:、\d+){0,20}(?=[栋幢]\d+(?![\d.,]{0,12}(?:平方|㎡|户|间|套|万)))",
    ),
    (Kind.NAME, "栋幢楼层号", r"(?<=[栋幢楼层号])\d+(?=室)"),
    (
        Kind.NAME, "证站揽网体件窗岗",
        r"\d+(?=证合一|站式|揽子|网通办|网统管|体化|件事(?!项)|窗通办|岗双责)",
    ),
    (Kind.NAME, "强", r"\d+(?=强(?![制化]))"),
    (Kind.NAME, "号", r"\d+(?=号)"),
)

# Numbers that are names or years only where no measure word follows them.
_UNCOUNTED: tuple[_Row, ...] = (
    # PM2.5, A4, TOP10; but LED10块.
    (Kind.NAME, _LETTERS, r"(?<=[A-Za-z])\d+(?:\.\d+)*"),
    # Hotlines: 12345受理354件, 受理8890诉求655件, 110警情.
    (
        Kind.NAME, _LONG,
        rf"{_LONG_LINE}(?=(?:[、和/]{_LONG_LINE})*(?!{_COUNTED})"
        rf"(?:[”\"'’)]|{HAN}|[、/](?!\d)))",
    ),
    (
        Kind.NAME, "、/热平警报接联指非电消宣案违有刑治诈纠",
        rf"{_SHORT_LINE}(?=(?:[、/]{_SHORT_LINE})*"
        "(?:热线|平台|(?:[^,。;、\n]{0,5}类|有效|刑事|治安)?警情|报警|接警|接处警|联动|指挥|非警务|电话|消防|宣传日))",
    ),
    # … but 联合12部门开展专项行动
    (
        Kind.NAME, _ANY,
        rf"\d{{2,5}}(?!{_COUNTED}|部门|部委|单位)(?={HAN}{{0,10}}(?:{_BRAND}))",
    ),
    (Kind.NAME, "大", r"\d{1,2}(?=大(?![队学型户小]))"),
    # Marks of a date or a document number lost without a trace: 法20239, 20240105.
    (Kind.REFERENCE, "法发字函", rf"(?<=[法发字函])20[012]\d{{2,6}}(?!{_COUNTED})"),
    (Kind.DATE, _LONG, rf"20[12]\d{{2,6}}(?!{_COUNTED}|[辆册本篇卷元])"),
    # 2024.1-2024.12, 2024/12: a month without its 月.
    (
        Kind.DATE, "./-",
        rf"{_YEAR}[./\-](?:1[0-2]|0?[1-9])(?:{_TO}{_YEAR}[./\-]\d{{1,2}})?(?!{_COUNTED})",
    ),
    # A bare year: 2021,在…, 2025坚持, 现将2024工作情况.
    (Kind.DATE, _LONG, rf"20[12]\d(?!{_COUNTED}|[辆册本篇卷])"),
)


_KINDS = tuple(kind for kind, _, _ in _ALWAYS + _UNCOUNTED)
_PATTERNS = tuple(pattern(text, re.ASCII) for _, _, text in _ALWAYS + _UNCOUNTED)
_FIRST_UNCOUNTED = len(_ALWAYS)


def _asked_for() -> dict[str, int]:
    """The alternatives that each character beside a number asks for, one bit each."""
    asked: dict[str, int] = {}
    for at, (_, beside, _) in enumerate(_ALWAYS + _UNCOUNTED):
        for char in beside or [_ANY]:
            asked[char] = asked.get(char, 0) | 1 << at
    return asked


_ASKED_FOR = _asked_for()

_LABELS_ROW = (
    "浏览次数 浏览量 浏览 点击数 点击率 点击量 点击 阅读量 阅读次数 阅读 访问量 访问次数 "
    "访问 累计次数 索引号 标识码 电话 传真 邮编 邮政编码 编号 代码 备案号 信用代码 下载次数 "
    "转发 评论 点赞 手机 联系方式 页码 字数"
)
_LABELS = tuple(_LABELS_ROW.split())
# These need no colon before the number.
_BARE_LABELS_ROW = (
    "ICP备 公网安备 公安备 ICP证 网安备 邮编 邮政编码 索引号 标识码 备案号 传真 信用代码 区划代码"
)
_BARE_LABELS = tuple(_BARE_LABELS_ROW.split())
_OPEN = "(（[【"


def mask_at(text: str, start: int, end: int) -> tuple[Kind, int] | None:
    """Kind and end of the number whose first digits are `start:end` if it is no statistic."""
    asked = _ASKED_FOR.get
    waiting = asked(_ANY, 0) | asked(text[start - 1 : start], 0) | asked(text[end : end + 1], 0)
    if end - start > 2:
        waiting |= asked(_LONG, 0)
    while waiting:
        first = waiting & -waiting
        waiting -= first
        at = first.bit_length() - 1
        match = _PATTERNS[at].match(text, start)
        if match is not None:
            # 24小时服务热线: a number with a measure word is no name of a hotline.
            named = at < _FIRST_UNCOUNTED or unit_at(text, match.end()) is None
            return (_KINDS[at], match.end()) if named else None
    return None


_CODE = pattern(r"\d[\w/.\-]*(?:号-\d+)?", re.ASCII)


def chrome_end(text: str, start: int) -> int:
    """Where a code, telephone or counter of the page that begins at `start` ends."""
    match = _CODE.match(text, start)
    end = match.end() if match else start + 1
    while not text[end - 1].isalnum():
        end -= 1
    return end


def is_chrome(text: str, start: int) -> bool:
    """Whether a label of the page, not of the report, stands before: 浏览次数:1326."""
    before = text[max(0, start - 12) : start].rstrip(" [:：(")
    if text[start - 1 : start] in (":", "：", "[", " ") and before.endswith(_LABELS):
        return True
    return before.endswith(_BARE_LABELS)


_OUTLINE = pattern(rf"\d{{1,2}}(?:\.\d{{1,2}})+(?=[ 、.]?{HAN})", re.ASCII)
# The next item of a list, and how far off it is looked for.
_ITEM = pattern(r"[;；。\n]\s{0,8}(\d{1,2})、", re.ASCII)
_ITEMS, _LONGEST_ITEM = 30, 600
# 比去年同期(97)减少34%: the earlier value, no item of a list.
_EARLIER = ("去年同期", "上年同期", "比去年", "较去年", "比上年", "较上年", "比同期", "较同期")
_MARK = pattern(r"[.．、](?!\d)|[.．、](?=(?:19|20)\d\d年|\d{1,2}月\d)|[.．]? ?[)）]", re.ASCII)


def marker_at(text: str, start: int, end: int) -> int | None:
    """Where the list number that begins with the digits `start:end` ends: 1. · 2、 · (3) · 4)."""
    if end - start > 2:
        return None
    head = start
    while head and text[head - 1] in " \t\u3000" + _OPEN:
        head -= 1
    before = text[head - 1] if head else "\n"
    if before in "\r\n":
        if _MARK.match(text, end) or _is_glued(text, start, end) or _goes_on(text, start, end):
            return end
        return _outline(text, start)
    if text[start - 1] in _OPEN:
        alone = text[end : end + 1] in (")", "）")
        return end if alone and not text.endswith(_EARLIER, 0, start - 1) else None
    inline = before in "。;；:：!?" and text[end : end + 1] not in (")", "）")
    marked = inline and (_MARK.match(text, end) or _goes_on(text, start, end))
    return end if marked else None


def _is_glued(text: str, start: int, end: int) -> bool:
    """2优化…: the mark was lost and a word that counts nothing follows at once."""
    after = text[end : end + 1]
    if not "一" <= after <= "龥" or int(text[start:end]) > 20:
        return False
    return after not in "年月日时点万亿千百余多几号届级至到季周世" and unit_at(text, end) is None


def _goes_on(text: str, start: int, end: int) -> bool:
    """1、8个村没有…;2、…: a number follows the mark, and the list goes on."""
    if text[end : end + 1] != "、" or int(text[start:end]) > _ITEMS:
        return False
    number = int(text[start:end])
    after = _ITEM.search(text, end, end + _LONGEST_ITEM)
    if after is not None and int(after[1]) == number + 1:
        return True
    earlier = _ITEM.findall(text, max(0, start - _LONGEST_ITEM), start)
    return bool(earlier) and int(earlier[-1]) == number - 1


def _outline(text: str, start: int) -> int | None:
    """1.1 or 2.1.3 before a heading, but not 1.5万 or 12.4国家宪法日."""
    match = _OUTLINE.match(text, start)
    if match is None:
        return None
    end = match.end()
    named_day = re.match(_DAY_WORDS, text[end:])
    if named_day or text[end] in "万亿千百余多" or unit_at(text, end):
        return None
    return end
