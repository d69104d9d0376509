"""Made-up cases in a running service, as `svc-approvals generate` writes them."""

from approvals_building import Approvals

from svc_approvals.generator import made_up


async def generated(approvals: Approvals, *, cases: int, seed: int = 1, days: int = 730) -> None:
    """Write so many cases, as of the service's present."""
    await made_up(
        approvals.settings, approvals.office, approvals.now, cases=cases, seed=seed, days=days
    )
