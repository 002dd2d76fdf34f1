"""Typed figures out of Chinese annual reports on law-based government.

`import extractor` stays light: the rooms behind these names load when they are first used.
"""

from __future__ import annotations

from os import PathLike

from extractor.errors import ExtractorError

# Not from `typing`: whatever loads here, Ctrl-C ends with a traceback until it has loaded.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from extractor.batch import Batch
    from extractor.io.frames import to_frame
    from extractor.io.record_batches import extract_batches as extract_batches
    from extractor.io.record_batches import row_schema as row_schema
    from extractor.io.rule_files import load_rulebook
    from extractor.numbers import find_quantities
    from extractor.records import Report
    from extractor.rulebook import Rulebook as Rulebook

__version__ = "0.1.0"

__all__ = [
    "ExtractorError",
    "Report",
    "extract",
    "extract_file",
    "extract_folder",
    "find_quantities",
    "load_rulebook",
    "to_frame",
]

_ROOMS = {
    "Report": "extractor.records",
    "Rulebook": "extractor.rulebook",
    "extract_batches": "extractor.io.record_batches",
    "find_quantities": "extractor.numbers",
    "load_rulebook": "extractor.io.rule_files",
    "row_schema": "extractor.io.record_batches",
    "to_frame": "extractor.io.frames",
}


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        from importlib import import_module

        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _expect(call: str, value: object, types: tuple[type, ...], wanted: str) -> None:
    """Errors: TypeError, told in terms of the call, for a value of another type."""
    if not isinstance(value, types):
        raise TypeError(f"{call}: {wanted} is wanted, not {type(value).__name__}")


def _book(rulebook: Rulebook | None) -> Rulebook:
    from extractor.io.rule_files import load_rulebook
    from extractor.rulebook import Rulebook

    _expect("rulebook=", rulebook, (Rulebook, type(None)), "what load_rulebook() returns")
    return load_rulebook() if rulebook is None else rulebook


def extract(
    source: str | bytes, *, name: str = "report", rulebook: Rulebook | None = None
) -> Report:
    """The report on one text, or on the undecoded bytes of one.

    Loads the built-in rules where no rulebook is given; pass one to read many reports.
    Errors: `ExtractorError` for bytes that are no text, for text with lone surrogates and for more
    than 50,000 numbers; `TypeError` for what is neither text nor bytes.
    """
    from extractor.pipeline import run
    from extractor.text import encode, make_document

    wanted = "the text of a report as str or bytes (extract_file takes a path)"
    _expect("extract()", source, (str, bytes), wanted)
    _expect("extract(name=)", name, (str,), "a str")
    book = _book(rulebook)
    data = encode(source, name=name) if isinstance(source, str) else source
    return run(make_document(name, data), book).report


def extract_file(path: str | Path, rulebook: Rulebook | None = None) -> Report:
    """The report on the file at `path`, named after it."""
    from extractor.io.readers import read_document
    from extractor.pipeline import run

    _expect("extract_file()", path, (str, PathLike), "a path as str or Path")
    return run(read_document(path), _book(rulebook)).report


def extract_folder(
    folder: str | Path,
    out: str | Path,
    *,
    formats: Iterable[str] = ("json", "csv"),
    globs: Iterable[str] = (),
    force: bool = False,
    jobs: int = 0,
    rulebook: Rulebook | None = None,
) -> Batch:
    """What `extract FOLDER -o OUT` does; iterate over the result to read its reports one by one.

    Reports that cannot be read stop nothing and stand in `failures`. With `jobs` that many
    processes work, and a script must keep its calls below `if __name__ == "__main__":`.
    """
    from pathlib import Path

    from extractor.batch import Settings, convert_folder, parse_formats

    for path in (folder, out):
        _expect("extract_folder()", path, (str, PathLike), "a path as str or Path")
    forms, tools = parse_formats(formats)
    settings = Settings(Path(folder), Path(out), forms, tuple(globs), force, jobs, tools)
    return convert_folder(settings, _book(rulebook))
