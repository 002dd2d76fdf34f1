"""Examples of rules that did not give what they say, for eyes: where each stands, want and got."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.io.rule_files import BUILT_IN

if TYPE_CHECKING:
    from extractor.evaluation.examples import Failure

ADVICE = "change the cues or the example; `extract rules try` shows why a number was not taken"


def told_failure(failure: Failure, folders: Sequence[Path]) -> str:
    """Three lines, the first of them `FILE:LINE: ID: EXAMPLE`."""
    path = Path(failure.file) if failure.file else rule_file(failure.rule, folders)
    place = f"{path}:{_line(path, failure.text)}: " if path else ""
    head = f"{place}{failure.rule}: {failure.text}"
    return f"{head}\n  want {failure.want}\n  got  {failure.got or 'no figure'}\n"


def rule_file(rule_id: str, folders: Sequence[Path]) -> Path | None:
    """Where a rule was read from: the last folder that has it counts."""
    category, _, name = rule_id.partition(".")
    paths = (folder / category / f"{name}.toml" for folder in reversed((BUILT_IN, *folders)))
    return next(filter(Path.is_file, paths), None)


def _line(path: Path, text: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if text in line), 1)
