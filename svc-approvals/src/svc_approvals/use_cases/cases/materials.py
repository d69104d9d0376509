"""Hand in materials: a file, a declaration instead of one, or what was deferred."""

from collections.abc import AsyncIterator
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.ids import new_id
from shared.refusals import NotFound
from shared.uploads import received
from svc_approvals.domain.cases.branch_supplements import bring_material
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.materials import CaseMaterial, material_of
from svc_approvals.domain.cases.states import RUNNING
from svc_approvals.storage.cases import materials
from svc_approvals.storage.certificates import uses
from svc_approvals.use_cases.cases.applications import lapse_timers
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.saving import keep_progress
from svc_approvals.use_cases.office import Office


class MaterialFileNotFound(NotFound):
    """这项材料没有文件。"""

    advice = "请先上传材料文件，或查看其他材料。"


async def hand_in_material(
    work: UnitOfWork,
    office: Office,
    case: Case,
    code: str,
    chunks: AsyncIterator[bytes],
    name: str,
) -> CaseMaterial:
    """Keep a file for a material of a draft, or for one deferred or asked for by a branch.

    Refused with MaterialUnknown, TransitionNotAllowed, MaterialNotDeferred, NotAskedFor
    or the refusals of an upload; nothing is kept then.
    """
    material = await _asked(work, office, case, code)
    async with received(
        chunks, name, quarantine=office.files.quarantine, scanner=office.scanner,
    ) as upload:  # fmt: skip
        _take(work, case, material)
        stored_at = await office.files.keep(upload, case.case_id)
        await materials.put_file(work, case.case_id, material, upload, stored_at)
    await uses.end(work, case.case_id, code)
    await keep_progress(work, office, case, lapse_timers(work, case))
    return material


def _take(work: UnitOfWork, case: Case, material: CaseMaterial) -> None:
    """A draft takes anything; a running case what was deferred or what a branch asks for."""
    if case.state in RUNNING:
        bring_material(case, material, new_id(), work.now)
    else:
        case.save_draft(f"materials/{material.code}")
        material.supply(new_id())


async def commit_material(work: UnitOfWork, office: Office, case: Case, code: str) -> CaseMaterial:
    """Declare instead of handing in (告知承诺); refused with CommitmentNotAllowed."""
    material = await _asked(work, office, case, code)
    _take(work, case, material)
    material.declare()
    await materials.put_state(work, case.case_id, [material])
    await uses.end(work, case.case_id, code)
    await keep_progress(work, office, case, lapse_timers(work, case))
    return material


async def _asked(work: UnitOfWork, office: Office, case: Case, code: str) -> CaseMaterial:
    guide, _ = await guide_of(work, office, case)
    return material_of(await materials.asked(work, case.case_id, guide.handed_in), code)


async def material_file(work: UnitOfWork, case_id: UUID, code: str) -> Row:
    """Where the file of a material lies; refused with MaterialFileNotFound."""
    row = await materials.with_file(work, case_id, code)
    if row is None:
        raise MaterialFileNotFound
    return row
