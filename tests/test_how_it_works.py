"""docs/how-it-works.md tells what the code does: its sentence, its paths, its names."""

from __future__ import annotations

import re

import pytest
from commands import ROOT

from extractor import extract

PAGE = (ROOT / "docs" / "how-it-works.md").read_text("utf-8")
SHOWN = PAGE.partition("```text\n")[2].partition("```")[0].splitlines()
QUOTED = sorted(set(re.findall(r"`([^`\n]+)`", re.sub(r"(?s)```.*?```", "", PAGE))))
PATHS = [name for name in QUOTED if re.fullmatch(r"[\w/]+\.(?:py|toml|json)|[\w/]+/", name)]
NAME = re.compile(r"[A-Za-z_]{5,}(?:\.[A-Za-z_]+)?|[FR]-[A-Z]+")
NAMES = [name for name in QUOTED if NAME.fullmatch(name)]


def test_the_sentence_gives_what_the_page_shows() -> None:
    sentence = re.search(r"^> (.+)$", PAGE, re.M)
    assert sentence is not None
    seen = extract(sentence[1]).observations
    printed = {each.id: each.text for each in seen}
    assert [
        f"{o.text} {o.indicator} {o.value} {o.unit} {o.qualifier} {o.status} {o.relation}"
        + (f" of {printed[o.of]}" if o.of else "")
        for o in seen
    ] == SHOWN


@pytest.mark.parametrize("path", PATHS)
def test_a_path_of_the_page_is_there(path: str) -> None:
    places = (ROOT, ROOT / "extractor", ROOT / "extractor" / "rules")
    assert any((place / path).exists() for place in places)


def test_the_names_of_the_page_stand_in_the_code() -> None:
    kinds = ("*.py", "*.toml")
    code = [path.read_text("utf-8") for kind in kinds for path in ROOT.glob(f"extractor/**/{kind}")]
    code.append((ROOT / "tests" / "test_tables.py").read_text("utf-8"))
    told = "\n".join(code)
    assert [name for name in NAMES if name.split(".")[-1] not in told] == []
