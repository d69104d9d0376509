"""What the printed papers of a case say."""

from collections.abc import Sequence

from shared.database import Row, UnitOfWork
from svc_approvals.domain.cases import decision_letters, letters
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.decision_letters import Procedure
from svc_approvals.domain.cases.letters import Asked, Kind, Letter
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.catalogue.merged_forms import form_fields
from svc_approvals.storage.cases import cases, materials, special_procedures, supplements
from svc_approvals.storage.cases.forms import FilledForm
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.pointers import pointer_names
from svc_approvals.use_cases.office import Office


async def letter_of(
    work: UnitOfWork, office: Office, case: Case, kind: Kind, number: int | None = None
) -> Letter:
    """A letter of a case; of several the one with this number, else the last.

    Refused with DocumentNotMade.
    """
    guide, _ = await guide_of(work, office, case)
    match kind:
        case Kind.ACCEPTANCE:
            given = await materials.asked(work, case.case_id, guide.handed_in)
            return letters.acceptance(case, given)
        case Kind.SUPPLEMENT:
            asked = _chosen(await supplements.of_case(work, case.case_id), number)
            return letters.supplement(case, asked, pointer_names(guide))
        case Kind.DECISION:
            return decision_letters.decision(case)
        case Kind.SPECIAL_PROCEDURE:
            return decision_letters.special_procedure(case, await _procedure(work, case, number))
        case _:
            return letters.non_acceptance(case)


async def _procedure(work: UnitOfWork, case: Case, number: int | None) -> Procedure | None:
    """The special procedure with this number, else the last."""
    rows = await special_procedures.of_case(work, case.case_id)
    if not rows or (number or 1) > len(rows):
        return None
    row = rows[-1 if number is None else number - 1]
    return Procedure(
        case.nodes[row["key"]].name if row["key"] in case.nodes else row["key"],
        row["kind"], row["basis"], row["expected_days"], row["started_at"],
    )  # fmt: skip


def _chosen(rows: Sequence[Row], number: int | None) -> Asked | None:
    """The window's own requests; what a department asks for stands in tracking and in the case."""
    own = [row for row in rows if not row["key"]]
    wanted = [row for row in own if number is None or row["round"] == number]
    if not wanted:
        return None
    chosen = wanted[-1]
    return Asked(chosen["round"], chosen["items"], chosen["requested_at"])


async def addressee(work: UnitOfWork, case: Case, guide: Guide, filled: FilledForm) -> str:
    """Whom a letter speaks to: the name on the form, else the applicant's masked name."""
    for field in form_fields(guide):
        if field.prefill == "name" and not field.personal and filled.form.get(field.key):
            return str(filled.form[field.key])
    return await cases.applicant_masked(work, case.case_id)
