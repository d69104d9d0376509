"""Correct the days a published document is in force, and let follow what follows from them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from shared.database import UnitOfWork
from shared.office_hours import china_time
from svc_documents.domain.documents.correcting import Changed
from svc_documents.domain.documents.correcting_dates import (
    RightDates,
    changed_dates,
    own_end,
    refuse_unsound,
)
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.drafts import Draft
from svc_documents.domain.effects.acts import folded
from svc_documents.domain.effects.effects import Cause
from svc_documents.domain.effects.terms import OwnTerm, valid_until
from svc_documents.storage.documents import drafts
from svc_documents.storage.documents.drafts import Within
from svc_documents.storage.effects import acts
from svc_documents.storage.relations import relations
from svc_documents.use_cases.documents.whose import rules_for
from svc_documents.use_cases.effects.acting import redate_acts
from svc_documents.use_cases.effects.changing import change_force
from svc_documents.use_cases.office import Office


@dataclass(frozen=True, slots=True)
class DatesCorrected:
    """The first and the last day as they are right, and what of it is another than it was."""

    starts: date | None
    last_day: date | None
    changed: list[Changed]


async def find_right_dates(
    work: UnitOfWork, office: Office, document: Document, right: RightDates
) -> DatesCorrected:
    """What the days are: of a document that was published here, the last one after the rules.

    Refused with DatesUnsound and TermTooLong.
    """
    if not right.are_named:
        return DatesCorrected(document.force.first, document.valid_until, [])
    own = await acts.own_end(work, document.document_id)
    known = own - timedelta(days=1) if own else document.valid_until
    starts = right.effective_on or document.force.first
    draft = await drafts.with_id(work, Within(document.organ_id, None), document.document_id)
    last_day, published_on = right.valid_until or known, None
    if draft is not None and document.published_at is not None and starts is not None:
        published_on = china_time(document.published_at).date()
        last_day = await _after_the_rules(work, office, draft, right, starts, published_on)
    refuse_unsound(starts, last_day, published_on)
    before = replace(document, force=replace(document.force, until=own, cause=Cause.LAPSED))
    return DatesCorrected(
        starts, last_day, changed_dates(before if own else document, starts, last_day)
    )


async def _after_the_rules(
    work: UnitOfWork, office: Office, draft: Draft, right: RightDates, starts: date, published: date
) -> date | None:
    document = draft.document
    draft.effective_on = starts
    if right.valid_until is not None:
        draft.own_term = OwnTerm(last_day=right.valid_until)
    await drafts.keep_dates(work, draft)
    return valid_until(
        rules_for(office, document.region_code), title=document.title, kind=document.kind,
        published_on=published, effective_on=starts, own=draft.own_term,
    )  # fmt: skip


async def correct_dates(
    work: UnitOfWork, document: Document, right: DatesCorrected, reason: str
) -> None:
    """Give a saved document the force of its right days; told, and what was believed is kept.

    What it ends or amends from its first day on moves with that day.
    """
    was, now = document.force.first, right.starts
    await acts.add_own(work, [document])
    if right.last_day is not None:
        await acts.put_own_end(work, document.document_id, own_end(right.last_day))
    standing = await acts.standing(work, [document.document_id])
    force = replace(document.force, first=now, assumed=False)
    why = f"勘误：{reason}"
    await change_force(work, document, folded(force, standing[document.document_id]), why)
    if was is not None and now is not None and was != now:
        moved = await relations.redate(work, document.document_id, was, now)
        await redate_acts(work, moved, now, why)
