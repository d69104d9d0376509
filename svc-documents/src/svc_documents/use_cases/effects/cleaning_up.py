"""Clean up (清理) the documents of an organ or region: look first, then carry out at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import CleanUpCarriedOut
from shared.identity import Caller
from shared.refusals import Conflict, FieldError, Forbidden, Invalid, NotFound
from svc_documents.domain.effects.clean_ups import CleanUp, Item, Verdict, fingerprint, planned
from svc_documents.domain.relations.authority import within
from svc_documents.storage.days import today_of
from svc_documents.storage.documents import documents
from svc_documents.storage.effects import clean_ups
from svc_documents.use_cases.effects.acting import NewAct, act_upon

IN_TURN = "SELECT pg_advisory_xact_lock(hashtext('clean_up'))"


@dataclass(eq=False)
class CleanUpUnsound(Invalid):
    """清理方案填写有误。"""


@dataclass(eq=False)
class OutsideTheRegion(Forbidden):
    """不能清理其他地区的文件。"""

    advice: ClassVar[str] = "您的地区代码是 {region_code}，清理范围只能在这一地区之内。"
    region_code: str


@dataclass(eq=False)
class PlanChanged(Conflict):
    """清理方案与预览时不同了。"""

    advice: ClassVar[str] = "预览之后文件库有变化。请重新预览，核对后用新的 plan 提交。"
    plan: str


@dataclass(eq=False)
class CleanUpNotFound(NotFound):
    """没有找到这次清理。"""

    advice: ClassVar[str] = "请在清理列表（/api/v1/documents/clean-ups）中查找。"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a clean-up will do or has done."""

    clean_up: CleanUp
    items: list[Item]

    @property
    def fingerprint(self) -> str:
        """Equal for equal plans."""
        return fingerprint(self.items)

    @property
    def counts(self) -> dict[str, int]:
        """How many documents have which verdict."""
        return {
            str(verdict): n for verdict, n in Counter(one.verdict for one in self.items).items()
        }


async def plan_clean_up(
    work: UnitOfWork, caller: Caller, clean_up: CleanUp, listed: Sequence[Item]
) -> Plan:
    """What would happen to every document in the scope; changes nothing.

    Refused with OutsideTheRegion, and with CleanUpUnsound for every item that cannot be.
    """
    clean_up = replace(clean_up, region_code=clean_up.region_code or caller.region_code)
    if not within(clean_up.region_code, caller.region_code):
        raise OutsideTheRegion(caller.region_code)
    errors = await _wrong_days(work, clean_up)
    covered = set(await clean_ups.covered(work, clean_up))
    errors += [
        fault for n, one in enumerate(listed) for fault in _faults(clean_up, n, one, covered)
    ]
    by_id = {one.document_id: one for one in listed}
    if len(by_id) < len(listed):
        errors.append(FieldError("/items", "twice", "同一份文件在清单中出现两次。"))
    if errors:
        raise CleanUpUnsound(errors=errors)
    return Plan(clean_up, planned(covered, by_id))


async def carry_out_clean_up(
    work: UnitOfWork, caller: Caller, clean_up: CleanUp, listed: Sequence[Item], expected: str
) -> Plan:
    """Do what was looked at, all of it or nothing.

    Refused as plan_clean_up, and with PlanChanged when it would now be something else.
    """
    await work.write(IN_TURN)
    plan = await plan_clean_up(work, caller, clean_up, listed)
    if plan.fingerprint != expected:
        raise PlanChanged(plan.fingerprint)
    clean_up = plan.clean_up
    await clean_ups.add(work, clean_up, plan.items, caller.staff_no)
    told = CleanUpCarriedOut(
        clean_up_id=clean_up.clean_up_id, title=clean_up.title, decided_on=clean_up.decided_on,
        counts=plan.counts,
    )  # fmt: skip
    await work.announce(clean_up.clean_up_id, told)
    acts = [
        NewAct(clean_up.clean_up_id, one.document_id, act)
        for one in plan.items if (act := clean_up.act(one))
    ]  # fmt: skip
    if acts:
        await act_upon(work, acts)
    return plan


async def _wrong_days(work: UnitOfWork, clean_up: CleanUp) -> list[FieldError]:
    errors = []
    if clean_up.decided_on > today_of(work):
        errors.append(FieldError("/decided_on", "future", "决定之日还没有到。"))
    if clean_up.issued_until >= clean_up.decided_on:
        latest = clean_up.decided_on - timedelta(days=1)
        message = f"只清理决定之前发布的文件，最晚到 {latest}。"
        errors.append(FieldError("/issued_until", "after_decision", message))
    if clean_up.decision_id is not None:
        decision = await documents.with_id(work, clean_up.decision_id)
        if decision is None or not decision.is_public:
            errors.append(FieldError("/decision_id", "unknown_document", "文件库中没有这份决定。"))
    return errors


def _faults(clean_up: CleanUp, n: int, one: Item, covered: set[UUID]) -> list[FieldError]:
    errors = []
    if one.document_id not in covered:
        message = "不在清理范围内，或在决定之日已经没有效力。"
        errors.append(FieldError(f"/items/{n}/document_id", "not_covered", message))
    if (one.verdict is Verdict.AMEND_BY) != (one.amend_by is not None):
        message = "限期修改要写明期限，其他结论不写。"
        errors.append(FieldError(f"/items/{n}/amend_by", "only_for_amend_by", message))
    if _too_early(one.amend_by, clean_up.decided_on):
        message = "修改期限要晚于决定之日。"
        errors.append(FieldError(f"/items/{n}/amend_by", "too_early", message))
    return errors


def _too_early(amend_by: date | None, decided_on: date) -> bool:
    return amend_by is not None and amend_by <= decided_on
