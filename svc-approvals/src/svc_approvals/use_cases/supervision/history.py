"""How long the nodes of a matter usually take, from its ended cases."""

from datetime import date
from typing import Literal

from shared.database import UnitOfWork
from shared.office_hours import china_time
from svc_approvals.domain.cases.expected import LEAST_CASES, History, Usual
from svc_approvals.domain.supervision.tallies import Tally, merged, node_member
from svc_approvals.storage.supervision import tallies


async def history_of(work: UnitOfWork, matter_code: str) -> History:
    """Each node's usual working minutes since the begin of last year, whatever the version.

    One indexed read, a row a node and year. ``expected`` of domain.cases.expected makes
    moments of them, and keeps to the promised limit where there are fewer than twenty.
    """
    since = date(china_time(work.now).year - 1, 1, 1)
    prefix = node_member(matter_code, "")
    slices = await tallies.of_years(work, "node", since, prefix)
    known = merged(slices, lambda one: one.member.removeprefix(prefix))
    return {key: _usual(tally) for key, tally in known.items()}


def minutes_of(history: History, quantile: Literal["median", "p80"], key: str) -> int | None:
    """A node's usual minutes, once enough cases have ended to know them."""
    usual = history.get(key)
    if usual is None or usual.cases < LEAST_CASES:
        return None
    return round(usual.median if quantile == "median" else usual.p80)


def _usual(tally: Tally) -> Usual:
    lasted = tally.durations
    return Usual(lasted.count, lasted.quantile(0.5) or 0, lasted.quantile(0.8) or 0)
