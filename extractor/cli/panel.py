"""`extract panel OUT -o FILE`: organisation × year × indicator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import console
from extractor.cli.report import Quiet, RuleFolders
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.records import Report
    from extractor.records.columns import Column
    from extractor.records.panel import Panel, Row
    from extractor.rulebook import Rulebook

    Write = Callable[[Sequence[Column], Sequence[Row]], bytes]

KINDS = (".csv", ".dta", ".parquet", ".xlsx")
# Reports named one by one in a message.
NAMED = 3


def panel(
    records: Annotated[Path, typer.Argument(metavar="OUT", help="The folder of an extraction.")],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help=f"Named {' '.join(KINDS)}."),
    ],
    long: Annotated[
        bool,
        typer.Option("--long", help="One row a headline figure. (Every figure, headline or not, "
                     "is a row of observations.csv.)"),
    ] = False,
    all_reports: Annotated[
        bool, typer.Option("--all", help="A row for every report of an organisation and year.")
    ] = False,
    rules: RuleFolders = None,
    quiet: Quiet = False,
) -> int:
    """Write the headline figures of a folder as one table: organisation by year by indicator."""
    from extractor.batch import read_records
    from extractor.io.rule_files import load_rulebook
    from extractor.records.panel import panel as build

    write = _writer(output.suffix.lower())
    rulebook = load_rulebook(*(rules or ()))
    reports = _made_with(rulebook, read_records(records))
    made = build(reports, rulebook.rules, long=long, all=all_reports)
    if not made.rows:
        raise UsageError("no record tells organisation and year", where=str(records),
                         hint="look at the findings F-YEAR and F-ORGANISATION")
    console.write_file(output, write(made.columns, made.rows))
    if not quiet:
        for line in _told(made):
            console.say(line)
        console.say(f"wrote {output}: {len(made.rows):,} rows, {len(made.columns)} columns")
    return 0


def _made_with(rulebook: Rulebook, reports: Iterable[Report]) -> Iterator[Report]:
    """The reports; with other rules the table would lack figures and misname others."""
    for report in reports:
        if report.document.rulebook != rulebook.sha256:
            raise UsageError("this record was made with other rules", where=report.document.name,
                             hint="give the same --rules, or extract the folder again")
        yield report


def _writer(suffix: str) -> Write:
    if suffix == ".csv":
        from extractor.io.writers.csv_writer import table_csv

        return table_csv
    if suffix == ".parquet":
        from extractor.io.writers.arrow_writer import parquet_bytes

        return parquet_bytes
    if suffix == ".xlsx":
        from extractor.io.writers.xlsx_writer import xlsx_bytes

        return xlsx_bytes
    if suffix == ".dta":
        from extractor.io.writers.stata_writer import stata_bytes

        return stata_bytes
    raise UsageError(f"no panel as {suffix or 'a file without suffix'}",
                     hint=f"name the file {' '.join(KINDS)}")


def _told(made: Panel) -> Iterator[str]:
    """What is not in the panel."""
    if made.unplaced:
        yield f"left out, no organisation or year: {_named(made.unplaced)}"
    others = [name for names in made.doubled.values() for name in names]
    if others:
        yield (f"left out, one of the same organisation and year is there: "
               f"{_named(others)} (--all keeps them)")


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
