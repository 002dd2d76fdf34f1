"""Every example of every rule, run against all rules at once, and what a rule file may say."""

from __future__ import annotations

import os
import pickle
import shutil
import tomllib
from pathlib import Path

import pytest
from commands import ROOT
from figures import differences, figures

from extractor.errors import BadRule
from extractor.io.rule_files import load_rulebook
from extractor.rulebook import Rule
from extractor.rulebook.boundaries import Boundaries
from extractor.rulebook.files import parse_rule
from extractor.rulebook.idle import idle_words
from extractor.rulebook.lexicon import head_places
from extractor.rulebook.words import SOON, automaton, bounded_words

RULES = ROOT / "extractor" / "rules"
BOOK = load_rulebook(examples=True)


def by_id(rule: Rule) -> str:
    return rule.id


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=by_id)
def test_examples_give_exactly_what_they_declare(rule: Rule) -> None:
    wrong = [
        example.text + difference
        for example in rule.examples
        if (difference := differences(example.figures, figures(example.text, BOOK)))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=by_id)
def test_counterexamples_give_something_else(rule: Rule) -> None:
    for counter in rule.counterexamples:
        found = {given.indicator for given in figures(counter.text, BOOK)}
        assert rule.id not in found, counter.text
        assert counter.instead is None or counter.instead in found, counter.text


def test_every_indicator_of_the_annotation_has_its_rule() -> None:
    listed = (Path(__file__).parent / "indicators.tsv").read_text("utf-8").splitlines()[1:]
    assert {line.split("\t")[0] for line in listed} <= set(BOOK.rules)


def test_no_rule_names_a_seed() -> None:
    # 江浦路, 东湖, 西兴, 杨村: the issuers of the seeds must not be what a rule knows
    names = ("东湖", "罗湖", "杨村", "武清", "江浦路", "杨浦", "西兴", "滨江", "滨安码")
    texts = {path: path.read_text("utf-8") for path in RULES.rglob("*.toml")}
    assert not [path for path, text in texts.items() if any(name in text for name in names)]


def rule_table(rule_id: str) -> dict[str, object]:
    category, _, name = rule_id.partition(".")
    return tomllib.loads((RULES / category / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"titel": "调解数"}, "key 'titel': unknown (did you mean 'title'?)"),
        ({"measure": "kilos", "exclud": ["x"]}, "did you mean 'exclude'?"),
        ({"cue": [{"words": ["调解"], "nor": ["x"]}]}, "did you mean 'not'?"),
        ({"example": [{"text": "调解3起。", "gives": [12]}] * 2}, "example.0.gives.0"),
        ({"units": []}, "units"),
        ({"title": "调解数\n\u202e"}, "key 'title': Value error, holds a character"),
        ({"exclude": ["信访\n局"]}, "key 'exclude.0'"),
        ({"cue": [{"words": ["调\u200b解"]}]}, "key 'cue.0.words.0'"),
        ({"measure": "kilos"}, "measure"),
        ({"example": []}, "example"),
        ({"cue": [{"words": []}]}, "cue.0.words"),
        ({"cue": [{"words": ["调解"], "within": 3}]}, "cue.0.within"),
    ],
)
def test_a_bad_key_is_named(change: dict[str, object], said: str) -> None:
    table = {**rule_table("mediation.handled"), **change}
    with pytest.raises(BadRule) as error:
        parse_rule("mediation.handled", table, where="mine.toml")
    assert said in str(error.value)
    assert "mine.toml" in str(error.value)


def test_words_are_compared_as_texts_are_read() -> None:
    table = rule_table("mediation.handled")
    table |= {"units": ["件（次）"], "cue": [
        {"words": ["调解（和解）", "１２３４５工单", "调解(和解)"], "after": ["outreach.web3"]},
    ]}
    rule = parse_rule("mediation.handled", table, where="mine.toml")
    assert rule.cues[0].words == ("调解(和解)", "12345工单")
    assert rule.printed_units == ("件(次)",)


