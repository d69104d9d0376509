"""The materials of a case: asked, handed in, promised, or replaced by a declaration."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.refusals import FieldError
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.reasons import (
    ApplicationIncomplete,
    CommitmentNotAllowed,
    DeferralNotAllowed,
    MaterialNotDeferred,
    MaterialUnknown,
)
from svc_approvals.domain.cases.states import MaterialState


@dataclass(slots=True)
class CaseMaterial:
    """One material of one case; ``deferred_until`` is the day a deferral ends.

    That is ``deferred_days`` working days after acceptance.
    A certificate that stands in for it has to hold until the case is accepted: one that
    has ended before leaves the material missing again (``certificate_ended``).
    """

    code: str
    name: str
    required: bool
    deferrable: bool
    commitment_allowed: bool
    state: MaterialState = MaterialState.MISSING
    file_id: UUID | None = None
    deferred_until: datetime | None = None
    deferred_days: int | None = None
    certificate_id: UUID | None = None
    certificate_ended: bool = False

    def supply(self, file_id: UUID, certificate_id: UUID | None = None) -> None:
        """A file was handed in, perhaps the print of a certificate that stands in for it."""
        self.state, self.file_id = MaterialState.SUPPLIED, file_id
        self.certificate_id, self.certificate_ended = certificate_id, False

    def end_certificate(self) -> None:
        """Its certificate no longer holds, so nothing was handed in."""
        self.state, self.certificate_ended = MaterialState.MISSING, True

    def take_back(self) -> None:
        """What was handed in counts no longer."""
        self.state, self.file_id, self.certificate_id = MaterialState.MISSING, None, None

    @property
    def is_missing(self) -> bool:
        """Nothing was handed in, declared or deferred."""
        return self.state is MaterialState.MISSING

    def may_be_deferred(self) -> None:
        """Refused with DeferralNotAllowed when it is a main material or is there already."""
        if not self.deferrable or not self.is_missing:
            raise DeferralNotAllowed(material_code=self.code, material_name=self.name)

    def defer(self, until: datetime, days: int) -> None:
        """Accept without it until then, so many working days (容缺受理).

        Refused with DeferralNotAllowed.
        """
        self.may_be_deferred()
        self.state = MaterialState.DEFERRED
        self.deferred_until, self.deferred_days = until, days

    def supply_deferred(self, file_id: UUID) -> None:
        """Hand in what was deferred; refused with MaterialNotDeferred."""
        if self.state is not MaterialState.DEFERRED:
            raise MaterialNotDeferred(material_code=self.code, material_name=self.name)
        self.supply(file_id)

    def ask_again(self) -> None:
        """It is not deferred any more and not there either: the window decides anew."""
        self.state = MaterialState.MISSING
        self.deferred_until = self.deferred_days = None

    def declare(self) -> None:
        """The applicant declares in place of the material (告知承诺).

        Refused with CommitmentNotAllowed where the guide does not offer it.
        """
        if not self.commitment_allowed:
            raise CommitmentNotAllowed(material_code=self.code, material_name=self.name)
        self.state, self.file_id = MaterialState.COMMITTED, None


def material_of(materials: Iterable[CaseMaterial], code: str) -> CaseMaterial:
    """The material with this code; refused with MaterialUnknown."""
    for one in materials:
        if one.code == code:
            return one
    raise MaterialUnknown(material_code=code)


def missing(materials: Iterable[CaseMaterial], *, at_window: bool) -> list[FieldError]:
    """What must still come; before the window has seen it, what may be deferred can wait."""
    return [
        _error(one)
        for one in materials
        if one.required and one.is_missing and (at_window or not one.deferrable)
    ]


def _error(one: CaseMaterial) -> FieldError:
    where = f"#/materials/{one.code}"
    if one.certificate_ended:
        said = f"材料“{one.name}”所用的电子证照已失效，请换用有效的证照或提交材料。"
        return FieldError(where, "certificate_ended", said)
    return FieldError(where, "missing", f"请提交材料“{one.name}”。")


def require_complete(materials: Iterable[CaseMaterial], *, at_window: bool) -> None:
    """Refused with ApplicationIncomplete, naming everything that must still come."""
    if errors := missing(materials, at_window=at_window):
        raise ApplicationIncomplete(errors=errors)


def defer(
    materials: Sequence[CaseMaterial], days: Mapping[str, int], at: datetime, clock: Clock
) -> int:
    """Defer these materials for so many working days, all or none; answers how many.

    Refused with MaterialUnknown, DeferralNotAllowed, or ApplicationIncomplete when
    something is missing beside them.
    """
    deferred = [material_of(materials, code) for code in days]
    for material in deferred:
        material.may_be_deferred()
    require_complete((m for m in materials if m.code not in days), at_window=True)
    for material in deferred:
        number = days[material.code]
        material.defer(clock.due(at, number).at, number)
    return len(deferred)
