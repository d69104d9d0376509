"""The public status page's data."""

from typing import Literal

from pydantic import BaseModel, Field

from gateway.api.resources import Lent
from shared.edge import edge_router

router = edge_router("status", prefix="/api/v1/status")


class PartView(BaseModel):
    """One part of the platform."""

    name: str = Field(examples=["approvals"])
    state: Literal["up", "degraded", "down"]


class StatusView(BaseModel):
    """How the platform is."""

    state: Literal["up", "degraded", "down"]
    parts: list[PartView]


@router.get("")
async def read_status(lent: Lent) -> StatusView:
    """Which parts of the platform answer at this moment."""
    return StatusView.model_validate(await lent.status())
