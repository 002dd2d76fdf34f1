"""The lists of words that say how a figure is meant: examples, boundaries, and lists of users."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from commands import ROOT

from extractor import extract
from extractor.cli.failed import told_failure
from extractor.errors import BadRule
from extractor.evaluation.examples import list_failures
from extractor.io.rule_files import load_rulebook
from extractor.rulebook.boundaries import Boundaries, parts
from extractor.rulebook.context import LISTS, TABLES
from extractor.rulebook.words import bounded_words

RULES = ROOT / "extractor" / "rules"
BOOK = load_rulebook(examples=True)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("_own.toml", 'riise = ["增加"]', "list 'riise': unknown (did you mean 'rise'?)"),
        ("_own.toml", '[tables]\nparts = ["其中"]', "toml:2: list 'tables.parts': unknown (did you "
                                                  "mean 'part'?)"),
        ("_own.toml", 'tables = 1', "toml:1: 'tables' is no section of lists"),
        ("_own.toml", 'kept = ["推行"]\n\nstock = [\n  1,\n]', "3: list 'stock': missing"),
        ("_own.toml", '[topics]\noutreach = ["("]', "toml:2: list 'topics.outreach': missing ),"),
        ("_own.toml", 'filler = ["共"]\nfall = ["降("]', "toml:2: list 'fall': missing ),"),
        ("_checks.toml", '[parts]\nslip = 2', "toml:2: key 'parts.slip'"),
        ("_own.toml", 'plan = [{words = ["拟"], not_befor = ["定"]}]', "mean 'not_before'?"),
        ("_own.toml", 'plan = [{words = "拟"}]', "list 'plan': 'words' is no list of words"),
        ("_own.toml", 'plan = [{before = ["定"]}]', "list 'plan': an entry without `words`"),
        ("_own.toml", 'plan = [{words = ["将"], behind = ["[我局]"]}]', "no plain text"),
        ("_own.toml", 'examples.plann.takes = ["[拟]建"]', "(did you mean 'plan'?)"),
        ("_own.toml", '\nexamples.plan.take = ["[拟]建"]', "toml:2: examples of list"),
        ("_own.toml", 'examples.plan.takes = ["拟建"]', "put what the list takes of it in"),
        ("_own.toml", 'examples.plan.leaves = ["[拟]定"]', "write no [brackets]"),
        ("_own.toml", 'examples.plan.leaves = [1]', "'leaves' is no list of texts"),
        ("_own.toml", 'examples.plan = ["拟定"]', "examples of list 'plan': no table"),
        ("_own.toml", 'examples = ["拟定"]', "key 'examples' is no table"),
        ("_own.toml", '[tables]\nexamples.parts.takes = ["[其中]"]', "list 'tables.parts'"),
        ("_own.toml", 'boundaries = ["会议.室"]', "1: list 'boundaries': '会议.室' is no"),
        ("_own.toml", 'boundaries = ["法|人"]', "1: list 'boundaries': nothing lies"),
        ("_own.toml", 'boundaries = "法人"', "1: list 'boundaries': no list of words"),
        ("_own.toml", 'mean = ["每人", "..."]', "1: list 'mean': '...' is not its first word"),
        ("_own.toml", 'plan = ["...", "拟?"]', "1: list 'plan': '拟?' is found everywhere"),
        ("_own.toml", '[topics]\noutreach = ["普法|"]', "toml:2: list 'topics.outreach': '普法|'"),
        ("_own.toml", 'plan = [{words = ["x*"], not_behind = ["甲"]}]', "is found everywhere"),
        ("likes.toml", 'title = "点赞数"', "move it to"),
    ],
)
def test_what_nothing_would_read_is_told(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(f"{text}\n", "utf-8")
    with pytest.raises(BadRule) as error:
        load_rulebook(str(tmp_path))
    assert said in str(error.value)
    assert str(tmp_path / name) in str(error.value)


def test_every_shared_list_is_read() -> None:
    readers = [*RULES.parent.glob("linking/*.py"), *RULES.parent.glob("rulebook/*.py")]
    source = "".join(path.read_text("utf-8") for path in readers)
    asked = set(re.findall(r"""(?:context|patterns|tables)\["(\w+)"\]""", source))
    known = {*BOOK.context.names, *BOOK.context.tables.names, "boundaries"}
    assert asked == known, "a list that nothing reads, or one that is not there"


def test_every_shared_list_takes_what_its_examples_say() -> None:
    assert not list(list_failures(BOOK, BOOK.list_examples))
    known = {*LISTS, *(f"tables.{name}" for name in TABLES)}
    assert known == {each.list for each in BOOK.list_examples if each.wanted}
    assert known == {each.list for each in BOOK.list_examples if not each.wanted}


def test_a_list_that_no_longer_takes_its_example_is_told(tmp_path: Path) -> None:
    path = tmp_path / "_own.toml"
    path.write_text(
        'forbids = ["严禁"]\nexamples.stock.leaves = ["拥有律师"]\n'
        'examples.change_filler.takes = ["投诉[下降了]约"]\n', "utf-8"
    )  # fmt: skip
    book = load_rulebook(tmp_path, examples=True)
    failed = {each.rule: each for each in list_failures(book, book.list_examples)}
    assert {rule: (each.want, each.got) for rule, each in failed.items()} == {
        "list forbids": ("takes '不得'", "takes nothing"),
        "list stock": ("takes nothing", "takes '拥有'"),
        "list change_filler": ("takes '下降了'", "takes '下降了约'"),
    }
    assert told_failure(failed["list stock"], [tmp_path]).startswith(
        f"{path}:2: list stock: 拥有律师\n  want takes nothing\n"
    )
    assert f"{RULES / '_status.toml'}:" in told_failure(failed["list forbids"], [tmp_path])


def test_a_list_of_a_user_takes_the_place_of_one_only(tmp_path: Path) -> None:
    (tmp_path / "_words.toml").write_text('mean = ["每人"]\n[tables]\nrate = ["占有"]\n', "utf-8")
    context = load_rulebook(tmp_path).context
    assert context["mean"].search("每人")
    assert not context["mean"].search("平均")
    assert context.tables["rate"].search("占有率")
    assert not context.tables["rate"].search("占比")
    assert context.tables["plan"].search("计划数")
    assert context.topics["training"].search("培训")


def test_words_of_a_user_are_added_to_a_list(tmp_path: Path) -> None:
    (tmp_path / "_words.toml").write_text(
        'forbids = ["...", "严禁"]\nexamples.forbids.takes = ["[严禁]超过"]\n'
        'boundaries = ["...", "培训室"]\n[tables]\nrate = ["...", "占有"]\n', "utf-8"
    )  # fmt: skip
    book = load_rulebook(tmp_path, examples=True)
    assert not list(list_failures(book, book.list_examples))
    assert {"检查[不得]超过", "[严禁]超过"} <= {each.text for each in book.list_examples}
    assert book.context.tables["rate"].search("占有") is not None
    assert list(book.lexicon.table.lost("培训室")) == [("培训", "培训室")]
    assert ("会议", "会议室") in book.lexicon.table.lost("会议室")


@pytest.mark.parametrize("word", ["[绝毫]?免于", r"\\w?免于", "从[未不]败诉|免于"])
def test_negations_of_a_user_may_begin_with_anything(tmp_path: Path, word: str) -> None:
    (tmp_path / "_words.toml").write_text(f'negation = ["...", "{word}"]\n', "utf-8")
    report = extract("全年免于行政诉讼败诉案件。", rulebook=load_rulebook(tmp_path))
    assert [(o.indicator, o.value) for o in report.observations] == [("lawsuit.lost", 0)]


def test_a_list_in_two_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "_a.toml").write_text('[tables]\nrate = ["占有"]\n', "utf-8")
    (tmp_path / "_b.toml").write_text('mean = ["每人"]\n[tables]\nrate = ["占比"]\n', "utf-8")
    with pytest.raises(BadRule) as error:
        load_rulebook(tmp_path)
    said = f"{tmp_path / '_b.toml'}:3: list 'tables.rate' stands in {tmp_path / '_a.toml'} too"
    assert said in str(error.value)


def _places(boundary: str) -> list[tuple[str, int]]:
    text, places = parts(boundary)
    return [(text, at) for at in places]


def test_every_boundary_keeps_a_word_of_the_rules_out() -> None:
    words = BOOK.lexicon.table.table.words - BOOK.lexicon.table.silent
    boundaries = tomllib.loads((RULES / "_boundaries.toml").read_text("utf-8"))["boundaries"]
    starts = {word[:size] for word in words for size in range(1, len(word) + 1)}
    ends = {word[-size:] for word in words for size in range(1, len(word) + 1)}

    def bounds(text: str, at: int) -> bool:
        before, behind = text[:at], text[at:]
        inside = [before[-size:] for size in range(2, at + 1)]
        inside += [behind[:size] for size in range(2, len(behind) + 1)]
        return before in ends or behind in starts or not words.isdisjoint(inside)

    idle = [each for each in boundaries
            if not any(bounds(text, at) for text, at in _places(each))]
    assert not idle
    assert len(boundaries) == len(set(boundaries))


def test_words_are_lost_inside_others_only() -> None:
    boundaries = Boundaries(["会议室", "单位", "执法|人员", "依法|治理"])
    words = bounded_words({"会议", "整改单", "法人", "治理", "行政"}, boundaries)
    for text, found in {
        "会议": ["会议"], "会议上": ["会议"], "会议室里的会议": ["会议"], "在会议": ["会议"],
        "整改单两份": ["整改单"], "整改单位": [], "企业法人员工": ["法人"], "执法人员": [],
        "执法人": ["法人"], "依法治理行政": ["治理", "行政"],
    }.items():
        assert [word for _, word in words.find(text, 0, len(text))] == found, text


@pytest.mark.parametrize(
    "line",
    ['negation = ["无("]', 'zero_before = ["*"]', 'negation = [""]', 'part = "其中"',
     'rise = ["(?P<a>增)", "(?P<a>升)"]'],
)  # fmt: skip
def test_a_broken_context_list_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "_own.toml").write_text(f"{line}\n", "utf-8")
    with pytest.raises(BadRule) as error:
        load_rulebook(tmp_path)
    assert str(error.value).startswith(f"{tmp_path / '_own.toml'}:1: list ")
