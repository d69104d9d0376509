"""Bad weather: the database or the broker away, and what clients see of it."""

import asyncio
from asyncio import gather
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

import asyncpg
import httpx2
from fastapi import FastAPI
from nats.aio.client import Client
from platform_building import Platform, a_platform, a_service, some_settings, until

from shared import idempotency
from shared.database import Pool, UnitOfWork
from yangguang_local.postgres import embedded_postgres


async def test_without_a_broker_writes_go_on_and_readiness_says_degraded(
    platform: Platform,
) -> None:
    async with a_service(some_settings(platform.dsn)) as (_, client):
        assert (await client.post(f"/notes/{uuid4()}")).status_code == 201

        ready = await client.get("/health/ready")

    assert (ready.status_code, ready.json()) == (200, {"status": "degraded", "broker": False})


async def test_with_a_broker_all_is_well(platform: Platform, client: Client, nats_url: str) -> None:
    async with a_service(some_settings(platform.dsn, nats_url)) as (_, asking):

        async def is_well() -> bool:
            return '"ok"' in (await asking.get("/health/ready")).text

        await until(is_well)


async def test_while_the_database_restarts_clients_are_answered_quickly_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    async with (
        embedded_postgres(tmp_path, durable=False) as server,
        a_platform(server.databases) as platform,
        a_service(some_settings(platform.dsn)) as (_, client),
    ):
        load = Load(client)
        running = [asyncio.create_task(load.run()) for _ in range(4)]
        await until(load.has_written)

        await server.stop()
        await until(load.is_refused)
        assert (await client.get("/health/ready")).status_code == 503
        assert (await client.get("/health/live")).status_code == 200
        read = await client.get("/notes")
        assert (read.status_code, read.headers["retry-after"]) == (503, "1")

        await server.start()
        load.written = 0
        await until(load.has_written)
        assert (await client.get("/health/ready")).status_code == 200
        load.over = True
        await gather(*running)

        kept = (await client.get("/notes")).json()["notes"]
        assert kept >= len(load.done)
        assert load.slowest < 2.5, "a second, on a machine that does other things too"
        assert set(load.refused) == {"database-away"}


async def test_a_read_that_a_migration_locks_out_is_read_again(platform: Platform) -> None:
    migration = await asyncpg.connect(platform.owner_dsn)

    async def is_waited_for() -> bool:
        waiting = (
            "SELECT count(*) FROM pg_locks WHERE relation = 'journal'::regclass AND NOT granted"
        )
        return bool(await migration.fetchval(waiting))

    async with a_service(some_settings(platform.dsn)) as (_, client):
        assert (await client.post(f"/notes/{uuid4()}")).status_code == 201
        async with migration.transaction():
            await migration.execute("LOCK TABLE journal")
            asked = asyncio.create_task(client.get("/notes/told"))
            await until(is_waited_for)
            await migration.execute("LOCK TABLE note")  # until the server ends the deadlock
        told = await asked

    assert (told.status_code, told.json()) == (200, {"told": 1})
    await migration.close()


class Load:
    """Clients that write note after note."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self.client = client
        self.done: list[str] = []
        self.refused: list[str] = []
        self.written = 0
        self.slowest = 0.0
        self.over = False

    async def run(self) -> None:
        while not self.over:
            note, began = str(uuid4()), monotonic()
            answer = await self.client.post(f"/notes/{note}")
            self.slowest = max(self.slowest, monotonic() - began)
            if answer.status_code == 201:
                self.done.append(note)
                self.written += 1
            else:
                problem = answer.json()
                assert answer.status_code == 503, problem
                self.refused.append(problem["type"].rsplit("/", 1)[1])
                await asyncio.sleep(0.05)

    async def has_written(self) -> bool:
        return self.written > 10

    async def is_refused(self) -> bool:
        return len(self.refused) > 5


async def test_a_write_whose_database_is_gone_is_kept_whole_or_not_at_all(
    platform: Platform, pool: Pool
) -> None:
    async with a_service(some_settings(platform.dsn)) as (_, client):
        await client.post(f"/notes/{uuid4()}")
        await pool.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = 'svc-notes'"
        )

        answer = await client.post(f"/notes/{uuid4()}")

        assert answer.status_code == 201, answer.text
    notes, facts = await pool.fetchval("SELECT count(*) FROM note"), await outbox(pool)
    assert notes == facts == 2


async def outbox(pool: Pool) -> int:
    return int(await pool.fetchval("SELECT count(*) FROM outbox"))


async def test_answers_past_their_time_are_forgotten_and_their_keys_free(
    platform: Platform, pool: Pool
) -> None:
    async with a_service(some_settings(platform.dsn)) as (app, client):
        note, key = uuid4(), {"Idempotency-Key": "one"}
        first = await client.post(f"/notes/{note}", headers=key)
        await forget(app, pool, timedelta(days=6))
        replayed = await client.post(f"/notes/{note}", headers=key)
        await forget(app, pool, timedelta(days=8))
        assert await pool.fetchval("SELECT count(*) FROM answered_request") == 0
        anew = await client.post(f"/notes/{uuid4()}", headers=key)

    assert replayed.headers["idempotent-replayed"] == "true"
    assert replayed.json() == first.json() == {"notes": 1}
    assert anew.json() == {"notes": 2}


async def forget(app: FastAPI, pool: Pool, later: timedelta) -> None:
    now: Any = app.state.now() + later
    async with UnitOfWork(pool, now, actor="test") as work:
        await idempotency.forget(work)
        await work.commit()


async def test_what_a_consumer_has_before_it_and_dead_letters_are_measured(
    platform: Platform, client: Client, nats_url: str
) -> None:
    jetstream = client.jetstream()
    await jetstream.pull_subscribe("approvals.case.>", "svc-notes_approvals_case", "APPROVALS")
    await jetstream.publish("approvals.case.claimed.v1", b"{}")
    await jetstream.publish("dead.svc-notes.svc-notes_approvals_case", b"{}")
    await jetstream.publish("dead.svc-others.svc-others_approvals_case", b"{}")
    async with a_service(some_settings(platform.dsn, nats_url)) as (_, asking):

        async def are_told() -> bool:
            page = (await asking.get("/metrics")).text
            waiting = 'consumer_pending{consumer="svc-notes_approvals_case"} 1.0' in page
            return waiting and "\ndead_letters 1.0\n" in page

        await until(are_told)
