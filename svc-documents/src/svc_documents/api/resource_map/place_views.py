"""What clients see of places, and what editors send."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from svc_documents.domain.resource_map.places import PlaceStatus

Words = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
MaybeWords = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f]*$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,30}$")]


class ResourceKindView(BaseModel):
    """A kind of place, with how many open ones there are."""

    code: str = Field(examples=["library"])
    name: str = Field(examples=["图书馆"])
    places: int


class ResourcePlaceView(BaseModel):
    """One place of the resource map."""

    model_config = ConfigDict(from_attributes=True)

    place_id: str = Field(examples=["library-001"])
    kind: str = Field(examples=["library"])
    name: str = Field(examples=["鹤城区图书馆"])
    address: str
    lng: float = Field(description="经度", examples=[109.9975])
    lat: float = Field(description="纬度", examples=[27.5552])
    coordinates: Literal["GCJ-02"] = Field(default="GCJ-02", description="坐标系")
    hours: str = Field(examples=["每日 09:00-21:00"])
    phone: str
    note: str
    status: PlaceStatus
    distance: int | None = Field(default=None, description="距 near 的距离（米）", examples=[350])


class ResourcePlaceRequest(BaseModel):
    """A place as an editor enters it; its region is the editor's."""

    model_config = ConfigDict(extra="forbid")

    kind: Code
    name: Words
    address: Words
    lng: float = Field(ge=73, le=136, description="经度（GCJ-02）", examples=[109.9975])
    lat: float = Field(ge=3, le=54, description="纬度（GCJ-02）", examples=[27.5552])
    hours: Words
    phone: Annotated[str, StringConstraints(pattern=r"^([0-9][0-9-]{2,19})?$")] = Field(
        default="", examples=["0745-2283072"]
    )
    note: MaybeWords = ""
    status: PlaceStatus = "open"
