"""One report in, its record out, without Typer: `extract FILE --json` comes here at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli import console
from extractor.cli.guard import guarded
from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.records import Report
    from extractor.rulebook import Rulebook

FINDINGS = 1


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    TABLE = "table"
    BRAT = "brat"
    DOCCANO = "doccano"
    LABELSTUDIO = "labelstudio"
    WEBANNOTATION = "webannotation"


_OWN = frozenset({Format.JSON, Format.CSV, Format.JSONL, Format.PARQUET, Format.TABLE})
# What the suffix of an output says, where no format is asked for.
_BY_SUFFIX = {f".{form}": form for form in (Format.CSV, Format.JSONL, Format.PARQUET)}


def parse_formats(names: str | None) -> list[Format]:
    """The formats of their names, with commas between. Errors: `UsageError` for another one."""
    found = []
    for name in filter(str.strip, (names or "").split(",")):
        try:
            found.append(Format(name.strip().lower()))
        except ValueError:
            raise UsageError(
                f"no format {name!r} of one report",
                hint=f"there are {' '.join(Format)}; --html FILE writes the page",
            ) from None
    return found


def is_plain(argv: Sequence[str]) -> bool:
    """Whether a command is `FILE --json`, which needs no parser of options.

    Other programs call it once a report, and Typer takes longer to load than a report to read.
    Names of commands hold no dot.
    """
    if len(argv) != 2 or argv[1] != "--json" or argv[0].startswith("-"):
        return False
    try:
        return "." in argv[0] and Path(argv[0]).is_file()
    except PermissionError:
        return False  # a folder on the way is closed: the command of options tells it


def run_plain(file: str) -> int:
    """The exit code of `extract FILE --json`."""
    return guarded(lambda: print_record(file, [Format.JSON]))


def print_record(
    file: str,
    forms: Sequence[Format],
    *,
    out: str | None = None,
    page: str | None = None,
    rules: Sequence[Path] = (),
    quiet: bool = False,
) -> int:
    """The exit code of reading one report; its record is printed, or written to `out`.

    With `page` its review page goes there, and the record nowhere if nobody asked for it.
    """
    from extractor.io.rule_files import load_rulebook
    from extractor.pipeline import run

    for option, given in (("-o", out), ("--html", page)):
        if given == "":
            raise UsageError("an empty name", where=option, hint="give a file or a folder")
    place = None if out is None else Path(out)
    form = _format(forms, place)
    document = console.open_document(file)
    rulebook = load_rulebook(*rules)
    result = run(document, rulebook, trace=page is not None)
    record = result.report
    if page is not None:
        from extractor.review.page import page as render

        _check_page(Path(page), _page_file(page, record))
        _write({_page_file(page, record): render(result, rulebook).encode("utf-8")}, file, quiet)
    if page is None or forms or out is not None:
        _put(record, form, document.text, rulebook, file=file, out=out, quiet=quiet)
    if not quiet and (form is not Format.TABLE or out is not None or page is not None):
        _tell(record)
    return FINDINGS if any(f.severity == "error" for f in record.findings) else 0


def _page_file(page: str, record: Report) -> Path:
    """Where the page goes: into a folder under the name of the report."""
    place = Path(page)
    folder = place.is_dir() or page.endswith("/")
    return place / f"{Path(record.document.name).stem}.html" if folder else place


def _check_page(given: Path, place: Path) -> None:
    """Errors: `UsageError` where a page in a folder would replace another that was not named."""
    from extractor.io.regular import head_of
    from extractor.review import HEAD, OURS

    head = head_of(place, HEAD) if place != given else None
    if head is not None and OURS not in head:
        raise UsageError("there is another page", where=str(place),
                         hint="give --html the name of a file")


def _put(
    record: Report, form: Format, text: str, rulebook: Rulebook, *, file: str, out: str | None,
    quiet: bool,
) -> None:
    """Prints the record, or writes its files."""
    place = None if out is None else Path(out)
    if place is not None:
        # A path library drops the stroke of `-o out/`, which names a folder, there or not.
        if out is not None and (out.endswith("/") or not place.suffix) and not place.exists():
            console.make_folder(place)
        files = _files(place, form, record, text, rulebook)
        _check_tables(place, files)
        _write(files, file, quiet)
    elif form is Format.TABLE:
        styled = console.coloured()
        console.emit_text(_table(record, text, styled=styled), styled=styled)
    else:
        console.emit(_data(record, text, form))


def _format(wanted: Sequence[Format], out: Path | None) -> Format:
    if len(wanted) > 1:
        forms = " and ".join(wanted)
        raise UsageError(f"{forms} exclude each other", hint="give one of them")
    if wanted:
        return wanted[0]
    if out is not None:
        return _BY_SUFFIX.get(out.suffix.lower(), Format.JSON)
    return Format.TABLE if console.on_terminal() else Format.JSON


def _table(record: Report, text: str, *, styled: bool) -> str:
    from extractor.cli.table import render

    return render(record, text, console.terminal_width(), styled=styled)


def _data(record: Report, text: str, form: Format) -> bytes:
    if form not in _OWN:
        from extractor.cli.annotate import annotation_text

        return annotation_text(form.value, record, text)
    if form is Format.CSV:
        from extractor.io.writers.csv_writer import observations_csv

        return observations_csv([record])
    if form is Format.PARQUET:
        from extractor.io.writers.arrow_writer import parquet_bytes
        from extractor.records.columns import OBSERVATION_COLUMNS, observation_cells

        return parquet_bytes(OBSERVATION_COLUMNS, observation_cells(record))
    if form is Format.JSONL:
        from extractor.io.writers.jsonl_writer import jsonl_line

        return jsonl_line(record).encode("utf-8")
    from extractor.io.writers.json_writer import json_bytes

    return json_bytes(record)


def _files(
    out: Path, form: Format, record: Report, text: str, rulebook: Rulebook
) -> dict[Path, bytes]:
    """What to write: one file, named after the report in a folder; CSV is three tables there."""
    from extractor.io.writers.csv_writer import codebook_csv, reports_csv

    if form not in _OWN:
        from extractor.cli.annotate import annotation_files

        return annotation_files(form.value, out, record, text, rulebook.rules)
    folder = out.is_dir()
    if form is Format.CSV and folder:
        return {
            out / "observations.csv": _data(record, text, form),
            out / "reports.csv": reports_csv([record], rulebook.rules),
            out / "codebook.csv": codebook_csv(rulebook.rules),
        }
    if form is Format.PARQUET and folder:
        from extractor.io.writers.arrow_writer import parquet_bytes
        from extractor.records.columns import report_cells, report_columns

        row = report_cells(record, rulebook.rules)
        return {
            out / "observations.parquet": _data(record, text, form),
            out / "reports.parquet": parquet_bytes(report_columns(rulebook.rules), [row]),
        }
    table = form is Format.TABLE
    data = _table(record, text, styled=False).encode() if table else _data(record, text, form)
    name = f"{Path(record.document.name).stem}.{'out.txt' if table else form.value}"
    return {out / name if folder else out: data}


def _check_tables(place: Path, files: Mapping[Path, bytes]) -> None:
    """Errors: `UsageError` where files of one report would take the place of those of many."""
    if place.is_dir():
        from extractor.batch.formats import MANIFEST, OUTPUTS

        if (place / MANIFEST).exists() and any(path.name in OUTPUTS for path in files):
            raise UsageError("the tables of a folder of reports are there", where=str(place),
                             hint="choose another folder with -o, or add the report to the others")


def _write(files: Mapping[Path, bytes], source: str, quiet: bool) -> None:
    for path in files:
        if source != console.STDIN and path.exists() and path.samefile(source):
            raise UsageError("output would replace the report itself", where=str(path),
                             hint="choose another place with -o")
    for path, data in files.items():
        console.write_file(path, data)
    if not quiet:
        console.say(f"wrote {', '.join(map(str, files))}")


def _tell(record: Report) -> None:
    """What a reader of the record should know at once."""
    if not any(mention.kind == "statistic" for mention in record.mentions):
        console.say(f"{record.document.name}: no figure found")
    counts = Counter(str(finding.severity) for finding in record.findings)
    told = [f"{counts[s]} {s}{'s' * (counts[s] > 1)}" for s in ("error", "warning") if counts[s]]
    if told:
        console.say(f"{record.document.name}: {', '.join(told)}, see findings in the record")
