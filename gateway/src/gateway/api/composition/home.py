"""The first page of each channel, in one call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel

from gateway.api.composition import stats
from gateway.api.composition.asking import Asks, Shared, target_of
from gateway.api.composition.card_views import PARTIAL, SectionView, card_views
from gateway.api.composition.stats import FiguresView, figures_of
from gateway.api.resources import Lent
from gateway.domain.composition import cards
from gateway.domain.composition.cards import Card
from gateway.domain.composition.parts import Gathered, Part, gathered
from shared.edge import edge_router
from shared.identity import AnyCaller
from shared.reading import Fields

router = edge_router("home", prefix="/api/v1/home")
SECONDS = 1.5
ChannelName = Literal["web", "mini_program", "kiosk"]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page: where its things are, and how many each channel shows."""

    title: str
    service: str
    path: str
    card: Callable[[dict[str, Any]], Card]
    web: int
    mini_program: int
    kiosk: int
    query: tuple[tuple[str, str], ...] = ()


SECTIONS = {
    "matters": Section("热门“一件事”", "approvals", "matters", cards.of_matter, 12, 8, 12),
    "policies": Section("惠企政策", "policies", "policies", cards.of_policy, 6, 4, 6,
                        (("closed", "false"),)),
    "documents": Section("最新文件", "documents", "documents", cards.of_document, 8, 5, 0,
                         (("sort", "-issued_on"),)),
    "funds": Section("财政资金", "budget", "budget/funds", cards.of_fund, 6, 3, 0),
    "consultations": Section("意见征集", "feedback", "consultations", cards.of_consultation,
                             4, 2, 0, (("state", "open"),)),
    "topics": Section("专题专栏", "documents", "topics", cards.of_topic, 4, 2, 0),
    "places": Section("办事地点", "approvals", "places", cards.of_place, 4, 4, 6),
}  # fmt: skip


class EntryView(BaseModel):
    """A door of the page: what a person can do here, and the route behind it."""

    name: str
    title: str
    href: str


class HomeView(BaseModel):
    """The first page: doors, figures and sections; what is missing is named."""

    channel: ChannelName
    entries: list[EntryView]
    figures: FiguresView
    sections: list[SectionView]
    partial: list[str] = PARTIAL


APPLY = EntryView(name="apply", title="我要办事", href="/api/v1/matters")
TRACK = EntryView(name="track", title="查办件进度", href="/api/v1/track/{case_no}")
MATCH = EntryView(name="match", title="政策匹配", href="/api/v1/match/sessions")
SEARCH = EntryView(name="search", title="搜索", href="/api/v1/search")
REVIEW = EntryView(name="review", title="好差评", href="/api/v1/reviews/opportunities")
LETTER = EntryView(name="letter", title="写信", href="/api/v1/letters")
SUGGEST = EntryView(name="suggest", title="意见箱", href="/api/v1/suggestions")
MONEY = EntryView(name="money", title="财政公开", href="/api/v1/budget/funds")
ENTRIES: dict[ChannelName, list[EntryView]] = {
    "web": [SEARCH, APPLY, TRACK, MATCH, MONEY, REVIEW, LETTER, SUGGEST],
    "mini_program": [SEARCH, APPLY, TRACK, MATCH, REVIEW, LETTER, SUGGEST],
    "kiosk": [APPLY, TRACK, MATCH, REVIEW],
}


@router.get("", dependencies=[Fields])
async def read_home(
    _: AnyCaller,
    asks: Asks,
    shared: Shared,
    lent: Lent,
    channel: Annotated[ChannelName, Query(description="为哪个渠道")] = "web",
) -> HomeView:
    """The first page of a channel; a service that is slow is left out and named in `partial`."""
    wanted = {name: each for name, each in SECTIONS.items() if getattr(each, channel)}
    sections = [
        Part(
            f"section {name}", each.service,
            asks.public(each.path, limit=getattr(each, channel), count="true", **dict(each.query)),
        )
        for name, each in wanted.items()
    ]  # fmt: skip
    told = await gathered([*sections, *stats.parts_of(asks, lent.region_code)], SECONDS)
    shared(told.partial)
    return HomeView(
        channel=channel,
        entries=ENTRIES[channel],
        figures=FiguresView.model_validate(figures_of(told)),
        sections=[_section(name, each, told) for name, each in wanted.items()
                  if told.get(f"section {name}")],
        partial=told.partial,
    )  # fmt: skip


def _section(name: str, section: Section, told: Gathered) -> SectionView:
    page = told.told[f"section {name}"]
    return SectionView(
        name=name,
        title=section.title,
        total=page["total"],
        href=target_of(section.path, dict(section.query)),
        items=card_views(section.card(row) for row in page["items"]),
    )
