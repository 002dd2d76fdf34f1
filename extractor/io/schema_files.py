"""Schemas on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from extractor.io.rule_files import load_rulebook
from extractor.io.writers.atomic import atomic_write
from extractor.records.schema import schema_texts
from extractor.rulebook.files import RuleFile


def write_schemas(folder: Path) -> list[str]:
    """Writes all schemas into a folder, made if need be; names of those that changed."""
    texts = _texts()
    changed = stale_schemas(folder, texts)
    folder.mkdir(parents=True, exist_ok=True)
    for name in changed:
        atomic_write(folder / name, texts[name].encode("utf-8"))
    return changed


def stale_schemas(folder: Path, texts: Mapping[str, str] | None = None) -> list[str]:
    """Names of the schemas that are missing from a folder or differ from the models."""
    texts = _texts() if texts is None else texts
    return [name for name, text in texts.items() if not _holds(folder / name, text)]


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode("utf-8")


def _texts() -> dict[str, str]:
    return schema_texts(load_rulebook(), RuleFile)
