"""`extract rules` and `extract explain`: what a maker of rules meets."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import SENTENCE, Outcome, one_line

Cli = Callable[..., Outcome]


def test_rules_are_tried_on_every_report_of_a_tree(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.html").write_text("<p>开展普法宣传28场。</p>", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    done = cli("rules", "try", "outreach.events", tmp_path)
    assert "a.html: hits 1" in done.out
    assert one_line(done.err, "b.txt", "empty")
    assert done.code == 2


def test_explain_tells_rule_and_clause(cli: Cli, report: Path) -> None:
    told = cli("explain", report, "--indicator", "mediation.handled").out
    assert "mediation.handled" in told
    assert "28起" in told
    rows = json.loads(cli("explain", report, "--json", "--at", str(SENTENCE.index("28"))).out)
    assert [row["text"] for row in rows] == ["28"]
    assert rows[0]["taken"][0]["rule"] == "mediation.handled"


def test_explain_tells_what_a_number_is_not(cli: Cli, report: Path) -> None:
    rows = json.loads(cli("explain", report, "--json", "--at", "0").out)
    assert [(row["text"], row["kind"], row["taken"]) for row in rows] == [("2024", "date", [])]
    assert "no number at offset 5" in cli("explain", report, "--at", "5").err


def test_explain_tells_of_numerals_the_ledger_passes_over(cli: Cli, seeds: list[Path]) -> None:
    rows = json.loads(cli("explain", seeds[4], "--json").out)
    passed_over = [row for row in rows if row["kind"] == "no number"]
    assert passed_over
    assert all(not row["taken"] and row["refused"] for row in passed_over)


def test_rules_list_and_show(cli: Cli) -> None:
    rows = [line.split("\t") for line in cli("rules", "list", "mediation").out.splitlines()]
    assert rows[0] == ["id", "title", "measure", "units"]
    assert "mediation.handled" in {row[0] for row in rows}
    assert all(row[0].startswith("mediation.") for row in rows[1:])
    assert tomllib.loads(cli("rules", "show", "mediation.handled").out)["cue"]


def test_a_new_rule_loads_holds_and_finds(cli: Cli, report: Path) -> None:
    """The three steps of a newcomer, with nothing but the command line."""
    folder = report.with_name("rules")
    made = cli("rules", "new", "outreach.puppet_shows", "--title", "普法木偶戏演出",
               "--measure", "session", "--rules", folder)
    assert (made.code, made.out) == (0, "")
    assert cli("rules", "check", "outreach.puppet_shows", "--rules", folder).code == 0
    report.write_text("今年开展普法木偶戏演出17场。\n", "utf-8")
    tried = cli("rules", "try", "outreach.puppet_shows", report, "--rules", folder)
    assert "hits 1, near misses 0" in tried.out
    record = json.loads(cli(report, "--json", "--rules", folder).out)
    assert record["other"]["outreach.puppet_shows"]["value"] == 17


@pytest.mark.parametrize(
    ("line", "words"),
    [("cues = 1", ("cues",)), ("title =", ("line 1",)), ("units = 1", ("line 6",))],
)
def test_a_bad_rule_file_is_told(
    cli: Cli, report: Path, line: str, words: tuple[str, ...]
) -> None:
    folder = report.with_name("rules")
    assert cli("rules", "new", "outreach.puppets", "--title", "木偶戏", "--rules", folder).code == 0
    path = folder / "outreach" / "puppets.toml"
    path.write_text(f"{line}\n{path.read_text('utf-8')}", "utf-8")
    done = cli(report, "--json", "--rules", folder)
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err, "puppets.toml", *words)


def test_a_failing_example_fails_the_check(cli: Cli, report: Path) -> None:
    folder = report.with_name("rules")
    assert cli("rules", "new", "outreach.puppets", "--title", "木偶戏", "--rules", folder).code == 0
    path = folder / "outreach" / "puppets.toml"
    path.write_text(path.read_text("utf-8").replace('gives = ["12"]', 'gives = ["13"]'), "utf-8")
    done = cli("rules", "check", "outreach.puppets", "--rules", folder)
    assert done.code == 1
    assert f"{path}:24: outreach.puppets: " in done.out or f"{path}:23: " in done.out
    assert "want 13 outreach.puppets" in done.out
    assert "extract rules try" in done.err


def test_an_offset_without_a_number_names_the_nearest(cli: Cli, report: Path) -> None:
    report.write_text("全年开展普法宣传28场,惠及群众约1200人。\n", "utf-8")
    assert one_line(cli("explain", report, "--at", "10").err, "no number at offset 10", "28 at 8")
    report.write_text("全年开展普法宣传。\n", "utf-8")
    assert one_line(cli("explain", report, "--at", "4").err, "no number in the whole text")


def test_a_weaker_reading_names_what_is_stronger(cli: Cli, report: Path) -> None:
    report.write_text("2024年,共受理矛盾纠纷88件,调解成功86件。\n", "utf-8")
    lines = cli("explain", report, "--indicator", "mediation.received").out.splitlines()
    assert [line for line in lines if "R-WEAKER" in line] == [
        "  refused  mediation.received (its word: 受理矛盾纠纷): "
        "成功 of mediation.handled explains the number better [R-WEAKER]"
    ]


def test_an_explanation_tells_of_words_inside_others(cli: Cli, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("改造普法讲座室3场,维修宣传车28辆。\n", "utf-8")
    own = tmp_path / "rules"
    own.mkdir()
    (own / "_own.toml").write_text('boundaries = ["...", "讲座室"]\n', "utf-8")
    asked = ("explain", report, "--indicator", "outreach.lectures", "--rules", own)
    assert (
        "  refused  outreach.lectures (its word: 普法讲座): "
        "讲座室 takes it apart (list boundaries) [R-BOUNDARY]"
    ) in cli(*asked).out.splitlines()
    rows = json.loads(cli(*asked, "--json").out)
    assert [row["text"] for row in rows] == ["3"]  # 辆 would not fit, and stands further on


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('gives = ["12"]', 'gives = ["12 outreach.pupets"]',
         ("puppets.toml:24", "outreach.pupets", "outreach.puppets")),
        ('why = "an inspection"', 'why = "an inspection"\ninstead = "enforcement.inspect"',
         ("puppets.toml:3", "enforcement.inspect", "enforcement.inspections")),
        ('# with = [""]  ', 'after = ["mediation.handle"]\n#', ("mediation.handled",)),
        ('gives = ["12"]', 'gives = ["12 rouhgly"]', ("puppets.toml:2", "rouhgly")),
        ('gives = ["12"]', 'give = ["12"]', ("puppets.toml:2", "gives")),
        ('measure = "session"', 'measure = "sessions"', ("puppets.toml:4", "measure", "case")),
    ],
)
def test_what_a_rule_names_must_be_there(
    cli: Cli, report: Path, old: str, new: str, words: tuple[str, ...]
) -> None:
    folder = report.with_name("rules")
    assert cli("rules", "new", "outreach.puppets", "--title", "木偶戏", "--rules", folder).code == 0
    path = folder / "outreach" / "puppets.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    done = cli("rules", "check", "--rules", folder)
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err, *words)


def test_a_word_that_decides_nothing_is_told_with_its_line(cli: Cli, report: Path) -> None:
    folder = report.with_name("rules")
    assert cli("rules", "new", "outreach.puppets", "--title", "木偶戏", "--rules", folder).code == 0
    path = folder / "outreach" / "puppets.toml"
    words = 'not = ["会议", "座谈会议", "案"]'
    text = path.read_text("utf-8").replace('# not = [""] ', f"{words}\n#", 1)
    path.write_text(text, "utf-8")
    line = text.splitlines().index(words) + 1
    done = cli("rules", "check", "outreach.puppets", "--rules", folder)
    assert done.code == 0
    assert f"{path}:{line}: `not` needs no '座谈会议' beside '会议'\n" in done.err
    assert f"{path}:{line}: `not` holds '案', which stands in words of every sort" in done.err


def test_a_unit_that_no_number_is_read_with_is_told(cli: Cli, report: Path) -> None:
    folder = report.with_name("rules")
    made = cli("rules", "new", "outreach.puppets", "--title", "木偶戏", "--rules", folder)
    assert f"`extract rules try outreach.puppets REPORT.txt --rules {folder}`" in made.err
    path = folder / "outreach" / "puppets.toml"
    path.write_text(path.read_text("utf-8").replace('units = ["', 'units = ["嗯", "', 1), "utf-8")
    done = cli("rules", "check", "outreach.puppets", "--rules", folder)
    assert done.code == 0
    assert "puppets.toml: no number is read with the unit '嗯'" in done.err


def test_an_explanation_shows_what_tells_most_first(cli: Cli, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("14个部门对163个事项实施告知承诺。\n", "utf-8")
    short, full = cli("explain", report).out, cli("explain", report, "--all").out
    shown = [line for line in short.splitlines() if line.startswith("  refused")]
    of_first = short.partition("\n\n")[0].splitlines()
    units = ["[R-UNIT]" in line for line in of_first if line.startswith("  refused")]
    assert units == sorted(units)
    told = [line for line in full.splitlines() if line.startswith("  refused")]
    hidden = sum(int(line.split()[1]) for line in short.splitlines() if line.startswith("  and "))
    assert len(shown) + hidden == len(told)
    only = cli("explain", report, "--indicator", "gov_service.items").out
    refused = [line for line in only.splitlines() if line.startswith("  refused")]
    assert refused
    assert {line.split()[1] for line in refused} == {"gov_service.items"}
