"""All numbers of a text in one pass: each run of digits in exactly one mention."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from extractor.model import Kind, Measure, Mention, Quantity, Span
from extractor.numbers.masks import mask_at
from extractor.numbers.norms import is_norm
from extractor.numbers.numerals import trailing_scale
from extractor.numbers.outlines import marker_at
from extractor.numbers.page_numbers import chrome_end, is_chrome
from extractor.numbers.quantities import arabic_quantity, figure_at
from extractor.numbers.signs import sign_mentions
from extractor.numbers.sums import LONGEST
from extractor.numbers.typed import typed_span
from extractor.numbers.written import written_numbers
from extractor.patterns import pattern
from extractor.text.characters import HAN
from extractor.text.fold import fold

_RUN = pattern("[0-9][0-9]*")  # found in half the time that [0-9]+ takes
# 《关于<法治政府建设实施纲要(2021—2025年)>的通知》: titles nest once.
_TITLE = pattern(r"《(?:[^《》\n]|《[^《》\n]*》)*》")
# Most numbers need no second look: 323份 behind a word or a comma is no date, name or marker.
_PLAIN = pattern(
    rf"(?:(?<=[,、;。])|(?<={HAN}))(?<![第前名列位居逢届以于每])"
    r"(?!00)(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[余多]?(?!.以上)(?=件(?!事(?!项))|%(?!的)|人(?!以上|的)|[名次份场家户起宗处])",
    re.ASCII,
)
_IN_TITLE = pattern(r"\d+(?:[—–\-~至.]\d+)*", re.ASCII)
# “四个一”:, “3个1”工作法(; what is looked for first is 个, hardly a search goes on behind it.
_ONES = pattern(
    r"个(?<=[\d两二三四五六七八九十]个)[1一][”\"'’」』][^。;\n:(]{0,12}[:(]([^。;\n]{1,120})"
)
_NO_CODE = 40  # digits: beyond it a run is no identifier, and no pattern is tried on it
_CODE_GOES_ON = pattern(r"\d|-\d{5}", re.ASCII)  # 2024-11873306 is no month
_LINES = ("热线", "政务", "便民", "平台")
_ALIKE = 100  # times: 5000、1.2万元 share no 万
_SHARING = frozenset(("、", "和", "与", "及", "或", "以及"))


def scan(
    view: str, furniture: Sequence[Span] = (), *, signs: bool = True, most: int | None = None
) -> list[Mention]:
    """All numbers of `view` in text order; digits inside `furniture` are page chrome or dates.

    `signs`: whether there may be numbers of one sign (½ ② Ⅳ). Of a text of more than `most` there
    are more than `most`, but not all.

    Mentions do not overlap, and every run of ASCII digits and every such sign lies inside exactly
    one of them.
    """
    zones = sorted(
        [(span.start, span.end, Kind.FURNITURE) for span in furniture]
        + [(title.start(), title.end(), Kind.REFERENCE) for title in _TITLE.finditer(view)]
    )
    enough = None if most is None else most + 1
    digits = list(islice(_digit_mentions(view, zones), enough))
    mentions = _merge(digits, islice(_written(view, zones), enough))
    if signs:
        mentions = _add_signs(mentions, islice(sign_mentions(view), enough), zones)
    mentions = _share_units(view, mentions)
    return _settle_ones(mentions, _ONES.finditer(view))


def _settle_ones(mentions: list[Mention], lists: Iterator[re.Match[str]]) -> list[Mention]:
    """推行“4个1”:检查1次、宣讲1次、回访1次: the ones are what the slogan is made of."""
    for found in lists:
        at = bisect_left(mentions, found.start(1), key=lambda mention: mention.start)
        while at < len(mentions) and mentions[at].start < found.end(1):
            quantity = mentions[at].quantity
            if quantity is not None and quantity.value == 1:
                mentions[at] = mentions[at]._replace(kind=Kind.STANDARD, quantity=None)
            at += 1
    return mentions


def find_quantities(text: str) -> list[Quantity]:
    """The numbers of any text as such: everything that may be a statistic, in text order.

    Errors: TypeError for what is no str.
    """
    if not isinstance(text, str):
        raise TypeError(f"find_quantities(): pass a str, not {type(text).__name__}")
    return [mention.quantity for mention in scan(fold(text)) if mention.quantity]


_Zone = tuple[int, int, Kind]


def _digit_mentions(view: str, zones: Sequence[_Zone]) -> Iterator[Mention]:
    position, at_zone = 0, 0
    while (run := _RUN.search(view, position)) is not None:
        start = run.start()
        while at_zone < len(zones) and zones[at_zone][1] <= start:
            at_zone += 1
        zone = zones[at_zone] if at_zone < len(zones) and zones[at_zone][0] <= start else None
        mention = _in_zone(view, run, zone) if zone else _classify(view, start, run.end(), position)
        if mention.quantity is None:
            mention = _whole_runs(view, mention)
        yield mention
        position = mention.end


def _whole_runs(view: str, mention: Mention) -> Mention:
    """A mask of fixed length (12100/00100) must not leave the end of a run over."""
    rest = _RUN.match(view, mention.end) if view[mention.end - 1].isdigit() else None
    return mention._replace(end=rest.end()) if rest else mention


def _in_zone(view: str, run: re.Match[str], zone: _Zone) -> Mention:
    start, run_end = run.span()
    if zone[2] is Kind.REFERENCE:
        match = _IN_TITLE.match(view, start)
        return Mention(start, match.end() if match else start + 1, Kind.REFERENCE)
    mask = mask_at(view, start, run_end)
    # 发文字号:望街办发〔2026〕3号 and 成文日期 keep their kind inside the page's table.
    whole = mask is not None and _CODE_GOES_ON.match(view, mask[1]) is None
    if mask and whole and mask[0] in (Kind.DATE, Kind.REFERENCE):
        return Mention(start, mask[1], mask[0])
    # 来源:柳溪县12345政务服务便民热线中心
    if mask and mask[0] is Kind.NAME and view.startswith(_LINES, mask[1]):
        return Mention(start, mask[1], mask[0])
    return Mention(start, chrome_end(view, start), Kind.FURNITURE)


def _classify(view: str, start: int, run_end: int, floor: int) -> Mention:
    """The mention of the digits `start:run_end`, which begins behind `floor`."""
    if run_end - start > _NO_CODE:
        return Mention(start, run_end, Kind.UNEXPLAINED)
    typed = typed_span(view, start, run_end, floor)
    if typed is not None:
        return Mention(*typed, Kind.UNEXPLAINED)
    if _PLAIN.match(view, start):
        quantity = arabic_quantity(view, start)
        if quantity.end - start <= LONGEST:
            return Mention(quantity.start, quantity.end, Kind.STATISTIC, quantity)
    return _masked(view, start, run_end) or _figure(view, start, run_end)


def _masked(view: str, start: int, run_end: int) -> Mention | None:
    """The mention of digits that by what stands around them count nothing."""
    if is_chrome(view, start):
        mask = mask_at(view, start, run_end)
        if mask is None or mask[0] is not Kind.DATE:
            return Mention(start, chrome_end(view, start), Kind.FURNITURE)
    marker = marker_at(view, start, run_end)
    if marker is not None:
        return Mention(start, marker, Kind.MARKER)
    mask = mask_at(view, start, run_end)
    if mask is not None:
        return Mention(start, mask[1], mask[0])
    return None


def _figure(view: str, start: int, run_end: int) -> Mention:
    """The mention of digits that count something, or a standard, as far as they can be read."""
    found = figure_at(view, start, run_end)
    if isinstance(found, int):
        return Mention(start, found, Kind.UNEXPLAINED)
    if is_norm(view, found):
        return Mention(found.start, found.end, Kind.STANDARD)
    return Mention(found.start, found.end, Kind.STATISTIC, found)


def _written(view: str, zones: Sequence[_Zone]) -> Iterator[Mention]:
    at_zone = 0
    for found in written_numbers(view):
        while at_zone < len(zones) and zones[at_zone][1] <= found.start:
            at_zone += 1
        if at_zone < len(zones) and zones[at_zone][0] < found.end:
            continue
        if isinstance(found, Span):
            yield Mention(found.start, found.end, Kind.UNEXPLAINED)
        elif not is_norm(view, found):
            yield Mention(found.start, found.end, Kind.STATISTIC, found)


def _merge(digits: list[Mention], written: Iterator[Mention]) -> list[Mention]:
    """Both lists in text order; where they meet (百分之98, 800余万) the digits win."""
    merged: list[Mention] = []
    at = 0
    for mention in written:
        while at < len(digits) and digits[at].start < mention.end:
            merged.append(digits[at])
            at += 1
        if not merged or merged[-1].end <= mention.start:
            merged.append(mention)
    return merged + digits[at:]


def _add_signs(
    mentions: Sequence[Mention], signs: Iterator[Mention], zones: Sequence[_Zone]
) -> list[Mention]:
    """The signs between the other numbers; in page chrome and titles they count nothing."""
    merged: list[Mention] = []
    at, at_zone = 0, 0
    for sign in signs:
        while at < len(mentions) and mentions[at].start < sign.end:
            merged.append(mentions[at])
            at += 1
        if merged and merged[-1].end > sign.start:
            continue
        while at_zone < len(zones) and zones[at_zone][1] <= sign.start:
            at_zone += 1
        if at_zone < len(zones) and zones[at_zone][0] <= sign.start:
            sign = Mention(sign.start, sign.end, zones[at_zone][2])
        merged.append(sign)
    return [*merged, *mentions[at:]]


def _share_units(view: str, mentions: list[Mention]) -> list[Mention]:
    """420、185万元, 0.3、1.1个百分点: the last of a row lends its unit and 万 to the others."""
    for index in range(len(mentions) - 2, -1, -1):
        quantity, following = mentions[index].quantity, mentions[index + 1].quantity
        if quantity is None or following is None or not _lacks_unit(quantity, following):
            continue
        if following.unit is None or view[quantity.tail : following.lead] not in _SHARING:
            continue
        shared = _lend(view, quantity, following)
        mentions[index] = mentions[index]._replace(quantity=shared)
    return mentions


def _lacks_unit(quantity: Quantity, following: Quantity) -> bool:
    """Whether a number waits for the unit of the next: 2.6个、1.9个百分点 as well."""
    halved = quantity.unit == "个" and following.measure is Measure.POINTS
    return quantity.unit is None or halved


def _lend(view: str, quantity: Quantity, following: Quantity) -> Quantity:
    scale = trailing_scale(view[following.start : following.end])
    bare = quantity.measure is Measure.NONE and view[quantity.end - 1].isdigit()
    # 420、185万元 and 1306.5、8.2万元 share the 万; 5000、1.2万元 does not.
    like = quantity.value <= _ALIKE * following.value / scale or quantity.value % 1 != 0
    if bare and scale > 1 and like:
        quantity = quantity._replace(value=quantity.value * scale)
    return quantity._replace(unit=following.unit, measure=following.measure)
