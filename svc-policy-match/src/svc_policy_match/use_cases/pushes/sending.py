"""Messages leave when their account may be called: one each, or several as a digest."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from itertools import groupby
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import Row, UnitOfWork
from shared.events.policies import PoliciesNotificationRequested
from svc_policy_match.domain.pushes.differences import TITLES, Tiding, dedupe_key
from svc_policy_match.storage.pushes import messages

Begin = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
PART = 500
DIGEST = "policies_digest"


async def send_part(work: UnitOfWork, part: int = PART) -> int:
    """Those whose hour has come; answers how many messages left."""
    rows = await messages.leaving(work, part)
    by_account = sorted(rows, key=lambda row: (row["account_id"], row["message_id"]))
    for account_id, each in groupby(by_account, key=lambda row: row["account_id"]):
        event = _asked(account_id, list(each))
        await work.announce(_channel_of(account_id), event)
    await messages.sent(work, [row["message_id"] for row in rows])
    return len(rows)


def _asked(account_id: UUID, rows: Sequence[Row]) -> PoliciesNotificationRequested:
    first = rows[0]
    tiding = Tiding(first["tiding"])
    key = dedupe_key(str(first["policy_id"]), first["version"], str(account_id), tiding)
    if len(rows) == 1:
        parameters = {"title": TITLES[tiding], "policy": first["title"]}
        if first["days"]:
            parameters["days"] = str(first["days"])
        template = f"policies_{tiding.value}"
    else:
        parameters = {"count": str(len(rows)), "policy": first["title"]}
        template, key = DIGEST, f"digest:{first['message_id']}"
    return PoliciesNotificationRequested(
        account_id=account_id, template=template, parameters=parameters,
        dedupe_key=key if not first["days"] else f"{key}:{first['days']}",
    )  # fmt: skip


def _channel_of(account_id: UUID) -> UUID:
    """Requests to one account are told in order, beside what else is told of it."""
    return uuid5(NAMESPACE_URL, f"yangguang:policies:notifications:{account_id}")
