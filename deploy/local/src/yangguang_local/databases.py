"""Databases of the embedded server: one per service, two roles each, nobody else let in.

`<name>_owner` owns the database and runs migrations. `<name>` is the service:
it reads and writes rows of what the owner creates, and may not change tables.
No service's role may connect to another's database.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import asyncpg

from yangguang_local.secrets import Secrets

SUPERUSER = "house"
MAINTENANCE = "postgres"

_RIGHTS_IN_THE_DATABASE = """
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO "{name}_owner";
GRANT USAGE ON SCHEMA public TO "{name}";
ALTER DEFAULT PRIVILEGES FOR ROLE "{name}_owner" GRANT USAGE ON SCHEMAS TO "{name}";
ALTER DEFAULT PRIVILEGES FOR ROLE "{name}_owner"
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{name}";
ALTER DEFAULT PRIVILEGES FOR ROLE "{name}_owner" GRANT USAGE, SELECT ON SEQUENCES TO "{name}";
ALTER DEFAULT PRIVILEGES FOR ROLE "{name}_owner" REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE "{name}_owner" GRANT EXECUTE ON FUNCTIONS TO "{name}";
"""


@dataclass(frozen=True)
class Databases:
    """How to reach the server's databases, and how to make them. Any process of ours may do it."""

    socket: Path
    secrets: Secrets

    def dsn(self, name: str, *, owner: bool = False, database: str | None = None) -> str:
        """The address of a service's database for one of its two roles."""
        return self._dsn(f"{name}_owner" if owner else name, database or name)

    def superuser_dsn(self, database: str = MAINTENANCE) -> str:
        """The address for ourselves; no service is given it."""
        return self._dsn(SUPERUSER, database)

    async def prepare(self) -> None:
        """Close what PostgreSQL leaves open to everybody."""
        async with self.session() as session:
            await session.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC")

    async def ensure(self, name: str, *, database: str | None = None) -> None:
        """Make a service's roles and database, unless they are there."""
        database = database or name
        async with self.session() as session:
            await session.execute("SELECT pg_advisory_lock(hashtext($1))", f"roles of {name}")
            await self._ensure_role(session, f"{name}_owner")
            await self._ensure_role(session, name)
            if not await _exists(session, database):
                await session.execute(f'CREATE DATABASE "{database}" OWNER "{name}_owner"')
            await self._let_in(session, name, database)
        async with self.session(database) as session:
            await session.execute(_RIGHTS_IN_THE_DATABASE.format(name=name))

    async def copy(self, name: str, template: str, database: str) -> None:
        """Make a database of a service as a copy of another one, rights included.

        File by file: a third of the work of writing every page to the log as well.
        """
        async with self.session() as session:
            await session.execute(
                f'CREATE DATABASE "{database}" OWNER "{name}_owner" TEMPLATE "{template}"'
                " STRATEGY FILE_COPY"
            )
            await self._let_in(session, name, database)

    async def drop(self, database: str) -> None:
        """Forget a database, whoever is still connected."""
        async with self.session() as session:
            await session.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    async def exists(self, database: str) -> bool:
        """Whether there is such a database."""
        async with self.session() as session:
            return await _exists(session, database)

    async def rename(self, database: str, to: str) -> None:
        """Give a database its final name."""
        async with self.session() as session:
            await session.execute(f'ALTER DATABASE "{database}" RENAME TO "{to}"')

    @asynccontextmanager
    async def session(self, database: str = MAINTENANCE) -> AsyncIterator["asyncpg.Connection"]:
        """A connection of our own."""
        connection = await asyncpg.connect(self.superuser_dsn(database))
        try:
            yield connection
        finally:
            await connection.close()

    def _dsn(self, role: str, database: str) -> str:
        password = self.secrets.password(f"postgres-{role}")
        return (
            f"postgresql://{role}:{password}@/{database}?host={quote(str(self.socket), safe='/')}"
        )

    async def _ensure_role(self, session: "asyncpg.Connection", role: str) -> None:
        if not await session.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
            password = self.secrets.password(f"postgres-{role}")  # url-safe letters, no quote
            await session.execute(f"CREATE ROLE \"{role}\" LOGIN PASSWORD '{password}'")

    async def _let_in(self, session: "asyncpg.Connection", name: str, database: str) -> None:
        await session.execute(f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC')
        await session.execute(f'GRANT CONNECT, TEMPORARY ON DATABASE "{database}" TO "{name}"')


async def _exists(session: "asyncpg.Connection", database: str) -> bool:
    return bool(await session.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database))
