"""What speaks for a reading of a number and what against it: every weight and threshold.

Points, not probabilities: a long head word says more than a short one, a near one more than a far
one (Chinese noun phrases end in their head, so the word that ends nearest the number decides), and
what a cue asks for besides (`with`, `after`, `topic`) confirms it.
"""

from __future__ import annotations

from typing import Final

from extractor.text.characters import SUMMED

# The unit of a number under a rule.
EXACT_UNIT: Final = 2.0
EITHER_UNIT: Final = 1.0  # 家(次) where the rule counts in 家 or 家次, and does not print both
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
KIND: Final = -6.0  # 宣传类|12件: a kind of what is counted, not what is counted
PLACE_OF: Final = -6.0  # 16个社区|调委会: where the places are that the next word names
LONGEST_GAP: Final = 14
RIGHT_SIDE: Final = -2.5  # 培训120名调解员: what stands before the number goes first
NUMBER_FIRST: Final = 2.0  # 对8个镇街、12个部门开展实地督察: nothing stands before it

# What stands between word and number. A list mark hardly separates (合同232件、文件26个 share a
# verb), a semicolon nearly always does.
CROSSING: Final = {
    "、": 3.0, ",": 7.0, ":": 3.0, "(": 2.0, ")": 2.0, ";": 16.0, "\n": 6.0, "”": 7.0, SUMMED: 3.0
}  # fmt: skip
NUMBER_CROSSING: Final = 4.0

# What the cue asks for, and what the headings say.
SUPPORT: Final = 5.0
SUPPORT_FAR: Final = 3.0
SUPPORT_APART: Final = 1.0
AFTER: Final = 7.0
AFTER_STEP: Final = -2.0
TOPIC: Final = 6.0
TOPIC_STEP: Final = -1.5
LEAST_TOPIC: Final = 1.0
HEADING: Final = 1.5

# How strong a reading must be to be taken.
LEAST: Final = 2.0  # below, it explains nothing
NUMERAL: Final = 8.0  # 两处 counts something only where a head stands close by
BOUNDED_NUMERAL: Final = 4.0  # … or anywhere in the sentence: 不少于两次
CHANGED: Final = 6.0  # a word of the change itself: 办结率提高2个百分点
# A part leaves the indicator of its whole only for a cue of its own this strong,
OWN_PART: Final = 9.0
FOREIGN_PART: Final = 14.0  # of another category: 受理案件中,行政处罚类12件 is no penalty
FOREIGN_PART_ALIKE: Final = 16.0  # … counted alike: 复议申请31件,其中涉行政处罚18件
# In a table, against what its title says that all its values are:
CONFIRMED: Final = 7.0  # a weak word that the title speaks for: 受理 under 人民调解案件
FOREIGN_VALUE: Final = 14.0  # 受理数量 under 行政许可实施情况 is no dispute received

# What a figure without words of its own takes from others, to be held against its own reading.
INHERITED: Final = 9.0  # from the one before, less what lies between
IN_TURN: Final = 12.0  # 农业水利1520件,占14.2%;社会保障1436件,占13.4%: kinds told alike
SPLIT: Final = 16.0  # 从申请事项看,行政处罚类52件: of the applications, whatever it is called
