"""Texts in shards, rows out: the same rows whoever does the work and whatever dies meanwhile."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from commands import ROOT, Outcome
from made_folders import SOURCES, make_folder

from extractor import extract, extract_batches, row_schema
from extractor.batch import DatasetSettings, convert_dataset
from extractor.batch.attempts import BETWEEN, Attempt, ShardFault, traces
from extractor.errors import UsageError
from extractor.rulebook import Rulebook

Cli = Callable[..., Outcome]
SHARDS, EACH = 6, 40
# Short ones: what is read is proven elsewhere.
TEXTS = [path.read_text("utf-8")[:600] for path in SOURCES]
COMMAND = [sys.executable, "-m", "extractor.cli"]
# Reading a poisoned text ends the process, as a fault in a library of another language would; or
# is a fault of ours; or takes so long that somebody can kill the process meanwhile.
POISON = """
import os, signal, time
from extractor.io import record_batches

report_row = record_batches.report_row

def poisoned(name, document, rulebook):
    if name.startswith("kills"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("fault"):
        raise RecursionError("too deep")
    if name.startswith("slow"):
        mark = os.environ["SLOW_MARK"]
        if not os.path.exists(mark):
            with open(mark, "w") as stream:
                stream.write(str(os.getpid()))
            time.sleep(60)
    return report_row(name, document, rulebook)

record_batches.report_row = poisoned
"""
COLUMNS = pa.schema([("name", pa.string()), ("text", pa.string())])


def write_texts(path: Path, names: list[str]) -> None:
    texts = [TEXTS[at % len(TEXTS)] for at, _ in enumerate(names)]
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({"name": names, "text": texts}, schema=COLUMNS), path)


def rows(out: Path) -> list[dict[str, Any]]:
    listed = [row for path in out.rglob("*.parquet") for row in pq.read_table(path).to_pylist()]
    return sorted(listed, key=lambda row: row["report"])


def failures(out: Path) -> list[dict[str, str]]:
    with (out / "failures.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def poisoned(poison: Path) -> dict[str, str]:
    (poison / "sitecustomize.py").write_text(POISON, "utf-8")
    path = os.pathsep.join([str(poison), str(ROOT), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path, "SLOW_MARK": str(poison / "mark")}


def start(folder: Path, out: Path, *args: str, poison: Path) -> subprocess.Popen[str]:
    """A run in which names decide what becomes of the process that reads them."""
    return subprocess.Popen(
        [*COMMAND, str(folder), "-o", str(out), *args], cwd=ROOT, env=poisoned(poison), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


@contextmanager
def dask(poison: Path, command: str, *args: str) -> Iterator[subprocess.Popen[bytes]]:
    """A scheduler or worker of its own; gone with all its processes when the block ends."""
    with subprocess.Popen(
        [sys.executable, "-m", "dask", command, *args, "--no-dashboard", "--scheduler-file",
         str(poison / "scheduler.json")],
        env=poisoned(poison), cwd=poison, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:  # fmt: skip
        yield process
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def wait_for(file: Path) -> str:
    """What a file holds, once it holds something."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if file.exists() and (text := file.read_text("utf-8")):
            return text
        time.sleep(0.02)
    raise TimeoutError(file)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dataset")
    for shard in range(SHARDS):
        names = [f"{shard}-{at:03}" for at in range(EACH)]
        write_texts(folder / f"{shard % 2}" / f"part-{shard}.parquet", names)
    return folder


@pytest.fixture(scope="module")
def expected(dataset: Path, tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook) -> Path:
    out = tmp_path_factory.mktemp("expected")
    convert_dataset(DatasetSettings(dataset, out, text_column="text"), rulebook)
    return out


def test_a_row_is_the_record_and_its_figures(rulebook: Rulebook) -> None:
    text = "今年以来成功调解各类纠纷28起。"
    batch = pa.record_batch({"id": [1, 2, 3], "body": [text, None, ""]})
    (made,) = extract_batches([batch], text_column="body", name_column="id", rulebook=rulebook)
    assert made.schema == row_schema()
    good, missing, empty = made.to_pylist()
    record = extract(text, name="1", rulebook=rulebook)
    assert good["record"] == record.model_dump_json()
    (figure,) = good["observations"]
    assert (figure["indicator"], figure["value"], figure["unit"]) == ("mediation.handled", 28, "起")
    assert (good["report"], good["sha256"], good["code"]) == ("1", record.document.sha256, None)
    assert (missing["code"], missing["message"]) == ("E-INPUT", "there is no text")
    assert (empty["code"], empty["record"], empty["observations"]) == ("E-INPUT", None, None)
    bytes_too = pa.record_batch({"name": ["1"], "text": [text.encode("gb18030")]})
    (again,) = extract_batches(iter([bytes_too]), rulebook=rulebook)
    assert again.to_pylist()[0]["observations"] == good["observations"]
    with pytest.raises(UsageError, match="no column 'text'"):
        list(extract_batches([batch], name_column="id", rulebook=rulebook))


@pytest.mark.parametrize(
    "runs",
    [[["--jobs", "2"]], [["--engine", "dask", "--jobs", "2"]],
     [["--shard", "1/4", "--jobs", "0"], ["--shard", "2/4", "--jobs", "1"],
      ["--shard", "3/4", "--jobs", "0"], ["--shard", "4/4", "--jobs", "0"]]],
    ids=["jobs", "dask", "shards"],
)  # fmt: skip
def test_the_same_rows_whoever_does_the_work(
    dataset: Path, expected: Path, tmp_path: Path, cli: Cli, runs: list[list[str]]
) -> None:
    for args in runs:
        done = cli(dataset, "-o", tmp_path, *args)
        assert (done.code, done.out) == (0, ""), done.err
    assert len(rows(expected)) == SHARDS * EACH
    assert rows(tmp_path) == rows(expected)
    names = sorted(path.relative_to(dataset) for path in dataset.rglob("*.parquet"))
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.parquet")) == names
    assert (tmp_path / "manifest.json").exists() == (len(runs) == 1)


def test_a_later_run_does_what_is_missing(
    dataset: Path, expected: Path, tmp_path: Path, cli: Cli
) -> None:
    cli(dataset, "-o", tmp_path, "--shard", "1/2", "--jobs", "0")
    gone, kept, *_ = sorted(tmp_path.rglob("*.parquet"))
    gone.unlink()
    before = kept.stat().st_mtime_ns
    done = cli(dataset, "-o", tmp_path, "--jobs", "0")
    assert f"{SHARDS * EACH - 2 * EACH} new, {2 * EACH} unchanged" in done.err
    assert kept.stat().st_mtime_ns == before
    assert rows(tmp_path) == rows(expected)
    told = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["shards"]
    assert {name: row["reports"] for name, row in told.items()} == {
        path.relative_to(tmp_path).as_posix(): EACH for path in tmp_path.rglob("*.parquet")
    }
    assert "40 unchanged" not in cli(dataset, "-o", tmp_path, "--jobs", "0", "--force").err


def test_a_shard_that_changed_is_made_anew_and_one_that_is_gone_goes(
    tmp_path: Path, cli: Cli
) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    for shard in "abc":
        write_texts(data / f"{shard}.parquet", [shard])
    cli(data, "-o", out, "--jobs", "0")
    (data / "b.parquet").unlink()
    write_texts(data / "c.parquet", ["c", "d"])
    done = cli(data, "-o", out, "--jobs", "0")
    assert "2 new, 1 unchanged" in done.err
    assert [row["report"] for row in rows(out)] == ["a", "c", "d"]


def test_a_folder_of_reports_becomes_rows_too(
    tmp_path: Path, cli: Cli, rulebook: Rulebook
) -> None:
    folder = tmp_path / "in"
    broken = make_folder(folder, 6, 10)
    done = cli(folder, "-o", tmp_path / "out", "--shard", "1/1", "--jobs", "0")
    assert done.code == 3
    found = rows(tmp_path / "out")
    assert [row["report"] for row in found if row["code"]] == broken
    assert len(found) == 16
    cli(folder, "-o", tmp_path / "records", "--jobs", "0")
    for row in found:
        if row["code"] is None:
            record = (tmp_path / "records" / row["report"]).with_suffix(".json")
            assert json.loads(row["record"]) == json.loads(record.read_text("utf-8"))


def test_a_damaged_file_fails_alone(tmp_path: Path, cli: Cli) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    write_texts(data / "a.parquet", ["a"])
    (data / "b.parquet").write_bytes(b"PAR1 and no more")
    done = cli(data, "-o", out, "--jobs", "0")
    assert done.code == 3
    (failure,) = failures(out)
    assert (failure["report"], failure["code"]) == ("b.parquet", "E-INPUT")
    assert [row["report"] for row in rows(out)] == ["a"]


@pytest.mark.parametrize("engine", [["--jobs", "2"], ["--engine", "dask", "--jobs", "2"]],
                         ids=["jobs", "dask"])  # fmt: skip
def test_a_report_that_kills_its_process_fails_alone(tmp_path: Path, engine: list[str]) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    write_texts(data / "a.parquet", ["a1", "kills", "a2", "fault", "a3"])
    write_texts(data / "b.parquet", ["b1", "b2"])
    with start(data, out, *engine, poison=tmp_path) as process:
        _, err = process.communicate(timeout=120)
    assert process.returncode == 3, err
    assert "Traceback" not in err
    found = rows(out)
    assert [row["report"] for row in found] == ["a1", "a2", "a3", "b1", "b2", "fault", "kills"]
    told = {row["report"]: row["message"] for row in failures(out)}
    assert told.keys() == {"kills", "fault"}
    assert told["kills"] == "the process reading it died 2 times"
    assert "RecursionError: too deep" in told["fault"]
    assert all(row["code"] == "E-FAULT" for row in failures(out))
    assert not [path for path in out.rglob(".*") if path.is_file()]


@pytest.mark.parametrize("engine", [["--jobs", "2"], ["--engine", "dask", "--jobs", "2"]],
                         ids=["jobs", "dask"])  # fmt: skip
def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path, engine: list[str]) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    names = [[f"{shard}-{at}" for at in range(10)] for shard in range(4)]
    names[1][5] = "slow"
    for shard, some in enumerate(names):
        write_texts(data / f"{shard}.parquet", some)
    with start(data, out, *engine, poison=tmp_path) as process:
        os.kill(int(wait_for(tmp_path / "mark")), signal.SIGKILL)
        _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert [row["report"] for row in rows(out)] == sorted(name for some in names for name in some)
    assert not failures(out)
    assert not [path for path in out.rglob(".*") if path.is_file()]


