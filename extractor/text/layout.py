"""A document cut into sections with roles, and sentences that know their section."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from extractor.model import Document, Issuer, Layout, Role, Section, Sentence, Span, Table
from extractor.text.header import is_sign_off
from extractor.text.headings import Heading
from extractor.text.issuer import find_issuer
from extractor.text.lines import Line, read_lines
from extractor.text.places import find_place
from extractor.text.roles import role_of, turns_to_plan
from extractor.text.sentences import sentence_spans
from extractor.text.table_signs import may_hold_tables
from extractor.text.words import SectionWords, default_words

_FRONT_LINE: Final = 45
_TURNING: Final = frozenset({Role.RESULTS, Role.PROBLEMS, Role.DUTIES})


def lay_out(document: Document, words: SectionWords | None = None) -> Layout:
    """Sections, sentences and issuer of a document; `words` default to those of the package."""
    words = words or default_words()
    lines = read_lines(document.view, words)
    headings = [line.heading for line in lines if line.heading]
    issuer = find_issuer(document, lines)
    sections = _sections(lines, words, issuer)
    cuts = [heading.end for heading in headings if _runs_on(document.view, heading)]
    spans = sentence_spans(document.view, cuts)
    sections = _turn(document.view, sections, spans, words, _last_told(issuer))
    return Layout(
        _close(sections, len(document.view)), _number(spans, sections), issuer,
        _tables(document, lines, words), find_place(document, issuer),
    )  # fmt: skip


def _tables(
    document: Document, lines: Sequence[Line], words: SectionWords
) -> tuple[Table, ...]:
    if not may_hold_tables(document, lines, words):
        return ()
    from extractor.text.tables import find_tables

    return find_tables(document, lines, words)


def furniture_spans(document: Document, layout: Layout) -> list[Span]:
    """The parts of the view that are page chrome."""
    return [
        Span(section.start, section.end)
        for section in layout.sections
        if section.role is Role.FURNITURE and section.start < len(document.view)
    ]


def _runs_on(view: str, heading: Heading) -> bool:
    """Whether text follows a heading on its line without a full stop between."""
    return view[heading.end : heading.end + 2] == "一是"


def _sections(lines: Sequence[Line], words: SectionWords, issuer: Issuer) -> list[Section]:
    """Sections by line, ends still open: one begins wherever role or heading changes."""
    body = _body_start(lines, words, issuer.year)
    ending = _ending(lines)
    sections: list[Section] = []
    stack: list[Section] = []
    for at, line in enumerate(lines):
        if line.heading:
            while stack and stack[-1].level >= line.heading.level:
                stack.pop()
            stack.append(_headed(line.heading, stack, words, issuer.year))
            sections.append(stack[-1])
            continue
        if sections and not (line.text or line.furniture):
            continue
        if stack and at < ending and not line.furniture:
            section = stack[-1]
        else:
            section = _plain(line.start, _bare_role(line, body <= at < ending))
        if not sections or _differs(section, sections[-1]):
            sections.append(section._replace(start=line.start))
    return sections


def _bare_role(line: Line, inside: bool) -> Role:
    """The role of a line that no heading stands over."""
    if line.furniture:
        return Role.FURNITURE
    return Role.RESULTS if inside else Role.FRONT


def _headed(
    heading: Heading, stack: list[Section], words: SectionWords, year: int | None
) -> Section:
    role = role_of(heading, words, parent=stack[-1].role if stack else None, year=year)
    path = (*(section.heading for section in stack), heading.text)
    return Section(heading.start, heading.start, heading.text, heading.level, role, path)


def _plain(start: int, role: Role) -> Section:
    return Section(start, start, "", 0, role, ())


def _differs(section: Section, before: Section) -> bool:
    return (section.role, section.path) != (before.role, before.path)


def _body_start(lines: Sequence[Line], words: SectionWords, year: int | None) -> int:
    """Index of the first line of results that stand before any heading."""
    first = next((at for at, line in enumerate(lines) if line.heading), len(lines))
    if first < len(lines):
        heading = lines[first].heading
        if heading and role_of(heading, words, parent=None, year=year) in (
            Role.RESULTS,
            Role.DUTIES,
        ):
            return first
    # No heading tells results: the first paragraph does.
    for at, line in enumerate(lines[:first]):
        if not line.furniture and ("。" in line.text or len(line.text) > _FRONT_LINE):
            return at
    return first


def _ending(lines: Sequence[Line]) -> int:
    """Index of the first line of the sign-off, or of none."""
    ending = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if not line.text or line.furniture:
            continue
        if line.heading or not is_sign_off(line.text):
            break
        ending = at
    return ending if ending else len(lines)


def _last_told(issuer: Issuer) -> int | None:
    """The last year a report can tell deeds of: none after it is out, whatever its title says."""
    if issuer.year is None or issuer.published is None:
        return issuer.year
    return max(issuer.year, int(issuer.published[:4]) - 1)


def _turn(
    view: str,
    sections: list[Section],
    spans: Sequence[tuple[int, int]],
    words: SectionWords,
    year: int | None,
) -> list[Section]:
    """`sections`, cut where a paragraph turns from what was done to what is to come."""
    starts = [section.start for section in sections]
    turned = {section.start: section for section in sections}
    planned = 0
    for start, end in spans:
        at = bisect_right(starts, start) - 1
        section = sections[at]
        if start < planned or section.role not in _TURNING:
            continue
        if turns_to_plan(view[start:end], words, year):
            bound = starts[at + 1] if at + 1 < len(starts) else len(view)
            planned = _reach(view, start, bound, section.role)
            turned[start] = section._replace(start=start, role=Role.PLAN)
            if view[planned:bound].strip():
                turned[planned] = section._replace(start=planned)
            elif view[start:bound].rstrip().endswith(":"):
                planned = _plan_below(turned, sections, at, len(view))
    return [turned[start] for start in sorted(turned)]


def _reach(view: str, start: int, bound: int, role: Role) -> int:
    """Where a plan that opens at `start` ends: with its paragraph, or with its section."""
    line_end = view.find("\n", start, bound)
    opens_line = start == 0 or view[start - 1] == "\n"
    if line_end < 0 or opens_line or role is Role.PROBLEMS or view[line_end - 1] == ":":
        return bound
    return line_end + 1


def _plan_below(
    turned: dict[int, Section], sections: Sequence[Section], at: int, end: int
) -> int:
    """"下一步,我们将做好以下工作:⏎1.…": the list below is the plan; where it ends."""
    level = sections[at].level
    for below in range(at + 1, len(sections)):
        section = sections[below]
        if section.level <= level or section.role not in _TURNING:
            return section.start
        turned[section.start] = section._replace(role=Role.PLAN)
    return end


def _close(sections: list[Section], end: int) -> tuple[Section, ...]:
    """Sections with ends: each goes up to the next one, the first from the very beginning."""
    bounds = [*(section.start for section in sections[1:]), end]
    return tuple(
        Section(
            section.start if at else 0, bound, section.heading, section.level, section.role,
            section.path,
        )
        for at, (section, bound) in enumerate(zip(sections, bounds, strict=True))
    )


def _number(spans: list[tuple[int, int]], sections: list[Section]) -> tuple[Sentence, ...]:
    starts = [section.start for section in sections[1:]]
    numbered = []
    at = 0
    for start, end in spans:
        while at < len(starts) and starts[at] <= start:
            at += 1
        numbered.append(Sentence(start, end, at))
    return tuple(numbered)
