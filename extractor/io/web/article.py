"""Which lines of a page are its report: in doubt rather too many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from extractor.io.web.lines import WebPage
from extractor.io.web.sites import Sites
from extractor.io.web.tables import WebLine
from extractor.text import default_words, fold
from extractor.text.dates import find_dates
from extractor.text.header import is_sign_off
from extractor.text.headings import heading_of

_SHORTEST: Final = 12  # of a line that may be one of the report and not a label
_ENOUGH: Final = 200  # of all lines together, to tell the article from the rest
_KNOWN: Final = 0.75  # of the page's text in the one part that by name is the article
_DENSE: Final = 0.9  # in any part
# What holds more of the text, or more sentences, is no noise, whatever its name.
_NOISY: Final = 0.3
_TEASER: Final = 30
_ABOVE: Final = 40  # lines over the article that may hold its title
_TOLD_ABOVE: Final = 12
_TITLE_SHORTEST: Final = 6
_PAGE_LINE: Final = 80
_STOPS: Final = ("\u3002", ";", "\uff1b", ":", "\uff1a")  # of Chinese sentences, folded or not
_SPACES = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")


def article_lines(page: WebPage, titles: Sequence[str], sites: Sites) -> list[str]:
    """The lines of the report on a page, its title and the line that tells source and date first.

    `titles` are those that meta tags and `<title>` give it.
    """
    lines = _seen(page.lines)
    weights, noise = _weigh(page, lines)
    root = _root(page, weights, noise)
    inside = _inside(page, root)
    at = [at for at, line in enumerate(lines) if inside[line.part] and not noise[line.part]]
    if root not in page.content and weights[0] > sum(line.linked for line in lines):
        # Where no name tells the article, menus may stand in the same part: lines of links alone.
        at = [each for each in at if lines[each].linked < len(lines[each].text)]
    if not at:
        return [line.text for line in lines]
    before = _going_on(lines, range(at[0] - 1, -1, -1), noise)[::-1]
    at = [*before, *at, *_going_on(lines, range(at[-1] + 1, len(lines)), noise)]
    above = _above(lines, at[0], titles, noise, sites)
    chosen = [lines[each] for each in (*above, *at)]
    return [line.text for line in chosen if not _is_of_the_page(line, sites)]


def _seen(lines: Sequence[WebLine]) -> Sequence[WebLine]:
    """What is not hidden; all lines where a script would have shown the report."""
    seen = [line for line in lines if not line.hidden]
    hidden = sum(_weight(line) for line in lines if line.hidden)
    return lines if hidden > 2 * sum(map(_weight, seen)) else seen


def _weight(line: WebLine) -> int:
    """Characters that may be the report's: no labels, no links."""
    own = len(line.text) - line.linked
    if own >= _SHORTEST or ("\t" in line.text and _DIGIT.search(line.text)):
        return max(own, 0)
    return 0


def _weigh(page: WebPage, lines: Sequence[WebLine]) -> tuple[list[int], list[bool]]:
    """The weight of each part, and whether it is noise; noise weighs nothing."""
    own = [0] * len(page.parents)
    told = [0] * len(page.parents)
    for line in lines:
        own[line.part] += _weight(line)
        told[line.part] += _weight(line) if line.text.endswith(_STOPS) else 0
    sums, prose = _summed(page.parents, own), _summed(page.parents, told)
    noise = [False] * len(own)
    for part in range(1, len(own)):
        named = part in page.noise and sums[part] <= _NOISY * sums[0] and prose[part] <= _TEASER
        noise[part] = noise[page.parents[part]] or named
    kept = [0 if noise[part] else weight for part, weight in enumerate(own)]
    return _summed(page.parents, kept), noise


def _summed(parents: Sequence[int], own: Sequence[int]) -> list[int]:
    """Each part with all below it: parents stand before their parts."""
    sums = list(own)
    for part in range(len(sums) - 1, 0, -1):
        sums[parents[part]] += sums[part]
    return sums


def _root(page: WebPage, weights: Sequence[int], noise: Sequence[bool]) -> int:
    """The innermost part that by its name, else by its weight, holds the article."""
    total = weights[0]
    if total < _ENOUGH:
        return 0
    known = [
        part for part in page.content if weights[part] >= _KNOWN * total and not noise[part]
    ]
    if known:
        return max(known)
    # Parts with more than half of the weight stand in each other.
    return max(part for part, weight in enumerate(weights) if weight >= _DENSE * total)


def _inside(page: WebPage, root: int) -> list[bool]:
    inside = [False] * len(page.parents)
    inside[root] = True
    for part in range(root + 1, len(inside)):
        inside[part] = inside[page.parents[part]]
    return inside


def _above(
    lines: Sequence[WebLine], first: int, titles: Sequence[str], noise: Sequence[bool], sites: Sites
) -> list[int]:
    """Indexes of the title above the article and of what stands between the two."""
    window = [
        at for at in range(max(first - _ABOVE, 0), first)
        if not noise[lines[at].part] and 2 * lines[at].linked < len(lines[at].text)
    ]  # fmt: skip
    known = [bare for title in titles if len(bare := _bare(title)) >= _TITLE_SHORTEST]
    opening = [_bare(line.text) for line in lines[first : first + _TOLD_ABOVE]]
    start = None
    if not any(title in text for title in known for text in opening):
        named = [at for at in window if _names(_bare(lines[at].text), known)]
        headed = [at for at in window if lines[at].heading]
        start = next(iter(named[-1:] or headed[-1:]), None)
        if start and start - 1 in window and _names(_bare(lines[start - 1].text), known):
            start -= 1  # a title on two lines
    if start is None:
        near = [at for at in window if at >= first - _TOLD_ABOVE]
        return [at for at in near if _tells(lines[at].text, sites)]
    return [at for at in window if at >= start]


def _names(text: str, titles: Sequence[str]) -> bool:
    return len(text) >= _TITLE_SHORTEST and any(text in title or title in text for title in titles)


def _tells(text: str, sites: Sites) -> bool:
    """Whether a line tells source or date of the article."""
    if sites.clock.search(text):
        return False
    bare = _bare(fold(text))
    return bool(find_dates(bare) or sites.told.match(bare))


def _going_on(
    lines: Sequence[WebLine], order: Iterable[int], noise: Sequence[bool]
) -> list[int]:
    """Indexes of the lines in which the report goes on outside of its part: a section that stands
    in a part of its own, a sign-off."""
    words = default_words()
    found = []
    for at in order:
        line, text = lines[at], _bare(fold(lines[at].text))
        told = len(text) >= _SHORTEST and text.endswith(_STOPS)
        if noise[line.part] or line.linked or not (
            told or is_sign_off(text) or heading_of(text, 0, words)
        ):
            break
        found.append(at)
    return found


def _bare(text: str) -> str:
    return _SPACES.sub("", text)


def _is_of_the_page(line: WebLine, sites: Sites) -> bool:
    return len(line.text) <= _PAGE_LINE and sites.page_line.match(line.text) is not None
