"""Complete a node over HTTP at the service, beside an empty route that updates one row.

Ours: ``POST /api/v1/tasks/{id}/decide`` at a real process of svc-approvals with
a real internal token: verified, confined to the organ, decided by the domain on
the whole case, version compared, journal chained, outbox written, committed.
The other: FastAPI, one route, one UPDATE by primary key with asyncpg, the same
uvicorn settings, pool size, database server and core. Both commit durably.
"""

from datetime import UTC, datetime
from itertools import islice

import filled_cases
from figures import Figure, paired, ratio
from grounds import Grounds, connected
from load_tool import LoadTool, Request
from plain_side import Plain, plain_side
from processor_time import Work

from shared.identity import Caller, InternalIssuer

BAR = 0.5
AT_ONCE = 16
MOST_PER_SECOND = 4_000
BODY = '{"outcome":"approve","opinion":"同意","feedback":"材料齐全，符合条件。"}'
OFFICER = Caller(
    "01930000-0000-7000-8000-0000000000aa",
    "person",
    name_masked="李*",
    roles=frozenset({"approver"}),
    organ_id=filled_cases.ORGAN,
    region_code=filled_cases.REGION,
    staff_no=filled_cases.STAFF_NO,
)


async def measure(grounds: Grounds, pairs: int, seconds: int) -> list[Figure]:
    """Requests a second, ours beside theirs."""
    await grounds.make_databases("approvals")
    wanted = (pairs + 1) * seconds * MOST_PER_SECOND // len(filled_cases.BRANCHES)
    async with connected(grounds.databases.superuser_dsn("approvals")) as pool:
        filled = await filled_cases.fill(pool, wanted)
        await pool.execute("VACUUM ANALYZE")
    numbers = filled_cases.staggered(filled)
    tool = LoadTool(grounds.home, grounds.cores.others)
    async with grounds.serving("approvals") as pid, plain_side(grounds) as plain:
        work = Work(pid)

        async def ours() -> float:
            listed = list(islice(numbers, seconds * MOST_PER_SECOND))
            requests = [
                Request(f"/api/v1/tasks/{filled_cases.node_id(n)}/decide", BODY) for n in listed
            ]
            token = badge(grounds, OFFICER, "svc-approvals")
            port = grounds.port("approvals")
            with work.watched():
                answered = await tool.run(
                    port, requests, token=token, at_once=AT_ONCE, seconds=seconds
                )
            return answered.per_second

        mine, theirs = await paired(pairs, ours, lambda: updates(tool, plain, seconds))
    return [
        Figure(
            "http_complete_node", "approvals, complete a node over HTTP at the service",
            "requests/s", mine, f">= {BAR:.0%}", ratio(mine, theirs) >= BAR,
            "empty route, one UPDATE with asyncpg", theirs,
            f"{tool.name}, {AT_ONCE} connections; service alone on one core, PostgreSQL and load "
            f"tool on the other; the service had {work.share:.0%} of its core",
            conclusive=work.is_the_limit,
        )
    ]  # fmt: skip


async def updates(tool: LoadTool, plain: Plain, seconds: int) -> float:
    """Requests a second of the empty route, each for another row."""
    requests = [Request(f"/rows/{n % plain.rows}", "{}") for n in range(seconds * 8_000)]
    answered = await tool.run(plain.port, requests, at_once=AT_ONCE, seconds=seconds)
    return answered.per_second


def badge(grounds: Grounds, caller: Caller, audience: str) -> str:
    """An internal token as the gateway makes them; good for this run."""
    issuer = InternalIssuer(grounds.secrets.internal_private_key().read_bytes())
    return issuer.mint(caller, audience, datetime.now(UTC))
