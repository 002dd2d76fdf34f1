"""A folder in, a folder out: the same bytes however often and with however many processes."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Outcome
from made_folders import digests, make_folder

from extractor import extract_folder
from extractor.batch import (
    Batch,
    Format,
    Settings,
    Tally,
    convert_folder,
    parse_formats,
    read_records,
)
from extractor.batch.manifest import open_journal
from extractor.batch.sources import find_sources
from extractor.errors import BadRecord, UsageError
from extractor.io.rule_files import load_rulebook
from extractor.io.writers.csv_writer import observations_csv, reports_csv
from extractor.io.writers.jsonl_writer import jsonl_text
from extractor.rulebook import Rulebook

Cli = Callable[..., Outcome]


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty reports in subfolders; not to be changed."""
    folder = tmp_path_factory.mktemp("reports")
    make_folder(folder, 30)
    return folder


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Three reports that a test may change."""
    folder = tmp_path / "few"
    for name, text in (("a", "开展普法宣传28场。"), ("b", "调解纠纷53起。"), ("c", "培训3次。")):
        put(folder / f"{name}.txt", text)
    return folder


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def states(batch: Batch) -> dict[str, int]:
    return {str(state): count for state, count in batch.tally.states.items()}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_all_tables_hold_what_the_records_hold(
    reports: Path, tmp_path: Path, rulebook: Rulebook
) -> None:
    batch = extract_folder(
        reports, tmp_path / "out", formats=("csv", "jsonl"), rulebook=rulebook
    )
    records = list(batch)
    names = [record.document.name for record in records]
    assert len(records) == len(batch) == 30
    assert names == sorted(path.relative_to(reports).as_posix() for path in reports.rglob("*.txt"))
    expected = {
        "observations.csv": observations_csv(records),
        "reports.csv": reports_csv(records, rulebook.rules),
        "reports.jsonl": jsonl_text(records).encode(),
    }
    assert {name: (tmp_path / "out" / name).read_bytes() for name in expected} == expected
    assert table(tmp_path / "out" / "failures.csv") == []


def test_a_record_is_the_one_of_the_single_command(few: Path, tmp_path: Path, cli: Cli) -> None:
    extract_folder(few, tmp_path / "out")
    assert (tmp_path / "out" / "b.json").read_text("utf-8") == cli(few / "b.txt", "--json").out


def test_a_second_run_skips_all_and_changes_nothing(
    reports: Path, tmp_path: Path, rulebook: Rulebook
) -> None:
    out = tmp_path / "out"
    extract_folder(reports, out, formats=("csv", "jsonl", "parquet"), rulebook=rulebook)
    before = digests(out)
    again = extract_folder(reports, out, formats=("csv", "jsonl", "parquet"), rulebook=rulebook)
    assert states(again) == {"unchanged": 30}
    assert digests(out) == before
    forced = extract_folder(reports, out, formats=Format, force=True, rulebook=rulebook)
    assert states(forced) == {"changed": 30}
    assert digests(out) == before


def test_only_what_changed_is_read_again(few: Path, tmp_path: Path, rulebook: Rulebook) -> None:
    out = tmp_path / "out"
    extract_folder(few, out, rulebook=rulebook)
    put(few / "b.txt", "调解纠纷54起。")
    put(few / "d.txt", "培训4次。")
    # A record that was edited by hand is no longer what the report says.
    record = out / "c.json"
    record.write_text(record.read_text("utf-8").replace('"value": 3', '"value": 4'), "utf-8")
    batch = extract_folder(few, out, rulebook=rulebook)
    assert states(batch) == {"unchanged": 1, "changed": 2, "new": 1}
    fresh = tmp_path / "fresh"
    extract_folder(few, fresh, rulebook=rulebook)
    assert digests(out) == digests(fresh)


def test_other_rules_make_all_records_anew(few: Path, tmp_path: Path, rulebook: Rulebook) -> None:
    rules = tmp_path / "rules"
    put(rules / "_checks.toml", "")
    out = tmp_path / "out"
    extract_folder(few, out, rulebook=rulebook)
    other = load_rulebook(rules, examples=True)
    changed = other._replace(sha256="1" * 64)
    assert states(extract_folder(few, out, rulebook=changed)) == {"changed": 3}
    assert json.loads((out / "manifest.json").read_text("utf-8"))["rulebook"] == "1" * 64


def test_a_report_that_vanished_is_told_as_long_as_its_record_stands(
    few: Path, tmp_path: Path, rulebook: Rulebook
) -> None:
    out = tmp_path / "out"
    extract_folder(few, out, rulebook=rulebook)
    (few / "b.txt").unlink()
    for _ in range(2):
        batch = extract_folder(few, out, rulebook=rulebook)
        assert batch.vanished == {"b.txt": "b.json"}
        assert [record.document.name for record in batch] == ["a.txt", "c.txt"]
        assert {row["report"] for row in table(out / "reports.csv")} == {"a.txt", "c.txt"}
    (out / "b.json").unlink()
    assert extract_folder(few, out, rulebook=rulebook).vanished == {}


def test_the_record_of_a_report_that_broke_does_not_stay(
    few: Path, tmp_path: Path, rulebook: Rulebook
) -> None:
    out = tmp_path / "out"
    extract_folder(few, out, rulebook=rulebook)
    (few / "b.txt").write_bytes(b"")
    batch = extract_folder(few, out, rulebook=rulebook)
    assert [(failure.report, failure.message) for failure in batch.failures] == [
        ("b.txt", "the file is empty")
    ]
    assert not (out / "b.json").exists()
    put(few / "b.txt", "调解纠纷53起。")
    assert states(extract_folder(few, out, rulebook=rulebook)) == {"unchanged": 2, "new": 1}


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


def test_a_folder_that_cannot_be_used_is_told(few: Path, tmp_path: Path, cli: Cli) -> None:
    file = tmp_path / "file"
    file.touch()
    empty = tmp_path / "empty"
    empty.mkdir()
    for args, word in (
        ([few], "no folder to write into"),
        ([few, "-o", ""], "no folder to write into"),
        ([few, "-o", tmp_path / "out", "--glob", ""], "an empty pattern"),
        ([few, "-o", file], "not a folder"),
        ([few, "-o", few], "among the reports"),
        ([empty, "-o", tmp_path / "out"], "no report in this folder"),
        ([few, "-o", tmp_path / "out", "--glob", "*.pdf"], "no report in this folder"),
        ([few, "-o", tmp_path / "out", "--format", "csv,xml"], "no format 'xml'"),
        (["folder", tmp_path / "nowhere", "-o", tmp_path / "out"], "no such folder"),
    ):
        done = cli(*args)
        assert (done.code, done.out) == (2, "")
        assert word in done.err
        assert done.err.count("\n") == 1


@pytest.mark.parametrize("jobs", ["0", "1"])
def test_a_place_that_cannot_be_written_is_told(
    few: Path, tmp_path: Path, cli: Cli, jobs: str
) -> None:
    put(tmp_path / "out" / "b.json" / "x", "")
    done = cli(few, "-o", tmp_path / "out", "--jobs", jobs)
    assert done.code == 2
    assert "b.json: cannot write" in done.err.splitlines()[-1]
    assert not list((tmp_path / "out").glob("*.csv"))


def test_a_manifest_of_somebody_else_is_left_alone(few: Path, tmp_path: Path, cli: Cli) -> None:
    put(tmp_path / "out" / "manifest.json", '{"name": "web app"}')
    done = cli(few, "-o", tmp_path / "out")
    assert done.code == 2
    assert "not a manifest of this tool" in done.err
    assert not (tmp_path / "out" / "a.json").exists()


def test_a_manifest_cannot_name_files_outside(few: Path, tmp_path: Path, cli: Cli) -> None:
    """A record that goes by another name now is deleted: what a manifest calls one may be none."""
    out = tmp_path / "out"
    cli(few, "-o", out)
    manifest = (out / "manifest.json").read_text("utf-8")
    for name in ("../few/a.txt", str(few / "a.txt")):
        put(out / "manifest.json", manifest.replace('"a.json"', json.dumps(name)))
        done = cli(few, "-o", out)
        assert (done.code, (few / "a.txt").exists()) == (2, True)
        assert "not a manifest of this tool" in done.err


def test_nothing_is_written_among_the_reports(tmp_path: Path, cli: Cli) -> None:
    """Below the folder above, `2024/2024/a.txt` has its page where the report `2024/a.html` is."""
    text = "大江街道办事处2024年法治政府建设年度报告\n调解纠纷53起。\n"
    for name in ("2024/2024/a.txt", "2024/a.html", "brat/b.txt"):
        put(tmp_path / name, text)
    for folder, form in (("2024", "html"), ("2024", "csv"), ("brat", "brat")):
        before = digests(tmp_path)
        done = cli(tmp_path / folder, "-o", tmp_path, "--format", form, "--jobs", "0")
        assert (done.code, digests(tmp_path)) == (2, before)
        assert "would go among the reports" in done.err
    assert cli(tmp_path / "brat", "-o", tmp_path, "--format", "csv", "--jobs", "0").code == 0


def test_a_page_of_somebody_else_stays(few: Path, tmp_path: Path, cli: Cli) -> None:
    for name in ("a.html", "index.html"):
        out = tmp_path / name.partition(".")[0]
        put(out / name, "<p>mine</p>")
        done = cli(few, "-o", out, "--html", "--jobs", "0")
        assert done.code == 2
        assert f"{name}: there is a page of somebody else" in done.err
        assert (out / name).read_text("utf-8") == "<p>mine</p>"
    place = tmp_path / "a"
    done = cli(few / "a.txt", "--html", place)
    assert (done.code, (place / "a.html").read_text("utf-8")) == (2, "<p>mine</p>")
    for _ in range(2):
        assert cli(few / "a.txt", "--html", place / "a.html").code == 0
        assert cli(few / "a.txt", "--html", place).code == 0


def test_two_runs_do_not_write_into_one_folder(few: Path, tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with open_journal(out):
        done = cli(few, "-o", out)
    assert done.code == 2
    assert "another run" in done.err


def test_half_a_journal_and_half_a_file_do_no_harm(
    few: Path, tmp_path: Path, rulebook: Rulebook
) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    extract_folder(few, fresh, rulebook=rulebook)
    extract_folder(few, out, rulebook=rulebook)
    lines = (out / "manifest.json").read_text("utf-8").splitlines()
    row = json.loads("{" + lines[4].rstrip(",") + "}")["a.txt"]
    row |= {"extractor": "0", "rulebook": "0"}
    torn = json.dumps({"path": "b.txt", **row})[:-30]
    put(out / ".manifest.jsonl", f"\n{json.dumps({'path': 'a.txt', **row})}\n\n{torn}")
    put(out / ".0123456789ab.77.tmp", "half")
    (out / "manifest.json").unlink()
    extract_folder(few, out, rulebook=rulebook)
    assert digests(out) == digests(fresh)


def test_tables_that_were_not_asked_for_are_told(few: Path, tmp_path: Path, cli: Cli) -> None:
    cli(few, "-o", tmp_path / "out", "--format", "jsonl")
    done = cli(few, "-o", tmp_path / "out", "--csv")
    assert done.code == 0
    assert "not renewed, as not asked for: reports.jsonl" in done.err


def test_the_end_of_a_run_tells_what_came_of_it(few: Path, tmp_path: Path, cli: Cli) -> None:
    put(few / "d.txt", "")
    put(few / "e.css", "")
    done = cli(few, "-o", tmp_path / "out", "--jobs", "0")
    assert done.code == 3
    assert done.out == ""
    first, _, *lines = done.err.splitlines()
    assert first == "extract: d.txt: the file is empty (save the report again)"
    told = {line.split()[0]: line.split()[1:] for line in lines}
    assert told["reports"] == ["4", "1", "failed,", "3", "new"]
    assert told["failed"][0] == "1"
    assert told["passed"] == ["over", "1", "1", ".css"]
    assert told["observations"] == ["3"]
    quiet = cli(few, "-o", tmp_path / "out", "--quiet", "--jobs", "0")
    assert (quiet.code, quiet.out, quiet.err) == (3, "", "")


def test_records_without_a_manifest_are_read_too(few: Path, tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("a", "b"):
        cli(few / f"{name}.txt", "--json", "-o", out)
    assert [record.document.name for record in read_records(out)] == ["a.txt", "b.txt"]
    put(out / "c.json", "{}")
    with pytest.raises(BadRecord, match=r"c\.json: not a record"):
        list(read_records(out))


def test_files_of_tools_that_were_not_asked_for_are_told(
    few: Path, tmp_path: Path, cli: Cli
) -> None:
    out = tmp_path / "out"
    assert cli(few, "-o", out, "--format", "csv,html,brat,doccano", "-j0").code == 0
    told = cli(few, "-o", out, "-j0").err
    assert "not renewed, as not asked for: brat, doccano.jsonl, index.html" in told


def test_formats() -> None:
    forms = frozenset({Format.JSON, Format.CSV, Format.PARQUET})
    assert parse_formats(["CSV", " parquet"]) == (forms, frozenset())
    assert parse_formats(["brat"]) == ({Format.JSON}, {"brat"})
    with pytest.raises(UsageError):
        parse_formats([""])


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


def test_a_full_disk_is_told_and_the_next_run_goes_on(
    few: Path, tmp_path: Path, cli: Cli
) -> None:
    resource = pytest.importorskip("resource")
    assert cli(few, "-o", tmp_path / "whole", "-j0").code == 0
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, limits[1]))
    try:
        done = cli(few, "-o", tmp_path / "out", "-j0")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert done.code == 2
    assert "cannot write: File too large" in done.err
    assert cli(few, "-o", tmp_path / "out", "-j0").code == 0
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


def test_a_line_end_in_a_name_does_not_break_a_line(few: Path, tmp_path: Path, cli: Cli) -> None:
    put(few / "new\nline.txt", "")
    done = cli(few, "-o", tmp_path / "out", "-j0")
    assert "extract: new\\nline.txt: the file is empty" in done.err


@pytest.mark.parametrize("tool", ["html", "doccano", "brat"])
def test_a_report_that_goes_while_the_folder_is_read_is_named(
    few: Path, tmp_path: Path, rulebook: Rulebook, tool: str
) -> None:
    forms, tools = parse_formats(["csv", tool])
    settings = Settings(few, tmp_path / "out", forms, tools=tools)

    def watch(tally: Tally) -> None:
        if tally.done == tally.total:
            (few / "b.txt").unlink()

    with pytest.raises(UsageError, match=r"b\.txt: the report changed .* no such file"):
        convert_folder(settings, rulebook, watch)
    batch = extract_folder(few, tmp_path / "out", formats=["csv", tool], rulebook=rulebook)
    assert (len(batch), list(batch.vanished)) == (2, ["b.txt"])


def test_our_own_pages_are_no_reports(few: Path, tmp_path: Path, cli: Cli) -> None:
    cli(few / "a.txt", "--html", few / "a.html")
    done = cli(few, "-o", tmp_path / "out", "-j0")
    assert done.code == 3
    assert "a.html: this is a page of this tool, not a report" in done.err
    assert reports_in(tmp_path / "out") == ["a.txt", "b.txt", "c.txt"]
