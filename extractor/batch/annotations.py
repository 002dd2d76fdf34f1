"""The records of an output folder as files of annotation tools."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from extractor.batch.manifest import records_of
from extractor.batch.records import read_again
from extractor.io.record_files import read_record
from extractor.io.writers.annotation import Tool, collected, find_tool
from extractor.io.writers.atomic import atomic_write, growing
from extractor.records import Report
from extractor.rulebook import Rule


def write_annotations(
    folder: Path, out: Path, tools: Collection[str], rules: Mapping[str, Rule]
) -> None:
    """Writes the reports of a finished run as each of `tools` wants them.

    A tool that imports one file gets one, below `out`; any other gets a folder of its name with
    the files of each report under the report's own path.
    Errors: `UsageError` for a report that changed since its record was written, `OSError` of the
    system.
    """
    for name in sorted(tools):
        tool = find_tool(name)
        place = out if tool.collection else out / name
        place.mkdir(exist_ok=True)
        for file, text in tool.setup(rules).items():
            atomic_write(place / file, text.encode("utf-8"))
        if tool.collection:
            _collect(tool, folder, out)
        else:
            _scatter(tool, folder, out, place)


def _collect(tool: Tool, folder: Path, out: Path) -> None:
    texts = (
        text for _, report, source in _reports(folder, out)
        for text in tool.render(report, source).values()
    )  # fmt: skip
    with growing(out / str(tool.collection)) as stream:
        for piece in collected(tool, texts):
            stream.write(piece.encode("utf-8"))


def _scatter(tool: Tool, folder: Path, out: Path, place: Path) -> None:
    for record, report, source in _reports(folder, out):
        target = place / PurePosixPath(record).with_suffix("")
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix, text in tool.render(report, source).items():
            atomic_write(target.with_name(target.name + suffix), text.encode("utf-8"))


def _reports(folder: Path, out: Path) -> Iterator[tuple[str, Report, str]]:
    """Path of the record, the record, and the text of its report; sorted by report."""
    for path, record in records_of(out):
        report = read_record(out / record)
        yield record, report, read_again(folder, path, report).text
