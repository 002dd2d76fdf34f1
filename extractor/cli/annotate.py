"""`--format brat,doccano,…`: records as files of annotation tools."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import UsageError
from extractor.io.writers.annotation import collected, find_tool

if TYPE_CHECKING:
    from extractor.records import Report
    from extractor.rulebook import Rule


def annotation_files(
    name: str, out: Path, record: Report, text: str, rules: Mapping[str, Rule]
) -> dict[Path, bytes]:
    """What to write for one report: into a folder with the labels, or as one file alone.

    Errors: `UsageError` for a single file where the tool wants several.
    """
    tool = find_tool(name)
    stem = Path(record.document.name).stem
    whole = {f"{stem}{suffix}": part for suffix, part in tool.render(record, text).items()}
    if tool.collection:
        whole = {tool.collection: "".join(collected(tool, whole.values()))}
    if out.is_dir():
        files = tool.setup(rules) | whole
        return {out / file: data.encode("utf-8") for file, data in files.items()}
    if len(whole) > 1:
        raise UsageError(f"{name} wants several files", where=str(out),
                         hint="give a folder with -o: a name that ends in /")
    return {out: "".join(whole.values()).encode("utf-8")}


def annotation_text(name: str, record: Report, text: str) -> bytes:
    """What to print for one report: the annotations, without the text where that is a file."""
    tool = find_tool(name)
    parts = list(tool.render(record, text).values())
    whole = "".join(collected(tool, parts)) if tool.collection else parts[-1]
    return whole.encode("utf-8")
