"""What a page says of its report in meta tags (GB/T site rules of 2017) and its `<title>`."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.io.web.lines import WebPage
from extractor.io.web.sites import Sites
from extractor.model import Hints

_TITLE = ("articletitle", "og:title")
_PUBLISHED = ("pubdate", "publishdate", "article:published_time", "firstpublishedtime")
_SOURCE = ("contentsource", "source")
_SITE = ("sitename", "og:site_name")


def page_hints(page: WebPage, sites: Sites) -> Hints:
    """Title, date, source and site that the page gives its article."""
    metas = page.metas
    title = _first(metas, _TITLE)
    if title is None and page.title:
        title = page_titles(page, sites)[0]
    return Hints(
        title=title,
        published=_first(metas, _PUBLISHED),
        source=_first(metas, _SOURCE),
        site=_first(metas, _SITE),
    )


def page_titles(page: WebPage, sites: Sites) -> list[str]:
    """The titles that meta tags and `<title>` give the article, most likely first.

    "X县2024年度…报告_工作报告_X县人民政府" holds it beside column and site.
    """
    found = [title] if (title := _first(page.metas, _TITLE)) else []
    if page.title:
        pieces = [piece.strip() for piece in sites.title_marks.split(page.title)]
        found += sorted((piece for piece in pieces if piece), key=len, reverse=True)[:1]
        found.append(page.title)
    return found


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)
