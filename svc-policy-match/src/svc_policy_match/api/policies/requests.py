"""What editors send of policies."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from svc_policy_match.api.tools import REGION_PATTERN
from svc_policy_match.domain.policies.policies import KINDS, Audience, Level, Said

CONTROL = r"^[^\x00-\x1f]*$"
CODE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9-]{1,39}$"
Line = Annotated[str, StringConstraints(max_length=200, pattern=CONTROL)]
Title = Annotated[str, StringConstraints(min_length=2, max_length=120, pattern=CONTROL)]
Text = Annotated[str, StringConstraints(max_length=20_000, pattern=r"^[^\x00]*$")]
KIND_PATTERN = f"^({'|'.join(KINDS)})$"


class SaidRequest(BaseModel):
    """The content of a policy."""

    title: Title = Field(examples=["技术改造补助"])
    level: Level
    region_code: str = Field(pattern=REGION_PATTERN, examples=["431202"])
    organ_name: Line = Field("", description="已在机构目录中的以目录为准")
    kind: str = Field(pattern=KIND_PATTERN, examples=["资金"])
    theme: Annotated[str, StringConstraints(max_length=40, pattern=CONTROL)] = ""
    audience: Audience
    text: Text = Field("", description="政策原文")
    opens_on: date | None = Field(None, description="开始申报日；null 为长期")
    closes_on: date | None = Field(None, description="截止申报日（含当日）")
    materials: list[Line] = Field([], max_length=60)
    matter_code: Annotated[str, StringConstraints(max_length=60, pattern=CONTROL)] = Field(
        "", description="办理事项编码"
    )
    contact_office: Line = ""
    contact_phone: Annotated[str, StringConstraints(max_length=40, pattern=CONTROL)] = ""
    fund_name: Line = ""
    fund_id: UUID | None = None
    basis_reference: Line = Field("", description="所依据文件的文号或名称")
    condition: dict[str, Any] = Field(
        description="条件树：all、any、not、attr、declared、exists",
        examples=[
            {"attr": "staff", "op": ">=", "value": 20, "unit": "人", "sentence": "不少于20人"}
        ],
    )
    benefit: dict[str, Any] = Field(
        description="优惠：fixed、rate、tiered、formula、words",
        examples=[{"kind": "fixed", "amount": "20", "unit": "万元"}],
    )
    profiles: list[dict[str, Any]] = Field(
        [], max_length=60,
        description="测试对象：title、answers、verdict（matched、undecided、not_matched）、declared",
    )  # fmt: skip

    def said(self) -> Said:
        """As the domain takes it."""
        return Said(**{name: getattr(self, name) for name in type(self).model_fields})


class PolicyRequest(SaidRequest):
    """A new policy: its code and its first draft."""

    code: str = Field(pattern=CODE_PATTERN, examples=["HC-2026-001"])

    def said(self) -> Said:
        """As the domain takes it."""
        found = {name: getattr(self, name) for name in SaidRequest.model_fields}
        return Said(**found)


class PublishRequest(BaseModel):
    """Why there is another version."""

    note: Line = Field("", description="修订说明；首次发布可不填", examples=["提高补助上限"])


class CloseRequest(BaseModel):
    """Why a policy ends."""

    reason: Annotated[str, StringConstraints(min_length=2, max_length=200, pattern=CONTROL)]
