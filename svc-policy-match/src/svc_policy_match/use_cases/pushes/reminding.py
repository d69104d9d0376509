"""Remind those a policy fits, 30, 7 and 1 days before its window closes (who has not applied)."""

from shared.database import UnitOfWork
from shared.office_hours import china_time
from svc_policy_match.domain.pushes.differences import Tiding
from svc_policy_match.domain.pushes.sending import reminder_due
from svc_policy_match.use_cases.pushes.pushing import write_messages

OPEN = """
SELECT policy_id, version, closes_on, published_at FROM policy
WHERE state = 'published' AND closes_on >= $1 AND closes_on <= $1 + 30
"""
FITTED = """
SELECT t.account_id FROM told t
WHERE t.policy_id = $1 AND t.tiding = 'matched' AND NOT EXISTS (
    SELECT FROM message m WHERE m.policy_id = t.policy_id AND m.account_id = t.account_id
        AND m.version = $2 AND m.tiding = 'reminder' AND m.days = $3)
    AND NOT EXISTS (SELECT FROM application a
        WHERE a.policy_id = t.policy_id AND a.account_id = t.account_id)
ORDER BY t.account_id LIMIT $4
"""
PART = 5_000


async def remind(work: UnitOfWork, part: int = PART) -> int:
    """Those to be reminded today who were not yet; answers how many."""
    today, count = china_time(work.now).date(), 0
    for policy in await work.fetch(OPEN, today):
        published_on = china_time(policy["published_at"]).date()
        days = reminder_due(policy["closes_on"], published_on, today)
        if days is None:
            continue
        policy_id, version = policy["policy_id"], policy["version"]
        rows = await work.fetch(FITTED, policy_id, version, days, part - count)
        await write_messages(
            work,
            [(row["account_id"], policy_id, version, Tiding.REMINDER, days) for row in rows],
        )
        count += len(rows)
        if count >= part:
            break
    return count
