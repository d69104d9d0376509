"""A page of places as GeoJSON (RFC 7946), for maps that read it.

RFC 7946 means WGS 84; Chinese maps draw GCJ-02, and so are these: a member of the collection
says so, and nothing is converted.
"""

from typing import Any

import orjson
from starlette.responses import Response

from svc_documents.api.resource_map.place_views import ResourcePlaceView
from svc_documents.domain.resource_map.places import COORDINATES

MEDIA_TYPE = "application/geo+json"


def geojson(page: dict[str, Any]) -> Response:
    """The page as a FeatureCollection, with its cursor as foreign members."""
    collection = {
        "type": "FeatureCollection",
        "coordinates_system": COORDINATES,
        "features": [_feature(ResourcePlaceView(**row)) for row in page["items"]],
        "next_cursor": page["next_cursor"],
        "total": page["total"],
    }
    return Response(orjson.dumps(collection), media_type=MEDIA_TYPE)


def _feature(place: ResourcePlaceView) -> dict[str, Any]:
    properties = place.model_dump(exclude={"place_id", "lng", "lat", "coordinates"})
    return {
        "type": "Feature",
        "id": place.place_id,
        "geometry": {"type": "Point", "coordinates": [place.lng, place.lat]},
        "properties": properties,
    }
