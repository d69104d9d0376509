"""What a department sees of a case it decides on: its own part of the form, its own materials."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.identity import Caller
from svc_approvals.domain.cases.attachments import Attachment
from svc_approvals.domain.cases.materials import CaseMaterial
from svc_approvals.domain.cases.produced import Produced, produced_for
from svc_approvals.domain.cases.reasons import MaterialUnknown, NodeNotFound
from svc_approvals.domain.cases.signing import Signer
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.catalogue.merged_forms import view_of
from svc_approvals.storage import directory
from svc_approvals.storage.cases import (
    attachments,
    cases,
    materials,
    queues,
    remarks,
    special_procedures,
)
from svc_approvals.use_cases.cases.asked_for import asked_for
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.materials import material_file
from svc_approvals.use_cases.office import Office


@dataclass(frozen=True, slots=True)
class Dossier:
    """A node with what its department needs to decide it."""

    task: Row
    guide: Guide
    form: dict[str, Any]
    materials: list[CaseMaterial]
    produced: list[Produced]
    signers: Sequence[Signer]
    supplements: Sequence[dict[str, Any]]
    procedures: Sequence[Row]
    remarks: Sequence[Row]
    attachments: Sequence[Attachment]


async def open_dossier(work: UnitOfWork, office: Office, caller: Caller, node_id: UUID) -> Dossier:
    """The dossier of a node of the caller's own organ and role; refused with NodeNotFound."""
    task = await queues.task(work, node_id, caller.organ, sorted(caller.roles))
    if task is None:
        raise NodeNotFound
    case = await cases.load(work, task["case_id"])
    guide, filled = await guide_of(work, office, case)
    codes = {organ.organ_id: code for code, organ in (await directory.organs(work)).items()}
    seen = view_of(guide, codes.get(caller.organ, ""))
    needed = needed_materials(guide, task["key"])
    given = await materials.asked(work, task["case_id"], guide.handed_in)
    return Dossier(
        task,
        guide,
        {key: value for key, value in filled.form.items() if key in seen},
        [one for one in given if one.code in needed],
        produced_for(guide, case.nodes, task["key"]),
        list(case.nodes[task["key"]].signers.values()),
        await asked_for(work, case),
        await special_procedures.of_case(work, case.case_id),
        await remarks.of_case(work, case.case_id),
        [
            one
            for one in await attachments.of_case(work, case.case_id)
            if one.key == task["key"] or one.decided_at
        ],
    )


def needed_materials(guide: Guide, key: str) -> set[str]:
    """The materials a node asks for; the issue node hands out and may look at all."""
    node = next(entry.node for entry in guide.nodes if entry.node.key == key)
    if node.kind == "issue":
        return {one.code for one in guide.handed_in}
    return set(node.requires)


async def dossier_file(
    work: UnitOfWork, office: Office, caller: Caller, node_id: UUID, code: str
) -> Row:
    """A material's file; refused with NodeNotFound, MaterialUnknown or MaterialFileNotFound."""
    dossier = await open_dossier(work, office, caller, node_id)
    if code not in {one.code for one in dossier.materials}:
        raise MaterialUnknown(material_code=code)
    return await material_file(work, dossier.task["case_id"], code)
