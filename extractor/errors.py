"""Everything that can go wrong on purpose. Each error says what, where, and what to do."""

from __future__ import annotations

Key = tuple[str | int, ...]


class ExtractorError(Exception):
    """Root of all errors this package raises.

    `code` names the kind, `where` the file (with line or key), `hint` what to do about it.
    """

    code = "E-EXTRACTOR"

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint}"


class UnreadableInput(ExtractorError):
    """A file that cannot be turned into text."""

    code = "E-INPUT"


class BadRule(ExtractorError):
    """A rule file that breaks the closed vocabulary of rules; `key` leads to the place in it."""

    code = "E-RULE"

    def __init__(
        self, message: str, *, where: str = "", hint: str = "", key: Key = ()
    ) -> None:
        super().__init__(message, where=where, hint=hint)
        self.key = key


class BadRecord(ExtractorError):
    """A record that is not one of ours."""

    code = "E-RECORD"


class UsageError(ExtractorError):
    """A command that cannot be carried out as given."""

    code = "E-USAGE"
