"""Publish a fund, and change what is said of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from shared.database import UnitOfWork
from shared.events.budget import FundChanged, FundPublished
from shared.identity import Caller
from shared.office_hours import china_time
from svc_budget.domain.funds.funds import Fund, FundNotFound, sound
from svc_budget.storage.funds import funds
from svc_budget.use_cases.funds.whose import managed, manages
from svc_budget.use_cases.units.whose import reach_of


async def publish_fund(work: UnitOfWork, caller: Caller, fund: Fund) -> Fund:
    """A fund has a page from now on. Refused with FundUnsound, or FundNotFound if not one's own."""
    fund = sound(replace(fund, entered_at=work.now), china_time(work.now).date())
    if not await manages(work, await reach_of(work, caller), fund):
        raise FundNotFound
    await funds.add(work, fund)
    await work.announce(fund.fund_id, FundPublished(**_said(fund)))
    return fund


async def change_fund(
    work: UnitOfWork, caller: Caller, fund: Fund, check_version: Callable[[int], None]
) -> Fund:
    """Say other things of a fund.

    Refused with FundNotFound, FundUnsound, or as `check_version` refuses.
    """
    kept = await managed(work, caller, fund.fund_id)
    check_version(kept.fund.version)
    changed = replace(fund, entered_at=kept.fund.entered_at, version=kept.fund.version + 1)
    changed = sound(changed, china_time(work.now).date())
    if not await manages(work, await reach_of(work, caller), changed):
        raise FundNotFound
    await funds.change(work, changed)
    await work.announce(fund.fund_id, FundChanged(**_said(changed)))
    return changed


def _said(fund: Fund) -> dict[str, Any]:
    names = (
        "fund_id", "name", "category", "class_name", "region_code", "unit_code", "first_year",
        "last_year",
    )  # fmt: skip
    return {name: getattr(fund, name) for name in names}
