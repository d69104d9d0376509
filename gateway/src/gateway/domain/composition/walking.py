"""The walk from money to outcome, and back (platform.md 5).

Special fund, its management document, the policy resting on it, the matter and the
cases by which it was applied for, what was paid, and the reviews: each service knows
what lies next to its own things, the walk puts the steps together.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

STATIONS = {
    "fund": "专项资金", "document": "依据文件", "article": "条款", "policy": "惠企政策",
    "matter": "办理事项", "case": "申请办件", "certificate": "证照结果", "allocation": "资金分配",
    "project": "项目", "recipient": "资金去向", "review": "服务评价", "bad_review": "差评整改",
    "topic": "专题", "organ": "部门",
}  # fmt: skip
KNOWN_BY = {
    "fund": ("budget", "policies"),
    "document": ("budget", "policies", "approvals", "documents"),
    "article": ("documents",),
    "policy": ("policies", "budget"),
    "matter": ("approvals", "policies", "feedback"),
    "case": ("approvals", "policies", "budget", "feedback"),
    "certificate": ("approvals",),
    "allocation": ("budget", "policies"),
    "project": ("budget", "documents", "feedback"),
    "recipient": ("budget", "policies"),
    "review": ("feedback",),
    "bad_review": ("feedback",),
    "topic": ("documents",),
    "organ": (),
}
# A law is cited by thousands of others: on the way only those who spend or grant by it are asked.
ON_THE_WAY = {"document": ("budget", "policies"), "recipient": (), "topic": (), "article": ()}
MOST_AT_ONCE = 12  # of one relation, of one thing
MOST_THINGS = 200


@dataclass(frozen=True, slots=True)
class Key:
    """What names a thing everywhere."""

    kind: str
    id: str

    @property
    def text(self) -> str:
        """In one word."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Link:
    """One step to a neighbour."""

    rel: str
    key: Key
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing met on the walk, and how many steps away it was first met."""

    key: Key
    title: str
    href: str
    distance: int


Neighbours = Callable[[str, Key], Awaitable[Sequence[Link] | None]]


@dataclass(slots=True)
class Walk:
    """Where the walk led; ``partial`` names services that did not answer on the way."""

    origin: Key
    things: dict[Key, Thing] = field(default_factory=dict)
    links: dict[tuple[Key, str, Key], None] = field(default_factory=dict)
    partial: set[str] = field(default_factory=set)
    truncated: bool = False

    @property
    def found(self) -> bool:
        """Whether anybody knows the origin."""
        return bool(self.links)

    def ordered(self) -> list[Thing]:
        """From money to outcome, the nearest first at each station."""
        stations = list(STATIONS)
        return sorted(
            self.things.values(),
            key=lambda thing: (
                stations.index(thing.key.kind), thing.distance, thing.title, thing.key.id,
            ),
        )  # fmt: skip


async def walk(origin: Key, depth: int, neighbours: Neighbours) -> Walk:
    """Follow the links of a thing ``depth`` steps, breadth first, each thing asked about once."""
    walked = Walk(origin, {origin: Thing(origin, "", "", 0)})
    at_hand = [origin]
    for distance in range(1, depth + 1):
        asked = [
            (service, key)
            for key in at_hand
            for service in _asked(key, is_origin=key == origin)
            if service not in walked.partial
        ]
        answers = await asyncio.gather(*(neighbours(service, key) for service, key in asked))
        at_hand = []
        for (service, key), links in zip(asked, answers, strict=True):
            if links is None:
                walked.partial.add(service)
            else:
                at_hand += _taken(walked, key, links, distance)
        if not at_hand:
            break
    return walked


def _asked(key: Key, *, is_origin: bool) -> tuple[str, ...]:
    known_by = KNOWN_BY.get(key.kind, ())
    return known_by if is_origin else ON_THE_WAY.get(key.kind, known_by)


def _taken(walked: Walk, key: Key, links: Sequence[Link], distance: int) -> list[Key]:
    """Note the links of one thing; the things met for the first time."""
    new: list[Key] = []
    of_rel: dict[tuple[str, str], int] = {}
    for link in links:
        if link.key.kind not in STATIONS or link.key == key:
            continue
        count = of_rel[link.rel, link.key.kind] = of_rel.get((link.rel, link.key.kind), 0) + 1
        known = walked.things.get(link.key)
        if known is None and (count > MOST_AT_ONCE or len(walked.things) >= MOST_THINGS):
            walked.truncated = True
            continue
        walked.links[key, link.rel, link.key] = None
        if known is None:
            walked.things[link.key] = Thing(link.key, link.title, link.href, distance)
            new.append(link.key)
        else:
            walked.things[link.key] = replace(
                known, title=known.title or link.title, href=known.href or link.href
            )
    return new
