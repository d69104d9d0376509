"""Foretell how a case of a matter would run, for editors and for whoever wants to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.refusals import FieldError
from svc_approvals.domain.catalogue.checks.names import check_names
from svc_approvals.domain.catalogue.checks.paths import check_paths
from svc_approvals.domain.catalogue.checks.spoken_of import check_conditions
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import errors
from svc_approvals.domain.catalogue.reading import read_matter
from svc_approvals.domain.catalogue.reasons import SimulationImpossible
from svc_approvals.domain.catalogue.simulation import (
    Assumptions,
    Foretold,
    Minutes,
    Outcome,
    no_history,
    simulate,
)
from svc_approvals.storage import directory
from svc_approvals.use_cases.catalogue.drafts import get_draft
from svc_approvals.use_cases.catalogue.matters import as_field_errors, guide_for, matter_in_force
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.supervision.history import history_of, minutes_of

YEARS = range(1949, 2200)
Quantile = Literal["median", "p80"]


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed of a case that does not exist."""

    answers: Mapping[str, Any]
    form: Mapping[str, Any] = field(default_factory=dict)
    start: datetime | None = None
    minutes: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    history: Quantile | None = None


async def simulate_matter(
    work: UnitOfWork, office: Office, matter: Matter, supposed: Supposed
) -> Foretold:
    """The timeline of such a case; refused with AnswersInvalid or SimulationImpossible."""
    guide = guide_for(matter, supposed.answers, supposed.form)
    _refuse_unknown(guide, supposed)
    _refuse_unthinkable(supposed.start or work.now)
    usual = await _usual(work, matter.code, supposed.history)
    hours = await _office_hours(work)
    assumed = Assumptions(supposed.minutes, supposed.outcomes, usual, supposed.form, hours)
    return simulate(guide, supposed.start or work.now, await office.clock(work), assumed)


async def expected_end(work: UnitOfWork, office: Office, guide: Guide) -> datetime | None:
    """When a case accepted now would be handed out, every node taking its usual time."""
    usual = await _usual(work, guide.matter.code, "median")
    assumed = Assumptions(history=usual, hours=await _office_hours(work))
    return simulate(guide, work.now, await office.clock(work), assumed).ends_at


async def _office_hours(work: UnitOfWork) -> dict[str, str]:
    return {code: one.office_hours for code, one in (await directory.organs(work)).items()}


async def _usual(work: UnitOfWork, code: str, quantile: Quantile | None) -> Minutes:
    """How long nodes took in ended cases; where that is not known they take what they promise."""
    if quantile is None:
        return no_history
    history = await history_of(work, code)
    return lambda node: minutes_of(history, quantile, node.key)


async def simulated_matter(
    work: UnitOfWork, caller: Caller, code: str, *, draft: bool
) -> Matter:  # fmt: skip
    """The version in force, or the draft as far as its process can run at all.

    Refused with MatterNotFound, DraftNotFound or SimulationImpossible.
    """
    if not draft:
        return (await matter_in_force(work, code)).matter
    reading = read_matter((await get_draft(work, caller, code)).definition)
    if reading.matter is None:
        raise SimulationImpossible(errors=as_field_errors(reading.problems))
    matter = reading.matter
    found = (*check_names(matter), *check_conditions(matter), *check_paths(matter))
    if wrong := errors(found):
        raise SimulationImpossible(errors=as_field_errors(wrong))
    return matter


def _refuse_unthinkable(start: datetime) -> None:
    """A year no calendar will ever hold cannot even be put on the clock."""
    if start.year not in YEARS:
        raise SimulationImpossible(
            errors=[FieldError("#/start", "wrong_time", "请填写近年的受理时间。")]
        )


def _refuse_unknown(guide: Guide, supposed: Supposed) -> None:
    nodes = {entry.node.key: entry.node for entry in guide.nodes}
    wrong = [
        FieldError(f"#/{member}/{key}", "unknown_node", f"没有“{key}”这个环节。")
        for member, given in (("minutes", supposed.minutes), ("outcomes", supposed.outcomes))
        for key in given
        if key not in nodes
    ]
    wrong += [
        FieldError(f"#/outcomes/{key}", "issue_not_refusable", "出件环节不作审批决定。")
        for key, outcome in supposed.outcomes.items()
        if key in nodes and nodes[key].kind == "issue" and outcome == "refuse"
    ]
    if wrong:
        raise SimulationImpossible(errors=wrong)
