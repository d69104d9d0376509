"""Who I am to the platform."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from gateway.api.resources import Lent
from gateway.domain.accounts import AccountUnknown
from gateway.storage import accounts, contacts
from shared.edge import Work, edge_router
from shared.identity import LoggedIn
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
