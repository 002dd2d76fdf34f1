"""The rules as a page to read: every indicator with definition, units and an example."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from extractor.rulebook.model import Rule

_HEAD = """\
# Indicators

Generated from the rule files by `extract rules docs`; do not edit. One indicator is one file,
`extractor/rules/<category>/<indicator>.toml`.
"""


def catalogue(rules: Mapping[str, Rule]) -> str:
    """The Markdown text of the catalogue; `rules` need their examples."""
    ordered = sorted(rules.values(), key=lambda rule: rule.id)
    lines = [_HEAD]
    for category, members in groupby(ordered, key=lambda rule: rule.category):
        lines.append(f"## {category}\n")
        lines.append("| id | title | counts | units | example |")
        lines.append("|--|--|--|--|--|")
        lines.extend(_row(rule) for rule in members)
        lines.append("")
    return "\n".join(lines)


def _row(rule: Rule) -> str:
    example = rule.examples[0].text if rule.examples else ""
    cells = (f"`{rule.id}`", rule.title, rule.definition, " ".join(rule.printed_units), example)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
