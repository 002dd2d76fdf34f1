"""The same report in every kind of file: Word, PDF, OFD; by libraries, by hand, by LibreOffice.

    python tests/file_containers.py

reads the five seeds and twelve reports of tests/gold/dev from each kind of file, and says how many
observations are those of the plain text; with LibreOffice also from what it writes.
"""

import io
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

import docx
import made_ofd
import made_pdf
import made_word
from docx.oxml.ns import qn
from docx.shared import Pt

from extractor import load_rulebook
from extractor.io.readers import read_document
from extractor.numbers.markers import list_marker
from extractor.pipeline import run
from extractor.text import make_document
from extractor.text.decode import decode
from extractor.text.fold import fold
from extractor.text.wrap import soft_breaks

ROOT = Path(__file__).parent
KINDS = ("adjacent", "county", "dept", "street")
SOFFICE = shutil.which("soffice")
# Calc or Impress alone convert no documents.
OFFICE = SOFFICE if SOFFICE and Path(SOFFICE).resolve().with_name("libswlo.so").exists() else None
_FORMS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "\uff08%2\uff09"),
          ("decimal", "%3."))  # fmt: skip
_MARKERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[一二三四五六七八九十]+、",
        r"[(\uff08][一二三四五六七八九十]+[)\uff09]",
        r"\d{1,2}\.(?!\d)",
    )
)

Observation = tuple[str, str, str, str, str, str]


def reports() -> list[Path]:
    """Five seeds and three development reports of each kind."""
    made = [sorted((ROOT / "gold" / "dev").glob(f"dev_{kind}_*.txt"))[:3] for kind in KINDS]
    return [*sorted((ROOT.parent / "seeds").glob("*.txt")), *(path for of in made for path in of)]


def text_of(path: Path) -> str:
    return decode(path.read_bytes(), name=path.name)[0].replace("\r\n", "\n")


@cache
def observations(text: str) -> Counter[Observation]:
    """(indicator, value, upper value, unit, qualifier, status) of all observations of a text."""
    found = run(make_document("report", text), load_book()).report.observations
    return Counter(
        (o.indicator, str(o.value), str(o.value_max), str(o.unit), str(o.qualifier), str(o.status))
        for o in found
    )


@cache
def load_book() -> object:
    return load_rulebook()


def paragraphs(text: str) -> list[str]:
    """The lines of a report; those that its writer cut at a page width are one."""
    cuts = set(soft_breaks(fold(text)))
    whole = "".join(char for at, char in enumerate(text) if at not in cuts)
    return [line.strip(" \u3000") for line in whole.split("\n") if line.strip(" \u3000")]


