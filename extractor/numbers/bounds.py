"""How exactly a number is meant: 近 约 超 至少 before it, 以上 以内 左右 + behind it."""

from __future__ import annotations

from extractor.model import Qualifier
from extractor.patterns import pattern

_PREFIXES: dict[Qualifier, str] = {
    Qualifier.NEARLY: "近 接近",
    Qualifier.ABOUT: "约 大概 大致 ≈",
    Qualifier.MORE_THAN: "> 超 超过 超出 逾 突破 破 多于 大于 高于",
    Qualifier.AT_LEAST: (
        "≥ ≧ ⩾ 至少 最少 起码 不少于 不低于 不小于 不下于 不下 不得少于 不得低于 不应少于 不能少于"
    ),
    Qualifier.LESS_THAN: "< 不足 不到 未达 未到 未达到 少于 低于 小于",
    Qualifier.AT_MOST: (
        "≤ ≦ ⩽ 不超过 不超 不得超过 未超过 不高于 不多于 不大于 不得高于 不得多于 至多 最多"
    ),
}
_SUFFIXES: dict[Qualifier, str] = {
    Qualifier.AT_LEAST: "以上 及以上 (含)以上",
    Qualifier.AT_MOST: "以下 及以下 (含)以下 以内 之内",
    Qualifier.ABOUT: "左右 上下",
    Qualifier.MORE_THAN: "有余 +",
}
# 审批时限控制在45个工作日内: 内 alone bounds only where a verb holds or brings it there.
_HELD = pattern(
    r"(?:控制|压缩|压减|压降|缩短|缩减|稳定|保持|限定|锁定|限制|精简|减少|下降|降低|提速)(?:在|至|到|为)$"
)


def _by_char(table: dict[Qualifier, str], at: int) -> dict[str, list[tuple[str, Qualifier]]]:
    pairs = [(word, qualifier) for qualifier, words in table.items() for word in words.split()]
    index: dict[str, list[tuple[str, Qualifier]]] = {}
    for word, qualifier in sorted(pairs, key=lambda pair: -len(pair[0])):
        index.setdefault(word[at], []).append((word, qualifier))
    return index


_BY_LAST = _by_char(_PREFIXES, -1)
_BY_FIRST = _by_char(_SUFFIXES, 0)
# 附近3个, 最近5次; 签约20家, 节约500元; 取得突破3项, 证据不足8件: the character ends another word.
_OTHER_WORD: dict[str, tuple[str, ...]] = {
    "近": tuple("附最邻临靠"),
    "约": (*"公合签节预违履契邀", "规民"),
    "超": tuple("反赶"),
    "破": tuple("侦查攻打告爆击识勘连功共年新速快频现并"),
    "不足": ("证据", "依据", "理由", "事实"),
    "突破": ("取得", "重大", "实现", "新", "性"),
}
_IN_BRACKETS = pattern("[0-9.,]{1,20}>")  # 调解<12>件
_SHAFTS = frozenset("-=")  # 28件->3件
_FILLERS = {"到": ("达到",), **{char: (char,) for char in "占为有达了是"}}
# 每半年至少组织1次, 不少于每季度1次: the verb stands between bound and number; but the least of
# some (最少的仅有3人) is no bound.
_DISTANT = pattern(
    r"(至少|最少(?!的)|起码|不少于|不低于|不得少于)[^,。;、:\n\d一二两三]{1,8}$"
    r"|(至多|最多(?!的)|不超过|不多于)[^,。;、:\n\d一二两三]{1,8}$"
)

# 约占全省1/4: the whole stands between; what is shared stays outside the quantity.
_SHARED = pattern(r"(?<![公合签节预违履契邀])约占[^,。;、:\n\d]{1,8}$")
# 不到总场次的10%: as above, but of a whole behind the bound.
_OF_WHOLE = pattern(
    r"(不到|不足|低于)(?:总|全)[^,。;、:\n\d均]{1,9}的$"
    r"|(接近)(?:总|全)[^,。;、:\n\d均]{1,9}的$"
    r"|(?<![公合签节预违履契邀])(约为?)(?:总|全)[^,。;、:\n\d均]{1,9}的$"
    r"|(超过?)(?:总|全)[^,。;、:\n\d均]{1,9}的$"
)
_OF_WHOLE_SAYS = (Qualifier.LESS_THAN, Qualifier.NEARLY, Qualifier.ABOUT, Qualifier.MORE_THAN)


def prefix_before(text: str, start: int) -> tuple[int, Qualifier | None]:
    """Where the bound before `start` begins and what it says; `start` and None without one."""
    at = start
    while at and text[at - 1] == " ":
        at -= 1
    if not at:
        return start, None
    found = _adjacent(text, at)
    if found is None:
        found = _before_filler(text, at)
    if found is None:
        window = max(0, at - 12)
        before = text[window:at]
        if "少" in before or "多" in before or "不" in before:
            match = _DISTANT.search(before)
            if match:
                low = match[1] is not None
                return window + match.start(), Qualifier.AT_LEAST if low else Qualifier.AT_MOST
        if "占" in before and _SHARED.search(before):
            return start, Qualifier.ABOUT
        if before.endswith("的") and (match := _OF_WHOLE.search(before)):
            return start, _OF_WHOLE_SAYS[(match.lastindex or 1) - 1]
    return found or (start, None)


def _adjacent(text: str, at: int) -> tuple[int, Qualifier] | None:
    for word, qualifier in _BY_LAST.get(text[at - 1], ()):
        start = at - len(word)
        if start >= 0 and text.startswith(word, start):
            if word == "<" and _IN_BRACKETS.match(text, at):
                return None
            if word == ">" and text[start - 1 : start] in _SHAFTS:
                return None
            if word in _OTHER_WORD and text.endswith(_OTHER_WORD[word], 0, start):
                return None
            if word == "约" and text[start - 1 : start] == "大":
                start -= 1
            return start, qualifier
    return None


def _before_filler(text: str, at: int) -> tuple[int, Qualifier] | None:
    """约|占27%, 约有300名, 超过了2万份."""
    for filler in _FILLERS.get(text[at - 1], ()):
        begin = at - len(filler)
        if begin > 0 and text.startswith(filler, begin):
            found = _adjacent(text, begin)
            if found is None or found[1] is Qualifier.NEARLY:
                return None
            return (at if filler == "占" else found[0]), found[1]  # 占 tells a share
    return None


def suffix_at(text: str, lead: int, end: int) -> tuple[int, Qualifier | None]:
    """Where the bound behind `end` ends and what it says; `end` and None without one.

    `lead` is where the quantity begins.
    """
    first = text[end : end + 1]
    if first == "内" and _HELD.search(text, max(0, lead - 4), lead):
        return end + 1, Qualifier.AT_MOST
    for word, qualifier in _BY_FIRST.get(first, ()):
        if text.startswith(word, end):
            return end + len(word), qualifier
    # 10次余,: 余 behind the unit, and nothing behind 余. 三成强 is more than three tenths.
    closed = text[end + 1 : end + 2] in ("", ",", "。", ";", "、", ")", "\n")
    if first and first in "余多强" and closed:
        return end + 1, Qualifier.MORE_THAN
    return end, None
