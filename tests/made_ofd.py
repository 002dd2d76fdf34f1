"""OFD documents written part by part: a line of text is an object with its own place."""

from collections.abc import Sequence
from html import escape

from made_pdf import wrapped
from made_word import zipped

SPACE = "http://www.ofdspec.org/2016"
SIZE, LEFT, TOP, LEADING = 5.6, 28.0, 37.0, 10.0  # millimetres
WIDTH, HEIGHT = 210.0, 297.0


def text_at(text: str, x: float, y: float, *, deltas: bool = True, size: float = SIZE,
            extra: str = "") -> str:
    """A line; `deltas`: with the step from each character to the next, as most writers give it."""
    steps = " ".join(str(size / 2 if char.isascii() else size) for char in text[:-1])
    delta = f' DeltaX="{steps}"' if deltas and steps else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 200 {size}" Font="1" '
        f'Size="{size}" {extra}>'
        f'<ofd:TextCode X="0" Y="{size}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject ID="2" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}"><ofd:AbbreviatedData>'
        f"M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def picture(width: float = WIDTH, height: float = HEIGHT) -> str:
    return f'<ofd:ImageObject ID="3" Boundary="0 0 {width} {height}" ResourceID="4"/>'


def page(*objects: str, template: bool = False) -> str:
    used = '<ofd:Template TemplateID="9"/>' if template else ""
    return (
        f'<ofd:Page xmlns:ofd="{SPACE}">{used}<ofd:Content><ofd:Layer ID="5">{"".join(objects)}'
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )


def parts(pages: Sequence[str], *, template: str = "", title: str = "") -> dict[str, str | bytes]:
    listed = "".join(
        f'<ofd:Page ID="{10 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>'
        for at in range(len(pages))
    )
    held = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    made: dict[str, str | bytes] = {
        "OFD.xml": (
            f'<ofd:OFD xmlns:ofd="{SPACE}" Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
            f"<ofd:Title>{title}</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml"
            "</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f'<ofd:Document xmlns:ofd="{SPACE}"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>'
            f"0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea>{held}</ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        ),
    }
    if template:
        made["Doc_0/Tpls/Tpl_0/Content.xml"] = template
    for at, content in enumerate(pages):
        made[f"Doc_0/Pages/Page_{at}/Content.xml"] = content
    return made


def ofd(*pages: str, template: str = "", title: str = "") -> bytes:
    return zipped(parts(pages, template=template, title=title))


def report(paragraphs: Sequence[str], *, indent: int = 2, lines_a_page: int = 24,
           deltas: bool = True) -> bytes:
    """Paragraphs over as many pages as they need, with page numbers."""
    lines = wrapped(paragraphs, indent=indent)
    pages = []
    for at in range(0, len(lines), lines_a_page):
        objects = [
            text_at(text, LEFT + inset * SIZE, TOP + down * LEADING, deltas=deltas)
            for down, (text, inset) in enumerate(lines[at : at + lines_a_page])
        ]
        objects.append(text_at(f"— {at // lines_a_page + 1} —", 98, 280, size=4.2))
        pages.append(page(*objects))
    return ofd(*pages)
