"""The directory's tree as clients see it."""

from pydantic import BaseModel, Field

from svc_approvals.domain.catalogue.directories import Place


class PlaceView(BaseModel):
    """A place in the directory and everything below it."""

    name: str = Field(description="这一级的名称；整个目录为空", examples=["开店创业"])
    path: str = Field(examples=["一件事一次办/开店创业"])
    matters: int = Field(description="这里及以下各级的事项数")
    children: list["PlaceView"]


def place_view(place: Place) -> PlaceView:
    """A tree of at most nine levels."""
    return PlaceView(
        name=place.name,
        path="/".join(place.path),
        matters=place.matters,
        children=[place_view(child) for child in place.children],
    )
