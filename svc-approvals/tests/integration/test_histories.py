"""The database lives every history as the pure model does, state by state (contracts.md 5)."""

import asyncio
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from catalogue_building import a_matter
from history_building import (
    HISTORIES,
    Command,
    NoSuchNode,
    Process,
    World,
    a_world,
    carry_out,
    processes,
)
from hypothesis import given, settings

from shared import audit
from shared.database import Pool, UnitOfWork, open_pool
from shared.refusals import Refusal
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import CaseDrafted
from svc_approvals.domain.cases.recounting import OF_THE_CASE
from svc_approvals.domain.catalogue.materials import Material
from svc_approvals.storage.cases import cases, materials, pauses, signers
from svc_approvals.storage.catalogue import matters
from yangguang_local.testing import MakeDatabase

ASKED = (
    Material("M1", "材料M1", deferrable=True),
    Material("M2", "材料M2", required=False, deferrable=True),
)
APART = {"facts", "changed", "version"}  # what the model keeps and a row does not
HISTORIES_LIVED = 30


def test_the_database_lives_every_history_as_the_model_does(fresh_database: MakeDatabase) -> None:
    with asyncio.Runner() as runner:
        lived = runner.run(Lived.open(fresh_database))

        @settings(max_examples=HISTORIES_LIVED, deadline=None, database=None)
        @given(processes(), HISTORIES)
        def history_is_lived_twice(process: Process, history: list[Command]) -> None:
            runner.run(lived.twice(process, history))

        history_is_lived_twice()
        runner.run(lived.audited())
        runner.run(lived.pool.close())


class Lived:
    """Histories that happen in memory and in the database."""

    def __init__(self, pool: Pool, version_id: UUID) -> None:
        self.pool = pool
        self.version_id = version_id

    @classmethod
    async def open(cls, fresh_database: MakeDatabase) -> "Lived":
        database = await fresh_database("approvals")
        pool = await open_pool(database.dsn, size=2, application="histories")
        async with UnitOfWork(pool, datetime.now().astimezone(), actor="test") as work:
            published = await matters.publish(work, a_matter())
            await work.commit()
        assert published is not None
        return cls(pool, published.version_id)

    async def twice(self, process: Process, history: list[Command]) -> None:
        model = a_world(process, version_id=self.version_id)
        model.case.tell(CaseDrafted(model.case.matter_code))
        async with self._work(model) as work:
            await cases.add(work, model.case, "张*", "431202")
            await work.commit()
        for command in history:
            await self._both(model, command)
        assert await self._recorded(model) == [
            (event.subject, event.model_dump(mode="json"))
            for event in cases.announced(model.case.case_id, model.case.facts)
        ]

    async def _both(self, model: World, command: Command) -> None:
        refused = refused_in_the_database = None
        try:
            carry_out(model, command)
        except (Refusal, NoSuchNode) as refusal:
            refused = type(refusal)
        try:
            await self._in_the_database(model, command)
        except (Refusal, NoSuchNode) as refusal:
            refused_in_the_database = type(refusal)
        assert refused_in_the_database is refused
        assert await self._stored(model) == _shape(model)

    async def _in_the_database(self, model: World, command: Command) -> None:
        async with self._work(model) as work:
            world = await self._loaded(work, model)
            running = bool(world.case.nodes)
            carry_out(world, command)
            case = world.case
            await materials.put_state(work, case.case_id, world.materials)
            if running and not case.nodes:
                await cases.drop_nodes(work, case)
            await signers.keep(work, case, [case.nodes[key] for key in case.changed])
            await pauses.keep(work, case)
            if case.facts or case.changed:
                cases.save(work, case)
            await work.commit()

    async def _stored(self, model: World) -> dict[str, Any]:
        async with self._work(model) as work:
            return _shape(await self._loaded(work, model))

    async def _loaded(self, work: UnitOfWork, model: World) -> World:
        case = await cases.load(work, model.case.case_id)
        given = await materials.asked(work, case.case_id, ASKED)
        return World(case, model.process, given, model.now, since=_resting(case))

    async def _recorded(self, model: World) -> list[tuple[str, Any]]:
        rows = await self.pool.fetch(
            "SELECT subject, data FROM journal WHERE aggregate_id = $1 ORDER BY sequence",
            model.case.case_id,
        )
        return [(row["subject"], row["data"]) for row in rows]

    def _work(self, model: World) -> UnitOfWork:
        return UnitOfWork(self.pool, model.now, actor="test")

    async def audited(self) -> None:
        """Every chain of every history holds, sealed and all."""
        async with UnitOfWork(self.pool, datetime.now().astimezone(), actor="test") as work:
            assert await audit.seal(work, work.now) >= 1
            await work.commit()
        async with self.pool.acquire() as connection:
            assert await audit.first_broken(connection) is None


def _resting(case: Case) -> dict[str, datetime]:
    """Since when the clocks stand still that do."""
    holders = [(OF_THE_CASE, case.paused_at)]
    holders += [(node.key, node.paused_at) for node in case.nodes.values()]
    return {key: since for key, since in holders if since is not None}


def _shape(world: World) -> dict[str, Any]:
    """All that is to be equal: the case with its nodes, and how its materials stand."""
    head = {key: value for key, value in asdict(world.case).items() if key not in APART}
    return {**head, "materials": [(m.code, m.state, m.deferred_until) for m in world.materials]}
