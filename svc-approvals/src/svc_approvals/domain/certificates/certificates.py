"""A certificate (电子证照) of one holder: valid until it is revoked or its last day is over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from shared.office_hours import china_time
from svc_approvals.domain.certificates.reasons import CertificateNotValid


class CertificateState(StrEnum):
    """Where a certificate stands."""

    VALID = "valid"
    REVOKED = "revoked"
    EXPIRED = "expired"


IN_CHINESE = {
    CertificateState.VALID: "有效",
    CertificateState.REVOKED: "已撤销",
    CertificateState.EXPIRED: "已过期",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What only the holder, and whom the holder allows, may read: kept encrypted.

    `issued_no` is the number the issuing organ printed; of an identity card it is the
    citizen's own number, so it is never what the certificate is looked up by in public.
    """

    issued_no: str
    holder_name: str
    data: Mapping[str, Any]


@dataclass(slots=True)
class Certificate:
    """One certificate; `number` is this platform's own, random and good for verifying."""

    certificate_id: UUID
    number: str
    type_code: str
    name: str
    holder_id: UUID
    holder_masked: str
    organ_id: UUID
    organ_name: str
    origin: str
    issued_at: datetime
    issued_by: str
    valid_from: date
    valid_until: date | None = None
    case_id: UUID | None = None
    product_code: str | None = None
    state: CertificateState = CertificateState.VALID
    revoked_at: datetime | None = None
    revoked_by: str = ""
    reason: str = ""
    signature: str = ""

    def state_at(self, at: datetime) -> CertificateState:
        """Never late: past its last day it is expired, whether a worker has noted it or not."""
        if self.state is CertificateState.VALID and is_over(self.valid_until, at):
            return CertificateState.EXPIRED
        return self.state

    def require_valid(self, at: datetime) -> None:
        """Refused with CertificateNotValid, naming the state it is in."""
        state = self.state_at(at)
        if state is not CertificateState.VALID:
            raise CertificateNotValid(name=self.name, state=state, state_name=IN_CHINESE[state])

    def revoke(self, reason: str, by: str, at: datetime) -> None:
        """Withdraw it for good (撤销); refused with CertificateNotValid once it has ended."""
        self.require_valid(at)
        self.state = CertificateState.REVOKED
        self.reason, self.revoked_by, self.revoked_at = reason, by, at

    def expire(self, at: datetime) -> bool:
        """Note that its last day is over; False when there is nothing to note."""
        if self.state is self.state_at(at):
            return False
        self.state = CertificateState.EXPIRED
        return True

    def payload(self, contents: Contents) -> dict[str, Any]:
        """What is signed: everything the certificate says, nothing of where it stands now."""
        return {
            "iss": "yangguang:approvals",
            "jti": str(self.certificate_id),
            "iat": int(self.issued_at.timestamp()),
            "number": self.number,
            "type": self.type_code,
            "name": self.name,
            "issued_no": contents.issued_no,
            "holder": {"account_id": str(self.holder_id), "name": contents.holder_name},
            "organ": {"organ_id": str(self.organ_id), "name": self.organ_name},
            "valid_from": self.valid_from.isoformat(),
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
            "case_id": str(self.case_id) if self.case_id else None,
            "data": dict(contents.data),
        }


def is_over(valid_until: date | None, at: datetime) -> bool:
    """Whether the last day is over, on the clocks of China."""
    return valid_until is not None and valid_until < china_time(at).date()


def held_at(revoked_at: datetime | None, valid_until: date | None, at: datetime) -> bool:
    """Whether a certificate was good at a moment, whatever became of it later."""
    return not is_over(valid_until, at) and (revoked_at is None or at < revoked_at)
