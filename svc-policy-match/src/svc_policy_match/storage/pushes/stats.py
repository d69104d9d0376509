"""Figures by policy."""

from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork

BY_POLICY = """
SELECT p.policy_id, p.title, coalesce(m.reached, 0) AS reached, coalesce(m.read, 0) AS read,
       coalesce(a.applied, 0) AS applied, coalesce(a.granted, 0) AS granted,
       coalesce(a.amount, 0)::bigint AS amount
FROM policy p
LEFT JOIN (SELECT policy_id, count(DISTINCT account_id) AS reached,
                  count(DISTINCT account_id) FILTER (WHERE read_at IS NOT NULL) AS read
           FROM message WHERE tiding = 'matched' GROUP BY policy_id) m USING (policy_id)
LEFT JOIN (SELECT a.policy_id, count(DISTINCT a.account_id) AS applied,
                  count(DISTINCT a.account_id) FILTER (WHERE g.amount > 0) AS granted,
                  coalesce(sum(g.amount), 0) AS amount
           FROM application a LEFT JOIN (
               SELECT policy_id, case_id, sum(amount) AS amount FROM application_grant
               GROUP BY policy_id, case_id) g USING (policy_id, case_id)
           GROUP BY a.policy_id) a USING (policy_id)
WHERE p.state = 'published' AND ($1::uuid IS NULL OR p.policy_id = $1)
ORDER BY p.published_at DESC, p.policy_id DESC LIMIT 500
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one policy: accounts reached, that read, applied, were granted; the sum in fen."""

    policy_id: UUID
    title: str
    reached: int
    read: int
    applied: int
    granted: int
    amount: int


async def by_policy(work: UnitOfWork, policy_id: UUID | None) -> list[Figures]:
    """The figures of published policies, the latest first (counts messages)."""
    return [Figures(**row) for row in await work.fetch(BY_POLICY, policy_id)]
