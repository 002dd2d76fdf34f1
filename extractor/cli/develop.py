"""`extract schema` and `extract eval`: for those who change the tool."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli import console
from extractor.cli.report import Quiet, RuleFolders
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.evaluation import Gold
    from extractor.rulebook import Rulebook

STALE = 1


class By(StrEnum):
    CATEGORY = "category"
    INDICATOR = "indicator"
    DOC = "doc"


def schema(
    write: Annotated[bool, typer.Option("--write", help="Write the schema files.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail where a file is stale.")] = False,
    folder: Annotated[
        Path, typer.Option("--dir", metavar="DIR", help="Where the schema files are.")
    ] = Path("schemas"),
    quiet: Quiet = False,
) -> int:
    """Print the JSON Schema of a record; or write or check the files in `schemas/`."""
    from extractor.io.rule_files import load_rulebook
    from extractor.io.schema_files import stale_schemas, write_schemas
    from extractor.records.schema import report_schema, schema_text

    if write and check:
        raise UsageError("--write and --check exclude each other", hint="give one of them")
    if check:
        if not folder.is_dir():
            raise UsageError("no such folder of schema files", where=str(folder),
                             hint="run it in a checkout, or say with --dir where they are")
        stale = stale_schemas(folder)
        for name in stale:
            console.say(f"{folder / name}: stale (run `extract schema --write`)")
        return STALE if stale else 0
    if not write:
        console.emit(schema_text(report_schema(load_rulebook().rules)).encode("utf-8"))
        return 0
    for name in write_schemas(folder):
        if not quiet:
            console.say(f"wrote {folder / name}")
    return 0


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="NAME.txt and NAME.jsonl.")],
    errors: Annotated[int, typer.Option(metavar="N", help="Print the first N errors.")] = 0,
    by: Annotated[By | None, typer.Option(help="Counts a group.")] = None,
    rules: RuleFolders = None,
) -> int:
    """Run on annotated reports and count how far the records agree."""
    from extractor.evaluation import score, summary
    from extractor.io.rule_files import load_rulebook

    rulebook = load_rulebook(*(rules or ()))
    total = score(read_all(gold, rulebook), by or By.CATEGORY)
    lines = [*summary(total, table=by is not None), *total.errors[:errors]]
    console.emit_text("".join(f"{line}\n" for line in lines))
    return 0


def read_all(gold: Path, rulebook: Rulebook) -> Iterator[tuple[Gold, dict[str, Any]]]:
    """Annotated reports, each with the record on its text as a reader of its JSON gets it."""
    from extractor.io.gold_files import read_gold
    from extractor.pipeline import run
    from extractor.text import make_document

    for doc in read_gold(gold):
        document = make_document(f"{doc.name}.txt", doc.text.encode("utf-8"))
        yield doc, run(document, rulebook).report.model_dump(mode="json")
