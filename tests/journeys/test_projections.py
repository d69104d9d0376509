"""In a house that runs, what each service keeps of others' facts is what those facts say."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from uuid import uuid4

import pytest
from journeys.library import once
from nats.aio.client import Client

from shared import broker
from shared.database import Pool, open_pool
from shared.projections import Projection, rebuild
from yangguang_local.house import YANGGUANG
from yangguang_local.nats import nats_url
from yangguang_local.postgres import EmbeddedPostgres
from yangguang_local.secrets import Secrets


@dataclass(frozen=True)
class Kept:
    """A projection, and the service that keeps it."""

    database: str
    service: str
    projection: Projection

    def __str__(self) -> str:
        return f"{self.database}-{self.projection.name}"


def all_kept() -> Iterator[Kept]:
    for member in YANGGUANG.services:
        service = import_module(f"{member.module}.__main__").SERVICE
        for one in resolve_name(service.projections):
            yield Kept(member.name, service.name, one)


@asynccontextmanager
async def beside(home: Path, name: str) -> AsyncIterator[tuple[Pool, Client]]:
    """The database of a service that runs, and the broker it listens to."""
    port = json.loads((home / "ports.json").read_text())["nats"]
    url = nats_url(0, Secrets(home / "secrets").password("nats"), port)
    dsn = EmbeddedPostgres(home).databases.dsn(name)
    pool = await open_pool(dsn, size=1, application="journeys")
    client = await broker.connect(url, "journeys", patience=10)
    yield pool, client
    await broker.close(client)
    await pool.close()


@pytest.mark.parametrize("one", list(all_kept()), ids=str)
async def test_a_projection_made_anew_is_what_it_was(house_home: Path, one: Kept) -> None:
    async with beside(house_home, one.database) as (pool, client):

        async def nothing_differs() -> bool:  # once what others just told has come
            found = await rebuild(one.service, one.projection, pool, client, kept=False)
            return not any(each.missing or each.surplus for each in found)

        await once(nothing_differs)


async def test_a_row_nobody_told_of_goes_and_the_house_goes_on(house_home: Path) -> None:
    (organs,) = [one for one in all_kept() if str(one) == "approvals-organs"]
    async with beside(house_home, organs.database) as (pool, client):
        await pool.execute(
            "INSERT INTO organ VALUES ($1, 'nobody', '无此机关', '', '000000', '')", uuid4()
        )

        (found,) = await rebuild(organs.service, organs.projection, pool, client)

        assert (found.missing, found.surplus) == (0, 1)
        assert await pool.fetchval("SELECT count(*) FROM organ WHERE code = 'nobody'") == 0
