"""Numbers of the page, not of the report: telephones, counters of visits, index numbers."""

from __future__ import annotations

import re

from extractor.patterns import pattern

_LABELS_ROW = (
    "浏览次数 浏览量 浏览 点击数 点击率 点击量 点击 阅读量 阅读次数 阅读 访问量 访问次数 "
    "访问 阅读人数 浏览人数 访问人数 点击人数 阅读数 浏览数 人气 "
    "累计次数 索引号 标识码 电话 传真 邮编 邮政编码 编号 代码 备案号 信用代码 下载次数 "
    "转发 评论 点赞 手机 联系方式 页码 字数"
)
_LABELS = tuple(_LABELS_ROW.split())
# These need no colon before the number.
_BARE_LABELS_ROW = (
    "ICP备 公网安备 公安备 ICP证 网安备 邮编 邮政编码 索引号 标识码 备案号 传真 信用代码 区划代码"
)
_BARE_LABELS = tuple(_BARE_LABELS_ROW.split())
_PARTED = (":", "：", "[", "]", "【", "】", " ")
_BEFORE = 12  # characters of 邮政编码 : and the blanks between
_CODE = pattern(r"\d{1,3}(?:,\d{3})+(?!\d)|\d[\w/.\-]*(?:号-\d+)?", re.ASCII)


def chrome_end(text: str, start: int) -> int:
    """Where a code, telephone or counter of the page that begins at `start` ends."""
    match = _CODE.match(text, start)
    end = match.end() if match else start + 1
    while not text[end - 1].isalnum():
        end -= 1
    return end


def is_chrome(text: str, start: int) -> bool:
    """Whether a label of the page, not of the report, stands before: 浏览次数:1326, [浏览]633."""
    before = text[max(0, start - _BEFORE) : start].rstrip(" []【】:：(")
    if text[start - 1 : start] in _PARTED and before.endswith(_LABELS):
        return True
    return before.endswith(_BARE_LABELS)
