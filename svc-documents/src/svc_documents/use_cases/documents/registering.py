"""Give a reviewed document its numbers: 统一登记号, then 发文字号."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import DocumentNumbered, DocumentRegistered
from shared.identity import Caller
from shared.refusals import Conflict, FieldError, Forbidden, Invalid
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.drafts import Draft
from svc_documents.domain.documents.life import refuse_unless_arrow
from svc_documents.domain.documents.states import State
from svc_documents.domain.jurisdictions.registration_numbers import (
    RegistrationNotSettled,
    RegistrationRules,
    Series,
)
from svc_documents.domain.numbers.document_numbers import DocumentNumber, read_number
from svc_documents.storage import directory
from svc_documents.storage.days import today_of
from svc_documents.storage.directory import Organ
from svc_documents.storage.documents import drafts, numbers
from svc_documents.use_cases.documents.facts import about
from svc_documents.use_cases.documents.whose import draft_to_change, rules_for
from svc_documents.use_cases.office import Office


class RegisteredByOthers(Forbidden):
    """参与起草的人员不能登记自己的文件。"""

    advice: ClassVar[str] = "请由本地区的其他登记人员登记。"


@dataclass(eq=False)
class NumberUnusable(Invalid):
    """发文字号填写有误。"""


@dataclass(eq=False)
class NumberTaken(Conflict):
    """这个发文字号已经用过。"""

    advice: ClassVar[str] = "{document_no} 已编给另一份文件（撤回的文件也不释放），请换一个序号。"
    document_no: str


@dataclass(frozen=True, slots=True)
class WantedNumber:
    """A number given by hand in any writing, or the code under which the next one is wanted."""

    number: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that looks odd and is not refused."""

    code: str
    message: str


async def register_document(
    work: UnitOfWork, office: Office, caller: Caller, document_id: UUID
) -> Draft:
    """Give the next 统一登记号 of its series, without a gap and for good.

    Refused with RegisteredByOthers (somebody with words in it), StepOutOfOrder, StepsMissing
    and RegistrationNotSettled.
    """
    draft = await draft_to_change(work, caller, document_id)
    if draft.is_of(caller.subject, caller.staff_no):
        raise RegisteredByOthers
    document, today = draft.document, today_of(work)
    refuse_unless_arrow(document.state, State.REGISTERED)
    rules = rules_for(office, document.region_code)
    organ = await _organ(work, document)
    series = rules.registration.series(document.region_code, organ.code, organ.kind, today.year)
    draft.register(rules, await _next_registration(work, rules.registration, series), today)
    await drafts.save(work, draft)
    fact = DocumentRegistered(
        **about(document), registration_no=document.registration_no, registered_on=today
    )  # fmt: skip
    await work.announce(document_id, fact)
    return draft


async def _next_registration(work: UnitOfWork, rules: RegistrationRules, series: Series) -> str:
    """The next of its series; over those of documents that were brought in with their numbers."""
    while True:
        serial = await numbers.next_in(work, series.scope, series.year)
        number = rules.number(series, serial)
        if not await numbers.is_registered(work, number):
            return number


async def number_document(
    work: UnitOfWork, office: Office, caller: Caller, document_id: UUID, wanted: WantedNumber
) -> tuple[Draft, list[Warned]]:
    """Give a 发文字号 in its right form; answers what looks odd about it as well.

    Refused with StepOutOfOrder, NumberUnusable and NumberTaken.
    """
    draft = await draft_to_change(work, caller, document_id)
    refuse_unless_arrow(draft.document.state, State.NUMBERED)
    if wanted.number:
        number = await give_number(work, document_id, wanted.number)
    else:
        number = await _next_number(work, document_id, await _code(work, office, draft, wanted))
    draft.number(str(number))
    await drafts.save(work, draft)
    fact = DocumentNumbered(**about(draft.document), document_no=str(number))
    await work.announce(document_id, fact)
    return draft, odd_about(number, (draft.document.elements.issued_on or today_of(work)).year)


async def give_number(work: UnitOfWork, document_id: UUID, written: str) -> DocumentNumber:
    """A number as somebody wrote it, entered for good; later ones come after it.

    Refused with NumberUnusable and NumberTaken.
    """
    number = read_number(written)
    if number is None:
        raise _unusable("number", "按“鹤政发〔2026〕20号”的样式填写：机关代字、年份、序号。")
    if not await numbers.give(work, number.key, str(number), document_id):
        raise NumberTaken(str(number))
    await numbers.reached(work, _scope(number.organ), number.year or 0, number.serial)
    return number


def odd_about(number: DocumentNumber, year: int) -> list[Warned]:
    """A number of another year than the document's is kept, and said."""
    if number.year is None or number.year == year:
        return []
    message = f"发文字号的年份（{number.year}）与发文日期的年份（{year}）不一致，请核对。"
    return [Warned("year_differs", message)]


async def _next_number(work: UnitOfWork, document_id: UUID, code: str) -> DocumentNumber:
    year = today_of(work).year
    while True:
        serial = await numbers.next_in(work, _scope(code), year)
        number = DocumentNumber(code, year, serial)
        if await numbers.give(work, number.key, str(number), document_id):
            return number


async def _code(work: UnitOfWork, office: Office, draft: Draft, wanted: WantedNumber) -> str:
    rules = rules_for(office, draft.document.region_code)
    organ = await _organ(work, draft.document)
    codes = rules.number_codes.get(organ.code, ())
    code = wanted.code or next(iter(codes), "")
    if not code:
        raise _unusable("code", "本单位的发文机关代字尚未设置，请填写 code 或完整的发文字号。")
    if codes and code not in codes:
        raise _unusable("code", f"本单位的发文机关代字是：{'、'.join(codes)}。")
    return code


async def _organ(work: UnitOfWork, document: Document) -> Organ:
    organ = await directory.organ(work, document.organ_id) if document.organ_id else None
    if organ is None:  # the directory told of it when the draft was begun
        raise RegistrationNotSettled
    return organ


def _scope(code: str) -> str:
    return f"number:{code}"


def _unusable(name: str, message: str) -> NumberUnusable:
    return NumberUnusable(errors=[FieldError(f"#/{name}", "unusable", message)])
