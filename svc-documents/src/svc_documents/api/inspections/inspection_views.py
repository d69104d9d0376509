"""What everybody sees of inspections, and what organs send."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.database import Row
from shared.moments import Moment
from svc_documents.domain.inspections.plans import STATES, InspectionState
from svc_documents.domain.inspections.results import OUTCOMES, Light, Outcome
from svc_documents.storage.inspections.plans import registers_of

LINE = r"^[^\x00-\x1f]+$"
Id = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{0,62}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=LINE)]
Text = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00-\x08\x0b-\x1f]*$")]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class InspectionObjectData(_Given):
    """Who may be inspected."""

    object_id: Id = Field(examples=["91431202MA4L16JQ9B"])
    name: Line
    group: Line = Field(examples=["信用风险较高"])


class InspectorData(_Given):
    """Who may inspect."""

    inspector_id: Id = Field(examples=["HC-SCJG-001"])
    name: Line


class InspectionGroupData(_Given):
    """How many of a group are drawn."""

    group: Line
    number: int = Field(ge=1, le=10_000)


class InspectionRequest(_Given):
    """A plan with its registers; the public number must come after today."""

    title: Line
    matter: Line = Field(description="抽查事项")
    basis: Line = Field(description="抽查依据")
    inspect_from: date
    inspect_until: date
    beacon: Line = Field(
        description="公布之后才产生、任何人都能查到的数字",
        examples=["中国福利彩票双色球第2026140期开奖号码（红球由小到大、蓝球，以逗号分隔）"],
    )
    beacon_on: date = Field(description="公开数字产生的日期，须晚于今天")
    groups: list[InspectionGroupData] = Field(min_length=1, max_length=50)
    inspectors_each: int = Field(default=2, ge=2, le=10, description="每个对象的检查人员数")
    objects: list[InspectionObjectData] = Field(min_length=1, max_length=20_000)
    inspectors: list[InspectorData] = Field(min_length=2, max_length=2_000)
    conflicts: list[tuple[Id, Id]] = Field(
        default=[], max_length=20_000, description="应当回避的 [检查人员, 检查对象]"
    )


class DrawRequest(_Given):
    """The public number, and where anybody can look it up."""

    public_value: Line = Field(examples=["03,08,12,19,25,31,07"])
    source: Line = Field(description="公开数字的出处")


class CancellationRequest(_Given):
    """Why it is given up."""

    reason: Line


class InspectionResultRequest(_Given):
    """What was found at one object."""

    object_id: Id
    outcome: Outcome
    inspected_on: date
    finding: Text = ""
    correction: Text = Field(default="", description="更正已公布结果的理由")


class InspectionView(BaseModel):
    """An inspection."""

    inspection_id: UUID
    organ_id: UUID
    region_code: str
    title: str
    matter: str
    basis: str
    state: InspectionState
    state_title: str
    inspect_from: date
    inspect_until: date
    beacon: str
    beacon_on: date
    commitment: str = Field(description="公布时的承诺值：SHA-256(秘密值 + 名录库)")
    announced_at: Moment
    drawn_at: Moment | None
    cancelled_because: str | None
    drawn: int = Field(description="抽中的对象数")
    published: int = Field(description="已公布结果的对象数")


class DrawnView(BaseModel):
    """An object that was drawn, and who inspects it."""

    object_id: str
    inspectors: list[str]


class DrawView(BaseModel):
    """Everything needed to redo the draw (docs/inspections.md)."""

    inspection_id: UUID
    state: InspectionState
    commitment: str
    secret: str | None = Field(description="抽取后公布的秘密值（十六进制）")
    public_value: str | None
    source: str | None
    registers: str = Field(description="两库的规范文本，承诺值由秘密值和它算出")
    groups: list[InspectionGroupData]
    inspectors_each: int
    objects: list[InspectionObjectData]
    inspectors: list[InspectorData]
    conflicts: list[tuple[str, str]]
    drawn: list[DrawnView]


class InspectionResultView(BaseModel):
    """An object that was drawn, with its result once it is told."""

    inspection_id: UUID
    object_id: str
    name: str
    position: int
    inspectors: list[str]
    due_on: date
    light: Light
    outcome: Outcome | None
    outcome_title: str
    inspected_on: date | None
    finding: str
    correction: str
    in_time: bool | None
    published_at: Moment | None


class OverdueResultView(BaseModel):
    """A result that should have been told."""

    inspection_id: UUID
    title: str
    object_id: str
    name: str
    inspectors: list[str]
    due_on: date


def inspection_of(row: Row) -> dict[str, Any]:
    """A row as it is shown."""
    return dict(row) | {"state_title": STATES[row["state"]]}


def draw_view(row: Row, drawn: list[Row]) -> DrawView:
    """The published draw."""
    return DrawView(
        inspection_id=row["inspection_id"],
        state=row["state"],
        commitment=row["commitment"],
        secret=row["drawn_secret"],
        public_value=row["public_value"],
        source=row["source"],
        registers=registers_of(row).canonical().decode(),
        drawn=[DrawnView(**one) for one in drawn],
        **row["registers"],
    )


def result_of(row: Row, light: Light) -> dict[str, Any]:
    """A row as it is shown."""
    outcome = row["outcome"]
    return dict(row) | {
        "light": light,
        "outcome_title": OUTCOMES[Outcome(outcome)] if outcome else "待公布",
        "finding": row["finding"] or "",
        "correction": row["correction"] or "",
    }
