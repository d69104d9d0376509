"""The documents funds are managed by (依据守护): cited, then followed.

When one dies, every fund that rests on it is flagged: told to the others, shown on its page.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from shared.basis import following, kept_effects
from shared.basis.effects import DocumentEffect
from shared.basis.following import citation_of
from shared.database import UnitOfWork
from shared.events.budget import (
    BudgetBasisCited,
    BudgetBasisReleased,
    FundBasisCleared,
    FundBasisFlagged,
    FundRebased,
)
from svc_budget.storage.funds import funds
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
        await work.announce(citation_of(citer, reference), cited)
    if old:
        released = BudgetBasisReleased(citer=citer, reference=old)
        await work.announce(citation_of(citer, old), released)
    if old and reference:
        await work.announce(fund_id, FundRebased(fund_id=fund_id, old=old, new=reference))
    known = (await kept_effects.of(work, [reference])).get(reference)
    if known is not None and known.is_dead:
        await _flag(work, replace(kept, basis_reference=reference), known)


async def keep_resolved(work: UnitOfWork, citer: str, resolved: DocumentEffect) -> None:
    """Keep what a reference of ours means; other citers' are not our business."""
    if citer.startswith(CITER):
        await _tell(work, await following.resolved(work, resolved))


async def keep_effect(
    work: UnitOfWork, document_id: UUID, effect: str, since: date | None, replaced_by: str = ""
) -> None:
    """A document some fund is managed by has another effect: its page shows it from now on."""
    await _tell(work, await following.changed(work, document_id, effect, since, replaced_by))


async def _tell(work: UnitOfWork, news: Mapping[str, DocumentEffect]) -> None:
    """Of the funds whose document died, or is in force again."""
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
