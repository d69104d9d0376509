"""Looks at what the others were promised: allocations, sessions, and who heard of both."""

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chaos.hosts.others import Others
from chaos.patience import Accepted
from chaos.witness import LONGEST_SETTLING, WAITING, Watched

MEMBERS = ("budget", "policies", "documents")
JOURNAL = "SELECT aggregate_id, sequence, subject, event_id, data FROM journal ORDER BY sequence"
INBOX = """
SELECT aggregate_id, sequence FROM inbox WHERE consumer = 'svc-policy-match_budget_fund'
"""
ALLOCATIONS = "SELECT allocation_id FROM allocation"
SESSIONS = "SELECT session_id, version FROM match_session"
BEGUN = r"^/api/v1/match/sessions$"


class OthersWitness:
    """What is found once nobody harms the house any more."""

    def __init__(self, house: Watched, others: Others, accepted: Sequence[Accepted]) -> None:
        self._house, self._others, self._accepted = house, others, accepted

    async def everything_holds(self) -> None:
        """All of it, as soon as everything is told and taken."""
        async with asyncio.timeout(LONGEST_SETTLING):
            while not await self._is_settled():  # noqa: ASYNC110  only looking tells
                await asyncio.sleep(0.5)
        await self._every_allocation_is_there_once()
        await self._every_session_is_there_once()
        await self._every_fact_came_once_and_was_taken()
        await self._nothing_is_dead_and_every_chain_holds()

    async def _is_settled(self) -> bool:
        waiting = [await self._house.rows(name, WAITING) for name in MEMBERS]
        return not any(waiting) and await self._taken() == await self._heads()

    async def _every_allocation_is_there_once(self) -> None:
        kept = [str(row["allocation_id"]) for row in await self._house.rows("budget", ALLOCATIONS)]
        told = [
            row["data"]["allocation_id"]
            for row in await self._house.rows("budget", JOURNAL)
            if row["subject"] == "budget.fund.allocated.v1"
        ]
        assert self._others.allocated
        assert Counter(kept) == Counter(told) == Counter(self._others.allocated)

    async def _every_session_is_there_once(self) -> None:
        rows = await self._house.rows("policies", SESSIONS)
        kept = {str(row["session_id"]): row["version"] for row in rows}
        begun = [one for one in self._accepted if re.match(BEGUN, one.path)]
        assert len(begun) == len(self._others.sessions) > 0
        assert kept == self._others.sessions

    async def _every_fact_came_once_and_was_taken(self) -> None:
        journal = await self._house.rows("budget", JOURNAL)
        told = await self._house.told("BUDGET")
        assert Counter(event["id"] for event in told) == Counter(
            str(row["event_id"]) for row in journal
        )
        ours = [one["sequence"] for one in told if one["subject"] == self._others.fund_id]
        assert ours == list(range(1, len(ours) + 1))

    async def _nothing_is_dead_and_every_chain_holds(self) -> None:
        for member in MEMBERS:
            code, said = await self._house.command(member, "dead", "list")
            assert (code, "没有死信" in said) == (0, True), said
            code, said = await self._house.command(member, "check", "--audit")
            assert code == 0, said

    async def _taken(self) -> dict[UUID, int]:
        return _by_aggregate(await self._house.rows("policies", INBOX))

    async def _heads(self) -> dict[UUID, int]:
        rows = await self._house.rows("budget", JOURNAL)
        return _by_aggregate([row for row in rows if row["subject"].startswith("budget.fund.")])


def _by_aggregate(rows: Sequence[dict[str, Any]]) -> dict[UUID, int]:
    return {row["aggregate_id"]: row["sequence"] for row in rows}
