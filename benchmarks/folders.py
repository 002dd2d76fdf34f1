"""Folders of reports: two workers beside one, memory by number of reports, and one result by
whatever way it is made.

usage: uv run --extra cluster python benchmarks/folders.py [speed] [memory] [same] [--scale S]

Prints the section of docs/benchmarks.md, by default all three parts of it: 5,000 reports with one
and with two workers in turns; the memory of all processes on 1,000 and on 20,000 reports, read for
the first time and looked at again; 20,000 texts of a dataset read with one worker, with two, by
Dask, and in shares. `--scale 0.1` takes a tenth of each number. At full size it takes about fifteen
minutes on two idle processors, and 4 GB of disk for temporary files.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from measure import Cost, cost

from extractor.io.rule_files import load_rulebook

ROOT = Path(__file__).parent.parent
MANY, FEW, MOST = 5_000, 1_000, 20_000
RUNS = 3
SHARDS = 20
SHARES = 3
FOLDERS = "## Folders"  # the head of the section
# What must be met: times as fast with two workers, growth of memory from FEW to MOST.
FASTER, GROWTH = 1.7, 0.10


def folder_lines(parts: Sequence[str] = (), scale: float = 1.0) -> Iterator[str]:
    """The section of the page, or some parts of it."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    yield from (
        FOLDERS, "",
        f"Written by `uv run --extra cluster python benchmarks/folders.py` on {today}; rulebook "
        f"`{load_rulebook().sha256[:12]}`, otherwise as above.", "",
    )  # fmt: skip
    for part in parts or PARTS:
        with tempfile.TemporaryDirectory() as place:
            yield from PARTS[part](Path(place), scale)
        yield ""


def _speed(place: Path, scale: float) -> Iterator[str]:
    count = int(MANY * scale)
    folder = _fill(place / "reports", count)
    out = place / "out"
    times: dict[int, list[float]] = {1: [], 2: []}
    tables = set()
    for _ in range(RUNS):
        for jobs, seconds in times.items():
            shutil.rmtree(out, ignore_errors=True)
            seconds.append(_run(folder, out, "--jobs", str(jobs), memory=False).seconds)
            tables.add(_digest((out / "observations.csv").read_bytes()))
    one, two = median(times[1]), median(times[2])
    yield (
        f"`extract DIR -o OUT` on {count:,} reports, median of {RUNS} runs in turns: "
        f"{one:.1f} s with `--jobs 1` ({count / one:.0f} reports a second), {two:.1f} s with "
        f"`--jobs 2` ({count / two:.0f}): {one / two:.2f} times as fast (at least {FASTER}). "
        f"{'All tables are the same' if len(tables) == 1 else 'The tables DIFFER'}."
    )


def _memory(place: Path, scale: float) -> Iterator[str]:
    yield from (
        "Highest memory of all processes together (proportional set size, `--jobs 2`):", "",
    )  # fmt: skip
    peaks = {}
    for count in (int(FEW * scale), int(MOST * scale)):
        folder = _fill(place / str(count), count)
        out = place / f"out{count}"
        peaks[count] = [_run(folder, out, "--jobs", "2").peak for _ in ("first", "again")]
        shutil.rmtree(folder)
        shutil.rmtree(out)
    few, most = peaks
    yield from (
        f"| run | {few:,} reports, MiB | {most:,} reports, MiB | growth, at most {GROWTH:.0%} |",
        "|--|--|--|--|",
    )
    for at, name in enumerate(("first run", "run again, nothing changed")):
        low, high = peaks[few][at], peaks[most][at]
        yield f"| {name} | {low:.0f} | {high:.0f} | {high / low - 1:+.1%} |"


def _same(place: Path, scale: float) -> Iterator[str]:
    count = int(MOST * scale)
    texts = _dataset(place / "texts", count)
    ways: dict[str, list[list[str]]] = {
        "--jobs 1": [["--jobs", "1"]],
        "--jobs 2": [["--jobs", "2"]],
        "--engine dask --jobs 2": [["--engine", "dask", "--jobs", "2"]],
        f"--shard 1/{SHARES} … {SHARES}/{SHARES}": [
            ["--jobs", "2", "--shard", f"{number}/{SHARES}"] for number in range(1, SHARES + 1)
        ],
    }
    yield from (
        f"One dataset of {count:,} texts in {SHARDS} Parquet files, its rows sorted by name:", "",
        "| way | seconds | rows | SHA-256 of the sorted rows |", "|--|--|--|--|",
    )  # fmt: skip
    results = set()
    for name, commands in ways.items():
        out = place / "out"
        seconds = sum(_run(texts, out, *options, memory=False).seconds for options in commands)
        rows, digest = _sorted_rows(out)
        results.add((rows, digest))
        shutil.rmtree(out)
        yield f"| `{name}` | {seconds:.1f} | {rows:,} | `{digest[:16]}` |"
    yield from ("", "All are the same." if len(results) == 1 else "They DIFFER.")


PARTS: dict[str, Callable[[Path, float], Iterator[str]]] = {
    "speed": _speed, "memory": _memory, "same": _same,
}  # fmt: skip


def _run(source: Path, out: Path, *options: str, memory: bool = True) -> Cost:
    command = [sys.executable, "-m", "extractor.cli", str(source), "-o", str(out), "--quiet"]
    return cost([*command, *options], cwd=ROOT, memory=memory)


def _sources() -> list[Path]:
    return [*sorted((ROOT / "seeds").glob("*.txt")),
            *sorted((ROOT / "tests" / "gold" / "dev").glob("*.txt"))]  # fmt: skip


def _fill(folder: Path, count: int) -> Path:
    """Copies of the reports of `seeds/` and `tests/gold/dev`, in subfolders."""
    for number, source in enumerate(islice(cycle(_sources()), count)):
        path = folder / f"{number % 7}" / f"{2020 + number % 5}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
    return folder


def _dataset(folder: Path, count: int) -> Path:
    """The same as Parquet files of names and texts."""
    import pyarrow
    from pyarrow import parquet

    folder.mkdir()
    texts = [source.read_text("utf-8") for source in _sources()]
    rows = list(islice(enumerate(cycle(texts)), count))
    size = -(-count // SHARDS)
    for start in range(0, count, size):
        some = rows[start : start + size]
        table = pyarrow.table({
            "name": [f"{number:05}.txt" for number, _ in some], "text": [text for _, text in some]
        })  # fmt: skip
        parquet.write_table(table, folder / f"{start:05}.parquet")
    return folder


def _sorted_rows(out: Path) -> tuple[int, str]:
    """How many rows the shards of a run hold, and a digest of them all, sorted by name."""
    from pyarrow import parquet

    rows = [
        (row["report"], _digest(repr(row).encode("utf-8")))
        for path in out.rglob("*.parquet")
        for batch in parquet.ParquetFile(path).iter_batches(200)
        for row in batch.to_pylist()
    ]
    return len(rows), _digest("\n".join(f"{name} {digest}" for name, digest in sorted(rows))
                              .encode("utf-8"))  # fmt: skip


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure folders and datasets of reports.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args()
    if unknown := set(options.parts).difference(PARTS):
        parser.error(f"no part {unknown.pop()!r}: there are {', '.join(PARTS)}")
    for line in folder_lines(options.parts, options.scale):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
