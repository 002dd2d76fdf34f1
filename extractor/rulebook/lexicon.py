"""All words of all rules as one matcher: every occurrence of every word in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from extractor.rulebook.model import Cue, Rule


@dataclass(frozen=True, slots=True)
class Head:
    """A cue a word is the head of, with its rule."""

    rule: Rule
    cue: Cue
    order: int  # rules in id order: ties go to the first, on every machine


@dataclass(frozen=True, slots=True)
class Lexicon:
    pattern: re.Pattern[str]
    prefixes: Mapping[str, tuple[str, ...]]  # a word and all words it begins with, longest first
    heads: Mapping[str, tuple[Head, ...]]
    zeros: Mapping[str, tuple[Rule, ...]]

    def find(self, view: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        """(position, word) of every occurrence in `view[start:end]`, overlapping ones too."""
        prefixes = self.prefixes
        for match in self.pattern.finditer(view, start, end):
            at = match.start()
            for word in prefixes[match.group(1)]:
                yield at, word


def compile_lexicon(rules: Iterable[Rule]) -> Lexicon:
    """The lexicon of some rules."""
    heads: dict[str, list[Head]] = {}
    zeros: dict[str, list[Rule]] = {}
    words: set[str] = set()
    for order, rule in enumerate(rules):
        words |= rule.exclude
        for cue in rule.cues:
            words |= cue.support | cue.topic | cue.block
            for word in cue.words:
                heads.setdefault(word, []).append(Head(rule, cue, order))
        for word in rule.zero:
            zeros.setdefault(word, []).append(rule)
    words |= heads.keys() | zeros.keys()
    return Lexicon(
        pattern=re.compile(f"(?=({_trie_pattern(words)}))"),
        prefixes={word: _prefixes(word, words) for word in words},
        heads={word: tuple(entries) for word, entries in heads.items()},
        zeros={word: tuple(entries) for word, entries in zeros.items()},
    )


def _prefixes(word: str, words: set[str]) -> tuple[str, ...]:
    return tuple(word[:n] for n in range(len(word), 0, -1) if word[:n] in words)


def _trie_pattern(words: Iterable[str]) -> str:
    """A pattern that finds the longest word at a position; a trie, so no alternation is tried
    twice on the same character."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _node_pattern(root) or r"(?!)"


def _node_pattern(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    tails = [re.escape(char) + _node_pattern(child) for char, child in sorted(node.items()) if char]
    if not tails:
        return ""
    body = tails[0] if len(tails) == 1 else f"(?:{'|'.join(tails)})"
    return f"(?:{body})?" if "" in node else body
