"""What svc-documents does when the directory, the citers or its own library tell something."""

from datetime import datetime

from shared import told_calendar
from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.approvals import BasisCited, BasisReleased, MatterPublished, MatterWithdrawn
from shared.events.budget import (
    BudgetBasisCited,
    BudgetBasisReleased,
    FundChanged,
    FundPublished,
)
from shared.events.documents import (
    DocumentPublished,
    EffectChanged,
    RelationDeclared,
    RelationRetracted,
)
from shared.events.envelope import Envelope
from shared.events.feedback import ProjectReviewed, ProjectReviewInvalidated
from shared.events.identity import CalendarImported, OrganChanged, StaffChanged
from shared.events.policies import (
    PolicyBasisCited,
    PolicyBasisReleased,
    PolicyChanged,
    PolicyPublished,
)
from svc_documents.storage.directory import Official, Organ
from svc_documents.storage.graph.linked_things import LinkedThing
from svc_documents.use_cases import directory
from svc_documents.use_cases.basis import citing
from svc_documents.use_cases.disclosure_requests.recounting import recount_requests
from svc_documents.use_cases.graph import linking
from svc_documents.use_cases.livelihood_projects.projects import hear_invalidation, hear_review

NOUNS = (
    "identity.organ",
    "identity.staff",
    "identity.calendar",
    "approvals.basis",
    "approvals.matter",
    "budget.basis",
    "budget.fund",
    "policies.basis",
    "policies.policy",
    "documents.document",
    "feedback.project_review",
)
reactions = Reactions()


@reactions.on(OrganChanged)
async def keep_organ(event: OrganChanged, work: UnitOfWork, _: Envelope) -> None:
    """Who issues is shown by name."""
    organ = Organ(
        event.organ_id, event.code, event.name, event.office_phone, event.region_code,
        event.office_hours, event.kind, event.issuing_rights,
    )  # fmt: skip
    await directory.keep_organ(work, organ)


@reactions.on(StaffChanged)
async def keep_official(event: StaffChanged, work: UnitOfWork, _: Envelope) -> None:
    """Who answers for a page is shown by name and office phone."""
    official = Official(
        event.staff_no, event.staff_id, event.name, event.organ_id, event.office_phone,
        event.active,
    )  # fmt: skip
    await directory.keep_official(work, official)


@reactions.on(CalendarImported)
async def keep_calendar(event: CalendarImported, work: UnitOfWork, _: Envelope) -> None:
    """Limits of disclosure are counted on the calendar the State Council's notice gives."""
    await told_calendar.put_days(work, told_calendar.days_told(event))
    await recount_requests(work)


@reactions.on(BasisCited)
async def answer_citation(event: BasisCited, work: UnitOfWork, _: Envelope) -> None:
    """Whoever rests on a document is told which one that is, and whether it is in force."""
    await citing.cite(work, event.citer, event.reference)


@reactions.on(BasisReleased)
async def forget_citation(event: BasisReleased, work: UnitOfWork, _: Envelope) -> None:
    """What no longer rests on a document is no longer shown beside it."""
    await citing.release(work, event.citer, event.reference)


@reactions.on(BudgetBasisCited)
async def answer_fund(event: BudgetBasisCited, work: UnitOfWork, _: Envelope) -> None:
    """A fund is told which document it is managed by, and whether that is in force."""
    await citing.cite(work, event.citer, event.reference)


@reactions.on(BudgetBasisReleased)
async def forget_fund(event: BudgetBasisReleased, work: UnitOfWork, _: Envelope) -> None:
    """A fund that is managed by another document is no longer shown beside this one."""
    await citing.release(work, event.citer, event.reference)


@reactions.on(FundPublished)
async def link_fund(event: FundPublished, work: UnitOfWork, envelope: Envelope) -> None:
    """A fund stands in the graph by its name."""
    await _keep_fund(work, event, envelope.at)


@reactions.on(FundChanged)
async def link_fund_anew(event: FundChanged, work: UnitOfWork, envelope: Envelope) -> None:
    """A fund stands in the graph by the name it has now."""
    await _keep_fund(work, event, envelope.at)


