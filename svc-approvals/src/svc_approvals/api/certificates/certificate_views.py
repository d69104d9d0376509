"""What clients send and see of certificates."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.moments import Moment
from svc_approvals.api.shown import Shown

State = Literal["valid", "revoked", "expired"]
Forbidding = ConfigDict(extra="forbid")
NUMBER = "431202-20260305-7K3M9QXR"


class CertificateTypeView(Shown):
    """A type of certificate and what is known of it."""

    code: str = Field(examples=["hygiene_licence"])
    name: str = Field(examples=["公共场所卫生许可证"])
    issuers: list[str] = Field(description="签发部门代码", examples=[["wjj"]])
    valid_days: int | None = Field(description="有效天数；空为长期")
    data_schema: dict[str, Any] = Field(
        validation_alias="schema", description="证照数据的 JSON Schema（2020-12）"
    )


class CertificateSummary(Shown):
    """A certificate in a list: no data, numbers masked."""

    certificate_id: UUID
    number: str = Field(description="证照编号，与核验码一起公开核验", examples=[NUMBER])
    type_code: str = Field(examples=["hygiene_licence"])
    name: str = Field(examples=["公共场所卫生许可证"])
    issued_no_masked: str = Field(description="签发部门印制的编号，遮盖", examples=["4312****1011"])
    holder_masked: str = Field(examples=["张*"])
    organ_name: str
    origin: Literal["issued", "registered"] = Field(description="本平台签发，或由签发部门登记")
    issued_at: Moment
    valid_from: date
    valid_until: date | None = Field(description="有效期截止日（含当日）；空为长期")
    state: State


class CertificateView(CertificateSummary):
    """A certificate as its holder sees it: everything."""

    state_name: str
    issued_no: str
    holder_name: str
    data: dict[str, Any] = Field(examples=[{"unit_name": "鹤城区小张理发店"}])
    case_id: UUID | None
    revoked_at: Moment | None
    reason: str
    code: str = Field(description="核验码", examples=["7QK4M9XR"])
    verify_url: str


class RegisteredView(CertificateSummary):
    """A certificate as the organ that registered or revoked it sees it."""

    holder_id: UUID
    revoked_at: Moment | None


class SignedView(BaseModel):
    """The signed data of a certificate: a JWS in compact form (RFC 7515), Ed25519."""

    signed: str = Field(examples=["eyJhbGciOiJFZERTQSJ9.eyJqdGkiOiIuLi4ifQ.c2lnbmF0dXJl"])
    key_id: str = Field(description="签名公钥的编号，公钥见 /certificates/keys")


class KeySetView(BaseModel):
    """The public keys of our signatures as a JWK set (RFC 7517)."""

    keys: list[dict[str, str]]


class VerifyRequest(BaseModel):
    """Signed data to be verified."""

    model_config = Forbidding

    signed: str = Field(
        max_length=20_000, examples=["eyJhbGciOiJFZERTQSJ9.eyJqdGkiOiIuLi4ifQ.c2lnbmF0dXJl"]
    )


class VerifiedView(Shown):
    """A certificate as anybody may know it who has its number and code, or its signed data."""

    number: str = Field(examples=[NUMBER])
    type_code: str
    name: str
    holder_masked: str
    organ_name: str
    valid_from: date
    valid_until: date | None
    state: State
    state_name: str = Field(examples=["有效"])
    revoked_at: Moment | None
    signature_holds: bool = Field(description="证照内容与签发时的签名是否一致")
    key_id: str


class UseView(Shown):
    """One use of a certificate with its holder's consent."""

    use_id: UUID
    case_id: UUID
    case_no: str
    matter_name: str
    material_code: str
    consent_version: str
    consented_at: Moment
    ended_at: Moment | None = Field(description="撤回同意或改用其他材料的时间")


class ConsentView(BaseModel):
    """What is agreed to when a certificate stands in for a material."""

    version: str = Field(examples=["2026-1"])
    text: str


class RegistrationRequest(BaseModel):
    """A certificate that was issued elsewhere, entered by the issuing organ."""

    model_config = Forbidding

    type: str = Field(max_length=64, examples=["hygiene_licence"])
    holder_id: UUID = Field(description="持有人的账号")
    holder_name: str = Field(min_length=1, max_length=100, examples=["张三"])
    number: str = Field(
        min_length=1,
        max_length=64,
        description="证照上印制的编号",
        examples=["湘怀卫公证字2026第18号"],
    )
    valid_from: date
    valid_until: date | None = Field(default=None, description="不填则按该类型的有效期计算")
    data: dict[str, Any] = Field(
        examples=[{"unit_name": "鹤城区小张理发店", "address": "迎丰中路1号"}]
    )


class RevocationRequest(BaseModel):
    """Why a certificate is withdrawn."""

    model_config = Forbidding

    reason: str = Field(min_length=1, max_length=1000, examples=["经营者申请注销"])
