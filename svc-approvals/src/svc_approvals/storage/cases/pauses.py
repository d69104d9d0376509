"""When the clocks of a case and of its nodes stood still, and why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from shared.database import UnitOfWork
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import Pause
from svc_approvals.domain.cases.facts import CasePaused, CaseResumed, NodePaused, NodeResumed
from svc_approvals.domain.cases.recounting import OF_THE_CASE

BEGIN = """
INSERT INTO pause (case_id, key, since, reason, anew) VALUES ($1, $2, $3, $4, false)
ON CONFLICT (case_id, key, since) DO UPDATE SET until = NULL, reason = EXCLUDED.reason
"""
END = """
UPDATE pause SET until = $3, anew = $4 WHERE case_id = $1 AND key = $2 AND until IS NULL
"""
FINISHED = """
SELECT p.key, p.since, p.until, p.anew FROM pause p
WHERE p.case_id = $1 AND p.until IS NOT NULL ORDER BY p.since
"""


async def keep(work: UnitOfWork, case: Case) -> None:
    """Write the spans that the facts of this command begin and end."""
    for fact in case.facts:
        match fact:
            case NodePaused():
                await work.write(BEGIN, case.case_id, fact.node_key, work.now, fact.reason)
            case CasePaused():
                await work.write(BEGIN, case.case_id, OF_THE_CASE, work.now, "")
            case NodeResumed():
                await work.write(END, case.case_id, fact.node_key, work.now, fact.anew)
            case CaseResumed():
                await work.write(END, case.case_id, OF_THE_CASE, work.now, False)  # noqa: FBT003


async def finished(work: UnitOfWork, case_id: UUID) -> Mapping[str, Sequence[Pause]]:
    """The spans that are over, by node key in order of time; those of the case under ""."""
    spans: dict[str, list[Pause]] = defaultdict(list)
    for key, since, until, anew in await work.fetch(FINISHED, case_id):
        spans[key].append(Pause(since, until, anew))
    return spans
