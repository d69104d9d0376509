"""Materials: what has to be handed in, and how the printed notice groups it."""

from dataclasses import dataclass
from typing import Annotated, Literal

from svc_approvals.domain.catalogue.conditions import Condition
from svc_approvals.domain.catalogue.shapes import AtLeast, Code, Count, Key, Text

MaterialForm = Literal["paper", "electronic", "either"]
MaterialSource = Literal["applicant", "organ", "node", "certificate"]


@dataclass(frozen=True, slots=True)
class Material:
    """One row of the merged list (申请材料), asked once whoever uses it.

    `used_by` names the sub-matters that need it; the first one that applies is the
    one the reform table counts it for. No sub-matter named: the matter itself asks.
    `source` says who gives it: the applicant, another organ (`from_organ`), a node
    of this same case, or a certificate in the vault (`certificate_type`); an
    applicant's paper with a `certificate_type` may be replaced by that certificate.
    """

    code: Code
    name: Text
    originals: Count = 0
    copies: Count = 0
    form: MaterialForm = "either"
    source: MaterialSource = "applicant"
    certificate_type: str = ""
    from_organ: str = ""
    requirement: str = ""
    sample: str = ""
    required: bool = True
    deferrable: bool = False
    commitment_allowed: bool = False
    proves: tuple[Key, ...] = ()
    used_by: tuple[Key, ...] = ()
    notice_row: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One printed row of the notice (一次性告知单); several materials may share it."""

    key: Key
    name: Text
    requirement: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """What a node hands out: a licence, a permit, a receipt (审批结果)."""

    code: Code
    name: Text
    certificate_type: str = ""
    valid_days: Annotated[int, AtLeast(1)] | None = None