def test_a_word_that_is_repeated_without_end_costs_little() -> None:
    places = head_places([[["调解", "化解"] * 20_000]] * 2)
    assert places == {"调解": ((0, 0), (1, 0)), "化解": ((0, 0), (1, 0))}


def test_a_category_that_is_closed_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("outreach", "training"):
        (tmp_path / name).mkdir()
    shutil.copy(RULES / "outreach" / "views.toml", tmp_path / "outreach")
    # For root no folder is closed.
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "training")
    with pytest.raises(BadRule, match=r"training: closed to you"):
        load_rulebook(tmp_path)


def test_what_other_programs_hide_is_no_rule(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "outreach").mkdir()
    for name in (".git/config.toml", "outreach/._views.toml", "._words.toml"):
        (tmp_path / name).write_bytes(b"\0\5\26\7")
    with pytest.raises(BadRule, match="no rule in this folder"):
        load_rulebook(tmp_path)


def test_an_example_mark_without_meaning_is_named() -> None:
    table = rule_table("mediation.handled")
    table["example"] = [{"text": "调解纠纷3起。", "gives": ["3 surely"]}] * 2
    with pytest.raises(BadRule, match="surely"):
        parse_rule("mediation.handled", table, where="mine.toml")


def test_folders_add_and_override(tmp_path: Path) -> None:
    (tmp_path / "outreach").mkdir()
    rule = (RULES / "outreach" / "views.toml").read_text("utf-8")
    (tmp_path / "outreach" / "views.toml").write_text(
        rule.replace("阅读(点击、播放)量", "点击量"), "utf-8"
    )
    (tmp_path / "outreach" / "likes.toml").write_text(
        rule.replace("outreach.views", "outreach.likes"), "utf-8"
    )
    book = load_rulebook(tmp_path)
    assert book.rules["outreach.views"].title == "点击量"
    assert set(book.rules) == {*BOOK.rules, "outreach.likes"}
    assert book.sha256 != BOOK.sha256


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "outreach").mkdir()
    path = tmp_path / "outreach" / "bad.toml"
    path.write_text('title = "x"\nunits = [\n', "utf-8")
    with pytest.raises(BadRule, match=r"bad\.toml.*line"):
        load_rulebook(tmp_path)


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=by_id)
def test_every_word_of_a_rule_decides_something(rule: Rule) -> None:
    assert not list(idle_words(rule, BOOK.lexicon.table.boundaries))


def test_words_that_decide_nothing_are_told() -> None:
    table = rule_table("mediation.handled") | {
        "exclude": ["信访", "信访件"],
        "cue": [{
            "words": ["调解纠纷", "调解信访纠纷"],
            "with": ["镇", "镇上", "调解", "调解室", "人民调解", "依据《调解法"],
            "not": ["信访", "信访局", "培训", "培训室"], "topic": ["纠纷", "邻里纠纷"],
        }],
        "letters": {"镇": "镇调解3起", "村": "村调解3起"},
    }  # fmt: skip
    rule = parse_rule("mediation.handled", table, where="mine.toml")
    assert list(idle_words(rule, Boundaries(["培训室"]))) == [
        (("exclude",), "`exclude` needs no '信访件' beside '信访'"),
        (("cue", 0, "words"), "'调解信访纠纷' never counts, for it holds '信访', which bars it"),
        (("cue", 0, "not"), "`not` need not repeat '信访' of `exclude`"),
        (("cue", 0, "not"), "`not` needs no '信访局' beside '信访'"),
        (("cue", 0, "with"), "`with` needs no '人民调解' beside '调解'"),
        (("cue", 0, "with"), "`with` needs no '调解室' beside '调解'"),
        (("cue", 0, "topic"), "`topic` needs no '邻里纠纷' beside '纠纷'"),
        (("letters",), "`letters` need not name '村': no list holds it"),
    ]


def test_a_word_is_idle_where_another_is_found_in_it_at_any_place() -> None:
    table = rule_table("mediation.handled") | {
        "exclude": ["培训", "培训室和培训", "培训室"], "cue": [{"words": ["调解"]}]
    }  # fmt: skip
    rule = parse_rule("mediation.handled", table, where="mine.toml")
    assert [idle.message for idle in idle_words(rule, Boundaries(["培训室"]))] == [
        "`exclude` needs no '培训室和培训' beside '培训'"
    ]


