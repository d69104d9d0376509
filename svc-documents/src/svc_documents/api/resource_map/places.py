"""Routes of the resource map: places in a box, or the nearest first."""

from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, IfMatch, etag, publicly
from shared.refusals import PreconditionMissing, Stale
from svc_documents.api.resource_map.geojson import MEDIA_TYPE, geojson
from svc_documents.api.resource_map.place_filters import PlaceFilters, PlaceSearchInvalid
from svc_documents.api.resource_map.place_views import (
    ResourceKindView,
    ResourcePlaceRequest,
    ResourcePlaceView,
)
from svc_documents.api.tools import Editor
from svc_documents.domain.resource_map.places import ResourcePlace
from svc_documents.storage.resource_map import places
from svc_documents.use_cases.resource_map import places as use_cases
from svc_documents.use_cases.resource_map.places import (
    ResourceKindUnknown,
    ResourcePlaceNotFound,
)

router = edge_router("resource-map", prefix="/api/v1/resource-map")
CREATED = 201
PlaceId = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$", examples=["library-001"])
]


@router.get("/kinds", dependencies=[publicly(300), Fields])
async def list_resource_kinds(work: Work, _: AnyCaller) -> list[ResourceKindView]:
    """The kinds of places, with how many open ones there are."""
    return [ResourceKindView(**row) for row in await places.kinds(work)]


@router.get(
    "",
    response_model=Page[ResourcePlaceView],
    dependencies=[publicly(300), Fields],
    responses={**documented(PlaceSearchInvalid), 200: {"content": {MEDIA_TYPE: {}}}},
)
async def list_resource_places(
    work: Work,
    _: AnyCaller,
    page: Paging,
    request: Request,
    response: Response,
    filters: Annotated[PlaceFilters, Depends()],
    form: Annotated[
        Literal["json", "geojson"] | None,
        Query(alias="format", description="geojson 等同于 Accept: application/geo+json"),
    ] = None,
) -> Any:
    """Places in order of their ids, in a box if one is given; with `near` the nearest first."""
    listed = await _page(work, page, filters)
    link_next(request, response, listed)
    response.headers["Vary"] = "Accept"
    if form == "geojson" or (form is None and MEDIA_TYPE in request.headers.get("accept", "")):
        answer = geojson(listed)
        answer.headers.update(response.headers)
        return answer
    return listed


async def _page(work: Work, page: Paging, filters: PlaceFilters) -> dict[str, Any]:
    wanted, near = filters.asked()
    if near is None:
        (after,) = page.after_of(str)
        rows = await places.listed(work, wanted, after or "", page.fetch)
        total = await places.counted(work, wanted) if page.count else None
    else:
        metres, place_id = page.after_of(int, str)
        rows = await places.listed_near(work, wanted, near, (metres, place_id), page.fetch)
        total = await places.counted_near(work, wanted, near) if page.count else None
    key = ("distance", "place_id") if near else ("place_id",)
    return page_of([dict(row) for row in rows], page, key, total)


@router.get(
    "/{place_id}",
    response_model=ResourcePlaceView,
    dependencies=[publicly(300), Fields],
    responses=documented(ResourcePlaceNotFound),
)
async def get_resource_place(
    work: Work, _: AnyCaller, place_id: PlaceId, response: Response
) -> ResourcePlace:
    """One place."""
    place, version = await use_cases.place_with_id(work, place_id)
    response.headers["ETag"] = etag(version)
    return place


@router.put(
    "/{place_id}",
    response_model=ResourcePlaceView,
    responses={
        **documented(ResourcePlaceNotFound, ResourceKindUnknown, Stale, PreconditionMissing),
        CREATED: {"model": ResourcePlaceView, "description": "Entered"},
    },
)
async def put_resource_place(
    work: Work,
    caller: Editor,
    place_id: PlaceId,
    body: ResourcePlaceRequest,
    if_match: IfMatch,
    response: Response,
) -> ResourcePlace:
    """Enter a place (`If-Match: "0"`) or change it; its region is the caller's."""
    place = ResourcePlace(place_id, region_code=caller.region_code, **body.model_dump())
    new, version = await use_cases.enter_place(work, place, if_match)
    response.status_code = CREATED if new else response.status_code
    response.headers["ETag"] = etag(version)
    return place
