"""Rows of reports → one Parquet file that says what it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extractor.io.extras import require
from extractor.io.record_batches import row_schema
from extractor.io.writers.arrow_writer import EXTRA
from extractor.io.writers.atomic import growing

# A row group is kept in memory until it is full.
GROUP_BYTES = 16 * 1024 * 1024
COUNTED = ("reports", "failed", "observations")


def write_rows(path: Path, batches: Iterable[Any], about: Mapping[str, str]) -> dict[str, str]:
    """Puts the batches at `path`, with `about` and what was counted in the footer; returns those.

    Errors: `OSError` of the system.
    """
    parquet = require("pyarrow.parquet", EXTRA)
    table = require("pyarrow", EXTRA).Table
    counts = dict.fromkeys(COUNTED, 0)
    waiting: list[Any] = []
    with (
        growing(path) as stream,
        parquet.ParquetWriter(stream, row_schema(), compression="zstd") as writer,
    ):
        for batch in batches:
            counts["reports"] += batch.num_rows
            counts["failed"] += batch.num_rows - batch.column("code").null_count
            counts["observations"] += len(batch.column("observations").flatten())
            waiting.append(batch)
            if sum(one.nbytes for one in waiting) >= GROUP_BYTES:
                writer.write_table(table.from_batches(waiting))
                waiting.clear()
        if waiting:
            writer.write_table(table.from_batches(waiting))
        told = {**about, **{key: str(count) for key, count in counts.items()}}
        writer.add_key_value_metadata(told)
    return told


def read_about(path: Path) -> dict[str, str] | None:
    """What `write_rows` put into the footer; None where no whole Parquet file is."""
    arrow = require("pyarrow", EXTRA)
    parquet = require("pyarrow.parquet", EXTRA)
    try:
        told = parquet.read_metadata(path).metadata or {}
    except (OSError, arrow.ArrowInvalid):
        return None
    return {key.decode("utf-8", "replace"): value.decode("utf-8", "replace")
            for key, value in told.items()}  # fmt: skip
