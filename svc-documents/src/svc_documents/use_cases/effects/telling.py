"""Tell that effects are others: each change once, at its true date."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import Effect as ToldEffect
from shared.events.documents import EffectChanged
from svc_documents.domain.effects.effects import Effect
from svc_documents.domain.effects.telling import Change, told_by, untold
from svc_documents.storage.effects import telling
from svc_documents.storage.effects.telling import Telling

BATCH = 50
USUAL_REASONS = {Effect.LAPSED: "有效期届满", Effect.NOT_YET: "施行日期推后"}


async def tell_due(work: UnitOfWork, today: date) -> int:
    """Tell a batch of what is due on a day and nobody else is telling; answers how much it was."""
    due = await telling.due(work, today, BATCH)
    for one in due:
        one.changes = [reasoned(change) for change in untold(one.document.force, one.told, today)]
        one.told = told_by(one.document.force, one.told, today)
    await tell(work, due)
    return len(due)


async def tell(work: UnitOfWork, tellings: Sequence[Telling]) -> None:
    """Announce the changes of documents whose rows are locked, and keep what is told now."""
    if not tellings:
        return
    enders = {
        change.ended_by for one in tellings for change in one.changes
        if change.ended_by and change.effect is Effect.REPLACED
    }  # fmt: skip
    names = await telling.names_of(work, enders) if enders else {}
    facts = [
        work.record_arguments(
            one.document.document_id, _told(one, change, names)
        )
        for one in tellings for change in one.changes
    ]  # fmt: skip
    await telling.record(work, facts)
    await telling.keep(work, tellings)


def _told(one: Telling, change: Change, names: Mapping[UUID, str]) -> EffectChanged:
    return EffectChanged(
        document_id=one.document.document_id,
        effect_before=cast("ToldEffect | None", change.before),
        effect=cast("ToldEffect", change.effect), since=change.since, reason=change.reason,
        replaced_by=names.get(change.ended_by, "") if change.ended_by else "",
    )  # fmt: skip


def reasoned(change: Change, reason: str = "") -> Change:
    """A change with the reason it has itself, else the one given, else the usual one."""
    usual = USUAL_REASONS.get(change.effect, "")
    return change._replace(reason=change.reason or reason or usual)
