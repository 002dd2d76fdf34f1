"""A report says the same whatever file it comes in.

`python tests/file_containers.py` counts the observations of each kind of file.
"""

import pytest
from file_containers import (
    MAKERS,
    OFFICE,
    OFFICE_KINDS,
    by_libreoffice,
    differences,
    paragraphs,
    read_back,
    reports,
    text_of,
    word_by_library,
)


@pytest.mark.parametrize("name", MAKERS)
def test_observations_are_those_of_the_plain_text(name: str) -> None:
    suffix, maker = MAKERS[name]
    for path in reports():
        text = text_of(path)
        back = read_back(maker(paragraphs(text)), suffix)
        assert differences(text, back) == ({}, {}), path.name


@pytest.mark.parametrize("suffix", OFFICE_KINDS if OFFICE else ())
def test_libreoffice_writes_the_same_report(suffix: str) -> None:
    texts = [text_of(path) for path in (reports()[1], reports()[-1])]
    made = by_libreoffice([word_by_library(paragraphs(text)) for text in texts], suffix)
    for text, data in zip(texts, made, strict=True):
        assert differences(text, read_back(data, suffix)) == ({}, {})
