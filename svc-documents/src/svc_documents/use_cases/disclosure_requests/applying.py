"""What an applicant does: apply, supplement, withdraw."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import (
    DisclosureRequestSubmitted,
    DisclosureSupplementGiven,
    DisclosureWithdrawn,
)
from shared.identity import Caller
from shared.ids import new_id
from shared.masking import is_identity_number, mask_text
from shared.refusals import FieldError
from svc_documents.domain.disclosure_requests import periods
from svc_documents.domain.disclosure_requests.reasons import DisclosureApplicationInvalid
from svc_documents.domain.disclosure_requests.requests import (
    ApplicantKind,
    Delivery,
    DisclosureRequest,
)
from svc_documents.storage import directory
from svc_documents.storage.days import today_of
from svc_documents.storage.directory import Organ
from svc_documents.storage.disclosure_requests import requests
from svc_documents.storage.disclosure_requests.requests import Private
from svc_documents.use_cases.disclosure_requests import messages
from svc_documents.use_cases.disclosure_requests.saving import facts, notify, own_request, save
from svc_documents.use_cases.office import Office

SHOWN_SUBJECT = 60
CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")


@dataclass(frozen=True, slots=True)
class Application:
    """What somebody asks for, of whom, and how they want it."""

    organ_id: UUID
    applicant_kind: ApplicantKind
    delivery: Delivery
    private: Private


async def apply_for_disclosure(
    work: UnitOfWork, office: Office, caller: Caller, asked: Application
) -> DisclosureRequest:
    """Take an application in and acknowledge it with a number.

    The number shown is the confirmation of both sides (art. 31(3)): received is the working
    day it comes in on. Refused with DisclosureApplicationInvalid, or CalendarMissing.
    """
    organ = await directory.organ(work, asked.organ_id)
    errors = list(_errors(caller, asked, organ))
    if errors or organ is None:
        raise DisclosureApplicationInvalid(errors=errors)
    request = await _received(work, office, caller, asked, organ)
    await requests.add(work, office.secrets, request, asked.private)
    submitted = DisclosureRequestSubmitted(
        **facts(request), applicant_kind=request.applicant_kind, received_on=request.received_on
    )
    await work.announce(request.request_id, submitted)
    await notify(work, request, messages.RECEIVED)
    return request


async def supplement_request(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID, text: str
) -> DisclosureRequest:
    """Say what was unclear; also after the day set, for as long as nobody has closed it."""
    calendar = await office.calendar(work)
    kept = await own_request(work, office, caller, request_id, locked=True)
    request, private = kept
    request.give_supplement(calendar, calendar.received_on(work.now))
    private.supplement = text
    return await save(work, office, kept, DisclosureSupplementGiven(**facts(request)))


async def withdraw_request(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID
) -> DisclosureRequest:
    """Want nothing any more; refused with DisclosureStepNotAllowed once it is closed."""
    kept = await own_request(work, office, caller, request_id, locked=True)
    kept[0].withdraw(today_of(work))
    return await save(work, office, kept, DisclosureWithdrawn(**facts(kept[0])))


async def _received(
    work: UnitOfWork, office: Office, caller: Caller, asked: Application, organ: Organ
) -> DisclosureRequest:
    calendar = await office.calendar(work)
    received_on = calendar.received_on(work.now)
    serial = await requests.next_serial(work, organ.organ_id, received_on.year)
    return DisclosureRequest(
        request_id=new_id(),
        request_no=f"{organ.code.upper()}-YSQ-{received_on.year}-{serial:04}",
        organ_id=organ.organ_id,
        region_code=organ.region_code,
        account_id=caller.subject_id,
        applicant_kind=asked.applicant_kind,
        subject_masked=mask_text(asked.private.description)[:SHOWN_SUBJECT],
        delivery=asked.delivery,
        submitted_at=work.now,
        received_on=received_on,
        begun_on=received_on,
        due_on=periods.after(calendar, received_on, periods.ANSWER_DAYS),
    )


def _errors(caller: Caller, asked: Application, organ: Organ | None) -> Iterator[FieldError]:
    if organ is None:
        yield FieldError("#/organ_id", "unknown_organ", "没有这个行政机关。")
    natural = asked.applicant_kind is ApplicantKind.NATURAL_PERSON
    if natural != (caller.kind == "person"):
        message = "个人账号以自然人身份申请，单位账号以法人或者其他组织身份申请。"
        yield FieldError("#/applicant_kind", "kind_of_account", message)
    private = asked.private
    number = private.certificate_no
    if private.certificate_kind == "identity_card" and not is_identity_number(number):
        message = "身份证号码不正确，请核对。"
        yield FieldError("#/certificate_no", "identity_number", message)
    if private.certificate_kind == "credit_code" and not CREDIT_CODE.fullmatch(number):
        message = "统一社会信用代码应为 18 位数字和大写字母。"
        yield FieldError("#/certificate_no", "credit_code", message)
    yield from _unreachable(asked.delivery, private)


def _unreachable(delivery: Delivery, private: Private) -> Iterator[FieldError]:
    """What is to be sent needs an address to be sent to."""
    if delivery == "email" and not private.email:
        yield FieldError("#/email", "email_missing", "选择电子邮件方式的，请填写邮箱。")
    if delivery == "post" and not private.address:
        yield FieldError("#/address", "address_missing", "选择邮寄方式的，请填写通信地址。")
