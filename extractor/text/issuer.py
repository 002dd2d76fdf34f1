"""Who reports, on which year, published when: told by title, sign-off, page lines and body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from extractor.model import Document, Issuer
from extractor.patterns import pattern
from extractor.text.dates import chinese_year, find_dates
from extractor.text.header import (
    Header,
    Printed,
    SignOff,
    printed,
    read_header,
    read_sign_off,
    split_dual,
)
from extractor.text.lines import Line
from extractor.text.organisations import (
    core,
    is_agency,
    is_generic,
    is_government,
    is_organisation,
    is_party,
    is_same,
    leading_organisation,
    level_of,
    named_in,
    without_party,
)
from extractor.text.page_hints import Hinted, read_hints

_SOURCE = pattern(
    r"(?:信息来源|文章来源|稿件来源|来源|发布机构|发布单位|发文机关|发文机构|发文单位|制发机关|"
    r"公开单位|供稿单位|供稿|责任单位|作者|主办单位|主办)[:|\]】]"  # [发布机构]…, 发布机构 | … |
    r"([^:,。;()\[【|\d]*?)"
    r"(?=发布|发文|成文|浏览|点击|阅读|访问|时间|日期|作者|编辑|审核|字体|字号|来源|索引|联系|所属|"
    r"[:,。;()\[【|\d]|$)"
)
_MEDIA = pattern("融媒|传媒|新闻中心|报社|电视台")  # they print what others report
_LEGAL = pattern(r"法治政府|依法行政|依法治")
# 第一部分柳溪县2024年度行政执法数据表, 一图读懂:柳溪县2024年…: what stands before the name.
_LEAD = pattern(r"第[一二三四五六]部分|(?:一图读懂|图解|数读|数说)[:|丨]?")
_TITLE_ENDS = pattern(
    r"关于|20\d\d|二[〇零0]|法治|依法|行政执法(?!局|队|大队|支队|总队|委|中心|所)"
)
_YEAR = pattern(
    r"(?<![\d-])(?:(?P<year>20[0-4]\d)(?!\d{4}年|-20\d\d|\d*[号〕])"
    r"|(?P<chinese>二[〇零0][〇零0一二三四五六七八九]{2})年)"
)
# No name of a law is longer; unbounded, a row of 《 would be searched to its end at each of them.
_QUOTED = pattern(r"《[^》]{0,100}》|〔[^〕]{0,100}〕")
_FILE_NUMBER = pattern(r"〔(20\d\d)〕?\d+号")
_LABEL = pattern(
    # 发布日期:…, [发布日期]…, | 发布日期 | …
    r"(?P<strong>发布时间|发布日期|发布于|发稿时间|公开日期|信息时间|上传时间)[:|\]]{0,3}$"
    r"|(?P<sent>发文日期)[:|\]]{0,3}$"  # of the page's table, not of the document
    r"|(?P<weak>成文日期|生成日期|印发日期|签发日期)[:|\]]{0,3}$"
    r"|(?P<wrong>今天是|现在是|今日|会议|废止时间|失效日期|截止日期)[:|\]]{0,3}$"
)
_STRENGTH: Final = {"strong": 5, None: 4, "sent": 3, "weak": 1}
_OF_PAGE: Final = 4
# "2023年4月21日在松河市第五届人民代表大会", the rest of it in the next line
_SPEECH = pattern("会议上|大会上|会上|常委会第|日在[^,;。:]{0,60}(?:大会|委员会|常委会|人大)")
_CLOCK = pattern(r"星期|今天|现在是|农历|门户网站\d")
# 2024年,开发区街道|坚持…, 现将开发区街道|法治政府建设…: the report speaks for whom it begins so
_OPENS = pattern(r"(?:^|[,。;:\n】)]|年度?|以来|期间)(?:现将|一直以来|我们)?$")
_TELLS = pattern(
    r"(?:在[^,。;]{2,40}下,)?(?:党委政府|党委、政府|党工委、办事处|党政班子|党委|党组|党工委|领导班子)?"
    r"(?:坚持|坚定|始终|一直|全面|深入|认真|围绕|紧扣|紧紧|紧盯|以|按照|依照|严格|扎实|积极|高度重视|切实|"
    r"不断|主动|持续|充分|进一步|着力|聚焦|大力|依法|立足|贯彻|落实|根据|结合|牢固|牢牢|加强|强化|统筹|"
    r"推进|推动|锚定|把|将|共|全力|努力|稳步|有序|高标准|高质量|法治|依法行政|\d+年|关于|工作|"
    r"位于|地处|下辖|辖(?=\d)|总面积|为(?=深入|贯彻|认真|全面|进一步)|多措并举|创新|探索|突出|抓)"
)
_BEFORE: Final = 8  # characters of 一直以来 and the mark before it
_BODY: Final = 1500
_LAST_LINES, _FIRST_LINES = 20, 3  # of the head, of the report
_OPENING: Final = 120
_FIRST: Final = 300  # characters of the first sentence
_ENOUGH: Final = 2  # clauses beyond it that the report speaks in for a body
_SENTENCE: Final = 200
_LABEL_LONGEST: Final = 8
_CLOSING: Final = 1  # the bracket behind a date
_SPRING: Final = 9  # a report dated later in the year tells of that year


def find_issuer(document: Document, lines: Sequence[Line]) -> Issuer:
    """Title, organisation, year and date of a report, each None where it does not say."""
    header = read_header(document, lines)
    sign_off = read_sign_off(document, lines, header.body)
    hinted = read_hints(document.hints)
    organisation = _organisation(document, lines, header, sign_off, hinted)
    published, told = _published(header, sign_off, hinted)
    year, conflicts = _year(document, lines, header, published, hinted)
    if told and hinted.published and told != hinted.published:
        conflicts += (f"published: text {told}, page {hinted.published}",)
    one, other = _title_name(header.title), _title_name(hinted.title)
    if one and other and not is_same(one.text, other.text):
        conflicts += (f"organisation: title {one.source}, page {other.source}",)
    title = header.title or hinted.title
    return Issuer(
        title=title.source if title else None,
        organisation=organisation.source if organisation else None,
        level=level_of(organisation.text) if organisation else None,
        year=year,
        published=published,
        conflicts=conflicts,
    )


def _organisation(
    document: Document, lines: Sequence[Line], header: Header, sign_off: SignOff, hinted: Hinted
) -> Printed | None:
    """The fullest name of the body that the strongest evidence names."""
    titled = _title_name(header.title)
    signed = [*_dated_names(document, header.plain), *sign_off.organisations]
    sources = [
        name for name in _sources(document, header.page)
        if not is_generic(name.text) and not _MEDIA.search(name.text)
    ]
    known = [name for name in (titled, *signed, *sources) if name]
    primary = _primary(header.title, titled, signed, sources)
    if primary is None:
        # The body counts only where nothing official names the issuer.
        known, speaking = _body_names(document, lines, header)
        primary = _office_of(header.title, known) or next(iter([*speaking, *signed]), None)
    if primary is None:
        return _hinted_name(hinted)
    known = [*known, *_names_alone(document, lines, header)]
    same = [name for name in known if is_same(name.text, primary.text)]
    return _with_office(document, max([primary, *same], key=lambda name: len(name.text)))


def _office_of(title: Printed | None, names: Sequence[Printed]) -> Printed | None:
    """The office that a title names without its place (区市场监管局), if not fuller in the body."""
    name = _title_name(title, generic=True)
    if name is None or not is_agency(name.text) or is_government(name.text):
        return None
    return next((other for other in names if other.text.endswith(name.text)), name)


def _hinted_name(hinted: Hinted) -> Printed | None:
    """The body that the page names, where the text names none."""
    titled, source = _title_name(hinted.title), hinted.source
    if source is None or not is_organisation(source.text) or is_generic(source.text):
        return titled
    if _MEDIA.search(source.text):
        return titled
    source = split_dual(source)
    fuller = titled is None or (
        is_same(titled.text, source.text) and len(source.text) > len(titled.text)
    )
    return source if fuller else titled


def _primary(
    title: Printed | None,
    titled: Printed | None,
    signed: Sequence[Printed],
    sources: Sequence[Printed],
) -> Printed | None:
    """The issuer by its most official naming, not necessarily its fullest."""
    if titled and is_agency(titled.text):
        return titled
    for name in signed:
        if not is_generic(name.text) and not is_party(name.text):
            return name
    if titled and title:
        # "鹿台区2023年…活动总结" of a source "鹿台区司法局": only a report on law-based government
        # is the government's own.
        offices = [name for name in sources if name.text.startswith(titled.text)]
        if offices and not _LEGAL.search(title.text):
            return offices[0]
        return titled
    return sources[0] if sources else None


def _title_name(title: Printed | None, *, generic: bool = False) -> Printed | None:
    """The body that a title starts with; without its place only if `generic`."""
    if title is None:
        return None
    text = title.text
    start = 2 if text.startswith("关于") else 0
    lead = _LEAD.match(text, start)
    start = lead.end() if lead else start
    year = re.match(r"20\d\d年?(?:度|上半年)?", text[start:])
    start += year.end() if year else 0
    stop = _TITLE_ENDS.search(text, start)
    end = stop.start() if stop else len(text)
    part = split_dual(Printed(text[start:end], title.source[start:end]))
    name = leading_organisation(part.text)
    name = without_party(name) if name else None
    if name is None or is_generic(name) is not generic:
        return None
    return Printed(name, part.source[: len(name)])


def _dated_names(document: Document, plain: Iterable[Line]) -> Iterator[Printed]:
    """Bodies named beside a date above the report."""
    for line in plain:
        dates = find_dates(line.text)
        if not dates or len(line.text) - dates[-1].end > _CLOSING:
            continue
        name = line.text[: dates[-1].start]
        if is_organisation(name):
            yield printed(document, line.start, line.start + len(name))


def _names_alone(
    document: Document, lines: Sequence[Line], header: Header
) -> Iterator[Printed]:
    """Bodies in a line of their own above the report or where it begins."""
    first = max(header.body - _LAST_LINES, 0)
    for line in lines[first : header.body + _FIRST_LINES]:
        if is_organisation(line.text):
            yield split_dual(printed(document, line.start, line.start + len(line.text)))


def _sources(document: Document, page: Iterable[Line]) -> Iterator[Printed]:
    for line in page:
        for found in _SOURCE.finditer(line.text):
            if is_organisation(found[1]):
                start = line.start + found.start(1)
                yield split_dual(printed(document, start, start + len(found[1])))


def _body_names(
    document: Document, lines: Sequence[Line], header: Header
) -> tuple[list[Printed], list[Printed]]:
    """Bodies that the text names, those of its opening first, then the most frequent ones; and
    those of them that the report speaks for: 开发区街道坚持…, but not 与县公安局联合开展…."""
    if header.body >= len(lines):
        return [], []
    start = lines[header.body].start
    view = document.view
    names: dict[str, int] = {}
    speaking: dict[str, int] = {}
    stop = view.find("。", start, start + _FIRST)
    opening = start + _OPENING if stop < 0 else stop  # the first sentence
    for found, name in named_in(view[start : start + _BODY]):
        if not is_generic(name) and not is_party(name):
            names.setdefault(name, start + found)
            if _speaks(view, start + found, start + found + len(name)):
                # 县人民法院积极推进…, told once among the others, is no issuer.
                speaking[name] = speaking.get(name, 0) + (_ENOUGH if start + found < opening else 1)
    # "2024年,…,开发区街道坚持…": the opening names the issuer; later on others are named, too.
    rank = {name: (names[name] > start + _OPENING, -view.count(core(name))) for name in names}
    ranked = sorted(names, key=rank.__getitem__)
    known = [printed(document, names[name], names[name] + len(name)) for name in ranked]
    return known, [
        one for one, name in zip(known, ranked, strict=True) if speaking.get(name, 0) >= _ENOUGH
    ]


def _speaks(view: str, start: int, end: int) -> bool:
    """Whether the clause that begins with a name tells of the work of a whole report."""
    before = view[max(start - _BEFORE, 0) : start]
    return _OPENS.search(before) is not None and _TELLS.match(view, end) is not None


def _with_office(document: Document, name: Printed) -> Printed:
    """The name with its office, if the report prints it so somewhere (X镇 -> X镇人民政府)."""
    if is_agency(name.text):
        return name
    for office in ("人民政府", "办事处"):
        at = document.view.find(name.text + office)
        if at >= 0:
            return printed(document, at, at + len(name.text) + len(office))
    return name


def _published(
    header: Header, sign_off: SignOff, hinted: Hinted
) -> tuple[str | None, str | None]:
    """The page's date, else that of the sign-off, else that of the document; and, of these, what
    the text itself tells as the page's."""
    ranked: list[tuple[int, str]] = []
    for line in (*header.page, *header.plain):
        # "今天是2019年10月31日" is the clock of the page, "(2020年4月28日在…会议上)" a speech.
        doubtful = _CLOCK.search(line.text) or _SPEECH.search(line.text)
        for date in find_dates(line.text):
            label = _LABEL.search(line.text[max(date.start - _LABEL_LONGEST, 0) : date.start])
            kind = label.lastgroup if label else None
            if kind == "wrong" or (doubtful and kind is None):
                continue
            ranked.append((_STRENGTH[kind], date.iso))
    if header.title_date:
        ranked.append((_OF_PAGE, header.title_date))
    told = max((each for each in ranked if each[0] >= _OF_PAGE), key=_rank, default=None)
    if hinted.published:
        ranked.append((2, hinted.published))
    if sign_off.date:
        ranked.append((2, sign_off.date))
    best = max(ranked, key=_rank, default=None)
    return best[1] if best else None, told[1] if told else None


