"""`extract numbers` and `extract text`: what the first stages make of a text."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli import console
from extractor.cli.report import File


def numbers(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A text; `-` is standard input.")],
) -> int:
    """List the quantities of a text: value, unit and qualifier."""
    from extractor.numbers import find_quantities

    if text == console.STDIN:
        text = console.open_document(text).view
    rows = [
        (
            text[quantity.start : quantity.end],
            f"{quantity.value:f}",
            "" if quantity.upper is None else f"{quantity.upper:f}",
            quantity.unit or "",
            quantity.measure,
            quantity.qualifier,
            str(quantity.start),
        )
        for quantity in find_quantities(text)
    ]
    head = ("text", "value", "value_max", "unit", "measure", "qualifier", "start")
    console.emit_rows(head, rows)
    if not rows:
        console.say("no quantity found: this takes a text, or `-` for standard input")
    return 0


def text(
    file: File,
    view: Annotated[
        bool, typer.Option("--view", help="What the rules read: folded, spaces dropped.")
    ] = False,
) -> int:
    """Print the text that all offsets of a record count in."""
    document = console.open_document(file)
    console.emit((document.view if view else document.text).encode("utf-8"))
    return 0
