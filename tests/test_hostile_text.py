"""Text and pages made to hurt: read or refused by name, in bounded time and memory.

Each is read and its report made by a process of its own that may take so much memory and processor
time and no more, and that can open no connection. docs/formats.md tells of larger ones.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor import ExtractorError, extract, load_rulebook
from extractor.io.readers.html import read
from extractor.records import Code

MIB = 1024 * 1024
SIZE = MIB // 5
SECONDS = 20  # of processor time, on a machine that others use, too; none takes 3
MEMORY = 1024 * MIB  # of addresses, of which the program itself takes a third

READ = """
import resource, socket, sys
from pathlib import Path
from extractor.errors import UnreadableInput
from extractor.io.readers import read_document
from extractor.io.rule_files import load_rulebook
from extractor.pipeline import run
book = load_rulebook()
def refuse(*_): raise AssertionError("a connection")
socket.socket.connect = socket.getaddrinfo = refuse
seconds, memory = map(int, sys.argv[2:])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
try:
    report = run(read_document(Path(sys.argv[1])), book).report
    print("read", *(f"{o.value}{o.unit}" for o in report.observations[:3]))
except UnreadableInput as error:
    assert error.hint
    print("refused", error.message)
"""
SENTENCE = "2024年,全镇共调解各类矛盾纠纷28起,成功率达96.7%。"
STYLED = "<p class='a'><span style='x'>全镇共调解矛盾纠纷<b>28</b>起，</span>成功率96.7%。</p>\n"


def read_apart(name: str, data: bytes, folder: Path) -> str:
    file = folder / name
    file.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(file), str(SECONDS), str(MEMORY)],
        capture_output=True, text=True, check=False, timeout=10 * SECONDS, encoding="utf-8",
        env={"PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def page(inner: str) -> bytes:
    return f"<title>x</title><body>{inner}<p>{SENTENCE}</p>".encode()


def nested_mails(size: int) -> bytes:
    mail = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    return b"".join(mail % (at, at) for at in range(size // 50))


# name: suffix, maker of so many bytes, what becomes of it
HOSTILE: dict[str, tuple[str, Callable[[int], bytes], str]] = {
    "long page": (".html", lambda n: page(STYLED * (n // 110)), "read 28起 96.7% 28起"),
    "deep nesting": (".html", lambda n: page("<div>" * (n // 5)), "read 28起 96.7%"),
    "nested tables": (".html", lambda n: page("<table><tr><td>1" * (n // 80)), "read 28起 96.7%"),
    "long script": (".html", lambda n: page(f"<script>{'x=1;' * n}</script>"), "read 28起"),
    "brackets": (".html", lambda n: page("<" * (n // 2) + ">"), "read 28起 96.7%"),
    "open quotes": (".html", lambda n: page("<a b='" * (n // 6)), "read"),
    "open comments": (".html", lambda n: page("<!--" * (n // 4) + "-->"), "read 28起 96.7%"),
    "entities": (".html", lambda n: page("&amp;" * (n // 5)), "read 28起 96.7%"),
    "long entity": (".html", lambda n: page("&#" + "9" * n + ";"), "read 28起 96.7%"),
    "attributes": (".html", lambda n: page(f"<p {'a=1 ' * (n // 4)}>"), "read 28起"),
    "merged cells": (
        ".html",
        lambda n: page(f"<td rowspan=60 colspan=60>{'某' * 60}" + "<tr><td>" * (n // 20)), "read",
    ),
    "open marks": (
        ".md", lambda n: f"{SENTENCE}\n{'**a ' * (n // 8)}\n{'[a](' * (n // 8)}".encode(),
        "read 28起",
    ),
    "single line": (".txt", lambda n: SENTENCE.encode() * (n // 500), "read 28起 96.7% 28起"),
    "long number": (".txt", lambda n: f"{SENTENCE}\n".encode() + b"1" * n, "read 28起 96.7%"),
    "marks of direction": (
        ".txt", lambda n: f"{SENTENCE}\n".encode() + "\u202e".encode() * (n // 3), "read 28起",
    ),
    "NUL in text": (".txt", lambda _: SENTENCE.encode() + b"\0", "refused this is not text"),
    "NUL": (".txt", bytes, "refused this is not text"),
    "NUL in a page": (".html", lambda _: page("\0"), "refused this is not text"),
    "half a character": (
        ".txt", lambda _: b"28\xed\xa0\x80", "refused byte 2 cannot be read as utf-8",
    ),
    "parts": (
        ".mht", lambda n: b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n" * (n // 40),
        "refused no web page inside",
    ),
    "nested parts": (".mht", nested_mails, "refused parts nested without end"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_read_or_refused_within_bounds(case: str, tmp_path: Path) -> None:
    suffix, make, told = HOSTILE[case]
    assert read_apart(f"a{suffix}", make(SIZE), tmp_path).startswith(told)


def test_nothing_is_fetched(tmp_path: Path) -> None:
    inner = (
        '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hosts">]><p>&a;</p>'
        '<meta http-equiv=refresh content="0;url=http://127.0.0.1:9/">'
        '<iframe src="http://127.0.0.1:9/">另有99起</iframe>'
        '<link rel=stylesheet href="http://127.0.0.1:9/a.css"><img src="file:///etc/passwd">'
        '<object data="http://127.0.0.1:9/">另有99起</object><script src="http://127.0.0.1:9/">'
    )
    assert read_apart("a.html", page(f"{inner}</script>"), tmp_path) == "read 28起 96.7%"


def test_marks_of_direction_do_not_turn_a_number_round() -> None:
    report = extract("2024年,共调解纠纷\u202e28\u202c起,发放资料\u200f12\u200e00份。")
    assert [(o.value, o.text) for o in report.observations] == [
        (28, "28"), (1200, "12\u200e00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "severity", "values"),
    [
        ("\u202e28\u202c", "warning", [28]),
        ("\u200b28", "info", [28]),
        ("12\u200b00", "info", [1200]),
        ("12\u034f0\ufe0f0", "info", [1200]),
        ("2\U000e01008", "info", [28]),
        ("2\U000e00418", "info", [28]),
        ("2\U000f00018", "warning", [2, 8]),
        ("28\u2066", "warning", [28]),
        ("2\u03368\u0336", "warning", [2, 8]),
        ("12\ufffd", "warning", [12]),
        ("1\ufe0f\u20e3", "warning", [1]),
        ("12\x08", "warning", [12]),
    ],
)
def test_what_is_not_seen_at_a_number_is_told(
    number: str, severity: str, values: list[int]
) -> None:
    text = f"2024年,共\u200b调解纠纷{number}起。"
    report = extract(text)
    assert [o.value for o in report.observations] == values
    (found,) = (f for f in report.findings if f.code is Code.UNSEEN)
    assert found.severity == severity
    assert found.start is not None
    assert set(text[found.start : found.end]) <= set(number)
    assert "".join(filter(str.isdecimal, number)) in found.message
    assert all(f"U+{ord(sign):04X}" in found.message for sign in number if not sign.isdigit())


@pytest.mark.parametrize(
    ("number", "values", "masked"),
    [("〇", [0], []), ("○", [0], ["○"]), ("○○", [], ["○○件"]), ("二○", [20], [])],
)
def test_a_circle_is_a_nought_and_may_be_a_mask(
    number: str, values: list[int], masked: list[str]
) -> None:
    text = f"2024年,共调解纠纷{number}件。"
    report = extract(text)
    assert [o.value for o in report.observations] == values
    found = [f for f in report.findings if f.code is Code.MASKED]
    assert [text[f.start : f.end] for f in found] == masked


@pytest.mark.parametrize("text", ["共28起\ud800。", "\udfff", "\0", ""])
def test_text_that_no_file_can_hold_is_refused(text: str) -> None:
    with pytest.raises(ExtractorError) as caught:
        extract(text)
    assert caught.value.hint


@pytest.mark.parametrize("piece", ["12件", "1,", "两处", "½", "①", "一、12件\n"])
def test_more_numbers_than_a_report_has_are_refused(
    monkeypatch: pytest.MonkeyPatch, piece: str
) -> None:
    monkeypatch.setattr("extractor.pipeline.MOST_NUMBERS", 50)
    extract(piece * 50)
    with pytest.raises(ExtractorError, match="more than 50 numbers") as caught:
        extract(piece * 51, name="a.txt")
    assert (caught.value.where, caught.value.code) == ("a.txt", "E-INPUT")
    assert "split the file" in caught.value.hint


def test_entities_make_no_surrogates_and_no_nul() -> None:
    text = read(b"<p>&#xD800;&#55357;&#xDE00;&#0;&#x0; 1", "a").text
    assert text == "\ufffd\ufffd\ufffd\ufffd\ufffd 1\n"


def test_a_list_of_earlier_values_may_be_long() -> None:
    listed = "60天、" * 1500
    report = extract(f"2024年,审批时限由{listed}30天,缩短为20天。")
    assert [o.value for o in report.observations[-2:]] == [30, 20]


def test_a_giant_file_of_rules_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "mediation").mkdir()
    giant = tmp_path / "mediation" / "mine.toml"
    with giant.open("wb") as stream:
        stream.truncate(1 << 40)
    with pytest.raises(ExtractorError, match="larger than 4 MiB") as caught:
        load_rulebook(tmp_path)
    assert (caught.value.where, bool(caught.value.hint)) == (str(giant), True)
