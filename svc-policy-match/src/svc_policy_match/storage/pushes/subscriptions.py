"""What accounts follow, as rows."""

from collections.abc import Callable
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_policy_match.domain.pushes.subscriptions import Subscription
from svc_policy_match.storage.pushes.runs import PushRun

ALL = """
SELECT subscription_id, kind, value, made_at FROM subscription
WHERE account_id = $1 ORDER BY made_at, subscription_id
"""
ADD = """
INSERT INTO subscription (subscription_id, account_id, kind, value, made_at)
VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id, kind, value) DO NOTHING
"""
DROP = """
DELETE FROM subscription WHERE account_id = $1 AND subscription_id = $2 RETURNING subscription_id
"""
POLICY = "SELECT theme, region_code FROM policy WHERE policy_id = $1"
FOLLOWING = """
SELECT DISTINCT s.account_id FROM subscription s
WHERE s.account_id > $3 AND (
    (s.kind = 'theme' AND s.value = $4)
    OR (s.kind = 'region' AND starts_with(s.value, regexp_replace($5, '(00)+$', '')))
    OR (s.kind = 'grid' AND starts_with(s.value, regexp_replace($5, '(00)+$', '')))
    OR (s.kind = 'life_event' AND s.value = ANY ($6::text[])))
    AND NOT EXISTS (SELECT FROM message m WHERE m.account_id = s.account_id
        AND m.policy_id = $1 AND m.version = $2)
ORDER BY s.account_id LIMIT $7
"""


async def of_account(work: UnitOfWork, account_id: UUID) -> list[Row]:
    """What an account follows (some dozen rows)."""
    return await work.fetch(ALL, account_id)


async def add(work: UnitOfWork, one: Subscription) -> None:
    """Keep one; followed already it stays one."""
    await work.write(ADD, one.subscription_id, one.account_id, one.kind.value, one.value, work.now)


async def drop(work: UnitOfWork, account_id: UUID, subscription_id: UUID) -> bool:
    """Follow no more; answers whether there was such a one."""
    return await work.write(DROP, account_id, subscription_id) is not None


async def following(
    work: UnitOfWork, run: PushRun, events_of: Callable[[str], list[str]], limit: int
) -> list[Row]:
    """Accounts that follow what a policy is about and have no message of it."""
    row = await work.fetch_row(POLICY, run.policy_id)
    if row is None:
        return []
    return await work.fetch(
        FOLLOWING, run.policy_id, run.version, run.reached, row["theme"], row["region_code"],
        events_of(row["theme"]), limit,
    )  # fmt: skip
