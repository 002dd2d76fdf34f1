"""How an expected failure ends: one line on standard error, and exit code 2."""

from __future__ import annotations

from collections.abc import Callable

from extractor.cli import console
from extractor.errors import ExtractorError

USAGE = 2


def guarded(run: Callable[[], int]) -> int:
    """The exit code of `run`, or of its failure. What nobody expected goes on as it is."""
    try:
        return run()
    except ExtractorError as error:
        console.say(str(error))
    except PermissionError as error:
        # A folder on the way to a file may be closed to us, wherever the file is asked for.
        console.say(f"{error.filename}: closed to you (change the permissions of its folders)")
    except MemoryError:
        console.say("not enough memory (close other programs, or split the file)")
    except OSError as error:
        if error.filename is None and isinstance(error, FileNotFoundError):
            console.say("the current folder is gone (change into another one)")
            return USAGE
        if error.filename is None:
            raise
        console.say(f"{error.filename}: {error.strerror} (check the path, or choose another)")
    return USAGE
