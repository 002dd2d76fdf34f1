"""A record of an invented report, and edits of it that each break one thing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

TEXT = (
    "大江街道办事处2024年法治政府建设年度报告\n"
    "2024年，共受理矛盾纠纷88件，调解成功86件，成功率97.7%。\n"
    "全年办理行政复议案件42件，其中维持21件、撤销4件。\n"
    "开展法治讲座15场次，参加人员1200余人次，投入资金12.5万元。\n"
    "无行政诉讼败诉案件。\n"
)
Change = Callable[[dict[str, Any]], None]


def change(path: Path, edit: Change) -> None:
    record = json.loads(path.read_bytes())
    edit(record)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", "utf-8")


def observation(record: dict[str, Any], text: str) -> dict[str, Any]:
    found: dict[str, Any] = next(o for o in record["observations"] if o["text"] == text)
    return found


def edit_value(record: dict[str, Any]) -> None:
    observation(record, "86")["value"] = 68


def edit_both(record: dict[str, Any]) -> None:
    """The headline is edited with the observation."""
    edit_value(record)
    record["mediation"]["handled"]["value"] = 68


def edit_headline(record: dict[str, Any]) -> None:
    record["mediation"]["handled"]["value"] = 68


def edit_zero(record: dict[str, Any]) -> None:
    record["observations"][-1]["value"] = 3
    record["lawsuit"]["lost"]["value"] = 3


def edit_money(record: dict[str, Any]) -> None:
    observation(record, "12.5万")["value"] = 12.5


def edit_qualifier(record: dict[str, Any]) -> None:
    observation(record, "1200余")["qualifier"] = "exact"


def edit_unit(record: dict[str, Any]) -> None:
    observation(record, "86")["unit"] = "起"


def shift(record: dict[str, Any]) -> None:
    row = observation(record, "86")
    row["start"] += 1
    row["end"] += 1


def stretch(record: dict[str, Any]) -> None:
    observation(record, "86")["end"] += 1


def shift_quote(record: dict[str, Any]) -> None:
    quote = observation(record, "86")["quote"]
    quote["start"] -= 1
    quote["end"] -= 1


def shift_mention(record: dict[str, Any]) -> None:
    row = next(m for m in record["mentions"] if m["text"] == "86")
    row["start"] += 1
    row["end"] += 1


def inflate_part(record: dict[str, Any]) -> None:
    """The value, and every place that prints it, so that only the sum tells."""
    retell(record, "4", "9")
    retell(record, "21", "39")


def retell(record: dict[str, Any], old: str, new: str) -> None:
    row = observation(record, old)
    longer = len(new) - len(old)
    at = row["start"]
    row["value"] = int(new)
    for figure in figures(record):
        if row["id"] in figure["observations"][:1]:
            figure["value"] = int(new)
    for quote in [o["quote"] for o in record["observations"]]:
        if quote["start"] <= at < quote["end"]:
            inside = at - quote["start"]
            quote["text"] = quote["text"][:inside] + new + quote["text"][inside + len(old) :]
    for span in (*record["observations"], *record["mentions"],
                 *(o["quote"] for o in record["observations"])):
        span["end"] += longer * (span["end"] > at)
        span["start"] += longer * (span["start"] > at)
        if span["start"] == at and span.get("text") == old:
            span["text"] = new
    for other in record["observations"]:
        if other["of_start"] is not None:
            other["of_start"] += longer * (other["of_start"] > at)
    record["document"]["characters"] += longer


def figures(record: dict[str, Any]) -> list[dict[str, Any]]:
    tables = ("training", "mediation", "contract_review", "lawsuit", "outreach", "other")
    return [figure for name in tables for figure in record[name].values() if figure]


def drop_field(record: dict[str, Any]) -> None:
    del observation(record, "86")["unit"]


def drop_empty_field(record: dict[str, Any]) -> None:
    del record["training"]["exams"]


def drop_category(record: dict[str, Any]) -> None:
    del record["lawsuit"]


def add_field(record: dict[str, Any]) -> None:
    observation(record, "86")["note"] = "checked"


def retype(record: dict[str, Any]) -> None:
    observation(record, "86")["value"] = "86"


def retype_offset(record: dict[str, Any]) -> None:
    observation(record, "86")["start"] = 60.5


def rename_status(record: dict[str, Any]) -> None:
    observation(record, "86")["status"] = "done"


def repeat_id(record: dict[str, Any]) -> None:
    record["observations"][1]["id"] = "o1"


def drop_observation(record: dict[str, Any]) -> None:
    record["observations"].pop()


def drop_headline(record: dict[str, Any]) -> None:
    record["mediation"]["handled"] = None


def drop_mention(record: dict[str, Any]) -> None:
    record["mentions"] = [m for m in record["mentions"] if m["text"] != "86"]


def lose_total(record: dict[str, Any]) -> None:
    observation(record, "21")["of"] = "o99"


def move_total(record: dict[str, Any]) -> None:
    observation(record, "21")["of_start"] += 1


def lose_finding(record: dict[str, Any]) -> None:
    record["document"]["year"] = None


def misdate(record: dict[str, Any]) -> None:
    record["document"]["published"] = "2024-13-45"


def unmake_year(record: dict[str, Any]) -> None:
    record["document"]["year"] = -1


def reword(record: dict[str, Any]) -> None:
    observation(record, "86")["quote"]["text"] = "调解不成86件"


def set_status(record: dict[str, Any]) -> None:
    observation(record, "15")["status"] = "plan"
    record["outreach"]["lectures"] = None


def set_title(record: dict[str, Any]) -> None:
    record["document"]["organisation"] = "小江街道办事处"


def forget_part(record: dict[str, Any]) -> None:
    """An observation less, with all that refers to it."""
    gone = record["observations"].pop()["id"]
    record["lawsuit"]["lost"] = None
    record["mentions"] = [m for m in record["mentions"] if gone not in m["observations"]]


def count_date(record: dict[str, Any]) -> None:
    next(m for m in record["mentions"] if m["kind"] == "date")["kind"] = "statistic"


def date_count(record: dict[str, Any]) -> None:
    next(m for m in record["mentions"] if m["text"] == "86")["kind"] = "date"


def set_float(record: dict[str, Any]) -> None:
    observation(record, "86")["value"] = 86.0


# Edits that show without the report, with the code of the fault.
ALONE: tuple[tuple[Change, str], ...] = (
    (edit_value, "V-VALUE"), (edit_both, "V-VALUE"), (edit_headline, "V-FIGURE"),
    (edit_zero, "V-VALUE"), (edit_money, "V-VALUE"), (edit_qualifier, "V-VALUE"),
    (edit_unit, "V-FIGURE"), (shift, "V-QUOTE"), (stretch, "V-SPAN"), (shift_quote, "V-QUOTE"),
    (shift_mention, "V-MENTION"), (inflate_part, "F-PARTS"), (drop_field, "V-SCHEMA"),
    (drop_empty_field, "V-SCHEMA"), (drop_category, "V-SCHEMA"), (add_field, "V-SCHEMA"),
    (retype, "V-SCHEMA"), (retype_offset, "V-SCHEMA"), (rename_status, "V-SCHEMA"),
    (repeat_id, "V-ID"), (misdate, "V-SCHEMA"), (unmake_year, "V-SCHEMA"),
    (drop_observation, "V-MENTION"), (drop_headline, "V-FIGURE"), (drop_mention, "V-MENTION"),
    (lose_total, "V-LINK"), (move_total, "V-LINK"), (lose_finding, "V-FINDING"),
    (count_date, "V-MENTION"), (date_count, "V-MENTION"),
)  # fmt: skip
