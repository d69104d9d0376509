"""Take what was filled in off line into a draft, judged exactly as a PATCH is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from shared.database import UnitOfWork
from shared.refusals import FieldError, Invalid
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.catalogue.merged_forms import form_fields
from svc_approvals.domain.paper_forms.cells import value_of
from svc_approvals.use_cases.cases import applications
from svc_approvals.use_cases.cases.applications import FormInvalid
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.office import Office


@dataclass(eq=False)
class FormOfOtherMatter(Invalid):
    """上传的申请表不是本事项的。"""

    advice: ClassVar[str] = (
        "这是事项 {uploaded} 的申请表，本办件的事项是 {expected}，请下载对应的申请表。"
    )
    uploaded: str
    expected: str


@dataclass(frozen=True, slots=True)
class FilledCell:
    """One data item of a workbook: where it stands, whose it is, what was written."""

    place: str
    key: str
    raw: Any


@dataclass(frozen=True, slots=True)
class FilledWorkbook:
    """What was read from an uploaded form."""

    matter_code: str
    cells: tuple[FilledCell, ...]


async def take_filled_form(
    work: UnitOfWork, office: Office, case: Case, workbook: FilledWorkbook
) -> Case:
    """Merge a filled workbook into the draft; blank cells change nothing.

    Refused with FormOfOtherMatter, TransitionNotAllowed, or FormInvalid, which names the cell
    beside the pointer of everything that is wrong.
    """
    case.may_edit()
    if workbook.matter_code != case.matter_code:
        raise FormOfOtherMatter(uploaded=workbook.matter_code, expected=case.matter_code)
    guide, _ = await guide_of(work, office, case)
    known = {field.key: field for field in form_fields(guide)}
    _refuse_repetition(workbook.cells)
    form = {
        one.key: value_of(known[one.key], one.raw) if one.key in known else one.raw
        for one in workbook.cells
    }
    patch = {"form": {key: value for key, value in form.items() if value is not None}}
    places = {one.key: one.place for one in workbook.cells}
    try:
        await applications.save_draft(work, office, case, patch)
    except FormInvalid as refused:
        raise FormInvalid(errors=[_placed(one, places) for one in refused.errors]) from refused
    return case


def _refuse_repetition(cells: Sequence[FilledCell]) -> None:
    seen: dict[str, str] = {}
    repeated = []
    for one in cells:
        first = seen.setdefault(one.key, one.place)
        if first != one.place:
            message = f"单元格 {one.place} 与 {first} 是同一项，请只保留一处。"
            repeated.append(FieldError(f"#/form/{one.key}", "duplicate", message))
    if repeated:
        raise FormInvalid(errors=repeated)


def _placed(error: FieldError, places: dict[str, str]) -> FieldError:
    key = error.pointer.removeprefix("#/form/").split("/")[0]
    if key not in places:
        return error
    return FieldError(error.pointer, error.code, f"单元格 {places[key]}：{error.message}")
