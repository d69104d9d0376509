"""The policies that hold, indexed in this process: rebuilt beside, then swapped.

A request reads the number of the edition. Is it another than the one on the shelf, the shelf is
made anew: only versions that are new are read and parsed. The request waits for that a moment at
most, then goes on with what there is, and says which edition it was.
"""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.benefits.stacking import SharedCap, Stacking
from svc_policy_match.domain.matching.index import Index
from svc_policy_match.domain.policies.reading import ReadPolicy, read_policy
from svc_policy_match.storage.policies import policies, stacking, versions

LONGEST_WAIT_SECONDS = 1.0
Key = tuple[UUID, int]


@dataclass(frozen=True)
class Shelf:
    """One edition: its policies by id, their index by audience, the rules among them."""

    edition: int
    policies: Mapping[UUID, ReadPolicy]
    indexes: Mapping[str, Index]
    stacking: Stacking
    sentences: Mapping[frozenset[str], str]


@dataclass
class Shelves:
    """The shelf in use, and the next while it is being made."""

    registry: Registry
    _shelf: Shelf | None = None
    _making: "asyncio.Task[Shelf] | None" = None
    _read: dict[Key, ReadPolicy] = field(default_factory=dict)

    async def current(self, work: UnitOfWork) -> Shelf:
        """The policies that hold; of the edition before when the new one takes its time."""
        edition = await policies.edition(work)
        shelf = self._shelf
        if shelf is not None and shelf.edition == edition:
            return shelf
        if shelf is None:
            return await self._made(work, edition)
        if self._making is None or self._making.done():
            rows, rules = await self._rows(work), await stacking.rules(work)
            self._making = asyncio.create_task(self._make(edition, rows, rules))
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(asyncio.shield(self._making), LONGEST_WAIT_SECONDS)
        return shelf

    async def _made(self, work: UnitOfWork, edition: int) -> Shelf:
        rows, rules = await self._rows(work), await stacking.rules(work)
        return await self._make(edition, rows, rules)

    async def _rows(self, work: UnitOfWork) -> tuple[Sequence[Key], Sequence[versions.Version]]:
        """Which versions hold, and those of them not read before."""
        keys = await versions.numbers_in_force(work)
        new = [one for one in keys if one not in self._read]
        return keys, await versions.these(work, new) if new else []

    async def _make(
        self,
        edition: int,
        rows: tuple[Sequence[Key], Sequence[versions.Version]],
        rules: Sequence[Row],
    ) -> Shelf:
        keys, new = rows
        made, read = await asyncio.to_thread(self._build, edition, keys, new, rules)
        if self._shelf is None or made.edition >= self._shelf.edition:
            self._shelf, self._read = made, read
        return made

    def _build(
        self,
        edition: int,
        keys: Sequence[Key],
        new: Sequence[versions.Version],
        rules: Sequence[Row],
    ) -> tuple[Shelf, dict[Key, ReadPolicy]]:
        fresh = {
            (one.policy_id, one.version): read_policy(
                one.policy_id, one.code, one.version, one.said, self.registry
            )
            for one in new
        }
        known = {**self._read, **fresh}
        read = {key: known[key] for key in keys if key in known}
        held = {one.policy_id: one for one in read.values()}
        indexes = {
            audience: Index(
                (str(one.policy_id), one.condition)
                for one in held.values()
                if one.said.audience.value == audience
            )
            for audience in {one.said.audience.value for one in held.values()}
        }
        return Shelf(edition, held, indexes, *_stacking(rules, held)), read


def _stacking(
    rules: Sequence[Row], held: Mapping[UUID, ReadPolicy]
) -> tuple[Stacking, Mapping[frozenset[str], str]]:
    exclusive, caps = [], []
    sentences: dict[frozenset[str], str] = {}
    for one in rules:
        group = frozenset(str(each) for each in one["policies"] if each in held)
        sentences[group] = one["sentence"]
        if one["most"] is not None:
            caps.append(SharedCap(group, one["most"]))
        else:
            exclusive.append(group)
    return Stacking(tuple(exclusive), tuple(caps)), sentences
