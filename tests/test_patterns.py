"""A pattern that is not compiled yet answers as it would if it were."""

from __future__ import annotations

import re

import pytest
from commands import ROOT

from extractor.io.pattern_files import all_patterns
from extractor.patterns import Lazy, pattern
from extractor.text import make_document

VIEWS = [
    make_document(path.name, path.read_bytes()).view
    for path in sorted((ROOT / "tests" / "gold").glob("[sd]e*/*_0[12].txt"))
]
KNOWN = {(each.pattern, each.flags): each for each in all_patterns()}

COINS = r"(\d)角(?:(\d)分)?"


def test_all_patterns_are_known() -> None:
    assert len(KNOWN) > 250


@pytest.mark.parametrize(("text", "flags"), KNOWN)
def test_it_finds_what_it_would_find_compiled(text: str, flags: int) -> None:
    compiled = re.compile(text, flags)
    for view in VIEWS[::4]:
        found = [match.span() for match in compiled.finditer(view)]
        assert [match.span() for match in pattern(text, flags).finditer(view)] == found
        for at in (start for start, _ in found[:9]):
            assert pattern(text, flags).match(view, at) is not None


@pytest.fixture
def lazy(monkeypatch: pytest.MonkeyPatch) -> Lazy:
    monkeypatch.setattr("extractor.patterns._all_needs", lambda: {COINS: ([["角"], ["3", "5"]], 4)})
    return Lazy(COINS, 0)


def test_it_is_compiled_when_a_text_holds_what_it_needs(lazy: Lazy) -> None:
    assert lazy.search("共计3元5分") is None
    assert list(lazy.finditer("共计3元5分")) == lazy.findall("三角") == []
    assert (lazy.sub("", "3元"), lazy.split("3元")) == ("3元", ["3元"])
    assert lazy.match("3元5角", 0, 2) is lazy.match("12元又3角") is None
    assert lazy.fullmatch("3元") is None
    assert "search" not in vars(lazy)
    assert lazy.match("3元5角", 2) is not None
    assert "search" in vars(lazy)


def test_what_is_asked_often_is_compiled(lazy: Lazy) -> None:
    for _ in range(400):
        assert lazy.search("3元") is None
    assert "search" in vars(lazy)


def test_what_is_known_of_an_expression_holds_for_plain_flags_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("extractor.patterns._all_needs", lambda: {"Page": ([["Page"]], 4)})
    assert Lazy("Page", 0).search("page") is None
    assert Lazy("Page", re.IGNORECASE).search("page") is not None
