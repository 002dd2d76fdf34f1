"""The command line: `extract report.txt --json` and what stands around it."""

from __future__ import annotations

import os
import sys

# Not from `typing`: see the package.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import NoReturn

INTERRUPTED = 130


def main() -> NoReturn:
    """Runs the command of `sys.argv` and leaves with its exit code; Ctrl-C leaves with 130."""
    try:
        # Inside the guard: a Ctrl-C while the rooms load must not end in a traceback either.
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def _run(argv: list[str]) -> int:
    # Nothing plugs into the models of a record; looking for what might would read the metadata
    # of every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from extractor.cli.single import is_plain, run_plain

    if is_plain(argv):
        import gc

        # The process ends with the report: looking for garbage would only take time, at its end
        # as well, where Python looks through all that is not frozen.
        gc.disable()
        code = run_plain(argv[0])
        gc.freeze()
        return code
    from extractor.cli.app import run

    return run(argv)
