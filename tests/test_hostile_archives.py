"""Files made to hurt: refused by name, in bounded time and memory, with nothing written.

Each is read by a process of its own that may take so much memory and processor time and no more.
"""

import io
import resource
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from made_ofd import ofd, page, parts, text_at
from made_pdf import Sheet
from made_word import para, table, word, zipped

MIB = 1024 * 1024
SECONDS = 20  # of processor time, on a machine that others use, too; none takes 3
MEMORY = 1024 * MIB  # of addresses, of which the program itself takes a third

READ = """
import sys, resource
from pathlib import Path
from importlib import import_module
from extractor.errors import UnreadableInput
reader = import_module("extractor.io.readers." + sys.argv[1])
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]), int(sys.argv[3])))
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[4]), int(sys.argv[4])))
try:
    text = reader.read(Path(sys.argv[2]).read_bytes(), "a").text
    print("read", len(text), ascii(text[:60]))
except UnreadableInput as error:
    assert error.hint
    print("refused", error.message)
"""


def read_apart(kind: str, data: bytes, folder: Path) -> str:
    (folder / "in").mkdir()
    file = folder / "in" / "a"
    file.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", READ, kind, str(file), str(SECONDS), str(MEMORY)],
        capture_output=True, text=True, cwd=folder / "in", check=False, timeout=10 * SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert [path.name for path in folder.rglob("*")] == ["in", "a"]
    return done.stdout.encode().decode("unicode_escape")


def deflated(parts: dict[str, bytes], *, level: int = 9) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def lying() -> bytes:
    """A member of 100 MiB that its archive says is 100 bytes."""
    data = bytearray(deflated({"word/document.xml": bytes(100 * MIB)}))
    size = (100 * MIB).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(data)


def overlapping() -> bytes:
    """Many entries of the directory that share one compressed run, each unpacking to 40 MiB."""
    inner = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = b"<a>" + bytes(40 * MIB - 7) + b"</a>"
    packed = inner.compress(content) + inner.flush()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", b"")
    size = len(packed).to_bytes(4, "little") + len(content).to_bytes(4, "little")
    crc = zlib.crc32(content).to_bytes(4, "little")
    fields = b"\x14\0\0\0\x08\0\0\0\0\0" + crc + size
    local = b"PK\x03\x04" + fields + b"\x01\0\0\0" + b"x" + packed
    names = ["OFD.xml", *(f"p{at}" for at in range(200))]
    entries = b"".join(
        b"PK\x01\x02\x14\0" + fields + len(name).to_bytes(2, "little") + bytes(12) + bytes(4)
        + name.encode()
        for name in names
    )
    count = len(names).to_bytes(2, "little")
    end = b"PK\x05\x06\0\0\0\0" + count + count + len(entries).to_bytes(4, "little")
    return local + entries + end + len(local).to_bytes(4, "little") + b"\0\0"


LAUGHS = "".join(
    f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "ha"}">' for at in range(12)
)
FETCH = '<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://127.0.0.1:9/x">'


def document(content: str | bytes) -> bytes:
    return deflated({
        "word/document.xml": content.encode() if isinstance(content, str) else content
    })


def many_members() -> bytes:
    return deflated({f"{at}": b"" for at in range(30_000)}, level=0)


def sharing_a_template() -> bytes:
    """Two thousand pages that each print a template of ten thousand characters."""
    form = page(*(text_at("件" * 100, 20, 20 + at) for at in range(100)))
    made = parts([page(template=True)], template=form)
    listed = '<Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' * 2000
    made["Doc_0/Document.xml"] = str(made["Doc_0/Document.xml"]).replace(
        "</ofd:Pages>", f"{listed}</ofd:Pages>"
    )
    return zipped(made)


def nested_tables(depth: int) -> bytes:
    body = para("共28起")
    for _ in range(depth):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    return word(body)


REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'

