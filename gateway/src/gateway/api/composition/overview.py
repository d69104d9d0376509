"""What waits for me, in one call: my cases, papers, messages, and what is asked of me."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from gateway.api.composition.asking import Asking, Asks
from gateway.api.composition.card_views import PARTIAL, SectionView, card_views
from gateway.domain.composition import own_cards
from gateway.domain.composition.cards import Card
from gateway.domain.composition.parts import Gathered, Part, gathered
from gateway.storage import contacts
from shared.edge import Work, edge_router
from shared.identity import LoggedIn
from shared.reading import Fields

router: APIRouter = edge_router("me", prefix="/api/v1/me")
SECONDS = 2.0
SHOWN = 5


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list that is the caller's own."""

    title: str
    service: str
    path: str
    card: Callable[[dict[str, Any]], Card]
    query: tuple[tuple[str, str], ...] = ()


PERSONS = {
    "cases": OwnList("我的办件", "approvals", "cases", own_cards.of_case),
    "certificates": OwnList("电子证照", "approvals", "certificates", own_cards.of_certificate),
    "policies": OwnList(
        "政策消息", "policies", "inbox", own_cards.of_tiding, (("unread", "true"),)
    ),
    "reviews": OwnList("待评价", "feedback", "reviews/opportunities", own_cards.of_opportunity),
    "letters": OwnList("我的来信", "feedback", "letters/own", own_cards.of_letter),
}
OFFICERS = {"tasks": OwnList("待办环节", "approvals", "tasks", own_cards.of_task)}
ROLES = {"citizen": PERSONS, "enterprise": PERSONS, "approver": OFFICERS}


class OverviewView(BaseModel):
    """My things, section by section; what is missing is named in `partial`."""

    sections: list[SectionView]
    partial: list[str] = PARTIAL


@router.get("/overview", dependencies=[Fields])
async def read_overview(work: Work, caller: LoggedIn, asks: Asks) -> OverviewView:
    """My cases, certificates, matched policies, reviews to give, letters and messages."""
    messages = await contacts.messages_of(work, caller.subject_id, None, SHOWN)
    sent = await contacts.count_messages(work, caller.subject_id)
    await work.give_back()  # others are waited for now
    lists = {name: each for role, own in ROLES.items() if role in caller.roles
             for name, each in own.items()}  # fmt: skip
    told = await gathered(_parts(asks, lists), SECONDS)
    sections = [_section(name, each, told) for name, each in lists.items() if told.get(name)]
    latest = SectionView(
        name="messages", title="通知", total=sent, href="/api/v1/me/messages",
        items=card_views(
            own_cards.of_message(str(row["id"]), row["text"], row["outcome"], row["at"])
            for row in messages
        ),
    )  # fmt: skip
    return OverviewView(sections=[*sections, latest], partial=told.partial)


def _parts(asks: Asking, lists: dict[str, OwnList]) -> list[Part]:
    return [
        Part(name, each.service, asks.own(each.path, limit=SHOWN, count="true", **dict(each.query)))
        for name, each in lists.items()
    ]


def _section(name: str, own: OwnList, told: Gathered) -> SectionView:
    page = told.told[name]
    return SectionView(
        name=name,
        title=own.title,
        total=page["total"],
        href=f"/api/v1/{own.path}",
        items=card_views(own.card(row) for row in page["items"]),
    )
