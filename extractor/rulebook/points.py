"""What speaks for a reading of a number and what against it: every weight, in one place.

Points, not probabilities: a long head word says more than a short one, a near one more than a far
one (Chinese noun phrases end in their head, so the word that ends nearest the number decides), and
what a cue asks for besides (`with`, `after`, `topic`) confirms it.
"""

from __future__ import annotations

from typing import Final

# The unit of a number under a rule.
EXACT_UNIT: Final = 2.0
SAME_MEASURE: Final = -3.0
NO_UNIT: Final = -3.0
BARE_RATE: Final = 3.0  # a number without its % behind a word for a rate: no count is so bare

# The head word itself.
WORD: Final = 4.0
LETTER: Final = 2.0
LONGEST_WORD: Final = 8  # letters that add points
WEAK: Final = 1.0

# Where it stands.
GAP: Final = -0.5
BESIDE: Final = 1.0  # 两级法治文化阵地23个: nothing stands between word and number
LONGEST_GAP: Final = 14
RIGHT_SIDE: Final = -2.5  # 培训120名调解员: what stands before the number goes first
NUMBER_FIRST: Final = 2.0  # 对8个镇街、12个部门开展实地督察: nothing stands before it

# What stands between word and number. A list mark hardly separates (合同232件、文件26个 share a
# verb), a semicolon nearly always does.
CROSSING: Final = {"、": 3.0, ",": 7.0, ":": 3.0, "(": 2.0, ")": 2.0, ";": 16.0, "\n": 6.0}
NUMBER_CROSSING: Final = 4.0

# What the cue asks for, and what the headings say.
SUPPORT: Final = 5.0
SUPPORT_FAR: Final = 3.0
AFTER: Final = 7.0
AFTER_STEP: Final = -2.0
TOPIC: Final = 6.0
TOPIC_STEP: Final = -1.5
LEAST_TOPIC: Final = 1.0
HEADING: Final = 1.5
