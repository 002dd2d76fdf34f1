"""Rule files on disk → Rulebook."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from extractor.errors import BadRule
from extractor.rulebook import Rulebook, build_rulebook

BUILT_IN = Path(__file__).parent.parent / "rules"


def load_rulebook(*folders: Path) -> Rulebook:
    """The built-in rules, with those of `folders` added or, where an id recurs, put in their place.

    A file `<category>/<indicator>.toml` holds the rule of that id; `_context.toml` and
    `_checks.toml` at the top of a folder override keys of the shared lists.
    Errors: `BadRule` naming file, and line or key, for a folder or file that cannot be used.
    """
    tables: dict[str, tuple[str, dict[str, Any]]] = {}
    shared: dict[str, dict[str, Any]] = {"_context": {}, "_checks": {}}
    for folder in (BUILT_IN, *folders):
        if not folder.is_dir():
            raise BadRule("no such folder of rules", where=str(folder),
                          hint="give a folder that holds <category>/<indicator>.toml")
        for path in sorted(folder.glob("*/*.toml")):
            tables[f"{path.parent.name}.{path.stem}"] = (str(path), read_toml(path))
        for name, table in shared.items():
            path = folder / f"{name}.toml"
            if path.is_file():
                table.update(read_toml(path))
    return build_rulebook(tables, context=shared["_context"], checks=shared["_checks"])


def read_toml(path: Path) -> dict[str, Any]:
    """The table a TOML file holds. Errors: `BadRule` naming file and line."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadRule(f"not TOML: {error}", where=str(path), hint="mend the line") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadRule(f"cannot be read: {error}", where=str(path),
                      hint="save it as UTF-8 and make it readable") from None
