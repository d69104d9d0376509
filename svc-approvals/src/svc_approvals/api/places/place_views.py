"""What clients see of places, and what editors send."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from svc_approvals.domain.places.places import PlaceKind, PlaceStatus

Words = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$")]


class PlaceView(BaseModel):
    """One place."""

    model_config = ConfigDict(from_attributes=True)

    place_id: str = Field(examples=["kiosk-001"])
    kind: PlaceKind
    name: str = Field(examples=["城中街道新街社区便民服务站自助终端"])
    address: str
    lng: float = Field(description="经度", examples=[109.9975])
    lat: float = Field(description="纬度", examples=[27.5552])
    coordinates: Literal["GCJ-02"] = Field(default="GCJ-02", description="坐标系")
    hours: str = Field(examples=["每日 08:30-21:00"])
    phone: str
    services: list[str] = Field(description="能办的事项代码", examples=[["HC-YJS-0010"]])
    status: PlaceStatus
    part_of: str | None = Field(description="窗口所在的大厅", examples=["hall-hecheng"])
    distance: int | None = Field(default=None, description="距 near 的距离（米）", examples=[350])


class PlaceRequest(BaseModel):
    """A place as an editor enters it; its region is the editor's."""

    model_config = ConfigDict(extra="forbid")

    kind: PlaceKind
    name: Words
    address: Words
    lng: float = Field(ge=73, le=136, description="经度（GCJ-02）", examples=[109.9975])
    lat: float = Field(ge=3, le=54, description="纬度（GCJ-02）", examples=[27.5552])
    hours: Words
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9][0-9-]{4,19}$")] = Field(
        examples=["0745-2283072"]
    )
    services: list[Code] = Field(default=[], max_length=500)
    status: PlaceStatus = "open"
    part_of: Code | None = None
