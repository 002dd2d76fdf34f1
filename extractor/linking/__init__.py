"""Numbers and cue words joined into figures with a meaning. Sees no record.

A report is read once, sentence by sentence (`link`); `State` is what is remembered from one to the
next, `Passage` what one has said so far, `Frame` its words, numbers and marks, `Draft` a figure in
the making. Of each number it is decided, in this order (`reader`, `relate`):

1. whether it is a share, an earlier value or a change, by the words around it (`bearing`;
   `status` tells deeds from duties and plans): it belongs to a figure before it, or to the next
   one;
2. else, whether it shares its value with several heads (`spread` finds them, `shared` adds it;
   `compound` tells what a head means that leaves out the end of the last: 普法、调解、执法培训);
3. else, whether it is a part of a figure before it: 其中, a bracket, …中 (`parts`; `lone` where
   the whole is not printed);
4. else, what it counts (`choose`): of all head words in reach (`Passage.window`) the strongest,
   by the points of `rulebook.points` (`score`); or, where that is surer, what the figure before
   counts. Under one 分别 each number has a head of its own (`Progress.pairs`).

`zeros` reads 无败诉案件. In tables (`tables`) headers, labels and titles take the place of the
sentence: `table_cells` is to them what `bearing` is to sentences, `table_choose` what `choose` is,
and `table_rest` keeps the numbers that are no values.
"""

from extractor.linking.link import link
from extractor.linking.result import Choice, Linked, Rejection

__all__ = ["Choice", "Linked", "Rejection", "link"]
