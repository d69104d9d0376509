"""Prepare a month's figures, sign them off, read what is published."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.feedback import FiguresPublished
from shared.identity import Caller
from shared.ids import new_id
from shared.office_hours import china_time
from shared.pages import PageRequest
from svc_feedback.domain.periods import Period
from svc_feedback.domain.statistics.publications import (
    MONTH_VERSION,
    Publication,
    PublicationNotFound,
    content_of,
    digest_of,
    require_over,
)
from svc_feedback.storage import figures, handling, publications
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.statistics.signing import signature_of

OVERSEER = "supervisor"


async def prepare_publication(work: UnitOfWork, caller: Caller, month: date) -> Publication:
    """Freeze the figures of a month that is over, as they are now; refused with MonthNotOver."""
    require_over(month, china_time(work.now).date())
    region, period = caller.region_code, Period.month_of(month)
    whole, _ = await figures.of_region(work, region, period)
    handled, _ = await handling.of_region(work, region, period)
    organs = await figures.by_subject(work, "organ", period, region)
    handled_by = await handling.by_organ(work, region, period)
    content = content_of(region, period.first, (whole, handled), (organs, handled_by))
    version = await publications.newest_version(work, region, period.first) + 1
    prepared = Publication(
        new_id(), region, period.first, version, MONTH_VERSION, content, digest_of(content),
        caller.subject, work.now,
    )  # fmt: skip
    await publications.add(work, prepared)
    return prepared


async def sign_publication_off(
    work: UnitOfWork, office: Office, caller: Caller, publication_id: UUID
) -> Publication:
    """Publish it under one's name.

    Refused with PublicationNotFound, PublishedAlready or SignedOffByPreparer.
    """
    prepared = await publications.by_id(work, publication_id, locked=True)
    if prepared is None or prepared.region_code != caller.region_code:
        raise PublicationNotFound
    prepared.may_sign(caller.subject)
    signed = replace(
        prepared,
        signed_by=caller.subject,
        signed_at=work.now,
        signature=signature_of(prepared.digest, office.secrets),
    )
    await publications.sign(work, signed)
    told = FiguresPublished(
        publication_id=publication_id,
        region_code=signed.region_code,
        month=signed.month,
        version=signed.version,
        formula_version=signed.formula_version,
        digest=signed.digest,
    )
    await work.announce(publication_id, told)
    return signed


async def show_publication(work: UnitOfWork, caller: Caller, publication_id: UUID) -> Publication:
    """One that is published, or of the own region; refused with PublicationNotFound."""
    one = await publications.by_id(work, publication_id)
    own = OVERSEER in caller.roles and one is not None and one.region_code == caller.region_code
    if one is None or not (one.is_published or own):
        raise PublicationNotFound
    return one


async def list_publications(
    work: UnitOfWork, region: str, page: PageRequest
) -> tuple[list[Publication], int | None]:
    """What is published, the newest month first, and the number of all if asked for."""
    month, publication_id = page.after_of(date.fromisoformat, UUID)
    found = await publications.listed(work, region, (month, publication_id), page.fetch)
    return found, await publications.counted(work, region) if page.count else None
