"""One tree in four readings, each asked for the verdicts of the same policies and profiles."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import product
from uuid import UUID

import asyncpg

from svc_policy_match.domain.answers.answers import Answers
from svc_policy_match.domain.conditions.trees import Condition, evaluate
from svc_policy_match.domain.conditions.truth import FALSE, TRUE, UNKNOWN, Truth
from svc_policy_match.domain.matching.index import Index
from svc_policy_match.domain.rows.cells import Layout
from svc_policy_match.storage.columns.alone import Alone
from svc_policy_match.storage.columns.columns import Columns, Cuts
from svc_policy_match.storage.columns.tables import Paths, table_of
from svc_policy_match.storage.reverse.finding import finding
from svc_policy_match.storage.reverse.rows import indexes, insert_rows, tables
from yangguang_local.databases import Databases

Policies = Mapping[str, Condition]
Verdicts = dict[tuple[str, int], Truth]  # by policy and number of the profile


def by_tree(policies: Policies, profiles: Sequence[Answers]) -> Verdicts:
    """The reference."""
    return {
        (policy, number): evaluate(condition, answers)
        for policy, condition in policies.items()
        for number, answers in enumerate(profiles)
    }


def by_index(policies: Policies, profiles: Sequence[Answers]) -> Verdicts:
    """Profile by profile against all policies."""
    index = Index(policies.items())
    found: Verdicts = {}
    for number, answers in enumerate(profiles):
        verdicts = index.match(answers)
        found |= {(one, number): verdicts.of(place) for place, one in enumerate(index.ids)}
    return found


def by_columns(policies: Policies, layout: Layout, profiles: Sequence[Answers]) -> Verdicts:
    """All against all."""
    columns = Columns(table_of(layout, profiles), Cuts(policies.values()))
    found: Verdicts = {}
    for policy, condition in policies.items():
        true, possible = columns.masks(condition)
        assert not (true & ~possible).any()
        for number in range(len(profiles)):
            found[policy, number] = Truth(int(true[number]) + int(possible[number]))
    return found


def by_columns_alone(policies: Policies, layout: Layout, profiles: Sequence[Answers]) -> Verdicts:
    """Policy by policy, reading on only where it is still possible."""
    table, paths = table_of(layout, profiles), dict[str, Paths]()
    found: Verdicts = dict.fromkeys(product(policies, range(len(profiles))), FALSE)
    for policy, condition in policies.items():
        rows, true = Alone(condition, paths).found(table)
        for number, matched in zip(rows.tolist(), true.tolist(), strict=True):
            found[policy, number] = TRUE if matched else UNKNOWN
    return found


class Rows:
    """Tables of a real PostgreSQL, filled anew for every question."""

    def __init__(self, runner: asyncio.Runner, connection: asyncpg.Connection) -> None:
        self._runner = runner
        self._connection = connection

    def verdicts(self, policies: Policies, layout: Layout, profiles: Sequence[Answers]) -> Verdicts:
        """Policy by policy against all profiles."""
        return self._runner.run(self._asked(policies, layout, profiles))

    async def _asked(
        self, policies: Policies, layout: Layout, profiles: Sequence[Answers]
    ) -> Verdicts:
        await self._connection.execute("DISCARD TEMP")
        for statement in tables(layout):
            await self._connection.execute(statement)
        numbered = {UUID(int=number): one for number, one in enumerate(profiles)}
        await insert_rows(self._connection, layout, numbered)
        for statement in indexes(layout):
            await self._connection.execute(statement)
        return {
            (policy, number): truth
            for policy, condition in policies.items()
            for number, truth in enumerate(await self._of(condition, layout, len(profiles)))
        }

    async def _of(self, condition: Condition, layout: Layout, profiles: int) -> list[Truth]:
        rows, where = finding(condition, layout)
        found = [FALSE] * profiles
        for row in await self._connection.fetch(rows, *where.parameters):
            found[UUID(str(row["id"])).int] = TRUE if row["matched"] else UNKNOWN
        return found


@contextmanager
def rows_in(databases: Databases) -> Iterator[Rows]:
    """A connection whose tables are its own and vanish with it."""
    with asyncio.Runner() as runner:
        connection = runner.run(asyncpg.connect(databases.superuser_dsn()))
        runner.run(connection.execute("SET search_path = pg_temp"))
        try:
            yield Rows(runner, connection)
        finally:
            runner.run(connection.close())


def agree(rows: Rows, policies: Policies, layout: Layout, profiles: Sequence[Answers]) -> Verdicts:
    """All four say the same of every policy and profile; what they say."""
    expected = by_tree(policies, profiles)
    assert by_index(policies, profiles) == expected
    assert by_columns(policies, layout, profiles) == expected
    assert by_columns_alone(policies, layout, profiles) == expected
    assert rows.verdicts(policies, layout, profiles) == expected
    return expected
