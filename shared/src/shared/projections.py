"""What others told, kept as rows: a projection can be made anew from its owners' facts.

Declared are only tables that hang on nothing but these facts. What a service did when it heard
of something (wrote to people, opened a case) is no projection: that is not done twice.

One transaction makes all of it: whoever reads sees the old rows until the new ones are there.
Consumers of the service may run; they wait for it, and what they took while the facts were
being read is asked for again. Reactions run as they did the first time, but tell nobody.
"""

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from nats.aio.client import Client

from shared import snapshots
from shared.consumer import Reactions, name_of
from shared.database import Pool, UnitOfWork
from shared.events import Event, declared
from shared.events.envelope import Envelope
from shared.refusals import Refusal, Unavailable

PATIENCE = "SET LOCAL lock_timeout = '10s'"
POSITIONS = (
    "SELECT consumer, aggregate_id, sequence FROM inbox WHERE consumer = ANY ($1) FOR UPDATE"
)
TAKEN = """
INSERT INTO inbox (consumer, aggregate_id, sequence)
SELECT * FROM unnest($1::text[], $2::uuid[], $3::bigint[])
ON CONFLICT (consumer, aggregate_id) DO UPDATE SET sequence = EXCLUDED.sequence
"""


class FactsForgotten(Exception):
    """A fact was taken that its owner no longer knows of, so nothing can be made anew from it."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Tables of a service, and whose facts they are made of."""

    name: str
    nouns: tuple[str, ...]
    tables: tuple[str, ...]
    reactions: Reactions


@dataclass(frozen=True, slots=True)
class Difference:
    """A table before and after: rows that should have been there, and rows that should not."""

    table: str
    rows: int
    missing: int
    surplus: int


@dataclass(slots=True)
class Told:
    """The facts a projection reacts to, and how far each aggregate has come."""

    facts: list[Envelope] = field(default_factory=list)
    reached: dict[tuple[str, UUID], int] = field(default_factory=dict)


class Replay(UnitOfWork):
    """Facts once more: what they were answered with was told the first time."""

    async def announce(self, aggregate_id: UUID, *events: Event) -> None:
        """Tell nobody."""

    def record_arguments(self, aggregate_id: UUID, *events: Event) -> Sequence[Any]:
        """Whoever tells in a statement of their own would tell twice."""
        raise NotImplementedError(f"{aggregate_id} is no part of a projection: it tells {events}")


async def rebuild(
    service: str, one: Projection, pool: Pool, client: Client, *, kept: bool = True
) -> list[Difference]:
    """Make a projection anew; unless `kept` only look at what would be different.

    Raises FactsForgotten; a fault of a reaction leaves everything as it was.
    """
    told = Told()
    for noun in one.nouns:
        await _hear(told, one, snapshots.facts_of(client, noun, None), noun)
    async with Replay(pool, datetime.now(UTC), actor=f"system:{service}", locks=True) as work:
        await work.lock()
        await _hold(work, service, one, told, client)
        before = {table: await _rows(work, table) for table in one.tables}
        for table in one.tables:
            await work.write(f'DELETE FROM "{table}"')
        await _take(work, one, told.facts)
        await _remember(work, service, told.reached)
        found = [_difference(table, before[table], await _rows(work, table)) for table in before]
        if kept:
            await work.commit()
    return found


async def _hear(told: Told, one: Projection, facts: AsyncIterator[Envelope], noun: str) -> None:
    async for fact in facts:
        if told.reached.get((noun, fact.aggregate_id), 0) >= fact.sequence:
            continue
        told.reached[noun, fact.aggregate_id] = fact.sequence
        if one.reactions.to(fact.subject) is not None:
            told.facts.append(fact)


async def _hold(
    work: UnitOfWork, service: str, one: Projection, told: Told, client: Client
) -> None:
    """From here on nobody else writes the tables; what came meanwhile is heard too."""
    await work.write(PATIENCE)
    for table in ("inbox", *one.tables):  # in the order a consumer takes them
        await work.write(f'LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE')
    nouns = {name_of(service, noun): noun for noun in one.nouns}
    positions = await work.fetch(POSITIONS, list(nouns))
    for consumer, aggregate_id, sequence in positions:
        key = (noun := nouns[consumer], aggregate_id)
        if told.reached.get(key, 0) < sequence:
            await _hear(told, one, snapshots.facts_of(client, noun, aggregate_id), noun)
        if told.reached.get(key, 0) < sequence:
            raise FactsForgotten(f"{noun} {aggregate_id} #{sequence}")


async def _take(work: Replay, one: Projection, facts: Sequence[Envelope]) -> None:
    """In the order of their time; what was refused then is refused again."""
    for fact in sorted(facts, key=lambda each: (each.at, each.aggregate_id, each.sequence)):
        reaction, event_class = one.reactions.to(fact.subject), declared(fact.subject)
        if reaction is None or event_class is None:
            continue
        work.now = fact.at
        try:
            async with work.part():
                await reaction(event_class.model_validate(fact.data), work, fact)
        except Unavailable:
            raise
        except Refusal:
            continue
        except Exception as fault:
            fault.add_note(f"{fact.subject} {fact.aggregate_id} #{fact.sequence}")
            raise


async def _remember(
    work: UnitOfWork, service: str, reached: Mapping[tuple[str, UUID], int]
) -> None:
    consumers = [name_of(service, noun) for noun, _ in reached]
    await work.write(TAKEN, consumers, [key for _, key in reached], list(reached.values()))


async def _rows(work: UnitOfWork, table: str) -> Counter[str]:
    return Counter(row[0] for row in await work.fetch(f'SELECT t::text FROM "{table}" t'))


def _difference(table: str, before: Counter[str], after: Counter[str]) -> Difference:
    return Difference(
        table, after.total(), (after - before).total(), (before - after).total()
    )  # fmt: skip
