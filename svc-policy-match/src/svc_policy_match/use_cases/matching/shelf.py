"""The policies that hold, indexed in this process: rebuilt beside, then swapped.

A request reads the number of the edition. Is it another than the one on the shelf, the shelf is
made anew: only versions that are new are read and parsed. The request waits for that a moment at
most, then goes on with what there is, and says which edition it was.
"""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.office_hours import china_time
from svc_policy_match.domain.answers.answers import Answer, Answers
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.benefits.formulas import worth
from svc_policy_match.domain.benefits.spans import Money
from svc_policy_match.domain.benefits.stacking import SharedCap, Stacking
from svc_policy_match.domain.matching.index import Index
from svc_policy_match.domain.navigator.asking import cuts_of
from svc_policy_match.domain.navigator.board import Board
from svc_policy_match.domain.policies.reading import ReadPolicy, read_policy
from svc_policy_match.domain.sizes.derived import Derivation
from svc_policy_match.storage.policies import policies, stacking, versions

LONGEST_WAIT_SECONDS = 1.0
Key = tuple[UUID, int]
Edition = tuple[int, date]


@dataclass(frozen=True)
class Shelf:
    """One edition: its policies by id, their index by audience, the rules among them."""

    edition: int
    day: date
    policies: Mapping[UUID, ReadPolicy]
    indexes: Mapping[str, Index]
    stacking: Stacking
    sentences: Mapping[frozenset[str], str]
    _boards: dict[str, Board] = field(default_factory=dict)

    def board(self, audience: str, registry: Registry, rules: Derivation) -> Board:
        """What questions are chosen on, made when the first is asked."""
        found = self._boards.get(audience)
        if found is None:
            index = self.indexes[audience]
            tops = (self.policies[UUID(one)].formula for one in index.ids)
            values = [_top(worth(formula, {})) for formula in tops]

            def derive(said: Answers) -> Mapping[str, Answer]:
                return rules.completed(said, self.day)

            found = Board(index, registry, values, derive=derive, cuts=cuts_of(rules))
            self._boards[audience] = found
        return found


def _top(money: Money) -> int:
    """The most a policy pays in fen; what is sure where there is no end."""
    return money.lo if money.hi is None else money.hi


@dataclass
class Shelves:
    """The shelf in use, and the next while it is being made."""

    registry: Registry
    _shelf: Shelf | None = None
    _making: "asyncio.Task[Shelf] | None" = None
    _read: dict[Key, ReadPolicy] = field(default_factory=dict)

    async def current(self, work: UnitOfWork) -> Shelf:
        """The policies that hold; of the edition before when the new one takes its time."""
        edition, day = await policies.edition(work), china_time(work.now).date()
        shelf = self._shelf
        if shelf is not None and (shelf.edition, shelf.day) == (edition, day):
            return shelf
        if self._making is None or self._making.done():
            rows, rules = await self._rows(work), await stacking.rules(work)
            self._making = asyncio.create_task(self._make((edition, day), rows, rules))
        if shelf is None:
            return await asyncio.shield(self._making)
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(asyncio.shield(self._making), LONGEST_WAIT_SECONDS)
        return shelf

    async def _rows(self, work: UnitOfWork) -> tuple[Sequence[Key], Sequence[versions.Version]]:
        """Which versions hold, and those of them not read before."""
        keys = await versions.numbers_in_force(work)
        new = [one for one in keys if one not in self._read]
        return keys, await versions.these(work, new) if new else []

    async def _make(
        self,
        of: Edition,
        rows: tuple[Sequence[Key], Sequence[versions.Version]],
        rules: Sequence[Row],
    ) -> Shelf:
        keys, new = rows
        made, read = await asyncio.to_thread(self._build, of, keys, new, rules)
        self._shelf, self._read = made, read
        return made

    def _build(
        self,
        of: Edition,
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
        held = {one.policy_id: one for one in read.values() if not _is_over(one, of[1])}
        indexes = {
            audience: Index(
                (str(one.policy_id), one.condition)
                for one in held.values()
                if one.said.audience.value == audience
            )
            for audience in {one.said.audience.value for one in held.values()}
        }
        return Shelf(*of, held, indexes, *_stacking(rules, held)), read


def _is_over(policy: ReadPolicy, day: date) -> bool:
    """Whether its last day to apply is past; one that opens later is matched already."""
    return policy.said.closes_on is not None and policy.said.closes_on < day


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
