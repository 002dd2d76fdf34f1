"""What the library promises: threads, and what it says to arguments of a wrong type."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from commands import ROOT

from extractor import extract, extract_file, extract_folder, find_quantities, load_rulebook


@pytest.mark.parametrize(
    ("call", "passed", "told"),
    [
        (extract, (None,), "extract(): the text of a report as str or bytes"),
        (extract, (Path("a.txt"),), "(extract_file takes a path) is wanted, not PosixPath"),
        (extract, (28,), "not int"),
        (extract_file, (None,), "extract_file(): a path as str or Path is wanted, not NoneType"),
        (extract_file, (b"a.txt",), "not bytes"),
        (extract_folder, (None, "out"), "extract_folder(): a path"),
        (extract_folder, ("in", None), "extract_folder(): a path"),
        (find_quantities, (None,), "find_quantities(): pass a str, not NoneType"),
        (find_quantities, (b"28",), "not bytes"),
    ],
)
def test_wrong_types_are_told(call: Callable[..., Any], passed: tuple[Any, ...], told: str) -> None:
    with pytest.raises(TypeError) as caught:
        call(*passed)
    assert told in str(caught.value)


def test_a_rulebook_is_no_path_and_a_name_no_number() -> None:
    with pytest.raises(TypeError, match=r"rulebook=: what load_rulebook\(\) returns is wanted"):
        extract("28", rulebook="rules/")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"extract\(name=\): a str is wanted, not NoneType"):
        extract("28", name=None)  # type: ignore[arg-type]


@pytest.fixture
def _in_turns() -> Iterator[None]:
    """Threads take turns a hundred times as often as they do."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 100)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_in_turns")
def test_threads_may_share_a_rulebook() -> None:
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    shared = load_rulebook()  # nothing of it is compiled yet
    with ThreadPoolExecutor(max_workers=len(seeds)) as threads:
        together = [*threads.map(lambda seed: extract_file(seed, shared), seeds)]
    alone = load_rulebook()
    assert together == [extract_file(seed, alone) for seed in seeds]
