"""Routes of what an account follows."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from shared.edge import Work, edge_router
from shared.events.policies import SubscriptionChanged
from shared.identity import LoggedIn
from shared.ids import new_id
from shared.problems import documented
from shared.reading import Fields
from svc_policy_match.api.tools import Tools
from svc_policy_match.domain.pushes.subscriptions import (
    MOST,
    Follows,
    Subscription,
    SubscriptionNotFound,
    SubscriptionUnsound,
    TooManySubscriptions,
    check,
)
from svc_policy_match.storage.pushes import subscriptions
from svc_policy_match.use_cases.profiles.keeping import account_of, own_profile

router = edge_router("subscriptions", prefix="/api/v1/subscriptions")
CREATED = 201


class SubscriptionRequest(BaseModel):
    """Something to follow."""

    kind: Follows
    value: Annotated[str, StringConstraints(min_length=1, max_length=60)] = Field(
        examples=["科技创新"]
    )


class SubscriptionView(BaseModel):
    """Something an account follows."""

    subscription_id: UUID
    kind: Follows
    value: str
    made_at: datetime


class LifeEventView(BaseModel):
    """An event of life that can be followed."""

    code: str
    title: str
    themes: list[str]


class SubscriptionsView(BaseModel):
    """All that an account follows, and the events of life there are."""

    items: list[SubscriptionView]
    life_events: list[LifeEventView]


@router.get("", dependencies=[Fields])
async def list_subscriptions(work: Work, caller: LoggedIn, office: Tools) -> SubscriptionsView:
    """What you follow."""
    rows = await subscriptions.of_account(work, account_of(caller))
    return SubscriptionsView(
        items=[SubscriptionView(**row) for row in rows],
        life_events=[
            LifeEventView(code=one.code, title=one.title, themes=list(one.themes))
            for one in office.life_events.values()
        ],
    )


@router.post(
    "", status_code=CREATED, responses=documented(SubscriptionUnsound, TooManySubscriptions)
)
async def follow(
    work: Work, caller: LoggedIn, office: Tools, body: SubscriptionRequest
) -> SubscriptionsView:
    """Follow a theme, a region, a grid or an event of life: new policies come to your inbox."""
    check(body.kind, body.value, office.registry["region"].codes, office.life_events)
    profile = await own_profile(work, caller)
    if len(await subscriptions.of_account(work, profile.account_id)) >= MOST:
        raise TooManySubscriptions
    one = Subscription(new_id(), profile.account_id, body.kind, body.value)
    await subscriptions.add(work, one)
    await _tell(work, profile.account_id)
    return await list_subscriptions(work, caller, office)


@router.delete("/{subscription_id}", responses=documented(SubscriptionNotFound))
async def follow_no_more(
    work: Work, caller: LoggedIn, office: Tools, subscription_id: UUID
) -> SubscriptionsView:
    """Follow something no more."""
    account_id = account_of(caller)
    if not await subscriptions.drop(work, account_id, subscription_id):
        raise SubscriptionNotFound
    await _tell(work, account_id)
    return await list_subscriptions(work, caller, office)


async def _tell(work: Work, account_id: UUID) -> None:
    await work.announce(account_id, SubscriptionChanged(account_id=account_id))
