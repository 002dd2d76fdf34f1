"""Writes docs/benchmarks.md: speed, memory and correctness beside other tools and bare scans.

usage: uv run python benchmarks/speed.py [--peers FOLDER] [--folders] [--out FILE]

The peers are installed into FOLDER (default: benchmarks/.peers) on the first run, which takes some
minutes and 600 MB; one that cannot be installed is named and left out. With --folders the
measurements of benchmarks/folders.py follow, which is also a command of its own; without it those
of an earlier run stay on the page.
"""

from __future__ import annotations

import argparse
import compileall
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import peer_env
from folders import FOLDERS, folder_lines
from measure import cost, processors
from peers import TOOLS

import extractor
from extractor.io.gold_files import read_gold
from extractor.io.rule_files import load_rulebook

ROOT = Path(__file__).parent.parent
OURS = "this project"
FLOOR = "floor: regex, number + unit"
ROUNDS = 15
BUDGET = 20.0  # seconds a tool may take in all rounds together; a slow one has fewer
STARTS = 15
LENGTHS = (1, 2, 4, 8)
LONG = 1.0  # seconds a tool may take for one report to be asked for eight at once
# What the record of a report needs at the very least: the command line and the output models.
MODELS_FILE = ROOT / "extractor" / "records" / "models.py"
MODELS = f"""
import importlib.util, sys, typer
spec = importlib.util.spec_from_file_location("models", {str(MODELS_FILE)!r})
module = importlib.util.module_from_spec(spec)
sys.modules["models"] = module
spec.loader.exec_module(module)
"""


@dataclass
class Measured:
    """What was measured of one tool; seconds and MiB."""

    first: float = 0.0
    reads: dict[int, list[float]] = field(default_factory=dict)  # by text
    peak: float = 0.0

    def seconds(self, texts: Sequence[int]) -> float:
        """A report, on average over the texts, each the median of its runs."""
        return sum(median(self.reads[text]) for text in texts) / len(texts)


