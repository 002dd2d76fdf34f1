"""Figures on their way into annotation tools: what a tool reads back is what was written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Outcome

from extractor import extract_file
from extractor.io.readers import read_document
from extractor.io.writers.annotation import TOOLS, find_tool
from extractor.records import Report

SEED = Path(__file__).parent.parent / "seeds" / "002_bd2204ec1427e076.txt"
# A character outside the first plane: code points and UTF-16 units differ from here on.
ASTRAL = "𠮷溪镇2024年法治政府建设年度报告\n全年调解纠纷28起,其中邻里纠纷1\n2起。培训480余人次。\n"
Cli = Callable[..., Outcome]
Mark = tuple[int, int, str, str]


@pytest.fixture(params=["seed", "astral"])
def report(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Report, str]:
    path = SEED
    if request.param == "astral":
        path = tmp_path / "astral.txt"
        path.write_text(ASTRAL, "utf-8")
    return extract_file(path), read_document(path).text


def marks(report: Report) -> list[Mark]:
    return [(each.start, each.end, each.indicator, each.text) for each in report.observations]


def from_doccano(files: dict[str, str], text: str) -> list[Mark]:
    row = json.loads(files[".jsonl"])
    assert row["text"] == text
    return [(start, end, label, text[start:end]) for start, end, label in row["label"]]


def from_labelstudio(files: dict[str, str], text: str) -> list[Mark]:
    task = json.loads(files[".json"])
    assert task["data"]["text"] == text
    regions = [r["value"] for r in task["predictions"][0]["result"] if r["type"] == "labels"]
    return [(r["start"], r["end"], *r["labels"], r["text"]) for r in regions]


def from_brat(files: dict[str, str], text: str) -> list[Mark]:
    assert files[".txt"] == text
    found = []
    for line in files[".ann"].splitlines():
        if line.startswith("T"):
            _, kind, words = line.split("\t")
            label, spans = kind.split(" ", 1)
            pieces = [tuple(map(int, span.split(" "))) for span in spans.split(";")]
            assert words == " ".join(text[start:end] for start, end in pieces)
            start, end = pieces[0][0], pieces[-1][1]
            found.append((start, end, label.replace("-", "."), text[start:end]))
    return found


def from_webannotation(files: dict[str, str], text: str) -> list[Mark]:
    found = []
    for item in json.loads(files[".jsonld"])["items"]:
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text[start - len(quote["prefix"]) :].startswith(around)
        found.append((start, end, item["body"][0]["value"], quote["exact"]))
    return found


READ = {
    "doccano": from_doccano, "labelstudio": from_labelstudio, "brat": from_brat,
    "webannotation": from_webannotation,
}  # fmt: skip


@pytest.mark.parametrize("name", TOOLS)
def test_what_a_tool_reads_back_is_what_was_found(name: str, report: tuple[Report, str]) -> None:
    record, text = report
    assert READ[name](find_tool(name).render(record, text), text) == marks(record)


def test_brat_tells_relations_and_meaning(report: tuple[Report, str]) -> None:
    record, text = report
    lines = find_tool("brat").render(record, text)[".ann"].splitlines()
    related = [each for each in record.observations if each.of is not None]
    told = [line.split("\t")[1] for line in lines if line.startswith("R")]
    assert told == [
        f"{each.relation} Arg1:T{each.id[1:]} Arg2:T{str(each.of)[1:]}" for each in related
    ]
    assert related or record.document.name == SEED.name
    assert sum("\tqualifier " in line for line in lines) == len(record.observations)


def test_the_labels_of_a_tool_are_those_of_the_rules(tmp_path: Path, cli: Cli) -> None:
    place = tmp_path / "out"
    outcome = cli(str(SEED), "--format", "labelstudio", "-o", f"{place}/")
    assert outcome.code == 0
    labels = re.findall(r'<Label value="([^"]+)"', (place / "labelstudio.xml").read_text("utf-8"))
    tasks = json.loads((place / "labelstudio.json").read_text("utf-8"))
    used = {
        label for region in tasks[0]["predictions"][0]["result"] if region["type"] == "labels"
        for label in region["value"]["labels"]
    }  # fmt: skip
    assert used <= set(labels)


def test_one_report_is_printed_or_written(tmp_path: Path, cli: Cli) -> None:
    printed = cli(str(SEED), "--format", "doccano")
    assert json.loads(printed.out)["report"] == SEED.name
    refused = cli(str(SEED), "--format", "brat", "-o", str(tmp_path / "one.ann"))
    assert refused.code == 2
    assert "brat wants several files" in refused.err
    written = cli(str(SEED), "--format", "brat", "-o", f"{tmp_path}/brat/")
    assert written.code == 0
    names = sorted(path.name for path in (tmp_path / "brat").iterdir())
    assert names == [f"{SEED.stem}.ann", f"{SEED.stem}.txt", "annotation.conf"]


def test_a_folder_becomes_one_import_or_a_folder_of_a_tool(tmp_path: Path, cli: Cli) -> None:
    reports, out = tmp_path / "reports", tmp_path / "out"
    (reports / "2024").mkdir(parents=True)
    for name in ("b.txt", "2024/a.txt"):
        (reports / name).write_text(ASTRAL, "utf-8")
    formats = "csv,doccano,labelstudio,brat,webannotation"
    command = (str(reports), "-o", str(out), "--format", formats, "--jobs", "0", "--quiet")
    assert cli(*command).code == 0
    rows = (out / "doccano.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["report"] for row in rows] == ["2024/a.txt", "b.txt"]
    assert len(json.loads((out / "labelstudio.json").read_text("utf-8"))) == 2
    assert (out / "brat" / "2024" / "a.ann").read_text("utf-8").startswith("T1\t")
    assert (out / "brat" / "annotation.conf").exists()
    assert (out / "webannotation" / "b.jsonld").exists()
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert cli(*command).code == 0
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
