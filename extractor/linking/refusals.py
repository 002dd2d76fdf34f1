"""Why rules could not explain a number, for explanations."""

from __future__ import annotations

from extractor.linking.frame import Frame, Hit
from extractor.linking.score import HEAD_REACH, Scene, Window, asked, measure_of
from extractor.model import Quantity
from extractor.rulebook import Rulebook, unit_fit

# By rule: the code of what its cue missed, and the word that spoke for it.
Refused = dict[str, tuple[str, Hit]]


def refusals(
    quantity: Quantity, window: Window, scene: Scene, rulebook: Rulebook, *, any_unit: bool = False
) -> Refused:
    """Why rules whose words stand in the window cannot explain a number, for explanations."""
    frame, refused, measure = scene.frame, Refused(), measure_of(quantity)
    skip = rulebook.context["filler"] if any_unit else None
    for at in _reach(frame, window):
        hit = frame.hit(at)
        if hit.end > window.right or (skip is not None and skip.fullmatch(hit.word)):
            continue
        fitting = []
        for head in rulebook.lexicon.heads.get(hit.word, ()):
            units = head.cue.units
            if any_unit or unit_fit(head.rule, units, quantity.unit, measure) is not None:
                fitting.append(head)
            else:
                refused.setdefault(head.rule.id, ("R-UNIT", hit))
        if hit.end <= window.lead or hit.start >= window.tail:
            for head in fitting:
                missed = asked(head, hit, window, scene)
                if isinstance(missed, str):
                    refused.setdefault(head.rule.id, (missed, hit))
    return refused


def _reach(frame: Frame, window: Window) -> range:
    left = max(window.left, window.lead - HEAD_REACH)
    return frame.span_of(left, min(window.right, window.tail + HEAD_REACH))
