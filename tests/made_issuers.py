"""Reports of which only the issuer is looked at."""

from __future__ import annotations

from extractor.model import Content, Hints, Issuer
from extractor.text import lay_out, make_document

BODY = "围绕中心、服务大局,扎实推进各项工作。现将有关情况报告如下:\n一、主要举措和成效\n"
REST = "(一)加强学习。全年集中学法6次。\n二、下一步打算\n继续努力。\n"


def issuer(text: str) -> Issuer:
    return lay_out(make_document("report.txt", text)).issuer


def on_page(text: str, **hints: str) -> Issuer:
    content = Content(text, "utf-8", Hints(**hints))
    return lay_out(make_document("report.html", content)).issuer
