"""Reports → annotation tools: the figures as labelled spans of the text they came from.

A tool is a module of this folder with `TOOL`: how it writes one report, and how reports follow
each other. Offsets are code-point positions in the text, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module

from extractor.records import Report
from extractor.rulebook import Rule

TOOLS = ("brat", "doccano", "labelstudio", "webannotation")


@dataclass(frozen=True, slots=True)
class Tool:
    """How a tool wants its files.

    `render` gives the files of one report by suffix. A tool that imports many reports from one
    file has `collection`, its name, with what stands before, between and after the reports.
    `setup` gives the files that describe the labels, by name.
    """

    render: Callable[[Report, str], dict[str, str]]
    setup: Callable[[Mapping[str, Rule]], dict[str, str]] = lambda rules: {}
    collection: str | None = None
    frame: tuple[str, str, str] = ("", "", "")


def find_tool(name: str) -> Tool:
    """The tool of that name, one of `TOOLS`."""
    tool: Tool = import_module(f"{__name__}.{name}").TOOL
    return tool


def collected(tool: Tool, texts: Iterable[str]) -> Iterable[str]:
    """The pieces of a collection file: rendered reports in their frame."""
    before, between, after = tool.frame
    yield before
    for at, text in enumerate(texts):
        yield f"{between if at else ''}{text}"
    yield after
