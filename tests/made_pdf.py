"""PDF pages set by hand: every line where the test wants it."""

import io
from collections.abc import Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

# A CJK font that every PDF reader brings along, and one for digits and Latin letters.
CHINESE, LATIN = "STSong-Light", "Times-Roman"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, SIZE, LEADING = 85.0, 90.0, 16.0, 28.0
CHARACTERS = 26  # of a line
MARKS = ",;:%)\uff0c\uff1b\uff1a\uff05\uff09。、》”"  # never start a line


class Sheet:
    """A PDF in the making; y counts downwards from the top of the page."""

    def __init__(self, **options: object) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=(WIDTH, HEIGHT), invariant=1, **options)

    def line(self, text: str, x: float = LEFT, y: float = TOP, *, size: float = SIZE) -> None:
        """Text from x on, digits and Latin letters in their own font as word processors do."""
        for char in text:
            font = LATIN if char.isascii() else CHINESE
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, HEIGHT - y, char)
            x += pdfmetrics.stringWidth(char, font, size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def page(self) -> None:
        self.canvas.showPage()

    def data(self) -> bytes:
        self.canvas.save()
        return self._out.getvalue()


def wrapped(paragraphs: Sequence[str], *, indent: int = 2) -> list[tuple[str, int]]:
    """Lines of at most `CHARACTERS` and the indent of each, marks never at the start of a line."""
    lines = []
    for paragraph in paragraphs:
        rest, inset = paragraph, indent
        while rest:
            cut = _cut(rest, CHARACTERS - inset)
            lines.append((rest[:cut], inset))
            rest, inset = rest[cut:], 0
    return lines


def _cut(text: str, room: int) -> int:
    used = 0.0
    for at, char in enumerate(text):
        used += 0.5 if char.isascii() else 1
        if used > room and char not in MARKS:
            while at > 0 and text[at].isascii() and text[at - 1].isascii():
                at -= 1
            while at > 1 and text[at] in MARKS:
                at -= 1
            return at
    return len(text)


def report(paragraphs: Sequence[str], *, header: str = "", number: bool = True,
           indent: int = 2, lines_a_page: int = 20) -> bytes:
    """Paragraphs over as many pages as they need, with page numbers and a header."""
    sheet = Sheet()
    lines = wrapped(paragraphs, indent=indent)
    for at in range(0, len(lines), lines_a_page):
        if header:
            sheet.line(header, y=50, size=9)
        for down, (text, inset) in enumerate(lines[at : at + lines_a_page]):
            sheet.line(text, LEFT + inset * SIZE, TOP + down * LEADING)
        if number:
            sheet.line(f"— {at // lines_a_page + 1} —", WIDTH / 2 - 15, HEIGHT - 50, size=12)
        sheet.page()
    return sheet.data()
