"""Routes of places: halls, windows and kiosks, the nearest first when asked from somewhere."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.nearness import Point
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, IfMatch, etag, publicly
from shared.refusals import FieldError, Invalid, PreconditionMissing, Stale
from svc_approvals.api.places.place_views import PlaceRequest, PlaceView
from svc_approvals.api.tools import Editor
from svc_approvals.domain.places.places import Place, PlaceKind
from svc_approvals.storage.places import places
from svc_approvals.storage.places.places import Near, Wanted
from svc_approvals.use_cases.places import places as use_cases
from svc_approvals.use_cases.places.places import PlaceInvalid, PlaceNotFound

router = edge_router("places", prefix="/api/v1/places")
USUAL_RADIUS = 20_000
LARGEST_RADIUS = 50_000
CREATED = 201
PlaceId = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$", examples=["kiosk-001"])]


@dataclass(eq=False)
class NearInvalid(Invalid):
    """查找附近地点的参数不正确。"""


@dataclass(frozen=True, slots=True)
class PlaceFilters:
    """Which places, around where."""

    kind: PlaceKind | None = None
    near: Annotated[
        str | None,
        Query(max_length=40, description="经度,纬度（GCJ-02）", examples=["109.9975,27.5552"]),
    ] = None
    matter: Annotated[str | None, Query(max_length=63, description="能办这个事项的")] = None
    q: Annotated[
        str | None,
        Query(min_length=1, max_length=100, description="名称或地址中的字", examples=["政务"]),
    ] = None
    radius: Annotated[
        int | None,
        Query(
            ge=1, le=LARGEST_RADIUS, description=f"半径（米），与 near 同用，默认 {USUAL_RADIUS}"
        ),
    ] = None

    def around(self) -> Near | None:
        """The point and radius asked for; refused with NearInvalid."""
        if self.near is None:
            if self.radius is not None:
                raise _near_invalid("radius", "near_missing", "radius 要和 near 一起使用。")
            return None
        point = Point.of(self.near)
        if point is None:
            message = "near 写成“经度,纬度”，例如 109.9975,27.5552，并且在国内。"
            raise _near_invalid("near", "wrong_point", message)
        return Near(point, self.radius or USUAL_RADIUS)


def _near_invalid(name: str, code: str, message: str) -> NearInvalid:
    return NearInvalid(errors=[FieldError(f"query:{name}", code, message)])


@router.get(
    "",
    response_model=Page[PlaceView],
    dependencies=[publicly(300), Fields],
    responses=documented(NearInvalid),
)
async def list_places(
    work: Work,
    _: AnyCaller,
    page: Paging,
    request: Request,
    response: Response,
    filters: Annotated[PlaceFilters, Depends()],
) -> dict[str, Any]:
    """Places in order of their ids; with `near` the nearest first, with metres."""
    wanted, near = Wanted(filters.kind, filters.matter, filters.q), filters.around()
    if near is None:
        (after,) = page.after_of(str)
        rows = await places.listed(work, wanted, after or "", page.fetch)
        total = await places.counted(work, wanted) if page.count else None
    else:
        metres, place_id = page.after_of(int, str)
        rows = await places.listed_near(work, wanted, near, (metres, place_id), page.fetch)
        total = await places.counted_near(work, wanted, near) if page.count else None
    key = ("distance", "place_id") if near else ("place_id",)
    listed = page_of([dict(row) for row in rows], page, key, total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/{place_id}",
    response_model=PlaceView,
    dependencies=[publicly(300), Fields],
    responses=documented(PlaceNotFound),
)
async def get_place(work: Work, _: AnyCaller, place_id: PlaceId, response: Response) -> Place:
    """One place."""
    place, version = await use_cases.place_with_id(work, place_id)
    response.headers["ETag"] = etag(version)
    return place


@router.put(
    "/{place_id}",
    response_model=PlaceView,
    responses={
        **documented(PlaceNotFound, PlaceInvalid, Stale, PreconditionMissing),
        CREATED: {"model": PlaceView, "description": "Entered"},
    },
)
async def put_place(
    work: Work,
    caller: Editor,
    place_id: PlaceId,
    body: PlaceRequest,
    if_match: IfMatch,
    response: Response,
) -> Place:
    """Enter a place (`If-Match: "0"`) or change it; its region is the caller's."""
    given = body.model_dump() | {"services": tuple(dict.fromkeys(body.services))}
    place = Place(place_id=place_id, region_code=caller.region_code, **given)
    new, version = await use_cases.enter_place(work, place, if_match)
    response.status_code = CREATED if new else response.status_code
    response.headers["ETag"] = etag(version)
    return place
