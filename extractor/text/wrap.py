"""Which line ends were made by a page width and not by the writer."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from extractor.patterns import pattern
from extractor.text.page_marks import page_lines

_TERMINAL: Final = "。!?:"
_BLOCK = pattern(
    r"[一二三四五六七八九十]{1,3}[、.]"
    r"|\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\)"
    r"|\d{1,2}[、.](?!\d)"
    r"|[①-⑳]"
    r"|第[一二三四五六七八九十\d]{1,3}(?:部分|章)"
    r"|【|·|-{2}"
    r"|[一二三四五六七八九十]是|首先|其次"
    r"|附件|附:|附表|表[一二三四五六七八九十\d]|特此|说明:"
    r"|\[?(?:来源|信息来源|发布|索引号|浏览|点击|作者|编辑)|扫一扫|打印"
)
_NUMBERED = pattern(r"[一二三四五六七八九十\d(]{1,4}[、.)]")
_DATE_LINE = pattern(
    r"\(?(?:20\d\d|二[〇零][〇零一二三四五六七八九]{2})[-年/.]"
    r"[\d一二三四五六七八九十元 月日/.-]{1,9}\)?$"
)
# "…情况的报告", "…建设报告 2024-03-29", "…【关闭】": a title or a line of the page, however long.
_WHOLE = pattern(r"(?:报告|总结|通报|年报|】|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{3,4}-\d{7,8})$")
_PROSE = pattern(r"[。;]|,(?!\d)")  # no 1,206 of a counter
_COUNTED: Final = frozenset("0123456789.%余多万亿件个次场份名人起宗家条项户年月日")

# Page widths are told from three lines of equal width on; a line may fall short by three Chinese
# characters, where the next one is a closing mark or a number that was not to be cut.
_ENOUGH: Final = 3
_RAGGED: Final = 6
_NARROWEST: Final = 24
_WIDEST: Final = 160
_PARAGRAPH: Final = 4
# The shortest line, in characters, that may be cut though it is not full: inside a figure
# (全年办理案件1⏎23件), as any line of prose, as a single line of its page.
_WITH_FIGURE: Final = 8
_PROSE_LINE: Final = 10
_ALONE: Final = 15


def soft_breaks(text: str) -> list[int]:
    """Positions of the line ends of folded `text` that stand inside a sentence."""
    lines = text.split("\n")
    if len(lines) < 2:
        return []
    width = _page_width(lines)
    pages = page_lines(lines)
    breaks = []
    at = -1
    running = False
    for index, (line, following) in enumerate(pairwise(lines)):
        at += len(line) + 1
        if pages and (index in pages or index + 1 in pages):
            running = False
            continue
        running = (
            _goes_on(line, following, width, running) if width else _is_cut(line, following)
        )
        if running:
            breaks.append(at)
    return breaks


def _page_width(lines: list[str]) -> int:
    """Width in cells that the lines were broken at, 0 where they were not."""
    if max(map(len, lines)) > _WIDEST:
        return 0
    widths = [_cells(line) for line in lines]
    longest = max(widths)
    if not _NARROWEST <= longest <= _WIDEST:
        return 0
    full = [
        line for line, width in zip(lines, widths, strict=True) if width >= longest - _RAGGED
    ]
    cut = sum(line.rstrip(" \r")[-1] not in _TERMINAL for line in full)
    # Paragraphs of one line end with a full stop; lines cut by the page hardly ever do.
    prose = sum(_PROSE.search(line) is not None for line in full)
    if len(full) < _ENOUGH or cut * 2 < len(full) or prose * 2 < len(full):
        return 0
    return longest


def _cells(line: str) -> int:
    """Width on the page: a Chinese character takes two cells, the indent of a paragraph four."""
    bare = line.strip(" \r")
    indent = _PARAGRAPH if 0 < _indent(line) <= 2 * _PARAGRAPH else 0
    if bare.isascii():
        return len(bare) + indent
    return indent + sum(2 if char > "\u2e7f" or char in "“”" else 1 for char in bare)


def _goes_on(line: str, following: str, width: int, running: bool) -> bool:
    """Whether a line of a page goes on in the next one; `running`: it continues one itself."""
    bare, after = line.strip(" \r"), following.strip(" \r")
    if not bare or not after or bare[-1] in _TERMINAL or opens_block(after):
        return False
    if _indent(following) > _indent(line) + 1:
        return False
    full = _cells(line) >= width - _RAGGED
    if bare[-1] == ";":
        return full
    if not running and is_whole(bare):
        return False
    if running or full:
        return True
    if bare[-1].isdecimal() and after[0] in _COUNTED and len(bare) >= _WITH_FIGURE:
        return True
    # "(一)总体情况" above a paragraph is short because it is a heading.
    return len(bare) >= _PROSE_LINE and bool(_PROSE.search(bare)) and not _NUMBERED.match(bare)


def _is_cut(line: str, following: str) -> bool:
    """Whether a single line was cut: after a comma, or inside a figure."""
    bare = line.rstrip(" \r")
    if len(bare) < _ALONE:
        return False
    after = following.strip(" \r")
    if not after or opens_block(after):
        return False
    if bare[-1] in ",、":
        return True
    return bare[-1].isdecimal() and after[0] in _COUNTED and bool(_PROSE.search(bare))


def is_whole(line: str) -> bool:
    """Whether a line of folded text ends like a title or a line of the page, however long."""
    return _WHOLE.search(line) is not None


def opens_block(line: str) -> bool:
    """Whether a line of folded text begins like a heading, an item or a date line."""
    return bool(_BLOCK.match(line) or _DATE_LINE.match(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
