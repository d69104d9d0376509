"""The documents funds are managed by (依据守护): cited, then followed.

When one dies, every fund that rests on it is flagged: told to the others, shown on its page.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import UnitOfWork
from shared.events.budget import (
    BudgetBasisCited,
    BudgetBasisReleased,
    FundBasisCleared,
    FundBasisFlagged,
    FundRebased,
)
from svc_budget.domain.funds.effects import DocumentEffect
from svc_budget.storage.funds import effects, funds
from svc_budget.storage.funds.funds import Kept

CITER = "budget:fund:"


async def rest_on(work: UnitOfWork, kept: Kept, reference: str) -> None:
    """A fund is managed by another document from now on, or by none that is public."""
    fund_id, old = kept.fund.fund_id, kept.basis_reference
    if reference == old:
        return
    await funds.rest_on(work, fund_id, reference)
    citer = f"{CITER}{fund_id}"
    if reference:
        cited = BudgetBasisCited(citer=citer, reference=reference)
        await work.announce(_citation(citer, reference), cited)
    if old:
        released = BudgetBasisReleased(citer=citer, reference=old)
        await work.announce(_citation(citer, old), released)
    if old and reference:
        await work.announce(fund_id, FundRebased(fund_id=fund_id, old=old, new=reference))
    known = (await effects.of(work, [reference])).get(reference)
    if known is not None and known.is_dead:
        await _flag(work, replace(kept, basis_reference=reference), known)


def _citation(citer: str, reference: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"yangguang:basis:{citer}:{reference}")


async def keep_resolved(work: UnitOfWork, citer: str, resolved: DocumentEffect) -> None:
    """Keep what a reference of ours means; other citers' are not our business."""
    if citer.startswith(CITER):
        await work.lock()
        known = (await effects.of(work, [resolved.reference])).get(resolved.reference)
        await _keep(work, [(known, resolved)])


async def keep_effect(
    work: UnitOfWork, document_id: UUID, effect: str, since: date | None, replaced_by: str = ""
) -> None:
    """A document some fund is managed by has another effect: its page shows it from now on."""
    await work.lock()
    known = await effects.meaning(work, document_id)
    changed = [
        (one, replace(one, effect=effect, since=since, replaced_by=replaced_by)) for one in known
    ]
    await _keep(work, changed)


async def _keep(
    work: UnitOfWork, changes: Sequence[tuple[DocumentEffect | None, DocumentEffect]]
) -> None:
    """Write what is new, and tell of funds whose document died or is in force again."""
    news: dict[str, DocumentEffect] = {}
    for before, after in changes:
        if before != after:
            await effects.put(work, after)
        revived = before is not None and before.is_dead and not after.is_dead
        if after.is_news_after(before) or revived:
            news[after.reference] = after
    for kept in await funds.resting_on(work, list(news)):
        effect = news[kept.basis_reference]
        await (_flag if effect.is_dead else _clear)(work, kept, effect)


async def _flag(work: UnitOfWork, kept: Kept, dead: DocumentEffect) -> None:
    event = FundBasisFlagged(
        fund_id=kept.fund.fund_id, name=kept.fund.name, reference=dead.reference,
        document_id=dead.document_id, effect=dead.effect, since=dead.since,
        replaced_by=dead.replaced_by,
    )  # fmt: skip
    await work.announce(kept.fund.fund_id, event)


async def _clear(work: UnitOfWork, kept: Kept, alive: DocumentEffect) -> None:
    event = FundBasisCleared(
        fund_id=kept.fund.fund_id, name=kept.fund.name, reference=alive.reference,
        document_id=alive.document_id, effect=alive.effect,
    )  # fmt: skip
    await work.announce(kept.fund.fund_id, event)
