"""What people see of clean-ups, and what registrars send."""

from datetime import date, timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.ids import new_id
from shared.moments import Moment
from svc_documents.domain.effects.clean_ups import CleanUp, Item, Verdict
from svc_documents.domain.effects.lights import Light

Title = Annotated[str, StringConstraints(min_length=4, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Note = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f]*$")]
Region = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
LONGEST_LIST = 5000


class ItemRequest(BaseModel):
    """What is decided of one document."""

    model_config = ConfigDict(extra="forbid")

    document_id: UUID
    verdict: Literal[Verdict.CONTINUE, Verdict.LAPSED, Verdict.REPEALED, Verdict.AMEND_BY]
    amend_by: date | None = Field(default=None, description="限期修改的最后一天")
    note: Note = ""


class CleanUpRequest(BaseModel):
    """The list; what is covered and not on it ends on the day of the decision."""

    model_config = ConfigDict(extra="forbid")

    title: Title = Field(examples=["鹤城区人民政府关于公布行政规范性文件清理结果的决定"])
    decided_on: date = Field(description="决定之日；未保留的文件自这一天起失效或废止")
    issued_until: date | None = Field(default=None, description="清理发布到哪一天为止的文件")
    organ_id: UUID | None = Field(default=None, description="只清理这个机关的文件")
    region_code: Region | None = Field(default=None, description="默认为您的地区")
    decision_id: UUID | None = Field(default=None, description="文件库中的清理决定")
    items: list[ItemRequest] = Field(max_length=LONGEST_LIST)

    def clean_up(self) -> CleanUp:
        """The decision it describes."""
        return CleanUp(
            clean_up_id=new_id(), title=self.title, decided_on=self.decided_on,
            issued_until=self.issued_until or self.decided_on - timedelta(days=1),
            organ_id=self.organ_id, region_code=self.region_code or "",
            decision_id=self.decision_id,
        )  # fmt: skip

    def listed(self) -> list[Item]:
        """What it lists."""
        return [Item(**one.model_dump()) for one in self.items]


class CarryOutRequest(CleanUpRequest):
    """The same, with the plan that was looked at."""

    plan: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")] = Field(
        description="预览时给出的 plan", examples=["0f343b0931126a20f133d67c2b018a3b"]
    )


class PlannedView(BaseModel):
    """What would happen to a document."""

    model_config = ConfigDict(from_attributes=True)

    document_id: UUID
    verdict: Verdict
    amend_by: date | None


class PlanView(BaseModel):
    """What would happen: every document in the scope."""

    plan: str = Field(description="正式提交时带上，保证做的就是看到的")
    counts: dict[str, int] = Field(examples=[{"continue": 120, "cleaned_up": 3}])
    items: list[PlannedView]


class CleanUpView(BaseModel):
    """A clean-up that was carried out."""

    clean_up_id: UUID
    title: str
    decided_on: date
    issued_until: date
    organ_id: UUID | None
    region_code: str
    decision_id: UUID | None
    carried_out_at: Moment


class CleanUpDetailView(CleanUpView):
    """The same with how many documents have which verdict."""

    counts: dict[str, int]


class CleanUpItemView(BaseModel):
    """What a clean-up decided of a document."""

    document_id: UUID
    title: str
    document_no: str
    organ_name: str
    verdict: Verdict
    verdict_title: str = Field(examples=["继续有效"])
    amend_by: date | None
    note: str


class AmendmentDueView(BaseModel):
    """A document that has to be amended by a day."""

    document_id: UUID
    title: str
    document_no: str
    organ_name: str
    amend_by: date
    light: Light
    clean_up_id: UUID