COUNTED = {"words": ["调解", "化解"], "with": ["纠纷", "矛盾"], "not": ["培训"], "units": ["件"]}


@pytest.mark.parametrize(
    "asked",
    [
        {}, {"with": ["纠纷"]}, {"not": ["培训", "会议"]}, {"words": ["化解", "排查"]},
        {"weak": True},
    ],
)  # fmt: skip
def test_a_word_that_another_cue_counts_as_well_is_told(asked: dict[str, object]) -> None:
    table = rule_table("mediation.handled") | {"exclude": [], "cue": [COUNTED, COUNTED | asked]}
    told = [*idle_words(parse_rule("mediation.handled", table, where=""), Boundaries([]))]
    assert {idle.key for idle in told} == {("cue", 1, "words")}
    assert told[0].message == (
        "'化解' is counted as well by the cue of '调解', which asks for no more"
    )


@pytest.mark.parametrize(
    "asked",
    [
        {"with": []}, {"with": ["争议"]}, {"not": []}, {"units": ["起"]}, {"units": []},
        {"after": ["mediation"]}, {"topic": ["邻里"]}, {"words": ["排查"]},
    ],
)  # fmt: skip
def test_a_word_that_only_this_cue_counts_is_not_idle(asked: dict[str, object]) -> None:
    table = rule_table("mediation.handled") | {
        "exclude": [], "cue": [COUNTED, COUNTED | asked]
    }  # fmt: skip
    rule = parse_rule("mediation.handled", table, where="")
    assert not [idle for idle in idle_words(rule, Boundaries([])) if idle.key[1] == 1]


def test_a_single_letter_has_its_reason() -> None:
    table = rule_table("mediation.handled") | {
        "exclude": [], "cue": [{"words": ["调解"], "not": ["率"]}, {"words": ["化解", "率"]}]
    }  # fmt: skip
    rule = parse_rule("mediation.handled", table, where="mine.toml")
    (told,) = idle_words(rule, Boundaries([]))
    assert told.key == ("cue", 0, "not")
    assert told.message.startswith("`not` holds '率', which stands in words of every sort: list")
    table["letters"] = {"率": "率98%: whatever it is called"}
    assert not list(idle_words(parse_rule("mediation.handled", table, where=""), Boundaries([])))
    for letters in ({"率": ""}, {"比率": "whatever it is called"}):
        with pytest.raises(BadRule, match="letters"):
            parse_rule("mediation.handled", table | {"letters": letters}, where="mine.toml")


def test_brackets_without_end_are_told(tmp_path: Path) -> None:
    (tmp_path / "outreach").mkdir()
    (tmp_path / "outreach" / "deep.toml").write_text("x = " + "[" * 100_000, "utf-8")
    with pytest.raises(BadRule, match=r"deep\.toml"):
        load_rulebook(tmp_path)


def test_the_rulebook_has_one_fingerprint() -> None:
    assert load_rulebook().sha256 == BOOK.sha256


def test_overlapping_words_are_all_found() -> None:
    table = BOOK.lexicon.table
    found = {word for _, word in table.find("开展人民调解员培训", 0, 9)}
    assert {"人民调解员", "调解员培训", "培训"} <= found


def test_the_automaton_finds_what_the_table_finds() -> None:
    text = "\n".join(example.text for rule in BOOK.rules.values() for example in rule.examples)
    for words in (BOOK.lexicon.table.table, BOOK.lexicon.background.table):
        found = automaton(words.words)
        assert found is not None
        assert found.find(text, 7, len(text) - 7) == words.find(text, 7, len(text) - 7)


