"""The same job on ours: use case and storage of svc-approvals, in process.

A start is one unit of work on the real tables: the application is drafted, handed
in and accepted by the domain, the departments open, and case, nodes, timers,
journal and outbox are committed together. A decision is ``decide_node``, the use
case behind the route, in a unit of work of its own. The tools are those that
main.py gives the routes.
"""

from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from uuid import UUID

import filled_cases
from complete_over_http import OFFICER
from same_job_pace import Asked, asked, paced, run

from shared.database import Pool, UnitOfWork, open_pool, unit_of_work
from shared.ids import new_id
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import CaseDrafted
from svc_approvals.domain.cases.states import NodeState
from svc_approvals.settings import ApprovalsSettings
from svc_approvals.storage.cases import cases
from svc_approvals.use_cases.cases.nodes import Decision, decide_node
from svc_approvals.use_cases.cases.rings import timers_of
from svc_approvals.use_cases.office import Office

DECISION = Decision(NodeState.APPROVED, opinion="同意", feedback="材料齐全，符合条件。")
SETTLED = """
SELECT count(*) FROM kase k WHERE k.case_id = ANY($1) AND EXISTS (
    SELECT FROM node n WHERE n.case_id = k.case_id AND n.key = 'issue' AND n.state = 'active')
"""


class OnOurs:
    """Cases in the tables of svc-approvals."""

    def __init__(self, pool: Pool, office: Office) -> None:
        self._pool = pool
        self._office = office
        self._cases: dict[int, Case] = {}

    async def start(self, number: int) -> None:
        """One commit."""
        async with self._work() as work:
            clock = await self._office.clock(work)
            case = filled_cases.draft(new_id())
            case.tell(CaseDrafted(case.matter_code))
            case.submit([], work.now, clock)
            case.accept(filled_cases.waiting_nodes(), [], {}, work.now, clock)
            timers = timers_of(case, clock, work.now)
            await cases.add(work, case, "张*", filled_cases.REGION, timers)
        self._cases[number] = case

    async def decide(self, number: int, key: str) -> None:
        """One commit."""
        async with self._work() as work:
            await decide_node(work, self._office, OFFICER, self._node_id(number, key), DECISION)

    async def settled(self, cases: int) -> None:
        """Every case waits for the issue node."""
        listed = [case.case_id for case in self._cases.values()]
        if await self._pool.fetchval(SETTLED, listed) != cases:
            raise RuntimeError("a case missed a decision")

    def _node_id(self, number: int, key: str) -> UUID:
        return self._cases[number].nodes[key].node_id

    def _work(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """As the edge of a request first tries: without locks."""
        return unit_of_work(self._pool, datetime.now(UTC), actor=OFFICER.subject, locks=False)


async def main(told: Asked) -> None:
    """Open what main.py opens, do the job."""
    settings = ApprovalsSettings.from_environment()
    pool = await open_pool(told.dsn, size=told.at_once, application="same job")
    await paced(OnOurs(pool, settings.office()), told)
    await pool.close()


if __name__ == "__main__":
    run(main(asked()))
