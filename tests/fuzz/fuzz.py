"""Coverage-guided fuzzing of the readers and of the core, with atheris.

    python tests/fuzz/fuzz.py TARGET [FOLDER] [-max_total_time=600 …]

TARGET is a function of this file named `fuzz_…`; FOLDER keeps the inputs found so far, and what
follows goes to libFuzzer. A run ends at the first input that is answered by anything but a result
or an `ExtractorError`, and writes that input to the folder it was started in.
"""

import io
import random
import sys
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from xml.etree import ElementTree

import atheris

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

with atheris.instrument_imports(include=["extractor"]):
    from extractor.errors import ExtractorError
    from extractor.io.readers import docx, html, md, mht, ofd, pdf, txt
    from extractor.io.rule_files import load_rulebook
    from extractor.pipeline import run
    from extractor.records.models import Report
    from extractor.text import make_document

WHERE = "fuzzed"
PART = b"\0--part--\0"  # between the parts of a container in an input
_BOOK = load_rulebook()


def _read(reader: Callable[[bytes, str], object], data: bytes) -> None:
    try:
        reader(data, WHERE)
    except ExtractorError:
        return


def _stored(names: list[str], parts: list[bytes]) -> bytes:
    """The parts as an archive, for fuzzing of bytes hardly ever makes one that opens."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in zip(names, parts, strict=False):
            archive.writestr(name, content)
    return out.getvalue()


def fuzz_docx(data: bytes) -> None:
    names = ["word/document.xml", "word/_rels/document.xml.rels", "word/numbering.xml",
             "word/styles.xml", "word/footnotes.xml", "docProps/core.xml"]  # fmt: skip
    _read(docx.read, _stored(names, data.split(PART)))


def fuzz_ofd(data: bytes) -> None:
    names = ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml",
             "Doc_0/Tpls/Tpl_0/Content.xml"]  # fmt: skip
    _read(ofd.read, _stored(names, data.split(PART)))


def fuzz_archive(data: bytes) -> None:
    _read(docx.read, data)
    _read(ofd.read, data)


def fuzz_pdf(data: bytes) -> None:
    _read(pdf.read, data)


def fuzz_html(data: bytes) -> None:
    _read(html.read, data)


def fuzz_mht(data: bytes) -> None:
    _read(mht.read, data)
    _read(md.read, data)


def fuzz_txt(data: bytes) -> None:
    _read(txt.read, data)


def fuzz_core(data: bytes) -> None:
    """Text to record: the record validates, and each figure is where it says."""
    try:
        document = make_document(WHERE, data)
    except ExtractorError:
        return
    report = run(document, _BOOK).report
    for mention in report.mentions:
        assert document.text[mention.start : mention.end] == mention.text
    Report.model_validate_json(report.model_dump_json())


def mutate_parts(data: bytes, most: int, seed: int) -> bytes:
    """An input with one part changed: as bytes, or as a tree, so that it stays XML."""
    dice = random.Random(seed)
    parts = data.split(PART)
    at = dice.randrange(len(parts))
    try:
        root = ElementTree.fromstring(parts[at])
    except (ElementTree.ParseError, LookupError, ValueError):
        root = None
    if root is None or dice.random() < 0.1:
        return atheris.Mutate(data, most)
    for _ in range(dice.randint(1, 4)):
        _change(root, dice)
    parts[at] = ElementTree.tostring(root, "utf-8")
    made = PART.join(parts)
    return made if len(made) <= most else data


def _change(root: ElementTree.Element, dice: random.Random) -> None:
    elements = list(root.iter())
    one, other = dice.choice(elements), dice.choice(elements)
    value = dice.choice(["", "0", "1", "-1", "2", "9", "65535", "1e9", "none", "g 3 5", "%1%9",
                         "M 0 0 L 9 0 L 9 9 C", "0 0 210 297", "1 0 0 -1 0 0", other.text or "28",
                         *other.attrib.values()])  # fmt: skip
    match dice.randrange(7):
        case 0:
            one.append(deepcopy(other))
        case 1:
            one.insert(0, ElementTree.Element(other.tag, dict(other.attrib)))
        case 2 if len(one):
            one.remove(dice.choice(list(one)))
        case 3:
            one.tag = other.tag
        case 4:
            one.set(dice.choice([*one.attrib, *other.attrib, "ID"]), value)
        case 5:
            one.text = value
        case _:
            one[:] = sorted(one, key=lambda _: dice.random())


def seeds(target: str) -> list[bytes]:
    """Good inputs to begin with."""
    import made_ofd
    import made_pdf
    import made_word
    import web_containers

    lines = ["一、成效", "全年共调解矛盾纠纷1286起,成功率达96.7%,组织培训近20期,投入12.5万元。"]
    parts = made_ofd.parts([made_ofd.page(made_ofd.text_at(lines[1], 20, 20),
                                          made_ofd.rule(1, 1, 9, 1), template=True)],
                           template=made_ofd.page(made_ofd.text_at("1", 20, 280)))  # fmt: skip
    numbering = made_word.abstract(1, ("chineseCounting", "%1、")) + made_word.number(1, 1)
    body = made_word.listed(lines[0], 1) + made_word.para(lines[1], made_word.field("PAGE", "7"))
    body += made_word.table(made_word.cell("复议") + made_word.cell("12"))
    body += made_word.para("框", made_word.box("内"))
    word = made_word.word(body, numbering=numbering, title="报告")
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        names = [name for name in archive.namelist() if name != "_rels/.rels"]
        names.sort(key=lambda name: name != "word/document.xml")
        inner = [archive.read(name) for name in names]
    text = "\n".join(lines).encode()
    return {
        "fuzz_docx": [PART.join(inner)],
        "fuzz_ofd": [PART.join(
            part.encode() if isinstance(part, str) else part
            for _, part in sorted(parts.items(), key=lambda item: (len(item[0]), item[0]))
        )],
        "fuzz_archive": [word, made_ofd.report(lines)],
        "fuzz_pdf": [made_pdf.report(lines)],
        "fuzz_html": [web_containers.editor_site(lines), web_containers.layout_site(lines)],
        "fuzz_mht": [web_containers.one_file_site(lines), web_containers.markdown(lines)],
        "fuzz_txt": [text],
        "fuzz_core": [text, text.decode().encode("gb18030"), "项目|件数\n复议|12\n".encode()],
    }[target]


def main() -> None:
    targets = {name: function for name, function in globals().items() if name.startswith("fuzz_")}
    if len(sys.argv) < 2 or sys.argv[1] not in targets:
        raise SystemExit(f"{__doc__}\nTargets: {' '.join(targets)}")
    target = sys.argv.pop(1)
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        folder = Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        for at, seed in enumerate(seeds(target)):
            (folder / f"seed-{at}").write_bytes(seed)
    if target in ("fuzz_docx", "fuzz_ofd"):
        atheris.Setup(sys.argv, targets[target], custom_mutator=mutate_parts)
    else:
        atheris.Setup(sys.argv, targets[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
