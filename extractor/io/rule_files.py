"""Rule files on disk → Rulebook."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from extractor.errors import BadRule, Key
from extractor.io.regular import open_regular
from extractor.rulebook import Rulebook
from extractor.rulebook.compiled import FORM, dump_rulebook, restore_rulebook

BUILT_IN = Path(__file__).parent.parent / "rules"
COMPILED = BUILT_IN / "_compiled.json"
_CHECKS, _TEMPLATE = "_checks.toml", "_template.toml"
_SHOWN = "[!.]*.toml"  # but not what other programs hide: .git/config.toml, outreach/._views.toml
_MOST = 4 * 1024 * 1024  # bytes; the longest of the package has a fiftieth of it
_HEAD = re.compile(r"\s*(\[\[?)(\w+)\]")
_KEY = re.compile(r"\s*(\w+(?:\.\w+)*)\s*=")

Raw = dict[Path, bytes]


def load_rulebook(*folders: Path | str, examples: bool = False) -> Rulebook:
    """The built-in rules, with those of `folders` added or, where an id recurs, put in their place.

    A file `<category>/<indicator>.toml` holds the rule of that id. At the top of a folder
    `_checks.toml` overrides what the checks know, and any other file whose name begins with `_`
    lists of words of the same names, wherever those stand. Without folders and `examples` the
    compiled form is read, if it was made from the very files that stand there.
    Errors: `BadRule` naming file, and line or key, for a folder or file that cannot be used.
    """
    built_in = _read_folder(BUILT_IN)
    if not folders and not examples and COMPILED.is_file():
        data = json.loads(COMPILED.read_bytes())
        if data["source"] == _fingerprint(built_in):
            return restore_rulebook(data)
    added = [(folder, _read_added(folder)) for folder in map(Path, folders)]
    return _build([(BUILT_IN, built_in), *added])[0]


def compiled_rulebook() -> str:
    """What `COMPILED` should hold: the built-in rules as one JSON text."""
    built_in = _read_folder(BUILT_IN)
    rulebook, context = _build([(BUILT_IN, built_in)])
    return dump_rulebook(rulebook, context, _fingerprint(built_in))


def _build(folders: list[tuple[Path, Raw]]) -> tuple[Rulebook, Mapping[str, Any]]:
    try:
        return _build_unplaced(folders)
    except BadRule as error:
        sources = {str(path): data for _, files in folders for path, data in files.items()}
        line = line_of(sources.get(error.where, b""), error.key)
        if line is None:
            raise
        raise BadRule(error.message, where=f"{error.where}:{line}", hint=error.hint) from None


def _build_unplaced(folders: list[tuple[Path, Raw]]) -> tuple[Rulebook, Mapping[str, Any]]:
    """As `_build`, but errors name the key instead of the line."""
    from extractor.records.check_data import check_indicators, validate_checks
    from extractor.records.columns import same_columns
    from extractor.rulebook.build import build_rulebook
    from extractor.rulebook.shared_lists import merge_lists

    # What all rules share stands in a few files: what is wrong there is told before all are read.
    shared = [
        {path: _parse(path, data) for path, data in files.items() if path.parent == folder}
        for folder, files in folders
    ]
    checks = {str(path): table for tables in shared for path, table in tables.items()
              if path.name == _CHECKS}  # fmt: skip
    for where, table in checks.items():
        validate_checks(table, where=where)
    merged = merge_lists(
        {str(path): table for path, table in tables.items() if path.name != _CHECKS}
        for tables in shared
    )
    rules = {
        f"{path.parent.name}.{path.stem}": (str(path), _parse(path, data))
        for folder, files in folders for path, data in files.items() if path.parent != folder
    }
    timed = any(shared[1:])
    of_all = dict(chain.from_iterable(table.items() for table in checks.values()))
    # Where users wrote no list there are those of the package, which its tests hold.
    checked = len(folders) > 1 and not timed
    book = build_rulebook(rules, lists=merged, checks=of_all, timed=timed, checked=checked)
    for where, table in checks.items():
        check_indicators(table, book.rules, where=where)
    clash = same_columns(book.rules)
    if clash is not None:
        raise BadRule(f"{clash.one} and {clash.other} make the same column of tables, {clash.name}",
                      where=rules[clash.one][0], hint="rename it")
    return book, merged.context


def line_of(data: bytes, key: Key) -> int | None:
    """The line of a key such as ("example", 1, "gives"), or of the table it is missing in."""
    inside: Key = ()
    found = None
    heads: Counter[str] = Counter()
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), start=1):
        if head := _HEAD.match(line):
            brackets, name = head.groups()
            inside = (name, heads[name]) if brackets == "[[" else (name,)
            heads[name] += 1
            if inside == key[: len(inside)]:
                found = number
        elif name := _KEY.match(line):
            path = (*inside, *name[1].split("."))
            shared = min(len(path), len(key))
            if shared and path[:shared] == key[:shared]:
                return number
    return found


def _read_folder(folder: Path) -> Raw:
    if not folder.is_dir():
        raise BadRule("no such folder of rules", where=str(folder),
                      hint="give a folder that holds <category>/<indicator>.toml")
    return {path: _read(path) for path in _rule_files(folder)}


def _read_added(folder: Path) -> Raw:
    """The files of a folder that was given. Errors: `BadRule` also where nothing would be read."""
    for category in folder.glob("[!.]*/"):
        if not os.access(category, os.R_OK | os.X_OK):  # `glob` passes over it
            raise BadRule("closed to you", where=str(category), hint="change its permissions")
    files = _read_folder(folder)
    for path in sorted(folder.glob(f"[!.]*/[!.]*/{_SHOWN}")):
        raise BadRule("too deep for a rule", where=str(path),
                      hint=f"move it to {folder}/<category>/{path.name}")
    if not files:
        raise BadRule("no rule in this folder", where=str(folder),
                      hint="give a folder that holds <category>/<indicator>.toml")
    return files


def _rule_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob(_SHOWN)):
        if not path.name.startswith("_"):
            raise BadRule("a rule stands in the folder of its category", where=str(path),
                          hint=f"move it to {folder}/<category>/{path.name}")
        if path.name != _TEMPLATE:
            yield path
    yield from sorted(folder.glob(f"[!.]*/{_SHOWN}"))


def _fingerprint(files: Raw) -> str:
    digest = hashlib.sha256(f"{FORM}\n".encode())
    for path, data in files.items():
        digest.update(f"{path.parent.name}/{path.name}:{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _read(path: Path) -> bytes:
    try:
        with open_regular(path) as stream:
            data = stream.read(_MOST + 1)
    except OSError as error:
        raise BadRule(f"cannot be read: {error.strerror or error}", where=str(path),
                      hint="make the file readable") from None
    if len(data) > _MOST:
        raise BadRule("larger than 4 MiB", where=str(path),
                      hint="a rule is far smaller: is this the right folder?")
    return data


def _parse(path: Path, data: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise BadRule(f"not TOML: {error}", where=str(path), hint="mend the line") from None
    except RecursionError:
        raise BadRule("not a rule: lists in lists without end", where=str(path),
                      hint="mend the brackets") from None
    except UnicodeDecodeError as error:
        raise BadRule(f"cannot be read: {error}", where=str(path),
                      hint="save it as UTF-8") from None
    except ValueError:  # what tomllib lets through of a number
        raise BadRule("not TOML: a number with thousands of digits", where=str(path),
                      hint="mend the number") from None
