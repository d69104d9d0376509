"""Who I am to the platform."""

from typing import Any, Literal
from uuid import UUID

from fastapi import Request, Response
from pydantic import AwareDatetime, BaseModel, Field

from gateway.api.resources import Lent
from gateway.domain.accounts import AccountUnknown
from gateway.storage import accounts, contacts
from shared.edge import Work, edge_router
from shared.identity import LoggedIn
from shared.pages import Page, Paging, link_next, page_of
from shared.personal_data import Cell
from shared.problems import documented
from shared.reading import Fields

router = edge_router("me", prefix="/api/v1/me")


class ContactView(BaseModel):
    """A way to reach me, the address masked."""

    kind: Literal["sms", "mini_program", "email"]
    address_masked: str = Field(examples=["138****0001"])
    preferred: bool


class MeView(BaseModel):
    """My account, as the services know it; only I am shown my own name in full."""

    account_id: UUID
    kind: Literal["person", "enterprise", "staff", "device"]
    name: str = Field(examples=["张三"])
    name_masked: str = Field(examples=["张*"])
    roles: list[str] = Field(examples=[["citizen"]])
    region_code: str = Field(examples=["431202"])
    organ_id: UUID | None
    staff_no: str
    contacts: list[ContactView]


class MessageView(BaseModel):
    """A message that was sent to me."""

    id: UUID
    template: str = Field(examples=["case_accepted"])
    channel: Literal["sms", "mini_program", "email"] | None
    text: str
    outcome: str = Field(description="delivered，或没有送达的原因", examples=["delivered"])
    at: AwareDatetime


@router.get("", dependencies=[Fields], responses=documented(AccountUnknown))
async def read_me(work: Work, caller: LoggedIn, lent: Lent) -> MeView:
    """My own account."""
    row = await accounts.with_id(work, caller.subject_id)
    if row is None:
        raise AccountUnknown
    account = accounts.account_of(row)
    cell = Cell("account", "name_cipher", account.id)
    name = lent.data.decrypt(row["name_cipher"], cell) if row["name_cipher"] else ""
    return MeView(
        account_id=account.id,
        kind=account.kind,
        name=name or account.name_masked,
        name_masked=account.name_masked,
        roles=list(account.roles),
        region_code=account.region_code,
        organ_id=account.organ_id,
        staff_no=account.staff_no,
        contacts=[
            ContactView(
                kind=contact.kind,
                address_masked=contact.address_masked,
                preferred=contact.preferred,
            )
            for contact in await contacts.of_account(work, account.id)
        ],
    )


@router.get("/messages", response_model=Page[MessageView], dependencies=[Fields])
async def list_messages(
    request: Request, response: Response, work: Work, caller: LoggedIn, paging: Paging
) -> dict[str, Any]:
    """What was sent to me by text message, mini-program or e-mail, the newest first."""
    (after,) = paging.after_of(UUID)
    rows = await contacts.messages_of(work, caller.subject_id, after, paging.fetch)
    total = await contacts.count_messages(work, caller.subject_id) if paging.count else None
    page = page_of([dict(row) for row in rows], paging, ("id",), total)
    link_next(request, response, page)
    return page
