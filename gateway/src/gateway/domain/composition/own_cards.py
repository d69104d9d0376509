"""Cards of what is one person's own; the words say what has to be done."""

from datetime import datetime

from gateway.domain.composition.cards import Card, Json
from shared.office_hours import china_time

CASE_STATES = {
    "draft": "草稿，未提交", "submitted": "已提交，待受理", "supplement_requested": "待您补正",
    "in_progress": "审批中", "decided": "已决定", "issued": "已出件", "delivered": "已送达",
    "closed": "已办结",
}  # fmt: skip
CERTIFICATE_STATES = {"valid": "有效", "revoked": "已撤销", "expired": "已过期"}


def of_case(row: Json) -> Card:
    """A case of mine."""
    due = f"承诺 {row['promised_due'][:10]} 前办结" if row["promised_due"] else ""
    return Card(
        "case", row["case_id"], row["matter_name"], f"/api/v1/cases/{row['case_id']}",
        summary=due, date=(row["submitted_at"] or row["created_at"])[:10],
        state=CASE_STATES[row["state"]],
    )  # fmt: skip


def of_certificate(row: Json) -> Card:
    """A certificate of mine."""
    until = f"有效期至 {row['valid_until']}" if row["valid_until"] else "长期有效"
    return Card(
        "certificate", row["certificate_id"], row["name"],
        f"/api/v1/certificates/{row['certificate_id']}",
        summary=until, organ_name=row["organ_name"], date=row["issued_at"][:10],
        state=CERTIFICATE_STATES[row["state"]], dead=row["state"] != "valid",
    )  # fmt: skip


def of_tiding(row: Json) -> Card:
    """A policy that matched me, or what became of it."""
    return Card(
        "policy", row["policy_id"], row["policy_title"], row["href"],
        summary=row["text"], date=row["made_at"][:10], state=row["title"],
    )  # fmt: skip


def of_opportunity(row: Json) -> Card:
    """A review I may give; its token is told by the list itself alone."""
    return Card(
        "review", row["opportunity_id"], row["matter_name"], "/api/v1/reviews/opportunities",
        summary=f"请在 {row['expires_at'][:10]} 前评价", date=row["closed_at"][:10], state="待评价",
    )  # fmt: skip


def of_letter(row: Json) -> Card:
    """A letter I wrote."""
    return Card(
        "letter", row["letter_id"], row["title"], f"/api/v1/letters/own/{row['letter_id']}",
        summary=f"{row['due_on']} 前答复", date=row["received_on"], state=row["state_label"],
    )  # fmt: skip


def of_task(row: Json) -> Card:
    """A node that waits for me."""
    due = f"承诺 {row['promised_due'][:10]} 前办结" if row["promised_due"] else ""
    return Card(
        "task", row["node_id"], f"{row['matter_name']}：{row['name']}",
        f"/api/v1/tasks/{row['node_id']}",
        summary=due, date=(row["arrived_at"] or "")[:10] or None, state=row["case_no"],
    )  # fmt: skip


def of_message(message_id: str, text: str, outcome: str, at: datetime) -> Card:
    """A message that was sent to me."""
    return Card(
        "message", message_id, text, "/api/v1/me/messages",
        date=f"{china_time(at):%Y-%m-%d}", state="" if outcome == "delivered" else "未送达",
    )  # fmt: skip
