"""Zip containers and the XML inside them, read within bounds and never onto the disk.

Both come from strangers. What is refused, with the bound it broke: more than `MOST_MEMBERS`
members, a member that grows beyond `LARGEST_MEMBER`, members that grow beyond `LARGEST_TOTAL`
together (archives nested in the archive are members like others: they are never opened),
encrypted members, and in XML any document type (so no entity but the five of XML, and nothing is
ever fetched), nesting deeper than `DEEPEST` and more than `MOST_ELEMENTS` elements.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Collection
from contextlib import suppress
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat

from extractor.errors import UnreadableInput

MIB: Final = 1024 * 1024
MOST_MEMBERS: Final = 20_000
LARGEST_MEMBER: Final = 48 * MIB  # the text of a report of a thousand pages is a tenth of it
LARGEST_TOTAL: Final = 128 * MIB
MOST_ELEMENTS: Final = 1_000_000
DEEPEST: Final = 200

OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
# What `zipfile` raises for damage: a head cut short, patched data, a name that is no UTF-8.
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, OSError,
    ValueError,
)  # fmt: skip
_ENCRYPTED: Final = 0x41  # by a password, or "strong"
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_CHUNK: Final = 256 * 1024
_AGAIN: Final = "save or download the report again"


class Archive:
    """The members of a zip file by name; it keeps count of what they grow to."""

    def __init__(self, data: bytes, where: str) -> None:
        self.where = where
        self._zip = _open(data, where)
        self._left = LARGEST_TOTAL
        self._members: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            # A folder, or a name that is empty, which `is_dir` stumbles over.
            if not info.filename or info.filename.endswith("/"):
                continue
            name = _plain(info.filename)
            same = self._members.get(name)
            # Two members of one name: programs differ in which of them they show.
            if same and (same.CRC, same.file_size) != (info.CRC, info.file_size):
                raise UnreadableInput(
                    f"the archive holds {name!r} twice", where=where, hint=_AGAIN
                )
            self._members[name] = info

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._members

    def names(self) -> Collection[str]:
        return self._members.keys()

    def read(self, name: str) -> bytes:
        """The content of a member. Errors: `UnreadableInput`."""
        info = self._members.get(_plain(name))
        if info is None:
            raise UnreadableInput(
                f"the archive lacks its part {name!r}", where=self.where, hint=_AGAIN
            )
        if info.flag_bits & _ENCRYPTED:
            raise encrypted(self.where)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableInput(
                f"{name!r} is compressed in a way documents are not", where=self.where, hint=_AGAIN
            )
        return self._inflate(info, name)

    def xml(self, name: str) -> Element:
        """The root of an XML member. Errors: `UnreadableInput`."""
        return parse_xml(self.read(name), f"{self.where}: {name}")

    def _inflate(self, info: zipfile.ZipInfo, name: str) -> bytes:
        limit = min(LARGEST_MEMBER, self._left)
        parts: list[bytes] = []
        size = 0
        try:
            # The size the archive states is not believed: members are read until they end.
            with self._zip.open(info) as stream:
                while size <= limit and (chunk := stream.read(_CHUNK)):
                    parts.append(chunk)
                    size += len(chunk)
        except _DAMAGED as error:
            raise UnreadableInput(
                f"{name!r} in the archive is damaged: {error}", where=self.where, hint=_AGAIN
            ) from error
        if size > limit:
            raise UnreadableInput(
                f"{name!r} grows beyond {limit // MIB} MiB when it is unpacked",
                where=self.where,
                hint="no report is that large: is this the right file?",
            )
        self._left -= size
        return b"".join(parts)


def encrypted(where: str) -> UnreadableInput:
    """The refusal of a file that needs a password."""
    return UnreadableInput(
        "the file is encrypted",
        where=where,
        hint="open it with its password and save it without one",
    )


def resolve(base: str, target: str) -> str:
    """The name of the member that `target` means in the member `base`; "/" starts at the top."""
    target = target.replace("\\", "/")
    if not target.startswith("/"):
        target = posixpath.join(posixpath.dirname(base), target)
    return _plain(target)


def parse_xml(data: bytes, where: str) -> Element:
    """The root element; names are `{namespace}local`. Errors: `UnreadableInput`."""
    # In any encoding an element takes a "<"; end tags take one, too.
    if data.count(b"<") > 2 * MOST_ELEMENTS:
        raise _refused(f"more than {MOST_ELEMENTS} elements", where)
    try:
        _read_prolog(data, where)
        root = fromstring(data)
    except (expat.ExpatError, ParseError, LookupError, ValueError) as error:
        raise UnreadableInput(f"damaged XML: {error}", where=where, hint=_AGAIN) from error
    level = [root]
    for _ in range(DEEPEST):
        level = [inner for element in level for inner in element]
        if not level:
            return root
    raise _refused(f"elements nested more than {DEEPEST} deep", where)


class _Begun(Exception):
    """The first element: no document type can follow it."""


def _read_prolog(data: bytes, where: str) -> None:
    def doctype(*_declared: object) -> None:
        raise _refused("a document type", where)

    def begun(*_element: object) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = begun
    with suppress(_Begun):
        parser.Parse(data, True)


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag[tag.rfind("}") + 1 :]


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute by its local name: producers differ in the namespaces they give."""
    value = element.get(name)
    if value is not None:
        return value
    for key, text in element.items():
        if key.endswith(name) and local(key) == name:
            return text
    return default


def child(element: Element | None, *names: str) -> Element | None:
    """The first descendant along a path of local names, or None."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner.tag) == name), None)
    return element


def _open(data: bytes, where: str) -> zipfile.ZipFile:
    if data.startswith(OLD_OFFICE):
        if _ENCRYPTED_PACKAGE in data:
            raise encrypted(where)
        raise UnreadableInput(
            "this is an old Office file under another name",
            where=where,
            hint="rename it to .doc or .wps",
        )
    # Counted before the directory is read, which would take a kilobyte for each entry of a bomb.
    if data.count(_DIRECTORY_ENTRY) > MOST_MEMBERS:
        raise UnreadableInput(
            f"the archive holds more than {MOST_MEMBERS} files",
            where=where,
            hint="no report does: is this the right file?",
        )
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise UnreadableInput(
            f"not a whole zip archive: {error}", where=where, hint=_AGAIN
        ) from error


def _plain(name: str) -> str:
    """`../a`, `/a`, `.\\a` as `a`: names inside an archive have nothing above the top."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/")


def _refused(what: str, where: str) -> UnreadableInput:
    return UnreadableInput(
        f"the XML holds {what}",
        where=where,
        hint="documents do not: is this the right file?",
    )
