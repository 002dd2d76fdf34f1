"""What stands above and below the body: title, page lines, sign-off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from extractor.model import Document
from extractor.patterns import pattern
from extractor.text.characters import HAN
from extractor.text.dates import find_dates
from extractor.text.lines import Line
from extractor.text.organisations import core, is_agency, is_organisation, is_party

_GENRE = pattern(
    r"法治政府|依法行政|依法治|行政执法|报告|总结|年报|通报|统计|分析|汇报|打算|计划|要点|情况"
)
_GENRE_END = pattern(r"(?:报告|总结|年报|通报|统计|分析|汇报|打算|计划|要点|情况|表)$")
_TELLING = pattern(r"20\d\d|二[〇零0]|法治|依法|年度|关于|.{10}$")
_NO_TITLE = pattern(r"^[-(]|^主任|号$|[:>]|^尊敬的")
_OPEN_TITLE = pattern(r"关于|年度?$")
_TITLE_YEAR = pattern(r"20\d\d|二[〇零0]")
_LABELLED_TITLE = pattern(r"^·?(?:标?题|(?:信息|文件)?名称|题名):(.+)")
# "名称 柳溪区2023年…报告": a cell of the page's table that lost its colon.
_TITLE_LABEL = pattern(rf"·?(?:标题|(?:信息|文件)?名称|题名):?(?=\d|{HAN})")
_TITLE_LONGEST: Final = 60
_HEADER_LINES: Final = 80
_BODY_LONGEST: Final = 60
_BAR_LONGEST: Final = 200  # a navigation bar run into one line
_BODY_OPENS = pattern(r"^(?:20\d\d年?,|今年以来|一年来|近年来|根据|按照|为全面)")
_CLAUSES = pattern("[,;:]")
_DUAL = pattern(
    # The committee is the last there: 中共柳溪市委湖滨街道工作委员会⎵柳溪市湖滨街道办事处.
    r"^((?:中共|中国共产党).{0,60}(?:委员会|工委|委(?!员?会)))[、和]?"
    r"(.{1,60}?(?:人民政府|办事处|街道))$"
)
# "2025114日" is a date, though nobody can tell which.
_LOST_DATE = pattern(r"20\d\d[\d年月日/.-]{3,8}$")
_FORMULA = pattern(r"^(?:特此报告|专此报告|以上报告,请予审议|以上报告)[。!]?$")
_PAGE_NUMBER = pattern(r"^[-·第]?\s*\d{1,3}\s*[-·页]?$")
_ANNEX = pattern(r"^附[件表录]")
_PRINTED = pattern(r"\d日?印[发制]$")  # "X县人民政府办公室 2018年3月8日印发"
_BRACKETED = pattern(r"^\([^()]*\)$")  # (公开属性:主动公开 联系人:政策法规科)
_SIGN_OFF_LINES: Final = 6


class Printed(NamedTuple):
    """A piece of the view and how the source prints it, blanks and line ends left out."""

    text: str
    source: str


class Header(NamedTuple):
    title: Printed | None
    title_date: str | None  # glued to the title
    plain: tuple[Line, ...]  # lines above the body that are no title
    page: tuple[Line, ...]  # furniture above and below
    body: int  # index of the first line of the body


class SignOff(NamedTuple):
    organisations: tuple[Printed, ...]
    date: str | None


def printed(document: Document, start: int, end: int) -> Printed:
    """A span of the view with its source."""
    view, text = document.view, document.text
    kept = [at for at in range(start, end) if not view[at].isspace()]
    sources = kept if document.offsets is None else [document.offsets[at] for at in kept]
    return Printed("".join(view[at] for at in kept), "".join(text[at] for at in sources))


def read_header(document: Document, lines: Sequence[Line]) -> Header:
    """Title and page lines of a document."""
    body = _body_index(lines)
    above = [line for line in lines[:body] if line.text and not line.furniture]
    page = tuple(line for line in lines if line.furniture)
    titles = [at for at, line in enumerate(above) if _may_be_title(line.text)]
    # A navigation bar says "工作报告", too: a title tells year or law besides.
    at = max(titles, key=lambda at: len(_TELLING.findall(above[at].text)), default=None)
    if at is None:
        return Header(_labelled_title(document, page), None, tuple(above), page, body)
    first, last = _title_lines(above, at)
    start, end = above[first].start, above[last].end
    label = _TITLE_LABEL.match(document.view, start)
    start = label.end() if label else start
    dates = find_dates(document.view[start:end])
    glued = next((date for date in dates if start + date.end >= end - 6), None)
    if glued and glued.start > 0:
        end = start + glued.start
    plain = (*above[:first], *above[last + 1 :])
    title = printed(document, start, end)
    return Header(title, glued.iso if glued else None, plain, page, body)


def _body_index(lines: Sequence[Line]) -> int:
    for at, line in enumerate(lines):
        if line.heading:
            return at
        text = line.text
        if line.furniture or not text:
            continue
        if "。" in text or _BODY_OPENS.match(text):
            return at
        if len(text) > _BODY_LONGEST and (len(text) > _BAR_LONGEST or _CLAUSES.search(text)):
            return at
        if at > _HEADER_LINES:
            return at
    return len(lines)


def _may_be_title(text: str) -> bool:
    return (
        len(text) <= _TITLE_LONGEST
        and _GENRE.search(text) is not None
        and _NO_TITLE.search(text) is None
    )


def _title_lines(above: Sequence[Line], at: int) -> tuple[int, int]:
    """Indexes of the first and last line of the title that line `at` belongs to."""
    first = last = at
    text = above[at].text
    # "X县人民政府⏎关于2022年度…的报告", "X市人民政府关于2020年度⏎法治政府建设工作情况的报告"
    if at and not _starts_alone(text) and _leads(above[at - 1].text):
        first = at - 1
        if first and is_party(above[first - 1].text) and is_organisation(above[first - 1].text):
            first -= 1
    if (
        not _GENRE_END.search(text)
        and at + 1 < len(above)
        and _GENRE_END.search(above[at + 1].text)
        and not _starts_alone(above[at + 1].text)
    ):
        last = at + 1
    return first, last


def _starts_alone(text: str) -> bool:
    """Whether a title line names its body itself."""
    year = _TITLE_YEAR.search(text)
    about = text.find("关于")
    named = min((at for at in (year.start() if year else -1, about) if at >= 0), default=-1)
    return named > 2


def _leads(text: str) -> bool:
    if _NO_TITLE.search(text):
        return False
    return _is_name(text) or _OPEN_TITLE.search(text) is not None


def _labelled_title(document: Document, page: Sequence[Line]) -> Printed | None:
    for line in page:
        found = _LABELLED_TITLE.match(line.text)
        if found:
            return printed(document, line.start + found.start(1), line.end)
    return None


def read_sign_off(document: Document, lines: Sequence[Line], body: int) -> SignOff:
    """The bodies and the date at the foot of a document, or above its annexes."""
    closing = [line for line in lines[body:] if line.text and not line.furniture]
    found = _sign_off(document, closing)
    annex = next((at for at, line in enumerate(closing) if _ANNEX.match(line.text)), 0)
    return found if any(found) or not annex else _sign_off(document, closing[:annex])


def _sign_off(document: Document, closing: Sequence[Line]) -> SignOff:
    names: list[Printed] = []
    day = printing = None
    for line in reversed(closing[-_SIGN_OFF_LINES:]):
        text = line.text
        if _FORMULA.match(text) or _PAGE_NUMBER.match(text):
            continue
        dates = find_dates(text) if len(text) <= _BODY_LONGEST else []
        if not dates and (_LOST_DATE.match(text) or _BRACKETED.match(text)):
            continue
        if dates and _PRINTED.search(text):
            printing = dates[-1].iso
            continue
        if dates and len(text) - dates[-1].end <= 1:
            start = dates[-1].start
            name = text[:start].strip("(")
            if name and not is_organisation(name):
                break
            day = day or dates[-1].iso
            if name:
                names.insert(0, printed(document, line.start, line.start + len(name)))
            continue
        if line.heading or not _is_name(text):
            break
        names.insert(0, printed(document, line.start, line.end))
    return SignOff(_joined(names), day or printing)


def is_sign_off(text: str) -> bool:
    """Whether a line of the view can belong to a sign-off."""
    if _FORMULA.match(text) or _LOST_DATE.match(text) or _is_name(text):
        return True
    dates = find_dates(text) if len(text) < _BODY_LONGEST else []
    if not dates or len(text) - dates[-1].end > 1:
        return False
    name = text[: dates[-1].start].strip("(")
    return not name or is_organisation(name)


def _is_name(text: str) -> bool:
    return is_organisation(text) or _DUAL.match(text) is not None


def split_dual(name: Printed) -> Printed:
    """Of a party committee and a government on one line the government."""
    found = _DUAL.match(name.text)
    if found is None:
        return name
    return Printed(found[2], name.source[-len(found[2]) :])


def _joined(names: list[Printed]) -> tuple[Printed, ...]:
    """"天津市武清区人民政府⏎杨村街道办事处" is one body, "中共X县委⏎X县人民政府" are two."""
    if len(names) == 2:
        upper, lower = names
        if (
            upper.text.endswith("人民政府")
            and is_agency(lower.text)
            and not lower.text.startswith(core(upper.text)[:2])
        ):
            return (Printed(upper.text + lower.text, upper.source + lower.source),)
    governments = [split_dual(name) for name in names]
    return tuple(sorted(governments, key=lambda name: is_party(name.text)))
