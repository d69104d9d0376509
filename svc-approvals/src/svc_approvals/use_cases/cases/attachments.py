"""Attach files to a node, look at them, take them away again."""

from collections.abc import AsyncIterator, Collection
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.identity import Caller
from shared.ids import new_id
from shared.uploads import received
from svc_approvals.domain.cases.attachments import (
    Attachment,
    AttachmentDecided,
    AttachmentNotFound,
    require_known,
    require_room,
)
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.reasons import NodeNotFound
from svc_approvals.storage.cases import attachments, cases, queues
from svc_approvals.storage.certificates import granted_data
from svc_approvals.use_cases.office import Office


async def attach_file(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    node_id: UUID,
    chunks: AsyncIterator[bytes],
    name: str,
    *,
    public: bool,
) -> Attachment:
    """Keep a file for the decision of an open node.

    Refused with NodeNotFound, NodeAlreadyDecided, NodeNotActive, TooManyAttachments or the
    refusals of an upload; nothing is kept then.
    """
    work.locks = True
    case, key = await _own(work, caller, node_id)
    case.open_node(key)
    require_room(await attachments.of_case(work, case.case_id), key)
    async with received(
        chunks, name, quarantine=office.files.quarantine, scanner=office.scanner,
    ) as upload:  # fmt: skip
        stored_at = await office.files.keep(upload, case.case_id)
        one = Attachment(
            new_id(), case.case_id, key, public, upload.name, upload.type.media_type, upload.size,
            caller.staff_no, work.now,
        )  # fmt: skip
        await attachments.add(work, one, upload, stored_at)
    return one


async def detach_file(work: UnitOfWork, caller: Caller, node_id: UUID, attachment_id: UUID) -> None:
    """Take away a file no decision names; refused with AttachmentNotFound or AttachmentDecided."""
    work.locks = True
    case, key = await _own(work, caller, node_id)
    row = await attachments.with_file(work, case.case_id, attachment_id)
    if row is None or row["key"] != key:
        raise AttachmentNotFound
    if row["decided_at"] is not None:
        raise AttachmentDecided(file_name=row["file_name"])
    await attachments.drop(work, attachment_id)


async def attached_file(
    work: UnitOfWork, caller: Caller, node_id: UUID, attachment_id: UUID
) -> Row:
    """A file of the case, for an officer of one of its nodes: own ones and decided ones.

    Refused with NodeNotFound or AttachmentNotFound.
    """
    task = await queues.task(work, node_id, caller.organ, sorted(caller.roles))
    if task is None:
        raise NodeNotFound
    row = await attachments.with_file(work, task["case_id"], attachment_id)
    if row is None or not (row["key"] == task["key"] or row["decided_at"]):
        raise AttachmentNotFound
    return row


async def shown_file(work: UnitOfWork, case: Case, attachment_id: UUID) -> Row:
    """A file the applicant may read; refused with AttachmentNotFound."""
    row = await attachments.with_file(work, case.case_id, attachment_id)
    if row is None or not (row["public"] and row["decided_at"]):
        raise AttachmentNotFound
    return row


async def take_into_decision(
    work: UnitOfWork, case: Case, key: str, named: Collection[UUID]
) -> None:
    """These files belong to the decision of a node; refused with AttachmentUnknown."""
    if named:
        require_known(await attachments.of_case(work, case.case_id), key, named)
        await attachments.decided(work, case.case_id, named)


async def forget_undone(work: UnitOfWork, case: Case, keys: Collection[str]) -> None:
    """What decisions of these nodes that do not stand any more took with them counts no longer."""
    undone = sorted(key for key in keys if key not in case.nodes or not case.nodes[key].finished)
    await attachments.undone(work, case.case_id, undone)
    await granted_data.forget(work, case.case_id, undone)


async def _own(work: UnitOfWork, caller: Caller, node_id: UUID) -> tuple[Case, str]:
    case, key = await cases.load_by_node(work, node_id, caller.organ)
    if case.nodes[key].role not in caller.roles:
        raise NodeNotFound
    return case, key
