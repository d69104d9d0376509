"""What is wrong with a definition, seen against the directory and the documents it cites."""

from collections.abc import Mapping
from typing import Any

from shared.database import UnitOfWork
from svc_approvals.domain.catalogue.checks import Contact, check
from svc_approvals.domain.catalogue.checks.organs import cited
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import Problem
from svc_approvals.domain.catalogue.reading import read_matter
from svc_approvals.storage import directory
from svc_approvals.storage.catalogue import document_effects


async def findings(
    work: UnitOfWork, matter: Matter, region_code: str | None = None
) -> tuple[Problem, ...]:
    """All errors and warnings; an editor's matter has its lead organ in the editor's region."""
    organs = await directory.organs(work)
    effects = await document_effects.effects_of(work, [text for _, text in cited(matter)])
    found = check(
        matter,
        {code: Contact(organ.name, organ.phone) for code, organ in organs.items()},
        {reference: one.effect for reference, one in effects.items()},
        await directory.staff_numbers(work),
    )
    lead = organs.get(matter.lead_organ)
    if region_code is None or lead is None or lead.region_code == region_code:
        return found
    message = f"{lead.name}不在您所在的地区，您只能编辑本地区牵头的事项"
    return (*found, Problem("/lead_organ", "organ_elsewhere", message))


async def findings_of_draft(
    work: UnitOfWork, definition: Mapping[str, Any], region_code: str
) -> tuple[Problem, ...]:
    """The findings of a definition that may be incomplete: first whether it can be read at all."""
    reading = read_matter(definition)
    if reading.matter is None:
        return reading.problems
    return await findings(work, reading.matter, region_code)