def _is_date(text: str) -> bool:
    """Whether a line holds a date and nothing else."""
    dates = find_dates(text)
    return bool(dates) and not dates[0].start and len(text) - dates[-1].end <= _CLOSING


def _rank(found: tuple[int, str]) -> int:
    return found[0]


def _year(
    document: Document, lines: Sequence[Line], header: Header, published: str | None,
    hinted: Hinted,
) -> tuple[int | None, tuple[str, ...]]:
    """The year reported on, and where the report contradicts itself about it."""
    titled, paged = _year_of(header.title), _year_of(hinted.title)
    headed = _first_year(next((line.heading.text for line in lines if line.heading), ""))
    opening = _opening(lines, header)
    told = _first_year(opening)
    year = titled or headed or told or paged
    if year is None:
        return _issued_year(document, lines, header, published), ()
    body = told if _opens(opening, told) else None
    others = {"page": paged, "heading": headed, "body": body}
    return year, tuple(
        f"year: title {titled}, {place} {other}"
        for place, other in others.items()
        if titled and other and other != titled
    )


def _year_of(title: Printed | None) -> int | None:
    return _first_year(title.text) if title else None


def _opening(lines: Sequence[Line], header: Header) -> str:
    """What the report says before its first heading: its first paragraph, else "现将…如下:"."""
    if header.body < len(lines) and not lines[header.body].heading:
        return lines[header.body].text[:_SENTENCE]
    return next((line.text for line in header.plain if line.text.startswith("现将")), "")


def _opens(text: str, year: int | None) -> bool:
    return year is not None and text.startswith(str(year))


def _first_year(text: str) -> int | None:
    found = _YEAR.search(_QUOTED.sub("", text))
    if found is None:
        return None
    return int(found["year"]) if found["year"] else chinese_year(found["chinese"])


def _issued_year(
    document: Document, lines: Sequence[Line], header: Header, published: str | None
) -> int | None:
    """The year before the report was numbered or published, if nothing else tells it."""
    number = _FILE_NUMBER.search(document.view[: lines[header.body - 1].end if header.body else 0])
    if number:
        return int(number[1]) - 1
    for line in lines[header.body :]:
        told = line.text[:_SENTENCE] if not line.furniture else ""
        year = _first_year(told) if told else None
        if year and not _is_date(told):  # the date of a sign-off is that of the year after
            return year
    if published:
        return int(published[:4]) - (int(published[5:7]) <= _SPRING)
    return None
