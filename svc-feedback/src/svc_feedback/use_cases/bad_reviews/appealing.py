"""Appeals: filed by the organ reviewed, judged by another."""

from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.feedback import AppealDecided
from shared.identity import Caller
from shared.ids import new_id
from shared.pages import PageRequest
from svc_feedback.domain.bad_reviews import ending
from svc_feedback.domain.bad_reviews.appeals import Appeal
from svc_feedback.domain.bad_reviews.bad_reviews import BadReview, Turn
from svc_feedback.domain.bad_reviews.kinds import AppealKind, StepKind
from svc_feedback.domain.bad_reviews.reasons import AppealNotFound
from svc_feedback.storage.bad_reviews import lists
from svc_feedback.use_cases.bad_reviews.stepping import Check, any_version, reader_of, take_step
from svc_feedback.use_cases.judging.judging import invalidate_review
from svc_feedback.use_cases.office import Office


async def file_appeal(
    work: UnitOfWork, office: Office, caller: Caller, bad_review_id: UUID, check: Check,
    kind: AppealKind, evidence: str,
) -> BadReview:  # fmt: skip
    """Say that a review should leave the figures; the clocks stand still until it is judged."""

    def act(bad: BadReview, turn: Turn) -> None:
        ending.file_appeal(bad, turn, new_id(), kind, evidence)

    return await take_step(
        work, office, caller, bad_review_id, check, StepKind.APPEAL, act, evidence
    )


async def decide_appeal(
    work: UnitOfWork, office: Office, caller: Caller, appeal_id: UUID, reason: str, *, upheld: bool
) -> Row:
    """Judge it; an upheld one takes the review out of the figures.

    Refused with AppealNotFound, or as the domain refuses.
    """
    found = await show_appeal(work, caller, appeal_id)

    def act(bad: BadReview, turn: Turn) -> None:
        ending.decide_appeal(bad, turn, upheld=upheld, reason=reason)

    bad = await take_step(
        work, office, caller, found["bad_review_id"], any_version, StepKind.DECIDE, act, reason
    )
    if bad.appeal is not None:
        await work.announce(appeal_id, _decided(work, bad, bad.appeal))
    if upheld:
        await invalidate_review(work, bad.review_id, "appeal", reason)
    return await show_appeal(work, caller, appeal_id)


async def show_appeal(work: UnitOfWork, caller: Caller, appeal_id: UUID) -> Row:
    """One the caller may see; refused with AppealNotFound."""
    row = await lists.appeal(work, appeal_id, reader_of(caller))
    if row is None:
        raise AppealNotFound
    return row


async def list_appeals(
    work: UnitOfWork, caller: Caller, page: PageRequest, state: str | None
) -> tuple[list[Row], int | None]:
    """The organ's (a supervisor's: the region's), the oldest first."""
    reader = reader_of(caller)
    (after,) = page.after_of(UUID)
    rows = await lists.appeals(work, reader, state, after, page.fetch)
    return rows, await lists.count_appeals(work, reader, state) if page.count else None


def _decided(work: UnitOfWork, bad: BadReview, appeal: Appeal) -> AppealDecided:
    if appeal.judge_organ_id is None or appeal.upheld is None:
        raise RuntimeError(f"appeal {appeal.appeal_id} was decided by nobody")
    return AppealDecided(
        appeal_id=appeal.appeal_id, bad_review_id=bad.bad_review_id, review_id=bad.review_id,
        matter_code=bad.matter_code, organ_id=appeal.organ_id,
        judge_organ_id=appeal.judge_organ_id, kind=appeal.kind.value, upheld=appeal.upheld,
        decided_at=work.now,
    )  # fmt: skip
