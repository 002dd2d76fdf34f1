"""A folder read by several processes: any of them may die at any moment.

`EXTRACT_FULL=1` runs the same on 1,000 files, killed ten times, instead of 120, killed twice.
"""

from __future__ import annotations

import csv
import os
import pty
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from commands import ROOT
from made_folders import BROKEN, digests, make_folder

from extractor.batch.task import Fault, Job, Task
from extractor.batch.work import retry

FULL = bool(os.environ.get("EXTRACT_FULL"))
FILES, FAILING, KILLS = (1000, 20, 10) if FULL else (120, 10, 2)
FORMATS = "json,csv,jsonl"
COMMAND = [sys.executable, "-m", "extractor.cli"]
# Reading it ends the process, as a fault in a library of another language would; or is our fault.
POISON = """
import os, signal
from extractor.io.readers import txt

read = txt.read

def poisoned(data, where):
    if b"POISON" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"FAULT" in data:
        raise RecursionError("too deep")
    return read(data, where)

txt.read = poisoned
"""


def extract(folder: Path, out: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, str(folder), "-o", str(out), *args],
        capture_output=True, text=True, timeout=300, cwd=ROOT, env={**os.environ, **env},
    )  # fmt: skip


@contextmanager
def running(folder: Path, out: Path, jobs: int = 2) -> Iterator[subprocess.Popen[str]]:
    """A run in a process group of its own, as a terminal starts it; killed at the end."""
    with subprocess.Popen(
        [*COMMAND, str(folder), "-o", str(out), "--format", FORMATS, "--jobs", str(jobs)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def failures(out: Path) -> list[dict[str, str]]:
    with (out / "failures.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def wait_for_records(out: Path, number: int, process: subprocess.Popen[str]) -> None:
    while process.poll() is None and sum(1 for _ in out.rglob("*.json")) < number:
        time.sleep(0.01)


def group_is_gone(group: int) -> bool:
    """Whether nothing of a process group is alive; waits a moment for it."""
    end = time.monotonic() + 2
    while time.monotonic() < end:
        listed = subprocess.run(["ps", "-eo", "pgid=,stat="], capture_output=True, text=True,
                                check=True).stdout.split()  # fmt: skip
        states = [state for number, state in zip(listed[::2], listed[1::2], strict=True)
                  if int(number) == group]  # fmt: skip
        # A zombie is dead, and only waits for the system to count it.
        if all(state.startswith("Z") for state in states):
            return True
        time.sleep(0.02)
    return False


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    make_folder(folder, FILES - FAILING, FAILING)
    return folder


@pytest.fixture(scope="module")
def undisturbed(
    reports: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    return out, extract(reports, out, "--format", FORMATS, "--jobs", "1")


def test_exactly_the_broken_files_fail_and_two_workers_give_the_bytes_of_one(
    reports: Path, undisturbed: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    out, done = undisturbed
    assert (done.returncode, done.stdout) == (3, "")
    rows = failures(out)
    failed = [row["report"] for row in rows]
    assert failed == sorted(path.relative_to(reports).as_posix()
                            for path in reports.rglob("坏件*"))
    assert len(failed) == FAILING
    assert {name.partition("_")[2].partition(".")[0] for name in failed} == set(BROKEN)
    assert all(row["code"] and row["message"] and row["hint"] for row in rows)
    assert sum(1 for _ in out.rglob("报告*.json")) == FILES - FAILING
    assert extract(reports, tmp_path, "--format", FORMATS, "--jobs", "2").returncode == 3
    assert digests(tmp_path) == digests(out)


def test_killed_at_any_moment_and_run_again_gives_the_same_bytes(
    reports: Path, undisturbed: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    chance = random.Random(4)
    for kill in range(KILLS):
        wanted = (FILES - FAILING) * kill // KILLS + chance.randrange(FILES // KILLS)
        with running(reports, tmp_path) as process:
            wait_for_records(tmp_path, wanted, process)
            if kill % 2:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()
            # Workers end by themselves when their parent is gone.
            assert group_is_gone(process.pid)
    done = extract(reports, tmp_path, "--format", FORMATS, "--jobs", "2")
    assert done.returncode == 3
    assert "unchanged" in done.stderr
    assert digests(tmp_path) == digests(undisturbed[0])


@pytest.mark.parametrize("records", [0, 40])
def test_ctrl_c_ends_within_a_second_with_a_word(
    reports: Path, tmp_path: Path, records: int
) -> None:
    with running(reports, tmp_path) as process:
        # The journal is the first thing a run writes.
        while process.poll() is None and not (tmp_path / ".manifest.jsonl").exists():
            time.sleep(0.01)
        wait_for_records(tmp_path, records, process)
        start = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
        taken = time.monotonic() - start
        assert group_is_gone(process.pid)
    assert (process.returncode, out) == (130, "")
    last = err.splitlines()[-1]
    assert last.startswith("extract: interrupted: ")
    assert last.endswith("; the same command goes on from there")
    told = re.search(rf"([0-9,]+) of {FILES:,} reports are done", last)
    done = int(told[1].replace(",", "")) if told else 0
    # Two workers may have put a record in place and not come to note it.
    assert done >= sum(1 for _ in tmp_path.rglob("报告*.json")) - 2
    assert "Traceback" not in err
    assert taken < 1
    assert not list(tmp_path.rglob("*.csv"))
    assert not list(tmp_path.rglob(".*.tmp")) or records


def test_a_worker_that_is_killed_costs_nothing(
    reports: Path, undisturbed: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    with running(reports, tmp_path) as process:
        wait_for_records(tmp_path, 30, process)
        # `ps` lists the workers by the words they are started with.
        listed = subprocess.run(["ps", "-ww", "-o", "pid=,args=", "--ppid", str(process.pid)],
                                capture_output=True, text=True, check=True).stdout
        workers = [int(line.split()[0]) for line in listed.splitlines() if "spawn_main" in line]
        assert len(workers) == 2
        os.kill(workers[0], signal.SIGKILL)
        process.communicate(timeout=120)
    assert process.returncode == 3
    assert digests(tmp_path) == digests(undisturbed[0])


def test_a_report_that_kills_its_reader_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(POISON, "utf-8")
    folder, out = tmp_path / "in", tmp_path / "out"
    make_folder(folder, 20)
    (folder / "b.txt").write_text("POISON 28起", "utf-8")
    (folder / "c.txt").write_text("FAULT 28起", "utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT), os.environ.get("PYTHONPATH", "")])
    done = extract(folder, out, "--jobs", "2", PYTHONPATH=path)
    assert done.returncode == 3
    b, c = failures(out)
    assert (b["report"], b["code"]) == ("b.txt", "E-FAULT")
    assert "SIGKILL" in b["message"]
    assert (c["report"], c["code"]) == ("c.txt", "E-FAULT")
    assert "RecursionError: too deep" in c["message"]
    assert "Traceback" not in done.stderr
    assert sum(1 for _ in out.rglob("报告*.json")) == 20


def test_a_task_is_cut_down_until_one_report_is_to_blame() -> None:
    task = Task(8, tuple(Job(f"{name}.txt", f"{name}.json") for name in "abc"))
    singles = retry(task, None, -11)
    assert [(single.start, len(single.jobs)) for single in singles] == [(8, 1), (9, 1), (10, 1)]
    (again,) = retry(singles[1], None, -11)
    assert again.jobs[0].fault is None
    (blamed,) = retry(again, None, -11)
    assert blamed.jobs[0].fault == "the process reading it died (SIGSEGV)"
    (named,) = retry(task, Fault(9, "ours"), 1)
    assert [job.fault for job in named.jobs] == [None, "ours", None]


def test_a_log_gets_plain_lines(
    undisturbed: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    err = undisturbed[1].stderr
    lines = [line for line in err.splitlines() if " reports, " in line]
    assert lines
    assert all(f" of {FILES:,} reports, " in line for line in lines)
    assert "\x1b" not in err


def test_a_terminal_gets_a_bar_and_the_pipe_beside_it_stays_clean(tmp_path: Path) -> None:
    make_folder(tmp_path / "in", 20)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--jobs", "1"],
        stdout=subprocess.PIPE, stderr=theirs, cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
    ) as process:  # fmt: skip
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        assert process.stdout is not None
        assert process.stdout.read() == b""
    os.close(ours)
    assert process.returncode == 0
    assert "━" in shown.decode()
    assert "20 new" in shown.decode()


def _read(terminal_end: int) -> bytes:
    try:
        return os.read(terminal_end, 65536)
    except OSError:
        # Linux says so when the other end of a terminal is closed.
        return b""


def test_a_script_without_a_main_guard_is_told(tmp_path: Path) -> None:
    make_folder(tmp_path / "in", 3)
    script = tmp_path / "script.py"
    script.write_text(
        "from extractor import extract_folder\nextract_folder('in', 'out', jobs=1)\n", "utf-8"
    )
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=60, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.returncode == 1
    assert '__name__ == "__main__"' in done.stderr.splitlines()[-1]
