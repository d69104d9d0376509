"""Correct what is published, or give a version that is not the published content again."""

from dataclasses import replace
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.budget import SubmissionCorrectionOpened, SubmissionReverted
from shared.identity import Caller
from shared.ids import new_id
from svc_budget.domain.submissions.states import OPEN, NothingPublished, State, refuse_unless
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.storage.facts import facts as kept_facts
from svc_budget.storage.submissions import findings, sheets, submissions
from svc_budget.use_cases.submissions.telling import facts, named
from svc_budget.use_cases.submissions.whose import acted_for


async def correct_submission(
    work: UnitOfWork, caller: Caller, submission_id: UUID, reason: str
) -> Submission:
    """Open the version that corrects a published one, with the reason that will be public.

    It begins with the published content, for another file to be uploaded. A version that is
    open already gets the reason. Refused with SubmissionNotFound or SubmissionStepNotAllowed.
    """
    one = (await acted_for(work, caller, submission_id)).submission
    refuse_unless(one.state, frozenset({State.PUBLISHED}), "只有公开中的一版可以更正。")
    key = (one.unit_code, one.year, one.book)
    opened = await submissions.open_one(work, *key)
    if opened is None:
        opened = await _copied(work, one, await submissions.next_version(work, *key), caller)
    opened.correction_reason = reason
    await submissions.save(work, opened)
    told = SubmissionCorrectionOpened(**facts(opened), reason=reason)
    await work.announce(opened.submission_id, told)
    return opened


async def revert_submission(work: UnitOfWork, caller: Caller, submission_id: UUID) -> Submission:
    """Give a version that is not published yet the content of the published one.

    Refused with SubmissionNotFound, SubmissionStepNotAllowed or NothingPublished.
    """
    one = (await acted_for(work, caller, submission_id)).submission
    refuse_unless(one.state, OPEN, "只有尚未公开的一版可以恢复为公开的内容。")
    published = await submissions.current(work, one.unit_code, one.year, one.book)
    if published is None:
        raise NothingPublished
    if one.state is State.APPROVED:
        await kept_facts.forget(work, one)
    one.upload(published.file, named(caller), work.now)
    await _copy_content(work, published, one)
    await submissions.save(work, one)
    told = SubmissionReverted(**facts(one), reverted_to=published.submission_id)
    await work.announce(one.submission_id, told)
    return one


async def _copied(
    work: UnitOfWork, published: Submission, version: int, caller: Caller
) -> Submission:
    one = replace(
        published, submission_id=new_id(), version=version, state=State.DRAFT, revision=1,
        uploaded_by=named(caller), uploaded_at=work.now, approved_by="", approved_at=None,
        published_by="", published_at=None, published_as=None, correction_reason="",
    )  # fmt: skip
    await submissions.add(work, one)
    await _copy_content(work, published, one)
    return one


async def _copy_content(work: UnitOfWork, source: Submission, target: Submission) -> None:
    await sheets.copy(work, source.submission_id, target.submission_id)
    await findings.copy(work, source.submission_id, target.submission_id)
    target.missing_tables = source.missing_tables
    outcomes = source.outcomes or {}
    target.finish_checking(outcomes, source.errors, source.warnings, work.now)
