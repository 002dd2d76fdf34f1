"""Names of public bodies: where one ends, which of two is fuller, and its level."""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from extractor.patterns import pattern
from extractor.text.characters import HAN

_AGENCIES: Final = (
    "人民政府办公室", "人民政府办公厅", "人民政府", "街道办事处", "管理委员会", "管委会", "委员会",
    "办事处", "办公室", "办公厅", "分局", "局", "厅", "中心", "司法所", "监管所", "所", "总队",
    "支队", "大队", "总站", "海关", "监狱", "管理处", "检查站",
    "工委", "党工委", "党委", "法院", "检察院", "委(?!员?会)", "办",
)
_PLACES: Final = (
    "街道", "自治区", "自治州", "自治县", "自治旗", "苏木", "新区", "地区", "矿区", "林区",
    "开发区", "镇", "乡", "县", "区", "市", "旗", "州", "盟", "省",
)
_SHORTEST, _LONGEST = 4, 40  # characters of the name of a body
_SUFFIX: Final = "|".join(sorted((*_AGENCIES, *_PLACES), key=len, reverse=True))
_NAME: Final = r"(?:\(|[^\W\d_a-zA-Z])[^\W_a-zA-Z]*(?:[()·][^\W_a-zA-Z]*)*"
_ORGANISATION = pattern(rf"{_NAME}(?:{_SUFFIX})")
# Some streets drop 道 ("杭州路街2023年…"): only in a title is the short word no road.
_LEADING = pattern(rf"{_NAME}(?:{_SUFFIX}|街|农场|林场)")
_COMMITTEE = pattern("(?<=街道|.镇|.乡)党?(?:工委|委)$")
_AGENCY_END = pattern(f"(?:{'|'.join(_AGENCIES)})$")
_PARTY = pattern(r"^中共|^中国共产党|党工委$|(?:省|市|县|区|旗|州|镇|乡)委$|工委$")
# "区司法局", "市市场监管局": a page of the place itself drops its name.
_GENERIC = pattern(
    r"(?:本|该|我|各|全|省|市|区|县|旗|州|镇|乡)(?!中区|南区|北区|平县|江市|江区|海区|远县|宁县)"
    r"(?:人民政府|政府|委|司法|党|办|法|局|政|普法|信访|公安|教育|市场|水|民|财|住|交|农|卫|应急|"
    r"文|生态|自然|城|综合|街|级|直|人|依)"
)
_TRIM = pattern(r"(?:人民政府|管理委员会|管委会|办事处|(?<=街道)办)$")
# Characters no name of a place is written with but many a clause.
_STEM: Final = r"[^\W\d_的把与对各等按以及是了我本该其由被使让就并、]"
_NAMED = pattern(
    # No place is in question behind most characters: seen first, for it is seen everywhere.
    rf"(?<![^\W\d_a-zA-Z年度])(?:(?<!{HAN})|(?<=\d年)|(?<=\d年度))(?<!\d)(?!年|月|日|度)"
    rf"(?:现将|在|由|经|受|向(?!阳)|赴|从(?!化))?"
    rf"({_STEM}{{1,8}}?(?:{_SUFFIX})(?:{_STEM}{{0,8}}?(?:街道办事处|街道|镇人民政府|乡人民政府|"
    rf"苏木人民政府|镇|乡|苏木|委员会|局|中心|所))?(?:人民政府|办事处)?)"
    r"(?!级)"  # 审查区级规范性文件
)
# "认真落实市委…", "依法治旗": a clause that happens to end like a name.
_CLAUSE = pattern(
    r"落实|贯彻|坚持|围绕|领导|认真|全面|深入|按照|根据|推进|组织|开展|加强|依法|法治|党中央|丨|"
    r"持续|充分|通过|依托|联合|会同|聚焦|作为|覆盖|辖区|大局|全局|格局|清单|全[省市区县镇乡年]|"
    r"^(?:选取|选派|破除|涵盖|梳理|查处|明确|择优|推荐|建成|建立|实现|完成|培训|命名|指导|召开|印发|"
    r"公开|出台|制定|修订|统筹|审查|审核|保障|撰写|邀请|举办|牵头|承办|编制|发布|调整|构建|打造|创建|"
    r"争创|获评|荣获|推动|推出|聘请|参与|协助|配合|化解|办理|接受|接待|受理|主动|严格|积极|健全|"
    r"第[一二三四五六]部分|设立|设置|进驻|参加|包括|结合|去年|今年|目前|其中|涉及|惠及|帮助|提升|提高|促进|增强|优化|"
    r"完善|强化|规范|市县|省市|区县|公安机关|司法所)|^将(?!乐)"
)

