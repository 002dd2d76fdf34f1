"""Records on disk → Report."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

from pydantic import ValidationError

from extractor.errors import BadRecord
from extractor.io.regular import read_regular
from extractor.records import Report


def read_record(path: Path) -> Report:
    """The record a JSON file holds. Errors: `BadRecord` naming the file and the first bad field."""
    try:
        return Report.model_validate_json(read_regular(path).removeprefix(BOM_UTF8))
    except OSError as error:
        raise BadRecord(f"cannot be read: {error.strerror or error}", where=str(path),
                        hint="extract the report again") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise BadRecord(f"not a record: {place + ': ' if place else ''}{first['msg']}",
                        where=str(path), hint="extract the report again") from None
