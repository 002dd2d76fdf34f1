"""The hooks of pre-commit: `extract-validate`, `extract-check`, `extract-rules`.

They run at every commit, so they start light: argparse, and nothing of the command line around
`extract`. File names come as arguments, in batches, so each file is judged by itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from extractor.cli import INTERRUPTED, console
from extractor.cli.guard import guarded
from extractor.cli.severity import FailOn
from extractor.errors import BadRule, UsageError

if TYPE_CHECKING:
    from extractor.validation import Checked, Settings

FAILED = 1
RECORDS = (".json", ".jsonl", ".csv")


def validate() -> NoReturn:
    """`extract-validate FILE…`: records and tables, against themselves or their reports."""
    _leave(run_validate)


def check() -> NoReturn:
    """`extract-check FILE…`: records that no longer follow from their reports."""
    _leave(run_check)


def rules() -> NoReturn:
    """`extract-rules FILE…`: rule files, with all their examples."""
    _leave(run_rules)


def _leave(run: Callable[[Sequence[str]], int]) -> NoReturn:
    try:
        code = guarded(lambda: run(sys.argv[1:]))
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def run_validate(argv: Sequence[str]) -> int:
    """The exit code of `extract-validate`. Files that are no records are passed over."""
    parser = _parser("extract-validate", "Check records and tables of extracted reports.")
    parser.add_argument("--source", type=Path, metavar="DIR", help="the reports")
    options = _options(parser, argv)
    files = [path for path in options.files if path.suffix.lower() in RECORDS]
    if not files:
        return 0
    from extractor.cli.problems import report_problems, settings
    from extractor.validation import validate_file

    given = settings(options.source, options.rules)
    results = (checked for path in files if (checked := validate_file(path, given)).ours)
    return report_problems(results, fail_on=options.fail_on, as_json=options.json, quiet=True)


def run_check(argv: Sequence[str]) -> int:
    """The exit code of `extract-check`. Given a report it looks at the record, and conversely."""
    parser = _parser("extract-check", "Find records whose reports changed, or that were edited.")
    parser.add_argument("--reports", type=Path, metavar="DIR", help="folder of the reports")
    parser.add_argument("--records", type=Path, metavar="DIR",
                        help="folder of their records, laid out like that of the reports")
    options = _options(parser, argv)
    if options.records is None and options.reports is not None:
        parser.error("--reports needs --records")
    if not options.files:
        return 0
    from extractor.cli.problems import report_problems, settings

    given = settings(None, options.rules)
    layout = (options.reports or Path(), options.records) if options.records else None
    if layout and not layout[0].is_dir():
        raise UsageError("no such folder of reports", where=str(layout[0]), hint="check --reports")
    results = _pairs(options.files, layout, given)
    return report_problems(results, fail_on=options.fail_on, as_json=options.json, quiet=True)


def _pairs(
    files: Sequence[Path], layout: tuple[Path, Path] | None, given: Settings
) -> Iterator[Checked]:
    """Each record once, also where its report is among the files."""
    from extractor.validation import Pair, check_pair, pair_of

    seen: set[Pair] = set()
    for file in files:
        pair = pair_of(file, layout)
        if pair is not None and pair not in seen:
            seen.add(pair)
            yield check_pair(pair, given)


def run_rules(argv: Sequence[str]) -> int:
    """The exit code of `extract-rules`: every example of the rules, with all rules together."""
    parser = _parser("extract-rules", "Check rule files and run their examples.", severe=False)
    options = _options(parser, argv)
    folders = _rule_folders(options.files, options.rules)
    if not folders:
        return 0
    from extractor.cli.failed import told_failure
    from extractor.evaluation.examples import failures, list_failures
    from extractor.io.rule_files import BUILT_IN, load_rulebook

    added = [folder for folder in folders if folder != BUILT_IN.resolve()]
    rulebook = load_rulebook(*added, examples=True)
    failed = [
        *failures(rulebook, rulebook.rules.values()),
        *list_failures(rulebook, rulebook.list_examples),
    ]
    for failure in failed:
        console.emit_text(told_failure(failure, added))
    return FAILED if failed else 0


def _rule_folders(files: Sequence[Path], given: Sequence[Path]) -> list[Path]:
    """The folders of rules to load: those given, if a file lies in one; else those of the files.

    A rule is `<folder>/<category>/<indicator>.toml`; what is listed for all rules lies at the top
    of the folder and starts with `_`.
    """
    found = [path.resolve() for path in files if path.suffix == ".toml"]
    if given:
        folders = [folder.resolve() for folder in given]
        inside = any(path.is_relative_to(folder) for path in found for folder in folders)
        return folders if inside else []
    return list(dict.fromkeys(map(_own_folder, found)))


def _own_folder(rule: Path) -> Path:
    """The folder a rule file is of. Errors: `BadRule` where that holds other files of settings."""
    folder = rule.parent if rule.name.startswith("_") else rule.parent.parent
    if any(not path.name.startswith("_") for path in folder.glob("*.toml")):
        raise BadRule("lies where no rule is looked for", where=str(rule),
                      hint="move it to FOLDER/CATEGORY/, or name the folder with --rules")
    return folder


def _parser(name: str, about: str, *, severe: bool = True) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=name, description=about)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--rules", type=Path, action="append", default=[], metavar="DIR",
                        help="rules to add or put in place; may recur")
    if severe:
        parser.add_argument("--fail-on", type=FailOn, choices=list(FailOn), default=FailOn.ERROR,
                            help="the least severity that fails")
        parser.add_argument("--json", action="store_true", help="one object a line")
    return parser


def _options(parser: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace:
    return parser.parse_args(list(argv))
