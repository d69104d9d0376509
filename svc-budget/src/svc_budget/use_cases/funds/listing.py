"""List funds with how many of their disclosures are missing, as their pages show it today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from svc_budget.domain.funds.disclosures import DisclosureState
from svc_budget.storage.funds import funds
from svc_budget.storage.funds.funds import FundFilter
from svc_budget.use_cases.funds.disclosing import Rules, standings


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of funds, and how many there are when that was asked."""

    rows: Sequence[Mapping[str, Any]]
    total: int | None


async def list_funds(
    work: UnitOfWork,
    rules: Rules,
    wanted: FundFilter,
    *,
    missing: bool | None,
    after: tuple[object, ...],
    limit: int,
    count: bool,
) -> Listed:
    """Funds by category, class and name; only those with something missing, or without."""
    known: Mapping[UUID, int] = {}
    if missing is not None:
        known = await _missing(work, rules, await funds.matching(work, wanted))
        only = [fund_id for fund_id, number in known.items() if (number > 0) is missing]
        wanted = replace(wanted, only=only)
    rows = await funds.listed(work, wanted, after, limit)
    known = known or await _missing(work, rules, [row["fund_id"] for row in rows])
    return Listed(
        [{**row, "missing": known[row["fund_id"]]} for row in rows],
        await funds.counted(work, wanted) if count else None,
    )


async def _missing(work: UnitOfWork, rules: Rules, ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many disclosures of funds are missing today (index ranges for each)."""
    stood = await standings(work, rules, [kept.fund for kept in await funds.some(work, ids)])
    return {
        fund_id: sum(one.state is DisclosureState.MISSING for one in each)
        for fund_id, each in stood.items()
    }
