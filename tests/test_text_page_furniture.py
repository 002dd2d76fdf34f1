"""Lines of pages that belong to the page: unit cases beside those of whole PDF files."""

from __future__ import annotations

import pytest

from extractor.text.page_furniture import without_furniture
from extractor.text.page_lines import Line

HEIGHT = 842.0
BODY = "全年调解矛盾纠纷86件。"


def line(text: str, down: float, page: int = 0) -> Line:
    """A line so far down its page, as a share of the height."""
    return Line(text, 90, 500, down * HEIGHT, 16, page)


def left(*sheets: list[Line]) -> list[list[str]]:
    kept = without_furniture(sheets, [HEIGHT] * len(sheets))
    return [[line.text for line in sheet] for sheet in kept]


@pytest.mark.parametrize(
    ("number", "down", "kept"),
    [
        ("1", 0.95, []),  # the only page, and it says so
        ("12", 0.95, ["12"]),  # a value: nothing counts pages so
        ("1", 0.5, ["1"]),
        ("— 1 —", 0.95, []),
    ],
)
def test_the_bare_number_of_a_single_page(number: str, down: float, kept: list[str]) -> None:
    assert left([line(BODY, 0.4), line(number, down)]) == [[BODY, *kept]]


def test_bare_numbers_count_the_pages_from_any_number_on() -> None:
    sheets = [[line(BODY, 0.4, at), line(str(at + 7), 0.95, at)] for at in range(3)]
    assert left(*sheets) == [[BODY]] * 3
    odd = [[line(BODY, 0.4, at), line(text, 0.95, at)] for at, text in enumerate("396")]
    assert left(*odd) == [[BODY, "3"], [BODY, "9"], [BODY, "6"]]


def test_a_header_comes_again_on_half_of_the_pages() -> None:
    head = "柳溪镇公报第3期"
    sheets = [[line(head.replace("3", str(at)), 0.05, at), line(BODY, 0.4, at)] for at in range(2)]
    assert left(*sheets) == [[BODY]] * 2
    once = [sheets[0], [line(BODY, 0.4, 1)], [line(BODY, 0.4, 2)]]
    assert left(*once)[0] == [head.replace("3", "0"), BODY]
