"""Folders of reports: how two workers compare with one, and what many reports take in memory."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from measure import Cost, cost

ROOT = Path(__file__).parent.parent
MANY, FEW, MOST = 5_000, 1_000, 20_000
RUNS = 3


def folder_lines() -> Iterator[str]:
    """The section of the page. Takes about ten minutes, and 4 GB of disk for temporary files."""
    with tempfile.TemporaryDirectory() as place:
        folders = {count: Path(place, str(count)) for count in (FEW, MANY, MOST)}
        for count, folder in folders.items():
            _fill(folder, count)
        out = Path(place, "out")
        speed: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(RUNS):
            for jobs, times in speed.items():
                shutil.rmtree(out, ignore_errors=True)
                times.append(_run(folders[MANY], out, jobs).seconds)
        shutil.rmtree(out)
        peaks = {}
        for count in (FEW, MOST):
            peaks[count] = [_run(folders[count], out, 2).peak for _ in ("first", "again")]
            shutil.rmtree(out)
    one, two = median(speed[1]), median(speed[2])
    yield from (
        "## Folders", "",
        f"`extract DIR -o OUT` on {MANY:,} reports, median of {RUNS} runs in turns: "
        f"{one:.1f} s with `--jobs 1` ({MANY / one:.0f} reports a second), {two:.1f} s with "
        f"`--jobs 2` ({MANY / two:.0f}): {one / two:.2f} times as fast.", "",
        "Highest memory of all processes together (proportional set size, `--jobs 2`):", "",
        "| run | " + " | ".join(f"{count:,} reports, MiB" for count in peaks) + " | growth |",
        "|--|--|--|--|",
    )  # fmt: skip
    for at, name in enumerate(("first run", "run again, nothing changed")):
        low, high = peaks[FEW][at], peaks[MOST][at]
        yield f"| {name} | {low:.0f} | {high:.0f} | {high / low - 1:+.1%} |"
    yield ""


def _run(folder: Path, out: Path, jobs: int) -> Cost:
    return cost([sys.executable, "-m", "extractor.cli", str(folder), "-o", str(out), "--quiet",
                 "--jobs", str(jobs)], cwd=ROOT)  # fmt: skip


def _fill(folder: Path, count: int) -> None:
    """Copies of the reports of `seeds/` and `tests/gold/dev`, in subfolders."""
    sources = [*sorted((ROOT / "seeds").glob("*.txt")),
               *sorted((ROOT / "tests" / "gold" / "dev").glob("*.txt"))]  # fmt: skip
    for number in range(count):
        path = folder / f"{number % 7}" / f"{2020 + number % 5}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sources[number % len(sources)], path)
