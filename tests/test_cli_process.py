"""What only a process of its own can show: start-up, pipes, signals, colours, encodings."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commands import ROOT

COMMAND = [sys.executable, "-m", "extractor.cli"]
SEED = ROOT / "seeds" / "001_adfcf8364b3f8a67.txt"
HEAVY = (
    "rich", "cn2an", "asyncio", "logging", "multiprocessing", "concurrent.futures",
    "pygments", "unittest", "extractor.cli.table", "extractor.evaluation",
)  # fmt: skip


def extract(*args: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [*COMMAND, *map(str, args)], capture_output=True, timeout=60, cwd=ROOT, **options
    )


def terminal(*args: str | Path, **environment: str) -> str:
    """What `extract ARGS` shows on a terminal."""
    parent, child = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environment}
    with subprocess.Popen(
        [*COMMAND, *map(str, args)], stdout=child, stderr=child, cwd=ROOT, env=env
    ):
        os.close(child)
        shown = b""
        while chunk := _read(parent):
            shown += chunk
    os.close(parent)
    return shown.decode("utf-8")


def _read(terminal_end: int) -> bytes:
    try:
        return os.read(terminal_end, 65536)
    except OSError:
        # Linux says so when the other end of a terminal is closed.
        return b""


def test_json_loads_nothing_it_does_not_need() -> None:
    code = (
        "import sys\nsys.argv = ['extract', sys.argv[1], '--json']\n"
        "from extractor.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, SEED], capture_output=True, timeout=60, cwd=ROOT, check=True
    )
    assert done.stderr.decode().splitlines()[-1] == "[]"
    assert json.loads(done.stdout)["observations"]


def test_importing_the_package_loads_no_room() -> None:
    code = "import sys, extractor; print([m for m in sys.modules if m.startswith('extractor')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    assert done.stdout.decode().strip() == "['extractor.errors', 'extractor']"


def test_standard_input_gives_the_same_figures() -> None:
    from_file = json.loads(extract(SEED, "--json").stdout)
    from_pipe = json.loads(extract("-", "--json", input=SEED.read_bytes()).stdout)
    assert from_pipe["observations"] == from_file["observations"]
    assert from_pipe["document"]["name"] == "stdin"


def test_equal_input_gives_equal_bytes() -> None:
    first, second = (extract(SEED, "--json", env={**os.environ, "PYTHONHASHSEED": seed}).stdout
                     for seed in ("1", "2"))
    assert first == second


@pytest.mark.parametrize("form", ["--json", "--csv", "--table"])
def test_a_closed_pipe_ends_silently(form: str) -> None:
    with subprocess.Popen(
        [*COMMAND, SEED, form, "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_an_output_that_takes_nothing_is_told() -> None:
    with SEED.open("rb") as read_only:
        done = subprocess.run(
            [*COMMAND, SEED, "--json"], stdout=read_only, stderr=subprocess.PIPE, cwd=ROOT
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("extract: standard output: cannot write")
    assert done.stderr.decode().count("\n") == 1


def test_ctrl_c_leaves_with_130_and_no_traceback() -> None:
    with subprocess.Popen(
        [*COMMAND, "-", "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        # More than a pipe holds: once it is written, the command is there and reads on.
        process.stdin.write(SEED.read_bytes() * 50)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_hardly_anything_loads_outside_the_guard_against_ctrl_c() -> None:
    code = (
        "import sys, os, __future__\nbefore = set(sys.modules)\nsys.path.insert(0, '')\n"
        "import extractor.cli\nprint(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, cwd=ROOT)
    assert done.stdout.decode().split() == ["extractor", "extractor.cli", "extractor.errors"]


def test_a_terminal_gets_a_table_in_colour() -> None:
    shown = terminal(SEED)
    assert "\x1b[" in shown
    assert "mediation" in shown
    assert not shown.startswith("{")


@pytest.mark.parametrize("command", [[], ["explain"]])
@pytest.mark.parametrize("sign", ["\x1b[2J", "\x9b2J", "\x07"])
def test_a_report_cannot_command_the_terminal(
    tmp_path: Path, command: list[str], sign: str
) -> None:
    report = tmp_path / "a.txt"
    report.write_text(f"2024年,{sign}共{sign}调解纠纷28起。{'全镇依法办事。' * 9}", "utf-8")
    shown = terminal(*command, report)
    assert "调解纠纷28起" in re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert sign not in shown


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(environment: dict[str, str]) -> None:
    assert "\x1b" not in terminal(SEED, **environment)
    assert "\x1b" not in terminal(SEED, FORCE_COLOR="1", **environment)


def test_json_is_utf_8_whatever_the_terminal_speaks() -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert extract(SEED, "--json", env=env).stdout == extract(SEED, "--json").stdout
    assert extract(SEED, "--table", env=env).returncode in {0, 1}


def test_a_report_nobody_may_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("28起", "utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.unlink()
        path.symlink_to(path)
    done = extract(path, "--json")
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "closed.txt" in done.stderr.decode()


def test_too_little_memory_is_told() -> None:
    code = (
        "import resource, sys\n"
        "from extractor.cli import single, main\n"
        "def greedy(*_):\n"
        "    resource.setrlimit(resource.RLIMIT_AS, (2**28, 2**28))\n"
        "    return len(bytes(2**30))\n"
        "single.print_record = greedy\n"
        "sys.argv = ['extract', sys.argv[1], '--json']\nmain()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, SEED], capture_output=True, cwd=ROOT)
    assert done.returncode == 2
    assert done.stderr.startswith(b"extract: not enough memory")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("args", [["a.txt"], [ROOT / "seeds", "-o", "out"], [".", "-o", "out"]])
def test_a_current_folder_that_is_gone_is_told(args: list[str], tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = "import os, runpy, sys\nos.rmdir(os.getcwd())\nrunpy.run_module('extractor.cli')"
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, args)], capture_output=True, timeout=60, cwd=gone,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"standard output" not in done.stderr


@pytest.mark.parametrize("args", [["--help"], [SEED, "--json"]], ids=["help", "record"])
def test_a_full_disk_is_told(args: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *map(str, args)], stdout=full, stderr=subprocess.PIPE, cwd=ROOT, timeout=60
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"extract: standard output: cannot write: ")
    assert done.stderr.count(b"\n") == 1
