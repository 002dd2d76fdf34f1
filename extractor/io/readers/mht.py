"""Web pages saved as one file (MHTML): the page of the envelope, without its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.errors import UnreadableInput
from extractor.io.readers import html
from extractor.io.web.charset import decode_page
from extractor.model import Content

if TYPE_CHECKING:
    from email.message import Message

VERSION = "1"
MEDIA_TYPE = "multipart/related"
_HINT = "save the page again as HTML"


def read(data: bytes, where: str) -> Content:
    """The article of the first page inside, as of a saved web page.

    Errors: those of a web page, and `UnreadableInput` for a file that holds no page.
    """
    from email import message_from_bytes, policy

    try:
        message = message_from_bytes(data, policy=policy.compat32)
        page = next((part for part in message.walk() if _is_page(part)), None)
        markup = page.get_payload(decode=True) if page is not None else None
    except RecursionError:
        raise UnreadableInput("parts nested without end", where=where, hint=_HINT) from None
    if page is None or not isinstance(markup, bytes):
        raise UnreadableInput("no web page inside", where=where, hint=_HINT)
    return html.read_markup(decode_page(markup, where, page.get_content_charset()), where)


def _is_page(part: Message) -> bool:
    return part.get_content_type() in ("text/html", "application/xhtml+xml")
