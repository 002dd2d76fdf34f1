"""The administrative division of an issuer: read from its name, told apart by what the report says.

A name is one of many ("东湖街道" is eighteen streets): the divisions above it decide, as they stand
in the name, the title, the page's own data or the text. Where they do not, all are candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from extractor.model import Division, Document, Issuer, Place
from extractor.patterns import pattern
from extractor.text.characters import HAN
from extractor.text.divisions import codes_of, name_of
from extractor.text.fold import fold

_PROVINCE, _CITY, _COUNTY, _STREET = 2, 4, 6, 9  # digits of a code
_END = pattern("街道|街|省|市|地区|州|盟|区|县|旗|镇|乡|苏木|场|园")
_LONGEST: Final = 16
# 浙江, 内蒙古; 苏州, 呼和浩特: called without what they are.
_SHORT_FORMS: Final = range(2, 5)
_SKIPPED = pattern(r"\s|中共|中国共产党|人民政府|人民委员会|党工委|[()·]")
# "青溪区云起街道办事处": a street that the list does not know, below a district that it knows.
_UNLISTED = pattern(
    rf"{HAN}{{1,10}}?(?:街道|镇|乡|苏木)(?=办事处|人民政府|政府|办|党|$)"
)
_KIND = pattern(rf"(?:特别行政区|{HAN}{{1,3}}族自治[州县区旗]|自治[州县区旗]|省|市|地区|盟)$")


def find_place(document: Document, issuer: Issuer) -> Place | None:
    """Where the issuer is; None if neither its name nor its page is of a listed division."""
    hints = document.hints
    page = [fold(hint) for hint in (hints.source, hints.site, hints.title) if hint]
    named = read_name(fold(issuer.organisation or ""))
    if not named.codes:
        return _page_place(page)
    codes = named.codes
    for text in (fold(issuer.title or ""), " ".join(page), document.view):
        if len(codes) > 1 and text:
            codes = best_named(codes, text)
    upper = [code for code in _upper(codes[0]) if all(each.startswith(code) for each in codes)]
    told = any(form in document.view for each in upper for form in _forms(each))
    if len(codes) > 1:
        candidates = tuple(Division(_full(each), _path(each, named.last)) for each in codes)
        return _place(upper, confirmed=told, candidates=candidates)
    # An unlisted street has no code; the district above it is not its place.
    code = None if _UNLISTED.match(named.rest) else _full(codes[0])
    own = Division(_full(codes[0]), named.last)
    return _place(upper, own, code=code, confirmed=told)


def _page_place(page: Sequence[str]) -> Place | None:
    """The divisions of the site a report stands on ("区司法局" on 杭州市滨江区人民政府)."""
    for name in page:
        named = read_name(name)
        if len(named.codes) == 1:
            (code,) = named.codes
            return _place(_upper(code), Division(_full(code), named.last))
    return None


def _place(
    upper: Sequence[str],
    own: Division | None = None,
    *,
    code: str | None = None,
    confirmed: bool = False,
    candidates: tuple[Division, ...] = (),
) -> Place:
    known = {len(each): Division(_full(each), name_of(each) or "") for each in upper}
    if own is not None:
        known[_digits(own.code)] = own
    return Place(
        code=code,
        province=known.get(_PROVINCE),
        city=known.get(_CITY),
        county=known.get(_COUNTY),
        street=known.get(_STREET),
        confirmed=confirmed,
        candidates=candidates,
    )


class Named(NamedTuple):
    """What the name of a body says of its place: the codes that its divisions leave, the name of
    the last one, and the rest of the name."""

    codes: tuple[str, ...]
    last: str
    rest: str


def read_name(name: str) -> Named:
    """The divisions that a folded name starts with.

    Each narrows the one before: 吴中区 is one code, 鼓楼区 four, 南京市鼓楼区 one.
    """
    codes: tuple[str, ...] = ()
    last = ""
    at = 0
    while at < len(name):
        skipped = _SKIPPED.match(name, at)
        if skipped:
            at = skipped.end()
            continue
        step = next(_divisions(name, at, codes), None)
        if step is None:
            break
        last, at, codes = step
    return Named(codes, _listed_name(codes, last), name[at:])


def _listed_name(codes: Sequence[str], called: str) -> str:
    """The full name of a division that was called for short."""
    return (name_of(codes[0]) if len(codes) == 1 else None) or called


def _divisions(
    name: str, at: int, above: tuple[str, ...]
) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Name, end and codes of the divisions that stand at `at` below `above`, longest first."""
    ends = {found.end() for found in _END.finditer(name, at + 1, at + _LONGEST)}
    if not above or len(above[0]) == _PROVINCE:
        ends |= {at + length for length in _SHORT_FORMS if at + length <= len(name)}
    for end in sorted(ends, reverse=True):
        for called in (name[at:end], f"{name[at:end]}道"):
            codes = codes_of(called)
            if above:
                codes = tuple(code for code in codes if _is_below(code, above))
            if codes:
                yield called, end, codes
            if not called.endswith("街"):
                break


def _is_below(code: str, above: Sequence[str]) -> bool:
    return any(code != upper and code.startswith(upper) for upper in above)


def best_named(codes: Sequence[str], text: str) -> tuple[str, ...]:
    """Those of `codes` whose divisions above are named best in a text, the nearest first."""
    left = tuple(codes)
    for digits in (_COUNTY, _CITY, _PROVINCE):
        if len(left) == 1 or digits >= len(left[0]):
            continue
        forms = {code[:digits]: _forms(code[:digits]) for code in left}
        named = {upper for upper, called in forms.items() if any(map(text.__contains__, called))}
        left = tuple(code for code in left if code[:digits] in named) or left
    return left


def _upper(code: str) -> list[str]:
    """The codes of the divisions above one, the nearest first."""
    counts = (_COUNTY, _CITY, _PROVINCE)
    return [code[:count] for count in counts if count < len(code) and name_of(code[:count])]


def _forms(code: str) -> set[str]:
    """A division as it is called: a county by its name, others also for short."""
    name = name_of(code)
    if name is None:
        return set()
    if len(code) == _COUNTY:
        return {name}
    short = _KIND.sub("", name)
    return {name, short} if len(short) > 1 else {name}


def _path(code: str, own: str) -> str:
    """浙江省杭州市滨江区西兴街道"""
    return "".join(name_of(each) or "" for each in reversed(_upper(code))) + own


def _digits(code: str) -> int:
    """The digits that say something: 330000 -> 2, 330100 -> 4."""
    if len(code) == _STREET:
        return _STREET
    return _PROVINCE if code.endswith("0000") else _CITY if code.endswith("00") else _COUNTY


def _full(code: str) -> str:
    """A code with all its digits: 330000, 330100, 330108, 330108001."""
    return code.ljust(_COUNTY, "0")
