"""A new data key: old values come under it while others work, and what cannot be read is told."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import asyncpg
import pytest
import sqlalchemy as sa
from key_building import a_data_key, with_keys
from platform_building import Platform, some_settings

from shared import rotation
from shared.commands.keys import carried_out
from shared.database import Connection
from shared.encrypted import Encrypted, encrypted_columns
from shared.schema import append_only
from shared.settings import ServiceSettings

OLD, NEW = a_data_key(), a_data_key()
metadata = sa.MetaData()
sa.Table(
    "page", metadata,
    sa.Column("person_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.SmallInteger, primary_key=True),
    sa.Column("text", Encrypted),
)  # fmt: skip
(PAGE,) = COLUMNS = encrypted_columns(metadata)
MAKE = """
CREATE TABLE page (person_id uuid, number smallint, text text, PRIMARY KEY (person_id, number))
"""
PUT = "INSERT INTO page (person_id, number, text) VALUES ($1, $2, $3)"


@pytest.fixture
async def session(platform: Platform) -> AsyncIterator[Connection]:
    """A service's session; its role may add pages and never change one."""
    owner = await asyncpg.connect(platform.owner_dsn)
    await owner.execute(MAKE)
    await owner.execute(append_only("page"))
    await owner.close()
    own = await asyncpg.connect(platform.dsn)
    yield own
    await own.close()


@pytest.fixture
def old(platform: Platform) -> ServiceSettings:
    """Before the change."""
    return with_keys(some_settings(platform.dsn), OLD, owner_dsn=platform.owner_dsn)


@pytest.fixture
def both(old: ServiceSettings) -> ServiceSettings:
    """The new key is there, and the old one still."""
    return with_keys(old, OLD, NEW)


async def written(session: Connection, settings: ServiceSettings, *texts: str) -> UUID:
    """A person's pages."""
    person, secrets = uuid4(), settings.personal_data()
    cell = PAGE.cell(person)
    rows = [(person, number, secrets.encrypt(text, cell)) for number, text in enumerate(texts)]
    await session.executemany(PUT, rows)
    return person


async def read(session: Connection, settings: ServiceSettings, person: UUID) -> list[str]:
    """What the pages say."""
    rows = await session.fetch("SELECT text FROM page WHERE person_id = $1 ORDER BY number", person)
    return [settings.personal_data().decrypt(row["text"], PAGE.cell(person)) for row in rows]


async def test_after_it_everything_reads_without_the_old_key(
    session: Connection, old: ServiceSettings, both: ServiceSettings
) -> None:
    before = await written(session, old, "一", "二")
    since = await written(session, both, "三")
    await session.executemany(PUT, [(uuid4(), 0, None), (uuid4(), 0, "")])

    assert await carried_out(COLUMNS, both, counted_only=True) == 1
    assert await carried_out(COLUMNS, both) == 0

    new = with_keys(both, NEW)
    assert await carried_out(COLUMNS, new, counted_only=True) == 0
    assert await read(session, new, before) == ["一", "二"]
    assert await read(session, new, since) == ["三"]


async def test_counting_changes_nothing(
    session: Connection, old: ServiceSettings, both: ServiceSettings
) -> None:
    person = await written(session, old, "一")

    await carried_out(COLUMNS, both, counted_only=True)

    assert await read(session, old, person) == ["一"]


async def test_many_batches_leave_nothing_out_and_are_done_once(
    platform: Platform, session: Connection, old: ServiceSettings, both: ServiceSettings
) -> None:
    people = [await written(session, old, "一", "二", "三") for _ in range(7)]
    owner = await asyncpg.connect(platform.owner_dsn)

    first = await rotation.rewrite(owner, PAGE, both.personal_data(), batch=4)
    again = await rotation.rewrite(owner, PAGE, both.personal_data(), batch=4)

    await owner.close()
    assert (first.rewritten, again.rewritten) == (21, 0)
    new = with_keys(both, NEW)
    assert [await read(session, new, one) for one in people] == [["一", "二", "三"]] * 7


async def test_a_row_that_somebody_holds_is_not_waited_for_and_comes_the_next_time(
    platform: Platform, session: Connection, old: ServiceSettings, both: ServiceSettings
) -> None:
    await written(session, old, "一", "二")
    holder = await asyncpg.connect(platform.owner_dsn)
    async with holder.transaction():
        await holder.execute("SELECT FROM page WHERE number = 1 FOR UPDATE")
        assert await carried_out(COLUMNS, both) == 1
    await holder.close()

    assert await carried_out(COLUMNS, both) == 0


async def test_what_nobody_can_read_is_named_and_stops_nothing(
    session: Connection,
    old: ServiceSettings,
    both: ServiceSettings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lost = await written(session, with_keys(old, a_data_key()), "没有钥匙")
    person = await written(session, old, "一")

    assert await carried_out(COLUMNS, both) == 1

    assert str(PAGE.cell(lost)) in capsys.readouterr().err
    assert await read(session, with_keys(both, NEW), person) == ["一"]


async def test_a_role_that_may_not_is_told_which_may(
    platform: Platform,
    session: Connection,
    old: ServiceSettings,
    both: ServiceSettings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await written(session, old, "一")

    assert await carried_out(COLUMNS, with_keys(both, OLD, NEW, owner_dsn=platform.dsn)) == 1

    assert "OWNER_DATABASE_URL" in capsys.readouterr().err