class Tool:
    """A process that reads texts on request."""

    def __init__(self, python: Path, name: str, task: str, texts: list[str]) -> None:
        env = dict(os.environ)
        env["PYTHONPATH"] = str(ROOT) if name == OURS else ""
        # A file: nobody would empty a pipe of what some tools say at every call.
        self.words = tempfile.TemporaryFile("w+")  # noqa: SIM115
        self.process = subprocess.Popen(
            [python, "-W", "ignore", Path(__file__).with_name("peers.py"), task, name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.words, text=True,
            env=env,
        )  # fmt: skip
        self.ask(json.dumps(texts))

    def ask(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        """Errors: `RuntimeError` with the last word of a process that has ended."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            self.words.seek(0)
            words = self.words.read().strip().splitlines()
            raise RuntimeError(words[-1] if words else "it ended without a word")
        return json.loads(line)

    def __enter__(self) -> Tool:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()
        self.words.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, default=Path(__file__).parent / ".peers")
    parser.add_argument("--folders", action="store_true")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks.md")
    options = parser.parse_args()
    compileall.compile_dir(str(ROOT / "extractor"), quiet=2)
    python = peer_env.make(options.peers)
    pythons = {name: Path(sys.executable) if name == OURS else python for name in TOOLS}
    seeds = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    missing: dict[str, str] = {}
    lines = [
        *heading(options.peers),
        *warm_lines(pythons, seeds, missing),
        *start_lines(pythons, missing),
        *figure_lines(pythons, missing),
        *(folder_lines() if options.folders else kept_folders(options.out)),
    ]
    if missing:
        lines += ["## Left out", "", *(f"- {name}: {why}" for name, why in missing.items()), ""]
    options.out.write_text("\n".join(lines).rstrip() + "\n", "utf-8")


def kept_folders(page: Path) -> list[str]:
    """The section of an earlier run with --folders, which tells its own date, if there is one."""
    _, head, told = page.read_text("utf-8").partition(FOLDERS) if page.exists() else ("", "", "")
    section, _, _ = told.partition("\n## ")
    return [*f"{head}{section}".rstrip().splitlines(), ""] if head else []


def heading(peers: Path) -> list[str]:
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    cpu = next((line.partition(":")[2].strip() for line in
                Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), "unknown")
    tools = {"extractor": extractor.__version__, **peer_env.versions(peers)}
    return [
        "# Benchmarks",
        "",
        f"Written by `{' '.join(['uv run python benchmarks/speed.py', *sys.argv[1:]])}` on {today};"
        f" rulebook `{load_rulebook().sha256[:12]}`.",
        "",
        f"Machine: {cpu}, {processors()} processors, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}; load at the start {os.getloadavg()[0]:.1f}. "
        f"Versions: {', '.join(f'{name} {version}' for name, version in tools.items())}.",
        "",
        "The other tools do a part of the job each: numbers, amounts, dates or rewriting; none "
        "says what a number counts. `×` is how many times the time of this project a tool takes.",
        "",
    ]


def warm_lines(
    pythons: dict[str, Path], seeds: list[str], missing: dict[str, str]
) -> Iterator[str]:
    """Warm time, first call, memory and growth: all tools run in turns."""
    texts = [*seeds, *("\n".join(seeds[:1] * times) for times in LENGTHS)]
    measured = interleaved(pythons, texts, len(seeds), missing)
    single = range(len(seeds))
    ours, floor = (measured[name].seconds(single) for name in (OURS, FLOOR))
    size = sum(len(text.encode()) for text in seeds) / len(seeds) / 1e6
    yield from (
        "## One report, warm", "",
        "Mean over the five reports of `seeds/`, each the median of up to "
        f"{ROUNDS} rounds in which all tools take turns; what takes less than 50 ms is read twice "
        "in a turn, and the second time counts. First call: from the start of the import "
        "to the first result, in a process that runs. Memory: highest resident set.", "",
        "| tool | ms a report | × | × floor | MB/s | first call, ms | memory, MiB |",
        "|--|--|--|--|--|--|--|",
    )  # fmt: skip
    for name, tool in measured.items():
        one = tool.seconds(single)
        yield (f"| {name} | {one * 1e3:.3f} | {one / ours:.2f} | {one / floor:.1f} "
               f"| {size / one:.2f} | {tool.first * 1e3:,.0f} | {tool.peak:.0f} |")
    yield from ("", "## Growth with length", "",
                "Time for the first report of `seeds/` put behind itself, as a multiple of the "
                "time for one.", "",
                f"| tool | {' | '.join(f'{times}×' for times in LENGTHS)} |",
                f"|--{'|--' * len(LENGTHS)}|")  # fmt: skip
    for name, tool in measured.items():
        if all(at in tool.reads for at in range(len(seeds), len(texts))):
            times = [median(tool.reads[at]) for at in range(len(seeds), len(texts))]
            cells = " | ".join(f"{time / times[0]:.2f}" for time in times)
            yield f"| {name} | {cells} |"
    yield ""


def interleaved(
    pythons: dict[str, Path], texts: list[str], singles: int, missing: dict[str, str]
) -> dict[str, Measured]:
    measured: dict[str, Measured] = {}
    with ExitStack() as stack:
        tools: dict[str, Tool] = {}
        for name, python in pythons.items():
            tool = stack.enter_context(Tool(python, name, "times", texts))
            try:
                measured[name] = Measured(first=tool.answer()["first"])
                tools[name] = tool
            except RuntimeError as error:
                missing[name] = str(error)
        for _ in range(ROUNDS):
            for at in range(len(texts)):
                for name, tool in tools.items():
                    _ask(tool, measured[name], at, singles)
    return measured


def _ask(tool: Tool, measured: Measured, at: int, singles: int) -> None:
    spent = sum(map(sum, measured.reads.values()))
    too_long = at > singles and measured.reads[singles][0] > LONG
    if too_long or (spent > BUDGET and at in measured.reads):
        return
    tool.ask(str(at))
    told = tool.answer()
    measured.reads.setdefault(at, []).append(told["seconds"])
    measured.peak = max(measured.peak, told["peak"]) if at < singles else measured.peak


def start_lines(pythons: dict[str, Path], missing: dict[str, str]) -> Iterator[str]:
    """Cold start: whole processes, in turns."""
    report = str(sorted((ROOT / "seeds").glob("*.txt"))[1])
    base = "python that imports Typer and builds the output models"
    commands: dict[str, list[str]] = {
        "`extract report.txt --json`": [sys.executable, "-m", "extractor.cli", report, "--json"],
        base: [sys.executable, "-c", MODELS],
        "python that does nothing": [sys.executable, "-c", "pass"],
    }
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "text.json")
        text.write_text(json.dumps([Path(report).read_text("utf-8")]) + "\n", "utf-8")
        for name, python in pythons.items():
            if name not in missing and name != OURS:
                script = f'"{python}" -W ignore benchmarks/peers.py times "{name}" < "{text}"'
                commands[f"{name}, first result"] = ["sh", "-c", f"exec {script}"]
        taken: dict[str, list[float]] = {name: [] for name in commands}
        env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        for _ in range(STARTS):
            for name, command in commands.items():
                taken[name].append(seconds(command, env))
    low = median(taken[base])
    yield from ("## Cold start", "",
                f"Whole processes, median of {STARTS} in turns, bytecode compiled.", "",
                "| process | ms | × Typer and models |", "|--|--|--|")  # fmt: skip
    for name, times in taken.items():
        yield f"| {name} | {median(times) * 1e3:.0f} | {median(times) / low:.2f} |"
    yield ""


def seconds(command: Sequence[str], env: dict[str, str]) -> float:
    return cost(command, env=env, cwd=ROOT, memory=False).seconds


def figure_lines(pythons: dict[str, Path], missing: dict[str, str]) -> Iterator[str]:
    """Which annotated figures each tool finds."""
    yield from (
        "## Correctness", "",
        "Of the figures annotated in `tests/gold/seeds` and `tests/gold/dev`, how many a tool "
        "gives with their value; with value and unit; with value, unit, and whether the value is "
        "exact or approximate (余, 近, 以上 …). Wrong or surplus figures are not held against it. "
        "The rules of this project were tuned on these reports, the other tools were not: "
        "docs/accuracy.md has the figures for reports the rules had not seen.",
        "", "| tool | value | + unit | + approximation | + approximation, of approximate figures |",
        "|--|--|--|--|--|",
    )  # fmt: skip
    golds = [gold for name in ("seeds", "dev") for gold in read_gold(ROOT / "tests/gold" / name)]
    texts = [gold.text for gold in golds]
    for name, python in pythons.items():
        if name in missing:
            continue
        with Tool(python, name, "figures", texts) as tool:
            tool.answer()
            found = tool.answer()
        if found is None:
            continue
        yield f"| {name} | {' | '.join(_agreement(golds, found))} |"
    yield from ("", "Tools that rewrite the text (WeTextProcessing, cn2an), find dates only, or "
                "look for words give no figures with a place.", "")  # fmt: skip


def _agreement(golds: Sequence[Any], found: Sequence[list[dict[str, Any]]]) -> list[str]:
    wanted = vague = value = unit = approximate = vague_right = 0
    for gold, figures in zip(golds, found, strict=True):
        for row in gold.rows:
            if row["kind"] != "statistic":
                continue
            near = [f for f in figures if f["start"] < row["end"] and row["start"] < f["end"]]
            valued = [f for f in near if f["value"] == float(row["value"])]
            united = [f for f in valued if (f["unit"] or None) == row.get("unit")]
            about = row["qualifier"] != "exact"
            right = any(f["vague"] == about for f in united)
            wanted += 1
            vague += about
            value += bool(valued)
            unit += bool(united)
            approximate += right
            vague_right += about and right
    return [f"{count / of:.1%} ({count}/{of})" for count, of in
            ((value, wanted), (unit, wanted), (approximate, wanted), (vague_right, vague))]


if __name__ == "__main__":
    main()
