"""Search over everything: five sources, one ranked answer."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, get_args

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from gateway.api.composition.asking import Asking, Asks, Shared, target_of
from gateway.api.composition.card_views import PARTIAL, CardView, card_views
from gateway.domain.composition import cards
from gateway.domain.composition.cards import KINDS, Card
from gateway.domain.composition.parts import Gathered, Part, PartAway, gathered
from gateway.domain.composition.ranking import ranked, without_repeats
from gateway.domain.composition.walking import KNOWN_BY, Key
from shared.edge import edge_router
from shared.identity import AnyCaller
from shared.pages import Paging, link_next, page_of
from shared.reading import Fields

router = edge_router("search", prefix="/api/v1/search")
SECONDS = 1.5
LINKS_SECONDS = 0.5
LINKED = 5  # of the first cards the neighbours are told as well
MOST_LINKS = 6
EACH = 50  # asked of every source for every page, so that one order holds over all pages

FoundKind = Literal["matter", "document", "policy", "fund", "place"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where one kind of thing is found."""

    kind: FoundKind
    service: str
    path: str
    card: Callable[[dict[str, Any]], Card]


SOURCES = {
    "matters": Source("matter", "approvals", "matters", cards.of_matter),
    "policies": Source("policy", "policies", "policies", cards.of_policy),
    "documents": Source("document", "documents", "documents", cards.of_document),
    "funds": Source("fund", "budget", "budget/funds", cards.of_fund),
    "places": Source("place", "approvals", "places", cards.of_place),
    "resources": Source("place", "documents", "resource-map", cards.of_resource),
}

OWNERS: dict[str, str] = {source.kind: source.service for source in SOURCES.values()}


class FacetView(BaseModel):
    """How many of one kind were found, and where all of them are listed."""

    kind: FoundKind
    title: str = Field(examples=["惠企政策"])
    count: int
    href: str = Field(examples=["/api/v1/policies?q=补贴"])


class SearchView(BaseModel):
    """What was found, the best first."""

    items: list[CardView]
    next_cursor: str | None
    total: int | None
    facets: list[FacetView]
    did_you_mean: str | None = Field(description="可能想找的词")
    partial: list[str] = PARTIAL


@router.get("", dependencies=[Fields])
async def search(
    request: Request,
    response: Response,
    _: AnyCaller,
    asks: Asks,
    shared: Shared,
    paging: Paging,
    q: Annotated[str, Query(min_length=1, max_length=100, pattern=r"\S", examples=["开理发店"])],
    kind: Annotated[list[FoundKind] | None, Query(description="只找这些种类，可重复")] = None,
) -> SearchView:
    """Documents, matters, policies, funds and places in one order, with facets and links.

    Of each kind the first fifty are ranked; all of a kind are where its facet leads. A service
    that does not answer in time is left out and named in `partial`.
    """
    (position,) = paging.after_of(int)
    begin = max(position or 0, 0)
    told = await _asked(asks, q.strip(), frozenset(kind or ()))
    found = {name: _cards_of(name, told) for name in SOURCES}
    best = without_repeats(ranked(found, q))[begin : begin + paging.fetch]
    shown = best if begin else await _with_links(asks, best)
    rows = [{"card": card, "position": begin + at} for at, card in enumerate(shown, 1)]
    facets = _facets(told, q.strip())
    total = sum(facet.count for facet in facets) if paging.count else None
    page = page_of(rows, paging, ("position",), total)
    link_next(request, response, page)
    shared(told.partial)
    return SearchView(
        items=card_views(row["card"] for row in page["items"]),
        next_cursor=page["next_cursor"],
        total=total,
        facets=facets,
        did_you_mean=(told.get("documents") or {}).get("did_you_mean"),
        partial=told.partial,
    )


async def _asked(asks: Asking, q: str, kinds: frozenset[FoundKind]) -> Gathered:
    return await gathered(
        [
            Part(
                name, source.service,
                asks.public(source.path, q=q, limit=EACH, count="true"),
            )
            for name, source in SOURCES.items()
            if not kinds or source.kind in kinds
        ],
        SECONDS,
    )  # fmt: skip


def _cards_of(name: str, told: Gathered) -> list[Card]:
    rows = (told.get(name) or {"items": []})["items"]
    return [SOURCES[name].card(row) for row in rows]


def _facets(told: Gathered, q: str) -> list[FacetView]:
    facets = []
    for kind in get_args(FoundKind):
        names = [name for name, each in SOURCES.items() if each.kind == kind and told.get(name)]
        if names:
            count = sum(told.told[name]["total"] for name in names)
            href = target_of(SOURCES[names[0]].path, {"q": q})
            facets.append(FacetView(kind=kind, title=KINDS[kind], count=count, href=href))
    return facets


async def _with_links(asks: Asking, best: list[Card]) -> list[Card]:
    """The first cards with their neighbours; without, where those are not told in time."""
    first = await asyncio.gather(*(_linked(asks, card) for card in best[:LINKED]))
    return [*first, *best[LINKED:]]


async def _linked(asks: Asking, card: Card) -> Card:
    if card.links or card.kind not in KNOWN_BY:
        return replace(card, links=card.links[:MOST_LINKS])
    try:
        async with asyncio.timeout(LINKS_SECONDS):
            links = await asks.links(OWNERS[card.kind], Key(card.kind, card.id))
    except (TimeoutError, PartAway):
        return card
    told = ({"rel": e.rel, "kind": e.key.kind, "id": e.key.id, "title": e.title, "href": e.href}
            for e in links if e.title)  # fmt: skip
    return replace(card, links=tuple(told)[:MOST_LINKS])