def test_the_automaton_is_built_once_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[object] = []
    monkeypatch.setattr("extractor.rulebook.words.automaton", built.append)
    words, text = bounded_words({"调解", "解"}, Boundaries([])), "调解" * (SOON // 8)
    for asked in ([], [], [], [], [words.table.words], [words.table.words]):
        assert words.find(text, 0, len(text)) == words.table.find(text, 0, len(text))
        assert built == asked


def test_words_travel_to_other_processes() -> None:
    words = bounded_words({"调解", "解"}, Boundaries([]))
    words.find("调解" * SOON, 0, 2 * SOON)
    assert pickle.loads(pickle.dumps(words)).find("人民调解", 0, 4) == [(2, "调解"), (3, "解")]


def test_a_folder_of_which_nothing_would_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadRule, match="no rule in this folder"):
        load_rulebook(tmp_path)
    deep = tmp_path / "own" / "outreach" / "views.toml"
    deep.parent.mkdir(parents=True)
    shutil.copy(RULES / "outreach" / "views.toml", deep)
    with pytest.raises(BadRule, match=r"views\.toml: too deep for a rule"):
        load_rulebook(tmp_path)
    assert "outreach.views" in load_rulebook(tmp_path / "own").rules


def test_a_pipe_among_the_rules_is_no_rule(tmp_path: Path) -> None:
    (tmp_path / "outreach").mkdir()
    os.mkfifo(tmp_path / "outreach" / "views.toml")
    with pytest.raises(BadRule, match="not a regular file"):
        load_rulebook(tmp_path)


def test_a_byte_order_mark_is_no_part_of_a_rule(tmp_path: Path) -> None:
    (tmp_path / "outreach").mkdir()
    text = (RULES / "outreach" / "views.toml").read_text("utf-8")
    path = tmp_path / "outreach" / "views.toml"
    path.write_text(text.replace("阅读(点击、播放)量", "点击量"), "utf-8-sig")
    assert load_rulebook(tmp_path).rules["outreach.views"].title == "点击量"
    path.write_text(text.replace("title", "titel"), "utf-8-sig")
    with pytest.raises(BadRule, match=r"views\.toml:1: key 'titel'"):
        load_rulebook(tmp_path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("title = '讲座'".encode("gb18030"), "save it as UTF-8"),
        ("title = '讲座'".encode("utf-16"), "save it as UTF-8"),
        (b"count = " + b"9" * 5000, "a number with thousands of digits"),
    ],
    ids=len,
)
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "outreach" / "lectures.toml"
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(BadRule) as error:
        load_rulebook(tmp_path)
    assert said in str(error.value)
    assert str(error.value).startswith(str(path))


@pytest.mark.parametrize(
    "name", ["Outreach/views", "outreach/Views", "outreach/a b", "outreach/1a", "outreach/a.b",
             "outreach/讲座", "outreach/a-b", "out1/a", "outreach/__class__"],
)  # fmt: skip
def test_a_name_that_makes_no_column_and_no_field_is_no_id(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.toml"
    path.parent.mkdir()
    shutil.copy(RULES / "outreach" / "views.toml", path)
    with pytest.raises(BadRule, match="is no id") as error:
        load_rulebook(tmp_path)
    assert error.value.where == str(path)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("outreach/a_b", "outreach_a/b"), "outreach_a.b and outreach.a_b make the same column"),
        (("report/title",), "report.title and the document make the same column"),
        (("outreach/a", "outreach/a_q"), "outreach.a_q and outreach.a make the same column"),
    ],
)
def test_two_rules_make_no_column_twice(tmp_path: Path, names: tuple[str, ...], said: str) -> None:
    for name in names:
        path = tmp_path / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        shutil.copy(RULES / "outreach" / "views.toml", path)
    with pytest.raises(BadRule, match=said) as error:
        load_rulebook(tmp_path)
    assert error.value.where == str(path)


def test_no_list_of_a_rule_holds_a_word_twice() -> None:
    twice = []
    for path in sorted(RULES.glob("*/*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        for table in (data, *data.get("cue", ())):
            for key, words in table.items():
                if words and isinstance(words, list) and isinstance(words[0], str):
                    again = [word for at, word in enumerate(words) if word in words[:at]]
                    twice += [(path.stem, key, word) for word in again]
    assert not twice
