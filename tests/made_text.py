"""Text put together at random from what pages and reports are made of."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["\n", " ", "　", "\r\n", "\u200b", "一、", "(一)", "2023年", "12", "培训", "，", "。",
             "柳溪镇人民政府", "餘", "来源：", "下一步", "\u2028", "A", "b", "：", "%"]
        ),
        st.text(st.characters(codec="utf-8", exclude_categories=()), max_size=8),
    ),
    max_size=60,
).map("".join)
