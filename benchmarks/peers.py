"""What peers take and find. Runs in an environment of its own: `speed.py` makes it.

usage: python peers.py times TOOL | figures TOOL
Standard input holds the texts as a JSON list; answers are lines of JSON on standard output. For
`times` a line comes after each text read on request (a line of input with its number), so that the
runs of several tools can be interleaved.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

Figure = dict[str, Any]
Read = Callable[[str], object]
Find = Callable[[str], Iterator[Figure]]

# What the floor scans for: the printed forms of a number and one of the commonest measure words.
UNITS = (
    "人次 场次 件次 万元 亿元 小时 百分点 人 场 次 件 起 份 个 名 条 项 家 宗 户 批 期 篇 元 % ％"
)
WORDS = (
    "培训 调解 化解 受理 办结 审查 复议 诉讼 宣传 普法 讲座 咨询 法律援助 执法 处罚 检查 整改 信访"
)


def recognizers() -> tuple[Read, Find]:
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    numbers, units = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
    models = [numbers.get_number_model(), numbers.get_percentage_model(),
              units.get_currency_model(), units.get_dimension_model()]  # fmt: skip

    def find(text: str) -> Iterator[Figure]:
        for model in models:
            for hit in model.parse(text):
                told = hit.resolution or {}
                value = re.sub(r"[%,]", "", str(told.get("value") or ""))
                unit = told.get("unit") or ("%" if model is models[1] else None)
                yield figure(hit.start, hit.end + 1, value, YUAN.get(unit, unit))

    return lambda text: [model.parse(text) for model in models], find


def spacy() -> tuple[Read, Find]:
    import spacy as library
    from spacy.matcher import Matcher

    nlp = library.blank("zh")
    matcher = Matcher(nlp.vocab)
    digits = {"TEXT": {"REGEX": r"^[0-9.,]$"}, "OP": "+"}
    # A blank pipeline takes each character for a word.
    matcher.add("figure", [[digits, *({"TEXT": sign} for sign in unit)] for unit in UNITS.split()],
                greedy="LONGEST")

    def find(text: str) -> Iterator[Figure]:
        doc = nlp(text)
        for _, start, end in matcher(doc):
            span = doc[start:end]
            number = span.text.rstrip("".join(UNITS.split()))
            unit = span.text[len(number) :]
            yield figure(span.start_char, span.start_char + len(number), number, unit)

    return lambda text: matcher(nlp(text)), find


def jionlp_money() -> tuple[Read, Find]:
    import jionlp

    extract = jionlp.ner.extract_money

    def find(text: str) -> Iterator[Figure]:
        for hit in extract(text, with_parsing=True):
            told = hit["detail"]
            values = told["num"] if isinstance(told["num"], list) else [told["num"]]
            start, end = hit["offset"]
            about = told["definition"] != "accurate"
            yield figure(start, end, values[0], told["case"], vague=about)

    return lambda text: extract(text, with_parsing=True), find


def jionlp_time() -> tuple[Read, None]:
    import jionlp

    extract = jionlp.ner.extract_time
    return lambda text: extract(text, time_base=1735689600.0), None


def wetext() -> tuple[Read, None]:
    from wetext import Normalizer

    return Normalizer(lang="zh", operator="itn").normalize, None


def cn2an() -> tuple[Read, None]:
    import cn2an as library

    return lambda text: library.transform(text, "cn2an"), None


def floor_regex() -> tuple[Read, Find]:
    import regex

    units = "|".join(sorted(map(re.escape, UNITS.split()), key=len, reverse=True))
    pattern = regex.compile(rf"([0-9][0-9,.]*|[一二三四五六七八九十百千万两]+)[余多]?({units})")

    def find(text: str) -> Iterator[Figure]:
        for hit in pattern.finditer(text):
            yield figure(hit.start(1), hit.end(1), hit[1].replace(",", ""), hit[2])

    return lambda text: [hit.span() for hit in pattern.finditer(text)], find


def floor_words() -> tuple[Read, None]:
    import ahocorasick_rs

    words = [first + second for first in WORDS.split() for second in ("", *WORDS.split())]
    automaton = ahocorasick_rs.AhoCorasick(words)
    return automaton.find_matches_as_indexes, None


def ours() -> tuple[Read, Find]:
    from extractor.io.rule_files import load_rulebook
    from extractor.pipeline import run
    from extractor.text import make_document

    book = load_rulebook()

    def find(text: str) -> Iterator[Figure]:
        for o in run(make_document("report", text), book).report.observations:
            yield figure(o.start, o.end, o.value, o.unit, vague=o.qualifier != "exact")

    return lambda text: run(make_document("report", text), book), find


QUICK = 0.05  # seconds
YUAN = {"Chinese yuan": "元"}
TOOLS: dict[str, Callable[[], tuple[Read, Find | None]]] = {
    "this project": ours,
    "floor: regex, number + unit": floor_regex,
    "floor: Aho-Corasick, 342 words": floor_words,
    "spaCy blank zh + Matcher": spacy,
    "Recognizers-Text, four models": recognizers,
    "JioNLP money": jionlp_money,
    "JioNLP time": jionlp_time,
    "WeTextProcessing (wetext)": wetext,
    "cn2an transform": cn2an,
}


def figure(
    start: int, end: int, value: object, unit: str | None, *, vague: bool = False
) -> Figure:
    try:
        number = float(str(value))
    except ValueError:
        number = None
    return {"start": start, "end": end, "value": number, "unit": unit, "vague": vague}


def main() -> None:
    task, tool = sys.argv[1:]
    texts = json.loads(sys.stdin.readline())
    start = time.perf_counter()
    read, find = TOOLS[tool]()
    read(texts[0])
    answer({"first": time.perf_counter() - start})
    if task == "figures":
        answer([list(find(text)) for text in texts] if find else None)
        return
    for line in sys.stdin:
        text = texts[int(line)]
        taken = timed(read, text)
        if taken < QUICK:
            # The tools of the other processes have had the caches meanwhile.
            taken = timed(read, text)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        answer({"seconds": taken, "peak": peak / 1024})


def timed(read: Read, text: str) -> float:
    start = time.perf_counter()
    read(text)
    return time.perf_counter() - start


def answer(value: object) -> None:
    sys.__stdout__.write(json.dumps(value) + "\n")
    sys.__stdout__.flush()


if __name__ == "__main__":
    sys.stdout = sys.stderr  # some tools greet on standard output
    main()
