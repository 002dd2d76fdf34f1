"""Text of reports as a terminal may have it."""

from __future__ import annotations

# A terminal obeys these, wherever they come from: a report may clear the screen.
_COMMANDS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\ufffd")
_COMMANDS[ord("\r")] = " "


def visible(text: str) -> str:
    """The text with nothing in it that a terminal obeys, but line ends and tabs."""
    return text.translate(_COMMANDS)
