"""The basis guard (依据守护): what happens to a matter that rests on a dead document.

``warn`` shows it to everybody; ``block`` also takes no new cases, and collects no
fee whose own document is dead. Running cases go on either way.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from svc_approvals.domain.catalogue.effects import DocumentEffect
from svc_approvals.domain.catalogue.matters import Fee, Guard, Matter

HANDLING = "主管部门将尽快更新依据，已在办理的办件不受影响。"
NO_NEW_CASES = "在更新依据之前暂停受理新的申请。"
NOT_COLLECTED = "在更新依据之前暂停收取。"


@dataclass(frozen=True, slots=True)
class BasisFlag:
    """What a matter, and its fees, rest on that is dead."""

    guard: Guard
    documents: tuple[DocumentEffect, ...]  # what the matter itself rests on
    fees: tuple[tuple[str, DocumentEffect], ...]  # a fee by name, and its document

    @property
    def takes_cases(self) -> bool:
        """Whether new cases may be begun."""
        return self.guard == "warn" or not self.documents

    @property
    def since(self) -> date | None:
        """Since when the first of them is dead, when that is known."""
        days = (one.since for one in (*self.documents, *(one for _, one in self.fees)))
        return min((day for day in days if day), default=None)

    def in_words(self) -> str:
        """What everybody reads on the guide."""
        blocks = self.guard == "block"
        said = ""
        if self.documents:
            said = f"本事项的依据{listed(self.documents)}。"
            said += NO_NEW_CASES if blocks else ""
        for name, one in self.fees:
            said += f"“{name}”的收费依据{one.in_words()}。" + (NOT_COLLECTED if blocks else "")
        return said + HANDLING


def flag_of(
    matter: Matter, effects: Mapping[str, DocumentEffect], house: Guard
) -> BasisFlag | None:
    """The flag of a matter; None when everything it rests on is in force, or not known."""
    cited = dict.fromkeys(one.reference for one in matter.basis)
    documents = tuple(effects[one] for one in cited if is_dead(one, effects))
    fees = tuple(
        (fee.name, effects[fee.basis]) for fee in matter.fees if is_dead(fee.basis, effects)
    )
    if not (documents or fees):
        return None
    return BasisFlag(guard_of(matter, house), documents, fees)


def guard_of(matter: Matter, house: Guard) -> Guard:
    """The matter's own setting, else the house's."""
    return matter.basis_guard or house


def is_dead(reference: str, effects: Mapping[str, DocumentEffect]) -> bool:
    """Whether a reference means a document nothing may rest on."""
    return reference in effects and effects[reference].is_dead


def is_collected(fee: Fee, effects: Mapping[str, DocumentEffect], guard: Guard) -> bool:
    """Whether a fee is charged: not on a dead document, where the guard blocks."""
    return guard == "warn" or not is_dead(fee.basis, effects)


def listed(dead: Collection[DocumentEffect]) -> str:
    """Dead documents in one sentence."""
    return "；".join(one.in_words() for one in dead)
