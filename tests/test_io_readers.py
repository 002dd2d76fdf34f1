"""Reading: bytes as they are, and a clear refusal for what is no report."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import threading
from pathlib import Path

import pytest

from extractor.errors import UnreadableInput
from extractor.io import readers
from extractor.io.readers import read_document, suffixes

TEXT = "某街道2024年度报告\r\n".encode()


def refused(path: Path | str) -> str:
    with pytest.raises(UnreadableInput) as caught:
        read_document(path)
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize("name", ["report.txt", "report.TXT", "report", "report.text", "报告.txt"])
def test_text_comes_back_as_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(TEXT)
    document = read_document(tmp_path / name)
    assert (document.name, document.text) == (name, TEXT.decode())
    assert document.sha256 == hashlib.sha256(TEXT).hexdigest()


def test_the_name_holds_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert read_document(tmp_path / "." / "a.txt").name == "a.txt"


def test_missing(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.txt") == "no such file"


def test_folder(tmp_path: Path) -> None:
    assert refused(tmp_path) == "a folder, not a file"


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert refused(tmp_path / "a.txt") == "the file is empty"


def test_permission(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def deny(*_: object) -> None:
        raise PermissionError

    (tmp_path / "a.txt").write_bytes(TEXT)
    # The tests may run as root, whom no mode keeps out.
    monkeypatch.setattr(Path, "open", deny)
    assert refused(tmp_path / "a.txt") == "not readable for you"


def test_too_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    monkeypatch.setattr(readers, "SIZE_LIMIT", 10)
    assert refused(tmp_path / "a.txt").startswith("larger than")


def test_too_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    monkeypatch.setattr(readers, "MOST_CHARACTERS", len(TEXT.decode()))
    assert read_document(tmp_path / "a.txt").text == TEXT.decode()
    (tmp_path / "a.txt").write_bytes(TEXT + b".")
    assert refused(tmp_path / "a.txt").startswith("more than")


def test_a_link_is_followed_and_a_loop_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    document = read_document(tmp_path / "link.txt")
    assert (document.name, document.text) == ("link.txt", TEXT.decode())
    assert refused(tmp_path / "loop.txt").startswith("cannot be read")


def test_a_name_with_nul_is_refused() -> None:
    assert refused("a\0.txt").startswith("cannot be read")


def test_what_would_wait_for_ever_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), Path("/dev/null")):
        assert refused(path) == "cannot be read: not a regular file"


def test_what_a_shell_hands_over_is_read_to_its_end() -> None:
    end, start = os.pipe()
    writer = threading.Thread(target=_write_all, args=(start, TEXT * 10_000), daemon=True)
    writer.start()
    try:
        assert read_document(f"/dev/fd/{end}").text == TEXT.decode() * 10_000
    finally:
        os.close(end)  # first: with nobody to read the writer would wait for ever
        writer.join()


def _write_all(pipe: int, data: bytes) -> None:
    with os.fdopen(pipe, "wb") as stream:
        stream.write(data)


def test_a_name_that_is_no_utf_8_is_told_in_text(tmp_path: Path) -> None:
    for name, told in (("报告.txt".encode("gbk"), "报告.txt"), (b"\xff\xfe.txt", "\\xff\\xfe.txt")):
        path = tmp_path / os.fsdecode(name)
        path.write_bytes(TEXT)
        assert read_document(path).name == told


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    document = read_document("-")
    assert (document.name, document.text) == ("stdin", TEXT.decode())
    assert refused("-") == "the file is empty"


PAGE = "<p>全镇调解纠纷28起。</p><script>var a=99;</script>"


@pytest.mark.parametrize(
    ("opening", "encoding"),
    [
        ("<!DOCTYPE html><html>", "utf-8"),
        ("\ufeff\n<html lang=zh>", "utf-8"),
        ("<!-- saved from url=(0014)about:internet -->\n<HTML>", "gb18030"),
        ('<?xml version="1.0"?>\n<!doctype  html>', "utf-8"),
        ("<html>", "utf-16"),
    ],
)
def test_a_page_in_a_pipe_is_read_as_one(
    monkeypatch: pytest.MonkeyPatch, opening: str, encoding: str
) -> None:
    data = f"{opening}{PAGE}".encode(encoding)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    document = read_document("-")
    assert (document.text, document.reader[0]) == ("全镇调解纠纷28起。\n", "html")


@pytest.mark.parametrize("text", ["<html", "调解28起<html>", "<b>28起", "<30件"])
def test_text_that_only_holds_angle_brackets_is_text(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert read_document("-").text == text


def test_an_unknown_suffix_is_refused_with_those_known(tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(TEXT)
    with pytest.raises(UnreadableInput, match=r"no reader for \.exe") as caught:
        read_document(tmp_path / "a.exe")
    assert ".txt" in caught.value.hint
    assert caught.value.where.endswith("a.exe")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"PK\x03\x04..", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_another_format_under_a_text_name_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert refused(tmp_path / "a.txt").endswith("not text")


def test_a_reader_is_one_file_named_after_its_suffix() -> None:
    assert {".txt", ".text"} <= set(suffixes())
