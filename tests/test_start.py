"""What a plain run of the command loads: starting takes longer than reading a report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SEED = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
HEAVY = {
    "typer", "click", "rich", "cn2an", "regex", "asyncio", "multiprocessing", "concurrent",
    "numpy", "pandas", "polars", "pyarrow", "openpyxl", "duckdb", "dask", "difflib", "argparse",
    "tomllib", "ahocorasick_rs", "extractor.batch", "extractor.validation", "extractor.evaluation",
    "extractor.cli.app",
    "extractor.io.frames", "extractor.io.writers.arrow_writer", "extractor.rulebook.files",
    "extractor.records.schema", "extractor.text.tables", "extractor.linking.tables",
}  # fmt: skip


def loaded(call: str) -> set[str]:
    """The modules that are there when a call has ended."""
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))\n" + call
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_a_plain_run_loads_what_it_needs() -> None:
    modules = loaded(
        f"sys.argv = ['extract', {str(SEED)!r}, '--json']\n"
        "from extractor.cli import main\nmain()"
    )
    assert "extractor.pipeline" in modules
    assert not modules & HEAVY
    readers = {name for name in modules if name.startswith("extractor.io.readers.")}
    assert readers == {"extractor.io.readers.txt"}


@pytest.mark.parametrize("hook", ["run_validate", "run_check", "run_rules"])
def test_hooks_start_without_the_command_line(hook: str) -> None:
    modules = loaded(f"from extractor.cli.hooks import {hook}\n{hook}([])")
    assert not modules & {"typer", "click", "rich", "pydantic", "extractor.cli.app"}


def test_a_validation_loads_no_command_line(tmp_path: Path) -> None:
    record = tmp_path / "made.json"
    record.write_text("{}")
    call = f"run_validate([{str(record)!r}])"
    modules = loaded(f"from extractor.cli.hooks import run_validate\n{call}")
    assert not modules & {"typer", "click", "rich", "cn2an", "extractor.cli.app", "extractor.batch"}
