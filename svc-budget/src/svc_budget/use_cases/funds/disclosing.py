"""State one of a fund's five disclosures; show how all of them stand; tell what is missing."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.budget import FundDisclosureMissing, FundDisclosurePublished
from shared.identity import Caller
from shared.ids import new_id
from shared.office_hours import china_time
from svc_budget.domain.funds.disclosures import (
    Disclosure,
    DisclosureKind,
    DisclosureStanding,
    DisclosureState,
    DueRule,
    Stated,
    happened,
    sound,
    standing,
)
from svc_budget.domain.funds.funds import Fund
from svc_budget.storage.allocations import allocations
from svc_budget.storage.funds import disclosures, funds
from svc_budget.use_cases.funds import basis
from svc_budget.use_cases.funds.whose import managed

Begin = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
Rules = Mapping[DisclosureKind, DueRule]
LOOK_EVERY_SECONDS = 300.0


async def disclose(
    work: UnitOfWork,
    caller: Caller,
    rules: Rules,
    said: Disclosure,
    check_version: Callable[[int], None],
) -> Disclosure:
    """State that something is published, secret, or does not exist; management rules are cited.

    Refused with FundNotFound, FundDisclosureUnsound, or as `check_version` refuses.
    """
    kept = await managed(work, caller, said.fund_id)
    before = await _current_one(work, said)
    check_version(before.version if before else 0)
    one = replace(said, disclosure_id=new_id(), version=before.version + 1 if before else 1)
    one = sound(one, rules[one.kind], kept.fund, china_time(work.now).date())
    await disclosures.put(work, one)
    await work.announce(one.fund_id, _fact(one))
    if one.kind is DisclosureKind.RULES:
        reference = one.reference if one.stated is Stated.PUBLISHED else ""
        await basis.rest_on(work, kept, reference)
    return one


async def _current_one(work: UnitOfWork, said: Disclosure) -> Disclosure | None:
    every = await disclosures.current(work, [said.fund_id])
    return next((one for one in every if (one.kind, one.year) == (said.kind, said.year)), None)


def _fact(one: Disclosure) -> FundDisclosurePublished:
    return FundDisclosurePublished(
        fund_id=one.fund_id, kind=one.kind.value, year=one.year, stated=one.stated.value,
        reference=one.reference, document_id=one.document_id, published_on=one.published_on,
        version=one.version,
    )  # fmt: skip


async def standings(
    work: UnitOfWork, rules: Rules, some: Iterable[Fund]
) -> dict[UUID, list[DisclosureStanding]]:
    """How every disclosure of every year of funds stands today, rules first, then year by year."""
    asked = list(some)
    ids = [one.fund_id for one in asked]
    found: defaultdict[UUID, dict[tuple[DisclosureKind, int | None], Disclosure]]
    found = defaultdict(dict)
    for one in await disclosures.current(work, ids):
        found[one.fund_id][one.kind, one.year] = one
    first = await allocations.first_days(work, ids)
    today = china_time(work.now).date()
    return {one.fund_id: _of_fund(one, rules, found[one.fund_id], first, today) for one in asked}


def _of_fund(
    fund: Fund,
    rules: Rules,
    found: Mapping[tuple[DisclosureKind, int | None], Disclosure],
    first: Mapping[tuple[UUID, int], date],
    today: date,
) -> list[DisclosureStanding]:
    stood: list[DisclosureStanding] = []
    for year in (None, *fund.years_until(today)):
        published = {
            kind.value: one.published_on
            for (kind, of_year), one in found.items()
            if of_year == year and one.published_on is not None
        }
        first_on = None if year is None else first.get((fund.fund_id, year))
        anchors = happened(fund, year, first_on, published)
        stood += (
            standing(rule, year, found.get((rule.kind, year)), anchors, today)
            for rule in rules.values()
            if rule.yearly is (year is not None)
        )
    return stood


async def tell_missing(work: UnitOfWork, rules: Rules) -> int:
    """Tell of every disclosure that is missing after its last day, once; answers how many."""
    every = {kept.fund.fund_id: kept.fund for kept in await funds.everywhere(work)}
    told = 0
    for fund_id, stood in (await standings(work, rules, every.values())).items():
        for one in stood:
            if one.state is DisclosureState.MISSING and one.due_on is not None:
                told += await _tell(work, every[fund_id], one, one.due_on)
    return told


async def _tell(work: UnitOfWork, fund: Fund, one: DisclosureStanding, due_on: date) -> bool:
    kind = one.rule.kind
    if not await disclosures.note_missing(work, fund.fund_id, kind, one.year, due_on):
        return False
    event = FundDisclosureMissing(
        fund_id=fund.fund_id, name=fund.name, kind=kind.value, year=one.year, due_on=due_on
    )
    await work.announce(fund.fund_id, event)
    return True


async def keep_telling_missing(
    begin: Begin, rules: Rules, every: float = LOOK_EVERY_SECONDS
) -> None:
    """A job: look every so many seconds; lists and pages do not wait for it."""
    while True:
        async with begin() as work:
            await tell_missing(work, rules)
        await asyncio.sleep(every)
