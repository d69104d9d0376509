"""Cases in the middle of their process: five departments at work, the issue node waiting.

Written with COPY as storage would have written them, so that hundreds of
thousands of nodes are there in seconds. Numbers make the ids: node ``n`` of a
bench is ``node_id(n)``, and five nodes after one another belong to one case.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from shared.database import Pool
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.states import CaseState, NodeState
from svc_approvals.storage.cases.cases import CASE, NODE

BRANCHES = ("food_permit", "hygiene_permit", "signboard", "tax", "seal")
ISSUE = "issue"
ORGAN = UUID("00000000-0000-5000-8000-000000000001")
VERSION = UUID("00000000-0000-7000-8000-000000000002")
APPLICANT = UUID("00000000-0000-5000-8000-000000000003")
STAFF_NO = "431202-0001"
REGION = "431202"
CASE_COLUMNS = [*CASE, "applicant_masked", "region_code", "created_at", "updated_at"]
NODE_COLUMNS = ["case_id", "position", *NODE]


@dataclass(frozen=True)
class Filled:
    """How many cases there are."""

    cases: int

    @property
    def nodes(self) -> int:
        """How many nodes can be decided."""
        return self.cases * len(BRANCHES)


def case_id(number: int) -> UUID:
    """The id of a case by its number."""
    return UUID(f"00000000-0000-7000-8000-{number + 1_000_000_000:012d}")


def node_id(number: int) -> UUID:
    """The id of a node to decide by its number."""
    return UUID(f"00000000-0000-7000-8000-{number:012d}")


async def fill(pool: Pool, cases: int, *, first: int = 0) -> Filled:
    """Write so many cases, numbered from ``first``; the matter and the calendar when missing."""
    now = datetime.now(UTC)
    async with pool.acquire() as connection:
        if first == 0:
            await _fill_around(pool, now)
        numbers = range(first, first + cases)
        await connection.copy_records_to_table(
            "kase", columns=CASE_COLUMNS, records=[_case_row(n, now) for n in numbers]
        )
        await connection.copy_records_to_table(
            "node", columns=NODE_COLUMNS, records=[r for n in numbers for r in _node_rows(n, now)]
        )
        heads = [(case_id(n), "approvals.case", 0, b"") for n in numbers]
        await connection.copy_records_to_table(
            "journal_head", columns=["aggregate_id", "noun", "sequence", "hash"], records=heads
        )
    return Filled(first + cases)


def staggered(filled: Filled, first: int = 0) -> Iterator[int]:
    """Numbers of nodes in an order in which a case's five decisions lie far from one another."""
    far, each = 64, len(BRANCHES)
    for step in range(filled.cases - first + far * (each - 1)):
        for branch in range(each):
            case = step - branch * far
            if 0 <= case < filled.cases - first:
                yield (first + case) * each + branch


async def _fill_around(pool: Pool, now: datetime) -> None:
    await pool.execute(
        "INSERT INTO matter (code, name, lead_organ) VALUES ('BENCH', '测量', 'scjg')"
        " ON CONFLICT DO NOTHING"
    )
    await pool.execute(
        "INSERT INTO matter_version (version_id, code, number, definition, sha256, published_at,"
        " published_by, effective_at, name, nature, kind, lead_organ, channel, audience, themes,"
        " directory, phrases, fees, promised_days, statutory_days)"
        " VALUES ($1, 'BENCH', 1, '{}', '', $2, '', $2, '测量', '', '承诺件', 'scjg', '', '{}',"
        " '{}', '{}', '{}', '{}', 1, 20)"
        " ON CONFLICT DO NOTHING",
        VERSION,
        now,
    )
    first = date(now.year, 1, 1)
    days = [first + timedelta(days=n) for n in range(730)]
    await pool.executemany(
        "INSERT INTO calendar_day (day, is_working, name, provisional) VALUES ($1, $2, '', false)"
        " ON CONFLICT DO NOTHING",
        [(day, day.isoweekday() <= 5) for day in days],  # noqa: PLR2004 - Friday
    )


def _case_row(number: int, now: datetime) -> tuple[Any, ...]:
    case = case_under_way(number, now)
    return (*(getattr(case, name) for name in CASE), "张*", REGION, now, now)


def case_under_way(number: int, now: datetime) -> Case:
    """A case accepted by the window, all departments at work."""
    due = now + timedelta(days=20)
    return replace(
        draft(case_id(number)),
        state=CaseState.IN_PROGRESS,
        version=7,
        submitted_at=now,
        acceptance_due=now + timedelta(days=7),
        accepted_at=now,
        promised_due=due,
        statutory_due=due + timedelta(days=10),
    )


def draft(case_id: UUID) -> Case:
    """A case as the applicant begins it."""
    return Case(
        case_id=case_id,
        case_no=f"BENCH-{case_id}",
        matter_code="BENCH",
        matter_name="我要开理发店",
        version_id=VERSION,
        applicant_id=APPLICANT,
        channel="web",
        delivery="pickup",
        promised_days=10,
        statutory_days=20,
    )


def _node_rows(number: int, now: datetime) -> Iterator[tuple[Any, ...]]:
    for position, key in enumerate((*BRANCHES, ISSUE)):
        node = _node(number, position, key, now)
        yield (case_id(number), position, *(getattr(node, name) for name in NODE))


def _node(number: int, position: int, key: str, now: datetime) -> Node:
    if key == ISSUE:
        return _waiting(uuid4(), key)
    node = _waiting(node_id(number * len(BRANCHES) + position), key)
    node.state, node.arrived_at, node.epoch = NodeState.ACTIVE, now, 1
    node.promised_due, node.statutory_due = now + timedelta(days=7), now + timedelta(days=28)
    return node


def waiting_nodes() -> list[Node]:
    """The nodes of a case that nobody has accepted yet."""
    return [_waiting(uuid4(), key) for key in (*BRANCHES, ISSUE)]


def _waiting(node_id: UUID, key: str) -> Node:
    issue = key == ISSUE
    return Node(
        node_id=node_id,
        key=key,
        name="统一出件" if issue else "公共场所卫生许可",
        kind="issue" if issue else "approval",
        organ_id=ORGAN,
        role="window" if issue else "approver",
        after=BRANCHES if issue else (),
        needed=len(BRANCHES) if issue else 0,
        counts_skipped=True,
        applicable=True,
        promised_days=5,
        statutory_days=20,
        on_refuse="continue",
        products=() if issue else (f"{key}_certificate",),
    )
