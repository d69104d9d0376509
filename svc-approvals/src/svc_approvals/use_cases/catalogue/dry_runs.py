"""Try a new version on the running cases: which could move to it, and why others cannot."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.identity import Caller
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.catalogue.guides import resolve
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.moving import STILL_EDITED, Running, obstacles
from svc_approvals.domain.catalogue.problems import Problem
from svc_approvals.domain.catalogue.reading import read_matter
from svc_approvals.storage import directory
from svc_approvals.storage.cases import cases, forms, materials
from svc_approvals.storage.catalogue import matters, running_cases
from svc_approvals.use_cases.cases.form_check import check_form
from svc_approvals.use_cases.catalogue.drafts import get_draft
from svc_approvals.use_cases.catalogue.matters import MatterNotSound, as_field_errors, may_edit
from svc_approvals.use_cases.catalogue.versions import get_version
from svc_approvals.use_cases.office import Office

ANSWERED_LATER = {"unknown_field"}  # what the new form does not ask any more is left out


@dataclass(frozen=True, slots=True)
class TriedCase:
    """A running case, the version it follows, and what keeps it from the new one."""

    case: Case
    number: int
    obstacles: tuple[Problem, ...]


async def tried_matter(work: UnitOfWork, caller: Caller, code: str, number: int | None) -> Matter:
    """The draft, or a version by its number, that cases are tried on.

    Refused with MatterNotFound, DraftNotFound, VersionNotFound, or MatterNotSound when the
    draft cannot be read.
    """
    if number is not None:
        await may_edit(work, caller, code)
        return (await get_version(work, code, number)).matter
    reading = read_matter((await get_draft(work, caller, code)).definition)
    if reading.matter is None:
        raise MatterNotSound(errors=as_field_errors(reading.problems))
    return reading.matter


async def try_cases(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    matter: Matter,
    after: UUID | None,
    limit: int,
) -> list[TriedCase]:
    """The running cases of the caller's region, each tried on this definition."""
    rows = await running_cases.running_cases(work, matter.code, caller.region_code, after, limit)
    organs = {code: organ.organ_id for code, organ in (await directory.organs(work)).items()}
    return [await _tried(work, office, row, matter, organs) for row in rows]


async def _tried(
    work: UnitOfWork, office: Office, row: Row, matter: Matter, organs: Mapping[str, UUID]
) -> TriedCase:
    case = await cases.load(work, row["case_id"])
    filled = await forms.read(work, office.secrets, case.case_id)
    before = resolve((await matters.version(work, case.version_id)).matter, filled.answers)
    new = resolve(matter, filled.answers, filled.form)
    given = {one.code: one.state for one in await materials.asked(
        work, case.case_id, {m.code: m for m in (*before.materials, *new.materials)}.values()
    )}  # fmt: skip
    found = obstacles(Running(case, before, given, organs), new)
    if case.state not in STILL_EDITED:
        faults = check_form(new, filled.form).problems
        found += tuple(one for one in faults if one.code not in ANSWERED_LATER)
    return TriedCase(case, row["number"], found)
