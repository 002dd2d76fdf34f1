"""Topic words of the section being read: what a cue may ask to have stood earlier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.rulebook import Lexicon

Hits = list[tuple[int, str]]  # (position, word)


@dataclass(slots=True, eq=False, repr=False)
class Topics:
    """Where each topic word of a section stood last, in sentences from the start of the report.

    Few cues ask for one, and half the sentences of a report stand in sections without any figure:
    what is told is looked through when the first cue asks.
    """

    lexicon: Lexicon
    _seen: dict[str, int] = field(default_factory=dict)
    _told: list[tuple[int, str, Hits | None]] = field(default_factory=list)

    def clear(self) -> None:
        self._seen.clear()
        self._told.clear()

    def tell(self, sentence: int, text: str, hits: Hits | None = None) -> None:
        """A text that counts as this sentence; `hits`, if known, are its words."""
        self._told.append((sentence, text, hits))

    def seen(self) -> Mapping[str, int]:
        """Word → index of the sentence it last stood in."""
        lexicon = self.lexicon
        for sentence, text, hits in self._told:
            if hits is None:
                hits = lexicon.background.find(text, 0, len(text))
            self._seen.update((word, sentence) for _, word in hits if word in lexicon.topics)
        self._told.clear()
        return self._seen

    def copy(self) -> Topics:
        return Topics(self.lexicon, dict(self.seen()))
