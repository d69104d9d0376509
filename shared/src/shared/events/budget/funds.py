"""What svc-budget tells of funds: that they are there, what is disclosed, where their money goes.

Amounts are whole fen. A natural person among the recipients is an id of its own, without a name.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class _OfFund(Event):
    fund_id: UUID


class _FundSaid(_OfFund):
    name: str
    category: str
    class_name: str
    region_code: str
    unit_code: str | None
    first_year: int
    last_year: int | None


class FundPublished(_FundSaid):
    """A fund has a page of its own from now on."""

    subject: ClassVar[str] = "budget.fund.published.v1"


class FundChanged(_FundSaid):
    """What is said of a fund was changed."""

    subject: ClassVar[str] = "budget.fund.changed.v1"


class FundDisclosurePublished(_OfFund):
    """One of the five disclosures was published, or stated to be secret or not to exist."""

    subject: ClassVar[str] = "budget.fund.disclosure_published.v1"

    kind: str
    year: int | None
    stated: str
    reference: str
    document_id: UUID | None
    published_on: date | None
    version: int


class FundDisclosureMissing(_OfFund):
    """A disclosure was not there after its last day; told once for each last day."""

    subject: ClassVar[str] = "budget.fund.disclosure_missing.v1"

    name: str
    kind: str
    year: int | None
    due_on: date


class _OfAllocation(_OfFund):
    allocation_id: UUID
    year: int
    source_kind: str | None
    source_id: str | None
    target_kind: str
    target_id: str
    version: int


class FundAllocated(_OfAllocation):
    """Money of a fund was allocated; without a source it is the fund's budget of the year."""

    subject: ClassVar[str] = "budget.fund.allocated.v1"

    amount: int
    document: str
    allocated_on: date
    policy_id: UUID | None = None
    case_id: UUID | None = None


class FundAllocationCorrected(_OfAllocation):
    """An allocation was corrected, with the reason; an amount of 0 takes it back."""

    subject: ClassVar[str] = "budget.fund.allocation_corrected.v1"

    amount: int
    document: str
    allocated_on: date
    reason: str


class FundAllocationReceived(_OfAllocation):
    """The region or unit below said how much of an allocation has arrived by now."""

    subject: ClassVar[str] = "budget.fund.allocation_received.v1"

    received: int
    received_on: date
    reason: str


class FundAllocationPaid(_OfAllocation):
    """How much of an allocation to a project or recipient has been paid by now."""

    subject: ClassVar[str] = "budget.fund.allocation_paid.v1"

    paid: int
    paid_on: date
    reason: str


class FundBasisFlagged(_OfFund):
    """The document a fund is managed by is dead; everybody sees it."""

    subject: ClassVar[str] = "budget.fund.basis_flagged.v1"

    name: str
    reference: str
    document_id: UUID | None
    effect: str
    since: date | None
    replaced_by: str = ""


class FundBasisCleared(_OfFund):
    """The document a fund is managed by is in force again."""

    subject: ClassVar[str] = "budget.fund.basis_cleared.v1"

    name: str
    reference: str
    document_id: UUID | None
    effect: str


class FundRebased(_OfFund):
    """A fund is managed by another document from now on."""

    subject: ClassVar[str] = "budget.fund.rebased.v1"

    old: str
    new: str
