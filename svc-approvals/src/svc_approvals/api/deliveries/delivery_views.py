"""What is shown of deliveries, and what the window sends."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.moments import Moment
from svc_approvals.api.shown import Shown


class TrailEntry(Shown):
    """One piece of news of the parcel."""

    at: Moment
    text: str = Field(examples=["已到达鹤城分拨中心"])


class TrackedDelivery(Shown):
    """How the results come, and where they are; no state before they are issued."""

    kind: str = Field(examples=["courier"])
    state: str | None = Field(examples=["in_transit"])
    state_name: str | None = Field(examples=["运输中"])
    courier: str = Field(examples=["EMS"])
    waybill_no: str = Field(examples=["EX100200300CN"])
    trail: list[TrailEntry]


class OwnDelivery(TrackedDelivery):
    """The owner's view: with the code for which the window hands the results over."""

    pickup_code: str | None = Field(description="取件码；到窗口领取时出示", examples=["7K2MWP4X"])


class DeliveryView(Shown):
    """A delivery as the window of its region sees it."""

    delivery_id: UUID
    case_id: UUID
    case_no: str
    matter_name: str
    applicant_masked: str
    kind: str
    state: str
    state_at: Moment
    courier: str
    waybill_no: str
    ordered_at: Moment | None
    fault: str = Field(description="未能下单的原因；可重新寄送或改为窗口领取")


class DeliveryStateView(Shown):
    """A delivery after a command."""

    delivery_id: UUID
    kind: str
    state: str
    state_at: Moment


class PickUpRequest(BaseModel):
    """The code that the applicant shows."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(min_length=1, max_length=16, examples=["7K2MWP4X"])


class NewsTaken(BaseModel):
    """What we know of the parcel after a piece of news."""

    waybill_no: str
    state: str = Field(examples=["in_transit"])
