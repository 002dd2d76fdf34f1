"""What stands in the way of a run, and what no run may touch."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Outcome
from made_folders import digests, put

from extractor import extract_folder
from extractor.batch import Settings, Tally, convert_folder, parse_formats
from extractor.batch.manifest import open_journal
from extractor.errors import UsageError
from extractor.rulebook import Rulebook

Cli = Callable[..., Outcome]


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


def test_a_manifest_that_cannot_be_read_is_no_other_file(
    few: Path, tmp_path: Path, cli: Cli
) -> None:
    (tmp_path / "out" / "manifest.json").mkdir(parents=True)
    done = cli(few, "-o", tmp_path / "out")
    assert done.code == 2
    assert "manifest.json: cannot be read: Is a directory" in done.err
    assert "delete" not in done.err


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


def test_a_manifest_with_half_a_digest_is_none(few: Path, tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out"
    cli(few, "-o", out)
    manifest = (out / "manifest.json").read_text("utf-8")
    put(out / "manifest.json", re.sub(r'("sha256": "[0-9a-f]{62})[0-9a-f]{2}"', r'\1"', manifest))
    done = cli(few, "-o", out)
    assert done.code == 2
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


def test_files_of_tools_that_were_not_asked_for_are_told(
    few: Path, tmp_path: Path, cli: Cli
) -> None:
    out = tmp_path / "out"
    assert cli(few, "-o", out, "--format", "csv,html,brat,doccano", "-j0").code == 0
    told = cli(few, "-o", out, "-j0").err
    assert "not renewed, as not asked for: brat, doccano.jsonl, index.html" in told


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
