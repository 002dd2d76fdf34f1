"""What a section is for, told by its heading, and where a paragraph turns to what is to come."""

from __future__ import annotations

from typing import Final

from extractor.model import Role
from extractor.patterns import pattern
from extractor.text.headings import Heading
from extractor.text.words import SectionWords, holds

_YEAR = pattern(r"(?<!\d)20\d\d(?!\d)")
_YEAR_OPENS = pattern(
    # 2026年,我们…; 2026年将…; 2026年工作打算:; 2026年办好四件事; 2026年:
    r"(20\d\d)年?(?:度|中)?[,:]|(20\d\d)年度?(?:重点)?(?:工作)?(?=计划|将|拟|力争|打算|思路"
    r"|办好|办实|抓好|抓实|做好|做实|做到|干好|要|我们|我局|我市|我县|我区|继续|重点|聚焦|围绕|突出|着力)"
)
# "(三)工作计划" below results, but not "(三)推行检查计划".
_NOTHING_ELSE = pattern(r"(?:20\d\d年|今后的?)?度?(?:主要|重点|总体)?(?:工作|任务)?.{2,4}$")
_SHORT: Final = 16
_REACH: Final = 40


def role_of(
    heading: Heading, words: SectionWords, *, parent: Role | None, year: int | None
) -> Role:
    """The role of a section, from its heading, else that of the section it stands in."""
    if heading.role is not None:
        return heading.role
    topic = heading.topic
    if holds(topic, words.duties):
        return Role.DUTIES
    top = heading.level == 1 or parent is None
    troubled = _tells_problems(topic, words, top=top)
    ahead = _tells_plan(topic, words, year, top=top)
    # "五、存在问题和2019年打算" starts with the problems; its sentences say where the plan starts.
    if troubled:
        return Role.PROBLEMS
    if ahead:
        return Role.PLAN
    return parent or Role.RESULTS


def _tells_problems(topic: str, words: SectionWords, *, top: bool) -> bool:
    if holds(topic, words.problems_stated):
        return top or len(topic) <= _SHORT
    if holds(topic, words.problems_fought):
        return False
    if holds(topic, words.problems):
        return top or len(topic) <= _SHORT
    return top and len(topic) <= _SHORT and topic.endswith(words.problems_last)


def _tells_plan(topic: str, words: SectionWords, year: int | None, *, top: bool) -> bool:
    if holds(topic, words.plan_last) and words.plan_done.search(topic):
        return False
    years = [int(found) for found in _YEAR.findall(topic)]
    later = year is not None and bool(years) and min(years) > year
    if later and not holds(topic, words.review):
        return True
    ahead = words.plan_ahead.search(topic)
    told = words.plan_told_first.search(topic)
    if told and (ahead is None or told.start() < ahead.start()):
        return False
    if ahead:
        return True
    if not topic.endswith(words.plan_last) or not words.plan_nouns.search(topic):
        return False
    return top or later or _NOTHING_ELSE.match(topic) is not None


def turns_to_plan(sentence: str, words: SectionWords, year: int | None) -> bool:
    """Whether a sentence opens the part of a paragraph that tells what is to come."""
    if words.opener.match(sentence):
        return True
    if words.opener_weak.match(sentence):
        return bool(words.intent.search(sentence, 0, _REACH))
    opening = _YEAR_OPENS.match(sentence)
    if opening is None or year is None:
        return False
    return int(opening[1] or opening[2]) > year