def test_a_scheduler_that_is_lost_is_told_and_the_rest_done_later(
    tmp_path: Path, cli: Cli
) -> None:
    data, out, mark = tmp_path / "data", tmp_path / "out", tmp_path / "mark"
    names = ["a", "b", "slow", "c"]
    for name in names:
        write_texts(data / f"{name}.parquet", [name])
    file = tmp_path / "scheduler.json"
    with ExitStack() as stack:
        scheduler = stack.enter_context(dask(tmp_path, "scheduler", "--port", "0"))
        wait_for(file)
        stack.enter_context(dask(tmp_path, "worker", "--nthreads", "1"))
        address = json.loads(file.read_text("utf-8"))["address"]
        process = stack.enter_context(
            start(data, out, "--engine", "dask", "--scheduler", address, poison=tmp_path)
        )
        wait_for(mark)
        scheduler.kill()
        _, err = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "extract: the scheduler is gone" in err
    assert "Traceback" not in err
    done = cli(data, "-o", out, "--jobs", "0")
    assert "unchanged" in done.err
    assert [row["report"] for row in rows(out)] == sorted(names)


def test_tries_that_die_tell_the_next_one_where(tmp_path: Path) -> None:
    output = tmp_path / "a.parquet"

    def die(at: int) -> None:
        left = Attempt(output)
        left.__enter__().now_at(at)  # and never leaves

    def fail(at: int) -> None:
        with Attempt(output) as left:
            left.now_at(at)
            raise RecursionError("too deep")

    die(7)
    with Attempt(output) as one:
        assert not one.blamed
        one.now_at(3)
    assert not traces(output)
    die(7)
    die(7)
    assert Attempt(output).blamed == {7: "the process reading it died 2 times"}
    with pytest.raises(RecursionError):
        fail(9)
    assert "RecursionError: too deep (test_cluster.py:" in Attempt(output).blamed[9]
    for _ in range(3):
        die(BETWEEN)
    with pytest.raises(ShardFault, match="died 3 times"):
        Attempt(output)


