"""Old Office files: how LibreOffice is called, and what is said where it is missing or fails.

A script stands in for LibreOffice here; `test_containers.py` runs the real one where it is.
"""

import os
import tempfile
import time
from pathlib import Path

import pytest
from made_word import para, word

from extractor.errors import UnreadableInput
from extractor.io import office
from extractor.io.readers.doc import read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")


def head(flags: int) -> bytes:
    """An old Word file, as far as its first flags."""
    return OLE + b"\xec\xa5" + bytes(8) + flags.to_bytes(2, "little")


PLAIN = head(0x0200)


@pytest.fixture
def libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Installs a shell script as `soffice`; returns where temporary folders are made."""
    rooms = tmp_path / "temporary"
    rooms.mkdir()
    (tmp_path / "bin").mkdir()
    made = tmp_path / "made.docx"
    made.write_bytes(word(para("调解纠纷28起。")))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin:/bin")
    monkeypatch.setattr(office, "_PROGRAMS", ("soffice",))
    monkeypatch.setattr(tempfile, "tempdir", str(rooms))

    def install(script: str) -> Path:
        program = tmp_path / "bin" / "soffice"
        program.write_text(f"#!/bin/sh\nmade={made}\nlog={tmp_path / 'log'}\n{script}\n")
        program.chmod(0o755)
        return rooms

    return install


GOOD = (
    'echo "$@" > $log; cat profile/user/registrymodifications.xcu >> $log; '
    "mkdir out; cp $made out/report.docx"
)


@pytest.mark.parametrize(("data", "name"), [(PLAIN, "report.doc"), (b"{\\rtf1 }", "report.rtf")])
def test_the_text_is_that_of_the_word_document(
    data: bytes, name: str, libreoffice, tmp_path: Path
) -> None:
    rooms = libreoffice(GOOD)
    assert read(data, "a.doc").text == "调解纠纷28起。\n"
    log = (tmp_path / "log").read_text()
    assert f"--convert-to docx:MS Word 2007 XML --outdir {rooms}" in log
    assert name in log
    assert "-env:UserInstallation=file://" in log
    assert "<value>true</value>" in log.partition("DisableMacrosExecution")[2][:60]
    assert not list(rooms.iterdir())


def test_a_word_document_under_the_old_name_needs_no_libreoffice() -> None:
    assert read(word(para("调解纠纷28起。")), "a.doc").text == "调解纠纷28起。\n"


def test_libreoffice_is_ended_with_its_children(libreoffice, monkeypatch, tmp_path: Path) -> None:
    rooms = libreoffice("sleep 30 & echo $! > $log; wait")
    monkeypatch.setattr(office, "TIME_LIMIT", 0.5)
    begun = time.monotonic()
    with pytest.raises(UnreadableInput, match="has not opened it"):
        read(PLAIN, "a.doc")
    assert time.monotonic() - begun < 10
    child = int((tmp_path / "log").read_text())
    while Path(f"/proc/{child}/stat").exists():
        if Path(f"/proc/{child}/stat").read_text().split()[2] == "Z":
            break
        assert time.monotonic() - begun < 10
        time.sleep(0.01)
    assert not list(rooms.iterdir())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (PLAIN, "LibreOffice, which is not installed"),
        (head(0x0300), "encrypted"),
        (b"<html>", "no Word, WPS or RTF file"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    data: bytes, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", ())
    with pytest.raises(UnreadableInput, match=message) as caught:
        read(data, "a.doc")
    assert caught.value.where == "a.doc"
    assert caught.value.hint


def test_a_file_libreoffice_cannot_open_is_refused(libreoffice) -> None:
    libreoffice("exit 0")
    with pytest.raises(UnreadableInput, match="cannot open it"):
        read(PLAIN, "a.doc")
