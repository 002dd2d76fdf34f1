"""Sentences of the view: up to 。！？, a line end or the sign of a next item, never a semicolon."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.patterns import pattern
from extractor.text.characters import HAN

# A full stop typed as "." counts between Chinese characters ("习近平法治思想.通过中心组"), but not
# behind a list marker ("一.深化改革"); "4。0版" is a number. Behind a rate or a counted thing it
# counts before digits as well ("败诉4件.1226个调委会").
_BOUNDARY = pattern(
    r"[。!?\n.●▲◆►▶](?:"
    r"(?<=[。!?])(?<!\d。(?=\d))[。!?]*[”’\"')》]*"
    r"|(?<=\n)\s*"
    rf"|(?:(?<=[”)%]\.)|(?<={HAN}\.))(?<!\n[一二三四五六七八九十]\.)(?=“|{HAN})"
    r"|(?<=[0-9余多万亿][件起宗个次场人名家户份项条元]\.)(?=[1-9][0-9])"
    rf"|(?<=[●▲◆►▶])(?<![\n\d].)(?={HAN})"  # ▲合同审查214份 ▲文件审查6件
    r")"
)


def sentence_spans(view: str, cuts: Iterable[int]) -> list[tuple[int, int]]:
    """Half-open spans of all sentences in order, without blanks around them.

    `cuts` are further places where a sentence ends, such as headings whose line break got lost.
    """
    ends = [found.end() for found in _BOUNDARY.finditer(view)]
    extra = list(cuts)
    if extra:
        ends = sorted({*ends, *extra})
    if not ends or ends[-1] < len(view):
        ends.append(len(view))
    spans = []
    start = 0
    for end in ends:
        text = view[start:end]
        bare = text.strip()
        if bare:
            lead = len(text) - len(text.lstrip())
            spans.append((start + lead, start + lead + len(bare)))
        start = end
    return spans
