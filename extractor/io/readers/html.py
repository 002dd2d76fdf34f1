"""Saved web pages: the report without what the site puts around it."""

from __future__ import annotations

import re

from extractor.errors import UnreadableInput
from extractor.io.web.article import article_lines
from extractor.io.web.charset import Markup, decode_page
from extractor.io.web.hints import page_hints, page_titles
from extractor.io.web.lines import read_page
from extractor.io.web.sites import known_sites
from extractor.io.web.tags import read_tags
from extractor.model import Content
from extractor.review import HEAD, OURS

VERSION = "1"
MEDIA_TYPE = "text/html"
_ENVELOPE = re.compile(rb"\s{0,9}(?:From|MIME-Version|Content-Type|Subject|Date): ", re.IGNORECASE)


def read(data: bytes, where: str) -> Content:
    """The article of the page, a block a line, a row of a table with tabs between its cells.

    Nothing is fetched and no script run. Errors: `UnreadableInput` for what is no text, holds more
    than `MOST_TAGS` elements, or no text beside its links.
    """
    if _ENVELOPE.match(data):
        raise UnreadableInput(
            "this is a page in an envelope (MHTML)", where=where, hint="rename it to .mht"
        )
    if OURS in data[:HEAD]:
        # `--html` may have put it among the reports: read, it would count them twice.
        raise UnreadableInput(
            "this is a page of this tool, not a report", where=where,
            hint="move it out of the folder of the reports",
        )
    return read_markup(decode_page(data, where), where)


def read_markup(markup: Markup, where: str) -> Content:
    """The same of decoded markup; what is damaged in its article is an error."""
    sites = known_sites()
    page = read_page(read_tags(markup.text), sites, where)
    lines = article_lines(page, page_titles(page, sites), sites)
    if not lines:
        raise UnreadableInput(
            "the page holds no text",
            where=where,
            hint="its text may come by a script: save it again from the browser, when it is shown",
        )
    text = "\n".join(lines) + "\n"
    if markup.damage and "\ufffd" in text:
        raise markup.damage
    return Content(text, markup.encoding, page_hints(page, sites))
