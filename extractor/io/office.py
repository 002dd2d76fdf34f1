"""Old Office files by LibreOffice, where it is installed: converted to .docx in a private folder.

LibreOffice runs with a profile of its own that is thrown away, without macros, linked content or
a network proxy that answers, and is killed with all its children after `TIME_LIMIT`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from extractor.errors import UnreadableInput

TIME_LIMIT: Final = 120.0  # seconds; a report takes one or two, a cold start on a busy machine ten
_PROGRAMS: Final = (
    "soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)  # fmt: skip
_NOWHERE: Final = "http://127.0.0.1:9"
_SETTINGS: Final = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def to_docx(data: bytes, suffix: str, where: str) -> bytes:
    """The document as .docx; `suffix` (".doc", ".rtf") is what the bytes are.

    Errors: `UnreadableInput` where LibreOffice is missing, fails, or takes too long.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableInput(
            "old Office files are read by LibreOffice, which is not installed",
            where=where,
            hint="install it (apt install libreoffice-writer), or save the file as .docx",
        )
    with TemporaryDirectory(prefix="extract-") as folder:
        place = Path(folder)
        source = place / f"report{suffix}"
        source.write_bytes(data)
        _write_profile(place / "profile" / "user")
        _run(program, place, source, where)
        made = place / "out" / "report.docx"
        if not made.is_file():
            raise UnreadableInput(
                "LibreOffice cannot open it: damaged, encrypted, or another format",
                where=where,
                hint="open it yourself and save it as .docx",
            )
        return made.read_bytes()


def _run(program: str, place: Path, source: Path, where: str) -> None:
    command = [
        program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless",
        "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(place / "out"), str(source),
    ]  # fmt: skip
    environment = os.environ | {
        "HOME": str(place), "http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "no_proxy": "",
    }  # fmt: skip
    process = subprocess.Popen(
        command, cwd=place, env=environment, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise UnreadableInput(
            f"LibreOffice has not opened it after {TIME_LIMIT:.0f} seconds",
            where=where,
            hint="open it yourself and save it as .docx",
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends it with its children: `soffice` is a script around the program that does the work."""
    if process.poll() is None:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()


def _write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/'
        f'registry">{items}</oor:items>',
        encoding="utf-8",
    )
