"""The trace: from money to outcome, and back."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from gateway.api.composition.asking import Asking, Asks, Shared
from gateway.api.composition.card_views import PARTIAL
from gateway.domain.composition.parts import PartAway
from gateway.domain.composition.walking import STATIONS, Key, Link, Thing, Walk, walk
from shared.edge import edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields
from shared.refusals import NotFound

router = edge_router("trace", prefix="/api/v1/trace")
STEP_SECONDS = 1.0
MOST_AT_ONCE = 16
TraceKind = Literal[
    "fund", "document", "article", "policy", "matter", "case", "certificate", "allocation",
    "project", "recipient", "review", "bad_review", "topic",
]  # fmt: skip


@dataclass(eq=False)
class TraceUnknown(NotFound):
    """没有找到可以追踪的对象。"""

    advice: ClassVar[str] = "请核对种类和编号；未公开或尚无关联的对象没有追踪结果。"


class ThingView(BaseModel):
    """One thing on the walk."""

    key: str = Field(examples=["policy:500b5e0b-48fe-5172-9832-d70304a6e1b5"])
    kind: str = Field(examples=["policy"])
    station: str = Field(description="从资金到成效的哪一站", examples=["惠企政策"])
    id: str
    title: str
    href: str
    distance: int = Field(description="离起点几步", examples=[1])


class StepView(BaseModel):
    """One step of the walk, by the keys of its two ends."""

    model_config = ConfigDict(populate_by_name=True)

    begin: str = Field(serialization_alias="from", examples=["fund:68a0c6fb"])
    rel: str = Field(examples=["pays"])
    end: str = Field(serialization_alias="to", examples=["policy:500b5e0b"])


class TraceView(BaseModel):
    """Everything met on the walk, in the order of the money: fund to reviews."""

    origin: ThingView
    things: list[ThingView]
    links: list[StepView]
    truncated: bool = Field(description="某一处关联过多，只列出了前面的")
    partial: list[str] = PARTIAL


@router.get("/{kind}/{thing_id}", dependencies=[Fields], responses=documented(TraceUnknown))
async def trace(
    _: AnyCaller,
    asks: Asks,
    shared: Shared,
    kind: TraceKind,
    thing_id: Annotated[str, Path(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")],
    depth: Annotated[int, Query(ge=1, le=6, description="走几步")] = 4,
) -> TraceView:
    """Walk the links of fund, document, policy, matter, case, payment and review."""
    walked = await walk(Key(kind, thing_id), depth, _Neighbours(asks))
    if not walked.found and not walked.partial:
        raise TraceUnknown
    shared(sorted(walked.partial))
    return _view(walked)


class _Neighbours:
    """Asks few at a time, each for a second at most."""

    def __init__(self, asks: Asking) -> None:
        self._asks = asks
        self._free = asyncio.Semaphore(MOST_AT_ONCE)

    async def __call__(self, service: str, key: Key) -> Sequence[Link] | None:
        async with self._free:
            try:
                async with asyncio.timeout(STEP_SECONDS):
                    return await self._asks.links(service, key)
            except (TimeoutError, PartAway):
                return None


def _view(walked: Walk) -> TraceView:
    return TraceView(
        origin=_thing(walked.things[walked.origin]),
        things=[_thing(thing) for thing in walked.ordered()],
        links=[
            StepView(begin=begin.text, rel=rel, end=end.text) for begin, rel, end in walked.links
        ],
        truncated=walked.truncated,
        partial=sorted(walked.partial),
    )


def _thing(thing: Thing) -> ThingView:
    key = thing.key
    return ThingView(
        key=key.text, kind=key.kind, station=STATIONS[key.kind], id=key.id,
        title=thing.title, href=thing.href, distance=thing.distance,
    )  # fmt: skip