def word_by_library(lines: Sequence[str], font: str = "Noto Serif CJK SC") -> bytes:
    """By python-docx, in runs that end inside quantities, with one style for all."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = font, Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    style.paragraph_format.first_line_indent = Pt(32)
    dice = random.Random(1)
    for line in lines:
        paragraph = document.add_paragraph()
        for piece in pieces(line, dice):
            paragraph.add_run(piece).bold = dice.random() < 0.3
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_by_hand(lines: Sequence[str]) -> bytes:
    """With tracked changes, text boxes, content controls, fields and automatic numbering."""
    dice = random.Random(2)
    numbering = made_word.abstract(1, *_FORMS) + made_word.number(1, 1)
    counts = [0, 0, 0]
    body = []
    for line in lines:
        level, marker = automatic(line, counts)
        runs = [changed(piece, dice) for piece in pieces(line[len(marker) :], dice)]
        if level is None and dice.random() < 0.05:
            # A box of its own in a paragraph without text.
            body.append(made_word.para(made_word.box(escape(line))))
            continue
        place = "" if level is None else (
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        )
        body.append(made_word.para(*runs, properties=place))
    return made_word.word("".join(body), numbering=numbering)


def automatic(line: str, counts: list[int]) -> tuple[int | None, str]:
    """(level, marker) of a line that automatic numbering gives this very marker."""
    for level, (pattern, (form, text)) in enumerate(zip(_MARKERS, _FORMS, strict=True)):
        found = pattern.match(line)
        if found is None:
            continue
        expected = list_marker(counts[level] + 1, form)
        if found[0] == text.replace(f"%{level + 1}", expected):
            counts[level] += 1
            counts[level + 1 :] = [0] * (len(counts) - level - 1)
            return level, found[0]
    return None, ""


def changed(piece: str, dice: random.Random) -> str:
    """A run as it may be stored: inserted, beside a deleted one, in a field, hidden text near."""
    inner = made_word.run(escape(piece))
    match dice.randrange(6):
        case 0:
            return f"<w:ins>{inner}</w:ins>"
        case 1:
            gone = f"<w:r><w:delText>{dice.randrange(999)}件</w:delText></w:r>"
            return f"<w:del>{gone}</w:del>{inner}"
        case 2:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
        case 3:
            return made_word.field("REF here", escape(piece))
        case 4:
            return made_word.run("内部77人", "<w:vanish/>") + inner
        case _:
            return inner


def pieces(line: str, dice: random.Random) -> list[str]:
    cuts = sorted({0, len(line), *(dice.randrange(len(line) + 1) for _ in range(len(line) // 12))})
    return [line[start:end] for start, end in pairwise(cuts)]


def pdf_by_hand(lines: Sequence[str]) -> bytes:
    return made_pdf.report(lines, header="公报 第7期")


def pdf_not_indented(lines: Sequence[str]) -> bytes:
    return made_pdf.report(lines, indent=0, lines_a_page=23)


def ofd_without_steps(lines: Sequence[str]) -> bytes:
    return made_ofd.report(lines, deltas=False)


# name: suffix, maker
MAKERS: dict[str, tuple[str, Callable[[Sequence[str]], bytes]]] = {
    "docx, python-docx": (".docx", word_by_library),
    "docx, changes, boxes, numbering": (".docx", word_by_hand),
    "pdf, two fonts": (".pdf", pdf_by_hand),
    "pdf, paragraphs not indented": (".pdf", pdf_not_indented),
    "ofd": (".ofd", made_ofd.report),
    "ofd, without steps": (".ofd", ofd_without_steps),
}
# Suffixes that LibreOffice turns the documents of python-docx into.
OFFICE_KINDS = (".docx", ".pdf", ".doc")


def by_libreoffice(made: Sequence[bytes], suffix: str) -> list[bytes]:
    """Word documents, converted in one run."""
    assert OFFICE is not None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        files = [place / f"{at}.docx" for at in range(len(made))]
        for file, data in zip(files, made, strict=True):
            file.write_bytes(data)
        subprocess.run(
            [OFFICE, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless",
             "--convert-to", suffix[1:], "--outdir", str(place / "out"), *map(str, files)],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip
        return [(place / "out" / f"{file.stem}{suffix}").read_bytes() for file in files]


def read_back(data: bytes, suffix: str) -> str:
    """What a file says, by its reader."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"report{suffix}"
        file.write_bytes(data)
        return read_document(file).text


def differences(text: str, back: str) -> tuple[Counter[Observation], Counter[Observation]]:
    """Observations that a file lost, and those that it has gained."""
    before, after = observations(text), observations(back)
    return before - after, after - before


def main() -> None:
    paths = reports()
    texts = [text_of(path) for path in paths]
    lines = [paragraphs(text) for text in texts]
    made = {name: (suffix, [maker(of) for of in lines]) for name, (suffix, maker) in MAKERS.items()}
    if OFFICE:
        words = made["docx, python-docx"][1]
        for suffix in OFFICE_KINDS:
            made[f"{suffix[1:]}, LibreOffice"] = (suffix, by_libreoffice(words, suffix))
        words = [word_by_library(of, "WenQuanYi Micro Hei") for of in lines]
        made["pdf, LibreOffice, another font"] = (".pdf", by_libreoffice(words, ".pdf"))
    total = sum(sum(observations(text).values()) for text in texts)
    for name, (suffix, files) in made.items():
        lost = gained = 0
        for path, text, data in zip(paths, texts, files, strict=True):
            fewer, more = differences(text, read_back(data, suffix))
            lost, gained = lost + sum(fewer.values()), gained + sum(more.values())
            for observation in [*fewer, *more]:
                sys.stderr.write(f"{name}: {path.name}: {observation}\n")
        sys.stdout.write(f"{name:32} {total - lost}/{total} kept, {gained} more\n")


if __name__ == "__main__":
    main()
