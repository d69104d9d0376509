"""Reviews accepted: ``POST /api/v1/reviews`` at svc-feedback, beside an empty route that inserts.

Each request is another opportunity's token, anonymous, with tags and words:
locked, checked, encrypted, counted for the matter and two organs, journalled, told.
They come to a service that has some reviews already: PostgreSQL plans for the tables
it knows, and for empty ones it plans to read them whole.
"""

from collections.abc import Iterator
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from statistics import median
from uuid import UUID, uuid4

import orjson
from complete_over_http import badge
from figures import Figure, paired
from grounds import Grounds, connected
from load_tool import LoadTool, Request
from plain_side import plain_side
from processor_time import Work

from shared.data_keys import DataKeys, Suite
from shared.database import Pool, unit_of_work
from shared.identity import ANONYMOUS
from shared.ids import new_id
from shared.personal_data import PersonalData
from shared.yaml_files import yaml_in
from svc_feedback.domain.opportunities import CLOSED_CASE, Opportunity
from svc_feedback.domain.tags import read_tag_set
from svc_feedback.settings import Settings
from svc_feedback.storage.opportunities import NAMES
from svc_feedback.use_cases.tags import load_tags
from svc_feedback.use_cases.tokens import token_of

AT_ONCE, CONNECTIONS = 64, 32  # callers, and the service's to PostgreSQL
LEAST = 1_000
MOST_PER_SECOND = 2_500
MATTERS = [f"HC-YJS-{number:04d}" for number in range(1, 21)]
ORGANS = [uuid4() for _ in range(8)]
TAGS = [510, 517]
EARLIER = ("--cases", "50000", "--seed", "1", "--days", "30")
# The generator tells nobody; these are told, and taken by whoever listens.
TOLD = """
SELECT record_events(review_id, 'review', 'bench', submitted_at, jsonb_build_array(
    jsonb_build_object('id', gen_random_uuid(), 'subject', 'feedback.review.submitted.v1',
                       'data', jsonb_build_object('review_id', review_id, 'level', level))), '')
FROM review
"""


async def measure(grounds: Grounds, pairs: int, seconds: int) -> list[Figure]:
    """Reviews a second."""
    await grounds.make_databases("feedback", "approvals")
    keys = DataKeys.of(
        grounds.secrets.data_key("feedback-data").read_text(),
        grounds.secrets.data_key("feedback-index").read_text(),
    )
    await grounds.run("feedback", "generate", *EARLIER)
    each = seconds * MOST_PER_SECOND
    async with connected(grounds.databases.superuser_dsn("feedback")) as pool:
        async with unit_of_work(pool, datetime.now(UTC), actor="bench") as work_:
            await load_tags(
                work_, read_tag_set(yaml_in(Settings.model_fields["tags_file"].default))
            )
        tokens = iter(await _fill(pool, (pairs + 1) * each, PersonalData(keys, Suite.AES)))
        await pool.execute(TOLD)
        await pool.execute("TRUNCATE outbox")
        await pool.execute("VACUUM ANALYZE")
    tool = LoadTool(grounds.home, grounds.cores.others)
    many = {"FEEDBACK_DATABASE_POOL_SERVE": str(CONNECTIONS)}
    async with grounds.serving("feedback", **many) as pid, plain_side(grounds) as plain:
        work = Work(pid)

        async def ours() -> float:
            requests = list(_requests(islice(tokens, each)))
            with work.watched():
                answered = await tool.run(
                    grounds.port("feedback"), requests, at_once=AT_ONCE, seconds=seconds,
                    token=badge(grounds, ANONYMOUS, "svc-feedback"),
                )  # fmt: skip
            return answered.per_second

        async def theirs() -> float:
            requests = [Request("/reviews", "{}")]
            answered = await tool.run(plain.port, requests, at_once=AT_ONCE, seconds=seconds)
            return answered.per_second

        mine, others = await paired(pairs, ours, theirs)
    return [
        Figure(
            "reviews", "reviews accepted", "reviews/s", mine, f">= {LEAST}/s",
            median(mine) >= LEAST, "empty route, one INSERT with asyncpg", others,
            f"{tool.name}, {AT_ONCE} callers, {CONNECTIONS} connections to PostgreSQL; one process "
            "of svc-feedback on one core, of "
            f"which it had {work.share:.0%}",
            conclusive=work.is_the_limit or median(mine) >= LEAST,
        )
    ]  # fmt: skip


def _requests(tokens: Iterator[str]) -> Iterator[Request]:
    for number, token in enumerate(tokens):
        body = {
            "token": token, "submission_id": str(uuid4()), "level": 5, "tags": TAGS,
            "text": f"一次就办好了，窗口很热情。{number}",
        }  # fmt: skip
        yield Request("/api/v1/reviews", orjson.dumps(body).decode())


async def _fill(pool: Pool, number: int, personal_data: PersonalData) -> list[str]:
    rows, tokens = [], []
    for count in range(number):
        opportunity = _opportunity(count, new_id())
        token = token_of(opportunity.opportunity_id, personal_data)
        rows.append((*astuple(opportunity), sha256(token.encode()).digest()))
        tokens.append(token)
    async with pool.acquire() as connection:
        await connection.copy_records_to_table(
            "opportunity", columns=[*NAMES, "token_digest"], records=rows
        )
    return tokens


def _opportunity(count: int, opportunity_id: UUID) -> Opportunity:
    now = datetime.now(UTC)
    return Opportunity(
        opportunity_id=opportunity_id,
        case_id=uuid4(),
        case_no=f"BENCH-{count}",
        stage=CLOSED_CASE,
        visit_no=1,
        matter_code=MATTERS[count % len(MATTERS)],
        matter_name="我要开理发店",
        organ_ids=(ORGANS[count % 8], ORGANS[(count + 3) % 8]),
        account_id=uuid4(),
        closed_at=now,
        opened_at=now,
        expires_at=now + timedelta(days=30),
    )
