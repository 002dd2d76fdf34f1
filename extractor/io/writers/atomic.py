"""Whole files or none."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def atomic_write(path: Path, data: bytes) -> None:
    """Puts `data` at `path`, replacing what is there; a failure leaves the old file as it was.

    The new file grows beside the old one, under a dot-name that no reader of the folder takes for
    data. Errors: `OSError` of the system, with nothing left behind.
    """
    # A hash, since 80 Chinese characters of a name already fill the 255 bytes a name may have.
    mark = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:12]
    beside = path.with_name(f".{mark}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
