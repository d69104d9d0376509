"""What applicants and organs send."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from svc_documents.domain.disclosure_requests.answers import AnswerKind, Ground
from svc_documents.domain.disclosure_requests.periods import LONGEST_EXTENSION
from svc_documents.domain.disclosure_requests.requests import ApplicantKind, Delivery
from svc_documents.domain.disclosure_requests.steps import ConsultationKind, Opinion

LINE = r"^[^\x00-\x1f]+$"
TEXT = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$"
Line = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=LINE)]
Words = Annotated[str, StringConstraints(min_length=5, max_length=2000, pattern=TEXT)]
Reason = Annotated[str, StringConstraints(min_length=2, max_length=2000, pattern=TEXT)]
Address = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f]*$")]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9-]{4,19}$")]
Email = Annotated[str, StringConstraints(max_length=100, pattern=r"^([^@\s]+@[^@\s]+)?$")]
Certificate = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z()-]{5,30}$")]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DisclosureApplicationRequest(_Form):
    """A request for disclosure (art. 29)."""

    organ_id: UUID
    applicant_kind: ApplicantKind
    name: Line = Field(description="姓名或者名称", examples=["张三"])
    certificate_kind: Literal["identity_card", "passport", "credit_code", "other"]
    certificate_no: Certificate = Field(examples=["431202199001011234"])
    phone: Phone = Field(examples=["13800000001"])
    email: Email = ""
    address: Address = ""
    description: Words = Field(
        description="所需政府信息的名称、文号或者其他特征",
        examples=["2025年度鹤城区农村公路养护资金的使用情况"],
    )
    delivery: Delivery = Field(description="获取信息的方式")


class SupplementAskedRequest(_Form):
    """What is unclear, all at once."""

    reason: Reason = Field(description="需要补正的事项")
    days: int = Field(default=10, ge=5, le=30, description="补正期限（工作日）")


class SupplementGivenRequest(_Form):
    """What the applicant says to it."""

    text: Words


class ConsultationRequest(_Form):
    """Who is asked for an opinion."""

    kind: ConsultationKind
    party: Line = Field(description="第三方或者其他机关的名称，只有本机关能看到")


class OpinionRequest(_Form):
    """What they said."""

    opinion: Opinion


class DisclosureExtensionRequest(_Form):
    """How much longer, and why."""

    days: int = Field(ge=1, le=LONGEST_EXTENSION, description="延长的工作日")
    reason: Reason


class DisclosureFeeRequest(_Form):
    """What the fee is counted by."""

    basis: Literal["items", "pages"] = Field(description="按件（当月）或者按页")
    quantity: int = Field(ge=1, le=100_000)


class DisclosureAnswerRequest(_Form):
    """The answer."""

    kind: AnswerKind
    grounds: list[Ground] = Field(default=[], max_length=8)
    text: Annotated[str, StringConstraints(max_length=10_000, pattern=TEXT)] = ""
    responsible_organ: Address = Field(default="", description="负责公开的机关（不属于本机关时）")
