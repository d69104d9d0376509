"""What staff send of a document on its way."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from svc_documents.domain.documents.correcting_dates import RightDates
from svc_documents.domain.documents.steps import Step
from svc_documents.domain.jurisdictions.jurisdictions import StepKind
from svc_documents.domain.texts.blocks import plain_of
from svc_documents.domain.texts.markdown import structured_markdown
from svc_documents.storage.documents.drafts import DraftText

PRINTED = r"^[^\x00-\x1f\x7f]*$"
EARLIEST, LATEST = date(1949, 10, 1), date(2200, 12, 31)
Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=300, pattern=PRINTED)
]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=PRINTED)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=1000)]
Markdown = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000_000)
]


def _usable(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        message = f"日期应当在 {EARLIEST} 和 {LATEST} 之间"
        raise ValueError(message)
    return day


Day = Annotated[date, AfterValidator(_usable)]


class HeaderRequest(BaseModel):
    """The members of a document's header that people write; what is not named stays."""

    model_config = ConfigDict(extra="forbid")

    title: Title = Field(default="", examples=["怀化市鹤城区公共租赁住房管理办法"])
    short_title: Words = ""
    kind: Words = Field(default="", description="文种", examples=["办法"])
    category: Words = ""
    joint_organs: list[Words] = Field(default=[], max_length=20, description="联合发文机关")
    index_no: Words = Field(default="", description="索引号", examples=["430S00001/2018-00014"])
    disclosure_mode: Words = Field(default="主动公开", description="公开方式")
    disclosure_scope: Words = Field(default="全社会公开", description="公开范围")
    retention: Words = Field(default="长期", description="信息时效期")
    signed_on: Day | None = Field(default=None, description="签署日期")
    issued_on: Day | None = Field(default=None, description="发文日期；默认为公布之日")
    theme: Words = Field(default="", description="所属主题")
    responsible_organ: Words = Field(default="", description="公开责任部门；默认为起草单位")

    def members(self) -> dict[str, Any]:
        """What was named, as the domain has it."""
        named = self.model_dump(exclude_unset=True, exclude={"markdown", "reason"})
        if "joint_organs" in named:
            named["joint_organs"] = tuple(named["joint_organs"])
        return named


class ChangedDraftRequest(HeaderRequest):
    """What is to be changed of a draft; what is not named stays."""

    is_major: bool = Field(default=False, description="重大文件：公开征求意见不少于30日")
    touches_market: bool = Field(default=False, description="涉及经营者经济活动：须公平竞争审查")
    effective_on: Day | None = Field(default=None, description="施行日期；不填为自公布之日起")
    early_reason: Said = Field(default="", description="公布后不满规定日数即施行的理由")
    valid_years: int | None = Field(default=None, ge=1, le=30, description="文件写明的有效期（年）")
    valid_until: Day | None = Field(default=None, description="文件写明的有效期届满日")
    markdown: Markdown | None = Field(default=None, description="正文（Markdown）")

    def text(self) -> DraftText | None:
        """The text, cut into its parts."""
        if self.markdown is None:
            return None
        blocks = structured_markdown(self.markdown)
        return DraftText(blocks, plain_of(blocks))


class DraftRequest(ChangedDraftRequest):
    """A document that is begun."""

    title: Title = Field(examples=["怀化市鹤城区公共租赁住房管理办法"])


class StepRequest(BaseModel):
    """A step as it was held."""

    model_config = ConfigDict(extra="forbid")

    kind: StepKind
    passed: bool = Field(default=True, description="合法、通过；否则为 false")
    opinion: Annotated[Said, StringConstraints(min_length=1)] = Field(
        description="意见", examples=["内容合法，程序完备，同意提交审议。"]
    )
    done_on: Day = Field(description="办理（截止）日期")
    done_by: Annotated[Words, StringConstraints(min_length=2)] = Field(
        description="办理机构", examples=["怀化市鹤城区司法局"]
    )
    opened_on: Day | None = Field(default=None, description="公开征求意见的开始日期")
    reason: Said = Field(default="", description="征求意见期限较短的理由")
    attachment_id: UUID | None = None

    def step(self) -> Step:
        """The step, before it is known what wording it is about."""
        return Step(**self.model_dump())


class ReasonRequest(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason


class NumberRequest(BaseModel):
    """A number given by hand in any writing; or the code under which the next one is wanted."""

    model_config = ConfigDict(extra="forbid")

    number: Words = Field(default="", examples=["鹤审规[2026]3号"])
    code: Annotated[str, StringConstraints(pattern=r"^[\u4e00-\u9fffA-Za-z·]{0,20}$")] = Field(
        default="", description="发文机关代字；默认为本单位的第一个", examples=["鹤审规"]
    )


class CorrectionRequest(HeaderRequest):
    """What is to be corrected, and why; what is not named stays."""

    reason: Reason = Field(examples=["发文日期录入错误，以原件为准。"])
    document_no: Words = Field(default="", description="文号")
    registered_on: Day | None = Field(default=None, description="登记日期")
    effective_on: Day | None = Field(default=None, description="施行日期；效力随之重新计算")
    valid_until: Day | None = Field(
        default=None, description="有效期届满日；不填时，本库公布的文件按规则重新计算"
    )
    markdown: Markdown | None = Field(default=None, description="更正后的全文（Markdown）")

    def members(self) -> dict[str, Any]:
        """The members of the header that were named."""
        named = super().members()
        return {name: one for name, one in named.items() if name not in RightDates._fields}

    def dates(self) -> RightDates:
        """The days of its force that were named."""
        return RightDates(self.effective_on, self.valid_until)