def test_what_does_not_go_together_is_told(dataset: Path, tmp_path: Path, cli: Cli) -> None:
    make_folder(tmp_path / "in", 1)
    cli(tmp_path / "in", "-o", tmp_path / "records", "--jobs", "0")
    out = tmp_path / "out"
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows/manifest.json").write_text('{"shards": {"../in/a.txt": {}}}', "utf-8")
    for args, word in (
        ([dataset, "-o", out, "--shard", "5/4"], "no share '5/4'"),
        ([dataset, "-o", out, "--shard", "x"], "no share 'x'"),
        ([dataset, "-o", out, "--scheduler", "tcp://127.0.0.1:1"], "add --engine dask"),
        ([dataset, "-o", out, "--text-column", "body"], ".parquet: no column 'body'"),
        ([dataset, "-o", out, "--text-column", "text", "--format", "csv"], "shards are Parquet"),
        ([tmp_path / "in", "-o", out, "--text-column", "text"], "no Parquet file there"),
        ([dataset, "-o", tmp_path / "records", "--text-column", "text"], "not one of shards"),
        ([dataset, "-o", tmp_path / "rows"], "not one of shards"),
    ):
        done = cli(*args)
        assert (done.code, done.out) == (2, ""), args
        assert word in done.err
        assert done.err.count("\n") == 1
