"""Which places are asked for: around a point, or in a box."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from shared.nearness import Box, Point
from shared.refusals import FieldError, Invalid
from svc_documents.domain.resource_map.places import WHOLE_COUNTRY, box_of
from svc_documents.storage.resource_map.places import Near, Wanted

USUAL_RADIUS = 20_000
LARGEST_RADIUS = 50_000


@dataclass(eq=False)
class PlaceSearchInvalid(Invalid):
    """资源地图的查找范围不正确。"""


@dataclass(frozen=True, slots=True)
class PlaceFilters:
    """Which places, around where or within what."""

    kind: Annotated[str | None, Query(max_length=31, examples=["library"])] = None
    q: Annotated[str | None, Query(min_length=1, max_length=50, description="名称中的字词")] = None
    near: Annotated[
        str | None,
        Query(max_length=40, description="经度,纬度（GCJ-02）", examples=["109.9975,27.5552"]),
    ] = None
    radius: Annotated[
        int | None,
        Query(
            ge=1, le=LARGEST_RADIUS, description=f"半径（米），与 near 同用，默认 {USUAL_RADIUS}"
        ),
    ] = None
    bbox: Annotated[
        str | None,
        Query(
            max_length=80, description="西,南,东,北（GCJ-02），不与 near 同用",
            examples=["109.98,27.54,110.01,27.57"],
        ),
    ] = None  # fmt: skip

    def asked(self) -> tuple[Wanted, Near | None]:
        """What is wanted, and around which point; refused with PlaceSearchInvalid."""
        near = self._near()
        box = near[0].box(near[1]) if near else self._box()
        return Wanted(self.kind, self.q, box), near

    def _near(self) -> Near | None:
        if self.near is None:
            if self.radius is not None:
                raise _invalid("radius", "near_missing", "radius 要和 near 一起使用。")
            return None
        if self.bbox is not None:
            raise _invalid("bbox", "near_or_bbox", "bbox 和 near 只用其中一个。")
        point = Point.of(self.near)
        if point is None:
            message = "near 写成“经度,纬度”，例如 109.9975,27.5552，并且在国内。"
            raise _invalid("near", "wrong_point", message)
        return point, self.radius or USUAL_RADIUS

    def _box(self) -> Box:
        if self.bbox is None:
            return WHOLE_COUNTRY
        box = box_of(self.bbox)
        if box is None:
            message = "bbox 写成“西,南,东,北”，例如 109.98,27.54,110.01,27.57，并且在国内。"
            raise _invalid("bbox", "wrong_box", message)
        return box


def _invalid(name: str, code: str, message: str) -> PlaceSearchInvalid:
    return PlaceSearchInvalid(errors=[FieldError(f"query:{name}", code, message)])
