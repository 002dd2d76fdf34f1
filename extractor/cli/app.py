"""The Typer application: which commands there are, and how an error becomes an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from extractor import __version__
from extractor.cli import (
    console,
    develop,
    explain,
    folder,
    panel,
    report,
    rules,
    validate,
    views,
)
from extractor.cli.guard import USAGE, guarded

DEFAULT = "report"

# Typer vendors click from 0.26 on, so click's own name for "a usage error or its like" is not to
# be imported; the base of a name that Typer does export is the same class in both worlds.
ClickError: Any = typer.BadParameter.__mro__[2]


class DefaultGroup(TyperGroup):
    """`extract report.txt --json` beside `extract explain …`: an unknown first word is a report."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = {option for parameter in self.get_params(ctx) for option in parameter.opts}
        if not args:
            ctx.fail("no report given")
        if args[0] not in self.commands and args[0] not in own:
            self._check_first(ctx, args[0])
            args = [folder.COMMAND if folder.names_folder(args) else DEFAULT, *args]
        return super().parse_args(ctx, args)

    def _check_first(self, ctx: Any, word: str) -> None:
        """A word that may have been meant as a command is no report that is not there."""
        if not word:
            ctx.fail("an empty name: give a file, a folder or a command")
        if word.replace("_", "").isalpha() and word.isascii() and not Path(word).exists():
            near = get_close_matches(word, self.commands, n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            ctx.fail(f"no such file or command: {word}{meant}")


app = typer.Typer(
    cls=DefaultGroup,
    subcommand_metavar="FILE | DIR | COMMAND [ARGS]...",
    help="Typed figures out of Chinese annual reports on law-based government.",
    epilog="`extract FILE …` is short for `extract report FILE …`, `extract DIR …` for "
    "`extract folder DIR …`; `-` reads standard input. Exit codes: 0 fine, 1 findings of severity "
    "error, 2 usage or unreadable input, 3 some reports of a folder failed, 130 Ctrl-C.",
    context_settings={"help_option_names": ["-h", "--help"]},
    # No Rich in help and errors: it would be loaded on every start.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("report")(report.report)
app.command(folder.COMMAND, short_help="Read all reports of a folder.")(folder.folder)
app.command("panel", short_help="Write the headline figures of a folder as one table.")(panel.panel)
app.command("validate", short_help="Check records and tables, alone or beside the reports.")(
    validate.validate
)
app.command("explain")(explain.explain)
app.command("numbers")(views.numbers)
app.command("text")(views.text)
app.command("schema", short_help="Print, write or check the schema of a record.")(develop.schema)
app.command("eval")(develop.evaluate)
app.add_typer(rules.app, name="rules")


def _version(wanted: bool) -> None:
    if wanted:
        console.emit_text(f"extract {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Typed figures out of Chinese annual reports on law-based government."""


def run(argv: Sequence[str]) -> int:
    """The exit code of one command; every expected failure is one line on standard error."""
    return guarded(lambda: _run(argv))


def _run(argv: Sequence[str]) -> int:
    try:
        return int(_call(argv) or 0)
    except ClickError as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else _asked(argv)
        message = " ".join(error.format_message().split()).rstrip(".")
        # Typer lets pydantic read the values, and passes on what kind of error that raised.
        message = message.replace(": Value error, ", ": ")
        console.say(f"{message} (see `{command} --help`)")
        return USAGE


def _asked(argv: Sequence[str]) -> str:
    """The command these words are for: an option that lacks its value does not say it."""
    if argv[0] in {command.name for command in app.registered_commands}:
        return f"extract {argv[0]}"
    if argv[0] in {group.name for group in app.registered_groups}:
        return " ".join(("extract", *argv[:2]))
    return f"extract {folder.COMMAND if folder.names_folder(argv) else DEFAULT}"


def _call(argv: Sequence[str]) -> Any:
    try:
        return app(list(argv), prog_name="extract", standalone_mode=False)
    except OSError as error:
        # Help is printed by Typer; all else that writes or reads a file names it.
        if error.filename is not None or isinstance(error, FileNotFoundError):
            raise
        console.output_failed(error)
        return 0
