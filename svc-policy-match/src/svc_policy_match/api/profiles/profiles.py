"""Routes of one's own data account (数据账户)."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from shared.database import UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import Caller, LoggedIn
from shared.office_hours import china_time
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, etag
from svc_policy_match.adapters.registries import RegistryAway
from svc_policy_match.api.profiles.views import (
    AccessView,
    ConsentRequest,
    ConsentView,
    ExportView,
    FactsRequest,
    FactsView,
    FactView,
    ProfileView,
    RegistryRequest,
    consent_view,
    fact_views,
    profile_view,
)
from svc_policy_match.api.tools import Tools
from svc_policy_match.domain.profiles.consents import Use, UseNotConsented
from svc_policy_match.domain.profiles.facts import ProfileFactsUnsound
from svc_policy_match.storage.profiles import profiles
from svc_policy_match.storage.profiles.profiles import Profile
from svc_policy_match.use_cases.office import Office
from svc_policy_match.use_cases.profiles import keeping
from svc_policy_match.use_cases.profiles.keeping import CreditCodeUnsound, NotRegistered
from svc_policy_match.use_cases.profiles.refreshing import answers_of

router = edge_router("profiles", prefix="/api/v1/profiles/me")
KEY = ("at", "access_id")
MOST_ACCESSES = 1_000


@router.get("", dependencies=[Fields])
async def get_my_profile(work: Work, caller: LoggedIn, response: Response) -> ProfileView:
    """Your data account: what is agreed to, how much is known; empty before anything is said."""
    return await _view(work, await _of(work, caller), response)


async def _of(work: UnitOfWork, caller: Caller) -> Profile:
    """The account as it is; one nobody has begun is empty and not kept for looking at it."""
    account_id = keeping.account_of(caller)
    found = await profiles.with_id(work, account_id)
    audience = "enterprise" if caller.kind == "enterprise" else "person"
    return found or Profile(account_id, audience, "", 0, work.now, None)


async def _view(work: UnitOfWork, profile: Profile, response: Response) -> ProfileView:
    consents = await profiles.consents(work, profile.account_id)
    facts = (await profiles.facts_of(work, [profile.account_id]))[profile.account_id]
    response.headers["ETag"] = etag(profile.version)
    return profile_view(profile, consents, facts)


@router.delete("")
async def erase_my_profile(work: Work, caller: LoggedIn, response: Response) -> ProfileView:
    """Nothing is kept of you any more: facts, consents, messages."""
    await keeping.erase(work, caller)
    return await _view(work, await _of(work, caller), response)


@router.get("/facts", dependencies=[Fields])
async def list_my_facts(work: Work, caller: LoggedIn, office: Tools) -> FactsView:
    """All that is known of you, by source; of several the one that is believed is marked."""
    return FactsView(items=await _facts(work, office, keeping.account_of(caller)))


async def _facts(work: UnitOfWork, office: Office, account_id: UUID) -> list[FactView]:
    today = china_time(work.now).date()
    facts = (await profiles.facts_of(work, [account_id]))[account_id]
    return fact_views(facts, answers_of(office, facts, today), office.registry, today)


@router.post("/facts", responses=documented(ProfileFactsUnsound))
async def state_my_facts(
    work: Work, caller: LoggedIn, office: Tools, body: FactsRequest
) -> FactsView:
    """Say things of yourself: all are kept or none."""
    said = [one.stating() for one in body.facts]
    profile = await keeping.state_facts(work, office, caller, said)
    return FactsView(items=await _facts(work, office, profile.account_id))


@router.delete("/facts/{attribute}")
async def withdraw_my_fact(
    work: Work,
    caller: LoggedIn,
    office: Tools,
    attribute: str,
    year: Annotated[int | None, Query(ge=1900, le=2200)] = None,
) -> FactsView:
    """Do not say something any more; what registries told stays."""
    await keeping.withdraw_fact(work, office, caller, attribute[:60], year)
    return FactsView(items=await _facts(work, office, keeping.account_of(caller)))


@router.post(
    "/registry",
    responses=documented(CreditCodeUnsound, NotRegistered, UseNotConsented, RegistryAway),
)
async def ask_my_registry(
    work: Work, caller: LoggedIn, office: Tools, body: RegistryRequest
) -> FactsView:
    """Take over what is registered under a unified social credit code; needs your consent."""
    profile = await keeping.ask_registry(work, office, caller, office.enterprises, body.credit_code)
    return FactsView(items=await _facts(work, office, profile.account_id))


@router.put("/consents/{use}")
async def give_my_consent(
    work: Work, caller: LoggedIn, office: Tools, use: Use, body: ConsentRequest
) -> ConsentView:
    """Agree to a use of what is known of you, or take it back at any time."""
    one = await keeping.consent(work, office, caller, use, given=body.given)
    return consent_view(use, one)


@router.get("/accesses", response_model=Page[AccessView], dependencies=[Fields])
async def list_my_accesses(
    work: Work, caller: LoggedIn, page: Paging, request: Request, response: Response
) -> Any:
    """Who looked at your account and what for, the latest first."""
    after = page.after_of(datetime.fromisoformat, UUID)
    rows = await profiles.accesses(work, keeping.account_of(caller), after, page.fetch)
    listed = page_of([dict(row) for row in rows], page, KEY)
    link_next(request, response, listed)
    return listed


@router.get("/export", dependencies=[Fields])
async def export_my_profile(
    work: Work, caller: LoggedIn, office: Tools, response: Response
) -> ExportView:
    """All that is kept of you, as one document."""
    profile = await _of(work, caller)
    rows = await profiles.accesses(work, profile.account_id, (None, None), MOST_ACCESSES)
    return ExportView(
        profile=await _view(work, profile, response),
        facts=await _facts(work, office, profile.account_id),
        accesses=[AccessView(**row) for row in rows],
    )
