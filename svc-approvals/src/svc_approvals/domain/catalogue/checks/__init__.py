"""Checks before publishing: every reason why a matter must not, or should not, go out."""

from collections.abc import Collection, Mapping

from svc_approvals.domain.catalogue.checks.kinds import check_kind
from svc_approvals.domain.catalogue.checks.limits import check_limits
from svc_approvals.domain.catalogue.checks.names import check_names
from svc_approvals.domain.catalogue.checks.organs import Contact, check_basis, check_organs
from svc_approvals.domain.catalogue.checks.paths import check_paths
from svc_approvals.domain.catalogue.checks.signers import check_signers
from svc_approvals.domain.catalogue.checks.sources import check_sources
from svc_approvals.domain.catalogue.checks.spoken_of import check_conditions
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import Problem

__all__ = ["Contact", "check"]


def check(
    matter: Matter,
    organs: Mapping[str, Contact],
    effects: Mapping[str, str],
    officials: Collection[str] | None = None,
) -> tuple[Problem, ...]:
    """All findings, in the definition's order of concerns.

    `organs` is the directory by code, `effects` the effect of each cited document by
    its reference as written; a reference without one is unknown. `officials` are the
    staff numbers the directory knows, None when it was not asked.
    """
    return (
        *check_names(matter),
        *check_conditions(matter),
        *check_sources(matter),
        *check_paths(matter),
        *check_limits(matter),
        *check_kind(matter),
        *check_signers(matter, officials),
        *check_organs(matter, organs),
        *check_basis(matter, effects),
    )
