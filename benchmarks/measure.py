"""Time and memory of whole commands, children included. Linux only: it reads /proc."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE = 0.05  # seconds


@dataclass(frozen=True)
class Cost:
    """Wall-clock seconds, and the highest sum of proportional set sizes of all processes in MiB."""

    seconds: float
    peak: float


def cost(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path | None = None,
    memory: bool = True,
) -> Cost:  # fmt: skip
    """What a command takes. Errors: `CalledProcessError`."""
    start = time.perf_counter()
    peak = 0
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, cwd=cwd
    ) as process:
        while memory and process.poll() is None:
            peak = max(peak, sum(map(_memory, _tree(process.pid))))
            time.sleep(SAMPLE)
        process.wait()
    seconds = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(seconds, peak / 1024)


def _tree(root: int) -> list[int]:
    """A process and all below it."""
    below = [root]
    for pid in below:
        for thread in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                below += map(int, thread.read_text().split())
            except OSError:
                continue  # it has ended
    return below


def _memory(pid: int) -> int:
    """Proportional set size in KiB."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


def processors() -> int:
    return len(os.sched_getaffinity(0))
