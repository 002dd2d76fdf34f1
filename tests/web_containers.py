"""The same report as a saved web page of three kinds of site, as Markdown, and as text in other
encodings.

    python tests/web_containers.py

says how many observations of the five seeds and twelve reports of tests/gold/dev each of them
keeps. A kind of file is a function from the lines of a report to bytes, and an entry of `MAKERS`.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from functools import cache
from html import escape
from itertools import pairwise

from file_containers import (
    Observation,
    differences,
    paragraphs,
    pieces,
    read_back,
    reports,
    text_of,
)
from opencc import OpenCC

from extractor.io.web.sites import known_sites
from extractor.text.fold import fold

_MARKS = ("<b>{}</b>", "<span style='font-family:仿宋'>{}</span>", "<font size=4>{}</font>",
          '<span lang="EN-US">{}</span>', "<strong><em>{}</em></strong>", "{}")  # fmt: skip
_LINKS = "".join(f"<li><a href='/{at}/'>栏目{at}：2019年工作{at}0件</a></li>" for at in range(1, 9))
_SCRIPT = "<script>var n = 99; if (n < 100) document.write('<p>另有77件。</p>');</script>"
_FOOT = "主办单位：某市人民政府办公室 网站标识码3301000099 某ICP备12000088号 技术支持：某公司"


def styled(line: str, dice: random.Random) -> str:
    """A line in fragments that end inside its quantities, with hidden ones between."""
    made = []
    for piece in pieces(line, dice):
        made.append(dice.choice(_MARKS).format(escape(piece).replace(" ", "&nbsp;")))
        if dice.random() < 0.1:
            made.append("<span style='display:none'>隐藏77件</span><!-- 66起 -->")
    return "".join(made)


def body(lines: Sequence[str], seed: int, *, tag: str = "p") -> str:
    """The lines as blocks; rows with tabs as tables."""
    dice = random.Random(seed)
    made: list[str] = []
    rows: list[str] = []
    for line in [*lines, ""]:
        if "\t" in line:
            cells = (f"<td>{styled(cell, dice)}</td>" for cell in line.split("\t"))
            rows.append(f"<tr>{''.join(cells)}</tr>")
            continue
        if rows:
            made.append(f"<table border=1><tbody>{''.join(rows)}</tbody></table>")
            rows = []
        made.append(f"<{tag}>\u3000\u3000{styled(line, dice)}</{tag}>\n" if line else "")
    return "".join(made)


def page(lines: Sequence[str], inner: str, *, charset: str, metas: str = "") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{escape(lines[0])}_某站'
        f"</title>{metas}<style>p{{margin:0}}</style>{_SCRIPT}</head><body>{inner}</body></html>"
    )


def editor_site(lines: Sequence[str]) -> bytes:
    """GBK, a container known by name, mandated meta tags."""
    metas = "".join(
        f'<meta name="{name}" content="{value}">'
        for name, value in (("SiteName", "某市人民政府"), ("SiteDomain", "www.example.gov.cn"),
                            ("SiteIDCode", "3301000099"), ("ColumnName", "法治政府建设年度报告"))
    )  # fmt: skip
    inner = (
        f"<div class='top nav'><ul>{_LINKS}</ul></div>"
        "<div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a href='/1/'>报告</a></div>"
        f"<div class='main'><div class='TRS_Editor'>{body(lines, 1)}</div>"
        "<div class='share'>分享到：<a>微信</a><a>微博</a></div></div>"
        "<div>上一篇：<a href='/2'>某区2018年报告99件</a></div>"
        f"<div class='footer'>{_FOOT}</div>"
    )
    return page(lines, inner, charset="gb2312", metas=metas).encode("gb18030")


def layout_site(lines: Sequence[str]) -> bytes:
    """UTF-8, set by tables within tables; no name tells the article; tags left open."""
    inner = (
        f"<table width=100%><tr><td class=left><ul>{_LINKS}</ul><td><table><tr><td>"
        f"<noscript>请启用脚本99次</noscript>{body(lines, 2, tag='div')}"
        f"<tr><td align=center><a href='javascript:window.print()'>打印</a></table>"
        f"<tr><td colspan=2><p>{_FOOT}</table>"
    )
    return b"\xef\xbb\xbf" + page(lines, inner, charset="utf-8").encode()


def portal_site(lines: Sequence[str]) -> bytes:
    """UTF-8 without a word of it, HTML5 elements, breaks for blocks, hidden copies for phones."""
    dice = random.Random(3)
    text = "".join(
        body([line], at) if "\t" in line else f"{styled(line, dice)}<br/>\n"
        for at, line in enumerate(lines)
    )
    inner = (
        f"<header><nav><ul>{_LINKS}</ul></nav></header><main><article>{text}</article>"
        f"<aside><h3>相关阅读</h3><ul>{_LINKS}</ul></aside></main>"
        f"<div hidden><p>手机版：全年另有调解纠纷88件，办结率77%。</p></div>"
        f"<footer><p>{_FOOT}</p></footer>"
    )
    return page(lines, inner, charset="x").encode()


def random_site(lines: Sequence[str], seed: int) -> str:
    """The report in up to three pieces, each and all in parts with names that mean the article, the
    page, or nothing, some never closed; with menus and a footer or without."""
    dice = random.Random(seed)
    plain = ("main", "wrap", "w1200", "left", "con")
    names = [*sorted(known_sites().content | known_sites().noise), *plain * 12]

    def within(inner: str, depth: int) -> str:
        for _ in range(depth):
            tag = dice.choice(("div", "section", "center", "form", "article"))
            name = dice.choice(("class", "id"))
            end = f"</{tag}>" if dice.random() < 0.85 else ""
            inner = f"<{tag} {name}='{dice.choice(names)}'>{inner}{end}"
        return inner

    cuts = sorted(dice.sample(range(1, len(lines)), dice.randrange(3)))
    inner = "".join(
        within(body(lines[start:end], seed, tag=dice.choice(("p", "div", "li"))), dice.randrange(3))
        for start, end in pairwise([0, *cuts, len(lines)])
    )
    menu = dice.choice(("", f"<ul>{_LINKS}</ul>", f"<div class=left><ul>{_LINKS}</ul></div>"))
    foot = dice.choice(("", f"<div>{_FOOT}</div>", f"<div class=foot>{_FOOT}</div>"))
    return page(lines, menu + within(inner, dice.randrange(5)) + foot, charset="utf-8")


def one_file_site(lines: Sequence[str]) -> bytes:
    """The first site as browsers save it in one file."""
    message = EmailMessage()
    message["Subject"] = "saved"
    message.set_content(editor_site(lines), maintype="text", subtype="html")
    message.make_related()
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    return bytes(message)


def markdown(lines: Sequence[str]) -> bytes:
    """With bold numbers, links, quotes and tables."""
    dice = random.Random(4)
    made = []
    for line in lines:
        cells = [
            "".join(_bold(_marked(piece), dice) for piece in pieces(cell, dice))
            for cell in line.split("\t")
        ]
        made.append(f"| {' | '.join(cells)} |" if len(cells) > 1 else f"{cells[0]}\n")
    return "\n".join(made).encode()


def _bold(text: str, dice: random.Random) -> str:
    may = text and text == text.strip() and "*" not in text
    return f"**{text}**" if may and dice.random() < 0.3 else text


def _marked(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|~" else char for char in text)


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2tw")


def encoded(encoding: str) -> Callable[[Sequence[str]], bytes]:
    return lambda lines: "\r\n".join(lines).encode(encoding)


def big5(lines: Sequence[str]) -> bytes:
    """In Traditional script; what Big5 lacks stays out, as on a page of the time."""
    text = "\n".join(lines).translate(str.maketrans("—–", "──"))
    return _traditional().convert(text).encode("cp950", "ignore")


# name: suffix, maker
MAKERS: dict[str, tuple[str, Callable[[Sequence[str]], bytes]]] = {
    "html, editor, GBK": (".html", editor_site),
    "htm, tables, UTF-8": (".htm", layout_site),
    "html, portal": (".html", portal_site),
    "mht": (".mht", one_file_site),
    "md": (".md", markdown),
    "txt, UTF-8 with a mark": (".txt", encoded("utf-8-sig")),
    "txt, GB18030": (".txt", encoded("gb18030")),
    "txt, UTF-16": (".txt", encoded("utf-16")),
    "txt, UTF-16-LE without a mark": (".txt", encoded("utf-16-le")),
    "txt, UTF-16-BE without a mark": (".txt", encoded("utf-16-be")),
    "txt, Big5": (".txt", big5),
}


def lost_and_gained(text: str, back: str) -> tuple[Counter[Observation], Counter[Observation]]:
    """Observations that differ otherwise than by the script that their units are printed in."""
    fewer, more = (
        Counter({(*o[:3], fold(o[3]), *o[4:]): count for o, count in found.items()})
        for found in differences(text, back)
    )
    return fewer - more, more - fewer


def main() -> None:
    for name, (suffix, maker) in MAKERS.items():
        lost = gained = 0
        for path in reports():
            text = text_of(path)
            fewer, more = lost_and_gained(text, read_back(maker(paragraphs(text)), suffix))
            lost, gained = lost + sum(fewer.values()), gained + sum(more.values())
            for sign, found in (("-", fewer), ("+", more)):
                for observation in found:
                    sys.stderr.write(f"{name}: {path.name}: {sign} {observation}\n")
        sys.stdout.write(f"{name:32} {lost} lost, {gained} more\n")


if __name__ == "__main__":
    main()
