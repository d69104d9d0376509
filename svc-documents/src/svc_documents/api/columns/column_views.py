"""What people see of columns, and what editors send."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from svc_documents.domain.columns.columns import ColumnKind, ColumnLight
from svc_documents.storage.columns.columns import Kept
from svc_documents.use_cases.columns.columns import Shown

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]+$")]


class PeriodView(BaseModel):
    """How often a column has to be updated."""

    model_config = ConfigDict(extra="forbid")

    days: int = Field(ge=1, le=1000, examples=[10])
    working: bool = Field(default=False, description="按工作日计算")


class ColumnView(BaseModel):
    """One column with its light."""

    column_id: str = Field(examples=["price-and-fees"])
    name: str = Field(examples=["价格和收费"])
    parent: str | None
    kind: ColumnKind
    description: str
    organ_name: str = Field(description="责任单位")
    period: PeriodView | None = Field(description="更新周期")
    updated_on: date = Field(description="最近更新")
    due_on: date | None = Field(description="下一次更新的最后期限")
    light: ColumnLight = Field(description="red 表示超过更新周期")


class ColumnTreeView(ColumnView):
    """The same with what is below it."""

    children: list["ColumnTreeView"]


class StepView(BaseModel):
    """One step of the way down to a column."""

    column_id: str
    name: str


class ColumnPageView(ColumnView):
    """The same with the way down to it and the columns right below."""

    path: list[StepView]
    children: list[ColumnView]


class ColumnsView(BaseModel):
    """The directory."""

    items: list[ColumnTreeView]


class OverdueColumnsView(BaseModel):
    """Columns whose period has gone by."""

    items: list[ColumnView]


class ColumnRequest(BaseModel):
    """A column as an editor enters it; its region is the editor's."""

    model_config = ConfigDict(extra="forbid")

    name: Line
    parent: Code | None = None
    position: int = Field(default=0, ge=0, le=10_000)
    kind: ColumnKind = "list"
    description: str = Field(default="", max_length=500)
    period: PeriodView | None = None


def column_view(shown: Shown) -> ColumnView:
    """A column as it stands today."""
    return ColumnView(**_members(shown))


def tree_view(shown: Shown) -> ColumnTreeView:
    """The same with everything below."""
    return ColumnTreeView(**_members(shown), children=[tree_view(one) for one in shown.children])


def page_view(shown: Shown, above: list[Kept]) -> ColumnPageView:
    """The same with the way down to it."""
    steps = [StepView(column_id=one.column.column_id, name=one.column.name) for one in above]
    return ColumnPageView(
        **_members(shown), path=steps, children=[column_view(one) for one in shown.children]
    )


def _members(shown: Shown) -> dict[str, Any]:
    column, period = shown.kept.column, shown.kept.column.period
    return {
        "column_id": column.column_id, "name": column.name, "parent": column.parent,
        "kind": column.kind, "description": column.description, "organ_name": column.organ_name,
        "period": PeriodView(**period._asdict()) if period else None,
        "updated_on": shown.kept.updated_on, "due_on": shown.due_on, "light": shown.light,
    }  # fmt: skip
