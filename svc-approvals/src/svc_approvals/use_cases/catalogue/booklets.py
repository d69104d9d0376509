"""Gather the chapters of a booklet."""

from shared.database import UnitOfWork
from shared.office_hours import china_time
from svc_approvals.domain.catalogue.booklets import Booklet, Chapter
from svc_approvals.domain.catalogue.checks.organs import cited
from svc_approvals.domain.catalogue.reasons import BookletEmpty, BookletTooThick
from svc_approvals.storage.catalogue import document_effects, listings, matters
from svc_approvals.use_cases.catalogue.guides import organ_names

MOST = 40


async def gather_booklet(work: UnitOfWork, theme: str | None) -> Booklet:
    """The matters of a theme, or all; refused with BookletEmpty or BookletTooThick."""
    rows = await listings.themed(work, theme, MOST + 1)
    if not rows:
        raise BookletEmpty(themes="、".join(await listings.themes(work)) or "无")
    if len(rows) > MOST:
        raise BookletTooThick(most=MOST)
    found = [(await matters.version(work, row["version_id"])).matter for row in rows]
    references = {text for matter in found for _, text in cited(matter)}
    effects = {
        reference: one.name
        for reference, one in (await document_effects.effects_of(work, references)).items()
    }
    names = await organ_names(work)
    chapters = tuple(Chapter(matter, names, effects) for matter in found)
    return Booklet(theme or "", chapters, china_time(work.now).date())
