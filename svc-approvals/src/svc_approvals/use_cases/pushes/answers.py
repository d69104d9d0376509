"""Take what a department's own system answers, once, by the commands its officers have."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.moments import on_the_wire
from svc_approvals.domain.cases.reasons import MaterialUnknown
from svc_approvals.domain.pushes.answering import Answer, take_answer
from svc_approvals.domain.pushes.pushes import Push, PushState
from svc_approvals.domain.pushes.reasons import AnswerRepeatedDifferently
from svc_approvals.domain.webhooks import SignatureRefused
from svc_approvals.storage.cases import cases
from svc_approvals.storage.pushes import answers, pushes
from svc_approvals.storage.pushes.answers import Taken
from svc_approvals.use_cases.cases.dossiers import needed_materials
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.materials import material_file
from svc_approvals.use_cases.cases.nodes import keep
from svc_approvals.use_cases.office import Office


async def push_signed_for(
    work: UnitOfWork, office: Office, push_id: UUID, headers: dict[str, str], signed: bytes
) -> tuple[Push, str]:
    """The push that the caller's system has a right to, and the id of its message.

    Refused with SignatureRefused, in the same words for a push that is not there.
    """
    push = await pushes.get(work, push_id)
    target = office.targets.get(push.target) if push else None
    if push is None or target is None or not target.active:
        raise SignatureRefused
    return push, target.keys.verify(headers, signed, work.now)


async def take_push_result(
    work: UnitOfWork, office: Office, push: Push, message_id: str, signed: bytes, answer: Answer
) -> dict[str, Any]:
    """Let an answer have its effect; the same one again gets the same reply.

    Refused with AnswerRepeatedDifferently, PushAlreadyAnswered, PushTakenOver,
    PushCancelled, NodeNotActive, NodeAlreadyDecided or NodeClaimedByOther.
    """
    work.actor = push.system
    case = await cases.load(work, push.case_id)
    digest = sha256(signed).digest()
    before = await answers.taken(work, push.push_id, message_id)
    if before is not None:
        if before.digest != digest:
            raise AnswerRepeatedDifferently(message_id)
        return before.reply
    push = await _fresh(work, push)
    if push.state is PushState.ANSWERED and push.outcome == answer.outcome:
        return _reply(push, answer)
    clock = await office.clock(work)
    take_answer(case, push, answer, work.now, clock)
    await pushes.save(work, push)
    reply = _reply(push, answer)
    await answers.keep(work, push.push_id, message_id, Taken(digest, reply))
    await keep(work, office, case)
    return reply


async def _fresh(work: UnitOfWork, push: Push) -> Push:
    """The push as it is now: read after its case, so that whoever was faster is seen."""
    return await pushes.get(work, push.push_id) or push


def _reply(push: Push, answer: Answer) -> dict[str, Any]:
    return {
        "push_id": str(push.push_id),
        "node_key": push.key,
        "state": push.state,
        "outcome": answer.outcome,
        "answered_at": push.finished_at and on_the_wire(push.finished_at),
    }


async def pushed_file(work: UnitOfWork, office: Office, push: Push, code: str) -> Row:
    """The file of a material the node asks for, while its answer is wanted.

    Refused with MaterialUnknown or MaterialFileNotFound, and as an answer would be.
    """
    push.require_open()
    guide, _ = await guide_of(work, office, await cases.load(work, push.case_id))
    if code not in needed_materials(guide, push.key):
        raise MaterialUnknown(material_code=code)
    return await material_file(work, push.case_id, code)
