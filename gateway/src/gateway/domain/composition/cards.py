"""Cards: what a list, a search or a home page shows of one thing, whichever service knows it."""

import html
import re
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
CardKind = Literal[
    "matter", "document", "policy", "fund", "place", "consultation", "topic",
    "case", "certificate", "message", "review", "letter", "task",
]  # fmt: skip

KINDS: dict[CardKind, str] = {
    "matter": "办事事项",
    "document": "政策文件",
    "policy": "惠企政策",
    "fund": "财政资金",
    "place": "办事地点",
    "consultation": "意见征集",
    "topic": "专题",
    "case": "我的办件",
    "certificate": "电子证照",
    "message": "消息",
    "review": "待评价",
    "letter": "我的来信",
    "task": "待办环节",
}
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Card:
    """One thing at a glance; ``dead`` marks what can no longer be relied on or applied for."""

    kind: CardKind
    id: str
    title: str
    href: str
    summary: str = ""
    organ_name: str = ""
    region_code: str = ""
    date: str | None = None
    state: str = ""
    dead: bool = False
    links: tuple[Json, ...] = field(default=())


def of_document(row: Json) -> Card:
    """A normative document, law or stub."""
    effect = row["effect"]
    return Card(
        "document", row["document_id"], row["title"], f"/api/v1/documents/{row['document_id']}",
        summary=plain(row["snippet_html"]) or row["document_no"],
        organ_name=row["organ_name"], region_code=row["region_code"], date=row["issued_on"],
        state=effect["title"], dead=effect["effect"] in {"lapsed", "repealed", "replaced"},
        links=tuple(row["linked"]),
    )  # fmt: skip


def of_matter(row: Json) -> Card:
    """A matter that can be applied for."""
    days = row["promised_days"]
    limit = f"承诺 {days} 个工作日办结" if days else "即时办结"
    return Card(
        "matter", row["code"], row["name"], f"/api/v1/matters/{row['code']}",
        summary=f"{row['kind']}，{limit}", organ_name=row["lead_organ_name"],
        date=row["published_at"][:10], state=row["channel"],
    )  # fmt: skip


def of_policy(row: Json) -> Card:
    """An enterprise policy."""
    closes = f"申报截止 {row['closes_on']}" if row["closes_on"] else "常年申报"
    return Card(
        "policy", row["policy_id"], row["title"], f"/api/v1/policies/{row['policy_id']}",
        summary="，".join(filter(None, (row["theme"], closes))), organ_name=row["organ_name"],
        region_code=row["region_code"], date=row["published_at"][:10],
        state="依据已失效" if row["basis_lost"] else "", dead=row["basis_lost"],
    )  # fmt: skip


def of_fund(row: Json) -> Card:
    """A special fund or transfer."""
    return Card(
        "fund", row["fund_id"], row["name"], f"/api/v1/budget/funds/{row['fund_id']}",
        summary="，".join(filter(None, (row["class_name"], row["basis_reference"]))),
        organ_name=row["organ_name"], region_code=row["region_code"],
        state=f"五公开尚缺 {row['missing']} 项" if row["missing"] else "",
    )  # fmt: skip


def of_place(row: Json) -> Card:
    """A hall, window or kiosk."""
    return _place(row, f"/api/v1/places/{row['place_id']}")


def of_resource(row: Json) -> Card:
    """A place of public resources on the map."""
    return _place(row, f"/api/v1/resource-map/{row['place_id']}")


def _place(row: Json, href: str) -> Card:
    return Card(
        "place", row["place_id"], row["name"], href,
        summary="，".join(filter(None, (row["address"], row["hours"], row["phone"]))),
        state="" if row["status"] == "open" else "暂停开放", dead=row["status"] != "open",
    )  # fmt: skip


def of_consultation(row: Json) -> Card:
    """A draft on which opinions are asked."""
    number = row["consultation_id"]
    return Card(
        "consultation", number, row["title"], f"/api/v1/consultations/{number}",
        summary=f"{row['kind_label']}，{row['opens_on']} 至 {row['closes_on']}",
        region_code=row["region_code"], date=row["opens_on"], state=row["state_label"],
    )  # fmt: skip


def of_topic(row: Json) -> Card:
    """A bundled publication."""
    return Card(
        "topic", row["topic_id"], row["title"], f"/api/v1/topics/{row['topic_id']}",
        summary=row["summary"], organ_name=row["organ_name"], date=row["held_on"],
    )  # fmt: skip


def plain(marked: str) -> str:
    """Text without its marks, on one line."""
    return " ".join(html.unescape(TAG.sub("", marked)).split())
