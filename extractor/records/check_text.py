"""Faults of the text itself: what a reader cannot see, or what no program can read."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.patterns import pattern
from extractor.records.evidence import Evidence, place
from extractor.records.models import Code, Finding, Severity
from extractor.text.characters import DAMAGED, UNPRINTED

_READ_OVER = pattern(f"[{UNPRINTED}]")
_STRANGE = pattern(f"[{UNPRINTED}{DAMAGED}]")
_NUMBER = pattern(rf"[\d.,{UNPRINTED}{DAMAGED}]+")
# They turn the order round in which characters are shown: 28 may look like 82.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SHOWN = 40  # digits of a number in a message
_MOST_NAMED = 4


def unseen(evidence: Evidence) -> Iterator[Finding]:
    """Characters in or beside a number that print nothing, so that it may not be what it seems."""
    text = evidence.document.text
    if not evidence.document.noted:
        return
    known = 0
    for match in _STRANGE.finditer(text):
        at = match.start()
        if at < known:
            continue
        start = at
        while start > max(known, at - _SHOWN) and text[start - 1].isdecimal():
            start -= 1
        run = _NUMBER.match(text, start)
        known = run.end() if run else at + 1
        shown = text[start:known]
        if not any(map(str.isdecimal, shown)):
            continue
        signs = sorted(set(_STRANGE.findall(shown)))
        named = ", ".join(f"U+{ord(sign):04X}" for sign in signs[:_MOST_NAMED])
        harmless = all(_READ_OVER.match(sign) and sign not in _TURNING for sign in signs)
        digits = "".join(char for char in shown if char not in signs)
        severity = Severity.INFO if harmless else Severity.WARNING
        message = f"{named} at the number {digits[:_SHOWN]!r}: what is shown may be another one"
        yield place(Code.UNSEEN, severity, message, start, known)