HOSTILE = {
    "a part that grows to 100 MiB": (
        "docx", lambda: document(bytes(100 * MIB)), "grows beyond 48 MiB"),
    "a part whose size is a lie": ("docx", lying, "refused"),
    "parts that share their bytes": ("ofd", overlapping, "refused"),
    "parts that grow together": (
        "ofd",
        lambda: zipped({**parts(["<a/>"] * 4), **{
            f"Doc_0/Pages/Page_{at}/Content.xml": f"<a>{' ' * 40 * MIB}</a>" for at in range(4)
        }}), "grows beyond"),
    "too many members": ("docx", many_members, "more than 20000 files"),
    "entities that multiply": (
        "docx", lambda: document(f"<!DOCTYPE d [{LAUGHS}]><d>&l11;</d>"), "a document type"),
    "entities that multiply in UTF-16": (
        "ofd", lambda: deflated({"OFD.xml": f'<?xml version="1.0" encoding="UTF-16"?>'
                                 f"<!DOCTYPE d [{LAUGHS}]><d>&l11;</d>".encode("utf-16")}),
        "a document type"),
    "entities that fetch": (
        "docx", lambda: document(f"<!DOCTYPE d [{FETCH}]><d>&x;&y;</d>"), "a document type"),
    "200000 elements in each other": (
        "docx", lambda: document("<a>" * 200_000 + "</a>" * 200_000), "nested more than 200"),
    "ten million elements": ("docx", lambda: document(b"<d>" + b"<a/>" * 10**7 + b"</d>"),
                             "more than 1000000 elements"),
    "tables in tables": ("docx", lambda: nested_tables(60), "共28起"),
    "tables in tables without end": ("docx", lambda: nested_tables(5000), "nested more than"),
    "a row of 100000 cells": (
        "docx", lambda: word(table("<w:tc><w:p/></w:tc>" * 100_000 + f"<w:tc>{para('28')}</w:tc>")),
        "read"),
    "cells that span a million columns": (
        "docx", lambda: word(table(
            '<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr><w:p/></w:tc>' * 1000
            + f"<w:tc>{para('28')}</w:tc>")), "read"),
    "styles in a circle": (
        "docx", lambda: word(para("28起", properties='<w:pStyle w:val="a"/>'), styles=(
            '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
            '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>')), "28起"),
    "a note inside itself": (
        "docx", lambda: word(
            para("共28起", REFERENCE), footnotes='<w:footnote w:id="2">'
            f"{para('结转', REFERENCE)}</w:footnote>"), "共28起\n结转\n"),
    "names that climb out of the archive": (
        "docx", lambda: zipped({"../../evil": "x", "/etc/evil": "x", "word/document.xml":
                                "<d><body><p><r><t>28</t></r></p></body></d>"}), "'28"),
    "a note named a hundred thousand times": (
        "docx", lambda: word(
            para("共28起", *([REFERENCE] * 100_000)),
            footnotes=f'<w:footnote w:id="2">{para("结转" * 10_000)}</w:footnote>'), "read 20006"),
    "a label merged over ten thousand rows": (
        "docx", lambda: word(table(
            f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{para("长" * 100_000)}</w:tc>'
            f"<w:tc>{para('28')}</w:tc>",
            *["<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc>"] * 10_000)),
        "read 1"),
    "a part there twice": (
        "docx", lambda: twice(), "twice"),
    "a part with patched data": ("docx", lambda: flagged(0x20), "damaged"),
    "a part that is encrypted": ("docx", lambda: flagged(0x01), "encrypted"),
    "a part in strong encryption": ("docx", lambda: flagged(0x40), "encrypted"),
    "a part whose head is cut": ("docx", lambda: misplaced(), "damaged"),
    "a part without a name": ("docx", lambda: nameless(), "no Word document"),
    "steps without end": (
        "ofd", lambda: ofd(page('<ofd:TextObject Boundary="0 0 9 9" Size="5"><ofd:TextCode X="0" '
                                'Y="5" DeltaX="g 999999999 5">共三起</ofd:TextCode>'
                                "</ofd:TextObject>")), "共三起"),
    "numbers beyond all pages": (
        "ofd", lambda: ofd(page(text_at("共28起", 1e300, 1e300))), "共28起"),
    "a template on 2000 pages": ("ofd", sharing_a_template, "more than 2000 pages or"),
    "a page that lists itself": (
        "ofd", lambda: zipped({**parts(["<a/>"]), "OFD.xml": "<OFD><DocBody><DocRoot>OFD.xml"
                               "</DocRoot></DocBody></OFD>"}), "no text"),
    "a PDF of 3000 pages": ("pdf", lambda: empty_pages(3000), "more than 2000 pages"),
    "a PDF that unpacks to 200 MiB": ("pdf", lambda: pdf_bomb(), "no text"),
    "a PDF of 100 pages of rules": ("pdf", lambda: drawing(), "no text"),
    "a PDF cut in two": ("pdf", lambda: empty_pages(3)[:-400], "not a whole PDF"),
}


def twice() -> bytes:
    data = deflated({"word/document.xml": b"<a/>", "word/document.xmm": b"<b/>"})
    return data.replace(b"document.xmm", b"document.xml")


def flagged(flags: int) -> bytes:
    data = bytearray(document("<d/>"))
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(head) + at] |= flags
    return bytes(data)


def misplaced() -> bytes:
    """A part that begins ten bytes before the end of the file."""
    data = bytearray(document("<d/>"))
    entry = data.index(b"PK\x01\x02")
    data[entry + 42 : entry + 46] = (len(data) - 10).to_bytes(4, "little")
    return bytes(data)


def nameless() -> bytes:
    data = deflated({"x": b""})
    end = data.index(b"PK\x05\x06")
    entry = bytearray(data[data.index(b"PK\x01\x02") : end])
    entry[28] = 0  # the length of the name
    return data[: end - len(entry)] + bytes(entry[:-1]) + data[end:].replace(
        len(entry).to_bytes(4, "little"), (len(entry) - 1).to_bytes(4, "little")
    )


def empty_pages(count: int) -> bytes:
    sheet = Sheet()
    for _ in range(count):
        sheet.page()
    return sheet.data()


def pdf_bomb() -> bytes:
    """A page whose content is 200 MiB of blanks, packed twice."""
    packer = zlib.compressobj(9)
    content = b"".join([*(packer.compress(b" " * MIB) for _ in range(200)), packer.flush()])
    content = zlib.compress(content, 9)
    return bare_pdf(content, b"/Filter[/FlateDecode/FlateDecode]", pages=1)


def drawing() -> bytes:
    """A hundred pages that all draw the same grid of 440 rules."""
    level = b"".join(b"0 %d m 500 %d l S\n" % (3 * at, 3 * at) for at in range(250))
    upright = b"".join(b"%d 0 m %d 800 l S\n" % (3 * at, 3 * at) for at in range(190))
    return bare_pdf(level + upright, b"", pages=100)


def bare_pdf(content: bytes, coding: bytes, *, pages: int) -> bytes:
    """Pages that share one content."""
    kids = b" ".join(b"%d 0 R" % (4 + at) for at in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<<%s/Length %d>>stream\n%s\nendstream" % (coding, len(content), content),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>"] * pages,
    ]  # fmt: skip
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for at, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (at, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return bytes(out + b"trailer<</Root 1 0 R/Size %d>>startxref\n%d\n%%%%EOF" % (size, start))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_bounded(name: str, tmp_path: Path) -> None:
    kind, make, expected = HOSTILE[name]
    assert resource.RLIM_INFINITY == -1  # the bounds below mean what they say here
    assert expected in read_apart(kind, make(), tmp_path)
