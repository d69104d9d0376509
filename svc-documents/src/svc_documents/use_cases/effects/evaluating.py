"""Evaluate a document before its validity ends."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import DocumentEvaluated
from shared.identity import Caller
from shared.ids import new_id
from shared.refusals import Conflict
from svc_documents.domain.effects.lights import notice_of
from svc_documents.storage.days import today_of
from svc_documents.storage.effects import evaluations
from svc_documents.storage.effects.evaluations import Evaluation, Outcome
from svc_documents.use_cases.documents.reading import DocumentNotFound
from svc_documents.use_cases.office import Office
from svc_documents.use_cases.relations.declaring import own_document


@dataclass(eq=False)
class NoEndOfValidity(Conflict):
    """文件没有将要届满的有效期。"""

    advice: ClassVar[str] = "只有规定了有效期、尚未失效或废止的文件才作届满前评估。"


@dataclass(eq=False)
class EvaluationNotDue(Conflict):
    """还没有到评估的时间。"""

    advice: ClassVar[str] = "有效期至 {last_day}，请在 {first} 至 {last_day} 之间评估。"
    first: date
    last_day: date


async def evaluate_document(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    document_id: UUID,
    outcome: Outcome,
    report: str,
) -> Evaluation:
    """Keep what the drafting organ found in the months before the end; the latest counts.

    Refused with DocumentNotFound (another organ's), NoEndOfValidity and EvaluationNotDue.
    """
    document = await own_document(work, caller, document_id)
    if not document.is_public:
        raise DocumentNotFound
    last_day, today = document.valid_until, today_of(work)
    if last_day is None or last_day < today:
        raise NoEndOfValidity
    first = notice_of(office.rules, document.region_code).evaluation_from(last_day)
    if today < first:
        raise EvaluationNotDue(first, last_day)
    evaluation = Evaluation(
        new_id(), document_id, outcome, report, last_day, caller.staff_no, work.now
    )
    await evaluations.add(work, evaluation)
    told = DocumentEvaluated(
        document_id=document_id, evaluation_id=evaluation.evaluation_id, outcome=outcome.value
    )
    await work.announce(document_id, told)
    return evaluation
