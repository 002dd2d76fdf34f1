"""`extract rules`: look at the rules, start a new one, try it, check all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli import console
from extractor.cli.explain import explanations, known_id, told
from extractor.cli.report import Quiet, RuleFolders
from extractor.errors import UnreadableInput, UsageError
from extractor.model import Kind, Measure

if TYPE_CHECKING:
    from extractor.cli.explain import Explained
    from extractor.rulebook import Rule, Rulebook

FAILED = 1
UNREADABLE = 2
ANY_UNIT = "*"
USUAL_UNITS = 5  # of a measure, in a new rule file
# What could have been a figure of a rule: a date or a list marker is no near miss.
FIGURES = (Kind.STATISTIC, Kind.NAME, Kind.STANDARD, Kind.UNEXPLAINED)

app = typer.Typer(help="Look at the rules, start a new one, try it, check all.",
                  rich_markup_mode=None, no_args_is_help=False)
RuleId = Annotated[str, typer.Argument(metavar="ID", help="<category>.<indicator>")]


@app.command("list")
def list_rules(
    category: Annotated[str | None, typer.Argument(help="Only this category.")] = None,
    rules: RuleFolders = None,
) -> int:
    """List the indicators: id, Chinese title, measure, units."""
    rulebook = _load(rules)
    rows = [
        (rule.id, rule.title, str(rule.measure), " ".join(rule.printed_units))
        for rule in rulebook.rules.values()
        if category in (None, rule.category)
    ]
    if not rows:
        known = sorted({rule.category for rule in rulebook.rules.values()})
        raise UsageError(f"no category {category!r}", hint=f"there are {', '.join(known)}")
    console.emit_rows(("id", "title", "measure", "units"), rows)
    return 0


@app.command("show")
def show(rule_id: RuleId, rules: RuleFolders = None) -> int:
    """Print the file of a rule."""
    from extractor.io.rule_files import BUILT_IN

    known_id(rule_id, _load(rules))
    for folder in reversed((BUILT_IN, *(rules or ()))):
        path = _path(folder, rule_id)
        if path.is_file():
            console.emit(path.read_bytes())
            break
    return 0


@app.command("new")
def new(
    rule_id: RuleId,
    title: Annotated[str, typer.Option(help="Chinese name of the indicator.")],
    measure: Annotated[Measure, typer.Option(help="What its unit measures.")] = Measure.SESSION,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="DIR", help="Folder of your own rules.")
    ] = None,
    quiet: Quiet = False,
) -> int:
    """Write a filled-in rule file to start from."""
    from extractor.io.rule_files import BUILT_IN
    from extractor.rulebook.build import ID

    if not ID.fullmatch(rule_id):
        raise UsageError(f"{rule_id!r} is no id",
                         hint="an id is <category>.<indicator>, as in outreach.lectures")
    if '"' in title or "\\" in title or not title.isprintable() or len(title.strip()) < 2:
        raise UsageError("a title has two characters or more, without quotes, backslashes and "
                         "line ends", hint="give another --title")
    path = _path(rules or _source_folder(), rule_id)
    if path.exists():
        raise UsageError("there is such a rule already", where=str(path), hint="edit that file")
    template = (BUILT_IN / "_template.toml").read_text("utf-8")
    units = _usual_units(measure)
    listed = ", ".join(f'"{unit}"' for unit in units)
    words = {"TITLE": title, "MEASURE": measure, "UNITS": listed, "UNIT": units[0]}
    for key, value in words.items():
        template = template.replace(key, value)
    path.parent.mkdir(parents=True, exist_ok=True)
    console.write_file(path, template.encode("utf-8"))
    if not quiet:
        own = f" --rules {rules}" if rules else ""
        console.say(f"wrote {path}; next: `extract rules try {rule_id} REPORT.txt{own}`")
    return 0


@app.command("try", short_help="Show what a rule takes in some reports, and what not.")
def try_rule(
    rule_id: RuleId,
    paths: Annotated[list[Path], typer.Argument(metavar="REPORT…", help="Reports or folders.")],
    rules: RuleFolders = None,
) -> int:
    """Show what a rule takes in some reports, and the near misses with their reasons."""
    rulebook = _load(rules)
    known_id(rule_id, rulebook)
    unreadable = 0
    for path in _reports(paths):
        try:
            hits, misses = _tried(str(path), rulebook, rulebook.rules[rule_id])
        except UnreadableInput as error:
            console.say(str(error))
            unreadable += 1
            continue
        console.emit_text(f"{path}: hits {len(hits)}, near misses {len(misses)}\n")
        for label, rows in (("hit", hits), ("near miss", misses)):
            for row in rows:
                console.emit_text(f"{label}: {told(row, rule_id)}")
    return UNREADABLE if unreadable else 0


@app.command("check", short_help="Run the examples of the rules.")
def check(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]…", help="All by default.")]
    = None,
    rules: RuleFolders = None,
    gold: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Annotated reports: show what --rules changes there."),
    ] = None,
    quiet: Quiet = False,
) -> int:
    """Load every rule and run its examples against all rules together, and those of the shared
    lists against their lists."""
    from extractor.cli.failed import ADVICE, told_failure
    from extractor.evaluation.examples import failures, list_failures

    rulebook = _load(rules)
    for rule_id in ids or ():
        known_id(rule_id, rulebook)
    chosen = [rulebook.rules[rule_id] for rule_id in ids or rulebook.rules]
    shared = () if ids else rulebook.list_examples
    failed = [*failures(rulebook, chosen), *list_failures(rulebook, shared)]
    for failure in failed:
        console.emit_text(told_failure(failure, rules or ()))
    if gold is not None:
        console.emit_text("".join(f"{line}\n" for line in _changes(gold, rulebook)))
    if not quiet:
        for line in _idle(rulebook, chosen, rules or ()):
            console.say(line)
        count = sum(len(rule.examples) + len(rule.counterexamples) for rule in chosen)
        count += len(shared)
        rules_said = f"{len(chosen)} rule{'s' * (len(chosen) != 1)}"
        advice = f" ({ADVICE})" if failed else ""
        console.say(f"{rules_said}, {count} examples, {len(failed)} failed{advice}")
    return FAILED if failed else 0


@app.command("compile", short_help="Write what every run starts from.")
def compile_rules(
    check: Annotated[bool, typer.Option("--check", help="Fail where it is stale.")] = False,
    quiet: Quiet = False,
) -> int:
    """Write the compiled form of the built-in rules, words and patterns, which every run starts
    from."""
    from extractor.io.pattern_files import compiled_needs
    from extractor.io.rule_files import COMPILED, compiled_rulebook
    from extractor.io.writers.atomic import atomic_write
    from extractor.patterns import COMPILED_NEEDS
    from extractor.text.words import COMPILED_WORDS, compiled_words

    for path, make in (
        (COMPILED, compiled_rulebook), (COMPILED_WORDS, compiled_words),
        (COMPILED_NEEDS, compiled_needs),
    ):  # fmt: skip
        text = make().encode("utf-8")
        if path.is_file() and path.read_bytes() == text:
            continue
        if check:
            console.say(f"{path}: stale (run `extract rules compile`)")
            return FAILED
        atomic_write(path, text)
        if not quiet:
            console.say(f"wrote {path}")
    return 0


@app.command("docs")
def docs(
    check: Annotated[bool, typer.Option("--check", help="Fail where it is stale.")] = False,
    path: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Where the catalogue is.")
    ] = Path("docs/indicators.md"),
    quiet: Quiet = False,
) -> int:
    """Write the catalogue of indicators."""
    from extractor.rulebook.catalogue import catalogue

    text = catalogue(_load(None).rules).encode("utf-8")
    fresh = path.is_file() and path.read_bytes() == text
    if check and not fresh:
        console.say(f"{path}: stale (run `extract rules docs`)")
        return FAILED
    if not fresh:
        console.write_file(path, text)
        if not quiet:
            console.say(f"wrote {path}")
    return 0


def _idle(
    rulebook: Rulebook, chosen: Sequence[Rule], folders: Sequence[Path]
) -> Iterator[str]:
    """Words that decide nothing, and units of own rules that this tool reads behind no number."""
    from extractor.cli.failed import rule_file
    from extractor.io.rule_files import line_of
    from extractor.numbers import find_quantities
    from extractor.rulebook.idle import idle_words

    boundaries = rulebook.lexicon.table.boundaries
    for rule in chosen:
        path = next((path for each in folders if (path := _path(each, rule.id)).is_file()), None)
        for idle in idle_words(rule, boundaries):
            file = rule_file(rule.id, folders)
            line = line_of(file.read_bytes(), idle.key) if file else None
            yield f"{file or rule.id}:{line or 1}: {idle.message}"
        for unit in rule.printed_units if path else ():
            found = next(iter(find_quantities(f"12{unit}")), None)
            if unit != ANY_UNIT and (found is None or found.unit is None):
                yield (f"{path}: no number is read with the unit {unit!r} (list another one; "
                       "`extract rules list` shows those in use)")


def _load(folders: Sequence[Path] | None) -> Rulebook:
    from extractor.io.rule_files import load_rulebook

    return load_rulebook(*(folders or ()), examples=True)


def _path(folder: Path, rule_id: str) -> Path:
    category, _, name = rule_id.partition(".")
    return folder / category / f"{name}.toml"


def _source_folder() -> Path:
    """The built-in rules, where this is a checkout: an installed package is not to be edited."""
    from extractor.io.rule_files import BUILT_IN

    if (BUILT_IN.parent.parent / "pyproject.toml").is_file():
        return BUILT_IN
    raise UsageError("no folder for the new rule", hint="give one with --rules DIR")


def _usual_units(measure: Measure) -> list[str]:
    """The units that rules of a measure name most, the usual first; of all rules, if none does."""
    rules = _load(None).rules.values()
    same = [rule for rule in rules if rule.measure is measure] or rules
    first = Counter(rule.printed_units[0] for rule in same)
    named = Counter(unit for rule in same for unit in rule.printed_units)
    usual = [first.most_common(1)[0][0], *(unit for unit, _ in named.most_common(USUAL_UNITS))]
    return [unit for unit in dict.fromkeys(usual) if unit != ANY_UNIT]


def _reports(paths: Sequence[Path]) -> Iterator[Path]:
    from extractor.io.readers import suffixes

    kinds = set(suffixes())
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.rglob("*") if each.suffix.lower() in kinds)
        else:
            yield path


def _tried(file: str, rulebook: Rulebook, rule: Rule) -> tuple[list[Explained], list[Explained]]:
    """Numbers the rule took, and other figures of sentences that one of its cues stands in."""
    from extractor.pipeline import run

    document = console.open_document(file)
    result = run(document, rulebook, trace=True)
    words = {word for cue in rule.cues for word in cue.words}
    near = [
        document.source_span(sentence.start, sentence.end)
        for sentence in result.layout.sentences
        if any(word in document.view[sentence.start : sentence.end] for word in words)
    ]
    hits, misses = [], []
    for row in explanations(document, result, rulebook):
        if any(taken.indicator == rule.id for taken in row.taken):
            hits.append(row)
        elif row.kind in FIGURES and any(start <= row.start < end for start, end in near):
            misses.append(row)
    return hits, misses


def _changes(gold: Path, rulebook: Rulebook) -> Iterator[str]:
    """Figures on the annotated reports that the built-in rules alone read differently."""
    from extractor.cli.develop import read_all
    from extractor.evaluation import score, summary

    pairs = list(read_all(gold, rulebook))
    for (doc, report), (_, earlier) in zip(pairs, read_all(gold, _load(None)), strict=True):
        now, before = _figures(report), _figures(earlier)
        yield from (f"- {doc.name} {row}" for row in sorted(before - now))
        yield from (f"+ {doc.name} {row}" for row in sorted(now - before))
    yield from summary(score(pairs))


def _figures(report: Mapping[str, Any]) -> set[str]:
    rows = report["observations"]
    return {f"@{o['start']} {o['text']} {o['indicator']} {o['value']}" for o in rows}
