"""A report says the same as web page, as Markdown and in every encoding.

`python tests/web_containers.py` counts what each of them loses.
"""

import pytest
from file_containers import paragraphs, read_back, reports, text_of
from web_containers import MAKERS, editor_site, lost_and_gained

from extractor.io.web.sites import known_sites

REPORTS = [(path.name, text_of(path)) for path in reports()]


@pytest.mark.parametrize("name", MAKERS)
def test_observations_are_those_of_the_plain_text(name: str) -> None:
    suffix, maker = MAKERS[name]
    for report, text in REPORTS:
        assert lost_and_gained(text, read_back(maker(paragraphs(text)), suffix)) == ({}, {}), report


def test_a_page_leaves_nothing_of_its_site_in_the_text() -> None:
    page_line = known_sites().page_line
    for report, text in REPORTS:
        lines = paragraphs(text)
        found = read_back(editor_site(lines), ".html").replace("\xa0", " ").splitlines()
        kept = [line.strip() for line in lines if not page_line.match(line)]
        assert [line.strip() for line in found] == kept, report
