"""Examples of rules that did not give what they say, for eyes: where each stands, want and got."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.io.rule_files import BUILT_IN

if TYPE_CHECKING:
    from extractor.evaluation.examples import Failure

SHARED = "_context"
ADVICE = "change the cues or the example; `extract rules try` shows why a number was not taken"


def told_failure(failure: Failure, folders: Sequence[Path]) -> str:
    """Three lines, the first of them `FILE:LINE: ID: EXAMPLE`."""
    paths = [path for path in _paths(failure.rule, folders) if path.is_file()]
    # Examples of a shared list may be those of an earlier folder than the list itself.
    places = [(path, line) for path in paths if (line := _line(path, failure.text))] or [
        (path, 1) for path in paths
    ]
    place = "{}:{}: ".format(*places[0]) if places else ""
    head = f"{place}{failure.rule}: {failure.text}"
    return f"{head}\n  want {failure.want}\n  got  {failure.got or 'no figure'}\n"


def _paths(rule_id: str, folders: Sequence[Path]) -> Iterator[Path]:
    """The files a rule or shared list may be read from, the last folder's first."""
    category, _, name = rule_id.partition(".")
    file = f"{category}.toml" if category == SHARED else f"{category}/{name}.toml"
    return (folder / file for folder in reversed((BUILT_IN, *folders)))


def _line(path: Path, text: str) -> int | None:
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if text in line), None)
