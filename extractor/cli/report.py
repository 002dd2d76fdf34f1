"""`extract FILE`: the options of the default command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.single import Format, parse_formats, print_record

File = Annotated[str, typer.Argument(metavar="FILE", help="The report; `-` is standard input.")]
RuleFolders = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="Rules to add or put in place; may recur."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No messages on standard error.")]


Json = Annotated[bool, typer.Option("--json", help="The whole record (in a pipe: the default).")]
Csv = Annotated[bool, typer.Option("--csv", help="One row an observation.")]
Table = Annotated[bool, typer.Option("--table", help="For eyes (on a terminal: the default).")]
Form = Annotated[
    str | None,
    typer.Option("--format", metavar="FORM", help="json, csv, jsonl, parquet or table; or for "
                 "annotation tools brat, doccano, labelstudio, webannotation."),
]
Out = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="OUT", help="Write to a file, or into a folder: a name "
                 "without a suffix."),
]
Page = Annotated[
    str | None,
    typer.Option("--html", metavar="FILE", help="Write the page for reviewing it: the text with "
                 "every number marked, beside the record."),
]


def report(
    file: File,
    json: Json = False,
    csv: Csv = False,
    table: Table = False,
    form: Form = None,
    out: Out = None,
    html: Page = None,
    rules: RuleFolders = None,
    quiet: Quiet = False,
) -> int:
    """Read one report and print its figures (the default command)."""
    flags = {Format.JSON: json, Format.CSV: csv, Format.TABLE: table}
    named = parse_formats(form)
    forms = [each for each in Format if flags.get(each) or each in named]
    return print_record(file, forms, out=out, page=html, rules=rules or (),
                        quiet=quiet)  # fmt: skip
