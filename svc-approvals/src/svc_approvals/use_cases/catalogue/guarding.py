"""What the basis guard says of a matter now, and of the case that runs on one of its versions."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.refusals import Conflict
from svc_approvals.domain.catalogue.basis_guard import BasisFlag, flag_of, listed
from svc_approvals.domain.catalogue.checks.organs import cited
from svc_approvals.domain.catalogue.matters import Guard, Matter
from svc_approvals.storage.catalogue import document_effects, matters


@dataclass(eq=False)
class BasisDead(Conflict):
    """这个事项所依据的文件不在有效期内，暂停受理新的申请。"""

    advice: ClassVar[str] = (
        "{documents}。在依据更新之前不受理新的申请，已在办理的办件不受影响；"
        "何时恢复受理，请咨询 {consult_phone}。"
    )

    documents: str
    consult_phone: str


async def flag_on(work: UnitOfWork, matter: Matter, house: Guard) -> BasisFlag | None:
    """What of a definition's basis is dead (one indexed read)."""
    references = {text for _, text in cited(matter)}
    return flag_of(matter, await document_effects.effects_of(work, references), house)


async def flag_on_case(
    work: UnitOfWork, code: str, version_id: UUID, house: Guard
) -> BasisFlag | None:
    """The flag of a running case: what its version rests on that is dead.

    What the matter in force no longer rests on has been replaced for every case of it.
    One indexed read; two more when something is dead.
    """
    matter = (await matters.version(work, version_id)).matter
    flag = await flag_on(work, matter, house)
    current = await matters.in_force(work, code) if flag else None
    if flag is None or current is None:
        return flag
    still = {text for _, text in cited(current.matter)}
    documents = tuple(one for one in flag.documents if one.reference in still)
    fees = tuple((name, one) for name, one in flag.fees if one.reference in still)
    if not (documents or fees):
        return None
    guard = current.matter.basis_guard or house
    return replace(flag, guard=guard, documents=documents, fees=fees)


async def refuse_on_dead_basis(work: UnitOfWork, matter: Matter, house: Guard) -> None:
    """Refused with BasisDead where the guard blocks; where it warns, nothing is read."""
    if (matter.basis_guard or house) == "block":
        _refuse(await flag_on(work, matter, house), matter)


async def refuse_case_on_dead_basis(
    work: UnitOfWork, matter: Matter, version_id: UUID, house: Guard
) -> None:
    """The same for an application that was begun while its basis was in force."""
    current = await matters.in_force(work, matter.code)
    if current is not None and (current.matter.basis_guard or house) == "block":
        _refuse(await flag_on_case(work, matter.code, version_id, house), matter)


def _refuse(flag: BasisFlag | None, matter: Matter) -> None:
    if flag is not None and not flag.takes_cases:
        raise BasisDead(listed(flag.documents), matter.consult_phone)
