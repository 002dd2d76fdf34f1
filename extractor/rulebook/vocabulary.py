"""Closed vocabularies: what is told of a name that is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError

from extractor.errors import BadRule

_UNKNOWN = "extra_forbidden"


def near_names(name: str, known: Iterable[str], otherwise: str, *, most: int = 1) -> str:
    """A hint: the known names that look like a misspelt one, `most` of them; else `otherwise`."""
    near = get_close_matches(name, known, n=most)
    return f"did you mean {' or '.join(map(repr, near))}?" if near else otherwise


def bad_key(
    error: ValidationError,
    file: type[BaseModel],
    tables: Mapping[int | str, type[BaseModel]],
    *,
    where: str,
    hint: str,
) -> BadRule:
    """The first error of a file: which key it is, and what to do. `tables`: those of the `file` by
    their key; `hint`: what to do about a key that is no misspelt one."""
    # A misspelt key first: what it leaves out is only missing because of it.
    first = min(error.errors(), key=lambda each: each["type"] != _UNKNOWN)
    key = ".".join(map(str, first["loc"]))
    if first["type"] != _UNKNOWN:
        return BadRule(f"key {key!r}: {first['msg']}", where=where, hint=hint, key=first["loc"])
    *place, name = first["loc"]
    table = next((tables[part] for part in place if part in tables), file)
    keys = [field.alias or each for each, field in table.model_fields.items()]
    near = near_names(str(name), keys, f"there are {', '.join(keys)}")
    return BadRule(f"key {key!r}: unknown", where=where, hint=near, key=first["loc"])