_PLACED = pattern("[省市州盟县区旗镇乡街]|苏木")

_LEVELS: Final = (
    ("street", pattern(r"街道(?:办事处|办|党工委)?$|街(?:办事处)?$")),
    ("township", pattern(r"(?:镇|乡|苏木)(?:人民政府|政府)?$")),
    ("province", pattern(r"(?:省|自治区|^北京市|^上海市|^天津市|^重庆市)(?:人民政府)?$")),
    ("county", pattern(r"市[^市]{1,8}市(?:人民政府)?$")),
    ("county", pattern(r"(?:县|区|旗)(?:人民政府|管理委员会|管委会)?$")),
    ("city", pattern(r"(?:市|州|盟|地区)(?:人民政府|行政公署)?$")),
    ("county", pattern(r"管理委员会$|管委会$")),
    ("street", pattern(r"办事处$")),
    ("department", _AGENCY_END),
)


def leading_organisation(text: str) -> str | None:
    """The longest name of a body that folded `text` starts with."""
    found = _LEADING.match(text)
    if found is None or len(found[0]) <= 2:
        return None
    cut = found[0].count("(") > found[0].count(")") and text[found.end() :].startswith(")")
    return f"{found[0]})" if cut else found[0]  # 柳溪县旅游办(文物局)2024年…


def without_party(name: str) -> str:
    """The place alone, where its party committee stands for it: 柳湖街道党工委 -> 柳湖街道."""
    return _COMMITTEE.sub("", name) or name


def is_organisation(text: str) -> bool:
    """Whether folded `text` is the name of a body and nothing else."""
    return _SHORTEST <= len(text) <= _LONGEST and _ORGANISATION.fullmatch(text) is not None


def is_agency(name: str) -> bool:
    """Whether a name is that of an agency, not only of the place it serves."""
    return _AGENCY_END.search(name) is not None


def is_government(name: str) -> bool:
    """Whether a name is that of a government or of an office that stands for one."""
    return _TRIM.search(name) is not None


def is_party(name: str) -> bool:
    """Whether a name is that of a party committee."""
    return _PARTY.search(name) is not None or (name.startswith("中共"))


def is_generic(name: str) -> bool:
    """Whether a name lacks the place it belongs to."""
    return _GENERIC.match(name) is not None


def core(name: str) -> str:
    """The name without what says that it is an office: 杨村街道办事处 -> 杨村街道."""
    return _TRIM.sub("", name)


def is_same(one: str, other: str) -> bool:
    """Whether two names mean the same body, one of them more fully."""
    first, second = (core(name).replace("监督管理", "监管") for name in (one, other))
    if len(first) < 2 or len(second) < 2:
        return False
    if first.endswith(second) or second.endswith(first):
        return True
    return _abbreviates(first, second) or _abbreviates(second, first)


def _abbreviates(short: str, full: str) -> bool:
    """柳溪县人社局 of 柳溪县人力资源和社会保障局: one place, and all its signs in their order.

    柳溪县公安局城关分局 is another body than 柳溪县公安局.
    """
    pairs = zip(short, full, strict=False)
    place = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if not _PLACED.search(place) or full.startswith(short) or len(short) >= len(full):
        return False
    signs = iter(full)
    office, whole = _AGENCY_END.search(short), _AGENCY_END.search(full)
    alike = office is not None and whole is not None and office[0][0] == whole[0][0]
    return alike and all(sign in signs for sign in short)


def level_of(name: str) -> str | None:
    """street, township, county, city, province or department; None if the name does not say."""
    bare = name.partition("(")[0] or name  # 柳溪县旅游办(文物局)
    return next((level for level, named in _LEVELS if named.search(bare)), None)


def named_in(text: str) -> list[tuple[int, str]]:
    """Names of bodies that clauses of folded `text` start with, and where."""
    return [
        (found.start(1), found[1])
        for found in _NAMED.finditer(text)
        if len(found[1]) > 2 and _PLACED.search(found[1]) and not _CLAUSE.search(found[1])
    ]
