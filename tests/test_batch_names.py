"""Which files of a folder are reports, and what their records are called."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Outcome
from made_folders import digests, put, states, table

from extractor import extract_folder
from extractor.batch import Format
from extractor.batch.sources import find_sources
from extractor.rulebook import Rulebook

Cli = Callable[..., Outcome]


def test_one_name_in_two_folders_and_under_two_suffixes(
    tmp_path: Path, rulebook: Rulebook
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    for place in ("2023/年度报告.txt", "2024/年度报告.txt", "2024/年度报告.md", "manifest.txt"):
        put(folder / place, f"{place}\n调解纠纷53起。")
    put(folder / "2024.txt", "调解纠纷53起。")
    put(folder / "2025.json" / "a.txt", "调解纠纷53起。")
    put(folder / "2025.txt", "调解纠纷53起。")
    extract_folder(folder, out, rulebook=rulebook)
    files = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
    assert {path: entry["record"] for path, entry in files.items()} == {
        "2023/年度报告.txt": "2023/年度报告.json",
        "2024.txt": "2024.json",
        "2024/年度报告.md": "2024/年度报告.json",
        "2024/年度报告.txt": "2024/年度报告.txt.json",
        "2025.json/a.txt": "2025.json/a.json",
        "2025.txt": "2025.txt.json",
        "manifest.txt": "manifest.txt.json",
    }
    assert len({row["report"] for row in table(out / "reports.csv")}) == 7


def test_reports_named_like_an_output_keep_clear_of_it(tmp_path: Path, cli: Cli) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    text = "大江街道办事处2024年法治政府建设年度报告\n调解纠纷53起。\n"
    names = ("observations.csv.txt", "manifest.json.txt", "labelstudio.txt", "index.txt", "a.txt",
             "reports.csv/b.txt", "Failures.CSV/sub/b.txt", "index.html/b.txt", "a.html/b.txt",
             "manifest.json/b.txt", "sub/reports.csv/b.txt",
             f"{250 * 'x'}.txt", f"{251 * 'y'}.txt")  # fmt: skip
    for name in names:
        put(folder / name, text)
    every = ("csv", "jsonl", "html", "brat", "doccano", "labelstudio", "webannotation")
    for _ in range(2):
        outcome = cli(folder, "-o", out, "--jobs", "0", "--format", ",".join(every))
        assert outcome.code == 0
        assert reports_in(out) == sorted(names)
        assert cli("validate", out, "--source", folder).code == 0
    files = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
    records = {path: entry["record"] for path, entry in files.items()}
    assert records["reports.csv/b.txt"] == "reports.csv.reports/b.json"
    assert records["Failures.CSV/sub/b.txt"] == "Failures.CSV.reports/sub/b.json"
    assert records["sub/reports.csv/b.txt"] == "sub/reports.csv/b.json"
    assert records["labelstudio.txt"] == "labelstudio.txt.json"


def test_a_record_that_got_another_name_does_not_stay_under_the_old_one(
    few: Path, tmp_path: Path, rulebook: Rulebook
) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    put(few / "b", "培训3次。")
    extract_folder(few, out, rulebook=rulebook)
    assert (out / "b.txt.json").exists()
    (few / "b").unlink()
    extract_folder(few, out, rulebook=rulebook)
    extract_folder(few, fresh, rulebook=rulebook)
    assert digests(out) == digests(fresh)


def test_links_to_folders_are_counted_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt", "x")
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in")
    found = find_sources(tmp_path / "in", tmp_path / "out")
    assert [source.path for source in found.sources] == ["a.txt"]
    assert found.passed == {"linked folders": 1}


def test_which_files_are_reports(tmp_path: Path) -> None:
    for name in ("a.txt", "b.TXT", "c", "d.rar", "e.css", ".hidden.txt", "~$f.txt", ".git/g.txt",
                 "x/h.md", "x/out/i.json", "out/j.txt"):  # fmt: skip
        put(tmp_path / name, "x")
    found = find_sources(tmp_path, tmp_path / "out")
    assert [source.path for source in found.sources] == ["a.txt", "b.TXT", "c", "d.rar", "x/h.md"]
    assert found.passed == {".css": 1, ".json": 1}


@pytest.mark.parametrize(
    ("glob", "paths"),
    [
        ("*.txt", ["a.txt", "x/b.txt", "x/y/c.txt"]),
        ("x/*.txt", ["x/b.txt"]),
        ("x/**/*.txt", ["x/b.txt", "x/y/c.txt"]),
        ("**/y/*", ["x/y/c.txt"]),
        ("[bc].txt", ["x/b.txt", "x/y/c.txt"]),
    ],
)
def test_globs(tmp_path: Path, glob: str, paths: list[str]) -> None:
    for name in ("a.txt", "x/b.txt", "x/y/c.txt", "x/d.md"):
        put(tmp_path / name, "x")
    found = find_sources(tmp_path, tmp_path / "out", [glob])
    assert [source.path for source in found.sources] == paths


def test_a_name_in_gbk_is_read_as_such(tmp_path: Path, rulebook: Rulebook) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    name = os.fsdecode("报告.txt".encode("gbk"))
    put(folder / name, "调解纠纷53起。")
    put(folder / os.fsdecode("空.txt".encode("gbk")), "")
    for _ in range(2):
        batch = extract_folder(folder, tmp_path / "out", formats=Format, rulebook=rulebook)
        assert [record.document.name for record in batch] == ["报告.txt"]
        assert [failure.report for failure in batch.failures] == ["空.txt"]
    assert states(batch) == {"unchanged": 1, "failed": 1}


def test_a_report_that_is_told_by_another_name_now_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put(folder / os.fsdecode("报告.txt".encode("gbk")), "调解纠纷53起。")
    extract_folder(folder, tmp_path / "out")
    put(folder / "报告.txt", "调解纠纷53起。")  # so that the other is no longer told by its name
    batch = extract_folder(folder, tmp_path / "out")
    names = sorted(record.document.name for record in batch)
    assert names == ["\\xb1\\xa8\\xb8\\xe6.txt", "报告.txt"]


def test_names_that_are_no_text_go_through_every_command(tmp_path: Path, cli: Cli) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    gbk, broken = "报告.txt".encode("gbk"), b"\xff\xfe.txt"
    text = "大江街道办事处2024年法治政府建设年度报告\n调解纠纷53起。\n"
    for name in ("报告.txt".encode(), gbk, broken, b"\xff\xff.txt", "部门".encode() + b"/" + gbk):
        put(folder / os.fsdecode(name), text)
    for _ in range(2):
        every = "csv,jsonl,html,brat,doccano,labelstudio,webannotation"
        assert cli(folder, "-o", out, "--jobs", "0", "--format", every).code == 0
        assert reports_in(out) == ["报告.txt", "部门/报告.txt", "\\xb1\\xa8\\xb8\\xe6.txt",
                                   "\\xff\\xfe.txt", "\\xff\\xff.txt"]  # fmt: skip
        outcome = cli("validate", out, "--source", folder)
        assert (outcome.code, outcome.out) == (0, "")
    single = folder / os.fsdecode(broken)
    for args in ([single, "--json"], [single, "--csv", "-o", f"{tmp_path}/one/"],
                 [single, "--html", f"{tmp_path}/one/"], ["explain", single], ["text", single]):
        assert cli(*args).code == 0


def reports_in(out: Path) -> list[str]:
    return [row["report"] for row in table(out / "reports.csv")]


def test_a_glob_chooses_what_is_read_and_drops_nothing_that_is_there(
    few: Path, tmp_path: Path, cli: Cli
) -> None:
    out = tmp_path / "out"
    assert cli(few, "-o", out, "--jobs", "0").code == 0
    assert reports_in(out) == ["a.txt", "b.txt", "c.txt"]
    undisturbed = digests(out)
    outcome = cli(few, "-o", out, "--glob", "[ab].txt", "--force", "--jobs", "0")
    assert "vanished" not in outcome.err
    assert "2 changed, 1 unchanged" in outcome.err
    assert "kept            1  of earlier runs, beside --glob" in outcome.err
    assert digests(out) == undisturbed
    (few / "c.txt").unlink()
    assert "c.txt: vanished" in cli(few, "-o", out, "--glob", "a*", "--jobs", "0").err
    put(few / "c.txt", "培训4次。")
    assert "vanished" not in cli(few, "-o", out, "--glob", "a*", "--jobs", "0").err
    assert "c.txt" in reports_in(out)


def test_what_a_glob_leaves_out_is_read_again_where_it_changed(few: Path, tmp_path: Path) -> None:
    first = extract_folder(few, tmp_path / "out")
    assert len(first) == 3
    put(few / "b.txt", "调解纠纷54起。")
    batch = extract_folder(few, tmp_path / "out", globs=("a.txt",))
    assert states(batch) == {"unchanged": 2, "changed": 1}


def test_a_report_that_failed_is_left_out_by_a_glob(few: Path, tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out"
    (few / "bad.txt").write_bytes(b"")
    assert cli(few, "-o", out, "--jobs", "0").code == 3
    assert cli(few, "-o", out, "--glob", "[abc].txt", "--jobs", "0").code == 0
    assert table(out / "failures.csv") == []


def test_a_line_end_in_a_name_does_not_break_a_line(few: Path, tmp_path: Path, cli: Cli) -> None:
    put(few / "new\nline.txt", "")
    done = cli(few, "-o", tmp_path / "out", "-j0")
    assert "extract: new\\nline.txt: the file is empty" in done.err


def test_our_own_pages_are_no_reports(few: Path, tmp_path: Path, cli: Cli) -> None:
    cli(few / "a.txt", "--html", few / "a.html")
    done = cli(few, "-o", tmp_path / "out", "-j0")
    assert done.code == 3
    assert "a.html: this is a page of this tool, not a report" in done.err
    assert reports_in(tmp_path / "out") == ["a.txt", "b.txt", "c.txt"]
