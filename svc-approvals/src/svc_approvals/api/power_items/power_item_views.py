"""What clients see of power items."""

from pydantic import BaseModel, ConfigDict, Field

from svc_approvals.domain.power_items.power_items import PowerKind


class PowerItemSummary(BaseModel):
    """One row of the list."""

    code: str = Field(examples=["XK-SCJG-001"])
    name: str = Field(examples=["食品经营许可"])
    kind: PowerKind
    organ: str = Field(examples=["scjg"])
    organ_name: str = Field(description="实施机关", examples=["怀化市鹤城区市场监督管理局"])
    matter: str | None = Field(description="对应的事项代码", examples=["HC-YJS-0002"])


class LawView(BaseModel):
    """A document the power rests on."""

    model_config = ConfigDict(from_attributes=True)

    reference: str = Field(examples=["中华人民共和国行政许可法"])
    clause: str = Field(examples=["第四十二条"])


class ResponsibilityView(BaseModel):
    """What the organ answers for."""

    model_config = ConfigDict(from_attributes=True)

    name: str = Field(examples=["受理责任"])
    text: str


class PowerItemView(PowerItemSummary):
    """One item, whole."""

    basis: list[LawView]
    responsibilities: list[ResponsibilityView] = Field(description="责任事项")
    limits: str = Field(description="时限")
    supervise_phone: str = Field(description="监督电话", examples=["0745-2283072"])
    flow_chart: str = Field(examples=["/api/v1/power-items/XK-SCJG-001/flow.svg"])