async def _keep_fund(work: UnitOfWork, event: FundPublished | FundChanged, at: datetime) -> None:
    fund_id = str(event.fund_id)
    href = f"/api/v1/budget/funds/{fund_id}"
    await linking.keep_thing(work, LinkedThing("fund", fund_id, event.name, href), at)


@reactions.on(PolicyBasisCited)
async def answer_policy(event: PolicyBasisCited, work: UnitOfWork, _: Envelope) -> None:
    """A policy is told which document it rests on, and whether that is in force."""
    await citing.cite(work, event.citer, event.reference)


@reactions.on(PolicyBasisReleased)
async def forget_policy(event: PolicyBasisReleased, work: UnitOfWork, _: Envelope) -> None:
    """A policy that rests on another document is no longer shown beside this one."""
    await citing.release(work, event.citer, event.reference)


@reactions.on(PolicyPublished)
async def link_policy(event: PolicyPublished, work: UnitOfWork, envelope: Envelope) -> None:
    """A policy stands in the graph by its name."""
    await _keep_policy(work, event, envelope.at)


@reactions.on(PolicyChanged)
async def link_policy_anew(event: PolicyChanged, work: UnitOfWork, envelope: Envelope) -> None:
    """A policy stands in the graph by the name it has now."""
    await _keep_policy(work, event, envelope.at)


async def _keep_policy(
    work: UnitOfWork, event: PolicyPublished | PolicyChanged, at: datetime
) -> None:
    policy_id = str(event.policy_id)
    href = f"/api/v1/policies/{policy_id}"
    await linking.keep_thing(work, LinkedThing("policy", policy_id, event.title, href), at)


@reactions.on(MatterPublished)
async def link_matter(event: MatterPublished, work: UnitOfWork, envelope: Envelope) -> None:
    """A matter stands in the graph by its name."""
    href = f"/api/v1/matters/{event.code}"
    await linking.keep_thing(work, LinkedThing("matter", event.code, event.name, href), envelope.at)


@reactions.on(MatterWithdrawn)
async def unlink_matter(event: MatterWithdrawn, work: UnitOfWork, envelope: Envelope) -> None:
    """A matter off the list is nothing anybody can do, so the graph shows it no more."""
    await linking.withdraw_thing(work, "matter", event.code, event.withdrawn_at, envelope.at)


@reactions.on(DocumentPublished)
async def answer_for_publication(event: DocumentPublished, work: UnitOfWork, _: Envelope) -> None:
    """Citations that waited for this document mean it now, of matters and of other texts."""
    await citing.answer_for(work, event.document_id)
    await citing.answer_for_replaced(work, event.document_id)
    await linking.link_publication(work, event.document_id)


@reactions.on(EffectChanged)
async def answer_for_effect(event: EffectChanged, work: UnitOfWork, _: Envelope) -> None:
    """Who rests on it is answered again; of several of a name another may be meant now."""
    await citing.answer_for(work, event.document_id, again=True)


@reactions.on(RelationDeclared)
async def answer_for_relation(event: RelationDeclared, work: UnitOfWork, _: Envelope) -> None:
    """Who rests on a dead document is told what stands in its place."""
    if event.kind in {"replaces", "renews"}:
        await citing.answer_for(work, event.target_id, again=True)


@reactions.on(RelationRetracted)
async def answer_for_retraction(event: RelationRetracted, work: UnitOfWork, _: Envelope) -> None:
    """Or that it does not, after all."""
    if event.kind in {"replaces", "renews"} and event.target_id is not None:
        await citing.answer_for(work, event.target_id, again=True)


@reactions.on(ProjectReviewed)
async def count_review(event: ProjectReviewed, work: UnitOfWork, _: Envelope) -> None:
    """A livelihood project that is done shows what people think of it."""
    await hear_review(work, event.project_id, event.review_id, event.level)


@reactions.on(ProjectReviewInvalidated)
async def uncount_review(event: ProjectReviewInvalidated, work: UnitOfWork, _: Envelope) -> None:
    """What was judged invalid counts no more."""
    await hear_invalidation(work, event.project_id, event.review_id)
